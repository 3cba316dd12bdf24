/**
 * `<div data-wall="/admin/rooms?handler=Wall">`: what is in it is asked for anew each second while somebody looks, as the devices tell. Only what changed is put in place, and nothing
 * under the focus or with an open part: it would be taken from whoever is at it.
 */
import { showDates } from "./dates";

const every = 1000;
const longest = 15_000;

export function startWall(wall: HTMLElement, signal: AbortSignal): void {
  let wait = every;
  const look = async (): Promise<void> => {
    if (signal.aborted) return;
    if (!document.hidden) {
      // A server that doesn't answer is asked less and less; what was seen last stays.
      wait = await refresh(wall, signal).catch(() => false) ? every : Math.min(wait * 2, longest);
    }
    setTimeout(() => void look(), wait);
  };
  setTimeout(() => void look(), wait);
}

async function refresh(wall: HTMLElement, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(wall.dataset.wall ?? "", { signal, redirect: "error" });
  if (!response.ok) return false;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").body;
  await update(wall, fresh);
  showDates(wall);
  return true;
}

/** Parts stand in the same order as before, or all of them are new. */
async function update(old: Element, fresh: Element): Promise<void> {
  const [before, after] = [parts(old), parts(fresh)];
  if (before.length !== after.length || before.some((part, at) => part.id !== after[at]?.id || part.dataset.fresh !== after[at]?.dataset.fresh)) {
    if (!isInUse(old)) old.replaceChildren(...fresh.childNodes);
    return;
  }
  for (const [at, part] of before.entries()) await updatePart(part, after[at] as HTMLElement);
}

async function updatePart(old: HTMLElement, fresh: HTMLElement): Promise<void> {
  if (parts(fresh).length > 0) {
    await update(old, fresh);
    return;
  }
  if (old.dataset.told === fresh.outerHTML || isInUse(old)) return;
  fresh.dataset.told = fresh.outerHTML;
  await seen(fresh);
  old.replaceWith(fresh);
}

/** Pictures are there before they are shown, so that nothing flickers. */
const seen = (part: Element): Promise<unknown> =>
  Promise.all([...part.querySelectorAll("img")].map(picture => picture.decode().catch(() => undefined)));

const parts = (of: Element): HTMLElement[] => [...of.querySelectorAll<HTMLElement>("[data-fresh]")].filter(part => part.parentElement?.closest("[data-fresh]") === closestIn(of));

const closestIn = (of: Element): Element | null => of.matches("[data-fresh]") ? of : null;

const isInUse = (part: Element): boolean => part.contains(document.activeElement) || part.querySelector("details[open]") !== null;
