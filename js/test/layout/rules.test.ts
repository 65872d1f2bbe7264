import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rulesOf } from "../../src/layout/rules";
import { chance } from "../model/chance";
import type { Row } from "../../src/model/types";

const lane = (role: string, side?: string): Row => ({ id: role + (side ?? ""), role, ...(side && { side }) });
const { rules } = JSON.parse(readFileSync(`${import.meta.dirname}/../../../tests/contract/blueprint.json`, "utf8")) as { rules: { lanes: Row[]; above: string[] }[] };
const drawn = (...lanes: Row[]): [string, string][] => [...rulesOf(lanes)];

describe("the lines of a blueprint", () => {
  it("are those of the still picture", () => {
    expect(rules.length).toBeGreaterThan(4);
    for (const { lanes, above } of rules) {
      const found = rulesOf(lanes.map((one, i) => ({ ...one, id: `${i}` })));
      expect(above.map((_, i) => found.get(`${i}`) ?? "")).toEqual(above);
    }
  });

  it("stand above frontstage, backstage and support", () => {
    const lanes = ["evidence", "actions", "frontstage", "backstage", "support", "metric"].map((role) => lane(role));
    expect(drawn(...lanes)).toEqual([["frontstage", "interaction"], ["backstage", "visibility"], ["support", "internal"]]);
  });

  it("count the role where the side says nothing or something else", () => {
    expect(drawn(lane("actions", "customer"), lane("frontstage", "customer"))).toEqual([["frontstagecustomer", "interaction"]]);
    expect(drawn(lane("actions"), lane("other", "frontstage"))).toEqual([["otherfrontstage", "interaction"]]);
    expect(drawn({ id: "a", side: "customer" }, { id: "b", side: "backstage" })).toEqual([["b", "visibility"]]);
  });

  it("vanish where the role is absent", () => {
    expect(drawn(lane("actions"), lane("backstage"))).toEqual([["backstage", "visibility"]]);
    expect(drawn(lane("actions"), lane("support"))).toEqual([["support", "visibility"]]);
    expect(drawn(lane("frontstage"), lane("support"))).toEqual([["support", "visibility"]]);
    expect(drawn(lane("actions"), lane("emotion"), lane("metric"))).toEqual([]);
    expect(drawn(lane("support"))).toEqual([]);
    expect(drawn(lane("actions"), lane("metric"), lane("policy", "customer"))).toEqual([]);
  });

  it("are drawn once, in any order of the lanes", () => {
    expect(drawn(lane("frontstage"), lane("actions"), lane("backstage"))).toEqual([["actions", "interaction"], ["backstage", "visibility"]]);
    expect(drawn(lane("actions"), lane("backstage"), lane("frontstage"))).toEqual([["backstage", "interaction"], ["frontstage", "visibility"]]);
    expect(drawn(lane("actions"), lane("frontstage"), lane("opportunities"), lane("frontstage", "frontstage"))).toHaveLength(1);
    const roles = ["actions", "emotion", "frontstage", "backstage", "support", "metric", "other"];
    for (let seed = 1; seed <= 300; seed++) {
      const c = chance(seed);
      const lanes = Array.from({ length: c.below(9) }, (_, i): Row => ({ ...lane(c.pick(roles)), id: `l${i}` }));
      const kinds = [...rulesOf(lanes).values()];
      expect(new Set(kinds).size).toBe(kinds.length);
      if (kinds.includes("interaction")) expect(lanes.some(({ role }) => role === "frontstage")).toBe(true);
      if (kinds.includes("internal")) expect(lanes.some(({ role }) => role === "backstage") && lanes.some(({ role }) => role === "support")).toBe(true);
    }
  });
});
