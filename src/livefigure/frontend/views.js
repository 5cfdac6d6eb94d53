// Views of notebooks.

import { find, findAll } from "./elements.js";

/**
 * The Python object's side, as anywidget gives it: its traits by name.
 * @typedef {{
 *   get: (trait: string) => any, set: (trait: string, value: unknown) => void, save_changes: () => void,
 *   on: (event: string, listener: () => void) => void, off: (event: string, listener: () => void) => void,
 *   send: (message: unknown) => void,
 * }} WidgetModel
 */
/** @typedef {{model: WidgetModel, el: HTMLElement}} View what anywidget gives to draw in */

/**
 * Put a figure into a view, without what only a page has; every view on a page has a name of its own.
 * @param {View} view
 */
export function figureIn({ model, el }) {
  const name = `${model.get("_explorer")}-view${nextView()}`;
  el.innerHTML = model.get("_html").replaceAll("EXPLORER-ID", name);
  for (const control of findAll(el, '[data-action="link"], [data-control="alone"]')) control.remove();
  return { name, figure: find(el, "figure") };
}

/** A number for a view, unlike all others on the page: every widget loads this module anew, so the page counts. */
function nextView() {
  const page = /** @type {{explorerViews?: number}} */ (globalThis);
  page.explorerViews = (page.explorerViews ?? 0) + 1;
  return page.explorerViews;
}
