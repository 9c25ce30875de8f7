// Builds the widget into one script: `npm run build`, or `node build.mjs FILE` for another place.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const outfile = process.argv[2] ?? fileURLToPath(new URL("../bot/channels/web/static/night-cramp-chat.js", import.meta.url));

/** Styles are part of the script, as a text: the page needs no second file and no inline style. */
const styles = {
  name: "styles",
  setup(setup) {
    setup.onResolve({ filter: /\.css\?inline$/ }, (found) => ({
      path: fileURLToPath(new URL(found.path.replace("?inline", ""), `file://${found.resolveDir}/`)),
      namespace: "styles",
    }));
    setup.onLoad({ filter: /.*/, namespace: "styles" }, async (found) => {
      const small = await transform(await readFile(found.path, "utf8"), { loader: "css", minify: true });
      return { contents: small.code.trim(), loader: "text" };
    });
  },
};

await build({
  entryPoints: [fileURLToPath(new URL("src/main.ts", import.meta.url))],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  banner: { js: "/* night-cramp-chat, Apache-2.0; holds socket.io-client and its parts, MIT. Source: widget/ */" },
  plugins: [styles],
  logLevel: "warning",
});
