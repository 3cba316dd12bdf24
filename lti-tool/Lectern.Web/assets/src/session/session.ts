/**
 * The session of one launch. The token lives in this module and in `history.state` of our own entries, so that a reload of the
 * frame keeps it; storage is denied in frames, and an address or a cookie never carries it.
 */
import { isAbove } from "./address";

let token: string | undefined;

const page = document.getElementById("page");

export const launch = page?.dataset.launch ?? "";
export const base = location.pathname.slice(0, Math.max(0, location.pathname.indexOf("/w/")));
export const root = `${base}/w/${launch}`;

export class SignedOut extends Error {
  constructor() {
    super("The session has ended.");
    this.name = "SignedOut";
  }
}

export const signedIn = (): boolean => token !== undefined;

export function signIn(value: string): void {
  token = value;
  keepInHistory();
}

/** Takes up the token an earlier document of this frame left in its history entry. */
export function resume(): boolean {
  const kept = (history.state as { token?: unknown } | null)?.token;
  if (typeof kept !== "string") return false;
  token = kept;
  return true;
}

export function signOut(): void {
  token = undefined;
  history.replaceState({ htmx: true }, "", location.href);
}

/** Writes the token into the current entry: htmx and `#` links make entries without it. */
export function keepInHistory(): void {
  if (token === undefined) return;
  const state = history.state as { token?: string; htmx?: boolean } | null;
  if (state?.token !== token || !state.htmx) history.replaceState({ ...state, htmx: true, token }, "", location.href);
}

/** The header's value, for addresses of this launch only. */
export function authorization(address: string): string | undefined {
  return token !== undefined && isAbove(root, new URL(address, location.href)) ? `Bearer ${token}` : undefined;
}

/** A request with this launch's rights. Throws SignedOut on 401. */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const value = authorization(address);
  if (value !== undefined) headers.set("Authorization", value);
  const response = await fetch(address, { ...init, headers, credentials: "omit", redirect: "follow" });
  if (response.status === 401) throw new SignedOut();
  return response;
}

export const postJson = (address: string, body: unknown, init: RequestInit = {}): Promise<Response> =>
  request(address, { ...init, method: "POST", headers: { "Content-Type": "application/json", ...init.headers }, body: JSON.stringify(body) });
