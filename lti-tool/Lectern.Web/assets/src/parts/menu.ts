/** `<button popovertarget>` + `<div popover class="menu">`: arrow keys, and a place where CSS has no anchors. */
const anchored = CSS.supports("position-area", "block-end span-inline-start");

export function startMenus(): void {
  document.addEventListener("toggle", event => {
    const menu = event.target;
    if (menu instanceof HTMLElement && menu.matches(".menu[popover]")) toggled(menu, (event as ToggleEvent).newState === "open");
  }, true);
  document.addEventListener("keydown", event => {
    const menu = event.target instanceof Element ? event.target.closest<HTMLElement>(".menu[popover]") : null;
    if (menu) moveIn(menu, event);
  });
  document.addEventListener("click", event => {
    // By the event's path: what was clicked may have been drawn anew by now.
    const path = event.composedPath().filter((node): node is HTMLElement => node instanceof HTMLElement);
    const menu = path.find(node => node.matches(".menu[popover]"));
    if (menu && path.some(node => node.matches("button, a"))) menu.hidePopover();
  });
}

export const opener = (menu: HTMLElement): HTMLElement | null =>
  menu.id ? (menu.getRootNode() as ParentNode).querySelector<HTMLElement>(`[popovertarget="${CSS.escape(menu.id)}"]`) : null;

function toggled(menu: HTMLElement, open: boolean): void {
  opener(menu)?.setAttribute("aria-expanded", String(open));
  if (!open) return;
  if (!anchored) placeBelow(menu);
  (menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? items(menu)[0])?.focus();
}

const items = (menu: HTMLElement): HTMLElement[] =>
  [...menu.querySelectorAll<HTMLElement>("button:not(:disabled), a[href]")].filter(item => item.checkVisibility());

function moveIn(menu: HTMLElement, event: KeyboardEvent): void {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all[next]?.focus();
}

function placeBelow(menu: HTMLElement): void {
  const by = opener(menu)?.getBoundingClientRect();
  if (!by) return;
  const { width, height } = menu.getBoundingClientRect();
  const below = by.bottom + 4 + height <= innerHeight;
  menu.style.setProperty("inset", "auto");
  menu.style.setProperty("top", `${Math.max(4, below ? by.bottom + 4 : by.top - height - 4)}px`);
  menu.style.setProperty("left", `${Math.max(4, Math.min(by.right - width, innerWidth - width - 4))}px`);
}
