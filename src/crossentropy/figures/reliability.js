// The computations of reliability.py.

import { fixed } from "livefigure/frontend/number_text.js";
import { EDGES, GROUPED, LEAST, parts, reliability } from "../scoring.js";
import { named } from "./shared/unread.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */
/** @typedef {import("../scoring.js").Asked} Asked */

/** @typedef {{forecasts: string, n: number}} Values */

const MOST = 40;
const TOGETHER = 100.5;
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python parts words at these, too
const BETWEEN = /[\s\x1c-\x1f\x85\u200b\ufeff/]+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const PER_CENT = /[\s\x1c-\x1f\x85\u200b\ufeff%]+(?=\+)|%/g;
const FORECAST = /^([0-9]{1,3}(?:\.[0-9]{1,6})?)(\+?)$/;
const KEYS = ["surprise", "uncertainty", "resolution", "miscalibration", "chance"];

/** The questions of a text, and what could not be read. @param {string} forecasts */
function read(forecasts) {
  /** @type {Asked[]} */
  const questions = [];
  /** @type {string[]} */
  const unread = [];
  for (const text of forecasts.replace(PER_CENT, "").split(/[,;\n]/)) {
    const words = text.split(BETWEEN).filter(Boolean);
    const found = words.map((word) => FORECAST.exec(word));
    const percentages = found.flatMap((one) => (one ? [Number(one[1])] : []));
    const right = found.flatMap((one, place) => (one?.[2] ? [place] : []));
    const possible = percentages.length === words.length && percentages.every((one) => 0 < one && one < 100);
    if (possible && percentages.reduce((sum, one) => sum + one, 0) <= TOGETHER && right.length <= 1) {
      const probabilities = percentages.map((one) => one / 100);
      if (words.length) questions.push({ probabilities, right: right[0] ?? null });
    } else unread.push(words.join(" "));
  }
  return { questions, unread };
}

/** @param {Values} values */
function groupsOf({ forecasts, n }) {
  return reliability(read(forecasts).questions.slice(0, n));
}

/** @param {import("../scoring.js").Group[]} groups */
function sumOfCounts(groups) {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** @param {number} number @param {string} name */
function counted(number, name) {
  return number === 1 ? `${number} ${name}` : `${number} ${name}s`;
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves(values) {
    const groups = groupsOf(values);
    /** @type {Curve} */
    const interval = { x: [], y: [] };
    for (const { said, low, high } of groups) {
      interval.x.push(said, said, NaN);
      interval.y.push(low, high, NaN);
    }
    const happened = {
      x: groups.map(({ said }) => said),
      y: groups.map((group) => group.happened / group.count),
    };
    return { interval, happened };
  },
  readouts({ forecasts, n }) {
    const questions = read(forecasts).questions.slice(0, n);
    const made = questions.length >= GROUPED ? parts(questions) : Object.fromEntries(KEYS.map((key) => [key, NaN]));
    return { questions: questions.length, ...made };
  },
  reasons({ forecasts, n }) {
    if (Math.min(read(forecasts).questions.length, n) >= GROUPED) return {};
    return Object.fromEntries(KEYS.map((key) => [key, `fewer than ${GROUPED} questions`]));
  },
  labels(values) {
    const groups = groupsOf(values);
    return Object.fromEntries(
      EDGES.slice(1).map((high, place) => {
        const group = groups.find(({ said }) => EDGES[place] <= said && (said < high || high === 1));
        return [`count ${place}`, group ? String(group.count) : ""];
      }),
    );
  },
  sentence({ forecasts, n }) {
    const { questions, unread } = read(forecasts);
    let text =
      "Type the forecasts of a question with spaces between them, and a + behind what came true: 70+ 30, 20 80+.";
    if (questions.length) {
      const groups = groupsOf({ forecasts, n });
      const bold = groups[groups.length - 1];
      const asked = Math.min(questions.length, n);
      text =
        `${counted(sumOfCounts(groups), "forecast")} for ${counted(asked, "question")}. ` +
        `The boldest said ${fixed(100 * bold.said, 0)} % on average, and ${bold.happened} of ${bold.count} came true`;
      if (asked < LEAST) text += `; fewer than ${LEAST} questions allow no verdict.`;
      else if (bold.low <= bold.said && bold.said <= bold.high) text += ", within chance.";
      else text += `, ${bold.high < bold.said ? "fewer" : "more"} than chance explains.`;
    }
    if (questions.length > MOST) text += ` Only the first ${MOST} of ${questions.length} questions count.`;
    if (unread.length) text += ` Not read: ${named(unread)}.`;
    return text;
  },
};
