// Hides what would give an answer away, until whoever asks for it lets go: see `veil` in livefigure/figure.py.
//
// Nothing changes its size. Only a script can add the rule that hides: print, a saved page and a lost script have no veil.

import { find, findAll, nameAnew, write } from "./elements.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/**
 * What `explorer:veil` and `explorer:lift` say: who asks, which parts of the figure's own veil to hide (if not all), and the
 * note over the sentence's place; an empty one stands for no note.
 * @typedef {{owner: string, parts?: string[], note?: string}} Wish
 */

const NOTE = "Guess first. What would tell is hidden.";
const RULE = `@media not print {
  [data-veil="on"] [data-veiled] { visibility: hidden; }
  [data-veil="on"] > p.explorer-veil { display: flex; }
}`;

/** @param {Live} live @returns {Part} */
export function veil({ figure, form, spec }) {
  /** @type {Map<string, Wish>} */
  const owners = new Map();
  const telling = findAll(figure, "[data-telling]");
  const sentence = find(figure, ".explorer-sentence");
  const note = noteOf(() => {
    const shown = [...owners.keys()];
    owners.clear();
    update();
    sentence.tabIndex = -1; // where the button was
    sentence.focus({ preventScroll: true });
    figure.dispatchEvent(new CustomEvent("explorer:shown", { bubbles: true, detail: { owners: shown } }));
  });

  function update() {
    const on = owners.size > 0;
    const wishes = [...owners.values()];
    const hidden = new Set(wishes.flatMap(({ parts }) => parts ?? spec.veil ?? []));
    for (const part of telling) part.toggleAttribute("data-veiled", on && isHidden(part, hidden));
    if (on) figure.dataset.veil = "on";
    else if (figure.dataset.veil === "on") delete figure.dataset.veil;
    form.inert = on;
    nameAnew(figure);
    const text = wishes.at(-1)?.note ?? NOTE;
    if (on && text) {
      write(find(note, "span"), text);
      sentence.before(note);
    } else note.remove();
  }

  figure.addEventListener("explorer:veil", (event) => {
    const wish = /** @type {CustomEvent<Wish>} */ (event).detail;
    if (figure.dataset.veil === "off") return;
    adoptRule();
    owners.set(wish.owner, wish);
    update();
  });
  figure.addEventListener("explorer:lift", (event) => {
    if (owners.delete(/** @type {CustomEvent<Wish>} */ (event).detail.owner)) update();
  });
  find(figure, ".explorer-veil")?.remove(); // of a saved page
  if (figure.dataset.veil === "on") delete figure.dataset.veil;
  update();
  return {};
}

/** Words are hidden always, other parts by name. @param {HTMLElement} part @param {Set<string>} hidden */
function isHidden(part, hidden) {
  const { control, curve, legend, still, text } = part.dataset;
  const names = [control, curve, legend, still, text].filter(Boolean);
  return ["sentence", "readouts", "table", undefined].includes(names[0]) || names.some((n) => hidden.has(String(n)));
}

/** What stands over the sentence, and the way out. @param {() => void} show */
function noteOf(show) {
  const note = document.createElement("p");
  note.className = "explorer-veil";
  note.innerHTML = '<span></span> <button type="button" data-action="show">Show me</button>';
  find(note, "button").onclick = show;
  return note;
}

/** Once for a document and all copies of this module. */
function adoptRule() {
  const page = /** @type {{explorerVeil?: CSSStyleSheet}} */ (globalThis);
  if (page.explorerVeil) return;
  page.explorerVeil = new CSSStyleSheet();
  page.explorerVeil.replaceSync(RULE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page.explorerVeil];
}
