import { button, el, icon } from "../dom";
import { words } from "../words";

interface Toast { text: string; tone?: "bad"; code?: string; undo?: () => void }

const seconds = 6;

/** A few seconds at the foot of the page; waits while it is pointed at or holds the focus. */
export function toast({ text, tone, code, undo }: Toast): void {
  document.querySelector(".toast")?.remove();
  const box = el("div", { class: tone === "bad" ? "toast bad" : "toast", popover: "manual", role: tone === "bad" ? "alert" : "status" },
    icon(tone === "bad" ? "circle-x" : "check"),
    el("span", {}, text, code !== undefined && el("small", {}, ` ${code}`)));
  if (undo) {
    const back = button("link", words.undo);
    back.addEventListener("click", () => { box.remove(); undo(); });
    box.append(back);
  }
  document.body.append(box);
  box.showPopover();
  leaveLater(box);
}

function leaveLater(box: HTMLElement): void {
  let timer = 0;
  const start = () => { timer = window.setTimeout(() => box.remove(), seconds * 1000); };
  const hold = () => window.clearTimeout(timer);
  box.addEventListener("pointerenter", hold);
  box.addEventListener("pointerleave", start);
  box.addEventListener("focusin", hold);
  box.addEventListener("focusout", start);
  start();
}
