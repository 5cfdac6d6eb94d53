// The computations of three_entropies.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { contribution } from "../information.js";
import { entropyFromLogits, sigmoid } from "../logistic.js";
import { entropyArea, LN2, linspace, perNat } from "./shared/parts.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/**
 * @typedef {{
 *   bias1: number, weight1: number, bias2: number, weight2: number, bias3: number, weight3: number, unit: string, scale: string,
 * }} Values
 */

const X = linspace(-6, 6, 601);
const PAIRS = [
  [1, 2],
  [1, 3],
  [2, 3],
];
const MEASURES = [
  ["raw", "raw area"],
  ["bray", "Bray-Curtis"],
  ["mean", "mean J"],
];
const DIGITS = 4;
const TICKS = [-6, -4, -2, 0, 2, 4, 6];
const SIMPSON = X.map((_, i) => ((i % 2 ? 4 : i === 0 || i === X.length - 1 ? 1 : 2) * 12) / (3 * (X.length - 1)));
const FLANKS = [
  [2.2, 1.4, 0.9, 3.2, 4.2],
  [3.2, 2.2, 1.4, 0.9, 4.2],
  [1.4, 0.9, 2.2, 3.2, 4.2],
];
const PLACES = [5.6, -5.6, 4.4, -4.4, 3.2, -3.2, 2, -2, 0.8, -0.8];
const ACROSS = 364 / 12;
const UP = 188 / 1.12;
const HALF = 0.2;
const CLEAR = 9;
const TERMS = 52;

/** @param {Values} values */
function models({ bias1, weight1, bias2, weight2, bias3, weight3 }) {
  return [
    { bias: bias1, weight: weight1 },
    { bias: bias2, weight: weight2 },
    { bias: bias3, weight: weight3 },
  ];
}

/** @param {string} scale */
function perCm(scale) {
  return scale === "mm" ? 10 : 1;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const size = perNat(values.unit);
    /** @type {Record<string, Curve>} */
    const made = {};
    models(values).forEach(({ bias, weight }, i) => {
      made[`H${i + 1}`] = { x: X, y: X.map((x) => entropyFromLogits(bias + weight * x) * size) };
    });
    const heights = Object.values(made).map((curve) => curve.y);
    /** @type {number[][]} */
    const taken = [];
    models(values).forEach((model, i) => {
      const [x, y] = clearest(candidates(model, FLANKS[i], size), heights, taken);
      taken.push([x, y]);
      made[`number${i + 1}`] = { x: [x], y: [y] };
    });
    return made;
  },
  readouts(values) {
    const all = models(values);
    const yes = all.map(({ bias, weight }) => X.map((x) => sigmoid(bias + weight * x)));
    const entropies = all.map(({ bias, weight }) => X.map((x) => entropyFromLogits(bias + weight * x)));
    /** @type {Record<string, number>} */
    const found = {};
    for (const [i, j] of PAIRS) {
      const raw = rawArea(all[i - 1], all[j - 1]);
      const total = entropyArea(all[i - 1].weight) + entropyArea(all[j - 1].weight);
      let mean = 0;
      for (let n = 0; n < X.length; n++) {
        const m = (yes[i - 1][n] + yes[j - 1][n]) / 2;
        mean += SIMPSON[n] * (contribution(m) + contribution(1 - m) - (entropies[i - 1][n] + entropies[j - 1][n]) / 2);
      }
      found[`raw${i}${j}`] = raw * perNat(values.unit) * perCm(values.scale);
      found[`bray${i}${j}`] = Number.isFinite(total) ? raw / total : NaN;
      found[`mean${i}${j}`] = mean / 12 / LN2;
    }
    return found;
  },
  reasons(values) {
    const all = models(values);
    const flat = PAIRS.filter(([i, j]) => !all[i - 1].weight || !all[j - 1].weight);
    return Object.fromEntries(flat.map(([i, j]) => [`bray${i}${j}`, "flat"]));
  },
  labels({ unit, scale }) {
    const ticks = TICKS.map((x, number) => [`tick${number}`, shown(x * perCm(scale), 0)]);
    return { H: `entropy (${unit})`, x: `x (${scale})`, ...Object.fromEntries(ticks) };
  },
  sentence(values) {
    const { unit, scale } = values;
    const peaks = models(values).map(({ bias, weight }) =>
      weight ? shown((-bias / weight) * perCm(scale) + 0, scale === "mm" ? 1 : 2) : "none (flat)",
    );
    const number = this.readouts(values);
    const closest = MEASURES.map(([key, name]) => {
      const ruler = key === "raw" ? ` (${unit}·${scale})` : "";
      return `by ${name}${ruler} ${closestPair(number, key)}`;
    }).join("; ");
    return `Peaks at x = ${peaks[0]}, ${peaks[1]} and ${peaks[2]}. Closest ${closest}.`;
  },
};

/**
 * The places where a curve's number may stand, the best ones first.
 * @param {Model} model @param {number[]} flanks @param {number} size
 */
function candidates({ bias, weight }, flanks, size) {
  const beside = (weight ? [1, -1] : []).flatMap((sign) =>
    flanks.map((flank) => [
      (sign * flank - bias) / weight + (sign * weight > 0 ? 0.3 : -0.3),
      entropyFromLogits(flank) * size + 0.06,
    ]),
  );
  return [
    ...beside.filter(([x]) => Math.abs(x) <= 5.7),
    ...PLACES.map((x) => [x, entropyFromLogits(bias + weight * x) * size + 0.08]),
  ];
}

/**
 * The first place that is clear of all curves and numbers; where there is none, the clearest.
 * @param {number[][]} places @param {number[][]} heights @param {number[][]} taken
 */
function clearest(places, heights, taken) {
  let best = places[0];
  let most = -1;
  for (const [x, y] of places) {
    const first = Math.ceil((x - HALF + 6) * 50);
    const last = Math.floor((x + HALF + 6) * 50);
    let clear = Infinity;
    for (const curve of heights) {
      for (let i = Math.max(first, 0); i <= Math.min(last, X.length - 1); i++)
        clear = Math.min(clear, Math.abs(curve[i] - y) * UP);
    }
    if (taken.some(([a, b]) => Math.abs(x - a) * ACROSS < 14 && Math.abs(y - b) * UP < 16)) clear = 0;
    if (clear >= CLEAR) return [x, y];
    if (clear > most + 1e-6) {
      best = [x, y];
      most = clear;
    }
  }
  return best;
}

/**
 * The pair, or the pairs, whose number is the smallest at the digits shown.
 * @param {Record<string, number>} number @param {string} key
 */
function closestPair(number, key) {
  const found = PAIRS.filter(([i, j]) => Number.isFinite(number[`${key}${i}${j}`]));
  const values = found.map(([i, j]) => Number(fixed(number[`${key}${i}${j}`], DIGITS)));
  const least = Math.min(...values);
  return (
    found
      .filter((_, n) => values[n] === least)
      .map(([i, j]) => `${i}–${j}`)
      .join(" and ") || "none"
  );
}

/** @typedef {{bias: number, weight: number}} Model */

/** The area between two entropies over the whole line. @param {Model} one @param {Model} other */
function rawArea(one, other) {
  if (one.weight === 0 || other.weight === 0) {
    return one.weight === other.weight && Math.abs(one.bias) === Math.abs(other.bias) ? 0 : Infinity;
  }
  const signs = [1, -1].filter((sign) => one.weight !== sign * other.weight);
  const crossings = signs.map((sign) => -(one.bias - sign * other.bias) / (one.weight - sign * other.weight));
  let total = 0;
  let before = 0;
  for (const x of crossings.sort((a, b) => a - b)) {
    const gap = areaLeftOf(x, one) - areaLeftOf(x, other);
    total += Math.abs(gap - before);
    before = gap;
  }
  return total + Math.abs(entropyArea(one.weight) - entropyArea(other.weight) - before);
}

/** The area under a model's entropy from minus infinity to x. @param {number} x @param {Model} model */
function areaLeftOf(x, { bias, weight }) {
  const steps = (bias + weight * x) * (weight > 0 ? 1 : -1);
  const rest = tail(Math.abs(steps));
  return (steps < 0 ? rest : Math.PI ** 2 / 3 - rest) / Math.abs(weight);
}

/** The area under the entropy of sigmoid(t) for t >= z >= 0. @param {number} z */
function tail(z) {
  const e = Math.exp(-z);
  const log = Math.log1p(e);
  const u = e / (1 + e);
  let series = 0;
  for (let k = TERMS; k > 0; k--) series = (series + 1 / (k * k)) * u;
  return z * log + 2 * series + log * log;
}
