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

interface TextQuestion { title: string; label: string; value: string; yes: string; no: string; longest: number }

/** Asks for one line of text; undefined when it is left. */
export function askText({ title, label, value, yes, no, longest }: TextQuestion): Promise<string | undefined> {
  const id = `ask-${++count}`;
  const field = el("input", { class: "field", id: `${id}-field`, maxlength: longest, required: true, value, autocomplete: "off" });
  const leave = button("button plain", no);
  const form = el("form", { method: "dialog" },
    el("div", { class: "form-row" }, el("label", { for: `${id}-field` }, label), field),
    el("div", { class: "dialog-actions" }, leave, el("button", { class: "button primary", value: "yes" }, yes)));
  const dialog = el("dialog", { class: "dialog", "aria-labelledby": id }, el("h2", { id }, title), form);
  document.body.append(dialog);

  return new Promise(resolve => {
    leave.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? field.value.trim() || undefined : undefined);
    });
    dialog.showModal();
    field.select();
  });
}
