import { postJson } from "../session/session";

type Range = [number, number];

const everyMs = 15_000;
const mostRanges = 300;

/** Tells the server what was really played: while it plays, when it stops, and once more when the page goes. Telling twice changes nothing. */
export function tellWatched(video: HTMLVideoElement, address: string, signal: AbortSignal): void {
  // A new source begins with nothing played: what was played of the old one is kept here.
  let before: Range[] = [];
  let now: Range[] = [];
  let told = "";

  const read = (): void => { now = rangesOf(video.played); };
  const tell = async (): Promise<void> => {
    const ranges = [...before, ...now].slice(-mostRanges);
    const body = JSON.stringify(ranges);
    if (ranges.length === 0 || body === told) return;
    told = body;
    try {
      const answer = await postJson(address, { ranges }, { keepalive: true });
      if (answer.status >= 500) told = "";
    } catch {
      // Without a line it is told next time. A session that ended is said by the next question of the player.
      told = "";
    }
  };

  video.addEventListener("timeupdate", read);
  video.addEventListener("emptied", () => {
    before = [...before, ...now].slice(-mostRanges);
    now = [];
  });
  for (const name of ["pause", "ended"]) video.addEventListener(name, () => { read(); void tell(); });
  const timer = window.setInterval(() => { if (!video.paused) void tell(); }, everyMs);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void tell(); }, { signal });
  window.addEventListener("pagehide", () => void tell(), { signal });
  signal.addEventListener("abort", () => {
    window.clearInterval(timer);
    void tell();
  });
}

const tenth = (seconds: number): number => Math.round(seconds * 10) / 10;

const rangesOf = (played: TimeRanges): Range[] =>
  Array.from({ length: played.length }, (_, i): Range => [tenth(played.start(i)), tenth(played.end(i))]).filter(([from, until]) => until > from);
