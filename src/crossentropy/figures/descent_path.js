// The computations of descent_path.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { FEATURES, hessianAt, mean } from "./shared/descent.js";
import { gradientPath } from "./shared/gradient.js";
import { leastLoss, NEWTON_STEPS, newtonPath } from "./shared/newton.js";

/** @typedef {{step_size: number, steps: number, standardise: string, newton: string}} Values */

const DOTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 200, 500];
const SIZE = 0.16;
// The stops of the steps' slider.
const STEPS = [
  ...Array(21).keys(),
  ...[25, 30, 35, 40, 45, 50, 60, 75, 90, 105, 120, 140, 175, 200, 225, 250, 275, 300, 355, 400, 450, 509],
  ...[550, 600, 650, 714, 775, 850, 925, 1000],
];

/** @param {number} steps @param {string} newton */
function newtonCount(steps, newton) {
  return newton === "off" ? 0 : Math.min(steps, NEWTON_STEPS) + 1;
}

/** The larger eigenvalue of a symmetric matrix. @param {number} a @param {number} b @param {number} c */
function largestEigenvalue(a, b, c) {
  return (a + c + Math.sqrt((a - c) ** 2 + 4 * b * b)) / 2;
}

/**
 * The step size below which no step goes up, and the one above which the optimum repels.
 * @param {string} standardise
 */
function stepBounds(standardise) {
  const x = FEATURES[standardise];
  const { bias, weight } = newtonPath(standardise);
  const [a, b, c] = hessianAt(bias[NEWTON_STEPS], weight[NEWTON_STEPS], x);
  const everywhere = largestEigenvalue(1 / 4, mean(x) / 4, mean(x.map((feature) => feature * feature)) / 4);
  return [2 / everywhere, 2 / largestEigenvalue(a, b, c)];
}

/** How many of the first steps went up, not counting the last digits. @param {number[]} losses @param {number} steps */
function risesOf(losses, steps) {
  let count = 0;
  for (let t = 0; t < steps; t++) if (losses[t + 1] > losses[t] + 1e-9) count++;
  return count;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ step_size, steps, standardise, newton }) {
    const { bias, weight } = gradientPath(step_size, standardise);
    const count = newtonCount(steps, newton);
    const dots = DOTS.filter((step) => step <= steps);
    const other = newtonPath(standardise);
    const jumps = { x: other.bias.slice(0, count), y: other.weight.slice(0, count) };
    return {
      path: { x: bias.slice(0, steps + 1), y: weight.slice(0, steps + 1) },
      dots: { x: dots.map((step) => bias[step]), y: dots.map((step) => weight[step]) },
      newton: jumps,
      newton_marks: {
        x: jumps.x.flatMap((x) => [x - SIZE, x, x + SIZE, x, NaN]),
        y: jumps.y.flatMap((y) => [y, y + SIZE, y, y - SIZE, NaN]),
      },
      now: { x: [bias[steps]], y: [weight[steps]] },
    };
  },
  handles: {
    now(x, y, { step_size, standardise }) {
      const { bias, weight } = gradientPath(step_size, standardise);
      const away = (/** @type {number} */ step) => (bias[step] - x) ** 2 + (weight[step] - y) ** 2;
      return { steps: STEPS.reduce((best, step) => (away(step) < away(best) ? step : best)) };
    },
  },
  readouts({ step_size, steps, standardise, newton }) {
    const { losses } = gradientPath(step_size, standardise);
    const count = newtonCount(steps, newton);
    return {
      L: losses[steps],
      excess: losses[steps] - leastLoss(),
      newton: count ? newtonPath(standardise).losses[count - 1] - leastLoss() : NaN,
      rises: risesOf(losses, steps),
    };
  },
  reasons({ newton }) {
    return newton === "off" ? { newton: "switched off" } : {};
  },
  labels({ standardise }) {
    return { weight: standardise === "off" ? "β₁ (weight) per hour" : "β₁ per standard deviation" };
  },
  sentence(values) {
    const { step_size, steps, standardise, newton } = values;
    if (steps === 0) {
      return "At the start both parameters are 0: every student passes with probability ½, and the loss is ln 2.";
    }
    const number = this.readouts(values);
    const { losses } = gradientPath(step_size, standardise);
    const [sure, last] = stepBounds(standardise);
    const size = `η = ${fixed(step_size, 2)}`;
    const after = `After step ${steps} the loss is ${shown(Math.abs(number.excess), 6)} nat above the least.`;
    let text;
    if (step_size < sure) {
      text = `${size} is below ${fixed(sure, 4)}: no step can go up. ${after}`;
    } else if (step_size < last) {
      text =
        `${size} is above ${fixed(sure, 4)}: a step may go up, and ${number.rises} did. It is below ` +
        `${fixed(last, 4)}: the optimum still attracts. ${after}`;
    } else {
      text =
        `${size} is above ${fixed(last, 4)}: the optimum repels. The last two losses are ` +
        `${fixed(losses[steps - 1], 4)} and ${fixed(losses[steps], 4)} nat; the least is ${fixed(leastLoss(), 4)} nat.`;
    }
    return (
      text +
      (newton === "off" ? "" : ` Newton's method stands ${shown(Math.abs(number.newton), 6)} nat above the least.`)
    );
  },
};
