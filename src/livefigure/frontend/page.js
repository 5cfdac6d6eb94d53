// The page's host: every figure on it made live.

import { find, findAll } from "./elements.js";
import { announce, mount } from "./figure.js";
import { linkFigure, linkOwnPage } from "./figure_link.js";
import { bareText, percentDecoded, strangers } from "./links.js";

/** @typedef {import("./figure.js").FigureModel} FigureModel */
/** @typedef {import("./figure.js").Host} Host */
/** @typedef {import("./figure.js").LiveElement} LiveElement */

/**
 * Make every figure of a page live.
 * @param {Record<string, FigureModel>} models what computes the curves of each figure, by its name
 * @param {Host} host with what the figures of this page need
 * @param {(figure: HTMLElement, address: string) => FigureModel} [gridModel] for figures whose numbers lie in files
 */
export function mountAll(models, host, gridModel) {
  const root = document.documentElement.dataset.content_root ?? "./";
  const all = findAll(document, "figure[data-explorer]");
  const names = all.map((figure) => String(figure.dataset.explorer));
  const query = location.search;
  const aimed = aimedAt();
  const first = all.find((figure) => figure === aimed) ?? all[0];
  all.forEach((figure, i) => {
    const { grid } = figure.dataset;
    const strays = figure === first ? strangers(query, names) : [];
    const model = grid && gridModel ? gridModel(figure, root + grid) : models[names[i]];
    mount(figure, model, host);
    linkFigure(/** @type {LiveElement} */ (figure), query, strays);
    const heading = find(document, ".figure-page h1"); // it repeats the figure's title
    if (heading && figure.querySelector('[data-control="title"][hidden]')) {
      document.title = document.title.replace(String(heading.textContent), "A figure");
      heading.textContent = "A figure";
    }
    linkOwnPage(figure, root);
    announce(figure);
  });
}

/** The element that the address names; what was written behind the address in a text is no part of it. */
function aimedAt() {
  const given = location.hash.slice(1);
  const ids = [given, bareText(given), bareText(given).toLowerCase()];
  const found = ids
    .filter(Boolean)
    .map((id) => document.getElementById(id))
    .find(Boolean);
  if (found && found.id !== given && found.id !== percentDecoded(given)) location.replace(`#${found.id}`);
  return found;
}
