// The computations of message_cost.py.

import { shown } from "livefigure/frontend/number_text.js";
import { linspace } from "./shared/parts.js";
import { named } from "./shared/unread.js";

/** @typedef {import("livefigure/frontend/paths.js").Curve} Curve */

/** @typedef {{code: string, message: string}} Values */

/** @type {Record<string, Map<string, string>>} */
const CODES = {
  P: new Map([
    ["dog", "0"],
    ["cat", "10"],
    ["fish", "110"],
    ["bird", "111"],
  ]),
  Q: new Map([
    ["dog", "110"],
    ["cat", "0"],
    ["fish", "10"],
    ["bird", "111"],
  ]),
};
/** @type {Record<string, string>} */
const OTHER = { P: "Q", Q: "P" };
const ENTROPY = 1.75;
const MOST = 10;

// biome-ignore lint/suspicious/noControlCharactersInRegex: Python parts words at these, too
const WORD = /[^\s\x1c-\x1f\x85\u200b\ufeff.,;:!?…\u3001\u3002\uff01\uff0c\uff0e\uff1a\uff1b\uff1f]+/g;

/** The known words, as many as are sent, how many there are, and the unknown ones. @param {string} message */
function read(message) {
  const typed = message.match(WORD) ?? [];
  const known = typed.map((word) => word.toLowerCase()).filter((word) => CODES.P.has(word));
  const unknown = typed.filter((word) => !CODES.P.has(word.toLowerCase()));
  return { words: known.slice(0, MOST), known: known.length, unknown: [...new Set(unknown)] };
}

/** The bits that are sent after each word, from 0 on. @param {string[]} words @param {string} code */
function totalsOf(words, code) {
  const totals = [0];
  for (const word of words) totals.push(totals[totals.length - 1] + digitsOf(word, code).length);
  return totals;
}

/** @param {string} word @param {string} code */
function digitsOf(word, code) {
  return CODES[code].get(word) ?? "";
}

/** @type {import("livefigure/frontend/figure.js").FigureModel<Values>} */
export default {
  curves({ code, message }) {
    const { words } = read(message);
    const mine = totalsOf(words, code);
    const others = totalsOf(words, OTHER[code]);
    /** @type {Curve} */
    const word = { x: [], y: [] };
    /** @type {Curve} */
    const other = { x: [], y: [] };
    for (let place = 0; place < words.length; place++) {
      const left = place + 0.5;
      const right = place + 1.5;
      word.x.push(left + 0.1, left + 0.1, right - 0.1, right - 0.1, NaN);
      word.y.push(mine[place], mine[place + 1], mine[place + 1], mine[place], NaN);
      other.x.push(left, right);
      other.y.push(others[place + 1], others[place + 1]);
    }
    const places = linspace(1, MOST, MOST);
    return { sent: { x: places, y: places.map((place) => mine[place] ?? 0) }, word, other };
  },
  readouts({ code, message }) {
    const { words } = read(message);
    const bits = totalsOf(words, code)[words.length];
    return { bits, mean: words.length ? bits / words.length : NaN, H: ENTROPY };
  },
  reasons({ message }) {
    return read(message).words.length ? {} : { mean: "no word to send" };
  },
  labels({ code, message }) {
    const { words } = read(message);
    /** @type {Record<string, string>} */
    const found = {};
    for (let place = 1; place <= MOST; place++) {
      found[`word ${place}`] = words[place - 1] ?? "";
      found[`digits ${place}`] = digitsOf(words[place - 1], code);
    }
    return found;
  },
  sentence({ code, message }) {
    const { words, known, unknown } = read(message);
    let text = "Type some of the words dog, cat, fish and bird.";
    if (words.length) {
      const [bits, other] = [code, OTHER[code]].map((one) => totalsOf(words, one)[words.length]);
      const count = words.length === 1 ? "1 word costs" : `${words.length} words cost`;
      text =
        `${count} ${bits} bit under the code for ${code}, ${shown(bits / words.length, 2)} bit each; under the ` +
        `code for ${OTHER[code]} the message would cost ${other} bit.`;
    }
    if (known > MOST) text += ` Only the first ${MOST} of ${known} words are sent.`;
    if (unknown.length) {
      text += ` No code word for ${named(unknown)}: left out.`;
    }
    return text;
  },
};
