import { readProblem, type Problem } from "./problem";
import { base, launch, signIn } from "./session";

interface Ticket { code: string; proof?: string }

/** The launch's single-use code (and the proof of the frame that asked for a window), as `#code` or `#code.proof`. */
export function takeTicket(): Ticket | undefined {
  const match = /^#([\w-]{16,})(?:\.([\w-]{16,}))?$/.exec(location.hash);
  if (!match?.[1]) return undefined;

  // Gone from the address before anything else runs.
  history.replaceState(history.state, "", location.pathname + location.search);
  return match[2] === undefined ? { code: match[1] } : { code: match[1], proof: match[2] };
}

/** Trades the code for a token; answers the problem when it is refused. */
export async function exchange(ticket: Ticket): Promise<Problem | undefined> {
  const response = await fetch(`${base}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    // The one request that shows this browser's binding cookie.
    credentials: "same-origin",
    body: JSON.stringify({ launch, ...ticket }),
  });
  if (!response.ok) return readProblem(response);

  const { token } = await response.json() as { token: string };
  signIn(token);
  return undefined;
}
