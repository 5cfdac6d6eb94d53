// A drawn line and a curve of the figure, both as heights at the same places. A height is a share of the axes' box, 0 at its
// lower edge and 1 at its upper one.

import { PLACES } from "./gap.js";

/** @typedef {import("livefigure/frontend/spec.js").Transform} Transform */
/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

export const FULL = 1000; // heights are kept as whole numbers up to this

/**
 * Set the heights between two places, which need not be whole ones: all that a stroke crosses, not the nearest alone.
 * @param {(number | null)[]} heights @param {number} from @param {number} to @param {number} start @param {number} end
 */
export function cross(heights, from, to, start, end) {
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  for (let place = Math.ceil(left); place <= right; place++) {
    const height = from === to ? end : start + ((end - start) * (place - from)) / (to - from);
    heights[place] = kept(height);
  }
}

/** A height as it is kept on the device: what is said today is said on the next visit. @param {number} height */
export function kept(height) {
  return Math.round(FULL * height) / FULL;
}

/** The whole line: straight between what is drawn, level beyond; nothing if nothing is. @param {(number | null)[]} heights */
export function complete(heights) {
  const there = heights.map((_, i) => i).filter((i) => heights[i] !== null);
  if (!there.length) return null;
  return heights.map((height, i) => {
    if (height !== null) return height;
    const before = there.filter((place) => place < i).pop() ?? there[0];
    const after = there.find((place) => place > i) ?? before;
    const [start, end] = [before, after].map((place) => Number(heights[place]));
    return after > before && i > before ? start + ((end - start) * (i - before)) / (after - before) : start;
  });
}

/** A line on the scale of its axes, powers of ten where they are logarithmic. @param {number[]} line @param {Transform} axes */
export function onAxes(line, axes) {
  const [left, top, right, bottom] = axes.box;
  const places = line.map((_, i) => (left + ((right - left) * i) / (PLACES - 1) - axes.x[1]) / axes.x[0]);
  const drawn = line.map((height) => (bottom - height * (bottom - top) - axes.y[1]) / axes.y[0]);
  return { drawn, places };
}

/** @param {number} value @param {number[]} axis */
export function unscaled(value, axis) {
  return axis[2] ? 10 ** value : value;
}

/** A curve's heights at the places of a drawn one, on the scale of its axes and not beyond them. @param {Curve} curve @param {Transform} axes */
export function heightsOf({ x, y }, axes) {
  const [, top, , bottom] = axes.box;
  const [low, high] = [bottom, top].map((edge) => (edge - axes.y[1]) / axes.y[0]);
  const scaled = (/** @type {number} */ value, /** @type {number[]} */ axis) => (axis[2] ? Math.log10(value) : value);
  const xs = Array.from(x, (value) => scaled(value, axes.x));
  const ys = Array.from(y, (value) => Math.min(Math.max(scaled(value, axes.y), low), high));
  const { places } = onAxes(Array(PLACES).fill(0), axes);
  return places.map((place) => {
    const after = xs.findIndex((value) => value >= place - 1e-9);
    if (after < 0 || (after === 0 && xs[0] > place + 1e-9)) return NaN;
    if (after === 0) return ys[0];
    const share = Math.min((place - xs[after - 1]) / (xs[after] - xs[after - 1]), 1);
    return ys[after - 1] + (ys[after] - ys[after - 1]) * share;
  });
}
