/** `hx-confirm="Delete 2 videos?"` with `data-confirm-text`, `-yes`, `-no`: our dialog instead of the browser's. */
import "htmx.org";
import { words } from "../words";
import { ask } from "./ask";

export function startConfirm(): void {
  document.addEventListener("htmx:confirm", event => {
    const { issueRequest, dropRequest } = event.detail;
    const { confirm, sourceElement } = event.detail.ctx as { confirm?: string; sourceElement: Element };
    if (!confirm) return;
    event.preventDefault();
    const { confirmText, confirmYes, confirmNo, confirmGrave } = (sourceElement as HTMLElement).dataset;
    void ask({ title: confirm, text: confirmText, yes: confirmYes ?? words.goOn, no: confirmNo ?? words.keep, grave: confirmGrave !== undefined })
      .then(sure => sure ? issueRequest() : dropRequest());
  });
}
