/** Three personas for the tests of their cards. Everything in it is made up. */
import type { Value, WireDoc } from "../../../src/model/types";
import { journey } from "../journey";

const columns = ["id", "name", "job", "quote", "goals", "challenges", "values", "fears", "marketing_message", "elevator_pitch", "share", "n", "traits", "kind", "colour", "source", "author", "Pets"];

export function people(): WireDoc {
  const wire = journey(4);
  const rows: Value[][] = [
    ["dana", "Dana, planning parent", "Nurse, two children, 38", "I want dinner settled before the shift starts.", "Feed four on weeknights; less waste", "Shift work; picky eater", "Health, fairness", "Being locked in", "Dinner decided, with no strings", "Four dinners, picked in five minutes, skipped in one tap", 0.46, 420, ["plans ahead: 5", "tries new things: 2"], "primary", "#7c6fb0", "orders.csv", null, null],
    ["luis", "Luis, learning cook", "Student, lives alone, 22", "I can cook three things. I want a fourth.", "Learn to cook; eat well on little", "Small kitchen; small budget", "Skill, novelty", "Wasting money", "Learn a dish a week", "A cooking class that ends in dinner", 0.31, 283, ["plans ahead: 1", "curious"], "hypothesis", "#b3734a", "orders.csv", "model", "a cat"],
    ["mira", "Mira, retired host", "Retired teacher, 67", "Food is how we see each other.", "Cook for friends; try new cuisines", "Reads small type badly", "Hospitality", "Being rushed", "New tables, no shopping", null, 0.23, null, null, null, "#5d8a5a", null, null, null],
  ];
  return { ...wire, meta: { persona: "dana", scenario: "A weekly box" }, tables: { ...wire.tables, personas: { columns, rows } } };
}
