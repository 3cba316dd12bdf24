import { button, calm, el, icon } from "../dom";
import { clock } from "../format";
import { words } from "../words";
import { cueText } from "./captions";
import { Finder } from "./finder";

/** What stands in the lines' place while there are none. */
export interface NoLines { title: string; text: string }

/** The lines beside the video: the current one is marked and kept in sight until somebody scrolls by hand. */
export class Transcript {
  #list = el("ol", { class: "lines" });
  #foot = el("div", { class: "panel-foot" });
  #tools = el("div", { class: "panel-tools" });
  #download = el("a", { class: "button icon-only", download: true, "aria-label": words.downloadCaptions, title: words.downloadCaptions }, icon("download"));
  #finder: Finder;
  #cues: VTTCue[] = [];
  #lines: HTMLButtonElement[] = [];
  #current = -1;
  #following = true;
  #none: NoLines = { title: words.transcriptEmpty, text: "" };
  #seek: (seconds: number) => void;

  constructor(panel: HTMLElement, seek: (seconds: number) => void) {
    this.#seek = seek;
    this.#finder = new Finder(index => this.#reveal(index, true));
    this.#tools.append(this.#finder.element, this.#download);
    panel.replaceChildren(el("h2", { class: "panel-title" }, words.transcript), this.#tools, this.#list, this.#foot);
    this.#list.addEventListener("click", event => this.#jump(event));
    this.#list.addEventListener("keydown", event => this.#move(event));
    for (const name of ["wheel", "touchmove", "pointerdown"] as const) this.#list.addEventListener(name, () => this.#follow(false), { passive: true });
    this.setCues([], "");
  }

  focusFinder(): void {
    this.#finder.focus();
  }

  setSource(src: string | undefined, title: string): void {
    this.#download.hidden = src === undefined;
    if (src === undefined) return;
    this.#download.href = src;
    this.#download.download = `${title}.vtt`;
  }

  setNone(none: NoLines): void {
    this.#none = none;
    if (this.#cues.length === 0) this.setCues([], "");
  }

  /** @param language of the cues; a reader of the page speaks it. */
  setCues(cues: VTTCue[], language: string): void {
    this.#list.lang = cues.length > 0 ? language : document.documentElement.lang;
    this.#cues = cues;
    this.#current = -1;
    this.#lines = cues.map((cue, index) => line(cue, index));
    this.#tools.hidden = cues.length === 0;
    this.#foot.hidden = cues.length === 0;
    this.#list.replaceChildren(...this.#lines.map(made => el("li", {}, made)));
    if (cues.length === 0) this.#list.append(nothing(this.#none));
    this.#finder.setLines(this.#lines);
    this.#drawFoot();
  }

  show(seconds: number): void {
    const index = lineAt(this.#cues, seconds);
    if (index === this.#current) return;
    this.#lines[this.#current]?.removeAttribute("aria-current");
    this.#current = index;
    const now = this.#lines[index];
    if (!now) return;
    now.setAttribute("aria-current", "true");
    if (!this.#list.contains(document.activeElement)) this.#makeTabStop(index);
    if (this.#following) this.#reveal(index);
  }

  #jump(event: Event): void {
    const index = indexOf(event.target);
    const cue = index === undefined ? undefined : this.#cues[index];
    if (!cue) return;
    this.#seek(cue.startTime);
    this.#follow(true);
  }

  /** One stop for Tab; arrows go from line to line. */
  #move(event: KeyboardEvent): void {
    const at = indexOf(event.target);
    if (at === undefined) return;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: this.#lines.length - 1 }[event.key];
    if (next === undefined || !this.#lines[next]) return;
    event.preventDefault();
    event.stopPropagation();
    this.#follow(false);
    this.#makeTabStop(next);
    this.#lines[next].focus();
  }

  #makeTabStop(index: number): void {
    this.#list.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    this.#lines[index]?.setAttribute("tabindex", "0");
  }

  #reveal(index: number, byHand = false): void {
    if (byHand) this.#follow(false);
    const made = this.#lines[index];
    if (!made) return;
    // offsetTop would count from the line's own item, which content-visibility makes its container.
    const inView = made.getBoundingClientRect().top - this.#list.getBoundingClientRect().top;
    const top = this.#list.scrollTop + inView - (this.#list.clientHeight - made.offsetHeight) / 3;
    this.#list.scrollTo({ top, behavior: calm() ? "instant" : "smooth" });
  }

  #follow(on: boolean): void {
    if (this.#following === on) return;
    this.#following = on;
    if (on) this.#reveal(this.#current);
    this.#drawFoot();
  }

  #drawFoot(): void {
    if (this.#following) {
      this.#foot.replaceChildren(icon("locate-fixed", "icon small"), el("span", {}, words.following));
      return;
    }
    const again = button("link", words.followAgain, "locate-fixed");
    again.addEventListener("click", () => this.#follow(true));
    this.#foot.replaceChildren(again);
  }
}

function line(cue: VTTCue, index: number): HTMLButtonElement {
  return el("button", { type: "button", class: "line", "data-index": index, tabindex: index === 0 ? 0 : -1 },
    el("span", { class: "line-time" }, clock(cue.startTime)), " ", el("span", { class: "line-text" }, cueText(cue)));
}

function nothing({ title, text }: NoLines): HTMLElement {
  return el("li", { class: "lines-none" },
    icon("captions"),
    el("strong", {}, title),
    el("p", {}, text));
}

function indexOf(target: EventTarget | null): number | undefined {
  const index = target instanceof Element ? target.closest<HTMLElement>(".line")?.dataset.index : undefined;
  return index === undefined ? undefined : Number(index);
}

/** The last line that has begun; -1 before the first. */
function lineAt(cues: VTTCue[], seconds: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startTime ?? 0) <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
