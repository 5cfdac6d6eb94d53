// What logistic.py says of two variables, under the same names. All in nats.

import { klTerm } from "./divergence.js";
import { weighed } from "./information.js";
import { sigmoid, softplus } from "./logistic.js";

/** H(p, q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
export function crossEntropyFromLogits(zp, zq) {
  return weighed(sigmoid(zp), softplus(-zq)) + weighed(sigmoid(-zp), softplus(zq));
}

/** D(p‖q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
export function klFromLogits(zp, zq) {
  return (
    klTerm(sigmoid(zp), sigmoid(zq), softplusDifference(-zq, -zp)) +
    klTerm(sigmoid(-zp), sigmoid(-zq), softplusDifference(zq, zp))
  );
}

/** softplus(b) - softplus(a) without cancellation. @param {number} a @param {number} b */
function softplusDifference(a, b) {
  const low = Math.min(a, b);
  const high = Math.max(a, b);
  const size = high - low <= 1 ? Math.log1p(sigmoid(low) * Math.expm1(high - low)) : softplus(high) - softplus(low);
  return b >= a ? size : -size;
}
