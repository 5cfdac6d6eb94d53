// A question with answers to choose among: the reader gives each a probability.

import { find, findAll, write } from "livefigure/frontend/elements.js";
import { even, fractions, given, moved } from "./shares.js";

/** @typedef {import("./form.js").Kind} Kind */
/** @typedef {import("./form.js").Data} Data */

const HOW_NOT_ZERO = "Not 0 %: then the surprise would be infinite."; // as long as the other words: their room is the same
const HOW_MARKED = "✓ marks the right answer.";
const SURE = [70, 90]; // what a press on an answer gives it, and a second one; a third brings back the even split

/** @param {HTMLFormElement} form @param {Data} data @returns {Kind} */
export function choice(form, { right }) {
  const how = find(form, ".prediction-how");
  const usual = String(how.textContent);
  const rows = findAll(form, ".prediction-answer").map((row) => ({
    row,
    button: /** @type {HTMLButtonElement} */ (find(row, "button")),
    input: /** @type {HTMLInputElement} */ (find(row, "input")),
    output: find(row, "output"),
  }));
  let shares = even(rows.length);
  const seen = (/** @type {number} */ i) => Math.round(100 * fractions(shares)[i]); // an even split looks even

  function show() {
    rows.forEach(({ input, output }, i) => {
      const text = `${seen(i)} %`;
      input.value = text.slice(0, -2); // an even split looks even on the sliders, too
      input.setAttribute("aria-valuetext", text);
      write(output, text);
    });
    write(how, shares.touched.some((i) => shares.percent[i] === 1) ? HOW_NOT_ZERO : usual);
  }

  rows.forEach(({ button, input }, i) => {
    const move = (/** @type {number} */ to) => {
      shares = moved(shares, i, to);
      show();
    };
    button.onclick = () => {
      const next = SURE[SURE.indexOf(shares.percent[i]) + 1];
      if (next && next <= Number(input.max)) return move(next);
      shares = even(rows.length);
      show();
    };
    input.oninput = () => move(input.valueAsNumber);
    input.onkeydown = (event) => {
      const up = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (!up) return;
      event.preventDefault();
      move(seen(i) + up * (event.shiftKey ? 1 : 5));
    };
  });
  show();

  return {
    answer: () => (shares.touched.length ? shares.percent : []),
    detail() {
      const probabilities = fractions(shares);
      return { probabilities, surprise: -Math.log2(probabilities[right]) };
    },
    restore(answer) {
      if (!isAnswer(answer, rows.length)) return false;
      shares = answer.length ? given(answer) : even(rows.length);
      show();
      return true;
    },
    reveal(committed) {
      rows.forEach(({ row, button }, i) => {
        button.disabled = true;
        row.toggleAttribute("data-right", i === right);
      });
      write(how, HOW_MARKED);
      if (!committed) return "";
      const bits = (-Math.log2(fractions(shares)[right]) + 0).toFixed(2);
      return (
        `You gave it ${seen(right)} %: ${bits} bit of surprise. ` +
        `An even split would have paid ${Math.log2(rows.length).toFixed(2)} bit.`
      );
    },
    veilNote: "Guess first, above. What would tell is hidden.",
  };
}

/** Percentages from 1 on that add up to 100, or none for an even split. @param {unknown} answer @param {number} count @returns {answer is number[]} */
export function isAnswer(answer, count) {
  if (!Array.isArray(answer)) return false;
  if (!answer.length) return true;
  const whole = answer.every((share) => Number.isInteger(share) && share >= 1);
  return whole && answer.length === count && answer.reduce((a, b) => a + b, 0) === 100;
}
