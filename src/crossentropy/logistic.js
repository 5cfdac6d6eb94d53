// The stable forms of logistic.py, under the same names. All in nats.

import { klTerm, weighed } from "./information.js";

/** @param {number} z */
export function sigmoid(z) {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** Entropy of a Bernoulli variable with probability sigmoid(z). @param {number} z */
export function entropyFromLogits(z) {
  const size = Math.abs(z);
  const e = Math.exp(-size);
  return Math.log1p(e) + (e === 0 ? 0 : (size * e) / (1 + e));
}

/** log(1 + e^z). @param {number} z */
export function softplus(z) {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** H(p, q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
export function crossEntropyFromLogits(zp, zq) {
  return weighed(sigmoid(zp), softplus(-zq)) + weighed(sigmoid(-zp), softplus(zq));
}

/** D(p‖q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
export function klFromLogits(zp, zq) {
  return klTerm(sigmoid(zp), sigmoid(zq), softplusDifference(-zq, -zp))
    + klTerm(sigmoid(-zp), sigmoid(-zq), softplusDifference(zq, zp));
}

/** softplus(b) - softplus(a) without cancellation. @param {number} a @param {number} b */
function softplusDifference(a, b) {
  const low = Math.min(a, b), high = Math.max(a, b);
  const size = high - low <= 1
    ? Math.log1p(sigmoid(low) * Math.expm1(high - low))
    : softplus(high) - softplus(low);
  return b >= a ? size : -size;
}
