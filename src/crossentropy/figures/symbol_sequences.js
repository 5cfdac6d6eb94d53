// The computations of symbol_sequences.py.

import { shown } from "livefigure/frontend/number_text.js";
import { entropy } from "../information.js";
import { LN2, linspace } from "./shared/parts.js";

/** @typedef {{n: number, share: number}} Values */

const SHARES = linspace(0, 1, 201);
const SHANNON = SHARES.map((share) => entropy([share, 1 - share]) / LN2);

/** log2 C(n, k) for k = 0 ... n, kept for the last n asked for. @param {number} n */
function log2Counts(n) {
  if (log2Counts.n !== n) {
    const counts = new Array(n + 1);
    counts[0] = 0;
    for (let k = 1; k <= n; k++) counts[k] = counts[k - 1] + Math.log2((n - k + 1) / k);
    log2Counts.n = n;
    log2Counts.counts = counts;
  }
  return log2Counts.counts;
}
log2Counts.n = 0;
/** @type {number[]} */
log2Counts.counts = [];

/** @param {number} n @param {number} share */
function onesOf(n, share) {
  return Math.floor(share * n + 0.5);
}

/** A number of sequences in words, from its logarithm to base 10. @param {number} digits */
function howMany(digits) {
  if (digits < 6) {
    const count = Math.floor(10 ** digits + 0.5);
    return count === 1 ? "One sequence" : `${count} sequences`;
  }
  const whole = Math.floor(digits);
  const power = String(whole).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return `About ${shown(10 ** (digits - whole), 1)} × 10${power} sequences`;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ n, share }) {
    const counts = log2Counts(n);
    const k = [...new Set(SHARES.map((at) => onesOf(n, at)))];
    const mine = onesOf(n, share);
    const at = mine / n;
    return {
      H: { x: SHARES, y: SHANNON },
      counted: { x: k.map((ones) => ones / n), y: k.map((ones) => counts[ones] / n) },
      gap: { x: [at, at], y: [counts[mine] / n, entropy([at, 1 - at]) / LN2] },
      point: { x: [at], y: [counts[mine] / n] },
    };
  },
  readouts({ n, share }) {
    const ones = onesOf(n, share);
    const counted = log2Counts(n)[ones] / n;
    const limit = entropy([ones / n, 1 - ones / n]) / LN2;
    return { ones, counted, H: limit, gap: limit - counted };
  },
  sentence({ n, share }) {
    const { ones, counted, H } = this.readouts({ n, share });
    const many = howMany(log2Counts(n)[ones] * Math.log10(2));
    const have = many.startsWith("One") ? "has" : "have";
    return (
      `${many} of ${n} symbols ${have} exactly ${ones} ${ones === 1 ? "one" : "ones"}. Telling which one it is ` +
      `takes ${shown(counted, 6)} bit per symbol; Shannon's entropy of that share is ${shown(H, 6)} bit.`
    );
  },
};
