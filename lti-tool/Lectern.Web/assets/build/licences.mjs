import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The licence texts of everything that went into the built files, as they ask to be shipped with them. */
export async function licences(root, metafiles) {
  const names = new Set(["lucide-static"]);
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const match = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
      if (match) names.add(match[1]);
    }
  }
  const texts = await Promise.all([...names].sort().map(name => licence(join(root, "node_modules", name), name)));
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

async function licence(folder, name) {
  const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find(entry => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  if (!text && !license) throw new Error(`${name} names no licence.`);
  return `${name} ${version} (${license ?? "see below"})\n\n${text.trim()}\n`;
}
