/** A host whose document Python owns. It paints its own edits at once and reconciles on the answer; docs/protocol.md says how. */
import { value } from "../model/document";
import { specialForm } from "../model/items";
import { ending } from "../model/slug";
import type { Op, TableName, Value } from "../model/types";
import type { Channel, KernelHost } from "./channel";
import type { HostState, Selected } from "./host";
import { listeners } from "../model/listeners";
import { readMessage, readStart, type Message, type OpenMessage, type Seen } from "./messages";
import { askFind, askRead, askRun, queries, type Found, type Question } from "./queries";
import { edited, emptyReplica, extended, followed, noticed, opened, refusedBy, shownOf, without, type Replica } from "./replica";
import { keep, keptText, Keeper, unsentNotice, type Kept } from "./unsent";
import { windows } from "./windows";

export type { Channel, KernelHost } from "./channel";

const MOST_SELECTED = 500;

export function kernelHost(channel: Channel): KernelHost {
  return new Kernel(channel);
}

class Kernel implements KernelHost {
  readonly browser = `b-${ending()}${ending()}`;
  readonly #heard = listeners();
  readonly #asked = windows();
  readonly #questions = queries();
  #replica: Replica;
  #shown: HostState;
  readonly #keeper: Keeper;
  #offs: (() => void)[];
  #counter = 0;
  #sent = 0;
  /** The number of the last message, null before the first. */
  #last: number | null = null;
  /** Whether a message was missed and everything has been asked for. */
  #stale = false;
  /** The last edit sent before everything was asked for after a silence; what the answer has not seen of it was lost. */
  #checkpoint: number | null = null;
  #wasGone = false;
  #overlays: HostState["overlays"] = {};
  #selected: HostState["selected"] = [];

  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.#replica = emptyReplica(this.browser);
    this.#keeper = new Keeper(channel.store, channel.storeKey ?? "");
    this.#offs = [
      channel.onMessage((raw) => this.#receive(raw)),
      channel.onReadonly(() => this.#changed()),
      channel.onAlive(() => this.#aliveChanged()),
    ];
    this.#wasGone = channel.alive() === "gone";
    this.#begin();
    this.#shown = this.#look();
  }

  state = (): HostState => this.#shown;

  subscribe = (listener: () => void): (() => void) => this.#heard.add(listener);

  edit = (ops: readonly Op[], label: string): void => {
    if (!ops.length || this.#channel.readonly()) return;
    this.#counter += 1;
    const since = this.#channel.now?.() ?? performance.now();
    this.#replica = edited(this.#replica, { counter: this.#counter, ops, label, since });
    this.#flush();
    this.#changed();
  };

  undo = (): void => this.#turn("undo");

  redo = (): void => this.#turn("redo");

  want = (from: number, to: number): void => {
    const { base, revision } = this.#replica;
    if (this.#stale && this.#last === null) return;
    for (const [start, end] of this.#asked.next(base, revision, from, to)) {
      if (!this.#post({ type: "rows", from: start, to: end })) this.#asked.forget(start);
    }
  };

  find = (text: string): Promise<Found> => askFind((make) => this.#ask(make), text, () => this.#replica.drawn);

  read = (table: TableName, id: string, column: string): Promise<Value> => {
    const here = value(this.#replica.drawn, table, id, column);
    return specialForm(here) === "cut" ? askRead((make) => this.#ask(make), { table, id, column }) : Promise.resolve(here);
  };

  run = (verb: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> => askRun((make) => this.#ask(make), verb, args);

  act = (notice: string, action: string): void => {
    if (notice !== "unsent") return void this.#post({ type: "act", notice, action });
    if (action !== "unsent-apply" && action !== "unsent-discard") return;
    const apply = action === "unsent-apply";
    if (apply && this.#channel.readonly()) return;
    const kept = this.#keeper.take();
    if (apply) for (const { ops, label } of kept) this.edit(ops, label);
    this.#save();
    this.#changed();
  };

  retry = (counter: number): void => {
    const refusal = this.#replica.refused.find((one) => one.counter === counter);
    this.leave(counter);
    if (refusal) this.edit(refusal.ops, refusal.label);
  };

  leave = (counter: number): void => {
    this.#replica = without(this.#replica, counter);
    this.#changed();
  };

  select = (cells: readonly Selected[]): void => {
    this.#post({ type: "select", cells: cells.slice(0, MOST_SELECTED) });
  };

  unsent = (): string => {
    const all = [...this.#keeper.all, ...this.#unanswered()];
    return all.length ? keptText(all) : "";
  };

  destroy = (): void => {
    for (const off of this.#offs) off();
    this.#offs = [];
    this.#save();
    this.#questions.abandon();
  };

  #begin(): void {
    const first = readStart(this.#channel.start());
    if (first) this.#open(first);
    else this.#stale = true;
    this.#post({ type: "open", have: first ? first.rev : null });
  }

  #receive(raw: unknown): void {
    const message = readMessage(raw);
    if (!message) return;
    if (message.type === "open" && this.#isMine(message.for)) return this.#open(message);
    if (this.#last !== null && message.n <= this.#last) return;
    const missed = this.#last !== null && message.n !== this.#last + 1;
    this.#last = message.n;
    if (missed) this.#resync();
    this.#take(message);
    if (this.#waiting()) this.#flush();
    this.#changed();
  }

  #take(message: Message): void {
    if (message.type === "edits") this.#follow(message);
    else if (message.type === "rows" && this.#isMine(message.for)) this.#extend(message);
    else if (message.type === "refused") this.#replica = refusedBy(this.#replica, message);
    else if (message.type === "notice") this.#replica = noticed(this.#replica, message);
    else if (message.type === "overlay") this.#overlays = { ...this.#overlays, [message.name]: message.data };
    else if (message.type === "selected" && message.browser !== this.browser) this.#selected = message.cells;
    else if ((message.type === "found" || message.type === "cell" || message.type === "ran") && this.#isMine(message.for)) this.#questions.answer(message.query, message);
  }

  #follow(message: Extract<Message, { type: "edits" }>): void {
    if (this.#stale) return;
    const next = followed(this.#replica, message);
    if (!next) return this.#resync();
    this.#replica = next;
    this.#settle(message.seen);
  }

  #extend(message: Extract<Message, { type: "rows" }>): void {
    if (this.#stale) return;
    this.#replica = extended(this.#replica, message);
    this.#asked.answered(message.from, this.#replica.revision);
  }

  #open(message: OpenMessage): void {
    this.#last = message.n;
    this.#stale = false;
    this.#replica = opened(this.#replica, message);
    this.#asked.forget();
    this.#settle(message.seen);
    if (message.for === this.browser) this.#recover(message.seen[this.browser] ?? 0);
    for (const question of this.#questions.open()) this.#post(question.message);
    this.#changed();
  }

  /** Sends again what was lost in a silence: it left before the question that this answers, and was not seen. */
  #recover(seen: number): void {
    if (this.#checkpoint === null) return;
    this.#checkpoint = null;
    this.#sent = Math.min(this.#sent, seen);
    this.#flush();
  }

  #settle(seen: Seen): void {
    if (this.#keeper.settle(seen)) this.#save();
  }

  #resync(): void {
    this.#stale = true;
    this.#post({ type: "open", have: null });
  }

  #turn(type: "undo" | "redo"): void {
    if (this.#channel.readonly()) return;
    if (!this.#flush()) return type === "undo" ? this.#takeBack() : undefined;
    this.#counter += 1;
    if (this.#post({ type, counter: this.#counter })) this.#sent = this.#counter;
  }

  /** Undo without Python: the newest edit that has not left the page is taken away. */
  #takeBack(): void {
    const newest = this.#replica.pending.at(-1);
    if (!newest || newest.counter <= this.#sent) return;
    this.#replica = without(this.#replica, newest.counter);
    this.#save();
    this.#changed();
  }

  /** Sends what has not left yet, in order; false where something stays. */
  #flush(): boolean {
    if (this.#checkpoint !== null) return false;
    for (const { counter, ops, label } of this.#replica.pending) {
      if (counter <= this.#sent) continue;
      if (!this.#post({ type: "edit", counter, rev: this.#replica.revision, ops, label })) {
        this.#save();
        return false;
      }
      this.#sent = counter;
    }
    return this.#channel.alive() !== "gone";
  }

  #ask(make: (query: number) => Question): void {
    const question = this.#questions.put(make);
    if (!this.#post(question.message)) this.#questions.abandon();
  }

  #post(message: object): boolean {
    if (this.#channel.alive() === "gone") return false;
    try {
      this.#channel.send({ ...message, browser: this.browser });
      return true;
    } catch {
      return false; // a closed channel throws; what was to be sent stays here and is kept
    }
  }

  #aliveChanged(): void {
    const gone = this.#channel.alive() === "gone";
    if (gone) this.#parted();
    else if (this.#wasGone) this.#back();
    else if (this.#waiting()) this.#flush();
    const told = gone || this.#wasGone || this.#replica.pending.length > 0;
    this.#wasGone = gone;
    // Every cell that runs makes the kernel busy and idle again; that is nobody's business while nothing waits.
    if (told) this.#changed();
  }

  #parted(): void {
    this.#save();
    this.#questions.abandon();
  }

  #back(): void {
    this.#checkpoint = this.#sent;
    this.#asked.forget();
    this.#resync();
  }

  #unanswered(): Kept[] {
    const lost = this.#channel.alive() === "gone" || this.#waiting();
    return lost ? this.#replica.pending.map((one) => keep(this.browser, one)) : [];
  }

  /** Whether an edit has not left the page yet. */
  #waiting(): boolean {
    return (this.#replica.pending.at(-1)?.counter ?? 0) > this.#sent;
  }

  #save(): void {
    this.#keeper.save(this.#unanswered());
  }

  #isMine(whose: string | null | undefined): boolean {
    return whose === null || whose === undefined || whose === this.browser;
  }

  #changed(): void {
    this.#shown = this.#look();
    this.#heard.tell();
  }

  #look(): HostState {
    const { all } = this.#keeper;
    const notices = all.length ? [unsentNotice(all), ...this.#replica.notices] : this.#replica.notices;
    return { ...shownOf(this.#replica), notices, readonly: this.#channel.readonly(), connection: this.#channel.alive(), overlays: this.#overlays, selected: this.#selected };
  }
}
