import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export async function reportSizes(folder) {
  for (const name of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, name));
    console.log(`${name.padEnd(60)} ${String(bytes.length).padStart(8)} ${String(gzipSync(bytes, { level: 9 }).length).padStart(8)} gz`);
  }
}
