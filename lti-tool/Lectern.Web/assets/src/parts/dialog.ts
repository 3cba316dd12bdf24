/** `<button data-opens="id">` shows the dialog; `[data-closes]`, Escape and the ground behind it close it. */
export function startDialogs(): void {
  document.addEventListener("click", event => {
    if (!(event.target instanceof Element)) return;
    const id = event.target.closest<HTMLElement>("[data-opens]")?.dataset.opens;
    const dialog = id === undefined ? null : document.getElementById(id);
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement && isOutside(event.target, event)) event.target.close();
  });
}

function isOutside(dialog: HTMLDialogElement, { clientX, clientY, detail }: MouseEvent): boolean {
  if (detail === 0) return false;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
