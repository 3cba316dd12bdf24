/** `<button data-copy="text">` or `data-copy-from="id"`. Clipboard access is seldom delegated to frames, so there is a second way. */
import { toast } from "./toast";
import { words } from "../words";

export function startCopy(): void {
  document.addEventListener("click", event => {
    const by = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy], [data-copy-from]") : null;
    if (by) void copy(by);
  });
}

async function copy(by: HTMLElement): Promise<void> {
  const from = by.dataset.copyFrom === undefined ? null : document.getElementById(by.dataset.copyFrom);
  const text = by.dataset.copy ?? (from instanceof HTMLInputElement ? from.value : from?.innerText ?? "");
  toast({ text: await copied(text, from) ? words.copied : words.copyByHand });
}

async function copied(text: string, from: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, from);
  }
}

function copyBySelection(text: string, from: HTMLElement | null): boolean {
  if (from instanceof HTMLInputElement) {
    from.select();
    return document.execCommand("copy");
  }

  const field = document.createElement("textarea");
  field.className = "visually-hidden";
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
