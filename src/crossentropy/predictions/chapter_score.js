// What the guesses in a chapter have cost, at its end.

import { LEAST, total } from "crossentropy/scoring.js";
import { find, write } from "livefigure/frontend/elements.js";
import { answersTo, codeOf, questionsOf } from "./answers.js";
import { showBars } from "./bars.js";

/** @param {HTMLElement} section @param {import("./store.js").Store} store @returns {() => void} how to stop it */
export function mountChapterScore(section, store) {
  const questions = questionsOf(section);
  const link = /** @type {HTMLAnchorElement} */ (find(section, ".score-link"));

  function show() {
    const kept = store.read().answers;
    const answers = answersTo(questions, kept);
    showBars(section, questions, answers, kept);
    write(find(section, ".score-sum"), sumOf(answers));
    // There some browsers keep the answers of each page apart: the link takes them along.
    if (location.protocol === "file:")
      link.hash = answers.length ? codeOf(questions, answers, 0).replaceAll(" ", "") : "";
  }

  show();
  section.hidden = false;
  return store.listen(show);
}

/** What all answers have cost, in words. @param {import("./answers.js").Answer[]} answers */
export function sumOf(answers) {
  const count = answers.length === 1 ? "1 question" : `${answers.length} questions`;
  if (answers.length < LEAST) {
    return `You have answered ${count} of the book so far; a total needs ${LEAST}.`;
  }
  const { paid, even } = total(answers);
  return (
    `In the book so far you have answered ${count}, at ${paid.toFixed(2)} bit each. ` +
    `Even splits would have paid ${even.toFixed(2)} bit.`
  );
}
