// The page's host: every figure on it made live.

import { mount } from "./figure.js";
import { bareText, percentDecoded, strangers } from "./links.js";

/** @typedef {import("./figure.js").FigureModel} FigureModel */

/**
 * Make every figure of a page live.
 * @param {Document} page
 * @param {Record<string, FigureModel>} models what computes the curves of each figure, by its name
 * @param {(figure: any, spec: any, address: string) => FigureModel} [gridModel] for figures whose numbers lie in files
 */
export function mountAll(page, models, gridModel) {
  const root = page.documentElement.dataset.content_root ?? "./";
  const all = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("figure[data-explorer]")]);
  const query = location.search;
  const aimed = aimedAt(page);
  const first = all.find((each) => each === aimed) ?? all[0];
  for (const figure of all) {
    const grid = figure.dataset.grid;
    const strays = figure === first ? strangers(query, all.map((each) => String(each.dataset.explorer))) : [];
    const own = models[String(figure.dataset.explorer)];
    const model = (/** @type {any} */ spec) => (grid && gridModel ? gridModel(figure, spec, root + grid) : own);
    mount(figure, { query, strays, linkable: true, model });
    const heading = page.querySelector(".figure-page h1"); // it repeats the figure's title
    if (heading && figure.querySelector('[data-control="title"][hidden]')) {
      page.title = page.title.replace(String(heading.textContent), "A figure");
      heading.textContent = "A figure";
    }
    const alone = figure.querySelector('[data-control="alone"]');
    if (alone) linkOwnPage(alone, root);
  }
}

/**
 * The element that the address names; what was written behind the address in a text is no part of it.
 * @param {Document} page
 */
function aimedAt(page) {
  const given = location.hash.slice(1);
  const found = [given, bareText(given), bareText(given).toLowerCase()].map((id) => id && page.getElementById(id)).find(Boolean);
  if (found && found.id !== given && found.id !== percentDecoded(given)) location.replace(`#${found.id}`);
  return found;
}

/** Lead to the page that shows the figure alone; on that page, to nowhere. @param {any} link @param {string} root */
function linkOwnPage(link, root) {
  link.href = root + link.dataset.page;
  if (link.pathname === location.pathname) link.remove();
}
