import { el } from "../dom";
import { say, words } from "../words";
import type { CaptionTrack } from "./playback";

export interface CaptionEvents {
  cues(cues: VTTCue[]): void;
  changed(): void;
  failed(): void;
}

/** Captions are drawn in a strip of their own under the picture, from the track's active cues. */
export class Captions {
  #video: HTMLVideoElement;
  #strip: HTMLElement;
  #events: CaptionEvents;
  #tracks: CaptionTrack[] = [];
  #track: HTMLTrackElement | undefined;
  #on = true;
  #chosen = 0;
  #progress: number | null = null;

  constructor(video: HTMLVideoElement, strip: HTMLElement, events: CaptionEvents) {
    this.#video = video;
    this.#strip = strip;
    this.#events = events;
  }

  get tracks(): readonly CaptionTrack[] { return this.#tracks; }
  get on(): boolean { return this.#on; }
  get any(): boolean { return this.#tracks.length > 0; }
  get coming(): boolean { return this.#progress !== null; }
  get current(): CaptionTrack | undefined {
    return this.#tracks[this.#chosen] ?? this.#tracks[0];
  }

  /** The language somebody chose stays chosen. */
  setTracks(tracks: CaptionTrack[]): void {
    const before = this.current;
    this.#tracks = tracks;
    this.#chosen = Math.max(0, tracks.findIndex(track => track.language === before?.language && track.label === before.label));
    this.#show();
  }

  setProgress(percent: number | null): void {
    this.#progress = percent;
    this.#draw();
    this.#events.changed();
  }

  turn(on: boolean): void {
    this.#on = on;
    this.#draw();
    this.#events.changed();
  }

  choose(track: CaptionTrack): void {
    this.#chosen = this.#tracks.indexOf(track);
    this.#on = true;
    this.#show();
  }

  #show(): void {
    const track = this.current;
    const old = this.#track;
    this.#track = track && this.#open(track, old);
    if (!track) {
      old?.remove();
      this.#events.cues([]);
    }
    this.#draw();
    this.#events.changed();
  }

  /** The lines of the old file stay until the new one has arrived. */
  #open({ src, language, label }: CaptionTrack, old: HTMLTrackElement | undefined): HTMLTrackElement {
    const element = el("track", { kind: "captions", src, srclang: language, label });
    element.addEventListener("load", () => {
      old?.remove();
      this.#events.cues([...element.track.cues ?? []] as VTTCue[]);
      this.#draw();
    });
    element.addEventListener("error", () => this.#events.failed());
    this.#video.append(element);
    // Hidden: cues run and nothing is drawn over the picture.
    element.track.mode = "hidden";
    element.track.addEventListener("cuechange", () => this.#draw());
    return element;
  }

  #draw(): void {
    // Chromium still counts a cue as active at the instant where it ends and the next one begins.
    const lines = ([...this.#track?.track.activeCues ?? []] as VTTCue[]).filter(cue => cue.endTime > this.#video.currentTime);
    this.#strip.hidden = !this.#on || (!this.any && !this.coming);
    this.#strip.classList.toggle("waiting", lines.length === 0 && this.coming);
    this.#strip.lang = lines.length > 0 ? this.current?.language ?? "" : document.documentElement.lang;
    if (lines.length > 0) this.#strip.replaceChildren(...lines.map(cue => el("p", {}, cue.getCueAsHTML())));
    else if (this.coming) this.#strip.replaceChildren(el("p", {}, say(words.captionsComing, Math.round(this.#progress ?? 0))));
    else this.#strip.replaceChildren();
  }
}

/** What a cue says, without its markup. */
export const cueText = (cue: VTTCue): string => cue.getCueAsHTML().textContent?.replace(/\s+/g, " ").trim() ?? "";
