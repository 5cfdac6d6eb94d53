// A bar for each question: what the reader's guess has cost, beside an even split.

import { find, findAll, write } from "livefigure/frontend/elements.js";
import { surpriseOf } from "./answers.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Question} Question */

const MOST = Math.log2(100); // bits: what 1 per cent for the right answer costs

/**
 * @param {HTMLElement} section @param {Question[]} questions @param {Answer[]} answers
 * @param {Record<string, unknown>} kept
 */
export function showBars(section, questions, answers, kept) {
  const given = new Map(answers.map((answer) => [answer.name, answer]));
  const asked = new Map(questions.map((question) => [question.name, question]));
  for (const row of findAll(section, "[data-question]")) {
    const name = String(row.dataset.question);
    const answer = given.get(name);
    const even = Math.log2(asked.get(name)?.count ?? 1);
    const bits = answer ? surpriseOf(answer) : 0;
    find(row, ".score-paid").style.inlineSize = `${(100 * bits) / MOST}%`;
    find(row, ".score-even").style.insetInlineStart = `${(100 * even) / MOST}%`;
    row.toggleAttribute("data-answered", Boolean(answer));
    const unanswered = Object.hasOwn(kept, name) ? "looked up" : "not yet";
    write(find(row, "output"), answer ? `${bits.toFixed(2)} bit` : unanswered);
  }
}
