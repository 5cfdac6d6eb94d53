// The computations of expected_score.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { beyond } from "./shared/beyond.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{p: number, q: number, unit: string}} Values */

const TOP = 2.1;
const NEAR = Array.from({ length: 32 }, (_, i) => 10 ** (i / 8 - 6));
const Q = [...NEAR, ...linspace(0.01, 0.99, 99), ...NEAR.map((q) => 1 - q).reverse()];

/** @param {number} p @param {number} q @param {string} unit @returns {Record<string, number>} */
function scores(p, q, unit) {
  return {
    log: -(p * Math.log(q) + (1 - p) * Math.log1p(-q)) * perNat(unit),
    squared: p * (1 - q) ** 2 + (1 - p) * q ** 2,
    absolute: p * (1 - q) + (1 - p) * q,
  };
}

/** What is best to say under the absolute error. @param {number} p */
function bestOf(p) {
  if (p === 0.5) return NaN;
  return p > 0.5 ? 1 : 0;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ p, q, unit }) {
    const over = Q.map((said) => scores(p, said, unit));
    const mine = Object.values(scores(p, q, unit));
    const lowest = scores(p, p, unit);
    return {
      ...Object.fromEntries(Object.keys(lowest).map((key) => [key, { x: Q, y: over.map((score) => score[key]) }])),
      belief: { x: [p, p], y: [0, TOP] },
      best: { x: [p, p, bestOf(p)], y: [lowest.log, lowest.squared, Math.min(p, 1 - p)] },
      points: { x: [q, q, q], y: mine.map((score) => (score <= TOP ? score : NaN)) },
      beyond: beyond(TOP, { x: [q], y: [Math.max(...mine)] }),
    };
  },
  readouts({ p, q, unit }) {
    const mine = scores(p, q, unit);
    return { ...mine, price: mine.log - scores(p, p, unit).log };
  },
  labels({ unit }) {
    return { log: `logarithmic (${unit})` };
  },
  sentence(values) {
    const { p, q, unit } = values;
    const number = this.readouts(values);
    let text = `Who believes ${fixed(p, 2)} and says ${fixed(q, 2)} must expect ${shown(number.log, 4)} ${unit}`;
    if (p === q) text += ", the least there is.";
    else text += `, ${shown(number.price, 4)} ${unit} more than for saying ${fixed(p, 2)}.`;
    if (p === 0.5) return `${text} Under the absolute error it makes no difference what one says.`;
    return `${text} Under the absolute error it is best to say ${fixed(bestOf(p), 0)}.`;
  },
};
