// Bundles the page's code into the Python package. `node js/build.mjs [--watch]`; `--dev` bundles the page to look at, js/dev/index.html, instead.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { minify } from "rolldown/utils";

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

/** What esbuild bundled is minified once more, by oxc: a fiftieth smaller when packed, and every notebook carries it. */
const smaller = {
  name: "smaller",
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code, errors } = await minify(path, text, { module: !dev, compress: { target: "es2022" }, mangle: { toplevel: !dev } });
        if (errors.length) throw new Error(`${path}: ${errors[0].message}`);
        writeFileSync(path, code);
      }
    });
  },
};

/** The page to look at the grid gives modules as Python does: as text, built before. */
const modules = {
  name: "modules",
  setup(build) {
    build.onLoad({ filter: /cjm_widgets[\\/]static[\\/].*\.js$/ }, ({ path }) => ({ contents: readFileSync(path, "utf8"), loader: "text" }));
  },
};

const options = {
  absWorkingDir: root,
  entryPoints: dev ? { page: "js/dev/page.ts" } : { grid: "js/src/entries/grid.ts", blueprint: "js/src/entries/blueprint.tsx", panels: "js/src/entries/panels.ts", links: "js/src/entries/links.ts", personas: "js/src/entries/personas.ts", matrix: "js/src/entries/matrix.ts", compare: "js/src/entries/compare.ts" },
  outdir: out,
  bundle: true,
  format: dev ? "iife" : "esm",
  minify: true,
  write: false,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [squeezed, modules, smaller],
  legalComments: "eof",
  logLevel: "info",
};

if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build(options);
if (dev) copyFileSync(`${root}js/dev/index.html`, `${out}/index.html`);
