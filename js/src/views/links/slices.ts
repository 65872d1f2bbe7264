/** Work in slices between which the page can draw and listen. */

/** A slice ends when so many milliseconds are over; its last piece may take a little longer. */
const SLICE = 4;

/** Goes on with `work` until it is done or told to stop. */
export function inSlices(work: Iterator<unknown, unknown>): () => void {
  const channel = new MessageChannel();
  const stop = (): void => channel.port1.close();
  channel.port1.onmessage = () => {
    const until = performance.now() + SLICE;
    while (performance.now() < until) if (work.next().done) return stop();
    channel.port2.postMessage(null);
  };
  channel.port2.postMessage(null);
  return stop;
}
