/** An option that Python sets and a person may change on the page: the person's choice holds until Python sets another one. */
import { useState } from "preact/hooks";

export function useOption<T>(option: T): [T, (value: T) => void] {
  const [held, put] = useState({ option, value: option });
  return [held.option === option ? held.value : option, (value) => put({ option, value })];
}
