/**
 * Takes a launch over by its code and a proof, where no cookie does. The proof never leaves the script but in the exchange: an
 * address that carried it could be made by a stranger, who would sign this browser in as themselves. The token goes on in our own
 * history entry, which a reload of the frame keeps.
 */
export async function takeOver(base: string, launch: string, code: string, proof: string): Promise<void> {
  const response = await fetch(`${base}/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    credentials: "omit",
    body: JSON.stringify({ launch, code, proof }),
  });
  const token = response.ok ? (await response.json() as { token: string }).token : undefined;
  history.replaceState({ htmx: true, token }, "", `${base}/w/${launch}`);
  location.reload();
}
