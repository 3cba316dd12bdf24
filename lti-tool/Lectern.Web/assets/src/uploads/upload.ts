import { DetailedError, Upload as TusUpload, type HttpResponse } from "tus-js-client";
import { parseProblem, type Problem } from "../session/problem";
import { authorization, request, root } from "../session/session";
import { Rate } from "./rate";

export type UploadState = "queued" | "running" | "paused" | "waiting" | "done" | "failed" | "cancelled";

/** A proxy in front of us may refuse a longer request body; an acknowledged part is never sent again. */
const partBytes = 50 * 1024 * 1024;
const retryDelays = [0, 1000, 3000, 5000];
const retryLaterMs = 15_000;

/** One file on its way to the course; cut connections are its own business. */
export class Upload {
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly rate = new Rate();
  state: UploadState = "queued";
  sent = 0;
  problem: Problem | undefined;
  video: string | undefined;
  #tus: TusUpload;
  #changed: () => void;
  #retry = 0;

  constructor(file: File, url: string | undefined, changed: () => void) {
    this.name = file.name;
    this.title = titleOf(file.name);
    this.size = file.size;
    this.#changed = changed;
    this.#tus = new TusUpload(file, {
      endpoint: `${root}/uploads`,
      ...(url !== undefined && { uploadUrl: url }),
      metadata: { filename: file.name, filetype: file.type, title: this.title, fingerprint: fingerprintOf(file) },
      chunkSize: partBytes,
      retryDelays,
      storeFingerprintForResuming: false,
      onBeforeRequest: sent => {
        const value = authorization(sent.getURL());
        if (value !== undefined) sent.setHeader("Authorization", value);
      },
      onShouldRetry: error => canRetry(error as DetailedError),
      onProgress: sent => this.#progress(sent),
      onSuccess: () => void this.#finish(),
      onError: error => this.#failed(error),
    });
  }

  get percent(): number {
    return this.size === 0 ? 0 : Math.min(100, Math.floor((this.sent / this.size) * 100));
  }

  start(): void {
    window.clearTimeout(this.#retry);
    this.problem = undefined;
    this.rate.reset();
    this.#to("running");
    this.#tus.start();
  }

  async pause(): Promise<void> {
    window.clearTimeout(this.#retry);
    this.#to("paused");
    await this.#tus.abort();
  }

  /** Stops and throws away what has arrived. */
  async cancel(): Promise<void> {
    window.clearTimeout(this.#retry);
    this.#to("cancelled");
    await this.#tus.abort(true).catch(() => undefined);
  }

  #progress(sent: number): void {
    this.sent = sent;
    this.rate.add(sent);
    this.#changed();
  }

  #failed(error: Error): void {
    if (this.state !== "running") return;
    const response = error instanceof DetailedError ? error.originalResponse : null;
    if (!response || isPassing(response)) {
      this.#to("waiting");
      this.#retry = window.setTimeout(() => this.start(), retryLaterMs);
      return;
    }
    this.problem = parseProblem(response.getStatus(), response.getBody());
    this.#to("failed");
  }

  /** The connection is back: no need to wait for the timer. */
  wake(): void {
    if (this.state === "waiting") this.start();
  }

  async #finish(): Promise<void> {
    this.video = await videoOf(this.#tus.url);
    this.#to("done");
  }

  #to(state: UploadState): void {
    this.state = state;
    this.#changed();
  }
}

/** The same file picked again is known by this; nothing is stored in the browser. */
export const fingerprintOf = (file: File): string => `${file.name}|${file.size}|${file.lastModified}`;

const titleOf = (fileName: string): string =>
  fileName.replace(/\.[^.]{1,5}$/, "").replace(/[_\s]+/g, " ").trim() || fileName;

/** The server's own refusal is final, even one of the 500s such as a full disk; a proxy's bad moment is not. */
function isPassing(response: HttpResponse): boolean {
  const status = response.getStatus();
  if (status === 409 || status === 423 || status === 429) return true;
  return (status === 0 || status >= 500) && parseProblem(status, response.getBody()).code === undefined;
}

const canRetry = ({ originalResponse }: DetailedError): boolean => !originalResponse || isPassing(originalResponse);

/** The video that a whole upload became. */
async function videoOf(url: string | null): Promise<string | undefined> {
  const id = url?.split("/").pop() ?? "";
  try {
    const response = await request(`${root}/api/uploads/${id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")}`);
    return response.ok ? (await response.json() as { videoId: string | null }).videoId ?? undefined : undefined;
  } catch {
    return undefined;
  }
}
