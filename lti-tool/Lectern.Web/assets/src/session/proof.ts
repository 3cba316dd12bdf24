/** A secret this frame keeps, and its hash, which travels with the login it asks for. */
export interface Proof { secret: string; channel: string }

/** Undefined where the page is not a secure context: there the window goes on by itself. */
export async function makeProof(): Promise<Proof | undefined> {
  if (!globalThis.crypto?.subtle) return undefined;
  const secret = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return { secret, channel: base64Url(new Uint8Array(hash)) };
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
