// The page "Your score": what all guesses have cost, how often they came true, and what may be done with them.

import { LEAST, total, verdict } from "crossentropy/scoring.js";
import { find, findAll, write } from "livefigure/frontend/elements.js";
import { answersTo, codeOf, questionsOf } from "./answers.js";
import { showBars } from "./bars.js";
import { readCode } from "./code.js";
import { openStore } from "./store.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("livefigure/frontend/figure.js").LiveElement} LiveElement */

const VERDICTS = {
  "within chance": "Paid and expected differ by no more than chance.",
  "too sure": "You paid more than you expected, beyond chance: too sure.",
  "too careful": "You paid less than you expected, beyond chance: too careful.",
};

export function mountScorePage() {
  const store = openStore();
  const section = document.body; // its parts stand here and there in the text
  const questions = questionsOf(find(section, ".prediction-score"));
  const mark = Math.floor(Math.random() * 32 ** 3); // of this reader's code, as long as the page is open
  const at = (/** @type {string} */ selector) => find(section, selector);
  const code = /** @type {HTMLInputElement} */ (at("#score-code"));
  const other = /** @type {HTMLInputElement} */ (at("#score-other"));
  const buttons = Object.fromEntries(
    findAll(section, ".prediction-score button").map((button) => [button.dataset.action, button]),
  );
  const answered = () => answersTo(questions, store.read().answers);
  const say = (/** @type {string} */ text) => write(at(".score-verdict"), text);

  function show() {
    const kept = store.read().answers;
    const answers = answersTo(questions, kept);
    showTotals(section, answers);
    showBars(section, questions, answers, kept);
    code.value = codeOf(questions, answers, mark);
    write(at(".score-whose"), whoseOf(answers));
    write(at(".score-note"), noteOf(answers, questions, store));
    for (const figure of findAll(document, 'figure[data-explorer="reliability"]')) showIn(figure, answers);
  }

  /** @param {HTMLElement} figure @param {Answer[]} answers */
  function showIn(figure, answers) {
    if (!answers.length || figure.dataset.state !== "live") return;
    /** @type {LiveElement} */ (figure).explorer.set({ forecasts: forecastsOf(answers) });
  }

  /** Take in what a code holds, but for what was answered here. @param {string} text @returns {string} what came of it */
  function take(text) {
    const found = readCode(text, questions);
    if ("error" in found) return `That is no code: ${found.error}.`;
    const here = store.read().answers;
    const given = Object.entries(found.answers);
    const fresh = given.filter(([name]) => !Object.hasOwn(here, name));
    store.add(Object.fromEntries(fresh));
    const kept = given.length - fresh.length;
    return `Answers added: ${fresh.length}. ` + (kept ? `Kept as they were here: ${kept}.` : "");
  }

  /** @param {boolean} isAsked */
  function askWhetherToForget(isAsked) {
    buttons.forget.hidden = isAsked;
    buttons.sure.hidden = !isAsked;
    buttons.keep.hidden = !isAsked;
    (isAsked ? buttons.keep : buttons.forget).focus();
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    async copy() {
      try {
        await navigator.clipboard.writeText(code.value);
        say("Copied.");
      } catch {
        code.select(); // for the reader's own keys
        say("Your browser does not let a page copy. The code is selected: copy it by hand.");
      }
    },
    import() {
      const said = take(other.value);
      if (!said.startsWith("That")) other.value = "";
      say(said);
    },
    forget() {
      askWhetherToForget(true);
      say(`Forget ${answered().length} answers, and the curves that you drew, on this device?`);
    },
    keep() {
      askWhetherToForget(false);
      say("Nothing was forgotten.");
    },
    sure() {
      askWhetherToForget(false);
      store.forget();
      say("Forgotten. The questions will be asked again.");
    },
  };
  section.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button?.closest(".prediction-score")) actions[button.dataset.action ?? ""]?.();
  });
  other.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") actions.import();
  });
  document.addEventListener("explorer:live", ({ target }) => {
    const figure = /** @type {HTMLElement} */ (target);
    if (figure.dataset.explorer === "reliability") showIn(figure, answered());
  });
  const takeFromLink = () => {
    if (location.protocol === "file:" && location.hash.length > 1) take(decoded(location.hash.slice(1)));
  };
  takeFromLink();
  addEventListener("hashchange", takeFromLink);
  store.listen(show);
  show();
  for (const part of findAll(section, ".prediction-score")) part.hidden = false;
}

/** @param {HTMLElement} section @param {Answer[]} answers */
function showTotals(section, answers) {
  const isEnough = answers.length >= LEAST;
  /** @type {Record<string, number>} */
  const numbers = isEnough ? { ...total(answers) } : {};
  for (const cell of findAll(section, "[data-number]")) {
    const number = numbers[String(cell.dataset.number)];
    write(cell, number === undefined ? "—" : number.toFixed(2));
  }
  const said = isEnough ? VERDICTS[verdict(total(answers))] : `A total needs ${LEAST}.`;
  write(find(section, ".score-sum"), `You have answered ${counted(answers)}. ${said}`);
}

/** @param {Answer[]} answers */
function counted(answers) {
  return answers.length === 1 ? "1 question" : `${answers.length} questions`;
}

/** Whose forecasts the figure shows. @param {Answer[]} answers */
function whoseOf(answers) {
  if (!answers.length) return "Below, an invented forecaster, until you have answered a question in a chapter.";
  return `Below, your answers to ${counted(answers)}.`;
}

/** What this page could not see or will not keep. @param {Answer[]} answers @param {import("./answers.js").Question[]} questions @param {import("./store.js").Store} store */
function noteOf(answers, questions, store) {
  const notes = [];
  if (!store.lasts()) notes.push("This browser keeps nothing: what you see lasts until you leave the page.");
  const chapters = [...new Set(questions.map(({ chapter }) => chapter))];
  const missing = chapters.filter((chapter) => !answers.some((answer) => answer.chapter === chapter));
  if (location.protocol === "file:" && missing.length) {
    const names = missing.map((chapter) => chapter.replaceAll("-", " ")).join(", ");
    notes.push(
      "The book is read from the disk, where some browsers keep the answers of each page apart. " +
        `Nothing has been collected from: ${names}. The link to this page at a chapter’s end brings its answers along.`,
    );
  }
  return notes.join(" ");
}

/** The answers as the figure of forecasts reads them. @param {Answer[]} answers */
export function forecastsOf(answers) {
  return answers
    .map(({ probabilities, right }) =>
      probabilities.map((q, i) => `${Number((100 * q).toFixed(2))}${i === right ? "+" : ""}`).join(" "),
    )
    .join(", ");
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
