/**
 * Before the platform is called (its hint works once), this page finds out whether its cookie came back. Where it didn't,
 * the same login is offered in a window of its own, which hands its launch to this frame.
 */
import { makeProof, type Proof } from "./session/proof";
import { isSignedIn } from "./session/window";

function cookieCameBack(name: string): boolean {
  try {
    return document.cookie.split("; ").some(pair => pair.startsWith(`${name}=`) && pair.length > name.length + 1);
  } catch {
    return false;
  }
}

async function offerWindow(login: HTMLElement): Promise<void> {
  // Made before the click: opening a window must follow it without waiting.
  const proof = await makeProof();
  const address = new URL(login.dataset.windowUrl ?? "", location.href);
  if (proof) address.searchParams.set("channel", proof.channel);

  const blocked = document.getElementById("login-blocked");
  const button = document.getElementById("login-window");
  document.getElementById("login-wait")?.setAttribute("hidden", "");
  blocked?.removeAttribute("hidden");
  button?.addEventListener("click", event => {
    event.preventDefault();
    const opened = window.open(address, "_blank");
    if (opened && proof) waitFor(opened, proof, login.dataset.base ?? "");
  });
}

function waitFor(opened: Window, proof: Proof, base: string): void {
  window.addEventListener("message", event => {
    if (event.origin !== location.origin || event.source !== opened || !isSignedIn(event.data)) return;
    void takeOver(base, event.data.launch, event.data.code, proof);
  });
}

/**
 * The proof never leaves this script but in the exchange: an address that carried it could be made by a stranger, who would sign
 * this browser in as themselves. The token goes on in our own history entry, which a reload of the frame keeps.
 */
async function takeOver(base: string, launch: string, code: string, proof: Proof): Promise<void> {
  const response = await fetch(`${base}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    body: JSON.stringify({ launch, code, proof: proof.secret }),
  });
  const token = response.ok ? (await response.json() as { token: string }).token : undefined;
  history.replaceState({ htmx: true, token }, "", `${base}/w/${launch}`);
  location.reload();
}

const login = document.getElementById("login");
if (login) {
  if (cookieCameBack(login.dataset.cookie ?? "")) location.replace(login.dataset.authorizationUrl ?? "");
  else void offerWindow(login);
}
