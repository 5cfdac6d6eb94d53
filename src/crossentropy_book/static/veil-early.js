// In the head of a page with questions: veils the figures they ask about before these are seen, but for those that were
// answered on an earlier visit. Then each figure
// has a veil of its own (predictions.js); without it nothing stays veiled.

(() => {
  const sheet = new CSSStyleSheet();
  const lift = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  const kept = (() => {
    try {
      const { version, off, answers } = JSON.parse(localStorage.getItem("crossentropy-predictions") ?? "{}");
      return version === 1 ? { off: off === true, answers: Object(answers) } : {};
    } catch {
      return {};
    }
  })();
  const { off = false, answers = {} } = kept;
  const query = location.search.toLowerCase();
  if (off || /[?&]veil=off(&|$)/.test(query)) return;
  const asks = document.currentScript.dataset.asks.split(" ").map((pair) => pair.split(":"));
  const veiled = asks.filter(([name, figure]) => !Object.hasOwn(answers, name) && !query.includes(`${figure}.`));
  const rules = veiled.map(([name]) => `figure[data-asks~="${name}"] [data-telling]{visibility:hidden}`);
  sheet.replaceSync(`@media not print{${rules.join("")}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.addEventListener("DOMContentLoaded", lift); // scripts that are deferred have run by then, or are lost
})();
