/**
 * What a teacher does to videos, without leaving the page:
 * `<button data-act="publish" data-video="…" data-done="Published" data-undo="unpublish">`, and
 * `<form data-edit="…">`, whose fields save themselves. Parts of the page that show the result listen to `lectern:changed`.
 */
import { parseProblem, type Problem } from "../session/problem";
import { postJson, request, root, SignedOut } from "../session/session";
import { showSignedOut } from "../shell/message";
import { visit } from "../shell/navigation";
import { words } from "../words";
import { ask, askText } from "./ask";
import { toast } from "./toast";

export function startActions(): void {
  document.addEventListener("click", event => {
    const by = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]") : null;
    if (by && by.getAttribute("aria-disabled") !== "true") void act(by);
  });
  document.addEventListener("change", event => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
    if (field.form?.dataset.edit) void saveField(field.form.dataset.edit, field);
  });
  document.addEventListener("submit", event => {
    if (event.target instanceof HTMLFormElement && event.target.dataset.edit) event.preventDefault();
  });
}

async function act(by: HTMLElement): Promise<void> {
  const { act: name = "", video = "", done, undo, then, sure, sureText, sureYes } = by.dataset;
  if (name === "rename") {
    await rename(video, by.dataset.title ?? "");
    return;
  }
  if (sure !== undefined && !await ask({ title: sure, text: sureText, yes: sureYes ?? words.goOn, no: words.keep, grave: true })) return;

  by.setAttribute("aria-disabled", "true");
  const ok = await send(name, video);
  by.removeAttribute("aria-disabled");
  if (!ok) return;
  const show = () => then === undefined ? changed() : visit(then, then === location.pathname ? "replace" : "push");
  await show();
  if (done !== undefined) toast({ text: done, ...(undo !== undefined && { undo: () => void send(undo, video).then(show) }) });
}

const send = (name: string, video: string): Promise<boolean> => tried(() =>
  name === "retry" || name === "own-copy" ? postJson(`${root}/api/videos/${video}/${name}`, {}) : postJson(`${root}/api/videos/${name}`, { videos: [video] }));

async function rename(video: string, title: string): Promise<void> {
  const wanted = await askText({ title: words.rename, label: words.title, value: title, yes: words.save, no: words.cancelPlain, longest: 500 });
  if (wanted !== undefined && wanted !== title && await save(video, { title: wanted })) changed();
}

async function saveField(video: string, field: HTMLInputElement | HTMLSelectElement): Promise<void> {
  const box = field instanceof HTMLInputElement && field.type === "checkbox" ? field : undefined;
  const value = box ? box.checked : field.value.trim();
  if (await save(video, { [field.name]: value })) {
    toast({ text: words.saved });
    changed();
  } else if (box) {
    box.checked = !box.checked;
  }
}

const save = (video: string, change: Record<string, unknown>): Promise<boolean> => tried(() =>
  request(`${root}/api/videos/${video}`, { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(change) }));

export async function tried(call: () => Promise<Response>): Promise<boolean> {
  try {
    const response = await call();
    if (response.ok) return true;
    refused(parseProblem(response.status, await response.text()));
  } catch (error) {
    const page = document.getElementById("page");
    if (error instanceof SignedOut && page) showSignedOut(page);
    else refused({ status: 0 });
  }
  return false;
}

function refused({ detail, title, code }: Problem): void {
  toast({ text: detail ?? title ?? words.actionFailed, tone: "bad", ...(code !== undefined && { code }) });
}

const changed = (): void => { document.body.dispatchEvent(new CustomEvent("lectern:changed")); };
