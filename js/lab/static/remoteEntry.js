// JupyterLab's part of cjm_widgets: a trusted notebook without its kernel shows the picture and table that were saved beside the
// widget, not “Error displaying widget”. Of all outputs only ours are touched, and the live grid takes the place as soon as it is there.
// Written as JupyterLab loads it, a container of one module, so that nothing has to be built.
(() => {
  const WIDGET = "application/vnd.jupyter.widget-view+json";
  const LOST = /^(Loading widget|Error displaying widget)/;
  const PATIENCE = 1500;
  const SAYS = "As it was saved. Run the cell to edit.";

  /** Draws what was saved into a place that holds nothing but ipywidgets' sentence. */
  const show = async (rendermime, place, model) => {
    if (place.firstElementChild || !LOST.test(place.textContent)) return;
    const still = rendermime.createRenderer("text/html");
    await still.renderModel(model);
    if (place.firstElementChild || !LOST.test(place.textContent)) return;
    const says = document.createElement("p");
    says.textContent = SAYS;
    says.style.cssText = "margin:0 0 4px;color:var(--jp-ui-font-color2)";
    place.replaceChildren(says, still.node);
  };

  const watch = (rendermime, drawn) => {
    const render = drawn.renderModel.bind(drawn);
    let last = null;
    const look = () => last && show(rendermime, drawn.node, last).catch(console.error);
    drawn.renderModel = (model) => {
      const ours = model.metadata.cjm_widgets && model.data["text/html"];
      if (ours && !last) new MutationObserver(() => /^Error/.test(drawn.node.textContent) && look()).observe(drawn.node, { childList: true, characterData: true });
      last = ours ? model : null;
      // A kernel that is there answers sooner; without one the sentence stays “Loading widget…”.
      if (ours) setTimeout(look, PATIENCE);
      return render(model);
    };
    return drawn;
  };

  const follow = (panel) => {
    const { rendermime } = panel.content;
    const make = rendermime.createRenderer.bind(rendermime);
    rendermime.createRenderer = (mime, ...more) => (mime === WIDGET ? watch(rendermime, make(mime, ...more)) : make(mime, ...more));
  };

  const plugin = (INotebookTracker) => ({
    id: "cjm_widgets:still",
    description: "Shows the saved picture of a journey map where there is no live widget.",
    autoStart: true,
    requires: [INotebookTracker],
    activate: (app, tracker) => {
      tracker.forEach(follow);
      tracker.widgetAdded.connect((_, panel) => follow(panel));
    },
  });

  let shared = null;
  (window._JUPYTERLAB ??= {}).cjm_widgets = {
    init: (scope) => void (shared = scope),
    get: async () => {
      const [notebook] = Object.values(shared["@jupyterlab/notebook"]);
      const { INotebookTracker } = (await notebook.get())();
      return () => ({ __esModule: true, default: plugin(INotebookTracker) });
    },
  };
})();
