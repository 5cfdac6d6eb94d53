// The computations of softmax_loss.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { entropy, softmax } from "../information.js";
import { perNat } from "./shared/parts.js";
import { barHandles } from "./shared/softmax_bar.js";

/**
 * @typedef {{
 *   logit1: number, logit2: number, logit3: number, temperature: number, smoothing: number, truth: string, unit: string,
 * }} Values
 */

const CLASSES = ["a", "b", "c"];
const PLACES = [1, 2, 3];
const SIDE = 0.19;

/** @param {Values} values */
function logitsOf({ logit1, logit2, logit3, temperature }) {
  return [logit1 / temperature, logit2 / temperature, logit3 / temperature];
}

/** The one-hot label, of which a share is spread evenly over the classes. @param {Values} values */
function targetOf({ truth, smoothing }) {
  return CLASSES.map((name) => (1 - smoothing) * (name === truth ? 1 : 0) + smoothing / 3);
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const p = targetOf(values);
    const q = softmax(logitsOf(values));
    return {
      P: { x: PLACES.map((x) => x - SIDE), y: p },
      Q: { x: PLACES.map((x) => x + SIDE), y: q },
      gradient: { x: PLACES, y: q.map((share, i) => share - p[i]) },
    };
  },
  handles: barHandles,
  readouts(values) {
    const z = logitsOf(values);
    const p = targetOf(values);
    const away = z.map((logit) => logit - Math.max(...z));
    const sum = away.reduce((total, logit) => total + Math.exp(logit), 0);
    const loss = Math.log(sum) - away.reduce((total, logit, i) => total + p[i] * logit, 0);
    const least = entropy(p);
    const nat = perNat(values.unit);
    return { loss: loss * nat, least: least * nat, divergence: (loss - least) * nat };
  },
  labels(values) {
    const { Q, gradient } = this.curves(values);
    return Object.fromEntries(
      CLASSES.flatMap((name, i) => [
        [name, fixed(Q.y[i], 3)],
        [`${name}-slope`, shown(gradient.y[i], 3)],
      ]),
    );
  },
  sentence(values) {
    const { temperature, smoothing, truth, unit } = values;
    const { loss, least } = this.readouts(values);
    const q = fixed(softmax(logitsOf(values))[CLASSES.indexOf(truth)], 3);
    const start = `Class ${truth} is true and has ${q}: loss ${shown(loss, 4)} ${unit}.`;
    if (smoothing === 0) return `${start} The least possible is 0, with its logit infinitely far ahead.`;
    const p = targetOf(values);
    const most = Math.max(...p);
    const gap = temperature * Math.log(most / Math.min(...p));
    return (
      `${start} The least possible is ${shown(least, 4)} ${unit}, with the target's ${fixed(most, 3)}: its logit ` +
      `${shown(gap, 2)} ahead.`
    );
  },
};
