// The computations of hours_fit.py.

import { shown } from "livefigure/frontend/number_text.js";
import { sigmoid, softplus } from "../logistic.js";
import { beyond } from "./shared/beyond.js";
import { LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {{bias: number, weight: number, one_sided: string, unit: string}} Values */

const HOURS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5, 5.5];
const PASSED = [0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1];
const X = linspace(0, 6, 301);
const WIDTH = 0.14;
const TOP = 3.2;
const PLACES = HOURS.map((x, i) => x + (x === 1.75 ? (PASSED[i] ? WIDTH / 2 : -WIDTH / 2) : 0));

/** Each student's logit, counted towards what happened. @param {number} bias @param {number} weight */
function toward(bias, weight) {
  return HOURS.map((x, i) => (PASSED[i] ? 1 : -1) * (bias + weight * x));
}

/** Each student's loss in nats. @param {number} bias @param {number} weight @param {string} oneSided */
function lossesOf(bias, weight, oneSided) {
  return toward(bias, weight).map((z, i) => (PASSED[i] || oneSided === "off" ? softplus(-z) : 0));
}

/** @param {number[]} numbers */
function mean(numbers) {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ bias, weight, one_sided, unit }) {
    const losses = lossesOf(bias, weight, one_sided).map((loss) => loss * perNat(unit));
    const level = mean(losses);
    /** @param {number} label */
    const bars = (label) => ({
      x: PLACES.filter((_, i) => PASSED[i] === label),
      y: losses.filter((_, i) => PASSED[i] === label),
    });
    return {
      P: { x: X, y: X.map((x) => sigmoid(bias + weight * x)) },
      passed: bars(1),
      failed: bars(0),
      beyond: beyond(TOP, { x: PLACES, y: losses }),
      mean: { x: [0, 6], y: [level, level] },
    };
  },
  readouts({ bias, weight, unit }) {
    const z = HOURS.map((x) => bias + weight * x);
    return {
      loss: mean(lossesOf(bias, weight, "off")) * perNat(unit),
      half: mean(lossesOf(bias, weight, "on")) * perNat(unit),
      right: z.filter((logit, i) => (logit >= 0 ? 1 : 0) === PASSED[i]).length,
    };
  },
  labels({ unit }) {
    return { loss: `loss (${unit})` };
  },
  sentence(values) {
    const { bias, weight, one_sided, unit } = values;
    const { loss, half } = this.readouts(values);
    if (one_sided === "on") {
      return (
        `The one-sided loss sees only the ten who passed: ${shown(half, 4)} ${unit}. The mean loss of all twenty is ` +
        `${shown(loss, 4)} ${unit}.`
      );
    }
    const guess = `${shown(LN2 * perNat(unit), 4)} ${unit}`;
    if (bias === 0 && weight === 0)
      return `The model says one half to all, and each student costs it the same ${guess}.`;
    const z = toward(bias, weight);
    const worst = z.indexOf(Math.min(...z));
    const largest = `${shown(softplus(-z[worst]) * perNat(unit), 2)} ${unit}`;
    const outcome = PASSED[worst] ? "passed" : "failed";
    const who =
      weight === 0
        ? `each of the ten who ${outcome}`
        : `the student who ${outcome} after ${shown(HOURS[worst], 2)} hours`;
    return `Mean loss ${shown(loss, 4)} ${unit}; always saying one half costs ${guess}. Largest loss: ${largest}, for ${who}.`;
  },
};
