/** One quiet notice while something keeps the page from going on; it goes away by itself. */
import { el, icon } from "../dom";
import { timeOfDay } from "../format";
import { say, words } from "../words";

let notice: HTMLElement | undefined;

export const showOffline = (what: string): void => show("wifi-off", words.offline, what);

/** The server answered, with a fault of its own. */
export const showTroubled = (): void => show("triangle-alert", words.troubled, words.troubledText);

export function hideNotice(): void {
  notice?.remove();
  notice = undefined;
}

export function watchConnection(): void {
  window.addEventListener("offline", () => showOffline(words.offlinePage));
  window.addEventListener("online", hideNotice);
}

function show(iconName: string, title: string, text: string): void {
  if (notice) return;
  notice = el("div", { class: "notice quiet offline", role: "status" },
    icon(iconName),
    el("div", {}, el("strong", {}, say(title, timeOfDay(new Date()))), el("p", {}, text)));
  document.body.prepend(notice);
}
