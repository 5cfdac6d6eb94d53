// The computations of jensen_shannon.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { jsDivergence } from "../divergence.js";
import { contribution } from "../information.js";
import { LN2, linspace } from "./shared/parts.js";

/** @typedef {{p: number, q: number}} Values */

const P = linspace(0, 1, 201);

/** @param {number} p */
function bits(p) {
  return (contribution(p) + contribution(1 - p)) / LN2;
}

/** @param {number} p @param {number} q */
function js(p, q) {
  return jsDivergence([p, 1 - p], [q, 1 - q]) / LN2;
}

const DOME = P.map(bits);

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ p, q }) {
    const ends = [bits(p), bits(q)];
    const middle = (p + q) / 2;
    const all = P.map((q) => js(p, q));
    const mine = js(p, q);
    return {
      H: { x: P, y: DOME },
      chord: { x: [p, q], y: ends },
      gap: { x: [middle, middle], y: [(ends[0] + ends[1]) / 2, bits(middle)] },
      end_p: { x: [p], y: [ends[0]] },
      end_q: { x: [q], y: [ends[1]] },
      J: { x: P, y: all },
      root: { x: P, y: all.map(Math.sqrt) },
      at_J: { x: [q], y: [mine] },
      at_root: { x: [q], y: [Math.sqrt(mine)] },
    };
  },
  readouts({ p, q }) {
    const J = js(p, q);
    return { H: bits((p + q) / 2), mean: (bits(p) + bits(q)) / 2, J, root: Math.sqrt(J) };
  },
  sentence({ p, q }) {
    if (p === q) return `p and q are both ${fixed(p, 2)}: the chord has shrunk to a point, there is no gap, J is 0.`;
    const { H, mean, J } = this.readouts({ p, q });
    return (
      `The mixture of ${fixed(p, 2)} and ${fixed(q, 2)} is ${fixed((p + q) / 2, 3)}, with ${shown(H, 4)} bit; ` +
      `the two have ${shown(mean, 4)} bit on average. The gap is J = ${shown(J, 4)}.`
    );
  },
};
