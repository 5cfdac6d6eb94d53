// The computations of softmax_entropy.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { entropy, softmax } from "../information.js";
import { perNat } from "./shared/parts.js";
import { barHandles } from "./shared/softmax_bar.js";

/** @typedef {{logit1: number, logit2: number, logit3: number, temperature: number, unit: string}} Values */

const CLASSES = ["a", "b", "c"];
const LARGEST = 5;
const CORNERS = [
  [0, 0],
  [1, 0],
  [0.5, Math.sqrt(3) / 2],
];
const TEMPERATURES = [
  0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, 10,
];

/** @param {Values} values @param {number} temperature */
function tempered({ logit1, logit2, logit3 }, temperature) {
  return softmax([logit1 / temperature, logit2 / temperature, logit3 / temperature]);
}

/** Where a distribution stands in the triangle. @param {number[]} p */
function inTriangle(p) {
  return [0, 1].map((axis) => p[0] * CORNERS[0][axis] + p[1] * CORNERS[1][axis] + p[2] * CORNERS[2][axis]);
}

/** The logits that put the point at a place. @param {number} x @param {number} y @param {Values} was */
function toDot(x, y, { logit1, logit2, logit3, temperature }) {
  const c = Math.min(Math.max(y / CORNERS[2][1], 1e-9), 1);
  const b = Math.max(x - c / 2, 1e-9);
  const a = Math.max(1 - b - c, 1e-9);
  const wanted = [a, b, c].map((p) => temperature * Math.log(p));
  const logits = wanted.map((logit) => Math.max(logit, Math.max(...wanted) - 2 * LARGEST));
  const mean = (logit1 + logit2 + logit3) / 3;
  const middle = (logits[0] + logits[1] + logits[2]) / 3;
  const shift = Math.min(Math.max(mean - middle, -LARGEST - Math.min(...logits)), LARGEST - Math.max(...logits));
  return Object.fromEntries(logits.map((logit, i) => [`logit${i + 1}`, logit + shift]));
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const p = tempered(values, values.temperature);
    const path = TEMPERATURES.map((temperature) => inTriangle(tempered(values, temperature)));
    const point = inTriangle(p);
    return {
      P: { x: [1, 2, 3], y: p },
      path: { x: path.map((point) => point[0]), y: path.map((point) => point[1]) },
      point: { x: [point[0]], y: [point[1]] },
    };
  },
  handles: { ...barHandles, dot: toDot },
  readouts(values) {
    const nats = entropy(tempered(values, values.temperature));
    return { H: nats * perNat(values.unit), share: nats / Math.log(3) };
  },
  labels(values) {
    const p = tempered(values, values.temperature);
    return Object.fromEntries(CLASSES.map((name, i) => [name, fixed(p[i], 3)]));
  },
  sentence(values) {
    const p = tempered(values, values.temperature);
    const { H, share } = this.readouts(values);
    const parts = CLASSES.map((name, i) => `${name} ${fixed(p[i], 3)}`).join(", ");
    const largest = CLASSES[p.indexOf(Math.max(...p))];
    const nearest = CLASSES.filter((_, i) => p[i] > Math.max(...p) - 1e-9)
      .map((name) => `corner ${name}`)
      .join(" and ");
    const where =
      share > 0.99
        ? "close to the centre, where all three are equal"
        : Math.max(...p) > 0.99
          ? `almost in corner ${largest}`
          : `nearest to ${nearest}`;
    return (
      `The probabilities are ${parts}; they add up to 1. The point is ${where}. ` +
      `Entropy ${shown(H, 3)} ${values.unit}, ${shown(100 * share, 1)} % of the most that three classes can have.`
    );
  },
};
