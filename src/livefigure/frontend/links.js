// A link carries a figure's state: page.html?NAME.bias=1.5&NAME.unit=bit&NAME.hide=weight,reset#NAME
// Whatever a link says is parsed as a number or looked up in a fixed list; it is never written as HTML.

import { controlsOf, nearest } from "./values.js";

/** @typedef {import("./spec.js").Spec} Spec */
/** @typedef {import("./spec.js").Parameter} Parameter */
/** @typedef {import("./spec.js").Entry} Entry */
/** @typedef {import("./spec.js").Values} Values */

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The parts of any figure that a link can hide, besides its parameters, choices, entries and curves. */
const PARTS = ["title", "caption", "legend", "presets", "readouts", "table", "sentence", "reset", "link", "alone"];

/**
 * The state that a query gives to a figure: its values, whether to exchange them, what to hide, whether a veil is on or off, and
 * what is not understood.
 * @param {string} query @param {string} name @param {Spec} spec
 */
export function readLink(query, name, spec) {
  const swap = spec.exchange ? [{ name: spec.exchange.name, options: ["0", "1"] }] : []; // in a link it is like a choice
  const orders = [...swap, { name: "veil", options: ["on", "off"] }];
  const controls = [...controlsOf(spec), ...orders];
  const known = controls.map((control) => control.name);
  /** @type {Map<string, string>} */
  const last = new Map();
  /** @type {string[]} */
  const unread = [];
  for (const [owner, part, text] of settingsIn(query)) {
    if (!sameName(owner, name)) continue;
    const key = nameMeant(part, [...known, "hide"]);
    if (key === undefined) unread.push(`${part}=${text}`);
    else last.set(key, text);
  }
  /** @type {Values} */
  const values = {};
  for (const control of controls) {
    const text = last.get(control.name);
    if (text === undefined) continue;
    const { value, wanted } =
      "longest" in control
        ? entryOf(text, control)
        : "options" in control
          ? optionOf(text, control)
          : numberIn(text, control);
    if (value !== undefined) values[control.name] = value;
    else if (text.trim()) unread.push(`${control.name}=${text} (${wanted})`);
  }
  const { hide, unknown } = partsToHide(last.get("hide") ?? "", [...known, ...PARTS, ...Object.keys(spec.curves)]);
  unread.push(...unknown.map((word) => `hide=${word}`));
  const exchange = swap.some(({ name }) => values[name] === "1");
  const { veil } = values;
  for (const { name } of orders) delete values[name];
  const shows = exchange || Object.keys(values).length > 0 || veilsOff(query); // whoever sets a figure wants to show it
  return { values, exchange, hide, unread, veil: veil ?? (shows ? "off" : undefined) };
}

/** @param {string} text @param {Parameter} parameter */
function numberIn(text, parameter) {
  const number = bareText(text).replace(/^([+-])\s+/, "$1");
  // a comma is a decimal sign, but in a count it may as well part thousands
  const point = number.replace(parameter.integer ? /,(?!\d{3}$)(?=\d+$)/ : /,(?=\d+$)/, ".");
  const value = NUMBER.test(point) ? Number(point) : NaN;
  return { value: Number.isFinite(value) ? nearest(parameter, value) : undefined, wanted: "not a number" };
}

/** @param {string} text @param {{options: string[]}} choice */
function optionOf(text, { options }) {
  const value = nameMeant(text, options) ?? nameMeant(bareText(text).replace(/s$/i, ""), options); // "bits" is "bit"
  return { value, wanted: options.join(" or ") };
}

/** @param {string} text @param {Entry} entry */
function entryOf(text, { longest }) {
  return { value: text.length <= longest ? text : undefined, wanted: `longer than ${longest} characters` };
}

/** What to hide, with commas or spaces between. @param {string} text @param {string[]} known */
function partsToHide(text, known) {
  /** @type {string[]} */
  const hide = [];
  /** @type {string[]} */
  const unknown = [];
  for (const piece of text.split(/[,;，、；]/)) {
    const whole = nameMeant(piece, known);
    for (const word of whole === undefined ? piece.split(/\s/) : [piece]) {
      const found = nameMeant(word, known);
      if (found !== undefined) hide.push(found);
      else if (bareText(word)) unknown.push(bareText(word));
    }
  }
  return { hide, unknown };
}

/** Whether a link lifts every veil of its page: `?veil=off`. @param {string} query */
function veilsOff(query) {
  return pairsIn(query).some(([key, text]) => nameMeant(key, ["veil"]) && nameMeant(text, ["off"]));
}

/** What a link says of figures that the page does not have. @param {string} query @param {string[]} names */
export function strangers(query, names) {
  return settingsIn(query)
    .filter(([owner]) => !names.some((name) => sameName(owner, name)))
    .map(([owner, part, text]) => `${owner}.${part}=${text}`);
}

/** The sentence on what was not understood in a link. @param {string[]} unread */
export function notUnderstood(unread) {
  if (!unread.length) return "";
  const named = unread
    .slice(0, 4)
    .map((piece) => (piece.length > 60 ? `${piece.slice(0, 60)}…` : piece))
    .join(", ");
  return `Not understood in the link: ${named}${unread.length > 4 ? " and more" : ""}. The rest of it applies.`;
}

/** The address of this page with the figure as it stands and what was hidden in it, other figures' settings kept.
 * @param {string} address @param {string} name @param {Values} values */
export function writeLink(address, name, values) {
  const url = new URL(address);
  const kept = settingsIn(url.search).filter(
    ([owner, part]) => !sameName(owner, name) || ["hide", "veil"].some((one) => sameName(part, one)),
  );
  const own = Object.entries(values).map(([key, value]) => [name, key, String(value)]);
  url.search = String(new URLSearchParams([...kept, ...own].map(([owner, part, text]) => [`${owner}.${part}`, text])));
  url.hash = name;
  return url.href;
}

// What chat, mail and writing programs do to a link, undone.

/** Every `FIGURE.PART=TEXT` of a query. @param {string} query @returns {string[][]} */
function settingsIn(query) {
  return pairsIn(query).flatMap(([key, value]) => {
    const [, owner, part] = bareText(key).match(/^([^.=&\s]+)\.([^.=&\s]+)$/) ?? [];
    return owner ? [[owner, part, value]] : [];
  });
}

/** Every `KEY=TEXT` of a query. @param {string} query */
function pairsIn(query) {
  const whole = query.includes("=") ? query : percentDecoded(query);
  const text = whole
    .replace(/^[?\s]+/, "")
    .replace(/%26(?=(?:amp(?:;|%3B))*[\w-]+\.\w+(?:=|%3D))/gi, "&")
    .replace(/&(?:amp(?:;|%3B))+/gi, "&")
    .replace(/(^|&)([\w-]+\.\w+|veil)%3D/gi, "$1$2=");
  return [...new URLSearchParams(text)];
}

/** The one of some names that a text means: itself, or without what was written around it, in small letters or large.
 * @param {string} text @param {string[]} names */
function nameMeant(text, names) {
  return (
    names.find((name) => name === text.trim()) ??
    names.find((name) => name === bareText(text)) ??
    names.find((name) => sameName(name, bareText(text)))
  );
}

/** @param {string} one @param {string} other */
function sameName(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

/** A text without the punctuation, quotes and brackets of the sentence that it stood in. @param {string} text */
export function bareText(text) {
  return tidied(text)
    .replace(/^[\s"'“”„‘’«»<([{*`]+/, "")
    .replace(/[\s"'“”‘’«»>)\]}*`.,;:!?…。，、]+$/, "");
}

/** A text as it is typed: one kind of minus, no invisible and no full-width characters. @param {string} text */
function tidied(text) {
  return percentDecoded(text)
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, "")
    .replace(/[\uFF01-\uFF5E]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, "-")
    .trim();
}

/** A text that was percent-encoded once more. @param {string} text */
export function percentDecoded(text) {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
