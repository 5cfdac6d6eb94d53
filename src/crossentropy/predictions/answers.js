// The answers to the questions that are scored, as the device keeps them.

import { find } from "livefigure/frontend/elements.js";
import { isAnswer } from "./choice.js";
import { writeCode } from "./code.js";

/** @typedef {{name: string, count: number, right: number, chapter: string}} Question */
/** @typedef {Question & {percent: number[], probabilities: number[]}} Answer */

/** All questions of the book, as a section's script element says. @param {HTMLElement} section @returns {Question[]} */
export function questionsOf(section) {
  /** @type {[string, number, number, string][]} */
  const rows = JSON.parse(find(section, "script").innerHTML);
  return rows.map(([name, count, right, chapter]) => ({ name, count, right, chapter }));
}

/** Those that were answered. @param {Record<string, unknown>} kept @param {Question[]} questions @returns {Answer[]} */
export function answersTo(questions, kept) {
  return questions.flatMap((question) => {
    const percent = Object.hasOwn(kept, question.name) ? kept[question.name] : null;
    if (!isAnswer(percent, question.count)) return [];
    const probabilities = percent.length
      ? percent.map((share) => share / 100)
      : Array.from({ length: question.count }, () => 1 / question.count);
    return [{ ...question, percent, probabilities }];
  });
}

/** @param {Question[]} questions @param {Answer[]} answers @param {number} [mark] */
export function codeOf(questions, answers, mark) {
  return writeCode(Object.fromEntries(answers.map(({ name, percent }) => [name, percent])), questions, mark);
}

/** What the right answer has cost, in bits. @param {Answer} answer */
export function surpriseOf({ probabilities, right }) {
  return -Math.log2(probabilities[right]) + 0;
}
