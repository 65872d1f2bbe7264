/** While a card is carried its links run to where it would land. Only its own box moves: the board is not looked at again. */
import { Moving, standing } from "../../layout/routes/moving";
import type { Link } from "../../layout/routes/board";
import { row } from "../../model/document";
import { docOf, type Landing } from "../control";
import { slotOfStep } from "../frame";
import { drawnOf, type Scene } from "./scene";

/** So many milliseconds a card may be over no place where it can land before the board is as it was. */
const PAUSE = 150;

export class Carrying {
  private moving: Moving | null = null;
  private box = "";
  private frame = 0;
  private pause = 0;
  private doc: unknown = null;
  private readonly stop: () => void;

  /** `links` are those on the board as it was drawn last; `back` has the picture show again what is. */
  constructor(private readonly scene: Scene, private readonly links: () => readonly Link[], private readonly back: () => void) {
    this.stop = scene.port.ctl.ui.subscribe(() => this.heard());
  }

  /** Whether a card is over a place where it could land. */
  get busy(): boolean {
    return this.moving !== null;
  }

  destroy(): void {
    this.stop();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.pause);
  }

  private heard(): void {
    if (this.moving || this.scene.port.ctl.ui.get().landing?.what === "card") this.frame ||= requestAnimationFrame(this.settle);
  }

  private settle = (): void => {
    this.frame = 0;
    const { landing } = this.scene.port.ctl.ui.get();
    clearTimeout(this.pause);
    if (landing?.what !== "card") return this.away();
    if (this.moving || this.begin()) this.draw(landing);
  };

  /** A card that is still carried will soon be over another place; until then its links stay where they are. */
  private away(): void {
    if (this.card() !== undefined && docOf(this.scene.port.ctl) === this.doc) this.pause = window.setTimeout(() => this.end(), PAUSE);
    else this.end();
  }

  private card(): string | undefined {
    return this.scene.port.ctl.scroll?.querySelector<HTMLElement>("[data-card].dragged")?.dataset["card"];
  }

  private begin(): boolean {
    const { plan, port } = this.scene;
    const card = this.card();
    if (!plan || card === undefined) return false;
    this.doc = docOf(port.ctl);
    this.box = `card ${card}`;
    this.moving = new Moving(plan, this.links(), this.box);
    return true;
  }

  private draw(landing: Landing & { what: "card" }): void {
    const { plan, measured, picture, port } = this.scene;
    const { frame } = port.ctl;
    const at = { column: slotOfStep({ frame }, landing.step), row: frame.lanes.findIndex(({ id }) => id === landing.lane), before: landing.before };
    const box = plan && standing(plan.land, this.box, at);
    if (!this.moving || !measured || !box) return this.end();
    const doc = docOf(port.ctl);
    const routes = this.moving.at(box).routes;
    picture.hold(measured, [...routes].flatMap(([id, route]) => drawnOf(row(doc, "links", id), route, undefined) ?? []));
  }

  private end(): void {
    if (!this.moving) return;
    this.moving = null;
    this.back();
  }
}
