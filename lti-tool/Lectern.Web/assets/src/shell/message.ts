import { el, icon } from "../dom";
import { timeOfDay } from "../format";
import type { Problem } from "../session/problem";
import { signOut } from "../session/session";
import { say, words } from "../words";

interface Message { icon: string; title: string; text: string; code?: string }

/** Fills the page with one message; used when there is nothing else to show. */
export function showMessage(page: HTMLElement, { icon: name, title, text, code }: Message): void {
  const heading = el("h1", { tabindex: "-1" }, title);
  page.replaceChildren(el("section", { class: "message" },
    el("span", { class: "message-icon" }, icon(name)),
    heading,
    el("p", {}, text),
    code !== undefined && el("p", { class: "code" }, `${say(words.code, code)} · ${timeOfDay(new Date())}`)));
  document.title = title;
}

export function showSignedOut(page: HTMLElement): void {
  signOut();
  showMessage(page, { icon: "lock", title: words.openAgainTitle, text: words.openAgainText, code: "ACC-001" });
}

/** The server says why in its own words; without them, the usual reason. */
export function showRefused(page: HTMLElement, problem: Problem): void {
  showMessage(page, {
    icon: "lock",
    title: problem.title ?? words.signInUsedTitle,
    text: problem.detail ?? words.signInUsedText,
    ...(problem.code !== undefined && { code: problem.code }),
  });
}

export function showUnreachable(page: HTMLElement, retry: () => void): void {
  showMessage(page, { icon: "wifi-off", title: words.pageFailed, text: words.pageFailedText });
  const again = el("button", { type: "button", class: "button" }, icon("refresh-cw"), words.tryAgain);
  again.addEventListener("click", retry);
  page.querySelector(".message")?.append(el("p", { class: "actions" }, again));
}
