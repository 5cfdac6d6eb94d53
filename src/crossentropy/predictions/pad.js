// The pad in a figure's axes, and the strokes of finger, pen or mouse on it.

import { PLACES } from "./gap.js";

/** @typedef {import("livefigure/frontend/spec.js").Transform} Transform */

const SVG = "http://www.w3.org/2000/svg";
const REACH = 16; // how far beyond the axes a stroke may begin: many curves start in a corner
const GRIP = 22; // half of 44 units: what a finger takes hold of

/** Where to draw: the axes, with grips along a level line. @param {Transform} axes @param {number} grips @returns {SVGGElement} */
export function padOf({ box: [left, top, right, bottom] }, grips) {
  const pad = document.createElementNS(SVG, "g");
  pad.setAttribute("class", "prediction-pad");
  const level = (top + bottom) / 2;
  const add = (/** @type {string} */ tag, /** @type {Record<string, string | number>} */ attributes) => {
    const part = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
    pad.append(part);
    return part;
  };
  const [west, north, east, south] = [left - REACH, top - REACH, right + REACH, bottom + REACH];
  add("polygon", { points: `${west},${north} ${east},${north} ${east},${south} ${west},${south}` });
  add("rect", { x: left, y: top, width: right - left, height: bottom - top });
  for (let n = 0; n < grips; n++) {
    const x = left + ((right - left) * n) / (grips - 1);
    add("circle", { class: "grip", cx: x, cy: level, r: GRIP });
    add("circle", { class: "dot", cx: x, cy: level, r: 3 });
  }
  add("path", { d: "" });
  const hint = add("text", { x: (left + right) / 2, y: level - GRIP, "text-anchor": "middle", "font-size": "13px" });
  hint.textContent = "draw the curve here";
  return pad;
}

/**
 * Strokes: from where a pointer is to where it goes, straight between two events.
 * @param {SVGGElement} pad @param {Transform} axes
 * @param {{begin: () => (number | null)[], restore: (before: (number | null)[]) => void,
 *   fill: (from: number, to: number, start: number, end: number) => void}} line
 */
export function listen(pad, { box: [left, top, right, bottom] }, { begin, restore, fill }) {
  const picture = /** @type {SVGSVGElement} */ (pad.ownerSVGElement);
  /** @type {{id: number, before: (number | null)[], matrix: DOMMatrix, place: number, height: number} | null} */
  let stroke = null;

  /** @param {PointerEvent} event @param {DOMMatrix} matrix */
  function at(event, matrix) {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
    const share = (/** @type {number} */ value) => Math.min(Math.max(value, 0), 1);
    const place = share((x - left) / (right - left)) * (PLACES - 1);
    return { place, height: share((bottom - y) / (bottom - top)) };
  }

  pad.addEventListener("pointerdown", (event) => {
    if (stroke || event.button || pad.hasAttribute("data-done")) return;
    const matrix = picture.getScreenCTM()?.inverse();
    if (!matrix) return;
    const { place, height } = at(event, matrix);
    event.preventDefault(); // selects no text
    stroke = { id: event.pointerId, before: begin(), matrix, place, height };
    picture.setPointerCapture(event.pointerId);
    fill(Math.round(place), Math.round(place), height, height);
  });
  picture.addEventListener("pointermove", (event) => {
    if (event.pointerId !== stroke?.id) return;
    const moves = event.getCoalescedEvents?.() ?? []; // there are none where the page is not secure, or in old browsers
    for (const one of moves.length ? moves : [event]) {
      const { place, height } = at(one, stroke.matrix);
      fill(stroke.place, place, stroke.height, height);
      Object.assign(stroke, { place, height });
    }
  });
  picture.addEventListener("pointerup", (event) => {
    if (event.pointerId === stroke?.id) stroke = null;
  });
  picture.addEventListener("pointercancel", (event) => {
    if (event.pointerId !== stroke?.id) return;
    const { before } = stroke;
    stroke = null;
    restore(before);
  });
}
