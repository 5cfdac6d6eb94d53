// The computations of comparison_map.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { jsDivergence } from "../divergence.js";
import { contribution } from "../information.js";
import { LN2 } from "./shared/parts.js";

/** @typedef {{p: number, q: number}} Values */

/** @param {number} p */
function bits(p) {
  return (contribution(p) + contribution(1 - p)) / LN2;
}

/** @param {number} p @param {number} q */
function js(p, q) {
  return jsDivergence([p, 1 - p], [q, 1 - q]) / LN2;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ p, q }) {
    const point = { x: [p], y: [q] };
    const mirror = { x: [p], y: [1 - q] };
    return { point_left: point, mirror_left: mirror, point_right: point, mirror_right: mirror };
  },
  readouts({ p, q }) {
    return { difference: Math.abs(bits(p) - bits(q)), J: js(p, q), mirror: js(p, 1 - q) };
  },
  sentence({ p, q }) {
    const { difference, J, mirror } = this.readouts({ p, q });
    const apart = `The entropies of ${fixed(p, 2)} and ${fixed(q, 2)} differ by ${shown(difference, 4)} bit`;
    if (q === 0.5) return `${apart}; one half is its own mirror image. J is ${shown(J, 4)}.`;
    if (p === 0.5) {
      return `${apart}, and so with ${fixed(1 - q, 2)}. J is ${shown(J, 4)} for either: from one half, both are as far.`;
    }
    return (
      `${apart}, and so with ${fixed(1 - q, 2)}. J tells the two apart: ${shown(J, 4)} from ${fixed(q, 2)}, ` +
      `${shown(mirror, 4)} from ${fixed(1 - q, 2)}.`
    );
  },
};
