import Hls, { type ErrorData } from "hls.js";

export interface EngineEvents {
  /** The signature in the address has run out, or the version is gone. */
  expired(): void;
  /** Parts don't arrive; a retry may help. */
  stopped(): void;
  arriving(): void;
  /** This browser can't decode it. */
  broken(): void;
  qualities(): void;
}

/** Seconds kept ahead before anybody pressed play: ten players on one page must not fetch ten lectures. */
const aheadBeforePlay = 4;
const aheadWhilePlaying = 30;
const gone = new Set([401, 403, 404, 410]);

/** Feeds the video element: hls.js, or the browser's own HLS where there are no media source extensions. */
export class Engine {
  #video: HTMLVideoElement;
  #events: EngineEvents;
  #hls: Hls | undefined;
  #recovered = false;
  #height: number | undefined;

  constructor(video: HTMLVideoElement, events: EngineEvents) {
    this.#video = video;
    this.#events = events;
    video.addEventListener("play", () => {
      if (this.#hls) Object.assign(this.#hls.config, { maxBufferLength: aheadWhilePlaying, maxMaxBufferLength: aheadWhilePlaying });
    });
  }

  /** Plays `stream` from second `at`, in the state it was in. */
  load(stream: string, at: number, playing: boolean): void {
    // Read before the old source goes: letting go of it resets the rate.
    const { playbackRate } = this.#video;
    this.#keepPicture();
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#video.defaultPlaybackRate = playbackRate;
    if (Hls.isSupported()) this.#loadWithHls(stream, at, playing);
    else this.#loadNatively(stream, at);
    this.#video.playbackRate = playbackRate;
    if (playing) void this.#video.play().catch(() => undefined);
  }

  /** Asks again for what didn't arrive. */
  retry(): void {
    this.#hls?.startLoad(this.#video.currentTime);
  }

  destroy(): void {
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#video.removeAttribute("src");
    this.#video.load();
  }

  /** Picture heights on offer, highest first. */
  get heights(): number[] {
    return [...new Set(this.#hls?.levels.map(level => level.height).filter(height => height > 0) ?? [])].sort((a, b) => b - a);
  }

  get currentHeight(): number | undefined {
    return this.#hls?.levels[this.#hls.currentLevel]?.height || undefined;
  }

  get chosenHeight(): number | undefined {
    return this.#height;
  }

  choose(height: number | undefined): void {
    this.#height = height;
    this.#applyHeight();
    this.#events.qualities();
  }

  #loadWithHls(stream: string, at: number, playing: boolean): void {
    const ahead = playing ? aheadWhilePlaying : aheadBeforePlay;
    const hls = new Hls({
      startPosition: at,
      enableWorker: false,
      // The first seconds are on their way while the browser still opens its media source.
      startFragPrefetch: true,
      maxBufferLength: ahead,
      // Without this, bytes decide instead of seconds, and a slide of a few kbit/s is fetched whole.
      maxMaxBufferLength: ahead,
      backBufferLength: 60,
      capLevelToPlayerSize: true,
    });
    this.#hls = hls;
    this.#recovered = false;
    hls.on(Hls.Events.MANIFEST_PARSED, () => { this.#applyHeight(); this.#events.qualities(); });
    hls.on(Hls.Events.LEVEL_SWITCHED, () => this.#events.qualities());
    hls.on(Hls.Events.FRAG_BUFFERED, () => this.#events.arriving());
    hls.on(Hls.Events.ERROR, (_, data) => { if (hls === this.#hls) this.#failed(hls, data); });
    hls.loadSource(stream);
    hls.attachMedia(this.#video);
  }

  #loadNatively(stream: string, at: number): void {
    this.#video.src = stream;
    this.#video.addEventListener("loadedmetadata", () => { this.#video.currentTime = at; }, { once: true });
    this.#video.addEventListener("error", () => {
      if (this.#video.error?.code === MediaError.MEDIA_ERR_NETWORK) this.#events.expired();
      else this.#events.broken();
    }, { once: true });
  }

  #failed(hls: Hls, data: ErrorData): void {
    if (data.type === Hls.ErrorTypes.NETWORK_ERROR && gone.has(data.response?.code ?? 0)) {
      hls.stopLoad();
      this.#events.expired();
    } else if (!data.fatal) {
      return;
    } else if (data.type === Hls.ErrorTypes.NETWORK_ERROR) {
      this.#events.stopped();
    } else if (data.type === Hls.ErrorTypes.MEDIA_ERROR && !this.#recovered) {
      this.#recovered = true;
      hls.recoverMediaError();
    } else {
      this.#events.broken();
    }
  }

  #applyHeight(): void {
    if (!this.#hls) return;
    const index = this.#height === undefined ? -1 : this.#hls.levels.findLastIndex(level => level.height === this.#height);
    this.#hls.nextLevel = index;
  }

  /** A change of source would show black; the last picture stands in until the next one is there. */
  #keepPicture(): void {
    const { videoWidth, videoHeight, readyState } = this.#video;
    if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0 || this.#video.currentTime === 0) return;
    const canvas = document.createElement("canvas");
    canvas.width = Math.min(videoWidth, 1280);
    canvas.height = Math.round(canvas.width * videoHeight / videoWidth);
    canvas.getContext("2d")?.drawImage(this.#video, 0, 0, canvas.width, canvas.height);
    this.#video.poster = canvas.toDataURL("image/jpeg", 0.8);
  }
}
