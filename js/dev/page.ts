/** A page to look at the grid without Python. The part of the address behind # says what to show. */
import { memoryHost } from "../src/hosts/memory";
import { mount } from "../src/views/mount";
import { large, mealKit } from "./meal_kit";
import { inStates } from "./states";

const place = document.getElementById("place") as HTMLElement;
const wanted = new Set(location.hash.slice(1).split(","));
document.body.dataset.jpThemeLight = String(!wanted.has("dark"));
const doc = wanted.has("large") ? large(10_000) : wanted.has("wide") ? large(200) : mealKit();
const owner = memoryHost(doc, { readonly: wanted.has("readonly") });
const host = wanted.has("busy") ? inStates(owner, "busy") : wanted.has("gone") ? inStates(owner, "gone") : owner;
const began = performance.now();
mount(place, host, { height: wanted.has("tall") ? "2000px" : "", zoom: wanted.has("zoom") ? 2 : 1, theme: "auto", language: "en" });
Object.assign(globalThis, { cjm: { host, drawn: performance.now() - began } });
