// Bundles the page's code into the Python package. `node js/build.mjs [--watch]`; `--dev` bundles the page to look at, js/dev/index.html, instead.
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const dev = process.argv.includes("--dev");
const out = dev ? `${root}build/dev` : `${root}cjm_widgets/static`;
mkdirSync(out, { recursive: true });

/** Styles travel as text inside the code; they are minified first. */
const squeezed = {
  name: "squeezed",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: (await esbuild.transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: "es2022" })).code,
      loader: "text",
    }));
  },
};

const options = {
  absWorkingDir: root,
  entryPoints: dev ? { page: "js/dev/page.ts" } : { grid: "js/src/entries/grid.ts", panels: "js/src/entries/panels.ts", personas: "js/src/entries/personas.ts", matrix: "js/src/entries/matrix.ts", compare: "js/src/entries/compare.ts" },
  outdir: out,
  bundle: true,
  format: dev ? "iife" : "esm",
  minify: true,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [squeezed],
  legalComments: "eof",
  logLevel: "info",
};

if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build(options);
if (dev) copyFileSync(`${root}js/dev/index.html`, `${out}/index.html`);
