/** What a point more going on is worth at each step: asked of Python when it is switched on, and again after what it rests on changed. */
import type { Host } from "../../hosts/host";
import { restsOn } from "./told";

const PAUSE = 400;

export class Worth {
  on = false;
  told: ReadonlyMap<string, number> = new Map();
  private rests: readonly unknown[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  constructor(private readonly host: Host, private readonly come: () => void, private readonly fail: (why: string) => void) {}

  set(on: boolean): void {
    this.on = on;
    this.rests = [];
    if (!on) this.told = new Map();
    this.look(0);
  }

  /** Asks where what it rests on has changed; what was told stands until the answer comes. */
  look(pause = PAUSE): void {
    const now = restsOn(this.host.state().doc);
    if (!this.on || now.every((one, i) => one === this.rests[i])) return;
    this.rests = now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), pause);
  }

  destroy(): void {
    this.on = false;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    try {
      const told = (await this.host.run("worth")) as { worth?: Readonly<Record<string, unknown>> } | null;
      if (turn !== this.turn || !this.on) return;
      this.told = new Map(Object.entries(told?.worth ?? {}).flatMap(([step, value]) => (typeof value === "number" ? [[step, value] as const] : [])));
    } catch (error) {
      if (turn !== this.turn || !this.on) return;
      this.on = false;
      this.told = new Map();
      this.fail(error instanceof Error ? error.message : String(error));
    }
    this.come();
  }
}
