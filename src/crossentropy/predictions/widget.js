// A question in a notebook: what is answered goes to the Python object.

import { find } from "livefigure/frontend/elements.js";
import { mountChapterScore } from "./chapter_score.js";
import { mountForm } from "./form.js";
import { openStore } from "./store.js";

/** @param {import("livefigure/frontend/views.js").View} view */
export function render({ model, el }) {
  el.innerHTML = model.get("_html");
  const form = /** @type {HTMLFormElement} */ (find(el, "form"));
  const { unmount } = mountForm(form, openStore(), (state, detail) => {
    model.set("state", state);
    for (const [trait, value] of Object.entries(detail)) if (trait !== "name") model.set(trait, value);
    model.save_changes();
  });
  return unmount;
}

/** What the guesses of a chapter have cost. @param {import("livefigure/frontend/views.js").View} view */
export function renderScore({ model, el }) {
  el.innerHTML = model.get("_html");
  return mountChapterScore(find(el, ".prediction-score"), openStore());
}
