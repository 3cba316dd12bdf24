import type { Acts } from "./keys";
import type { Menus } from "./menus";
import type { Presenter } from "./presenter";
import type { Stage } from "./stage";
import type { Transcript } from "./transcript";

/** What the keys of the player do. */
export function actsOf({ video, captions, controller }: Stage, presenter: Presenter, menus: Menus, transcript: Transcript | undefined, seek: (seconds: number) => void): Acts {
  return {
    toggle: () => void (video.paused ? video.play().catch(() => undefined) : video.pause()),
    seekBy: seconds => seek(video.currentTime + seconds),
    seekToTenth: tenth => seek((video.duration || 0) * tenth / 10),
    volumeBy: part => { video.volume = Math.min(1, Math.max(0, video.volume + part)); },
    picture: step => { video.pause(); seek(video.currentTime + step / 30); },
    speed: step => menus.stepSpeed(step),
    captions: () => captions.click(),
    transcript: () => transcript?.focusFinder(),
    fullScreen: () => controller.querySelector<HTMLElement>("media-fullscreen-button")?.click(),
    layout: () => presenter.change(),
    mute: () => { video.muted = !video.muted; },
  };
}
