// Small comforts of a page. Everything can be read and reached without them.
(() => {
  "use strict";

  // While a page settles, blocks out of sight are laid out a few at a time, so that no step keeps the reader waiting.
  const page = document.documentElement;
  const later = window.requestIdleCallback ?? ((step) => setTimeout(step, 30));
  const AT_ONCE = 250; // elements
  const waiting = [...document.querySelectorAll(".settling article section > :not(section)")];
  const settleAll = () => page.classList.remove("settling");
  const settle = () => {
    if (!page.classList.contains("settling")) return;
    for (let elements = 0; elements < AT_ONCE && waiting.length; ) {
      const block = waiting.shift();
      block.classList.add("settled");
      elements += block.getElementsByTagName("*").length;
    }
    if (waiting.length) later(settle);
    else page.dataset.settled = ""; // the class stays: without it, every style would be worked out again
  };
  addEventListener("load", () => later(settle));
  addEventListener("beforeprint", settleAll);
  addEventListener("click", ({ target }) => target.closest("a[href*='#']") && settleAll(), true);

  // What scrolls inside itself becomes a stop of the Tab key, as long as it has something to scroll.
  const scrollers = document.querySelectorAll(".highlight pre, .math-wrapper, .table-wrapper, .cell_output .output");
  const resized = new ResizeObserver((entries) => {
    const boxes = entries.map((entry) => entry.target);
    const overflows = boxes.map((box) => box.scrollWidth > box.clientWidth + 1); // all reads before any write
    boxes.forEach((box, i) => {
      if (overflows[i]) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", "scrolls sideways");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      }
    });
  });
  for (const box of scrollers) resized.observe(box);

  // Copy buttons on code to type along.
  if (navigator.clipboard) {
    for (const code of document.querySelectorAll(
      ".cell_input .highlight, .highlight-python .highlight, .highlight-bash .highlight",
    )) {
      if (code.querySelector(".copy")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy this code");
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(code.querySelector("pre").textContent);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Not allowed";
        }
        setTimeout(() => (button.textContent = "Copy"), 2000);
      });
      code.append(button);
    }
  }

  // A formula is copied as its TeX, whole: the text of what is laid out loses fractions and powers.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (selection.isCollapsed || !event.clipboardData || event.target.closest?.("input, textarea")) return;
    const range = selection.getRangeAt(0).cloneRange();
    const formulaOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".katex");
    const first = formulaOf(range.startContainer);
    const last = formulaOf(range.endContainer);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const copied = document.createElement("div");
    copied.className = "copied";
    copied.append(range.cloneContents());
    const formulas = copied.querySelectorAll(".katex");
    if (!formulas.length) return;
    for (const formula of formulas) {
      const mark = formula.parentElement.matches(".katex-display") ? "$$" : "$";
      formula.replaceWith(`${mark}${formula.dataset.tex}${mark}`);
    }
    for (const each of copied.querySelectorAll(".headerlink, .copy, script")) each.remove();
    document.body.append(copied); // a text without layout has no lines
    // biome-ignore lint/performance/useDomNodeTextContent: only innerText has the line breaks that a reader sees
    event.clipboardData.setData("text/plain", copied.innerText);
    event.clipboardData.setData("text/html", copied.innerHTML);
    copied.remove();
    event.preventDefault();
  });

  // The drawers of a narrow page close with Escape, after a jump within the page, and when the reader leaves.
  const drawers = document.querySelectorAll(".drawer-switch");
  const close = () => {
    for (const drawer of drawers) drawer.checked = false;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("pagehide", close); // who comes back finds the page, not the drawer

  // On paper nothing can be unfolded: proofs and asides are printed. Solutions and hidden code are as the reader left them.
  const unfolded = new Set();
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details:not([open], .hidden-cell, #exercises *)")) {
      unfolded.add(fold);
      fold.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
    unfolded.clear();
  });

  // What a link leads to is never folded away.
  const placeOf = ({ hash }) => {
    try {
      return hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1))); // the title's link is "#"
    } catch {
      return null; // "#%" is no text
    }
  };
  const unfold = () => {
    const place = placeOf(location);
    if (!place) return;
    const folds = [...place.querySelectorAll(":scope > details")];
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    if (!folds.some((fold) => !fold.open)) return;
    for (const fold of folds) fold.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // The table of contents marks the section being read.
  const links = [...document.querySelectorAll(".toc-tree a[href^='#']")];
  const sections = links.map((link) => {
    link.addEventListener("click", close);
    return placeOf(link);
  });
  const atEye = new Set(); // sections that reach the line a quarter down the window
  const eye = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) atEye.add(target);
        else atEye.delete(target);
      }
      const marked =
        links[
          Math.max(
            sections.findLastIndex((section) => atEye.has(section)),
            0,
          )
        ];
      for (const item of document.querySelectorAll(".toc-tree li")) {
        item.classList.toggle("scroll-current", item.contains(marked));
      }
    },
    { rootMargin: "-25% 0px -74% 0px" },
  );
  for (const section of sections) {
    if (section) eye.observe(section);
  }
})();
