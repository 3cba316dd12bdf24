import { el, icon } from "../dom";
import { say, words } from "../words";
import type { Captions } from "./captions";
import type { Engine } from "./engine";
import type { Stage } from "./stage";

export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

const speedText = (rate: number): string => `${rate}×`;

/** The speed button, the captions button, and the settings menu with quality and caption languages. */
export class Menus {
  #stage: Stage;
  #engine: Engine;
  #captions: Captions;
  #speed = menu("speed", words.speed);
  #settings = menu("settings", words.settings);

  constructor(root: HTMLElement, stage: Stage, engine: Engine, captions: Captions) {
    this.#stage = stage;
    this.#engine = engine;
    this.#captions = captions;
    root.append(this.#speed, this.#settings);
    stage.video.addEventListener("ratechange", () => this.#drawSpeed());
    stage.video.addEventListener("volumechange", () => this.draw());
    this.#settings.addEventListener("beforetoggle", () => this.#drawSettings());
    stage.captions.addEventListener("click", () => { if (captions.any || captions.coming) captions.turn(!captions.on); });
    this.#drawSpeed();
    this.draw();
  }

  /** One step faster or slower on the list. */
  stepSpeed(direction: 1 | -1): void {
    const { video } = this.#stage;
    const next = direction > 0 ? speeds.find(rate => rate > video.playbackRate) : speeds.findLast(rate => rate < video.playbackRate);
    if (next !== undefined) video.playbackRate = next;
  }

  draw(): void {
    this.#drawCaptionsButton();
    // An open menu keeps its items: the focus is on one of them.
    if (!this.#settings.matches(":popover-open")) this.#drawSettings();
  }

  #drawSettings(): void {
    this.#settings.replaceChildren(...[this.#qualities(), this.#languages(), this.#sound()].flat());
  }

  #drawSpeed(): void {
    const { video, speed } = this.#stage;
    speed.textContent = speedText(video.playbackRate);
    speed.setAttribute("aria-label", say(words.speedNow, speedText(video.playbackRate)));
    this.#speed.replaceChildren(...speeds.map(rate =>
      choice(speedText(rate), rate === video.playbackRate, () => { video.playbackRate = rate; })));
  }

  #drawCaptionsButton(): void {
    const { captions } = this.#stage;
    const possible = this.#captions.any || this.#captions.coming;
    captions.setAttribute("aria-pressed", String(possible && this.#captions.on));
    captions.setAttribute("aria-disabled", String(!possible));
    captions.title = possible ? words.captions : words.noCaptions;
    captions.setAttribute("aria-label", captions.title);
  }

  #qualities(): HTMLElement[] {
    const { heights, currentHeight, chosenHeight } = this.#engine;
    if (heights.length === 0) return [];
    const auto = currentHeight === undefined || chosenHeight !== undefined ? words.qualityAuto : say(words.qualityAutoNow, `${currentHeight}p`);
    return group(words.quality,
      choice(auto, chosenHeight === undefined, () => this.#engine.choose(undefined)),
      ...heights.map(height => choice(`${height}p`, chosenHeight === height, () => this.#engine.choose(height))));
  }

  #languages(): HTMLElement[] {
    if (!this.#captions.any) return [];
    const current = this.#captions.on ? this.#captions.current : undefined;
    return group(words.captions,
      choice(words.captionsOff, current === undefined, () => this.#captions.turn(false)),
      ...this.#captions.tracks.map(track => choice(track.label, track === current, () => this.#captions.choose(track))));
  }

  /** Where the bar is too narrow for it. */
  #sound(): HTMLElement[] {
    const { video } = this.#stage;
    const made = choice(words.sound, !video.muted, () => { video.muted = !video.muted; });
    made.setAttribute("role", "menuitemcheckbox");
    const [heading, item] = group(words.sound, made);
    return [heading!, item!].map(part => { part.classList.add("only-narrow"); return part; });
  }
}

function menu(id: string, label: string): HTMLElement {
  return el("div", { class: "menu up on-dark", id: `player-${id}`, popover: "auto", role: "menu", "aria-label": label });
}

const group = (label: string, ...choices: HTMLElement[]): HTMLElement[] =>
  [el("div", { class: "menu-heading", role: "presentation" }, label), ...choices];

function choice(label: string, chosen: boolean, act: () => void): HTMLElement {
  const made = el("button", { type: "button", role: "menuitemradio", "aria-checked": String(chosen) }, icon("check"), el("span", {}, label));
  made.addEventListener("click", act);
  return made;
}
