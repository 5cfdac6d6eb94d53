// The computations of calibration.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { sigmoid } from "../logistic.js";
import { crossEntropyFromLogits } from "../logistic_pairs.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{k: number, unit: string}} Values */

const SPREAD = 2;
const Z = linspace(0, 8 * SPREAD, 161);
const DENSITY = Z.map((z) => Math.exp(-0.5 * (z / SPREAD) ** 2));
const TOTAL = 2 * sum(DENSITY) - DENSITY[0];
const WEIGHTS = DENSITY.map((density, i) => ((i ? 2 : 1) * density) / TOTAL);
const K = linspace(Math.log(0.2), Math.log(5), 61).map(Math.exp);
const FAR = [7, 8, 9, 10, 12, 14, 17, 20, 25, 30, Infinity];
const SAID = [...FAR.map((z) => -z).reverse(), ...linspace(-6, 6, 241), ...FAR];
const LEAST = lossAt(1);
const ACCURACY = 77.79896578910498;

/** The loss at each K, computed when a figure first asks. @type {number[] | undefined} */
let losses;

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The mean cross-entropy of the model sigmoid(k z) where sigmoid(z) is true. @param {number} k */
function lossAt(k) {
  return sum(Z.map((z, i) => WEIGHTS[i] * crossEntropyFromLogits(z, k * z)));
}

/** How often it happens when the model says 0.9. @param {number} k */
function nineInTen(k) {
  return sigmoid(Math.log(9) / k);
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ k, unit }) {
    losses ??= K.map(lossAt);
    const loss = lossAt(k) * perNat(unit);
    const floor = LEAST * perNat(unit);
    return {
      happens: { x: SAID.map(sigmoid), y: SAID.map((z) => sigmoid(z / k)) },
      said: { x: [0.9], y: [nineInTen(k)] },
      loss: { x: K, y: losses.map((loss) => loss * perNat(unit)) },
      floor: { x: [K[0], K[60]], y: [floor, floor] },
      excess: { x: [k, k], y: [floor, loss] },
      point: { x: [k], y: [loss] },
    };
  },
  readouts({ k, unit }) {
    const loss = lossAt(k);
    return { loss: loss * perNat(unit), excess: (loss - LEAST) * perNat(unit), accuracy: ACCURACY };
  },
  labels({ unit }) {
    return { loss: `mean loss (${unit})` };
  },
  sentence({ k, unit }) {
    const { loss, excess } = this.readouts({ k, unit });
    const happens = shown(100 * nineInTen(k), 1);
    if (k === 1) {
      return (
        `Calibrated: of the events it gives 0.90, ${happens} in 100 happen. Its loss, ${shown(loss, 4)} ${unit}, is the ` +
        "entropy that the truth leaves."
      );
    }
    return (
      `${k > 1 ? "Overconfident" : "Underconfident"}: of the events it gives 0.90, ${happens} in 100 happen. Of the ` +
      `loss, ${shown(excess, 4)} ${unit} would go if the logits were divided by ${fixed(k, 2)}.`
    );
  },
};
