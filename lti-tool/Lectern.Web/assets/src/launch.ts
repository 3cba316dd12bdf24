/**
 * A launch whose cookie didn't come back: the verifier may lie in the platform's storage, from where only this page can fetch it.
 * The platform's form is then posted once more with it, by fetch: so the browser tells the server that the page is ours.
 */
import { forget, placeOf, read, type Place } from "./session/storage";
import { takeOver } from "./session/take-over";

interface Landing { launch: string; code: string; proof: string }

const form = document.getElementById("launch");
if (form instanceof HTMLFormElement) void finish(form);

async function finish(form: HTMLFormElement): Promise<void> {
  const place = placeOf(form);
  const verifier = place && await read(place);
  if (place && verifier !== undefined) await post(form, place, verifier).catch(showBlocked);
  else showBlocked();
}

async function post(form: HTMLFormElement, place: Place, verifier: string): Promise<void> {
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  fields.set(form.dataset.verifierField ?? "", verifier);
  const response = await fetch(form.action, { method: "POST", body: fields, credentials: "omit" });
  void forget(place);
  if (response.headers.get("Content-Type")?.startsWith("application/json")) {
    const { launch, code, proof } = await response.json() as Landing;
    await takeOver(form.dataset.base ?? "", launch, code, proof);
    return;
  }

  // The server says why not, on a page of its own.
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const said = page.getElementById("page");
  if (said) document.getElementById("page")?.replaceWith(said);
  else showBlocked();
}

function showBlocked(): void {
  document.getElementById("launch-wait")?.setAttribute("hidden", "");
  document.getElementById("launch-blocked")?.removeAttribute("hidden");
}
