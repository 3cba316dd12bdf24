const iconFile = new URL("icons.svg", import.meta.url).pathname;

export function icon(name: string, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${iconFile}#${name}`);
  svg.append(use);
  return svg;
}

export function setIcon(svg: SVGElement, name: string): void {
  svg.querySelector("use")?.setAttribute("href", `${iconFile}#${name}`);
}

type Attributes = Record<string, string | number | boolean | undefined>;
type Child = Node | string | undefined | false;

/** Builds an element; `class`, `aria-*` and the rest are attributes, text is always text. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

export function custom(tag: string, attributes: Attributes = {}, ...children: Node[]): HTMLElement {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function button(className: string, label: string, iconName?: string, hideLabel = false): HTMLButtonElement {
  const text = hideLabel ? undefined : el("span", {}, label);
  const made = el("button", { type: "button", class: className, "aria-label": hideLabel ? label : undefined }, iconName !== undefined && icon(iconName), text);
  if (hideLabel) made.title = label;
  return made;
}

/** True where a key press belongs to what the person is typing. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio],[type=range],[type=button]), textarea, select"));
}

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
