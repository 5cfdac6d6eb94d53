// Checks the answers to exercises on the page, with the verdicts of crossentropy/exercises.py.

/** A number as a reader writes it: 1.75, -2, −2, 7/4. NaN for anything else. @param {string} text */
function answerNumber(text) {
  const number = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:e[+-]?\\d+)?";
  const parts = text.replaceAll("−", "-").replace(/\s/g, "").match(new RegExp(`^(${number})(?:/(${number}))?$`, "i"));
  return parts ? Number(parts[1]) / Number(parts[2] ?? 1) : NaN;
}

/** What to say to an answer. @param {any} exercise @param {string} text */
function verdict(exercise, text) {
  const typed = text.trim();
  if (!typed) return "No answer yet.";
  const right = `Right. ${exercise.right}`;
  if (typeof exercise.answer === "string") {
    const letter = typed.toLowerCase();
    if (letter === exercise.answer) return right;
    const wrong = exercise.wrong.find((/** @type {any} */ [value]) => value === letter);
    return wrong ? `Not yet. ${wrong[1]}` : "Not yet: answer with one of the letters.";
  }
  const value = answerNumber(typed);
  if (!Number.isFinite(value)) return `Not yet: the answer is a number, and “${typed}” is not one.`;
  const matches = (/** @type {number} */ other) =>
    Math.abs(value - other) <= exercise.tolerance * Math.max(1, Math.abs(other));
  if (matches(exercise.answer)) return right;
  const wrong = exercise.wrong.find((/** @type {any} */ [other]) => matches(other));
  if (wrong) return `Not yet. ${wrong[1]}`;
  const near = Math.abs(value - exercise.answer) <= exercise.near * Math.abs(exercise.answer);
  return near ? exercise.nearly.replace("{}", typed) : exercise.other;
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-exercise]")) {
    const exercise = JSON.parse(form.querySelector("script").textContent);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      form.querySelector(".exercise-verdict").textContent = verdict(exercise, form.elements.answer.value);
    });
    form.hidden = false;
  }
}
