// What a move changes: the picture, the words, and when they are drawn.

import { find, findAll, write } from "./elements.js";
import { readoutText } from "./number_text.js";
import { linePath } from "./paths.js";

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Values} Values */
/** @typedef {import("./spec.js").CurveKind} CurveKind */
/** @typedef {import("./spec.js").Transform} Transform */
/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./figure.js").FigureModel} FigureModel */

const REST = 400; // ms without a move after which the sentence is announced
const SPOKEN = 5000; // ms after which what was announced is taken away: it stands on the page already

/** @typedef {(element: HTMLElement, about: CurveKind, transform: Transform) => (curve: Curve) => void} Painter */

/**
 * A function that redraws the picture, with painters for the kinds of curves besides lines.
 * @param {HTMLElement} figure @param {Spec} spec @param {FigureModel} model @param {Record<string, Painter>} more
 */
export function pictureOf(figure, spec, model, more) {
  /** @type {Record<string, Painter>} */
  const painters = { line, area: line, ...more };
  const curves = Object.entries(spec.curves).map(([key, about]) => {
    const element = find(figure, `[data-curve="${CSS.escape(key)}"]`);
    return { key, paint: painters[about.kind](element, about, spec.axes[about.axes]) };
  });
  const texts = findAll(figure, "[data-text]").map((part) => ({
    key: String(part.dataset.text),
    text: find(part, "text") ?? part,
  }));

  return (/** @type {Values} */ values, /** @type {Record<string, Curve>} */ computed) => {
    for (const { key, paint } of curves) paint(computed[key]);
    if (!texts.length || !model.labels) return;
    const labels = model.labels(values);
    for (const { key, text } of texts) write(text, labels[key]);
  };
}

/** @type {Painter} */
function line(element, _, transform) {
  return pathPainter(element, (curve) => linePath(curve, transform));
}

/**
 * A function that redraws a path, and touches the document only where it changed.
 * @param {HTMLElement} element @param {(curve: Curve) => string} pathOf
 */
export function pathPainter(element, pathOf) {
  const path = find(element, "path");
  /** @type {string | null} */
  let before = null; // not "": the first move may empty the curve that the page came with
  return (/** @type {Curve} */ curve) => {
    const d = pathOf(curve);
    if (d === before) return;
    path.setAttribute("d", d);
    before = d;
  };
}

/** @param {HTMLElement} figure @param {Spec} spec @param {FigureModel} model */
export function wordsOf(figure, spec, model) {
  const sentence = find(figure, ".explorer-sentence");
  const spoken = find(figure, ".explorer-spoken");
  const places = spec.readouts.map(({ key }) => find(figure, `[data-readout="${CSS.escape(key)}"]`));
  let rest = 0;
  let said = sentence.textContent; // the sentence that was announced last, or came with the page
  write(spoken, ""); // a page that a browser has saved

  /** @param {string} text */
  function announce(text) {
    if (text === said) return;
    said = text;
    write(spoken, text);
    rest = setTimeout(write, SPOKEN, spoken, "");
  }

  return {
    /** @param {Values} values @param {Record<string, Curve>} curves */
    write(values, curves) {
      const readouts = model.readouts(values, curves);
      const reasons = model.reasons?.(values) ?? {};
      spec.readouts.forEach(({ key, digits, unit }, i) => {
        write(
          places[i],
          readoutText(readouts[key], digits, unit === "unit" ? String(values.unit) : unit, reasons[key]),
        );
      });
      if (sentence.hidden) return;
      const text = model.sentence(values);
      write(sentence, text);
      clearTimeout(rest);
      rest = setTimeout(announce, REST, text);
    },
    stop: () => clearTimeout(rest),
  };
}

/**
 * Draw once in a frame: a first move at once, when the browser still has the time until its next frame for the rest
 * of its work; moves that follow on its heels with the frames after that.
 * @param {() => void} draw
 */
export function frames(draw) {
  let frame = 0; // the animation frame asked for
  let due = false; // whether something is still to be drawn
  let running = false; // whether moves come faster than frames

  function drawNow() {
    due = false;
    draw();
  }

  function nextFrame() {
    const behind = due;
    frame = behind ? requestAnimationFrame(nextFrame) : 0;
    if (behind && running) drawNow();
    running = behind;
  }

  return {
    schedule() {
      due = true;
      if (frame) return;
      frame = requestAnimationFrame(nextFrame);
      queueMicrotask(() => due && drawNow());
    },
    stop() {
      due = false;
      cancelAnimationFrame(frame);
    },
  };
}
