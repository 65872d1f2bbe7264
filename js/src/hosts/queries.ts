/** Questions that are out, each by its number, until an answer comes or none can. */
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
