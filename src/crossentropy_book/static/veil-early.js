// In the head of a page with questions: veils the figures they ask about before these are seen, but for those that were
// answered on an earlier visit. Then each figure has a veil of its own (predictions.js); without it nothing stays veiled,
// and no room is kept for forms that never come.

(() => {
  const read = () => {
    try {
      const { version, off, answers } = JSON.parse(localStorage.getItem("crossentropy-predictions") ?? "{}");
      return version === 1 ? { off: off === true, answers: Object(answers) } : {};
    } catch {
      return {};
    }
  };
  const { off = false, answers = {} } = read();
  const isAnswer = (kept) => kept === "shown" || (kept !== null && typeof kept === "object");
  const isAnswered = (name) => Object.hasOwn(answers, name) && isAnswer(answers[name]);
  const query = location.search.toLowerCase();
  const asks = document.currentScript.dataset.asks.split(" ").map((pair) => pair.split(":"));
  const veiled = asks.filter(([name, figure]) => !isAnswered(name) && !query.includes(`${figure}.`));
  const rules = veiled.map(([name]) => `figure[data-asks~="${name}"] [data-telling]{visibility:hidden}`);
  const sheet = new CSSStyleSheet();
  if (!off && !/[?&]veil(=|%3d)off/.test(query)) sheet.replaceSync(`@media not print{${rules.join("")}}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  // Scripts that are deferred have run by then, or are lost.
  document.addEventListener("DOMContentLoaded", () => {
    sheet.replaceSync("html :is(.prediction,.prediction-score)[hidden]{display:none}");
  });
})();
