// The computations of logistic_entropy.py.

import { shown } from "livefigure/frontend/number_text.js";
import { entropyFromLogits, sigmoid } from "../logistic.js";
import { entropyArea, LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {{bias: number, weight: number, unit: string}} Values */

const X = linspace(-6, 6, 601);
const HALF = 2.0904565070882892;
const [LARGEST_BIAS, LARGEST] = [12, 6];

/** Bias and weight that put half the height at x; the peak stays. @param {number} x @param {number} _ @param {Values} was */
function toHalf(x, _, { bias, weight }) {
  const centre = -bias / weight;
  const most = Math.min(LARGEST, LARGEST_BIAS / Math.max(Math.abs(centre), 1e-9));
  const steep = Math.min(HALF / Math.max(Math.abs(x - centre), 1e-9), most);
  const turned = weight > 0 ? steep : -steep;
  return { bias: -turned * centre, weight: turned };
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ bias, weight, unit }) {
    const top = LN2 * perNat(unit);
    const centre = -bias / weight;
    const flat = weight === 0;
    const reach = HALF / Math.abs(weight);
    return {
      P: { x: X, y: X.map((x) => sigmoid(bias + weight * x)) },
      H: { x: X, y: X.map((x) => entropyFromLogits(bias + weight * x) * perNat(unit)) },
      peak: flat ? { x: [], y: [] } : { x: [centre, centre], y: [0, top] },
      half: flat ? { x: [], y: [] } : { x: [centre - reach, centre + reach], y: [top / 2, top / 2] },
    };
  },
  handles: { peak: (x, _, { weight }) => ({ bias: -weight * x }), half_left: toHalf, half_right: toHalf },
  readouts({ bias, weight, unit }) {
    const centre = -bias / weight + 0;
    return {
      peak: Math.abs(centre) <= 6 ? centre : NaN,
      width: weight === 0 ? NaN : (2 * HALF) / Math.abs(weight),
      area: entropyArea(weight) * perNat(unit),
    };
  },
  reasons({ bias, weight }) {
    if (weight === 0) return { peak: "the curve is flat", width: "the curve is flat", area: "a flat curve never ends" };
    if (Math.abs(bias / weight) > 6) return { peak: `outside the window, at ${shown(-bias / weight, 2)}` };
    return {};
  },
  labels({ unit }) {
    return { H: `H, its entropy (${unit})` };
  },
  sentence({ bias, weight, unit }) {
    const height = `${shown(LN2 * perNat(unit), 3)} ${unit}`;
    const area = `${shown(entropyArea(weight) * perNat(unit), 3)} ${unit}`;
    if (weight === 0) {
      const value = entropyFromLogits(bias) * perNat(unit);
      return `With weight 0 the model ignores x: the entropy is ${shown(value, 3)} ${unit} everywhere, a flat line.`;
    }
    const where = Math.abs(bias / weight) <= 6 ? "" : ", outside the window";
    const direction = weight > 0 ? "rises" : "falls";
    return (
      `P ${direction} with x and passes one half at x = ${shown(-bias / weight, 2)}${where}: there the model is ` +
      `undecided and its entropy is ${height}. The bump is ${shown((2 * HALF) / Math.abs(weight), 2)} wide at half ` +
      `height and holds ${area} in all.`
    );
  },
};
