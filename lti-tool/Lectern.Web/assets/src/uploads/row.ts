import { button, el, icon, setIcon } from "../dom";
import { partOf, sizeText, timeLeft } from "../format";
import { root } from "../session/session";
import { say, words } from "../words";
import type { Upload } from "./upload";

interface Acts { pause(): void; resume(): void; cancel(): void; dismiss(): void }

/** One line of the dock: name, percent, bar, how much and how long, and what can be done. */
export class Row {
  readonly element: HTMLLIElement;
  #upload: Upload;
  #percent = el("span", { class: "upload-percent" });
  #bar = el("progress", { max: 100, value: 0 });
  #left = el("span", {});
  #right = el("span", {});
  #hold: HTMLButtonElement;
  #stop: HTMLButtonElement;

  constructor(upload: Upload, acts: Acts) {
    this.#upload = upload;
    this.#hold = button("button icon-only", say(words.pause, upload.name), "pause", true);
    this.#stop = button("button icon-only", say(words.cancel, upload.name), "x", true);
    this.#bar.setAttribute("aria-label", upload.name);
    this.#hold.addEventListener("click", () => upload.state === "paused" || upload.state === "failed" ? acts.resume() : acts.pause());
    this.#stop.addEventListener("click", () => upload.state === "done" || upload.state === "failed" ? acts.dismiss() : acts.cancel());
    this.element = el("li", { class: "upload" },
      el("div", { class: "upload-what" },
        el("div", { class: "upload-line" }, el("span", { class: "upload-name" }, upload.name), this.#percent),
        this.#bar,
        el("div", { class: "upload-line small" }, this.#left, this.#right)),
      el("div", { class: "upload-acts" }, this.#hold, this.#stop));
    this.draw();
  }

  draw(): void {
    const { state, percent, name } = this.#upload;
    this.element.dataset.state = state;
    this.#percent.textContent = state === "done" || state === "failed" ? "" : `${percent} %`;
    this.#bar.value = state === "done" ? 100 : percent;
    this.#bar.hidden = state === "failed";
    this.#left.replaceChildren(...this.#what());
    this.#right.textContent = this.#when();
    const idle = state === "paused" || state === "failed";
    this.#hold.hidden = state === "done" || (state === "failed" && !this.#canTryAgain());
    rename(this.#hold, say(idle ? words.resume : words.pause, name));
    setIcon(this.#hold.querySelector("svg")!, idle ? "play" : "pause");
    rename(this.#stop, say(state === "done" || state === "failed" ? words.dismiss : words.cancel, name));
  }

  #what(): (Node | string)[] {
    const { state, sent, size, rate, problem, video, name } = this.#upload;
    if (state === "failed") {
      return [icon("circle-x", "icon small"), problem?.detail ?? words.uploadFailedText, " ", el("small", { class: "code" }, problem?.code ?? "")];
    }
    if (state === "done") {
      const link = el("a", { href: `${root}/videos/${video}`, "data-open-video": true }, say(words.openVideo, name));
      return [icon("check", "icon small"), words.uploaded, ...(video === undefined ? [] : [" · ", link])];
    }
    const speed = state === "running" ? rate.perSecond : undefined;
    return [speed === undefined ? partOf(sent, size) : `${partOf(sent, size)} · ${sizeText(speed)}/s`];
  }

  #when(): string {
    const { state, sent, size, rate } = this.#upload;
    if (state === "paused") return words.paused;
    if (state === "waiting") return words.waiting;
    if (state !== "running") return "";
    if (sent >= size && size > 0) return words.finishing;
    const seconds = rate.secondsFor(size - sent);
    return seconds === undefined ? "" : timeLeft(seconds);
  }

  /** A refused file stays refused. */
  #canTryAgain(): boolean {
    const status = this.#upload.problem?.status;
    return status === undefined || status === 401;
  }
}

function rename(element: HTMLButtonElement, label: string): void {
  element.setAttribute("aria-label", label);
  element.title = label;
}
