// The notebook's host: the same figure, its values tied to the traits of a Python object.

/** A number for a view, unlike all others on the page: every widget loads this module anew, so the page counts. */
function nextView() {
  const page = /** @type {any} */ (globalThis);
  page.explorerViews = (page.explorerViews ?? 0) + 1;
  return page.explorerViews;
}

/** @param {{model: any, el: HTMLElement}} context */
function render({ model, el }) {
  const id = `${model.get("_explorer")}-view${nextView()}`;
  el.innerHTML = model.get("_html").replaceAll("EXPLORER-ID", id);
  const figure = el.querySelector("figure");
  const handle = mount(figure, {
    onMove(values) {
      for (const [name, value] of Object.entries(values)) {
        if (model.get(name) !== value) model.set(name, value);
      }
      model.save_changes();
    },
  });
  /** @type {[string, () => void][]} */
  const listeners = Object.keys(handle.values()).map((name) => [
    `change:${name}`,
    () => handle.set({ [name]: model.get(name) }),
  ]);
  for (const [event, listener] of listeners) {
    model.on(event, listener);
    listener(); // a view opened later starts where the others are
  }
  return () => {
    for (const [event, listener] of listeners) model.off(event, listener);
    handle.unmount();
  };
}
