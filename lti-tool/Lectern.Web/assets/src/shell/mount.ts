/** Brings what the server sent to life, and ends it again when a swap takes it off the page. */
type Init = (element: HTMLElement, signal: AbortSignal) => void | Promise<void>;

const parts: { selector: string; init: Init }[] = [];
const alive = new Map<HTMLElement, AbortController[]>();

export function onPart(selector: string, init: Init): void {
  parts.push({ selector, init });
}

export function mountParts(root: ParentNode = document): void {
  endGone();
  for (const { selector, init } of parts) {
    for (const element of root.querySelectorAll<HTMLElement>(selector)) start(element, selector, init);
  }
}

const started = new WeakMap<HTMLElement, Set<string>>();

function start(element: HTMLElement, selector: string, init: Init): void {
  const known = started.get(element) ?? new Set<string>();
  if (known.has(selector)) return;
  started.set(element, known.add(selector));

  const controller = new AbortController();
  alive.set(element, [...alive.get(element) ?? [], controller]);
  void init(element, controller.signal);
}

function endGone(): void {
  for (const [element, controllers] of alive) {
    if (element.isConnected) continue;
    alive.delete(element);
    controllers.forEach(controller => controller.abort());
  }
}
