// The computations of descent_path.py.

import { LEAST_LOSS, NEWTON, NEWTON_STEPS, gradientPath, risesOf, stepBounds } from "./shared/descent.js";
import { fixed, shown } from "livefigure/frontend/number_text.js";

const DOTS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 200, 500];
const SIZE = 0.16;
/** @type {Record<string, number[]>} */
const BOUNDS = { off: stepBounds("off"), on: stepBounds("on") };

/** @param {number} steps @param {string} newton */
function newtonCount(steps, newton) {
  return newton === "off" ? 0 : Math.min(steps, NEWTON_STEPS) + 1;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel} */
export default {
  curves({ step_size, steps, standardise, newton }) {
    const { bias, weight } = gradientPath(step_size, standardise);
    const count = newtonCount(steps, newton);
    const dots = DOTS.filter((step) => step <= steps);
    const other = { x: NEWTON[standardise].bias.slice(0, count), y: NEWTON[standardise].weight.slice(0, count) };
    return {
      path: { x: bias.slice(0, steps + 1), y: weight.slice(0, steps + 1) },
      dots: { x: dots.map((step) => bias[step]), y: dots.map((step) => weight[step]) },
      newton: other,
      newton_marks: {
        x: other.x.flatMap((x) => [x - SIZE, x, x + SIZE, x, NaN]),
        y: other.y.flatMap((y) => [y, y + SIZE, y, y - SIZE, NaN]),
      },
      now: { x: [bias[steps]], y: [weight[steps]] },
    };
  },
  readouts({ step_size, steps, standardise, newton }) {
    const { losses } = gradientPath(step_size, standardise);
    const count = newtonCount(steps, newton);
    return {
      L: losses[steps],
      excess: losses[steps] - LEAST_LOSS,
      newton: count ? NEWTON[standardise].losses[count - 1] - LEAST_LOSS : NaN,
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
    const [sure, last] = BOUNDS[standardise];
    const size = `η = ${fixed(step_size, 2)}`;
    const after = `After step ${steps} the loss is ${shown(Math.abs(number.excess), 6)} nat above the least.`;
    let text;
    if (step_size < sure) {
      text = `${size} is below ${fixed(sure, 4)}: no step can go up. ${after}`;
    } else if (step_size < last) {
      text = `${size} is above ${fixed(sure, 4)}: a step may go up, and ${number.rises} did. It is below ` +
        `${fixed(last, 4)}: the optimum still attracts. ${after}`;
    } else {
      text = `${size} is above ${fixed(last, 4)}: the optimum repels. The last two losses are ` +
        `${fixed(losses[steps - 1], 4)} and ${fixed(losses[steps], 4)} nat; the least is ${fixed(LEAST_LOSS, 4)} nat.`;
    }
    return text + (newton === "off" ? ""
      : ` Newton's method stands ${shown(Math.abs(number.newton), 6)} nat above the least.`);
  },
};
