import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * hls.js switches parts of itself on by `__USE_…__` constants. Lectures need separate audio renditions (without them such a
 * stream plays in silence and no error is told); everything else is left out.
 */
export async function features(source, wanted) {
  const found = new Set();
  for (const name of await readdir(source, { recursive: true })) {
    if (!name.endsWith(".ts")) continue;
    for (const [feature] of (await readFile(join(source, name), "utf8")).matchAll(/__USE_[A-Z0-9_]+__/g)) found.add(feature);
  }
  return Object.fromEntries([...found].map(feature => [feature, String(wanted.some(name => feature === `__USE_${name}__`))]));
}
