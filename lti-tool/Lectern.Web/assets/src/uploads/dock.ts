import { button, el } from "../dom";
import { size, sizeText } from "../format";
import { ask } from "../parts/ask";
import { say, words } from "../words";
import { Row } from "./row";
import { discard, type Unfinished } from "./unfinished";
import { Upload } from "./upload";

const atOnce = 2;
const spokenSteps = 25;

/** The strip at the foot of the page. It belongs to the shell, so it lives through page changes. */
export class Dock {
  #section: HTMLElement;
  #title = el("strong", {});
  #hint = el("p", {}, words.keepWorking);
  #list = el("ul", { class: "uploads-list" });
  #speaker = el("p", { class: "visually-hidden", role: "status" });
  #fold = button("button icon-only fold", words.foldUploads, "chevron-down", true);
  #rows = new Map<Upload, { row: Row; spoken: number; order: number }>();
  #added = 0;
  #waiting = new Map<string, { upload: Unfinished; element: HTMLLIElement }>();
  #choose: () => void;

  constructor(choose: () => void) {
    this.#choose = choose;
    this.#fold.setAttribute("aria-expanded", "true");
    this.#fold.addEventListener("click", () => this.#toggle());
    this.#section = el("section", { class: "uploads", "aria-label": words.uploads, hidden: true },
      el("div", { class: "uploads-head" }, this.#title, this.#hint), this.#list, this.#fold, this.#speaker);
    document.body.append(this.#section);
    window.addEventListener("online", () => this.#rows.forEach((_, upload) => upload.wake()));
    window.addEventListener("beforeunload", event => { if (this.#busy().length > 0) event.preventDefault(); });
  }

  /** Starts a file, going on where it stopped if the server has part of it. */
  add(file: File, resume?: Unfinished): void {
    const upload = new Upload(file, resume?.url, () => this.#changed(upload));
    if (resume) {
      upload.sent = resume.offset;
      this.#drop(resume.id);
    }
    const row = new Row(upload, {
      pause: () => void upload.pause(),
      resume: () => upload.start(),
      cancel: () => void this.#cancel(upload),
      dismiss: () => this.#remove(upload),
    });
    this.#rows.set(upload, { row, spoken: Math.floor(upload.percent / spokenSteps), order: this.#added++ });
    this.#list.append(row.element);
    this.#startNext();
    this.#draw();
  }

  /** Uploads the server holds a part of and nobody is sending. */
  showUnfinished(uploads: Unfinished[]): void {
    for (const upload of uploads) {
      if (this.#waiting.has(upload.id)) continue;
      const element = this.#unfinishedRow(upload);
      this.#waiting.set(upload.id, { upload, element });
      this.#list.append(element);
    }
    this.#draw();
  }

  unfinished(fingerprint: string): Unfinished | undefined {
    return [...this.#waiting.values()].find(entry => entry.upload.fingerprint === fingerprint)?.upload;
  }

  #unfinishedRow(upload: Unfinished): HTMLLIElement {
    const choose = button("button small", words.chooseFile);
    const away = button("button icon-only", say(words.discard, upload.fileName), "trash-2", true);
    choose.addEventListener("click", this.#choose);
    away.addEventListener("click", () => void this.#discard(upload));
    return el("li", { class: "upload", "data-state": "unfinished" },
      el("div", { class: "upload-what" },
        el("div", { class: "upload-line" }, el("span", { class: "upload-name" }, upload.fileName)),
        el("progress", { max: upload.length, value: upload.offset, "aria-label": upload.fileName }),
        el("div", { class: "upload-line small" }, say(words.unfinished, size(upload.offset, upload.length).value, sizeText(upload.length)))),
      el("div", { class: "upload-acts" }, choose, away));
  }

  async #discard(upload: Unfinished): Promise<void> {
    const sure = await ask({ title: say(words.cancelAsk, upload.fileName), text: words.cancelAskText, yes: words.cancelUpload, no: words.keep, grave: true });
    if (!sure || !await discard(upload)) return;
    this.#drop(upload.id);
    this.#draw();
  }

  async #cancel(upload: Upload): Promise<void> {
    const sure = upload.sent === 0
      || await ask({ title: say(words.cancelAsk, upload.name), text: words.cancelAskText, yes: words.cancelUpload, no: words.keepUploading, grave: true });
    if (!sure || upload.state === "done") return;
    await upload.cancel();
    this.#remove(upload);
  }

  #remove(upload: Upload): void {
    this.#rows.get(upload)?.row.element.remove();
    this.#rows.delete(upload);
    this.#startNext();
    this.#draw();
  }

  #drop(id: string): void {
    this.#waiting.get(id)?.element.remove();
    this.#waiting.delete(id);
  }

  #changed(upload: Upload): void {
    const entry = this.#rows.get(upload);
    if (!entry) return;
    entry.row.draw();
    this.#speak(upload, entry);
    if (upload.state === "done") this.#done(upload, entry.order);
    if (upload.state !== "running") {
      this.#startNext();
      this.#draw();
    }
  }

  #done(upload: Upload, order: number): void {
    document.body.dispatchEvent(new CustomEvent("lectern:uploaded", { detail: { video: upload.video, title: upload.title, order } }));
    // The picker's list already shows it as chosen, and a link away from there would lose what was chosen.
    if (document.querySelector("[data-picker]")) this.#remove(upload);
  }

  #speak(upload: Upload, entry: { spoken: number }): void {
    if (upload.state === "done") this.#speaker.textContent = say(words.uploadDone, upload.name);
    else if (upload.state === "failed") this.#speaker.textContent = `${say(words.uploadFailed, upload.name)}. ${upload.problem?.detail ?? ""}`;
    else if (Math.floor(upload.percent / spokenSteps) > entry.spoken) {
      entry.spoken = Math.floor(upload.percent / spokenSteps);
      this.#speaker.textContent = say(words.percentDone, upload.name, entry.spoken * spokenSteps);
    }
  }

  #busy = (): Upload[] => [...this.#rows.keys()].filter(({ state }) => state === "running" || state === "queued" || state === "waiting");

  #startNext(): void {
    const running = [...this.#rows.keys()].filter(({ state }) => state === "running" || state === "waiting").length;
    [...this.#rows.keys()].filter(({ state }) => state === "queued").slice(0, Math.max(0, atOnce - running)).forEach(upload => upload.start());
  }

  #draw(): void {
    const busy = this.#busy().length;
    this.#section.hidden = this.#rows.size + this.#waiting.size === 0;
    this.#title.textContent = busy === 1 ? words.uploadingOne : busy > 1 ? say(words.uploadingMany, busy)
      : this.#rows.size > 0 && [...this.#rows.keys()].every(({ state }) => state === "done") ? words.uploadsDone : words.uploadsWaiting;
    this.#hint.textContent = busy > 0 ? words.keepWorking : this.#waiting.size === 0 && busy === 0 && this.#rows.size > 0 ? words.doneHint : "";
  }

  #toggle(): void {
    const open = this.#fold.getAttribute("aria-expanded") === "true";
    this.#fold.setAttribute("aria-expanded", String(!open));
    this.#list.hidden = open;
  }
}
