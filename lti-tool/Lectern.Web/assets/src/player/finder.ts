import { el, icon } from "../dom";
import { say, words } from "../words";

const highlightName = "found";

/** "Find in transcript": marks the words, Enter goes from line to line. */
export class Finder {
  readonly element: HTMLElement;
  #input = el("input", { type: "search", placeholder: words.findInTranscript, "aria-label": words.findInTranscript, autocomplete: "off", spellcheck: "false" });
  #count = el("span", { class: "find-count", role: "status" });
  #lines: HTMLElement[] = [];
  #hits: number[] = [];
  #at = -1;
  #show: (index: number) => void;

  constructor(show: (index: number) => void) {
    this.#show = show;
    this.element = el("div", { class: "search" }, icon("search"), this.#input, this.#count);
    this.#input.addEventListener("input", () => this.#find());
    this.#input.addEventListener("keydown", event => {
      if (event.key !== "Enter" || this.#hits.length === 0) return;
      event.preventDefault();
      this.#go(this.#at + (event.shiftKey ? -1 : 1));
    });
  }

  focus(): void {
    this.#input.focus();
  }

  setLines(lines: HTMLElement[]): void {
    this.#lines = lines;
    if (this.#input.value) this.#find();
  }

  #find(): void {
    const wanted = this.#input.value.trim().toLocaleLowerCase();
    const texts = this.#lines.map(line => line.querySelector(".line-text")?.firstChild ?? null);
    this.#hits = wanted === "" ? [] : texts.flatMap((text, i) => text?.textContent?.toLocaleLowerCase().includes(wanted) ? [i] : []);
    this.#mark(this.#hits.map(i => texts[i] as Text), wanted);
    this.#at = -1;
    if (this.#hits.length > 0) this.#go(0);
    else this.#count.textContent = wanted === "" ? "" : words.foundNone;
  }

  #go(to: number): void {
    this.#at = (to + this.#hits.length) % this.#hits.length;
    this.#count.textContent = say(words.found, this.#at + 1, this.#hits.length);
    this.#show(this.#hits[this.#at] ?? 0);
  }

  #mark(texts: Text[], wanted: string): void {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete(highlightName);
    if (texts.length === 0) return;
    CSS.highlights.set(highlightName, new Highlight(...texts.flatMap(text => rangesOf(text, wanted))));
  }
}

function rangesOf(text: Text, wanted: string): Range[] {
  const ranges: Range[] = [];
  const lower = text.data.toLocaleLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, Math.min(text.length, at + wanted.length));
    ranges.push(range);
  }
  return ranges;
}
