/** A page to look at the grid without Python. The part of the address behind # says what to show. */
import { memoryHost } from "../src/hosts/memory";
import * as panels from "../src/entries/panels";
import { mount } from "../src/views/mount";
import { large, mealKit } from "./meal_kit";
import { meaning } from "./meaning";
import { fakePython } from "./python";
import { sample } from "./samples";
import links from "../../cjm_widgets/static/links.js";
import { inStates } from "./states";

const place = document.getElementById("place") as HTMLElement;
const wanted = new Set(location.hash.slice(1).split(","));
document.body.dataset.jpThemeLight = String(!wanted.has("dark"));
const run = (verb: string, args: Readonly<Record<string, unknown>>): Promise<unknown> =>
  verb === "module" && args["name"] === "links" ? Promise.resolve({ text: links }) : Promise.reject(new Error("This needs Python."));
const options = { readonly: wanted.has("readonly"), run };
const doc = sample(wanted) ?? (wanted.has("large") ? large(10_000) : wanted.has("wide") ? large(200) : wanted.has("meaning") ? meaning([...wanted]) : mealKit());
const owner = wanted.has("meaning") ? fakePython(doc, options) : memoryHost(doc, options);
const host = wanted.has("busy") ? inStates(owner, "busy") : wanted.has("gone") ? inStates(owner, "gone") : owner;
const began = performance.now();
const load = wanted.has("noPanels") ? () => Promise.reject(new Error("the kernel is gone")) : () => Promise.resolve(panels);
mount(place, host, { height: wanted.has("tall") ? "2000px" : "", zoom: wanted.has("zoom") ? 2 : 1, theme: "auto", language: "en", panels: load });
Object.assign(globalThis, { cjm: { host, drawn: performance.now() - began } });
