// How long routes take: 60 steps by 12 lanes, 700 cards, 900 links, all made up by seeded chance. `node benchmarks/routes.mjs`
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const contents = `
  export { crossings, overlaps } from "./js/src/layout/routes/crossings";
  export { labels } from "./js/src/layout/routes/labels";
  export { Moving, standing } from "./js/src/layout/routes/moving";
  export { reroute, route, routing } from "./js/src/layout/routes/route";
  export { drawPaths } from "./js/src/layout/paths/paths";
  export { chance } from "./js/test/model/chance";
  export { boardOf, likelyLinks, randomCards } from "./js/test/layout/routes/made";`;
const { outputFiles } = await build({ stdin: { contents, resolveDir: root }, bundle: true, format: "esm", platform: "node", write: false, logLevel: "error" });
const { boardOf, chance, crossings, drawPaths, labels, likelyLinks, Moving, overlaps, randomCards, reroute, route, routing, standing } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

const cards = randomCards(chance(1), 60, 12, 700);
const board = boardOf(60, 12, cards);
const links = likelyLinks(chance(2), cards, 900);
const times = { whole: [], labels: [], one: [], lift: [], drag: [], paths: [] };

/** As the page does it the first time: nothing is compiled yet. */
const work = routing(board, links);
const pieces = [];
for (let done = false; !done; ) {
  const start = performance.now();
  done = work.next().done;
  pieces.push(performance.now() - start);
}
console.log(`the first time: ${pieces.reduce((a, b) => a + b).toFixed(1)} ms in ${pieces.length} pieces, the longest ${Math.max(...pieces).toFixed(1)} ms`);

function timed(name, act) {
  const start = performance.now();
  const made = act();
  times[name].push(performance.now() - start);
  return made;
}

const draw = chance(7).next;
const nodes = Array.from({ length: 40 }, (_, i) => ({ key: `s${i}`, at: i, x: 158 * (i + 0.5), width: 158 }));
const ways = Array.from({ length: 300 }, (_, i) => ({ id: `${i}`, from: Math.floor(draw() * 40), to: Math.floor(draw() * 40), share: draw() * 0.05, label: `${i % 5} %` }));

let plan;
for (let turn = 0; turn < 60; turn++) {
  plan = timed("whole", () => route(board, links));
  timed("paths", () => drawPaths({ nodes, ways }));
  timed("labels", () => labels(plan, links));
  const moved = links[turn * 7].source;
  const after = boardOf(60, 12, cards.map((card) => (card.id === moved ? { ...card, column: (card.column + 1) % 60 } : card)));
  timed("one", () => reroute(after, links, plan));
  const moving = timed("lift", () => new Moving(plan, links, moved));
  for (let at = 0; at < 12; at++) timed("drag", () => moving.at(standing(plan.land, moved, { column: (turn + at) % 60, row: at, before: 0 })));
}

const line = (name, about) => {
  const sorted = times[name].slice(10).sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  console.log(`${about}: first ${times[name][0].toFixed(1)} ms, then median ${at(0.5)} ms, 95 % within ${at(0.95)} ms`);
};
line("whole", "all routes");
line("labels", "all labels");
line("one", "after one card moved");
line("lift", "a card is taken up");
line("drag", "a card is held over a cell");
line("paths", "the paths lane with 300 moves over 40 steps");
const drawn = [...plan.routes.values()].map(({ points }) => points);
const unsorted = [...route(board, links, false).routes.values()].map(({ points }) => points);
console.log(`${plan.routes.size} of ${links.length} links routed, ${crossings(drawn)} crossings (${crossings(unsorted)} with tracks as they come), ${overlaps(drawn)} shared stretches`);
