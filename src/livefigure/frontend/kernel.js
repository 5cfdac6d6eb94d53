// The notebook's host of a figure whose numbers the kernel computes: see livefigure/functions/kernel_widget.py.

import { bars } from "./bars.js";
import { find, write } from "./elements.js";
import { announce, mount } from "./figure.js";
import { handles } from "./handles.js";
import { points } from "./points.js";
import { filled, modelOfNumbers } from "./sentence.js";
import { specOf } from "./spec.js";
import { same } from "./values.js";
import { figureIn } from "./views.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./views.js").WidgetModel} WidgetModel */
/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Values} Values */
/** @typedef {import("./sentence.js").Numbers} Numbers */
/** @typedef {import("./figure.js").FigureModel} FigureModel */

/**
 * What the kernel has computed for some values, at the request of a view: arrays and texts, or an account of an error.
 * @typedef {{
 *   view: string, number: number, values: Values, error?: string,
 *   curves: Record<string, [DataView, DataView]>, numbers: DataView, texts: Record<string, string>,
 * }} Answer
 */

const PATIENCE = 2000; // ms after which a reader is told that the kernel has not answered

/** @param {View} view */
export function render(view) {
  let close = () => {};
  function open() {
    close();
    close = openView(view);
  }
  open();
  view.model.on("change:_html", open); // the reader has changed the function
  return () => {
    view.model.off("change:_html", open);
    close();
  };
}

/** Show the figure, and keep it and the kernel in step. @param {View} view */
function openView(view) {
  const { model } = view;
  const { name, figure } = figureIn(view);
  const message = find(figure, ".explorer-message");
  const trouble = document.createElement("pre");
  trouble.className = "explorer-error";
  trouble.hidden = true;
  trouble.setAttribute("role", "alert");
  find(figure, "figcaption").before(trouble);

  const link = kernelLink(model, name, specOf(figure), () => {
    write(message, "The kernel has not answered yet. If it was restarted, run this cell again.");
  });
  figure.addEventListener("explorer:draw", link.drawn);
  const handle = mount(figure, link.model, { parts: [handles], painters: { bars, points }, onMove: link.request });

  function answered() {
    /** @type {Answer} */
    const answer = model.get("_drawn");
    trouble.hidden = answer.error === undefined;
    write(trouble, answer.error ?? "");
    link.receive(answer);
    write(message, "");
    if (!link.wanting()) handle.set(answer.values);
  }
  function arrived() {
    answered();
    handle.redraw();
  }
  answered(); // a view opened later starts where the others are
  model.on("change:_drawn", arrived);
  announce(figure);
  return () => {
    model.off("change:_drawn", arrived);
    link.close();
    handle.unmount();
  };
}

/**
 * Requests to the kernel, one at a time: moves made while one is under way wait, and only the newest is sent.
 * @param {WidgetModel} widget @param {string} view @param {Spec} spec @param {() => void} onWait
 */
function kernelLink(widget, view, spec, onWait) {
  /** @type {Numbers} the last ones without an error; there are none before the first answer */
  let numbers;
  let fresh = false; // whether they are still to be drawn
  /** @type {Values} */
  let computed = widget.get("_drawn").values;
  /** @type {Values | null} */
  let asked = null; // what the kernel is at work on
  /** @type {Values | null} */
  let wanted = null; // what it will be asked next
  let number = 0;
  let patience = 0;

  function send() {
    if (asked || !wanted) return;
    asked = wanted;
    wanted = null;
    widget.send({ view, number: ++number, values: asked });
    clearTimeout(patience);
    patience = setTimeout(onWait, PATIENCE);
  }

  /** @param {Values} values */
  function request(values) {
    wanted = same(values, asked ?? computed) ? null : values;
    send();
  }

  /** @type {FigureModel} */
  const model = {
    ...modelOfNumbers(spec, () => numbers),
    sentence: () => filled(spec, computed, numbers),
    request,
    ready: () => fresh,
  };

  return {
    model,
    request,
    /** Whether the reader's last move is still to be answered. */
    wanting: () => Boolean(asked ?? wanted),
    /** Take what the kernel has computed, for this view or for another. @param {Answer} answer */
    receive(answer) {
      computed = answer.values;
      if (answer.view === view && answer.number === number) {
        asked = null;
        clearTimeout(patience);
      }
      if (answer.error === undefined) {
        numbers = decoded(spec, answer);
        fresh = true;
      }
      send();
    },
    /** The numbers have been drawn. */
    drawn: () => {
      fresh = false;
    },
    close: () => clearTimeout(patience),
  };
}

/** Arrays and texts of an answer by name. @param {Spec} spec @param {Answer} answer @returns {Numbers} */
function decoded(spec, answer) {
  /** @param {DataView} bytes */
  const array = ({ buffer, byteOffset, byteLength }) =>
    Array.from(new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength)));
  const curves = Object.fromEntries(
    Object.entries(answer.curves).map(([key, [x, y]]) => [key, { x: array(x), y: array(y) }]),
  );
  const numbers = array(answer.numbers);
  const readouts = Object.fromEntries(
    spec.readouts.map(({ key, text }) => [key, text ? answer.texts[key] : Number(numbers.shift())]),
  );
  return { curves, readouts };
}
