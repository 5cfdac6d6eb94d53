// Gradient descent from 0: see descent.py.

import { descend, FEATURES } from "./descent.js";

/** @typedef {import("./descent.js").Descent} Descent */

export const MOST_STEPS = 1000;

/** Gradient descent from 0; the last few paths are kept, so that the slider of steps only cuts them off.
 * @param {number} stepSize @param {string} standardise @returns {Descent} */
export function gradientPath(stepSize, standardise) {
  const key = `${stepSize} ${standardise}`;
  let path = gradientPath.kept.get(key);
  if (!path) {
    path = descend(FEATURES[standardise], MOST_STEPS, (g0, g1) => [stepSize * g0, stepSize * g1]);
    if (gradientPath.kept.size > 8) gradientPath.kept.clear();
    gradientPath.kept.set(key, path);
  }
  return path;
}
/** @type {Map<string, Descent>} */
gradientPath.kept = new Map();
