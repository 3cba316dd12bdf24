import { el } from "../dom";
import { SignedOut } from "../session/session";
import { showSignedOut } from "../shell/message";
import { Dock } from "./dock";
import { startDrop } from "./drop";
import { fingerprintOf } from "./upload";
import { listUnfinished } from "./unfinished";

let dock: Dock | undefined;
let input: HTMLInputElement;

/** `<button data-upload>` picks files; while one is on the page, files can be dropped as well. */
export function startUploadButton(button: HTMLElement, signal: AbortSignal): void {
  if (!dock) {
    dock = openDock();
    void offerUnfinished(dock);
  }
  button.addEventListener("click", () => input.click(), { signal });
}

function openDock(): Dock {
  input = el("input", { type: "file", multiple: true, accept: "video/*,audio/*,.mkv,.mov,.m4v,.mts", hidden: true });
  document.body.append(input);
  const made = new Dock(() => input.click());
  const take = (files: Iterable<File>) => {
    for (const file of files) made.add(file, made.unfinished(fingerprintOf(file)));
  };

  input.addEventListener("change", () => {
    take([...input.files ?? []]);
    input.value = "";
  });
  startDrop(() => document.querySelector("#page [data-upload]") !== null, take);
  return made;
}

async function offerUnfinished(dock: Dock): Promise<void> {
  try {
    dock.showUnfinished(await listUnfinished());
  } catch (error) {
    const page = document.getElementById("page");
    if (error instanceof SignedOut && page) showSignedOut(page);
  }
}
