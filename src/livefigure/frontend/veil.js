// Hides what would give an answer away, until whoever asks for it lets go: see `veil` in livefigure/figure.py.
//
// Nothing changes its size, and the rule that hides lies in a style sheet that only a script can add: print, a saved page
// and a page whose script is lost have no veil.

import { find, findAll, write } from "./elements.js";

/** @typedef {import("./figure.js").Live} Live */
/** @typedef {import("./figure.js").Part} Part */

/**
 * What an `explorer:veil` and an `explorer:lift` say: who asks, which parts to hide (if not those of the figure's own veil),
 * and the note over the sentence's place; an empty one stands for no note.
 * @typedef {{owner: string, parts?: string[], note?: string}} Wish
 */

const NOTE = "Guess first. What would tell is hidden.";

/** @param {Live} live @returns {Part} */
export function veil({ figure, form, spec }) {
  /** @type {Map<string, Wish>} */
  const owners = new Map();
  const telling = findAll(figure, "[data-telling]");
  const picture = find(figure, "svg");
  const name = String(picture.getAttribute("aria-labelledby"));
  const note = noteOf(() => {
    const shown = [...owners.keys()];
    owners.clear();
    update();
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
    nameOf(picture, name, on, hidden.has("title"));
    const text = wishes.at(-1)?.note ?? NOTE;
    if (on && text) {
      write(find(note, "span"), text);
      find(figure, ".explorer-sentence").before(note);
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
  find(figure, ".explorer-veil")?.remove(); // of a page that a browser has saved
  if (figure.dataset.veil === "on") delete figure.dataset.veil;
  update();
  return {};
}

/** Words are hidden in any case, other parts by their names. @param {HTMLElement} part @param {Set<string>} hidden */
function isHidden(part, hidden) {
  const { control, curve, legend, still, text } = part.dataset;
  const names = [control, curve, legend, still, text].filter(Boolean);
  return ["sentence", "readouts", "table", undefined].includes(names[0]) || names.some((n) => hidden.has(String(n)));
}

/**
 * What a name is made of is read out even where it is hidden.
 * @param {HTMLElement} picture @param {string} name @param {boolean} veiled @param {boolean} untitled
 */
function nameOf(picture, name, veiled, untitled) {
  const [title] = name.split(" ");
  if (veiled && untitled) picture.setAttribute("aria-label", "Live figure");
  else picture.removeAttribute("aria-label");
  if (veiled && untitled) picture.removeAttribute("aria-labelledby");
  else picture.setAttribute("aria-labelledby", veiled ? title : name);
}

/** The words over the hidden sentence, and the way out. @param {() => void} show */
function noteOf(show) {
  const note = document.createElement("p");
  note.className = "explorer-veil";
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.action = "show";
  button.textContent = "Show me";
  button.onclick = show;
  note.append(document.createElement("span"), " ", button);
  return note;
}

/** Once for a document, however many figures it has and however many copies of this module. */
function adoptRule() {
  const page = /** @type {{explorerVeil?: CSSStyleSheet}} */ (globalThis);
  if (page.explorerVeil) return;
  page.explorerVeil = new CSSStyleSheet();
  page.explorerVeil.replaceSync('@media not print { [data-veil="on"] [data-veiled] { visibility: hidden; } }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page.explorerVeil];
}
