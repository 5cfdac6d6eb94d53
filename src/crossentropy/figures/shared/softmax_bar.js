// The top of a bar of softmax, taken hold of: see softmax_bar.py.

const LEAST = 1e-6;

/** @typedef {{logit1: number, logit2: number, logit3: number, temperature: number}} Logits */

/** The functions of the handles on the bars of three classes. */
export const barHandles = { a: top(1), b: top(2), c: top(3) };

/** The logit that gives a class the probability y. @param {1 | 2 | 3} number */
function top(number) {
  return (/** @type {number} */ _, /** @type {number} */ y, /** @type {Logits} */ was) => {
    const p = Math.min(Math.max(y, LEAST), 1 - LEAST);
    const all = [was.logit1, was.logit2, was.logit3].map((logit) => logit / was.temperature);
    const scaled = all.filter((_, i) => i !== number - 1);
    const others = Math.max(...scaled) + Math.log1p(Math.exp(-Math.abs(scaled[0] - scaled[1])));
    return { [`logit${number}`]: was.temperature * (Math.log(p) - Math.log1p(-p) + others) };
  };
}
