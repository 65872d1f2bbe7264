// Beside probe.js: what a blueprint shows, and how long the page works in each frame while a card is dragged.
(() => {
  const inside = (selector) => [...document.querySelectorAll("[data-cjm-host]")].flatMap((host) => [...host.shadowRoot.querySelectorAll(selector)]);
  const stamp = () => performance.timeOrigin + performance.now();
  const afterPaint = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(null);
  };
  const count = (selector) => inside(selector).reduce((sum, path) => sum + path.getAttribute("d").split("M").length - 1, 0);
  /** What the drawn links look like: one text, so that a change of any route shows. */
  const routes = (selector) => inside(selector).map((path) => path.getAttribute("d")).join("|");
  /** The longest task of the page that began after a moment; tasks of under 50 ms are not told and count as 0. */
  const slowTasks = () => {
    const seen = [];
    const watch = new PerformanceObserver((list) => seen.push(...list.getEntries()));
    watch.observe({ type: "longtask" });
    return (after) => {
      seen.push(...watch.takeRecords());
      watch.disconnect();
      return Math.max(0, ...seen.filter(({ startTime }) => performance.timeOrigin + startTime > after).map(({ duration }) => duration));
    };
  };
  let frames = [];
  let selector = "";
  let watching = false;
  let last = "";
  let open = null;
  // Pointer moves reach the page once a frame, just before its callbacks; the channel's message comes after the paint.
  // So what lies between is all the page did for that move: handlers, routing, drawing, style, layout and paint.
  addEventListener("pointermove", () => {
    if (!watching || open !== null) return;
    open = performance.now();
    requestAnimationFrame(() => afterPaint(() => {
      const took = performance.now() - open;
      const now = routes(selector);
      frames.push({ took, changed: now !== last });
      last = now;
      open = null;
    }));
  }, true);
  window.blueprint = {
    /** Runs the cell at `index`; the time to the frame with the text on screen, and to the one with all links drawn where any are wanted. */
    async firstPaint(index, text, links) {
      const book = window.jupyterapp.shell.currentWidget.content;
      book.activeCellIndex = index;
      const from = stamp();
      const painted = (there) => new Promise((done) => {
        const look = () => (there() ? afterPaint(() => done(stamp() - from)) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      });
      const board = painted(() => inside("[data-card]").some((card) => card.textContent.includes(text)));
      const all = painted(() => !links || inside(".links[data-drawn]").length > 0);
      window.jupyterapp.commands.execute("notebook:run-cell");
      const longest = slowTasks();
      const [ms, linked] = [await board, await all];
      return { ms, linked: links ? linked : null, longest: longest(ms + from), links: links ? count(links) : 0, cards: inside("[data-card]").length };
    },
    watch(links) {
      selector = links;
      frames = [];
      last = routes(links);
      open = null;
      watching = true;
    },
    frames() {
      watching = false;
      return frames;
    },
  };
})();
