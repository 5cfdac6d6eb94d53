// The notebook's host: the same figure, its values tied to the traits of a Python object.

import { announce, mount } from "./figure.js";
import { figureIn } from "./views.js";

/** @typedef {import("./figure.js").FigureModel} FigureModel */
/** @typedef {import("./figure.js").Host} Host */

/**
 * What anywidget calls for a view of a figure with the computations and the parts given.
 * @param {FigureModel} computations @param {Host} host
 */
export function renderer(computations, host) {
  return function render(/** @type {import("./views.js").View} */ view) {
    const { model } = view;
    const { figure } = figureIn(view);
    const handle = mount(figure, computations, {
      ...host,
      onMove(values) {
        for (const [name, value] of Object.entries(values)) {
          if (model.get(name) !== value) model.set(name, value);
        }
        model.save_changes();
      },
    });
    const listeners = Object.keys(handle.values()).map((name) => {
      return { event: `change:${name}`, listener: () => handle.set({ [name]: model.get(name) }) };
    });
    for (const { event, listener } of listeners) {
      model.on(event, listener);
      listener(); // a view opened later starts where the others are
    }
    announce(figure);
    return () => {
      for (const { event, listener } of listeners) model.off(event, listener);
      handle.unmount();
    };
  };
}
