// Makes a figure live: reads its spec, listens to its controls, and rewrites its picture and its words.

import { buttons, sliders } from "./controls.js";
import { frames, pictureOf, wordsOf } from "./drawing.js";
import { find, write } from "./elements.js";
import { specOf } from "./spec.js";
import { changed, defaultsOf, same } from "./values.js";
import { veil } from "./veil.js";

/** @typedef {import("./paths.js").Curve} Curve */
/** @typedef {import("./drawing.js").Painter} Painter */
/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Values} Values */

/**
 * What a figure computes; each function takes the values of all parameters, choices and entries.
 * Where the numbers come from elsewhere, `request` sends for those of some values, `ready` says whether there is something
 * to draw, and `redraw` of the figure's handle draws what came later. Such a figure is live from the beginning only if it
 * is not `loading`.
 * @template {Values} [V=any]
 * @typedef {{
 *   curves: (values: V) => Record<string, Curve>,
 *   readouts: (values: V, curves?: Record<string, Curve>) => Record<string, any>,
 *   sentence: (values: V) => string,
 *   reasons?: (values: V) => Record<string, string | undefined>,
 *   labels?: (values: V) => Record<string, string>,
 *   handles?: Record<string, (x: number, y: number, was: V) => Values>,
 *   request?: (values: V) => void,
 *   ready?: () => boolean,
 *   loading?: boolean,
 * }} FigureModel
 */

/**
 * What the parts of a live figure share; a `move` is one by the reader, which is told to the host.
 * @typedef {{
 *   figure: HTMLElement, form: HTMLFormElement, spec: Spec, model: FigureModel, values: () => Values,
 *   move: (changes: Values) => void,
 * }} Live
 */

/**
 * A part of a live figure: it shows the values, and answers for controls and buttons.
 * @typedef {{
 *   show?: () => void,
 *   drawn?: (curves: Record<string, Curve>) => void,
 *   input?: (control: HTMLInputElement) => void,
 *   click?: (button: HTMLButtonElement) => void,
 *   stop?: () => void,
 * }} Part
 */

/** @typedef {HTMLElement & {explorer: ReturnType<typeof mount>}} LiveElement */

/**
 * What its host gives to a figure: parts and painters that only some figures need, and who hears of the reader's moves.
 * @typedef {{parts?: ((live: Live) => Part)[], painters?: Record<string, Painter>, onMove?: (values: Values) => void}} Host
 */

/** Make one figure live. @param {HTMLElement} element the <figure> @param {FigureModel} model @param {Host} host */
export function mount(element, model, { parts: more = [], painters = {}, onMove }) {
  const figure = /** @type {LiveElement} */ (element);
  const form = /** @type {HTMLFormElement} */ (find(figure, "form"));
  const message = find(figure, ".explorer-message");
  const spec = specOf(figure);
  const draw = pictureOf(figure, spec, model, painters);
  const words = wordsOf(figure, spec, model);
  let values = defaultsOf(spec);
  write(message, ""); // a page that a browser has saved

  const { schedule, stop } = frames(() => {
    showValues();
    model.request?.(values);
    if (model.ready && !model.ready()) return;
    const curves = model.curves(values);
    draw(values, curves);
    words.write(values, curves);
    for (const part of parts) part.drawn?.(curves);
    figure.dispatchEvent(new CustomEvent("explorer:draw", { bubbles: true }));
  });

  /** @param {Record<string, unknown>} changes */
  function assign(changes) {
    const next = changed(String(figure.dataset.explorer), spec, values, changes);
    if (same(next, values)) return;
    values = next;
    schedule();
  }

  /** @param {Values} changes */
  function move(changes) {
    assign(changes);
    write(message, "");
    onMove?.({ ...values });
  }

  const parts = [sliders, buttons, veil, ...more].map((part) =>
    part({ figure, form, spec, model, values: () => values, move }),
  );
  listen(form, parts);

  /** Bring the controls in step with the values. */
  function showValues() {
    for (const part of parts) part.show?.();
  }

  if (figure.dataset.state === "live") schedule(); // saved by a browser, with the picture where it was moved to
  form.hidden = false;
  figure.dataset.state = model.loading ? "loading" : "live";

  const handle = {
    /** The parameters' values by name. */
    parameters: () => Object.fromEntries(spec.parameters.map(({ name }) => [name, values[name]])),
    /** The values of all parameters, choices and entries. */
    values: () => ({ ...values }),
    /** Move parameters (clamped to their ranges), choices and entries; an unknown name throws. */
    set(/** @type {Record<string, unknown>} */ changes) {
      assign(changes);
      showValues();
    },
    /** The curves for the current values. */
    curves: () => model.curves(values),
    /** The numbers shown, in the chosen unit; NaN where there is none. */
    readouts: () => model.readouts(values),
    /** Draw what the model has computed in the meantime. */
    redraw: schedule,
    /** Stop: nothing fires after this. */
    unmount() {
      for (const part of parts) part.stop?.();
      stop();
      words.stop();
    },
  };
  figure.explorer = handle;
  return handle;
}

/**
 * Say that a figure is as its host wants it: who veils it does so now, before it is seen. A notebook makes a view before it
 * puts it into the page, where nobody hears it yet.
 * @param {HTMLElement} figure @param {number} [patience] frames
 */
export function announce(figure, patience = 600) {
  if (figure.isConnected) figure.dispatchEvent(new CustomEvent("explorer:live", { bubbles: true }));
  else if (patience) requestAnimationFrame(() => announce(figure, patience - 1));
}

/** Tell the parts of a figure what the reader does. @param {HTMLFormElement} form @param {Part[]} parts */
function listen(form, parts) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    for (const part of parts) part.input?.(/** @type {HTMLInputElement} */ (target));
  });
  form.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button) for (const part of parts) part.click?.(button);
  });
}
