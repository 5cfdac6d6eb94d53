// The computations of logistic_cross_entropy.py.

import { shown } from "livefigure/frontend/number_text.js";
import { entropyFromLogits } from "../logistic.js";
import { crossEntropyFromLogits } from "../logistic_pairs.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{p_bias: number, p_weight: number, q_bias: number, q_weight: number, unit: string}} Values */

const X = linspace(-6, 6, 601);
const TOP = 1.3;

/**
 * The intervals of x, over the whole line, on which H(p, q) is below H(q): there the logits z_q and z_q - z_p have
 * different signs.
 * @param {Values} values @returns {[number, number][]}
 */
function below({ p_bias, p_weight, q_bias, q_weight }) {
  const lines = [
    [q_bias, q_weight],
    [q_bias - p_bias, q_weight - p_weight],
  ];
  let roots = lines.filter(([, weight]) => weight !== 0).map(([bias, weight]) => -bias / weight + 0);
  roots.sort((a, b) => a - b);
  if (roots.length === 2 && roots[1] - roots[0] < 1e-9) roots = roots.slice(0, 1);
  const ends = [-Infinity, ...roots, Infinity];
  /** @type {[number, number][]} */
  const found = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const inside = between(ends[i], ends[i + 1]);
    const [first, second] = lines.map(([bias, weight]) => bias + weight * inside);
    if (first * second < 0) found.push([ends[i], ends[i + 1]]);
  }
  return found;
}

/** @param {number} low @param {number} high */
function between(low, high) {
  if (low === -Infinity) return high === Infinity ? 0 : high - 1;
  return high === Infinity ? low + 1 : (low + high) / 2;
}

/** @param {[number, number][]} intervals */
function inWindow(intervals) {
  return intervals.map(([low, high]) => [Math.max(low, -6), Math.min(high, 6)]).filter(([low, high]) => low < high);
}

/** @param {[number, number]} interval */
function inWords([low, high]) {
  if (low === -Infinity) return high === Infinity ? "all x" : `x < ${shown(high, 2)}`;
  const digits = high - low > 0.02 ? 2 : 5;
  return high === Infinity ? `x > ${shown(low, 2)}` : `${shown(low, digits)} < x < ${shown(high, digits)}`;
}

/** @param {Values} values @param {(zp: number, zq: number) => number} measure */
function overX({ p_bias, p_weight, q_bias, q_weight }, measure) {
  return X.map((x) => measure(p_bias + p_weight * x, q_bias + q_weight * x));
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const nat = perNat(values.unit);
    const shaded = inWindow(below(values));
    return {
      H_p: { x: X, y: overX(values, (zp) => entropyFromLogits(zp) * nat) },
      H_q: { x: X, y: overX(values, (_, zq) => entropyFromLogits(zq) * nat) },
      H_pq: { x: X, y: overX(values, (zp, zq) => crossEntropyFromLogits(zp, zq) * nat) },
      below: {
        x: shaded.flatMap(([low, high]) => [low, low, high, high, NaN]).slice(0, -1),
        y: shaded.flatMap(() => [0, TOP, TOP, 0, NaN]).slice(0, -1),
      },
    };
  },
  readouts(values, curves) {
    const { H_p, H_pq } = curves ?? this.curves(values);
    let area = 0;
    let largest = H_pq.y[0];
    for (let i = 1; i < X.length; i++) {
      area += ((X[i] - X[i - 1]) * (H_pq.y[i] - H_p.y[i] + H_pq.y[i - 1] - H_p.y[i - 1])) / 2;
      largest = Math.max(largest, H_pq.y[i]);
    }
    return {
      share: (100 * inWindow(below(values)).reduce((sum, [low, high]) => sum + (high - low), 0)) / 12,
      divergence: area / 12,
      largest,
    };
  },
  labels({ unit }) {
    return { unit };
  },
  sentence(values) {
    const { p_bias, p_weight, q_bias, q_weight, unit } = values;
    if (p_bias === q_bias && p_weight === q_weight) {
      return "Both models are the same: the divergence is 0, and the three curves are one.";
    }
    const intervals = below(values).map(inWords).join(" and for ");
    const where = intervals ? `below H(q) for ${intervals}` : "nowhere below H(q)";
    const { largest } = this.readouts(values);
    const tall = largest > TOP ? ` It leaves the plot: in this window it reaches ${shown(largest, 2)} ${unit}.` : "";
    return `H(p, q) is nowhere below H(p), and ${where}.${tall}`;
  },
};
