// What several figures share: see parts.py.

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

export const LN2 = Math.log(2);

/** The size of one nat in a unit: 1 for "nat", 1 / ln 2 for "bit". @param {string} unit */
export function perNat(unit) {
  return unit === "bit" ? 1 / LN2 : 1;
}

/** `count` evenly spaced numbers, as numpy.linspace gives them. @param {number} start @param {number} stop @param {number} count */
export function linspace(start, stop, count) {
  const step = (stop - start) / (count - 1);
  const x = new Array(count);
  for (let i = 0; i < count; i++) x[i] = i * step + start;
  x[count - 1] = stop;
  return x;
}

/** Marks on the upper edge of a plot, over every bar or point that lies beyond it. @param {number} top @param {Curve[]} curves @returns {Curve} */
export function beyond(top, ...curves) {
  const x = curves.flatMap((curve) => curve.x.filter((_, i) => curve.y[i] > top));
  return { x, y: x.map(() => top) };
}
