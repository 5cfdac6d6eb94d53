// The quantities of information.py, under the same names. All in nats.

/** -p log p with 0 log 0 = 0. @param {number} p */
export function contribution(p) {
  return p > 0 ? -p * Math.log(p) : 0;
}

/** Entropy of a distribution. @param {number[]} p */
export function entropy(p) {
  let sum = 0;
  for (const share of p) sum += contribution(share);
  return sum;
}

/** @param {number[]} logits */
export function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
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
