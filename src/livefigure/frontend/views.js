// Views of notebooks.

/** A number for a view, unlike all others on the page: every widget loads this module anew, so the page counts. */
export function nextView() {
  const page = /** @type {any} */ (globalThis);
  page.explorerViews = (page.explorerViews ?? 0) + 1;
  return page.explorerViews;
}
