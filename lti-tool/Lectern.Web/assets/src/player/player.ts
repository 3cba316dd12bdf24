import { el } from "../dom";
import { clock } from "../format";
import { postJson, SignedOut } from "../session/session";
import { showSignedOut } from "../shell/message";
import { words } from "../words";
import { actsOf } from "./acts";
import { Captions } from "./captions";
import { Engine } from "./engine";
import { Gaps } from "./gaps";
import { startKeys } from "./keys";
import { Menus } from "./menus";
import { Notes } from "./notes";
import { fetchPlayback, msLeft, sameCaptions, sameStream, type Playback } from "./playback";
import { Presenter } from "./presenter";
import { buildStage, type Stage } from "./stage";
import { Transcript, type NoLines } from "./transcript";
import { tellWatched } from "./watched";

const pollMs = 5_000;
const aliveMs = 3 * 60_000;
const renewBeforeMs = 2 * 60_000;
const longestTimerMs = 30 * 60_000;

/** The player of a watch page: what plays, what is said about it, and when the server is asked again. */
export class Player {
  #root: HTMLElement;
  #signal: AbortSignal;
  #stage: Stage;
  #notes: Notes;
  #engine: Engine;
  #presenter: Presenter;
  #gaps: Gaps;
  #captions: Captions;
  #menus: Menus;
  #transcript: Transcript | undefined;
  #playback: Playback | undefined;
  #loaded: Playback | undefined;
  #timer = 0;
  #retryMs = 2_000;
  #position: number;
  #renewals: number[] = [];

  constructor(root: HTMLElement, panel: HTMLElement | null, signal: AbortSignal) {
    this.#root = root;
    this.#signal = signal;
    this.#stage = buildStage(root, root.dataset.title ?? "", Number(root.dataset.duration) || null);
    this.#position = Number(root.dataset.start) || 0;
    const { video, strip } = this.#stage;
    if (root.dataset.poster) video.poster = root.dataset.poster;
    this.#notes = new Notes(this.#stage, root.dataset.whyNoVideo ?? "");
    this.#engine = new Engine(video, {
      expired: () => void this.#renew(),
      stopped: () => this.#stopped(),
      arriving: () => this.#arriving(),
      broken: () => this.#notes.broken(),
      qualities: () => this.#menus.draw(),
    });
    this.#presenter = new Presenter(this.#stage);
    this.#gaps = new Gaps(this.#stage.marks, root.dataset.gaps);
    this.#transcript = panel ? new Transcript(panel, seconds => this.#seek(seconds)) : undefined;
    this.#captions = new Captions(video, strip, {
      cues: cues => this.#showCues(cues),
      changed: () => this.#menus.draw(),
      failed: () => this.#captionsFailed(),
    });
    this.#menus = new Menus(root, this.#stage, this.#engine, this.#captions);
    this.#listen();
    if (root.dataset.watched) tellWatched(video, root.dataset.watched, signal);
  }

  async start(): Promise<void> {
    await this.#ask();
  }

  #listen(): void {
    const { video } = this.#stage;
    video.addEventListener("timeupdate", () => this.#moved());
    // Where somebody wants to be counts, also while nothing of it has arrived yet.
    video.addEventListener("seeking", () => { this.#position = video.currentTime; });
    for (const name of ["timeupdate", "durationchange", "seeking"]) video.addEventListener(name, () => this.#drawTime());
    const alive = window.setInterval(() => { if (!video.paused) void this.#tellAlive(); }, aliveMs);
    const showKeys = startKeys(actsOf(this.#stage, this.#presenter, this.#menus, this.#transcript, seconds => this.#seek(seconds)), this.#signal);
    document.addEventListener("click", event => {
      if (event.target instanceof Element && event.target.closest("[data-keys]")) showKeys();
    }, { signal: this.#signal });
    window.addEventListener("online", () => void this.#ask(), { signal: this.#signal });
    // Somebody tried again: what had come to its end moves on.
    document.body.addEventListener("lectern:changed", () => void this.#ask(), { signal: this.#signal });
    this.#signal.addEventListener("abort", () => {
      window.clearInterval(alive);
      window.clearTimeout(this.#timer);
      this.#engine.destroy();
      this.#presenter.destroy();
    });
  }

  #seek(seconds: number): void {
    const { video } = this.#stage;
    video.currentTime = Math.max(0, Math.min(seconds, Number.isFinite(video.duration) ? video.duration - 0.05 : seconds));
  }

  #drawTime(): void {
    const { video, time } = this.#stage;
    const duration = Number.isFinite(video.duration) ? video.duration : this.#playback?.durationSeconds ?? 0;
    const now = video.readyState === 0 ? this.#position : video.currentTime;
    time.replaceChildren(el("b", {}, clock(now)), ` / ${clock(duration)}`);
    this.#gaps.draw(duration);
  }

  #moved(): void {
    const { video } = this.#stage;
    // A change of source resets the time before the new one has begun.
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    this.#position = video.currentTime;
    this.#transcript?.show(video.currentTime);
  }

  /** Asks what there is to play now, and takes over what changed. */
  async #ask(): Promise<void> {
    window.clearTimeout(this.#timer);
    try {
      const playback = await fetchPlayback(this.#root.dataset.playback ?? "");
      if (this.#signal.aborted) return;
      this.#retryMs = 2_000;
      this.#take(playback);
      this.#askLater(playback);
    } catch (error) {
      if (!this.#signal.aborted) this.#notAnswered(error);
    }
  }

  #take(playback: Playback): void {
    const before = this.#playback;
    this.#playback = playback;
    if (playback.poster && !this.#loaded) this.#stage.video.poster = playback.poster;
    if (playback.durationSeconds !== null) this.#stage.controller.setAttribute("defaultduration", String(playback.durationSeconds));

    if (playback.stream === null) this.#noStream(playback);
    else if (!this.#loaded || !sameStream(this.#loaded, playback) || msLeft(this.#loaded) < renewBeforeMs) this.#load(playback);

    this.#transcript?.setNone(this.#whyNoLines(playback));
    this.#captions.setProgress(playback.captionsProgress);
    if (!before || !sameCaptions(before.captions, playback.captions)) this.#captions.setTracks(playback.captions);
    this.#transcript?.setSource(this.#captions.current?.src, playback.title);
    this.#root.dataset.state = playback.state;
    this.#drawTime();
  }

  #load(playback: Playback): void {
    const { video } = this.#stage;
    const first = !this.#loaded;
    this.#notes.playable();
    this.#loaded = playback;
    this.#engine.load(playback.stream ?? "", this.#position, !first && !video.paused && !video.ended);
    this.#presenter.show(playback.presenter);
  }

  #whyNoLines({ state, captionsProgress, captionsFailed }: Playback): NoLines {
    if (captionsProgress !== null || state === "processing") return { title: words.transcriptEmpty, text: words.transcriptEmptyText };
    if (captionsFailed) return { title: words.transcriptNone, text: this.#root.dataset.whyNoCaptions ?? "" };
    return { title: words.transcriptNone, text: state === "failed" ? words.transcriptAfterText : words.transcriptNoneText };
  }

  #noStream({ state }: Playback): void {
    if (this.#loaded) return;
    if (state === "failed") this.#notes.failed();
    else this.#notes.making();
  }

  #askLater(playback: Playback): void {
    // Without a stream there is no signature to renew, and nothing comes by itself.
    if (!playback.moving && playback.stream === null) return;
    const wait = playback.moving ? pollMs : Math.min(longestTimerMs, Math.max(pollMs, msLeft(playback) - renewBeforeMs));
    this.#timer = window.setTimeout(() => void this.#ask(), wait);
  }

  #notAnswered(error: unknown): void {
    const page = document.getElementById("page");
    if (error instanceof SignedOut && page) {
      showSignedOut(page);
      return;
    }
    if (!this.#loaded) this.#notes.unreachable();
    this.#retryLater();
  }

  /** A new signature; the same second, the same state. */
  async #renew(): Promise<void> {
    const now = performance.now();
    this.#renewals = [...this.#renewals.filter(at => now - at < 30_000), now];
    if (this.#renewals.length > 3) {
      this.#stopped();
      return;
    }
    this.#forgetSignature();
    await this.#ask();
  }

  #forgetSignature(): void {
    if (this.#loaded) this.#loaded = { ...this.#loaded, stream: null };
  }

  #stopped(): void {
    this.#notes.stopped(() => this.#retry());
    this.#retryLater();
  }

  #retryLater(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#retry(), this.#retryMs);
    this.#retryMs = Math.min(30_000, this.#retryMs * 2);
  }

  #retry(): void {
    this.#engine.retry();
    void this.#ask();
  }

  #arriving(): void {
    this.#notes.quiet();
    this.#retryMs = 2_000;
  }

  #showCues(cues: VTTCue[]): void {
    this.#transcript?.setCues(cues, this.#captions.current?.language ?? "");
    this.#transcript?.show(this.#stage.video.currentTime);
  }

  #captionsFailed(): void {
    this.#notes.captionsMissing();
    window.setTimeout(() => {
      if (this.#signal.aborted || !this.#playback) return;
      this.#notes.quiet();
      this.#playback = { ...this.#playback, captions: [] };
      void this.#ask();
    }, 10_000);
  }

  async #tellAlive(): Promise<void> {
    const address = this.#root.dataset.alive;
    if (!address) return;
    try {
      await postJson(address, {});
    } catch {
      // The next media request or playback question says what is wrong.
    }
  }
}
