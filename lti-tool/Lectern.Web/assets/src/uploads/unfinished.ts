import { request, root } from "../session/session";

/** An upload of this person to this collection that stopped half-way, perhaps in another browser. */
export interface Unfinished { id: string; fileName: string; length: number; offset: number; url: string; fingerprint: string }

export async function listUnfinished(): Promise<Unfinished[]> {
  const response = await request(`${root}/api/uploads`);
  return response.ok ? await response.json() as Unfinished[] : [];
}

export async function discard(upload: Unfinished): Promise<boolean> {
  const response = await request(upload.url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
  return response.ok || response.status === 404 || response.status === 410;
}
