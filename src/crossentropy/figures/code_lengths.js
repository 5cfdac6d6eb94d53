// The computations of code_lengths.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/** @typedef {{dog: number, cat: number, fish: number, bird: number, lengths: string}} Values */

const WORDS = ["dog", "cat", "fish", "bird"];
const PLACES = [1, 2, 3, 4];
const MOST = 16;

/** @param {Values} values */
function countsOf({ dog, cat, fish, bird }) {
  return [dog, cat, fish, bird];
}

/** Each word's share of all words; nothing has a share of none. @param {number[]} counts */
function probabilities(counts) {
  const total = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => (total ? count / total : NaN));
}

/** The surprise of each word in bits; a word that never occurs has none. @param {number[]} counts */
function exactLengths(counts) {
  return probabilities(counts).map((p) => (p > 0 ? Math.log2(1 / p) : NaN));
}

/** The lengths of a Huffman code: join the two rarest groups, one digit each time. @param {number[]} counts */
function wholeLengths(counts) {
  const lengths = counts.map((count) => (count ? 0 : NaN));
  const groups = counts.map((count, order) => ({ count, order, words: [order] })).filter((group) => group.count);
  for (let order = 4; groups.length > 1; order++) {
    groups.sort((a, b) => a.count - b.count || a.order - b.order);
    const [one, other] = groups.splice(0, 2);
    const words = [...one.words, ...other.words];
    for (const word of words) lengths[word] += 1;
    groups.push({ count: one.count + other.count, order, words });
  }
  return lengths;
}

/** @param {number[]} counts @param {string} lengths */
function lengthsOf(counts, lengths) {
  return lengths === "exact" ? exactLengths(counts) : wholeLengths(counts);
}

/** The mean length; words that never occur cost nothing. @param {number[]} p @param {number[]} lengths */
function costOf(p, lengths) {
  return p.reduce((sum, share, i) => sum + (share === 0 ? 0 : share * lengths[i]), 0);
}

/** @param {number} value @param {number} digits */
function orDash(value, digits) {
  return Number.isNaN(value) ? "—" : fixed(value, digits);
}

/** @param {number} value */
function orZero(value) {
  return Number.isNaN(value) ? 0 : value;
}

/** The count that brings a word's bar nearest to a height. @param {string} word @param {number} y @param {any} was */
function toTop(word, y, was) {
  const others = WORDS.filter((other) => other !== word).reduce((sum, other) => sum + was[other], 0);
  if (!others) return { [word]: y > 0.5 ? was[word] : 0 };
  let best = 0;
  const apart = (/** @type {number} */ count) => Math.abs(count / (count + others) - y);
  for (let count = 1; count <= MOST; count++) if (apart(count) < apart(best)) best = count;
  return { [word]: best };
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const counts = countsOf(values);
    const p = probabilities(counts);
    const bits = lengthsOf(counts, values.lengths);
    const H = costOf(p, exactLengths(counts));
    /** @type {Curve} */
    const area = { x: [], y: [] };
    let left = 0;
    p.forEach((width, i) => {
      if (!(width > 0)) return;
      area.x.push(left, left, left + width, left + width, NaN);
      area.y.push(0, bits[i], bits[i], 0, NaN);
      left += width;
    });
    return {
      P: { x: PLACES, y: p.map(orZero) },
      length: { x: PLACES, y: bits.map(orZero) },
      area,
      outline: area,
      H: { x: [0, 1], y: [H, H] },
    };
  },
  handles: Object.fromEntries(
    WORDS.map((word) => [
      word,
      (/** @type {number} */ _, /** @type {number} */ y, /** @type {Values} */ was) => toTop(word, y, was),
    ]),
  ),
  readouts(values) {
    const counts = countsOf(values);
    const p = probabilities(counts);
    const H = costOf(p, exactLengths(counts));
    const whole = costOf(p, wholeLengths(counts));
    return { H, whole, lost: whole - H };
  },
  reasons({ dog, cat, fish, bird }) {
    if (dog + cat + fish + bird) return {};
    return { H: "no word occurs", whole: "no word occurs", lost: "no word occurs" };
  },
  labels(values) {
    const counts = countsOf(values);
    const p = probabilities(counts);
    const bits = lengthsOf(counts, values.lengths);
    /** @type {Record<string, string>} */
    const found = { area: `all areas: ${orDash(costOf(p, bits), 3)} bit` };
    WORDS.forEach((word, i) => {
      found[`P ${word}`] = orDash(p[i], 3);
      found[`length ${word}`] = orDash(bits[i], 2);
    });
    return found;
  },
  sentence(values) {
    const counts = countsOf(values);
    const never = WORDS.filter((_, i) => counts[i] === 0);
    if (never.length === 4) return "No word ever occurs, so there is nothing to encode.";
    const p = probabilities(counts);
    const bits = lengthsOf(counts, values.lengths);
    const terms = p.flatMap((share, i) => (share > 0 ? [shown(share * bits[i], 3)] : []));
    const { lost } = this.readouts(values);
    const total =
      terms.length === 1
        ? `Only one word can come: ${shown(0, 3)} bit per word`
        : `The areas are ${terms.join(" + ")} = ${shown(costOf(p, bits), 3)} bit per word`;
    let text =
      values.lengths === "exact"
        ? `${total}: the entropy.`
        : lost < 1e-9
          ? `${total}, exactly the entropy.`
          : `${total}, ${shown(lost, 3)} bit more than the entropy.`;
    if (never.length) text += ` Never used, so without a length: ${never.join(", ")}.`;
    return text;
  },
};
