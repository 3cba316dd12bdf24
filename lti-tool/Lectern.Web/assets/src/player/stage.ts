import "media-chrome/dist/media-controller.js";
import "media-chrome/dist/media-control-bar.js";
import "media-chrome/dist/media-play-button.js";
import "media-chrome/dist/media-seek-backward-button.js";
import "media-chrome/dist/media-seek-forward-button.js";
import "media-chrome/dist/media-time-range.js";
import "media-chrome/dist/media-mute-button.js";
import "media-chrome/dist/media-volume-range.js";
import "media-chrome/dist/media-fullscreen-button.js";
import "media-chrome/dist/media-loading-indicator.js";
import { addTranslation, setLanguage } from "media-chrome/dist/utils/i18n.js";
import { custom, el, icon } from "../dom";
import { words } from "../words";

export interface Stage {
  controller: HTMLElement;
  video: HTMLVideoElement;
  /** Who speaks; not on the page where nobody is seen. */
  presenter: HTMLVideoElement;
  strip: HTMLElement;
  /** A sentence above the controls: what stopped and what happens next. */
  says: HTMLElement;
  /** In the picture's place while there is no picture. */
  cover: HTMLElement;
  time: HTMLElement;
  /** Over the time line, as long as its track. */
  marks: HTMLElement;
  speed: HTMLButtonElement;
  captions: HTMLButtonElement;
  settings: HTMLButtonElement;
}

/** Picture, caption strip, controls, one below the other; only full screen lays them over each other. */
export function buildStage(root: HTMLElement, title: string, duration: number | null): Stage {
  speakOurLanguage();
  const video = el("video", { slot: "media", playsinline: true, preload: "metadata", "aria-label": title });
  const presenter = el("video", { class: "presenter", playsinline: true, preload: "metadata", noautohide: true, "aria-label": words.presenter });
  presenter.muted = true;
  const strip = el("div", { class: "strip", noautohide: true, hidden: true, dir: "auto" });
  const says = el("div", { class: "player-says", role: "status", noautohide: true, hidden: true });
  const cover = el("div", { class: "player-cover", hidden: true });
  const time = el("span", { class: "play-time" });
  const marks = el("div", { class: "time-marks", "aria-hidden": "true" });
  const speed = menuButton("speed", "", words.speed);
  speed.classList.add("speed-button");
  const captions = el("button", { type: "button", class: "control", "aria-pressed": "true", "aria-label": words.captions, title: words.captions }, icon("captions"));
  const settings = menuButton("settings", "settings", words.settings);

  const controller = custom("media-controller", {
    class: "stage", nohotkeys: true, autohide: "-1", novolumepref: true, nomutedpref: true, nosubtitleslangpref: true,
    defaultduration: duration ?? undefined,
  },
    video,
    custom("media-loading-indicator", { slot: "centered-chrome", noautohide: true }),
    strip,
    says,
    marks,
    custom("media-time-range", { class: "time-line" }),
    custom("media-control-bar", { class: "controls" },
      custom("media-play-button", {}, slotted("play", "play", true), slotted("pause", "pause", true)),
      custom("media-seek-backward-button", { seekoffset: 10 }, slotted("rotate-ccw", "icon")),
      custom("media-seek-forward-button", { seekoffset: 10, class: "roomy" }, slotted("rotate-cw", "icon")),
      custom("media-mute-button", { class: "roomy" },
        slotted("volume-x", "off"), slotted("volume-1", "low"), slotted("volume-1", "medium"), slotted("volume-2", "high")),
      custom("media-volume-range", { class: "roomy" }),
      time,
      el("span", { class: "space" }),
      speed, captions, settings,
      custom("media-fullscreen-button", {}, slotted("maximize", "enter"), slotted("minimize", "exit"))));

  root.replaceChildren(controller, cover);
  watchFullScreen(controller);
  return { controller, video, presenter, strip, says, cover, time, marks, speed, captions, settings };
}

/** The parts have words of their own, and would take the browser's language instead of the page's. */
function speakOurLanguage(): void {
  const language = document.documentElement.lang || "en";
  addTranslation(language, words.media);
  setLanguage(language);
}

function slotted(name: string, slot: string, solid = false): SVGSVGElement {
  const made = icon(name, solid ? "icon solid" : "icon");
  made.setAttribute("slot", slot);
  return made;
}

function menuButton(id: string, iconName: string, label: string): HTMLButtonElement {
  return el("button", { type: "button", class: "control", popovertarget: `player-${id}`, "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": label, title: label },
    iconName !== "" && icon(iconName));
}

/** Controls leave by themselves only where they lie over the picture. */
function watchFullScreen(controller: HTMLElement): void {
  controller.addEventListener("fullscreenchange", () => {
    controller.setAttribute("autohide", document.fullscreenElement === controller ? "3" : "-1");
  });
}
