// All questions of a page.

import { findAll } from "livefigure/frontend/elements.js";
import { mountForm } from "./form.js";
import { openStore } from "./store.js";

export function mountForms() {
  const store = openStore();
  for (const form of findAll(document, "form.prediction")) mountForm(/** @type {HTMLFormElement} */ (form), store);
}
