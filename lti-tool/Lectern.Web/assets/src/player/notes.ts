import { button, el, icon } from "../dom";
import { words } from "../words";
import type { Stage } from "./stage";

/** What the player says in words: in the picture's place while there is none, above the controls while there is one. */
export class Notes {
  #stage: Stage;
  #whyNoVideo: string;

  /** @param whyNoVideo what the reader of this page can do about a video that could not be made ready. */
  constructor(stage: Stage, whyNoVideo: string) {
    this.#stage = stage;
    this.#whyNoVideo = whyNoVideo;
  }

  making(): void { this.#cover("hourglass", words.videoMaking, words.videoMakingText); }
  failed(): void { this.#cover("circle-x", words.videoFailed, this.#whyNoVideo); }
  broken(): void { this.#cover("circle-x", words.videoBroken, words.videoBrokenText); }
  unreachable(): void { this.#cover("wifi-off", words.videoStopped, words.videoStoppedText); }

  playable(): void {
    this.#stage.cover.hidden = true;
    this.#stage.controller.toggleAttribute("inert", false);
  }

  stopped(retry: () => void): void {
    const again = button("link", words.tryAgain, "refresh-cw");
    again.addEventListener("click", retry);
    this.#say(icon("wifi-off"), el("span", {}, `${words.videoStopped}. ${words.videoStoppedText}`), again);
  }

  captionsMissing(): void {
    this.#say(icon("triangle-alert"), el("span", {}, `${words.captionsMissing} ${words.captionsMissingText}`));
  }

  quiet(): void {
    this.#stage.says.hidden = true;
  }

  #say(...parts: Node[]): void {
    this.#stage.says.replaceChildren(...parts);
    this.#stage.says.hidden = false;
  }

  #cover(iconName: string, title: string, text: string): void {
    const { cover, controller } = this.#stage;
    cover.replaceChildren(icon(iconName), el("strong", {}, title), el("p", {}, text));
    cover.hidden = false;
    // Controls that can do nothing are out of reach.
    controller.toggleAttribute("inert", true);
  }
}
