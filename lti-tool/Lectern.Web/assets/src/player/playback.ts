import { request } from "../session/session";

export interface CaptionTrack { language: string; label: string; kind: string; src: string }

export interface Playback {
  video: string;
  title: string;
  durationSeconds: number | null;
  state: "processing" | "instant" | "ready" | "failed";
  version: string | number | null;
  stream: string | null;
  /** Who speaks, on the same clock. */
  presenter: string | null;
  poster: string | null;
  captions: CaptionTrack[];
  expires: string | number | null;
  captionsProgress: number | null;
  captionsFailed: boolean;
  /** Something is still being made. */
  moving: boolean;
}

export class NoPlayback extends Error {
  constructor(readonly status: number) {
    super(`Playback answered ${status}.`);
    this.name = "NoPlayback";
  }
}

export async function fetchPlayback(address: string): Promise<Playback> {
  const response = await request(address, { cache: "no-store" });
  if (!response.ok) throw new NoPlayback(response.status);
  return await response.json() as Playback;
}

/** The signature in a media address changes by the hour; what comes after it names what is played. */
const unsigned = (address: string | null): string => (address ?? "").replace(/\/m\/[^/]+\//, "/m/");

export const sameStream = (a: Playback, b: Playback): boolean => unsigned(a.stream) === unsigned(b.stream);

export const sameCaptions = (a: CaptionTrack[], b: CaptionTrack[]): boolean =>
  a.length === b.length && a.every((track, i) => unsigned(track.src) === unsigned(b[i]?.src ?? null));

/** Milliseconds until the media address stops working. */
export function msLeft({ expires }: Playback, now = Date.now()): number {
  if (expires === null) return Number.POSITIVE_INFINITY;
  return (typeof expires === "number" ? expires * 1000 : Date.parse(expires)) - now;
}
