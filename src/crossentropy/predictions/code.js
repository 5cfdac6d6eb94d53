// A reader's answers as a short text: see code.py.

/** @typedef {{name: string, count: number}} Question a choice, and how many answers it has */
/** @typedef {number[]} Shares percentages; empty for an even split */

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK = 32749n;
const CHECK_LETTERS = 3;
const MARK_LETTERS = 3;
const LONGEST = 1000; // of a text that is looked at

/**
 * The code of some answers.
 * @param {Record<string, Shares>} answers @param {Question[]} questions @param {number} [mark] three random letters
 */
export function writeCode(answers, questions, mark = Math.floor(Math.random() * 32 ** MARK_LETTERS)) {
  let number = 0n;
  let size = 1n;
  for (const { name, count } of questions) {
    if (Object.hasOwn(answers, name)) number += size * BigInt(digitOf(answers[name], count));
    size *= BigInt(base(count));
  }
  const front = lettersOf(BigInt(mark), MARK_LETTERS);
  const letters = lettersOf(number, lengthOf(questions));
  const body = letters + lettersOf(checkOf(front + letters, questions), CHECK_LETTERS);
  return `${front}-${body.match(/.{1,5}/g)?.join(" ")}`;
}

/**
 * The answers that a code holds, and its random letters; an error says what is wrong with it.
 * @param {string} code @param {Question[]} questions
 * @returns {{answers: Record<string, Shares>, mark: string} | {error: string}}
 */
export function readCode(code, questions) {
  const letters = plainCode(code);
  const length = MARK_LETTERS + lengthOf(questions) + CHECK_LETTERS;
  if (letters.length !== length) {
    return { error: `a code has ${length} letters and digits, not ${letters.length}` };
  }
  const front = letters.slice(0, -CHECK_LETTERS);
  let number = numberOf(front.slice(MARK_LETTERS));
  const check = numberOf(letters.slice(-CHECK_LETTERS));
  if (check !== checkOf(front, questions) || number >= sizeOf(questions)) {
    return { error: "a letter of the code is wrong, or it is a code of another edition" };
  }
  /** @type {Record<string, Shares>} */
  const answers = {};
  for (const { name, count } of questions) {
    const digit = Number(number % BigInt(base(count)));
    number /= BigInt(base(count));
    if (digit) answers[name] = sharesOf(digit, count);
  }
  return { answers, mark: front.slice(0, MARK_LETTERS) };
}

/** @param {string} code */
export function plainCode(code) {
  /** @type {Record<string, string>} */
  const alike = { O: "0", I: "1", L: "1" };
  return [...code.slice(0, LONGEST).toUpperCase()]
    .map((letter) => alike[letter] ?? letter)
    .filter((letter) => ALPHABET.includes(letter))
    .join("");
}

/** @param {number} count */
function base(count) {
  return 2 + choose(99, count - 1);
}

/** @param {Question[]} questions */
function sizeOf(questions) {
  return questions.reduce((size, { count }) => size * BigInt(base(count)), 1n);
}

/** @param {Question[]} questions */
function lengthOf(questions) {
  const all = sizeOf(questions);
  let length = 0;
  for (let size = 1n; size < all; size *= 32n) length++;
  return length;
}

/** @param {Shares} shares @param {number} count */
function digitOf(shares, count) {
  if (!shares.length) return 1;
  let place = 2;
  let left = 100;
  shares.slice(0, -1).forEach((share, i) => {
    for (let smaller = 1; smaller < share; smaller++) place += choose(left - smaller - 1, count - i - 2);
    left -= share;
  });
  return place;
}

/** @param {number} digit @param {number} count @returns {Shares} */
function sharesOf(digit, count) {
  if (digit === 1) return [];
  const shares = [];
  let place = digit - 2;
  let left = 100;
  for (let behind = count - 1; behind > 0; behind--) {
    let share = 1;
    for (; place >= choose(left - share - 1, behind - 1); share++) place -= choose(left - share - 1, behind - 1);
    shares.push(share);
    left -= share;
  }
  return [...shares, left];
}

/** @param {number} n @param {number} k */
function choose(n, k) {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

/** @param {string} letters @param {Question[]} questions */
function checkOf(letters, questions) {
  let edition = 0;
  for (const letter of questions.map(({ name, count }) => `${name} ${count}`).join(" ")) {
    edition = (edition * 31 + Number(letter.codePointAt(0))) % Number(CHECK);
  }
  return (numberOf(letters) * 32n + BigInt(edition)) % CHECK;
}

/** @param {bigint} number @param {number} length */
function lettersOf(number, length) {
  let text = "";
  let left = number;
  for (let i = 0; i < length; i++, left /= 32n) text = ALPHABET[Number(left % 32n)] + text;
  return text;
}

/** @param {string} letters */
function numberOf(letters) {
  let number = 0n;
  for (const letter of letters) number = number * 32n + BigInt(ALPHABET.indexOf(letter));
  return number;
}
