// What has to be known before anything is painted: the colour theme, and whether the page may settle step by step.

// A long page is laid out in small steps (book.js does the rest), unless the reader comes for a place within it, or
// the browser would not keep in place what the reader has scrolled to.
if (
  CSS.supports("overflow-anchor", "auto") &&
  !location.hash &&
  performance.getEntriesByType("navigation")[0]?.type === "navigate"
) {
  document.documentElement.classList.add("settling");
}

// The theme: light, dark, or what the system says ("auto"). A page never flashes in the wrong colours.
(() => {
  "use strict";
  const KEY = "theme";
  const NEXT = { light: ["auto", "dark", "light"], dark: ["auto", "light", "dark"] };
  const NAMES = { auto: "as the system", light: "light", dark: "dark" };

  // Storage may be blocked; then the choice lasts for this page.
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const store = (mode) => {
    try {
      localStorage.setItem(KEY, mode);
    } catch {}
  };

  const show = (mode) => {
    document.body.dataset.theme = mode;
    for (const button of document.querySelectorAll(".theme-toggle")) {
      const label = `Colour theme: ${NAMES[mode]}`;
      button.setAttribute("aria-label", label);
      button.title = label;
    }
  };

  const toNext = () => {
    const order = NEXT[matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"];
    const mode = order[(order.indexOf(document.body.dataset.theme) + 1) % order.length];
    store(mode);
    show(mode);
  };

  const showStored = () => {
    const choice = stored();
    show(choice in NAMES ? choice : (document.body.dataset.theme ?? "auto"));
  };

  document.documentElement.classList.remove("no-js");
  showStored();
  // The reader may have chosen elsewhere: on the page from which they come back, or in another tab.
  addEventListener("pageshow", ({ persisted }) => persisted && showStored());
  addEventListener("storage", ({ key }) => key === KEY && showStored());
  document.addEventListener("DOMContentLoaded", () => {
    show(document.body.dataset.theme);
    for (const button of document.querySelectorAll(".theme-toggle")) button.addEventListener("click", toNext);
  });
})();
