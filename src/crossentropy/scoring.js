// The computations of scoring.py.

/** @typedef {{probabilities: number[], right: number | null}} Asked what came true; null: none of those named */
/** @typedef {{questions: number, paid: number, even: number, expected: number, deviations: number}} Total */
/** @typedef {{count: number, said: number, happened: number, low: number, high: number}} Group */
/** @typedef {{surprise: number, uncertainty: number, resolution: number, miscalibration: number, chance: number}} Parts */

export const LEAST = 10;
export const GROUPED = 20;
const BEYOND = 1.959963984540054;
export const EDGES = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1];

/** @param {{probabilities: number[], right: number}[]} answers @returns {Total} */
export function total(answers) {
  const n = answers.length;
  let paid = 0;
  let even = 0;
  let expected = 0;
  let variance = 0;
  for (const { probabilities, right } of answers) {
    const surprises = probabilities.map((q) => -Math.log2(q));
    const mean = sum(probabilities.map((q, i) => q * surprises[i]));
    paid += surprises[right];
    even += Math.log2(probabilities.length);
    expected += mean;
    variance += sum(probabilities.map((q, i) => q * (surprises[i] - mean) ** 2));
  }
  const deviations = variance > 1e-12 ? (paid - expected) / Math.sqrt(variance) : 0;
  return { questions: n, paid: paid / n, even: even / n, expected: expected / n, deviations };
}

/** @param {Total} total */
export function verdict({ deviations }) {
  if (Math.abs(deviations) <= BEYOND) return "within chance";
  return deviations > 0 ? "too sure" : "too careful";
}

/** @param {Asked[]} answers @returns {Group[]} */
export function reliability(answers) {
  const all = forecasts(answers);
  return EDGES.slice(1).flatMap((high, i) => {
    const inside = all.filter(({ q }) => (EDGES[i] <= q && q < high) || (q === high && high === 1));
    if (!inside.length) return [];
    const happened = inside.filter((forecast) => forecast.true).length;
    const said = sum(inside.map(({ q }) => q)) / inside.length;
    return [{ count: inside.length, said, happened, ...wilson(happened, inside.length) }];
  });
}

/**
 * The reliability of several forecasters who were asked the same questions: these count, not their forecasts.
 * @param {(Asked & {name: string})[][]} room @returns {Group[]}
 */
export function roomReliability(room) {
  const all = room.flat().flatMap((answer) => forecasts([answer]).map((one) => ({ ...one, name: answer.name })));
  return EDGES.slice(1).flatMap((high, i) => {
    const inside = all.filter(({ q }) => (EDGES[i] <= q && q < high) || (q === high && high === 1));
    if (!inside.length) return [];
    const count = inside.length;
    const happened = inside.filter((forecast) => forecast.true).length;
    /** @type {Map<string, number>} */
    const together = new Map();
    for (const { name } of inside) together.set(name, (together.get(name) ?? 0) + 1);
    const effective = count ** 2 / sum([...together.values()].map((number) => number ** 2));
    const said = sum(inside.map(({ q }) => q)) / count;
    return [{ count, said, happened, ...wilson((happened / count) * effective, effective) }];
  });
}

/**
 * The answers of one forecaster who says the mean of what the room says.
 * @template {{name: string, probabilities: number[]}} A
 * @param {A[][]} room @returns {A[]}
 */
export function pooled(room) {
  /** @type {Map<string, A[]>} */
  const said = new Map();
  for (const answer of room.flat()) {
    const others = said.get(answer.name);
    if (others) others.push(answer);
    else said.set(answer.name, [answer]);
  }
  return [...said.values()].map((answers) => ({
    ...answers[0],
    probabilities: answers[0].probabilities.map(
      (_, i) => sum(answers.map(({ probabilities }) => probabilities[i])) / answers.length,
    ),
  }));
}

/** @param {number} happened @param {number} count */
export function wilson(happened, count) {
  const share = happened / count;
  const spread = BEYOND ** 2 / count;
  const middle = (share + spread / 2) / (1 + spread);
  const reach = (BEYOND / (1 + spread)) * Math.sqrt((share * (1 - share)) / count + spread / (4 * count));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** @param {Asked[]} answers @returns {Parts} */
export function parts(answers) {
  const all = forecasts(answers);
  const n = all.length;
  const base = all.filter((forecast) => forecast.true).length / n;
  /** @type {Map<number, boolean[]>} */
  const groups = new Map();
  for (const { q, true: happened } of all) {
    groups.set(rounded(q), [...(groups.get(rounded(q)) ?? []), happened]);
  }
  let resolution = 0;
  let miscalibration = 0;
  let chance = 0;
  for (const [q, outcomes] of groups) {
    const weight = outcomes.length / n;
    const share = outcomes.filter(Boolean).length / outcomes.length;
    resolution += weight * divergence(share, base);
    miscalibration += weight * divergence(share, q);
    const together = answers.map(({ probabilities }) => probabilities.filter((said) => rounded(said) === q).length);
    chance += weight * expectedDivergence(q, together);
  }
  const surprise = sum(all.map(({ q, true: happened }) => -Math.log2(happened ? q : 1 - q))) / n;
  return { surprise, uncertainty: entropy(base), resolution, miscalibration, chance };
}

/** One for each answer of each question. @param {Asked[]} answers */
function forecasts(answers) {
  return answers.flatMap(({ probabilities, right }) => probabilities.map((q, i) => ({ q, true: i === right })));
}

/** Of two yes-or-no distributions, in bits. @param {number} p @param {number} q */
function divergence(p, q) {
  return (p > 0 ? p * Math.log2(p / q) : 0) + (p < 1 ? (1 - p) * Math.log2((1 - p) / (1 - q)) : 0);
}

/** Of a yes-or-no distribution, in bits. @param {number} p */
function entropy(p) {
  return -[p, 1 - p].reduce((before, share) => before + (share > 0 ? share * Math.log2(share) : 0), 0);
}

/**
 * The mean divergence from q of the share that comes true, where each forecast does with probability q.
 * @param {number} q @param {number[]} together how many of the forecasts belong to each question
 */
function expectedDivergence(q, together) {
  let chances = [1]; // that 0, 1, 2 ... have come true
  for (const forecasts of together.filter(Boolean)) {
    const one = forecasts * q;
    chances = [...chances, 0].map((chance, k) => chance * (1 - one) + (k ? chances[k - 1] * one : 0));
  }
  return sum(chances.map((chance, k) => chance && chance * divergence(k / sum(together), q)));
}

/** A third is the same number however it was computed. @param {number} q */
function rounded(q) {
  return Math.round(q * 1e6) / 1e6;
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}
