// The computations of separable.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { sigmoid } from "../logistic.js";
import { linspace } from "./shared/parts.js";

/** @typedef {{steps: number, penalty: number}} Values */

const X = linspace(-3, 3, 121);
const MOST = 100000;
const STEPS = [0, 1, 2, 3, 4].flatMap((decade) => [1, 2, 3, 5, 7].map((count) => count * 10 ** decade)).concat(MOST);

/** Slope of the penalised loss. @param {number} weight @param {number} penalty */
function slopeAt(weight, penalty) {
  const e = Math.exp(-weight);
  return -(e / (1 + e) + 2 * ((e * e) / (1 + e * e))) / 2 + penalty * weight;
}

/** @type {Map<number, number[]>} */
const kept = new Map();

/** The weight after each step, up to where it no longer changes. @param {number} penalty */
function weightsOf(penalty) {
  let weights = kept.get(penalty);
  if (!weights) {
    weights = [0];
    let before = NaN;
    let weight = 0;
    while (weight !== before && weights.length <= MOST) {
      before = weight;
      weight -= slopeAt(weight, penalty);
      weights.push(weight);
    }
    if (kept.size > 12) kept.clear();
    kept.set(penalty, weights);
  }
  return weights;
}

/** @param {number} steps @param {number} penalty */
function weightAfter(steps, penalty) {
  const weights = weightsOf(penalty);
  return weights[Math.min(steps, weights.length - 1)];
}

/** @param {number} penalty */
function bestWeight(penalty) {
  if (penalty === 0) return NaN;
  let weight = 0;
  for (let i = 0; i < 60; i++) {
    const e = Math.exp(-weight);
    const curvature = (e / (1 + e) ** 2 + 4 * ((e * e) / (1 + e * e) ** 2)) / 2 + penalty;
    weight -= slopeAt(weight, penalty) / curvature;
  }
  return weight;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ steps, penalty }) {
    const weight = weightAfter(steps, penalty);
    const soFar = [...STEPS.filter((step) => step < steps), steps];
    const best = bestWeight(penalty);
    return {
      P: { x: X, y: X.map((x) => sigmoid(weight * x)) },
      w: { x: soFar, y: soFar.map((step) => weightAfter(step, penalty)) },
      best: penalty ? { x: [1, MOST], y: [best, best] } : { x: [], y: [] },
      now: { x: [steps], y: [weight] },
    };
  },
  readouts({ steps, penalty }) {
    const w = weightAfter(steps, penalty);
    const L = (Math.log1p(Math.exp(-w)) + Math.log1p(Math.exp(-2 * w))) / 2;
    return { w, L, best: bestWeight(penalty) };
  },
  reasons({ penalty }) {
    return penalty ? {} : { best: "there is none" };
  },
  sentence({ steps, penalty }) {
    const { w, L, best } = this.readouts({ steps, penalty });
    const text = `After step ${steps} the weight is ${shown(w, 3)}, the mean loss ${shown(L, 6)} nat. `;
    if (penalty) return `${text}With the penalty λ = ${fixed(penalty, 3)} the weight ${shown(best, 3)} is best.`;
    return `${text}Any larger weight is better, so there is no best one.`;
  },
};
