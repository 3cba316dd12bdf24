import { button, el, icon } from "../dom";
import { clock, parseClock } from "../format";
import { say, words } from "../words";

export interface ChoiceEvents {
  move(choice: Choice, by: 1 | -1): void;
  takeOut(choice: Choice): void;
}

const mostPoints = 1000;
let count = 0;

/** One chosen video and its options; the card stands in the side panel, or inside its row where there is no room. */
export class Choice {
  readonly video: string;
  readonly title: string;
  readonly card: HTMLElement;
  #start: HTMLInputElement;
  #wrong: HTMLElement;
  #counts: HTMLInputElement;
  #points: HTMLInputElement;
  #pointsWrong: HTMLElement;
  #place = el("span", { class: "choice-place" });
  #up: HTMLButtonElement;
  #down: HTMLButtonElement;

  constructor(video: string, title: string, takesPoints: boolean, events: ChoiceEvents) {
    this.video = video;
    this.title = title;
    const id = `start-${++count}`;
    this.#start = el("input", { id, class: "field time", value: clock(0), autocomplete: "off", "aria-describedby": `${id}-wrong` });
    this.#wrong = el("p", { id: `${id}-wrong`, class: "field-error", hidden: true }, words.startWrong);
    this.#start.addEventListener("change", () => this.#check());
    this.#counts = el("input", { type: "checkbox", class: "box" });
    this.#points = el("input", { type: "number", class: "field time", min: "1", max: String(mostPoints), value: "10", hidden: true, "aria-label": say(words.pointsFor, title), "aria-describedby": `${id}-points-wrong` });
    this.#pointsWrong = el("p", { id: `${id}-points-wrong`, class: "field-error", hidden: true }, say(words.pointsWrong, mostPoints));
    this.#counts.addEventListener("change", () => {
      this.#points.hidden = !this.#counts.checked;
      this.#checkPoints();
    });
    this.#points.addEventListener("change", () => this.#checkPoints());
    const away = button("button icon-only take-out", say(words.takeOut, title), "x", true);
    away.addEventListener("click", () => events.takeOut(this));
    this.#up = this.#mover("chevron-up", words.moveUp, -1, events);
    this.#down = this.#mover("chevron-down", words.moveDown, 1, events);
    this.card = el("div", { class: "choice", "data-video": video },
      el("div", { class: "choice-head" },
        el("span", { class: "grip" }, icon("grip-vertical")),
        el("strong", {}, title),
        this.#place,
        this.#up,
        this.#down,
        away),
      el("div", { class: "choice-options" }, el("label", { for: id }, words.startAt), this.#start),
      this.#wrong,
      ...(takesPoints ? [el("div", { class: "choice-options" }, el("label", { class: "switch-line" }, this.#counts, words.countsForPoints), this.#points), this.#pointsWrong] : []));
    this.card.addEventListener("keydown", event => {
      const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.code] as 1 | -1 | undefined : undefined;
      if (by === undefined) return;
      event.preventDefault();
      events.move(this, by);
    });
  }

  /** Where it comes in the order. The focus goes over to the other button when there is no further to go. */
  setPlace(at: number, count: number): void {
    const focused = document.activeElement;
    this.#place.textContent = say(words.place, at + 1, count);
    this.#up.disabled = at === 0;
    this.#down.disabled = at === count - 1;
    this.card.classList.toggle("alone", count === 1);
    if (focused === this.#up && this.#up.disabled) this.#down.focus();
    if (focused === this.#down && this.#down.disabled) this.#up.focus();
  }

  /** Seconds; 0 is the beginning. */
  get start(): number {
    return parseClock(this.#start.value) ?? 0;
  }

  /** What watching it is worth; undefined for nothing. */
  get points(): number | undefined {
    return this.#counts.checked ? Number(this.#points.value) : undefined;
  }

  /** False, with the field focused, when the time or the points can't be read. */
  isRight(): boolean {
    const [start, points] = [this.#check(), this.#checkPoints()];
    if (!start) this.#start.focus();
    else if (!points) this.#points.focus();
    return start && points;
  }

  #checkPoints(): boolean {
    const { points } = this;
    const right = points === undefined || (Number.isInteger(points) && points >= 1 && points <= mostPoints);
    this.#pointsWrong.hidden = right;
    this.#points.toggleAttribute("aria-invalid", !right);
    return right;
  }

  #check(): boolean {
    const seconds = parseClock(this.#start.value);
    this.#wrong.hidden = seconds !== undefined;
    this.#start.toggleAttribute("aria-invalid", seconds === undefined);
    if (seconds !== undefined) this.#start.value = clock(seconds);
    return seconds !== undefined;
  }

  #mover(iconName: string, label: string, by: 1 | -1, events: ChoiceEvents): HTMLButtonElement {
    const made = button("button icon-only mover", say(label, this.title), iconName, true);
    made.addEventListener("click", () => events.move(this, by));
    return made;
  }
}
