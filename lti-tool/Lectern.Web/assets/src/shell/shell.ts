import { exchange, takeCode } from "../session/exchange";
import { handToOpener } from "../session/window";
import { launch, resume, signedIn } from "../session/session";
import { showRefused, showSignedOut, showUnreachable } from "./message";
import { reportHeight } from "./frame-height";
import { startNavigation, visit } from "./navigation";
import { watchConnection } from "./connection";

/** The empty document every address of a launch answers; what is in it comes by fetch with the session's header. */
export async function startShell(page: HTMLElement): Promise<void> {
  const code = takeCode();
  if (code !== undefined && page.dataset.channel === "true" && handToOpener(launch, code)) return;

  if (code !== undefined) await signInWith(page, code);
  else if (!resume()) showSignedOut(page);
  if (!signedIn()) return;

  reportHeight(page);
  watchConnection();
  startNavigation(page);
  await visit(location.pathname + location.search);
}

async function signInWith(page: HTMLElement, code: string): Promise<void> {
  try {
    const problem = await exchange(code);
    // A frame that was signed in before keeps its session when somebody goes back to an old address.
    if (problem && !resume()) showRefused(page, problem);
  } catch {
    showUnreachable(page, () => void signInWith(page, code).then(() => { if (signedIn()) location.reload(); }));
  }
}
