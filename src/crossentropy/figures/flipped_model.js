// The computations of flipped_model.py.

import { shown } from "livefigure/frontend/number_text.js";
import { entropyFromLogits, sigmoid } from "../logistic.js";
import { LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {{bias: number, weight: number, x: number, unit: string}} Values */

const X = linspace(-6, 6, 601);

/** @param {number} z */
function divergence(z) {
  return z * Math.tanh(z / 2);
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ bias, weight, x, unit }) {
    const size = perNat(unit);
    const z = X.map((x) => bias + weight * x);
    const nats = z.map(entropyFromLogits);
    return {
      P: { x: X, y: z.map(sigmoid) },
      flipped: { x: X, y: z.map((logit) => sigmoid(-logit)) },
      H: { x: X, y: nats.map((height) => height * size) },
      JS: { x: X, y: nats.map((height) => (LN2 - height) * size) },
      D: { x: X, y: z.map((logit) => divergence(logit) * size) },
      at_top: { x: [x, x], y: [0, 1] },
      at_bottom: { x: [x, x], y: [0, 1.6] },
    };
  },
  readouts({ bias, weight, x, unit }) {
    const z = bias + weight * x;
    const nats = entropyFromLogits(z);
    return { z, H: nats * perNat(unit), J: 1 - nats / LN2, D: divergence(z) * perNat(unit) };
  },
  labels({ unit }) {
    return { unit };
  },
  sentence(values) {
    const { bias, weight, x, unit } = values;
    const z = bias + weight * x;
    const { H, J } = this.readouts(values);
    const entropy = `${shown(H, 3)} ${unit}`;
    if (J < 5e-4 && Math.abs(z) > 1e-9) {
      return `At x = ${shown(x, 1)} both models say nearly one half, entropy ${entropy}: they agree, and J is 0.000.`;
    }
    if (J < 5e-4) return `At x = ${shown(x, 1)} both models say one half: they agree, entropy ${entropy}, J is 0.`;
    return (
      `At x = ${shown(x, 1)} the model says ${shown(sigmoid(z), 3)}, the flipped one ${shown(sigmoid(-z), 3)}. ` +
      `Both have entropy ${entropy}, yet J is ${shown(J, 3)}.`
    );
  },
};
