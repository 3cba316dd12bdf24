/** What the sign-in window tells the frame that opened it. */
export interface SignedIn { type: "lectern-signed-in"; launch: string; code: string }

export function isSignedIn(data: unknown): data is SignedIn {
  const message = data as Partial<SignedIn> | null;
  return message?.type === "lectern-signed-in"
    && typeof message.launch === "string" && /^[\w-]{8,64}$/.test(message.launch)
    && typeof message.code === "string" && /^[\w-]{16,128}$/.test(message.code);
}

/** In the sign-in window: hands launch and code to the frame and closes. False when nobody is left to take them. */
export function handToOpener(launch: string, code: string): boolean {
  const opener = window.opener as Window | null;
  if (!opener || opener.closed) return false;

  // Our own origin only: a foreign opener never receives the message.
  const message: SignedIn = { type: "lectern-signed-in", launch, code };
  opener.postMessage(message, location.origin);
  window.close();
  return true;
}
