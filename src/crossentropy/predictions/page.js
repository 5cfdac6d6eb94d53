// All questions of a page, and what they have cost.

import { findAll } from "livefigure/frontend/elements.js";
import { mountChapterScore } from "./chapter_score.js";
import { mountForm } from "./form.js";
import { openStore } from "./store.js";

export function mountForms() {
  const store = openStore();
  for (const form of findAll(document, "form.prediction")) mountForm(/** @type {HTMLFormElement} */ (form), store);
  for (const section of findAll(document, ".prediction-score[data-chapter]")) mountChapterScore(section, store);
}
