// The computations of wrong_code.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { klDivergence } from "../divergence.js";
import { crossEntropy, entropy } from "../information.js";
import { LN2 } from "./shared/parts.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/** @typedef {Record<string, number>} Values the weight of each word, new_WORD and old_WORD */

const WORDS = ["dog", "cat", "fish", "bird"];
const NO_WORDS = "all new weights are 0";

/**
 * The weights of the four words as a distribution, or null where all of them are 0.
 * @param {Values} values @param {string} when
 */
function shares(values, when) {
  const weights = WORDS.map((word) => values[`${when}_${word}`]);
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum ? weights.map((weight) => weight / sum) : null;
}

/** @param {number[]} widths @param {number[]} heights @returns {Curve} */
function rectangles(widths, heights) {
  const seen = [0, 1, 2, 3].filter((i) => widths[i] > 0);
  return {
    x: seen
      .flatMap((i) => {
        const left = i + 1 - widths[i] / 2;
        const right = i + 1 + widths[i] / 2;
        return [left, left, right, right, NaN];
      })
      .slice(0, -1),
    y: seen.flatMap((i) => [0, heights[i], heights[i], 0, NaN]).slice(0, -1),
  };
}

/** @param {number} centre @param {number} foot @param {number} top */
function bar(centre, foot, top) {
  return { x: [centre - 0.5, centre - 0.5, centre + 0.5, centre + 0.5], y: [foot, top, top, foot] };
}

/** @param {number[]} p */
function lengths(p) {
  return p.map((share) => -Math.log2(share));
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const old = shares(values, "old");
    const recent = shares(values, "new");
    const { H_pq, H_p, before } = this.readouts(values);
    const level = { x: [4.95, 7.15], y: [before, before] };
    const nothing = { x: [], y: [] };
    if (!old || !recent) return { old: nothing, own: nothing, H_pq: nothing, H_p: nothing, D: nothing, before: level };
    return {
      old: rectangles(recent, lengths(old)),
      own: rectangles(recent, lengths(recent)),
      H_pq: bar(5.5, 0, H_pq),
      H_p: bar(6.6, 0, H_p),
      D: bar(6.6, H_p, H_pq),
      before: level,
    };
  },
  readouts(values) {
    const old = shares(values, "old");
    const recent = shares(values, "new");
    if (!old) return { H_pq: NaN, H_p: NaN, D: NaN, before: NaN };
    const before = entropy(old) / LN2;
    if (!recent) return { H_pq: NaN, H_p: NaN, D: NaN, before };
    return {
      H_pq: crossEntropy(recent, old) / LN2,
      H_p: entropy(recent) / LN2,
      D: klDivergence(recent, old) / LN2,
      before,
    };
  },
  reasons(values) {
    return shares(values, "new") ? {} : { H_pq: NO_WORDS, H_p: NO_WORDS, D: NO_WORDS };
  },
  labels(values) {
    const recent = shares(values, "new");
    return Object.fromEntries(WORDS.map((word, i) => [word, recent ? fixed(recent[i], 3) : "—"]));
  },
  sentence(values) {
    if (!shares(values, "new"))
      return "No word comes any more: all new weights are 0, and there is nothing to average.";
    const { H_pq, D, before } = this.readouts(values);
    const change = H_pq - before;
    const text =
      Math.abs(change) < 5e-5
        ? "as much as before"
        : `${shown(Math.abs(change), 4)} bit ${change > 0 ? "more" : "less"} than before`;
    if (D < 5e-5) return `The old code costs ${shown(H_pq, 4)} bit a word, ${text}. No code does better.`;
    return (
      `The old code costs ${shown(H_pq, 4)} bit a word, ${text}. Ideal lengths for the new frequencies ` +
      `would cost ${shown(D, 4)} bit less.`
    );
  },
};
