// What is too large for a plot: see beyond.py.

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/**
 * Marks on the upper edge of a plot, over every bar or point that lies beyond it.
 * @param {number} top @param {Curve[]} curves @returns {Curve}
 */
export function beyond(top, ...curves) {
  const x = curves.flatMap((curve) => curve.x.filter((_, i) => curve.y[i] > top));
  return { x, y: x.map(() => top) };
}
