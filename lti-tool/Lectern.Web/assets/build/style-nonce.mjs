import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * media-chrome's elements carry their styles as text in a <style> tag, which a policy without 'unsafe-inline' refuses.
 * Each tag is given the page's nonce, read by `nonceModule` when the script starts.
 */
export const styleNonce = nonceModule => ({
  name: "style-nonce",
  setup(build) {
    build.onLoad({ filter: /media-chrome[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes("<style")) return undefined;

      const contents = `import { styleNonce as pageStyleNonce } from ${JSON.stringify(nonceModule)};\n`
        + source.replaceAll("<style", '<style nonce="${pageStyleNonce}"');
      return { contents, loader: "js" };
    });
  },
});

/** A new version of media-chrome could write its tags another way; better a failed build than a broken page. */
export async function assertNoBareStyleTags(folder) {
  for (const name of (await readdir(folder)).filter(name => name.endsWith(".js"))) {
    const text = await readFile(join(folder, name), "utf8");
    const bare = text.match(/<style(?! nonce="\$\{)[^a-z].{0,40}/);
    if (bare) throw new Error(`${name} holds a <style> tag without the page's nonce: ${bare[0]}`);
  }
}
