// The quantities of information.py, under the same names. All in nats.

/** -p log p with 0 log 0 = 0. @param {number} p */
export function contribution(p) {
  return p > 0 ? -p * Math.log(p) : 0;
}

/** Entropy of a distribution. @param {number[]} p */
export function entropy(p) {
  let sum = 0;
  for (const each of p) sum += contribution(each);
  return sum;
}

/** @param {number[]} logits */
export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((each) => each / sum);
}

/** p times a value that may be infinite, where p = 0 counts as 0. @param {number} p @param {number} value */
export function weighed(p, value) {
  return p === 0 ? 0 : p * value;
}

/** x log y with 0 log 0 = 0. @param {number} x @param {number} y */
function xlogy(x, y) {
  return weighed(x, Math.log(y));
}

/** H(p, q): infinite where an outcome has p > 0 = q. @param {number[]} p @param {number[]} q */
export function crossEntropy(p, q) {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum -= xlogy(p[i], q[i]);
  return sum;
}

/**
 * The share of one outcome in a divergence: p (e^t - 1 - t) with t = log(q / p). None is negative, so nothing cancels.
 * @param {number} p @param {number} q @param {number} t
 */
export function klTerm(p, q, t) {
  if (p === 0) return q;
  if (t > 1) return q - p - p * t;
  if (t < -1) return p * (Math.expm1(t) - t);
  let series = 1;
  for (let k = 21; k > 2; k--) series = (series * t) / k + 1;
  return (p * series * t * t) / 2;
}

/** D(p‖q). @param {number[]} p @param {number[]} q */
export function klDivergence(p, q) {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const change = (q[i] - p[i]) / p[i];
    const t = Math.abs(change) <= 0.5 ? Math.log1p(change) : Math.log(q[i]) - Math.log(p[i]);
    sum += klTerm(p[i], q[i], t);
  }
  return sum;
}

/** The Jensen-Shannon divergence of two distributions. @param {number[]} p @param {number[]} q */
export function jsDivergence(p, q) {
  const mixture = p.map((each, i) => (each + q[i]) / 2);
  return (klDivergence(p, mixture) + klDivergence(q, mixture)) / 2;
}
