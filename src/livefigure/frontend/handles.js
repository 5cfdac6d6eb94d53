// Places in the picture that the reader takes hold of. Sliders remain the way of keys and of screen readers.

import { find } from "./elements.js";
import { named, nearest } from "./values.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */
/** @typedef {import("./spec.js").Handle} Handle */
/** @typedef {import("./spec.js").Transform} Transform */
/** @typedef {import("./spec.js").Values} Values */

const SVG = "http://www.w3.org/2000/svg";
const [REACH, FINGER] = [12, 22]; // CSS pixels from the middle: half of what can be hit, by a mouse and by a finger
const RING = 9.5; // units of the picture

/** @param {Live} live @returns {Part} */
export function handles({ figure, spec, model, values, move }) {
  const picture = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (find(figure, "svg")));
  const layer = added(picture, "g", "explorer-handles");
  layer.setAttribute("aria-hidden", "true");
  const all = (spec.handles ?? []).map((handle) => {
    const ring = added(layer, "circle", "explorer-ring");
    ring.setAttribute("r", String(RING));
    const area = added(layer, "circle", "");
    area.dataset.handle = handle.name;
    const one = { handle, axes: spec.axes[spec.curves[handle.curve].axes], parts: [ring, area], x: NaN, y: NaN };
    put(one, handle.place ?? [NaN, NaN]);
    return one;
  });
  /** @typedef {typeof all[number]} One */

  /** What is held: by which pointer, how far from its middle, and what stood before. @type {{one: One, id: number, matrix: DOMMatrix, dx: number, dy: number, was: Values} | null} */
  let held = null;

  /** Where the handle is, in units of the picture. @param {One} one @param {number[]} place */
  function put(one, [x, y]) {
    one.x = scaled(one.axes.x, x);
    one.y = scaled(one.axes.y, y);
    const seen = Number.isFinite(one.x + one.y);
    for (const part of one.parts) {
      part.toggleAttribute("data-away", !seen);
      if (!seen) continue;
      part.setAttribute("cx", one.x.toFixed(2));
      part.setAttribute("cy", one.y.toFixed(2));
    }
  }

  /** What can be hit keeps its size on the screen. */
  function resize() {
    const scale = picture.getScreenCTM()?.a;
    const reach = matchMedia("(any-pointer: coarse)").matches ? FINGER : REACH;
    if (scale) for (const { parts } of all) parts[1].setAttribute("r", (reach / scale).toFixed(2));
  }

  /** @param {PointerEvent} event @param {DOMMatrix} matrix */
  function at(event, matrix) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }

  function matrixNow() {
    return picture.getScreenCTM()?.inverse();
  }

  /** @param {PointerEvent} event */
  function take(event) {
    const isHandle = /** @type {Element} */ (event.target).matches("[data-handle]");
    const matrix = matrixNow();
    if (held || event.button || !isHandle || !matrix || figure.dataset.veil === "on") return;
    event.preventDefault(); // selects no text
    const { x, y } = at(event, matrix);
    const away = (/** @type {One} */ one) => Math.hypot(one.x - x, one.y - y) || 0;
    const one = all
      .filter(({ x, y }) => Number.isFinite(x + y))
      .reduce((best, other) => (away(other) < away(best) ? other : best));
    held = { one, id: event.pointerId, matrix, dx: one.x - x, dy: one.y - y, was: values() };
    picture.setPointerCapture(event.pointerId);
    figure.dataset.held = one.handle.name;
    figure.dispatchEvent(new CustomEvent("explorer:hold"));
  }

  /** @param {PointerEvent} event */
  function drag(event) {
    if (event.pointerId !== held?.id) return;
    const { one, matrix, dx, dy, was } = held;
    const place = at(event, matrix);
    const [left, top, right, bottom] = one.axes.box;
    const x = unscaled(one.axes.x, Math.min(Math.max(place.x + dx, left), right));
    const y = unscaled(one.axes.y, Math.min(Math.max(place.y + dy, top), bottom));
    const { name, moves } = one.handle;
    const wanted = moves
      ? Object.fromEntries(Object.entries(moves).map(([key, axis]) => [key, axis === "x" ? x : y]))
      : (model.handles?.[name](x, y, was) ?? {});
    move(Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, stopFor(key, Number(value))])));
  }

  /** The value that the parameter's slider has nearest. @param {string} name @param {number} value */
  function stopFor(name, value) {
    const parameter = named(spec.parameters, name);
    return parameter ? nearest(parameter, value) : value;
  }

  /** @param {boolean} back whether what stood before comes back */
  function drop(back) {
    if (!held) return;
    if (back) move(held.was);
    held = null;
    delete figure.dataset.held;
  }

  const dropped = (/** @type {PointerEvent} */ event) =>
    event.pointerId === held?.id && drop(event.type === "pointercancel");
  const onKey = (/** @type {KeyboardEvent} */ { key }) => key === "Escape" && drop(true);
  const onScroll = () => {
    if (held) held.matrix = matrixNow() ?? held.matrix;
  };
  picture.addEventListener("pointerdown", take);
  picture.addEventListener("pointermove", drag);
  picture.addEventListener("pointerup", dropped);
  picture.addEventListener("pointercancel", dropped);
  layer.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false }); // Safari
  addEventListener("keydown", onKey);
  addEventListener("scroll", onScroll, { capture: true, passive: true });
  const sizes = new ResizeObserver(resize);
  sizes.observe(figure);

  return {
    drawn(curves) {
      for (const one of all) {
        const { x, y } = curves[one.handle.curve];
        put(one, [x[one.handle.index], y[one.handle.index]]);
      }
    },
    stop() {
      drop(false);
      removeEventListener("keydown", onKey);
      removeEventListener("scroll", onScroll, { capture: true });
      sizes.disconnect();
    },
  };
}

/** @param {Element} parent @param {string} tag @param {string} name */
function added(parent, tag, name) {
  const part = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  if (name) part.setAttribute("class", name);
  return parent.appendChild(part);
}

/** A place on an axis in units of the picture. @param {number[]} axis @param {number} value */
function scaled([slope, start, isLog], value) {
  return slope * (isLog ? Math.log10(value) : value) + start;
}

/** @param {number[]} axis @param {number} unit */
function unscaled([slope, start, isLog], unit) {
  const value = (unit - start) / slope;
  return isLog ? 10 ** value : value;
}
