/** Questions that are out, each by its number, until an answer comes or none can. */
import type { Doc, Place, Value } from "../model/types";
import type { Hit } from "./host";
import { searchDoc } from "./search";

export interface Question {
  readonly message: object;
  answer(reply: unknown): void;
  /** No answer will come. */
  abandon(): void;
}

export interface Queries {
  put(make: (query: number) => Question): Question;
  answer(query: number, reply: unknown): void;
  open(): Question[];
  abandon(): void;
}

export function queries(): Queries {
  const out = new Map<number, Question>();
  let last = 0;
  return {
    put(make) {
      last += 1;
      const question = make(last);
      out.set(last, question);
      return question;
    },
    answer(query, reply) {
      out.get(query)?.answer(reply);
      out.delete(query);
    },
    open: () => [...out.values()],
    abandon() {
      const all = [...out.values()];
      out.clear();
      for (const question of all) question.abandon();
    },
  };
}

export interface Found {
  total: number;
  hits: readonly Hit[];
}

type Ask = (make: (query: number) => Question) => void;

/** Finds a text through Python; where no answer can come, among the rows that are here. */
export function askFind(ask: Ask, text: string, doc: () => Doc): Promise<Found> {
  return new Promise((resolve) => {
    const answer = (reply: unknown): void => resolve(reply as Found);
    ask((query) => ({ message: { type: "find", query, text }, answer, abandon: () => resolve(searchDoc(doc(), text)) }));
  });
}

/** Has Python do something; rejects with its sentence where it could not. */
export function askRun(ask: Ask, verb: string, args: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const answer = (reply: unknown): void => {
      const { value, error } = reply as { value?: unknown; error?: string };
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    };
    const abandon = (): void => reject(new Error("Python does not answer."));
    ask((query) => ({ message: { type: "run", query, verb, args }, answer, abandon }));
  });
}

/** Reads the whole of a value; rejects where no answer can come. */
export function askRead(ask: Ask, place: Place): Promise<Value> {
  return new Promise((resolve, reject) => {
    const answer = (reply: unknown): void => resolve((reply as { value?: Value }).value ?? null);
    const abandon = (): void => reject(new Error("Python does not answer, so the rest of this text cannot be read."));
    ask((query) => ({ message: { type: "cell", query, ...place }, answer, abandon }));
  });
}
