// Builds the browser side into ../wwwroot/dist. Runs on Node 18 and later.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { licences } from "./build/licences.mjs";
import { features } from "./build/hls-features.mjs";
import { assertNoBareStyleTags, styleNonce } from "./build/style-nonce.mjs";
import { sprite } from "./build/sprite.mjs";
import { reportSizes } from "./build/sizes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../wwwroot/dist");
const watch = process.argv.includes("--watch");

const hls = join(here, "node_modules/hls.js");
const hlsVersion = JSON.parse(await readFile(join(hls, "package.json"), "utf8")).version;

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  outdir: out,
};

const scripts = {
  ...common,
  entryPoints: ["src/app.ts", "src/player.ts"],
  format: "esm",
  splitting: true,
  target: ["es2022"],
  chunkNames: "[name]-[hash]",
  alias: { "hls.js": join(hls, "src/hls.ts") },
  define: {
    ...await features(join(hls, "src"), ["ALT_AUDIO"]),
    __IN_WORKER__: "false",
    __HLS_WORKER_BUNDLE__: "undefined",
    __VERSION__: JSON.stringify(hlsVersion),
  },
  plugins: [styleNonce(join(here, "src/player/style-nonce.ts"))],
};

/** Pages that wait for one small file each. */
const single = { ...scripts, entryPoints: ["src/login.ts", "src/launch.ts", "src/register.ts"], splitting: false };

const styles = {
  ...common,
  entryPoints: ["styles/style.css"],
  target: ["chrome120", "firefox121", "safari17"],
  loader: { ".woff2": "file" },
  assetNames: "[name]",
};

async function main() {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "icons.svg"), await sprite(here));
  await copyFile(join(here, "lectern.svg"), join(out, "lectern.svg"));

  if (watch) {
    const contexts = await Promise.all([scripts, single, styles].map(options => esbuild.context(options)));
    await Promise.all(contexts.map(context => context.watch()));
    return;
  }

  const built = await Promise.all([scripts, single, styles].map(options => esbuild.build(options)));
  await writeFile(join(out, "licences.txt"), await licences(here, built.map(({ metafile }) => metafile)));
  await assertNoBareStyleTags(out);
  if (process.argv.includes("--sizes")) await reportSizes(out);
}

await main();
