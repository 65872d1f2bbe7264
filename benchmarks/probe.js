// Runs in the page before JupyterLab. Finds texts on screen, counts what the sockets bring, and stamps times.
// All stamps are wall-clock milliseconds, so that they can be set against time.time() of a kernel on the same machine.
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const roots = new Set();
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (init) {
    const root = attach.call(this, { ...init, mode: "open" });
    roots.add(root);
    return root;
  };

  // Texts: on canvases by what is drawn, elsewhere by walking outputs and the shadow roots in them.
  let wanted = "";
  let filled = false;
  for (const kind of ["CanvasRenderingContext2D", "OffscreenCanvasRenderingContext2D"]) {
    const own = window[kind] && window[kind].prototype;
    if (!own) continue;
    const fill = own.fillText;
    own.fillText = function (text, ...rest) {
      if (wanted && !filled && String(text).includes(wanted)) filled = true;
      return fill.call(this, text, ...rest);
    };
  }
  const shown = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  };
  const holds = (root, text) => {
    if (!root.textContent.includes(text)) return false;
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.data.includes(text) && shown(walk.currentNode)) return true;
    return false;
  };
  const onScreen = (text) => {
    for (const area of document.querySelectorAll(".jp-OutputArea-output")) if (holds(area, text)) return true;
    for (const root of roots) if (root.isConnected && holds(root, text)) return true;
    return false;
  };
  const afterPaint = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(now());
    channel.port2.postMessage(null);
  };
  /** The time after the first frame in which `test` holds. */
  const frameOf = (test) =>
    new Promise((done) => {
      const look = () => (test() ? afterPaint(done) : requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
  const painted = (text) => {
    wanted = text;
    filled = false;
    return frameOf(() => filled || onScreen(text));
  };

  // Sockets: raw messages are kept from `listen` on and read only when asked, so that reading costs no tool its time.
  let heard = [];
  let armed = false;
  let answered = false;
  let listening = false;
  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", (event) => {
        if (listening) heard.push({ at: now(), data: event.data });
        if (armed && !answered) answered = isAnswer(event.data);
      });
    }
  };
  const size = (data) => (typeof data === "string" ? new TextEncoder().encode(data).length : data.byteLength ?? data.size);
  const read = (data) => {
    if (typeof data === "string") return JSON.parse(data);
    const view = new DataView(data);
    const count = Number(view.getBigUint64(0, true));
    const at = Array.from({ length: count }, (_, i) => Number(view.getBigUint64(8 * (i + 1), true)));
    const part = (i) => JSON.parse(new TextDecoder().decode(data.slice(at[i], at[i + 1] ?? data.byteLength)));
    return { header: part(1), content: part(4) };
  };
  const isAnswer = (data) => {
    const { header = {}, content = {} } = read(data);
    const said = header.msg_type === "comm_msg" && content.data.content;
    return Boolean(said && (said.type === "edits" || said.type === "refused"));
  };
  const bytesOf = (value) => (value === undefined ? 0 : new TextEncoder().encode(JSON.stringify(value)).length);
  const describe = ({ at, data }) => {
    const { header = {}, content = {} } = read(data);
    const state = (header.msg_type === "comm_open" && content.data && content.data.state) || {};
    const code = bytesOf(state._esm) + bytesOf(state._css);
    return { at, type: header.msg_type ?? "", bytes: size(data), code, start: bytesOf(state._start), model: state._model_name ?? null };
  };

  const app = () => window.jupyterapp;
  const kernel = () => app().shell.currentWidget.sessionContext.session.kernel;
  let echo = null;
  let entered = 0;
  addEventListener("keydown", (event) => { if (event.key === "Enter") entered = performance.timeOrigin + event.timeStamp; }, true);
  const http = (from) =>
    performance.getEntriesByType("resource")
      .filter((entry) => performance.timeOrigin + entry.startTime >= from)
      .reduce((sum, entry) => sum + entry.transferSize, 0);
  let edit = null;
  const complaint = () => {
    const lines = [...document.querySelectorAll(".jp-OutputArea-output")].map((one) => one.innerText.trim().split("\n").pop());
    return new Error(lines.pop() ?? "the cell failed");
  };

  window.bench = {
    ready() {
      const context = app()?.shell.currentWidget?.sessionContext;
      const it = context?.session?.kernel;
      return Boolean(context?.isReady && it?.connectionStatus === "connected" && it.status === "idle");
    },
    join() {
      kernel().registerCommTarget("bench", (comm) => { comm.onMsg = (msg) => { echo = msg.content.data; }; });
    },
    /** Runs code in the kernel; gives `ask` evaluated there. */
    async execute(code, ask = "0") {
      const future = kernel().requestExecute({ code, store_history: false, user_expressions: { ask } });
      const { content } = await future.done;
      if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
      return content.user_expressions.ask.data["text/plain"];
    },
    /** Runs the cell at `index` the way a person does; times its first painted cell. */
    async firstPaint(index, text) {
      const book = app().shell.currentWidget.content;
      book.activeCellIndex = index;
      performance.clearResourceTimings();
      heard = [];
      listening = true;
      const from = now();
      const seen = painted(text);
      const failed = app().commands.execute("notebook:run-cell").then((well) => (well === false ? Promise.reject(complaint()) : seen));
      const at = await Promise.race([seen, failed]);
      listening = false;
      return { ms: at - from, messages: heard.filter((one) => one.at <= at).map(describe), http: http(from) };
    },
    forget() { heard = []; wanted = ""; },
    /** Get set for an Enter that commits `text`; `answer` says what counts as the answer, see Tool in tools.py. */
    arm(text, answer) {
      echo = null;
      armed = true;
      answered = false;
      const value = painted(text);
      const told = frameOf(() => echo !== null);
      const reply = { text: value, message: frameOf(() => answered && echo !== null), event: told }[answer];
      edit = Promise.all([value, reply, told]).then(([first, last]) => {
        armed = false;
        return { kernel: echo.at * 1000 - entered, shown: first - entered, reply: Math.max(first, last) - entered, value: echo.value };
      });
    },
    edited() { return edit; },
    /** Runs a change in the kernel; `ask` gives the kernel's time.time() just before it. */
    async change(code, text) {
      heard = [];
      listening = true;
      const seen = painted(text);
      const asked = await this.execute(code, "bench_at");
      const at = await seen;
      listening = false;
      return at - Number(asked) * 1000;
    },
    /** Messages to widgets while `code` runs and for `wait` ms after. */
    async messages(code, wait) {
      heard = [];
      listening = true;
      await this.execute(code);
      await new Promise((done) => setTimeout(done, wait));
      listening = false;
      return heard.map(describe).filter((one) => one.type === "comm_msg").length;
    },
    /** Times of all frames for `ms`. */
    frames(ms) {
      const times = [];
      const end = performance.now() + ms;
      return new Promise((done) => {
        const note = (at) => { times.push(at); performance.now() < end ? requestAnimationFrame(note) : done(times); };
        requestAnimationFrame(note);
      });
    },
  };
})();
