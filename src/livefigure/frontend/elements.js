// Elements of a figure: found, written, shown and hidden, with as little work for the browser as there can be.

/** The element that a selector finds; a figure's HTML has it. @param {ParentNode} parent @param {string} selector */
export function find(parent, selector) {
  return /** @type {HTMLElement} */ (parent.querySelector(selector));
}

/** All elements that a selector finds. @param {ParentNode} parent @param {string} selector */
export function findAll(parent, selector) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (parent.querySelectorAll(selector))];
}

/**
 * Write a text where it differs from what stands there. The text node stays: to exchange it would make the browser
 * match the selectors of the whole page anew.
 * @param {Element} element @param {string} text
 */
export function write(element, text) {
  if (element.textContent === text) return;
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text && text) only.data = text;
  else element.textContent = text;
}

/**
 * Show or hide a part of the picture: by an attribute, as it comes with the page.
 * @param {Element} part @param {boolean} seen
 */
export function show(part, seen) {
  if (seen === (part.getAttribute("display") !== "none")) return;
  if (seen) part.removeAttribute("display");
  else part.setAttribute("display", "none");
}

/** Name a figure and its picture by their words, without those that are hidden. @param {HTMLElement} figure */
export function nameAnew(figure) {
  const words = [".explorer-title", ".explorer-sentence"].map((part) => `${part}:not([hidden], [data-veiled])`);
  for (const element of [figure, find(figure, "svg")]) {
    const seen = findAll(figure, element === figure ? words[0] : String(words));
    element.setAttribute("aria-labelledby", seen.map(({ id }) => id).join(" "));
    if (seen.length) continue;
    element.removeAttribute("aria-labelledby");
    element.setAttribute("aria-label", "Live figure");
  }
}
