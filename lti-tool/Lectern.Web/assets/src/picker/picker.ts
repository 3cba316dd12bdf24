import { el } from "../dom";
import { toast } from "../parts/toast";
import { SignedOut } from "../session/session";
import { showSignedOut } from "../shell/message";
import { say, words } from "../words";
import { Choice } from "./choice";
import { sendToLms, type Item } from "./send";

const roomForPanel = 900;

/** Choosing videos inside the LMS's editor: rows with boxes, their order, and one answer to the LMS. */
export function startPicker(root: HTMLElement, signal: AbortSignal): void {
  new Picker(root, signal);
}

class Picker {
  #root: HTMLElement;
  #choices: Choice[] = [];
  #uploadOrders = new Map<string, number>();
  #order: HTMLOListElement;
  #count: HTMLElement;
  #add: HTMLButtonElement;
  #speaker = el("p", { class: "visually-hidden", role: "status" });
  #wide = true;
  #several: boolean;

  constructor(root: HTMLElement, signal: AbortSignal) {
    this.#root = root;
    this.#several = root.dataset.multiple !== "false";
    this.#order = root.querySelector<HTMLOListElement>("[data-order]")!;
    this.#count = root.querySelector<HTMLElement>("[data-count]")!;
    this.#add = root.querySelector<HTMLButtonElement>("[data-add]")!;
    root.append(this.#speaker);
    root.addEventListener("change", event => this.#boxChanged(event));
    root.addEventListener("keydown", event => this.#moveRow(event));
    this.#add.addEventListener("click", () => void this.#send(this.#choices.map(itemOf)));
    root.querySelector("[data-cancel]")?.addEventListener("click", () => void this.#send([]));
    startDragging(this.#order, () => this.#readOrder());
    new ResizeObserver(() => this.#fit()).observe(root);
    // The list is filtered, paged and refreshed by swaps; what was chosen stays chosen.
    let focused: HTMLElement | null = null;
    document.addEventListener("htmx:before:swap", () => {
      focused = document.activeElement instanceof HTMLElement && document.activeElement.closest(".choice") ? document.activeElement : null;
    }, { signal });
    document.addEventListener("htmx:after:swap", () => {
      this.#draw();
      // A card inside a row goes out with the old row and comes back into the new one.
      if (focused?.isConnected && document.activeElement !== focused) focused.focus();
    }, { signal });
    document.body.addEventListener("lectern:uploaded", event => this.#uploaded(event), { signal });
    this.#draw();
  }

  #boxChanged({ target }: Event): void {
    const row = target instanceof HTMLInputElement && target.type === "checkbox" ? target.closest<HTMLElement>("[data-row]") : null;
    if (!row) return;
    if ((target as HTMLInputElement).checked) this.#take(row.dataset.row ?? "", row.dataset.title ?? "");
    else this.#drop(row.dataset.row ?? "");
  }

  #take(video: string, title: string): void {
    if (this.#choices.some(choice => choice.video === video)) return;
    if (!this.#several) this.#choices = [];
    this.#choices.push(new Choice(video, title, this.#root.dataset.points !== "false", {
      move: (choice, by) => this.#move(choice, by),
      takeOut: choice => this.#drop(choice.video),
    }));
    this.#draw();
  }

  #drop(video: string): void {
    this.#choices = this.#choices.filter(choice => choice.video !== video);
    this.#draw();
  }

  /** A file uploaded from here is meant for here, in the order the files were given, whichever of them arrives first. */
  #uploaded(event: Event): void {
    const { video, title, order } = (event as CustomEvent<{ video?: string; title?: string; order: number }>).detail;
    if (!video) return;
    this.#take(video, title ?? "");
    this.#uploadOrders.set(video, order);
    const from = this.#choices.findIndex(choice => choice.video === video);
    const to = this.#choices.findIndex(choice => (this.#uploadOrders.get(choice.video) ?? -1) > order);
    if (from < 0 || to < 0 || to > from) return;
    this.#choices.splice(to, 0, ...this.#choices.splice(from, 1));
    this.#draw();
  }

  #move(choice: Choice, by: 1 | -1): void {
    const from = this.#choices.indexOf(choice);
    const to = from + by;
    if (to < 0 || to >= this.#choices.length) return;
    this.#choices.splice(to, 0, ...this.#choices.splice(from, 1));
    const focused = document.activeElement as HTMLElement | null;
    this.#draw();
    focused?.focus();
    this.#speaker.textContent = say(words.moved, choice.title, to + 1, this.#choices.length);
  }

  /** Alt and arrows on the box of a chosen row move it as they do on its card. */
  #moveRow(event: KeyboardEvent): void {
    const by = event.altKey && !event.defaultPrevented ? { ArrowUp: -1, ArrowDown: 1 }[event.code] as 1 | -1 | undefined : undefined;
    const row = by !== undefined && event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
    const choice = this.#choices.find(({ video }) => video === row?.dataset.row);
    if (by === undefined || !choice) return;
    event.preventDefault();
    this.#move(choice, by);
  }

  #readOrder(): void {
    const videos = [...this.#order.querySelectorAll<HTMLElement>(".choice")].map(card => card.dataset.video);
    this.#choices.sort((a, b) => videos.indexOf(a.video) - videos.indexOf(b.video));
    this.#place();
  }

  #fit(): void {
    const wide = this.#root.clientWidth > roomForPanel;
    if (wide === this.#wide) return;
    this.#wide = wide;
    this.#draw();
  }

  #draw(): void {
    for (const row of this.#root.querySelectorAll<HTMLElement>("[data-row]")) this.#drawRow(row);
    this.#order.replaceChildren(...(this.#wide ? this.#choices.map(choice => el("li", { draggable: "true" }, choice.card)) : []));
    this.#place();
    const many = this.#choices.length;
    const note = this.#several ? "" : ` · ${words.onlyOne}`;
    this.#count.textContent = (many === 0 ? words.chosenNone : say(words.chosen, many)) + note;
    this.#add.textContent = many > 1 ? say(words.addMany, many) : words.addOne;
    this.#add.setAttribute("aria-disabled", String(many === 0));
    this.#root.classList.toggle("nothing-chosen", many === 0);
  }

  #place(): void {
    this.#choices.forEach((choice, at) => choice.setPlace(at, this.#choices.length));
  }

  #drawRow(row: HTMLElement): void {
    const choice = this.#choices.find(({ video }) => video === row.dataset.row);
    row.classList.toggle("chosen", choice !== undefined);
    const box = row.querySelector<HTMLInputElement>("input[type=checkbox]");
    if (box) box.checked = choice !== undefined;
    if (choice && !this.#wide && choice.card.parentElement !== row) row.append(choice.card);
    else if (choice && !this.#wide) return;
    else row.querySelector(".choice")?.remove();
  }

  async #send(items: Item[]): Promise<void> {
    if (this.#add.getAttribute("aria-busy") === "true") return;
    if (items.length > 0 && !this.#choices.every(choice => choice.isRight())) return;
    if (items.length === 0 && document.activeElement === this.#add) return;
    const label = this.#add.textContent ?? "";
    this.#busy(true, words.adding);
    try {
      const problem = await sendToLms(this.#root.dataset.api ?? "", items);
      if (!problem) return;
      toast({ text: problem.detail ?? words.actionFailed, tone: "bad", ...(problem.code !== undefined && { code: problem.code }) });
    } catch (error) {
      const page = document.getElementById("page");
      if (error instanceof SignedOut && page) showSignedOut(page);
      else toast({ text: words.actionFailed, tone: "bad" });
    }
    this.#busy(false, label);
  }

  #busy(busy: boolean, label: string): void {
    this.#add.style.setProperty("min-inline-size", busy ? `${this.#add.offsetWidth}px` : "0");
    this.#add.setAttribute("aria-busy", String(busy));
    this.#add.textContent = label;
  }
}

const itemOf = ({ video, start, points }: Choice): Item => ({ video, ...(start > 0 && { start }), ...(points !== undefined && { points }) });

/** Dragging by mouse; the same by Alt and arrows, and by the two buttons of a card. */
function startDragging(list: HTMLElement, done: () => void): void {
  let dragged: HTMLElement | null = null;
  list.addEventListener("dragstart", event => {
    dragged = event.target instanceof HTMLElement ? event.target.closest("li") : null;
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", event => {
    const over = event.target instanceof Element ? event.target.closest("li") : null;
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const { top, height } = over.getBoundingClientRect();
    over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("dragend", () => {
    dragged = null;
    done();
  });
}
