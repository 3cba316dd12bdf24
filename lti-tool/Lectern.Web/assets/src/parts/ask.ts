import { button, el } from "../dom";

interface Question { title: string; text?: string | undefined; yes: string; no: string; grave?: boolean }

let count = 0;

/** Asks in a dialog; the answer is false for Escape as well. Focus starts on the harmless choice. */
export function ask({ title, text, yes, no, grave = false }: Question): Promise<boolean> {
  const id = `ask-${++count}`;
  const keep = button("button plain", no);
  const act = button(grave ? "button danger" : "button primary", yes);
  keep.autofocus = true;
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": id },
    el("h2", { id }, title),
    text !== undefined && el("p", {}, text),
    el("div", { class: "dialog-actions" }, keep, act));
  document.body.append(dialog);

  return new Promise(resolve => {
    keep.addEventListener("click", () => dialog.close());
    act.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
