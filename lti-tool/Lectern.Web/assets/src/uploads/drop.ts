import { el, icon } from "../dom";
import { words } from "../words";

/** Files dropped anywhere on a page that takes uploads. */
export function startDrop(takesFiles: () => boolean, take: (files: File[]) => void): void {
  const cover = el("div", { class: "drop-cover", hidden: true }, icon("upload"), el("strong", {}, words.dropHere));
  document.body.append(cover);
  let depth = 0;
  const show = (visible: boolean) => { cover.hidden = !visible; };

  document.addEventListener("dragenter", event => {
    if (holdsFiles(event) && takesFiles()) show(++depth > 0);
  });
  document.addEventListener("dragleave", event => {
    if (holdsFiles(event)) show((depth = Math.max(0, depth - 1)) > 0);
  });
  document.addEventListener("dragover", event => {
    // A file dropped beside the page would otherwise replace it.
    if (holdsFiles(event)) event.preventDefault();
  });
  document.addEventListener("drop", event => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    if (takesFiles()) take([...event.dataTransfer?.files ?? []]);
  });
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
