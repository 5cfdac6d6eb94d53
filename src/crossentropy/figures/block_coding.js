// The computations of block_coding.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { entropy } from "../information.js";
import { LN2, linspace } from "./shared/parts.js";

/** @typedef {{n: number, p: number}} Values */

const MOST = 8;
const BLOCKS = linspace(1, MOST, MOST);
const WIDE = linspace(1, MOST, 71);

/** The probabilities of all blocks of n symbols, falling. @param {number} p @param {number} n */
function blockProbabilities(p, n) {
  let found = [1];
  for (let i = 0; i < n; i++) found = [...found.map((share) => share * p), ...found.map((share) => share * (1 - p))];
  return found.sort((a, b) => b - a);
}

/**
 * The mean length of a Huffman code, the sum of all joined pairs. Pairs are joined in rising order, so the two
 * smallest of all stand in front of what is left of either list.
 * @param {number[]} probabilities
 */
function huffmanCost(probabilities) {
  const single = [...probabilities];
  /** @type {number[]} */
  const joined = [];
  let nextJoined = 0;
  let cost = 0;
  while (joined.length < probabilities.length - 1) {
    let pair = 0;
    for (let i = 0; i < 2; i++) {
      if (nextJoined === joined.length || (single.length && single[single.length - 1] <= joined[nextJoined])) {
        pair += /** @type {number} */ (single.pop());
      } else {
        pair += joined[nextJoined++];
      }
    }
    joined.push(pair);
    cost += pair;
  }
  return cost;
}

/** The cost at every block length, kept for the last p asked for. @param {number} p */
function perSymbol(p) {
  if (perSymbol.p !== p) {
    perSymbol.p = p;
    perSymbol.costs = BLOCKS.map((n) => huffmanCost(blockProbabilities(p, n)) / n);
  }
  return perSymbol.costs;
}
perSymbol.p = NaN;
/** @type {number[]} */
perSymbol.costs = [];

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ n, p }) {
    const limit = entropy([p, 1 - p]) / LN2;
    const cost = perSymbol(p);
    return {
      bound: { x: WIDE, y: WIDE.map((n) => limit + 1 / n) },
      H: { x: [1, MOST], y: [limit, limit] },
      cost: { x: BLOCKS, y: cost },
      gap: { x: [n, n], y: [limit, cost[n - 1]] },
      mine: { x: [n], y: [cost[n - 1]] },
    };
  },
  readouts({ n, p }) {
    const limit = entropy([p, 1 - p]) / LN2;
    const cost = perSymbol(p)[n - 1];
    return { cost, H: limit, lost: cost - limit };
  },
  labels({ p }) {
    return Object.fromEntries(perSymbol(p).map((cost, i) => [`cost ${i + 1}`, fixed(cost, 3)]));
  },
  sentence({ n, p }) {
    const { cost, H, lost } = this.readouts({ n, p });
    const blocks = n === 1 ? "one symbol at a time" : `blocks of ${n} symbols (${2 ** n} code words)`;
    const text =
      `With ${blocks} a symbol costs ${shown(cost, 6)} bit, ${shown(lost, 6)} bit above the entropy ` +
      `${shown(H, 6)} bit.`;
    if (n === 1) return text;
    const change = cost - perSymbol(p)[n - 2];
    if (Math.abs(change) < 1e-9) return `${text} Blocks of ${n - 1} cost as much.`;
    return `${text} Blocks of ${n - 1} cost ${change < 0 ? "more" : "less"}.`;
  },
};
