// The notebook's host of a figure whose numbers the kernel computes: see livefigure/functions/kernel_widget.py.

import { mount, write } from "./figure.js";
import { explored, filled } from "./sentence.js";
import { nextView } from "./views.js";

/** @typedef {import("./figure.js").FigureModel} FigureModel */

const PATIENCE = 2000; // ms after which a reader is told that the kernel has not answered

/** @param {{model: any, el: HTMLElement}} context */
export function render({ model, el }) {
  let close = () => {};
  function open() {
    close();
    close = openView(model, el);
  }
  open();
  model.on("change:_html", open); // the reader has changed the function
  return () => {
    model.off("change:_html", open);
    close();
  };
}

/** Show the figure, and keep it and the kernel in step. @param {any} model @param {HTMLElement} el */
function openView(model, el) {
  const view = `${model.get("_explorer")}-view${nextView()}`;
  el.innerHTML = model.get("_html").replaceAll("EXPLORER-ID", view);
  const figure = /** @type {any} */ (el.querySelector("figure"));
  const message = figure.querySelector(".explorer-message");
  const trouble = document.createElement("pre");
  trouble.className = "explorer-error";
  trouble.hidden = true;
  trouble.setAttribute("role", "alert");
  figure.querySelector("figcaption").before(trouble);

  const link = kernelLink(model, view);
  const handle = mount(figure, { model: (spec) => link.model(spec), onMove: link.request });

  function answered() {
    const { values, error } = model.get("_drawn");
    trouble.hidden = error === undefined;
    write(trouble, error ?? "");
    link.receive();
    write(message, "");
    if (!link.wanting()) handle.set(values);
  }
  link.onWait = () => write(message, "The kernel has not answered yet. If it was restarted, run this cell again.");
  model.on("change:_drawn", answered);
  answered(); // a view opened later starts where the others are
  return () => {
    model.off("change:_drawn", answered);
    link.close();
    handle.unmount();
  };
}

/**
 * Requests to the kernel, one at a time: moves made while one is under way wait, and only the newest is sent.
 * @param {any} model @param {string} view
 */
function kernelLink(model, view) {
  /** @type {any} */
  let spec = null;
  /** @type {any} */
  let numbers = null; // the last ones without an error
  let fresh = false;
  /** @type {any} */
  let drawn = model.get("_drawn").values;
  /** @type {any} */
  let asked = null; // what the kernel is at work on
  /** @type {any} */
  let wanted = null; // what it will be asked next
  let number = 0;
  let patience = 0;
  let redraw = () => {};

  /** @param {any} one @param {any} other */
  const same = (one, other) => Object.keys(one).every((key) => one[key] === other[key]);

  function send() {
    if (asked || !wanted) return;
    asked = wanted;
    wanted = null;
    model.send({ view, number: ++number, values: asked });
    clearTimeout(patience);
    patience = setTimeout(() => link.onWait(), PATIENCE);
  }

  const link = {
    onWait() {},
    /** Whether the reader's last move is still to be answered. */
    wanting: () => Boolean(asked ?? wanted),
    /** @param {any} values */
    request(values) {
      wanted = same(values, asked ?? drawn) ? null : values;
      send();
    },
    /** Take what the kernel has computed, for this view or for another. */
    receive() {
      const answer = model.get("_drawn");
      drawn = answer.values;
      if (answer.view === view && answer.number === number) {
        asked = null;
        clearTimeout(patience);
      }
      if (answer.error === undefined) {
        numbers = decoded(spec, answer);
        fresh = true;
      }
      send();
      redraw();
    },
    /** @param {any} given @returns {FigureModel} */
    model(given) {
      spec = given;
      const figure = explored(spec, () => numbers);
      return {
        ...figure,
        sentence: () => filled(spec, drawn, numbers),
        ask(values, draw) {
          redraw = draw;
          link.request(values);
          const any = fresh;
          fresh = false;
          return any;
        },
      };
    },
    close: () => clearTimeout(patience),
  };
  return link;
}

/** Arrays and texts of an answer by name. @param {any} spec @param {any} answer */
function decoded(spec, answer) {
  /** @param {DataView} bytes */
  const array = (bytes) => Array.from(new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
  const curves = Object.fromEntries(Object.entries(answer.curves).map(([key, [x, y]]) => [key, { x: array(x), y: array(y) }]));
  const numbers = array(answer.numbers);
  const readouts = Object.fromEntries(spec.readouts.map(
    (/** @type {any} */ each) => [each.key, each.text ? answer.texts[each.key] : numbers.shift()]));
  return { curves, readouts };
}
