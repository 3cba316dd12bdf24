/** One quiet notice while there is no connection; it goes away by itself. */
import { el, icon } from "../dom";
import { timeOfDay } from "../format";
import { say, words } from "../words";

let notice: HTMLElement | undefined;

export function showOffline(what: string): void {
  if (notice) return;
  notice = el("div", { class: "notice quiet offline", role: "status" },
    icon("wifi-off"),
    el("div", {}, el("strong", {}, say(words.offline, timeOfDay(new Date()))), el("p", {}, what)));
  document.body.prepend(notice);
}

export function hideOffline(): void {
  notice?.remove();
  notice = undefined;
}

export function watchConnection(): void {
  window.addEventListener("offline", () => showOffline(words.offlinePage));
  window.addEventListener("online", hideOffline);
}
