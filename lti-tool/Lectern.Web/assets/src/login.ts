/**
 * Before the platform is called (its hint works once), this page finds out whether its cookie came back. Where it didn't, the
 * platform's own storage keeps the verifier; where there is none that answers, the same login is offered in a window of its own,
 * which hands its launch to this frame.
 */
import { makeProof, type Proof } from "./session/proof";
import { keep, placeOf } from "./session/storage";
import { takeOver } from "./session/take-over";
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
    void takeOver(base, event.data.launch, event.data.code, proof.secret);
  });
}

async function isStored(login: HTMLElement): Promise<boolean> {
  const place = placeOf(login);
  return place !== undefined && await keep(place, login.dataset.verifier ?? "");
}

async function start(login: HTMLElement): Promise<void> {
  if (cookieCameBack(login.dataset.cookie ?? "") || await isStored(login)) location.replace(login.dataset.authorizationUrl ?? "");
  else await offerWindow(login);
}

const login = document.getElementById("login");
if (login) void start(login);
