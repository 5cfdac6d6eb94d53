// What several figures share: see parts.py.

export const LN2 = Math.log(2);

/** The size of one nat in a unit: 1 for "nat", 1 / ln 2 for "bit". @param {string} unit */
export function perNat(unit) {
  return unit === "bit" ? 1 / LN2 : 1;
}

/** The area under a logistic model's entropy over the whole line, in nats. @param {number} weight */
export function entropyArea(weight) {
  return weight === 0 ? Infinity : Math.PI ** 2 / (3 * Math.abs(weight));
}

/**
 * `count` evenly spaced numbers, as numpy.linspace gives them.
 * @param {number} start @param {number} stop @param {number} count
 */
export function linspace(start, stop, count) {
  const step = (stop - start) / (count - 1);
  const x = new Array(count);
  for (let i = 0; i < count; i++) x[i] = i * step + start;
  x[count - 1] = stop;
  return x;
}
