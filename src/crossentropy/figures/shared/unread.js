// What of a reader's text could not be read, in words: see unread.py.

const NAMED = 3;
const LETTERS = 10;

/** @param {string[]} texts */
export function named(texts) {
  const first = texts.slice(0, NAMED).map((text) => `“${cut(text)}”`);
  return first.join(", ") + (texts.length > NAMED ? " and more" : "");
}

/** @param {string} text */
function cut(text) {
  const letters = [...text];
  return letters.length <= LETTERS ? text : `${letters.slice(0, LETTERS).join("")}…`;
}
