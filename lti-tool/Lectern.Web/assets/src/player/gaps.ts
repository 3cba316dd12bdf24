import { el } from "../dom";

/** Where nothing was recorded, as a quiet stretch of the time line. The page says the same in words. */
export class Gaps {
  #line: HTMLElement;
  #gaps: [number, number][];
  #drawn = 0;

  /** @param told such as `735-902 1200-1260`, in seconds. */
  constructor(line: HTMLElement, told = "") {
    this.#line = line;
    this.#gaps = [...told.matchAll(/([\d.]+)-([\d.]+)/g)].map(([, from, to]) => [Number(from), Number(to)]);
  }

  draw(duration: number): void {
    if (!(duration > 0) || duration === this.#drawn || this.#gaps.length === 0) return;
    this.#drawn = duration;
    this.#line.replaceChildren(...this.#gaps.filter(([from]) => from < duration).map(([from, to]) => {
      const mark = el("span");
      mark.style.setProperty("inset-inline-start", `${(100 * from) / duration}%`);
      mark.style.setProperty("inline-size", `${(100 * (Math.min(to, duration) - from)) / duration}%`);
      return mark;
    }));
  }
}
