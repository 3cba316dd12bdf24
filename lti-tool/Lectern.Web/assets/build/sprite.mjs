import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** One file of symbols, `<use href="icons.svg#name">`; the names are those of icons.json. */
export async function sprite(root) {
  const names = JSON.parse(await readFile(join(root, "icons.json"), "utf8"));
  const symbols = await Promise.all(names.map(name => symbol(root, name)));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

async function symbol(root, name) {
  const svg = await readFile(join(root, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">`
    + `${shapes.replace(/>\s+</g, "><").replace(/\s*\/>/g, "/>").trim()}</symbol>`;
}
