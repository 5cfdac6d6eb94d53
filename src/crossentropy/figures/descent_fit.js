// The computations of descent_fit.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { sigmoid } from "../logistic.js";
import { gradientPath, MOST_STEPS } from "./shared/gradient.js";
import { leastLoss } from "./shared/newton.js";
import { linspace } from "./shared/parts.js";

/** @typedef {{step_size: number, steps: number}} Values */

const X = linspace(0, 6, 121);
const START = 0.5;
const COUNTS = Array.from({ length: MOST_STEPS + 1 }, (_, i) => Math.max(i, START));

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ step_size, steps }) {
    const { bias, weight, losses } = gradientPath(step_size, "off");
    return {
      P: { x: X, y: X.map((x) => sigmoid(bias[steps] + weight[steps] * x)) },
      L: { x: COUNTS, y: losses },
      now: { x: [Math.max(steps, START)], y: [losses[steps]] },
    };
  },
  readouts({ step_size, steps }) {
    const { bias, weight, losses } = gradientPath(step_size, "off");
    return { bias: bias[steps], weight: weight[steps], L: losses[steps] };
  },
  sentence({ step_size, steps }) {
    const { bias, weight, L } = this.readouts({ step_size, steps });
    if (steps === 0) return "Before the first step every student has probability ½, and the mean loss is ln 2.";
    const half = -bias / weight;
    const where = half >= 0 && half < 6 ? `one half at ${shown(half, 2)} hours` : "one half outside the window";
    return (
      `After step ${steps} with η = ${fixed(step_size, 2)} the model passes ${where}. Its mean loss is ` +
      `${shown(L, 4)} nat; the least is ${shown(leastLoss(), 4)} nat.`
    );
  },
};
