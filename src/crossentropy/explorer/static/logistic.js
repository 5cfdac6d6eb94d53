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
