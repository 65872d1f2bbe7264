// Prints the functions of the page's code and their lengths in lines, as JSON; tests/test_house.py reads it.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const source = fileURLToPath(new URL("src/", import.meta.url));
const files = readdirSync(source, { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"));
const found = [];

for (const name of files) {
  const file = ts.createSourceFile(name, readFileSync(source + name, "utf8"), ts.ScriptTarget.Latest, true);
  const line = (position) => file.getLineAndCharacterOfPosition(position).line;
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const start = node.getStart(file);
      found.push({ file: name.replaceAll("\\", "/"), line: line(start) + 1, lines: line(node.end) - line(start) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}
console.log(JSON.stringify(found));
