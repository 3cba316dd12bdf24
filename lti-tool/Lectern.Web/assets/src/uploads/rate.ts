/** Bytes a second, smoothed over about ten seconds so that "35 s left" doesn't jump. */
export class Rate {
  #at: number | undefined;
  #bytes = 0;
  #perSecond: number | undefined;

  get perSecond(): number | undefined {
    return this.#perSecond;
  }

  reset(): void {
    this.#at = undefined;
    this.#perSecond = undefined;
  }

  add(bytes: number, now = performance.now()): void {
    if (this.#at === undefined) {
      this.#at = now;
      this.#bytes = bytes;
      return;
    }

    const seconds = (now - this.#at) / 1000;
    if (seconds < 0.5) return;
    const current = Math.max(0, bytes - this.#bytes) / seconds;
    const weight = Math.min(1, seconds / 10 + (this.#perSecond === undefined ? 1 : 0));
    this.#perSecond = (this.#perSecond ?? 0) * (1 - weight) + current * weight;
    this.#at = now;
    this.#bytes = bytes;
  }

  secondsFor(bytes: number): number | undefined {
    return this.#perSecond !== undefined && this.#perSecond > 0 ? bytes / this.#perSecond : undefined;
  }
}
