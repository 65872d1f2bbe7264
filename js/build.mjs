// Bundles the page's code into the Python package. `node js/build.mjs [--watch]`; `--dev` bundles the page to look at, js/dev/index.html, instead.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { minify as rename } from "rolldown/utils";

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

// Not there where node_modules is older than package-lock.json: `npm ci` brings it.
const terser = dev || process.argv.includes("--watch") ? null : await import("terser").catch(() => null);

/** What esbuild bundled, smaller by 3 % when packed: terser folds it, oxc gives the shorter names. Every notebook carries it. */
async function smaller(path, text) {
  const folded = terser ? (await terser.minify(text, { module: !dev, compress: { passes: 2, ecma: 2022 }, mangle: false })).code : text;
  const { code, errors } = await rename(path, folded, { module: !dev, compress: { target: "es2022" }, mangle: { toplevel: !dev } });
  if (errors.length) throw new Error(`${path}: ${errors[0].message}`);
  return code;
}

const written = {
  name: "written",
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) writeFileSync(path, await smaller(path, text));
      if (!terser) console.warn("Not folded by terser, so 1 % larger than it will be: npm ci brings it where it is missing.");
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

/** The bundles, each a door of the page. */
const entries = {
  grid: "js/src/entries/grid.ts",
  blueprint: "js/src/entries/blueprint.tsx",
  panels: "js/src/entries/panels.ts",
  links: "js/src/entries/links.ts",
  future: "js/src/entries/future.ts",
  surveys: "js/src/entries/surveys.ts",
  measured: "js/src/entries/measured.ts",
  personas: "js/src/entries/personas.ts",
  matrix: "js/src/entries/matrix.ts",
  impact: "js/src/entries/impact.ts",
  compare: "js/src/entries/compare.ts",
  exercise: "js/src/entries/exercise.ts",
  presenter: "js/src/entries/presenter.ts",
  report: "js/src/entries/report/report.ts",
  timer: "js/src/entries/timer.ts",
  vote: "js/src/entries/vote.ts",
};

const options = {
  absWorkingDir: root,
  entryPoints: dev ? { page: "js/dev/page.ts" } : entries,
  outdir: out,
  bundle: true,
  format: dev ? "iife" : "esm",
  minify: true,
  write: false,
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  plugins: [squeezed, modules, written],
  legalComments: "eof",
  logLevel: "info",
};

if (process.argv.includes("--watch")) await (await esbuild.context(options)).watch();
else await esbuild.build(options);
if (dev) copyFileSync(`${root}js/dev/index.html`, `${out}/index.html`);
