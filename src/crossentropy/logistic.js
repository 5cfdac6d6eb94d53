// The stable forms of logistic.py, under the same names. All in nats.

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
