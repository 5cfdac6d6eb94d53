// The search of Sphinx (searchtools.js, loaded before), where the book knows more than it does.

// Marking the words on the page found would hand them over in local storage, which may be blocked.
// biome-ignore lint/correctness/noUnusedVariables: Sphinx's own script reads it
const SPHINX_HIGHLIGHT_ENABLED = false;

// The lines under each result are fetched from its page; a page opened from a file may not fetch.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// First the page that is named so, then the place where the glossary says that it is explained, then the glossary's
// entry, headings, and whatever has the words, each place once. Hyphens count as spaces.
(() => {
  "use strict";
  const PAGE = 1000;
  const EXPLAINED = 800;
  const ENTRY = 600;
  const HEADING = 400;

  /** A title or a query without numbers, markup and hyphens. @param {string} text */
  const plain = (text) =>
    text
      .replace(/<[^>]*>/g, "")
      .replace(/^\d+\. /, "")
      .toLowerCase()
      .replace(/[-–\s]+/g, " ")
      .trim();

  const glossary = JSON.parse(document.getElementById("glossary").textContent);
  const entryAt = new Map(
    glossary.flatMap((/** @type {any} */ entry) => entry.ids.map((/** @type {string} */ id) => [`#${id}`, entry])),
  );
  // In the lines under a result a formula's twin for screen readers would come before the formula.
  const textOf = Search.htmlToText;
  /** @param {string} html @param {string} anchor */
  Search.htmlToText = (html, anchor) =>
    textOf(html.replace(/<span class="katex-mathml">.*?<\/math><\/span>/gs, ""), anchor);

  const findWords = Search._performSearch;

  /** @param {string} query */
  Search._performSearch = (query) => {
    const { docnames, filenames, titles } = Search._index;
    const asked = plain(query);
    // KL is the name of KL divergence too
    const called = (/** @type {string} */ name) =>
      plain(name) === asked || name.split(" ").includes(asked.toUpperCase());
    const entries = glossary.filter((/** @type {any} */ entry) => entry.names.some(called));
    const names = entries.flatMap((/** @type {any} */ entry) => entry.names);
    /** @type {any[]} page, title, anchor, description, score, file */
    const results = [];
    for (const each of new Set([query, asked, asked.replaceAll(" ", "-"), ...names])) {
      results.push(...findWords(...Search._parseQuery(each)));
    }
    for (const { page, anchor, heading } of entries) {
      const at = docnames.indexOf(page);
      const isPage = plain(titles[at]) === plain(heading);
      results.push([
        page,
        isPage ? titles[at] : `${titles[at]} > ${heading}`,
        isPage ? "" : anchor,
        null,
        EXPLAINED,
        filenames[at],
      ]);
    }
    const places = new Map();
    for (const result of results) {
      const entry = entryAt.get(result[2]);
      if (entry) {
        result[1] = `Glossary > ${entry.names[0]}`; // all of its names lead to the first
        result[2] = `#${entry.ids[0]}`;
        if (entries.includes(entry)) result[4] = ENTRY;
      } else {
        if (!result[2]) result[1] = titles[docnames.indexOf(result[0])];
        const named = plain(result[1].split(" > ").at(-1)) === asked;
        if (named) result[4] = Math.max(result[4], result[2] ? HEADING : PAGE);
      }
      const place = result[0] + result[2];
      if (!(places.get(place)?.[4] >= result[4])) places.set(place, result);
    }
    return [...places.values()].sort((one, other) => one[4] - other[4]); // Sphinx shows the last one first
  };
})();
