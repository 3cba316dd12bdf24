/** `<form data-zone-form><input type="hidden" name="zone" data-zone>`: by whose clock dates are moved, until the server knows better. */
export function startZone(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("[data-zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field || field.value !== "" || !zone) return;
  field.value = zone;
  form.dispatchEvent(new Event("change", { bubbles: true }));
}
