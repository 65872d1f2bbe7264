import { describe, expect, it } from "vitest";
import { arranged, isDrawn, lanesBack, OUT_OF_ORDER, rankOf } from "../../src/model/blueprint";
import { cardsIn, readDoc, row, rowsOf } from "../../src/model/document";
import { apply } from "../../src/model/edits";
import * as gestures from "../../src/model/gestures";
import { grouped, swimlanes, type Grouping } from "../../src/model/swimlanes";
import { ungrouped, WHY } from "../../src/model/swimlanes_back";
import type { Doc, Op, Value, WireDoc } from "../../src/model/types";
import { chance, type Chance } from "./chance";
import { randomEdit } from "./random_edit";

const how: Grouping = { by: "team", added: [], looks: {}, into: null };
const LANES: Value[][] = [
  ["support", "Support", "cards", "support", "support", null, true],
  ["pains", "Pain points", "cards", "pain_points", "customer", null, true],
  ["back", "Backstage", "cards", "backstage", null, null, true],
  ["actions", "Customer actions", "cards", "actions", "customer", null, true],
  ["front", "Frontstage", "cards", "frontstage", "frontstage", null, true],
  ["mood", "Emotion", "emotion", "emotion", "customer", "emotion", true],
  ["share", "Share", "number", "metric", null, "share", true],
];

/** A made-up clinic: what the patient does, and what three teams do. */
function wire(cards: Value[][]): WireDoc {
  const steps = ["book", "wait", "see", "pay"].map((id, i): Value[] => [id, id, i < 2 ? "before" : "there", i - 1, i / 10]);
  return {
    kind: "map", title: "Clinic", note: "",
    tables: {
      stages: { columns: ["id", "name"], rows: [["before", "Before"], ["there", "There"]] },
      steps: { columns: ["id", "name", "stage", "emotion", "share"], rows: steps },
      lanes: { columns: ["id", "name", "kind", "role", "side", "column", "visible"], rows: LANES },
      cards: { columns: ["id", "step", "lane", "text", "team", "actor"], rows: cards },
    },
    runs: [["before", 2], ["there", 2]],
  };
}

const CARDS: Value[][] = [
  ["a", "book", "actions", "Calls", null, null],
  ["b", "book", "front", "Answers the phone", "Desk", "Receptionist"],
  ["c", "book", "back", "Looks for a slot", "Desk", null],
  ["d", "book", "support", "Calendar", "IT", null],
  ["e", "wait", "front", "Calls the patient in", null, null],
  ["f", "see", "front", "Examines", "Doctors", null],
  ["g", "see", "back", "Writes the letter", "Doctors", null],
  ["h", "see", "pains", "Hurries", "Doctors", null],
];
const clinic = (): Doc => readDoc(wire(CARDS));
const blueprint = (): Doc => arranged(clinic(), {});

function random(c: Chance): Doc {
  const [steps, lanes] = [["book", "wait", "see", "pay"], ["support", "pains", "back", "actions", "front"]];
  const cards = Array.from({ length: c.below(20) }, (_, i): Value[] => [`c${i}`, c.pick(steps), c.pick(lanes), `Card ${i}`, c.pick([null, "Desk", "IT", " IT ", "Doctors", "by:x"]), null]);
  return arranged(readDoc(wire(cards)), c.maybe(0.5) ? { pains: true } : {});
}

/** What each drawn cell holds: by step and lane the texts, in no order. */
function cells(doc: Doc): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const card of rowsOf(doc, "cards")) (found[`${String(card["step"])} ${String(card["lane"])}`] ??= []).push(String(card["text"]));
  for (const texts of Object.values(found)) texts.sort();
  return found;
}

const texts = (doc: Doc, step: string, lane: string): unknown[] => cardsIn(doc, step, lane).map(({ text }) => text);

describe("a blueprint's lanes", () => {
  it("stand by their meaning, the journey's own folded, the map's order untouched", () => {
    const doc = blueprint();
    expect(rowsOf(doc, "lanes").filter(({ visible }) => visible !== false).map(({ id }) => id)).toEqual(["actions", "front", "back", "support", "share"]);
    expect(rowsOf(clinic(), "lanes").map(({ id }) => id)).toEqual(LANES.map(([id]) => id));
    expect(rowsOf(arranged(clinic(), { mood: true, support: false }), "lanes").filter(({ visible }) => visible !== false).map(({ id }) => id)).toEqual(["actions", "mood", "front", "back", "share"]);
  });

  it("put technology below people, and what is optional last", () => {
    const lane = (role: string, carrier?: string) => ({ id: role, role, ...(carrier && { carrier }) });
    const order = [lane("evidence"), lane("actions"), lane("frontstage", "people"), lane("frontstage", "technology"), lane("backstage"), lane("backstage", "technology"), lane("support", "technology"), lane("policy"), lane("time"), lane("staff_emotion"), lane("metric")];
    const ranks = order.map(rankOf);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it("are those of the map where none is a blueprint's", () => {
    const doc = readDoc({ ...wire([]), tables: { ...wire([]).tables, lanes: { columns: ["id", "name", "kind", "role"], rows: [["a", "Pains", "cards", "pain_points"], ["b", "Gains", "cards", "gains"]] } } });
    expect(rowsOf(arranged(doc, {}), "lanes").every((lane) => lane["visible"] !== false)).toBe(true);
    expect(rowsOf(doc, "lanes").some((lane) => isDrawn(lane, {}))).toBe(false);
  });

  it("are folded in the view, moved only among their own, and a new one means what the one above it means", () => {
    const doc = clinic();
    expect(lanesBack(doc, { op: "set", table: "lanes", id: "front", column: "visible", value: false }, {})).toEqual({ ops: [], asked: { front: false } });
    expect(lanesBack(doc, { op: "move", table: "lanes", id: "front", before: null }, {}).why).toBe(OUT_OF_ORDER);
    const added = lanesBack(doc, { op: "insert", table: "lanes", id: "new", row: { name: "Desk", kind: "cards" }, before: "back" }, {}).ops;
    const after = apply(doc, added);
    expect(row(after, "lanes", "new")).toMatchObject({ role: "frontstage", side: "frontstage" });
    expect(rowsOf(arranged(after, {}), "lanes").slice(0, 5).map(({ id }) => id)).toEqual(["actions", "pains", "mood", "front", "new"]);
    const moved = lanesBack(after, { op: "move", table: "lanes", id: "new", before: "front" }, {}).ops;
    expect(rowsOf(arranged(apply(after, moved), {}), "lanes").slice(3, 5).map(({ id }) => id)).toEqual(["new", "front"]);
  });
});

describe("swimlanes", () => {
  it("regroup what we do by team, and leave the customer's side where it names nobody", () => {
    const doc = grouped(blueprint(), how);
    expect(swimlanes(blueprint(), how).map(({ name }) => name)).toEqual(["Desk", "Doctors", "IT", "No team"]);
    expect(rowsOf(doc, "lanes").filter(({ visible }) => visible !== false).map(({ name }) => name)).toEqual(["Customer actions", "Desk", "Doctors", "IT", "No team", "Share"]);
    expect(texts(doc, "book", "by:Desk")).toEqual(["Answers the phone", "Looks for a slot"]);
    expect(texts(doc, "wait", "by:")).toEqual(["Calls the patient in"]);
    expect(texts(doc, "book", "actions")).toEqual(["Calls"]);
    expect(swimlanes(blueprint(), { ...how, by: "actor" }).map(({ name }) => name)).toEqual(["Receptionist", "No actor"]);
  });

  const edited = (ops: readonly Op[], state: Grouping = how): { map: Doc; drawn: Doc; how: Grouping; why: string | undefined } => {
    const back = ungrouped(blueprint(), ops, state);
    const map = apply(blueprint(), back.ops);
    return { map, drawn: grouped(map, back.how), how: back.how, why: back.why };
  };

  it("set the team of a card that is moved, and take it where there is none", () => {
    const drawn = grouped(blueprint(), how);
    const there = edited(gestures.moveItem(drawn, { step: "book", lane: "by:Desk" }, 0, { step: "see", lane: "by:IT" }, 0)).map;
    expect(row(there, "cards", "b")).toMatchObject({ team: "IT", lane: "front", step: "see" });
    const none = edited(gestures.moveItem(drawn, { step: "book", lane: "by:Desk" }, 0, { step: "book", lane: "by:" }, 0)).map;
    expect(row(none, "cards", "b")?.["team"]).toBeUndefined();
    const ours = edited(gestures.moveItem(drawn, { step: "book", lane: "actions" }, 0, { step: "book", lane: "by:IT" }, 0)).map;
    expect(row(ours, "cards", "a")).toMatchObject({ team: "IT", lane: "actions" });
    const nobody = edited(gestures.moveItem(drawn, { step: "book", lane: "actions" }, 0, { step: "book", lane: "by:" }, 0)).map;
    expect(row(nobody, "cards", "a")).toMatchObject({ lane: "front" });
  });

  it("put a new card where the team mostly is, or where the person chose", () => {
    const drawn = grouped(blueprint(), how);
    const ops = gestures.addItem(drawn, { step: "pay", lane: "by:IT" }, "Sends the bill");
    const id = String(ops[0]?.id);
    expect(row(edited(ops).map, "cards", id)).toMatchObject({ team: "IT", lane: "support", step: "pay" });
    expect(row(edited(ops, { ...how, into: "back" }).map, "cards", id)).toMatchObject({ team: "IT", lane: "back" });
  });

  it("rename the team of all cards, add and copy swimlanes, and say what cannot be done", () => {
    const drawn = grouped(blueprint(), how);
    const renamed = edited(gestures.rename(drawn, "lanes", "by:Desk", "Front desk"));
    expect([row(renamed.map, "cards", "b")?.["team"], row(renamed.map, "cards", "c")?.["team"]]).toEqual(["Front desk", "Front desk"]);
    expect(row(renamed.drawn, "lanes", "by:Desk")?.["name"]).toBe("Front desk");
    expect(edited(gestures.rename(drawn, "lanes", "by:", "X")).why).toBe(WHY.none);
    expect(edited(gestures.rename(drawn, "lanes", "by:Desk", "IT")).why ?? WHY.taken).toBe(WHY.taken);
    expect(edited([{ op: "move", table: "lanes", id: "by:IT", before: "by:Desk" }]).why).toBe(WHY.order);
    const added = edited(gestures.addLane(drawn, { name: "Pharmacy", kind: "cards" }, "by:IT"));
    expect(swimlanes(added.map, added.how).map(({ name }) => name)).toContain("Pharmacy");
    const copied = edited(gestures.duplicateLane(drawn, "by:Doctors"));
    expect(rowsOf(copied.map, "cards").filter(({ team }) => team === "Doctors (2)" || team === "Doctors 2")).toHaveLength(2);
    expect(rowsOf(edited(gestures.duplicateLane(drawn, "actions")).map, "lanes")).toHaveLength(LANES.length + 1);
  });

  it("projected, edited and projected back are the map edited", () => {
    let [done, refused] = [0, 0];
    for (let seed = 1; seed <= 1500; seed++) {
      const c = chance(seed);
      let map = random(c);
      let state: Grouping = { ...how, by: c.maybe(0.8) ? "team" : "actor", into: c.pick([null, "back"]) };
      for (let turn = 0; turn < 4; turn++) {
        const drawn = grouped(map, state);
        const ops = randomEdit(drawn, c);
        const hides = ops.some((op) => op.table === "lanes" && op.op === "set" && op.column === "visible");
        const back = ungrouped(map, ops, state);
        if (back.why !== undefined || hides) {
          refused += 1;
          continue;
        }
        done += ops.length ? 1 : 0;
        const wanted = cells(apply(drawn, ops));
        map = apply(map, back.ops);
        state = back.how;
        expect(cells(grouped(map, state)), `seed ${seed}, ${JSON.stringify(ops)}`).toEqual(wanted);
      }
    }
    expect(done).toBeGreaterThan(refused);
  });

  it("keep the order of cards of one lane of the map", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const c = chance(seed);
      const map = random(c);
      const drawn = grouped(map, how);
      const lane = c.pick(swimlanes(map, how))?.id ?? "";
      const step = c.pick(["book", "wait", "see", "pay"]);
      const here = cardsIn(drawn, step, lane);
      const ops = gestures.moveItem(drawn, { step, lane }, c.below(here.length), { step, lane }, c.below(here.length + 1));
      const after = grouped(apply(map, ungrouped(map, ops, how).ops), how);
      const wanted = cardsIn(apply(drawn, ops), step, lane);
      for (const real of ["front", "back", "support"]) {
        const own = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id).filter((id) => row(map, "cards", id)?.["lane"] === real);
        expect(own(cardsIn(after, step, lane)), `seed ${seed}`).toEqual(own(wanted));
      }
    }
  });
});
