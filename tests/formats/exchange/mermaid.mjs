// What the real mermaid library makes of journeys: a list of texts on stdin, what it read of each (or its error) on stdout.
import { Window } from "happy-dom";

const page = new Window();
for (const name of ["document", "Element", "HTMLElement", "Node", "DOMParser", "DocumentFragment", "NodeFilter"]) {
  globalThis[name] = page[name];
}
globalThis.window = page;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false, logLevel: 5 });

async function read(text) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const db = diagram.db;
    return {
      type: diagram.type,
      title: db.getDiagramTitle(),
      about: db.getAccDescription(),
      sections: db.getSections(),
      tasks: db.getTasks().map(({ section, task, score, people }) => ({ section, task, score: String(score), people })),
    };
  } catch (error) {
    return { error: String(error.message ?? error).slice(0, 300) };
  }
}

let given = "";
for await (const part of process.stdin) given += part;
const found = [];
for (const text of JSON.parse(given)) found.push(await read(text));
process.stdout.write(JSON.stringify(found));
process.exit(0);
