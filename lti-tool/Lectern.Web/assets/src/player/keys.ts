import { button, el, isField } from "../dom";
import { words } from "../words";

export interface Acts {
  toggle(): void;
  seekBy(seconds: number): void;
  seekToTenth(tenth: number): void;
  volumeBy(part: number): void;
  picture(step: 1 | -1): void;
  speed(step: 1 | -1): void;
  captions(): void;
  transcript(): void;
  fullScreen(): void;
  layout(): void;
  mute(): void;
}

// Switched off for as long as this document lives; frames have no storage to remember it in.
let letters = true;

export function startKeys(acts: Acts, signal: AbortSignal): () => void {
  const byKey: Record<string, () => void> = {
    k: acts.toggle, j: () => acts.seekBy(-10), l: () => acts.seekBy(10),
    ",": () => acts.picture(-1), ".": () => acts.picture(1), "<": () => acts.speed(-1), ">": () => acts.speed(1),
    c: acts.captions, t: acts.transcript, f: acts.fullScreen, m: acts.mute, s: acts.layout,
  };
  const arrows: Record<string, () => void> = {
    ArrowLeft: () => acts.seekBy(-5), ArrowRight: () => acts.seekBy(5), ArrowUp: () => acts.volumeBy(0.1), ArrowDown: () => acts.volumeBy(-0.1),
  };

  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target) || document.querySelector("dialog[open]")) return;
    const act = whichAct(event);
    if (!act) return;
    event.preventDefault();
    act();
  }, { signal });

  function whichAct(event: KeyboardEvent): (() => void) | undefined {
    if (event.key === "?") return showKeys;
    if (event.key === " ") return onControl(event.target) ? undefined : acts.toggle;
    if (event.key in arrows) return takesArrows(event.target) ? undefined : arrows[event.key];
    if (!letters) return undefined;
    return /^\d$/.test(event.key) ? () => acts.seekToTenth(Number(event.key)) : byKey[event.key.toLowerCase()];
  }

  return showKeys;
}

const onControl = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('a, button, input, select, summary, [role], [tabindex]:not([tabindex="-1"], media-controller)') !== null;

const takesArrows = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="menu"], [role="tablist"], [role="slider"], media-time-range, media-volume-range, .lines, input') !== null;

function showKeys(): void {
  const close = button("button", words.close);
  close.autofocus = true;
  const box = el("input", { type: "checkbox", role: "switch", class: "switch" });
  box.checked = letters;
  box.addEventListener("change", () => { letters = box.checked; });
  const dialog = el("dialog", { class: "dialog keys", "aria-labelledby": "keys-title" },
    el("h2", { id: "keys-title" }, words.keysTitle),
    el("table", {}, el("tbody", {}, ...words.keyTable.map(([keys = "", what = ""]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, keys)), el("td", {}, what))))),
    el("label", { class: "switch-line" }, box, words.lettersOn),
    el("div", { class: "dialog-actions" }, close));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
