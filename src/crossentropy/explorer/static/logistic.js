// The stable forms of crossentropy/logistic.py and information.py, under the same names. All in nats.

const LN2 = Math.log(2);

/** The size of one nat in a unit: 1 for "nat", 1 / ln 2 for "bit". @param {string} unit */
function perNat(unit) {
  return unit === "bit" ? 1 / LN2 : 1;
}

/** `count` evenly spaced numbers, as numpy.linspace gives them. @param {number} start @param {number} stop @param {number} count */
function linspace(start, stop, count) {
  const step = (stop - start) / (count - 1);
  const x = new Array(count);
  for (let i = 0; i < count; i++) x[i] = i * step + start;
  x[count - 1] = stop;
  return x;
}

/** Marks on the upper edge of a plot, over every bar or point that lies beyond it. @param {number} top @param {Curve[]} curves @returns {Curve} */
function beyond(top, ...curves) {
  const x = curves.flatMap((curve) => curve.x.filter((_, i) => curve.y[i] > top));
  return { x, y: x.map(() => top) };
}

/** @param {number} z */
function sigmoid(z) {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

/** Entropy of a Bernoulli variable with probability sigmoid(z). @param {number} z */
function entropyFromLogits(z) {
  const size = Math.abs(z);
  const e = Math.exp(-size);
  return Math.log1p(e) + (e === 0 ? 0 : (size * e) / (1 + e));
}

/** -p log p with 0 log 0 = 0. @param {number} p */
function contribution(p) {
  return p > 0 ? -p * Math.log(p) : 0;
}

/** Entropy of a distribution. @param {number[]} p */
function entropy(p) {
  let sum = 0;
  for (const each of p) sum += contribution(each);
  return sum;
}

/** @param {number[]} logits */
function softmax(logits) {
  const largest = Math.max(...logits);
  const powers = logits.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((each) => each / sum);
}

/** log(1 + e^z). @param {number} z */
function softplus(z) {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

/** p times a value that may be infinite, where p = 0 counts as 0. @param {number} p @param {number} value */
function weighed(p, value) {
  return p === 0 ? 0 : p * value;
}

/** x log y with 0 log 0 = 0. @param {number} x @param {number} y */
function xlogy(x, y) {
  return weighed(x, Math.log(y));
}

/** H(p, q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
function crossEntropyFromLogits(zp, zq) {
  return weighed(sigmoid(zp), softplus(-zq)) + weighed(sigmoid(-zp), softplus(zq));
}

/** D(p‖q) of two Bernoulli variables given by their logits. @param {number} zp @param {number} zq */
function klFromLogits(zp, zq) {
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

/**
 * The share of one outcome in a divergence: p (e^t - 1 - t) with t = log(q / p). None is negative, so nothing cancels.
 * @param {number} p @param {number} q @param {number} t
 */
function klTerm(p, q, t) {
  if (p === 0) return q;
  if (t > 1) return q - p - p * t;
  if (t < -1) return p * (Math.expm1(t) - t);
  let series = 1;
  for (let k = 21; k > 2; k--) series = (series * t) / k + 1;
  return (p * series * t * t) / 2;
}

/** H(p, q): infinite where an outcome has p > 0 = q. @param {number[]} p @param {number[]} q */
function crossEntropy(p, q) {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum -= xlogy(p[i], q[i]);
  return sum;
}

/** D(p‖q). @param {number[]} p @param {number[]} q */
function klDivergence(p, q) {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const change = (q[i] - p[i]) / p[i];
    const t = Math.abs(change) <= 0.5 ? Math.log1p(change) : Math.log(q[i]) - Math.log(p[i]);
    sum += klTerm(p[i], q[i], t);
  }
  return sum;
}

/** The Jensen-Shannon divergence of two distributions. @param {number[]} p @param {number[]} q */
function jsDivergence(p, q) {
  const mixture = p.map((each, i) => (each + q[i]) / 2);
  return (klDivergence(p, mixture) + klDivergence(q, mixture)) / 2;
}
