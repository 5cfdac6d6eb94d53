// The computations of sandbox.py.

import { shown } from "livefigure/frontend/number_text.js";
import { jsDivergence } from "../divergence.js";
import { entropyFromLogits, sigmoid } from "../logistic.js";
import { crossEntropyFromLogits, klFromLogits } from "../logistic_pairs.js";
import { LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/** @typedef {"P_p" | "P_q" | "H_p" | "H_q" | "H_pq" | "H_qp" | "D_pq" | "D_qp" | "J"} Key */
/**
 * @typedef {{p_bias: number, p_weight: number, q_bias: number, q_weight: number, x: number, unit: string} & Record<Key, string>} Values
 */

const X = linspace(-6, 6, 601);
const TOP = 2;
/** @type {Key[]} */
const KEYS = ["P_p", "P_q", "H_p", "H_q", "H_pq", "H_qp", "D_pq", "D_qp", "J"];

/**
 * Every quantity as a function of the two logits: in nats, but probabilities and J, a share of log 2.
 * @type {Record<Key, (zp: number, zq: number) => number>}
 */
const QUANTITIES = {
  P_p: (zp) => sigmoid(zp),
  P_q: (_, zq) => sigmoid(zq),
  H_p: (zp) => entropyFromLogits(zp),
  H_q: (_, zq) => entropyFromLogits(zq),
  H_pq: (zp, zq) => crossEntropyFromLogits(zp, zq),
  H_qp: (zp, zq) => crossEntropyFromLogits(zq, zp),
  D_pq: (zp, zq) => klFromLogits(zp, zq),
  D_qp: (zp, zq) => klFromLogits(zq, zp),
  J: (zp, zq) => jsDivergence([sigmoid(zp), sigmoid(-zp)], [sigmoid(zq), sigmoid(-zq)]) / LN2,
};

/** A quantity at x, in the chosen unit if it has one. @param {Values} values @param {Key} key @param {number} x */
function quantity({ p_bias, p_weight, q_bias, q_weight, unit }, key, x) {
  const size = key.startsWith("P") || key === "J" ? 1 : perNat(unit);
  return QUANTITIES[key](p_bias + p_weight * x, q_bias + q_weight * x) * size;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const { x } = values;
    /** @type {Record<string, Curve>} */
    const made = {};
    const heights = [0];
    for (const key of KEYS) {
      const on = values[key] === "on";
      made[key] = on ? { x: X, y: X.map((at) => quantity(values, key, at)) } : { x: [], y: [] };
      if (on) heights.push(quantity(values, key, x));
    }
    return {
      ...made,
      probe: { x: [x, x], y: [0, TOP] },
      marks: { x: heights.map(() => x), y: heights.map((height) => (height <= TOP ? height : NaN)) },
    };
  },
  readouts(values) {
    return Object.fromEntries(KEYS.map((key) => [key, quantity(values, key, values.x)]));
  },
  labels({ unit }) {
    return { unit };
  },
  sentence(values) {
    const { P_p, P_q, H_p, H_q, H_pq, D_pq } = this.readouts(values);
    const text =
      `At x = ${shown(values.x, 1)}, p says ${shown(P_p, 3)} and q says ` +
      `${shown(P_q, 3)}. H(p, q) is H(p) + D(p‖q): ${shown(H_pq, 4)} = ` +
      `${shown(H_p, 4)} + ${shown(D_pq, 4)} ${values.unit}`;
    const gap = H_pq - H_q;
    if (D_pq < 5e-5) return `${text}; the two models agree.`;
    return Math.abs(gap) >= 5e-5 ? `${text}, ${gap < 0 ? "below" : "above"} H(q).` : `${text}, the same as H(q).`;
  },
};
