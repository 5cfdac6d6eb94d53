// Newton's method from 0: see descent.py.

import { descend, FEATURES, hessianAt } from "./descent.js";

/** @typedef {import("./descent.js").Descent} Descent */

export const NEWTON_STEPS = 6;

/** @type {Record<string, Descent>} */
const kept = {};

/** Its path, by the switch; computed when it is first asked for. @param {string} standardise */
export function newtonPath(standardise) {
  const x = FEATURES[standardise];
  kept[standardise] ??= descend(x, NEWTON_STEPS, (g0, g1, bias, weight) => {
    const [a, b, c] = hessianAt(bias, weight, x);
    const determinant = a * c - b * b;
    return [(c * g0 - b * g1) / determinant, (a * g1 - b * g0) / determinant];
  });
  return kept[standardise];
}

export function leastLoss() {
  return newtonPath("off").losses[NEWTON_STEPS];
}
