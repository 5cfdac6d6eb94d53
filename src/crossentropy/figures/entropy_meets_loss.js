// The computations of entropy_meets_loss.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { entropyFromLogits, softplus } from "../logistic.js";
import { HOURS, mean, PASSED } from "./shared/descent.js";
import { NEWTON_STEPS, newtonPath } from "./shared/newton.js";
import { linspace } from "./shared/parts.js";

/** @typedef {{scale: number, towards: string}} Values */

const S = linspace(0, 2, 101);

/** @param {number} scale @param {string} towards */
function logits(scale, towards) {
  const optimum = newtonPath("off");
  const [bias, weight] = towards === "optimum" ? [optimum.bias[NEWTON_STEPS], optimum.weight[NEWTON_STEPS]] : [-2, 1];
  return HOURS.map((x) => scale * (bias + weight * x));
}

/** @param {number} scale @param {string} towards */
function meanLoss(scale, towards) {
  return mean(logits(scale, towards).map((z, i) => softplus(PASSED[i] ? -z : z)));
}

/** @param {number} scale @param {string} towards */
function meanEntropy(scale, towards) {
  return mean(logits(scale, towards).map(entropyFromLogits));
}

/** @type {Record<string, {L: number[], H: number[]}>} */
const kept = {};

/** Both curves, which only the switch changes. @param {string} towards */
function whole(towards) {
  kept[towards] ??= { L: S.map((s) => meanLoss(s, towards)), H: S.map((s) => meanEntropy(s, towards)) };
  return kept[towards];
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ scale, towards }) {
    const loss = meanLoss(scale, towards);
    const entropy = meanEntropy(scale, towards);
    return {
      H: { x: S, y: whole(towards).H },
      L: { x: S, y: whole(towards).L },
      tangent: { x: [0, scale], y: [entropy, loss] },
      level: { x: [0, scale], y: [entropy, entropy] },
      gap: { x: [scale, scale], y: [entropy, loss] },
      point_H: { x: [scale], y: [entropy] },
      point_L: { x: [scale], y: [loss] },
    };
  },
  readouts({ scale, towards }) {
    const L = meanLoss(scale, towards);
    const H = meanEntropy(scale, towards);
    return { L, H, gap: L - H };
  },
  sentence({ scale, towards }) {
    const { L, H, gap } = this.readouts({ scale, towards });
    const name = towards === "optimum" ? "the optimum" : "(−2, 1)";
    const text =
      `At ${fixed(scale, 2)} times ${name} the model expects to lose ${shown(H, 4)} nat and loses ` +
      `${shown(L, 4)} nat: `;
    return text + (Math.abs(gap) < 1e-9 ? "no difference." : `it is too ${gap > 0 ? "sure" : "unsure"}.`);
  },
};
