// The notebook's host: the same figure, its values tied to the traits of a Python object.

import { mount } from "./figure.js";
import { nextView } from "./views.js";

/** @typedef {import("./figure.js").FigureModel} FigureModel */

/**
 * What anywidget calls for a view of a figure with the computations given.
 * @param {FigureModel} computations
 */
export function renderer(computations) {
  return function render(/** @type {{model: any, el: HTMLElement}} */ { model, el }) {
    const id = `${model.get("_explorer")}-view${nextView()}`;
    el.innerHTML = model.get("_html").replaceAll("EXPLORER-ID", id);
    const figure = el.querySelector("figure");
    const handle = mount(figure, {
      model: () => computations,
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
  };
}
