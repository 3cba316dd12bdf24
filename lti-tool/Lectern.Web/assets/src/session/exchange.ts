import { readProblem, type Problem } from "./problem";
import { base, launch, signIn } from "./session";

/** The launch's single-use code, as `#code`. */
export function takeCode(): string | undefined {
  const code = /^#([\w-]{16,})$/.exec(location.hash)?.[1];

  // Gone from the address before anything else runs.
  if (code !== undefined) history.replaceState(history.state, "", location.pathname + location.search);
  return code;
}

/** Trades the code for a token; answers the problem when it is refused. */
export async function exchange(code: string): Promise<Problem | undefined> {
  const response = await fetch(`${base}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    // The one request that shows this browser's binding cookie.
    credentials: "same-origin",
    body: JSON.stringify({ launch, code }),
  });
  if (!response.ok) return readProblem(response);

  const { token } = await response.json() as { token: string };
  signIn(token);
  return undefined;
}
