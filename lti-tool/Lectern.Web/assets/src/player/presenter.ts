import { button } from "../dom";
import { words } from "../words";
import { Engine } from "./engine";
import type { Stage } from "./stage";

/** Farther apart than this they are brought together at once, nearer by playing a little faster or slower. */
const jumpSeconds = 0.5;
const closeSeconds = 0.04;

const layouts = ["beside", "swapped", "alone"] as const;
type Layout = typeof layouts[number];

const labels: Record<Layout, string> = { beside: words.layoutBeside, swapped: words.layoutSwapped, alone: words.layoutAlone };

/** Who speaks, beside the slides: a second picture without sound that follows the first one's clock. */
export class Presenter {
  #main: HTMLVideoElement;
  #video: HTMLVideoElement;
  #stage: HTMLElement;
  #strip: HTMLElement;
  #engine: Engine;
  #button: HTMLButtonElement;
  #layout: Layout = "beside";
  #isShown = false;

  constructor({ video, presenter, controller, strip, speed }: Stage) {
    this.#main = video;
    this.#video = presenter;
    this.#stage = controller;
    this.#strip = strip;
    const nothing = (): void => undefined;
    // The slides' player renews addresses for both, and says what is wrong.
    this.#engine = new Engine(presenter, { expired: nothing, stopped: nothing, arriving: nothing, broken: () => this.show(null), qualities: nothing });
    this.#button = button("control roomy", labels.beside, "columns-2", true);
    this.#button.hidden = true;
    this.#button.addEventListener("click", () => this.change());
    speed.before(this.#button);
    this.#draw();
    for (const name of ["play", "playing", "pause", "seeking", "waiting", "timeupdate", "ratechange"]) video.addEventListener(name, () => this.#follow(name === "waiting"));
  }

  /** Takes another stream, or none. */
  show(stream: string | null): void {
    this.#isShown = stream !== null;
    this.#draw();
    if (stream === null) this.#engine.destroy();
    else this.#engine.load(stream, this.#main.currentTime, !this.#main.paused);
  }

  /** Slides with presenter, presenter with slides, slides alone. */
  change(): void {
    this.#layout = layouts[(layouts.indexOf(this.#layout) + 1) % layouts.length] ?? "beside";
    this.#draw();
    this.#follow();
  }

  destroy(): void {
    this.#engine.destroy();
  }

  #draw(): void {
    const isSeen = this.#isShown && this.#layout !== "alone";
    this.#button.hidden = !this.#isShown;
    this.#button.setAttribute("aria-label", labels[this.#layout]);
    this.#button.title = labels[this.#layout];
    if (!isSeen) this.#video.remove();
    else if (!this.#video.isConnected) this.#strip.before(this.#video);
    if (this.#isShown) this.#stage.dataset.layout = this.#layout;
    else delete this.#stage.dataset.layout;
  }

  #follow(waits = false): void {
    if (!this.#isShown || this.#layout === "alone" || waits) {
      this.#video.pause();
      return;
    }
    // A seek that is cut off by the next one never ends.
    if (this.#video.seeking) return;
    const behind = this.#main.currentTime - this.#video.currentTime;
    if (Math.abs(behind) > jumpSeconds || (this.#main.paused && Math.abs(behind) > closeSeconds)) this.#video.currentTime = this.#main.currentTime;
    const catchUp = Math.abs(behind) > closeSeconds && Math.abs(behind) <= jumpSeconds ? 1 + behind / 4 : 1;
    this.#video.playbackRate = this.#main.playbackRate * catchUp;
    if (this.#main.paused) this.#video.pause();
    else if (this.#video.paused) void this.#video.play().catch(() => undefined);
  }
}
