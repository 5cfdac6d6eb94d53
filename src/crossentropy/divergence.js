// The divergences of information.py, under the same names. All in nats.

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
  const mixture = p.map((share, i) => (share + q[i]) / 2);
  return (klDivergence(p, mixture) + klDivergence(q, mixture)) / 2;
}
