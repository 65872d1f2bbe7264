// Bundles the page's code into the Python package. `node js/build.mjs [--watch]`
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}cjm_widgets/static`;
mkdirSync(out, { recursive: true });

const options = {
  absWorkingDir: root,
  entryPoints: { grid: "js/src/entries/grid.ts" },
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".css": "text" },
  legalComments: "eof",
  logLevel: "info",
};

if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build(options);
