// The computations of log_loss.py.

import { fixed, shown } from "livefigure/frontend/number_text.js";
import { sigmoid, softplus } from "../logistic.js";
import { beyond } from "./shared/beyond.js";
import { linspace, perNat } from "./shared/parts.js";

/** @typedef {{q: number, noise: number, gamma: number, y: string, unit: string}} Values */

const TOP = 4.1;
const FAR = [12, 15, 20, 30, 60, 120];
const Z = [...FAR.map((z) => -z).reverse(), ...linspace(-10, 10, 201), ...FAR];
const Q = Z.map(sigmoid);

/** @param {number} noise @param {string} y */
function shareOfOnes(noise, y) {
  return y === "1" ? 1 - noise : noise;
}

/**
 * The mean losses of predicting sigmoid(z) where a share p of the labels is 1.
 * @param {number} z @param {number} p @param {number} gamma @param {string} unit @returns {Record<string, number>}
 */
function losses(z, p, gamma, unit) {
  const q = sigmoid(z);
  const rest = sigmoid(-z);
  const ones = softplus(-z) * perNat(unit);
  const zeros = softplus(z) * perNat(unit);
  const squared = p * rest ** 2 + (1 - p) * q ** 2;
  return {
    log: p * ones + (1 - p) * zeros,
    focal: p * rest ** gamma * ones + (1 - p) * q ** gamma * zeros,
    brier: 2 * squared,
    squared,
  };
}

/** The logit at which the mean focal loss is lowest. @param {number} p @param {number} gamma */
function lowestFocal(p, gamma) {
  let low = -40;
  let high = 40;
  for (let i = 0; i < 60; i++) {
    const z = (low + high) / 2;
    const q = sigmoid(z);
    const rest = sigmoid(-z);
    const falls = p * rest ** gamma * (gamma * q * softplus(-z) + rest);
    const rises = (1 - p) * q ** gamma * (gamma * rest * softplus(z) + q);
    if (falls > rises) low = z;
    else high = z;
  }
  return (low + high) / 2;
}

/** @param {number} q */
function logit(q) {
  return Math.log(q) - Math.log1p(-q);
}

/**
 * Where each mean loss is lowest, and how low.
 * @param {number} p @param {number} gamma @param {string} unit @returns {Record<string, number[]>}
 */
function lowest(p, gamma, unit) {
  if (p === 0 || p === 1) return { log: [p, 0], focal: [p, 0], brier: [p, 0], squared: [p, 0] };
  const at = { log: logit(p), focal: lowestFocal(p, gamma), brier: logit(p), squared: logit(p) };
  return Object.fromEntries(Object.entries(at).map(([key, z]) => [key, [sigmoid(z), losses(z, p, gamma, unit)[key]]]));
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ q, gamma, noise, y, unit }) {
    const p = shareOfOnes(noise, y);
    const over = Z.map((z) => losses(z, p, gamma, unit));
    const mine = losses(logit(q), p, gamma, unit);
    const best = Object.values(lowest(p, gamma, unit));
    return {
      ...Object.fromEntries(Object.keys(mine).map((key) => [key, { x: Q, y: over.map((point) => point[key]) }])),
      at: { x: [q, q], y: [0, TOP] },
      best: { x: best.map((point) => point[0]), y: best.map((point) => point[1]) },
      points: { x: [q, q, q, q], y: Object.values(mine).map((loss) => (loss <= TOP ? loss : NaN)) },
      beyond: beyond(TOP, { x: [q], y: [Math.max(...Object.values(mine))] }),
    };
  },
  readouts({ q, gamma, noise, y, unit }) {
    return losses(logit(q), shareOfOnes(noise, y), gamma, unit);
  },
  labels({ unit }) {
    return { log: `log loss (${unit})`, focal: `focal (${unit})` };
  },
  sentence(values) {
    const { q, gamma, noise, y, unit } = values;
    const number = this.readouts(values);
    const p = shareOfOnes(noise, y);
    if (p === 0 || p === 1) {
      return (
        `The label is ${y} and was given ${fixed(y === "1" ? q : 1 - q, 2)}: log loss ${shown(number.log, 4)} ${unit}, ` +
        `squared error ${shown(number.squared, 4)}. Only certainty in the right label costs nothing.`
      );
    }
    const { log, focal } = lowest(p, gamma, unit);
    return (
      `Of the labels, ${shown(100 * p, 0)} % are 1. Log loss and both squares are lowest at q = ${fixed(p, 2)}, focal ` +
      `at ${fixed(focal[0], 2)}. The least log loss is the entropy, ${shown(log[1], 4)} ${unit}.`
    );
  },
};
