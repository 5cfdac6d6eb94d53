// Checks the answers to exercises on the page: reads numbers as crossentropy/exercises/reading.py does, and gives the
// verdicts of crossentropy/exercises/__init__.py.

const GROUPED = /[0-9][., '’][0-9]{3}[., '’][0-9]|[0-9][ '’][0-9]{3}(?![0-9/ ])/;
const MIXED = /(?<![0-9.])([0-9]+) +([0-9]+ *\/ *[0-9]+)/g;
const UNIT = /^(.*?)\s*(bit|nat|%|per ?cent)s?(?:\s*(?:\/|per |a )\s*[a-z]+)?$/;
const TOKEN =
  /\s*(?:((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)|(log(?:2|10)(?![0-9])|ln|log|exp|sqrt|pi|inf|nan|e|[-+*/^()√π∞]))/gy;
const CONSTANTS = new Map(
  Object.entries({ e: Math.E, pi: Math.PI, π: Math.PI, inf: Infinity, "∞": Infinity, nan: NaN }),
);
const FUNCTIONS = new Map(
  Object.entries({
    ln: Math.log,
    log: Math.log,
    log2: Math.log2,
    log10: Math.log10,
    exp: Math.exp,
    sqrt: Math.sqrt,
    "√": Math.sqrt,
  }),
);
const LEVELS = /** @type {Record<string, number>} */ ({ "+": 1, "-": 1, "*": 2, "/": 2, "^": 3 });

/** A text in one of the many ways to write it: ASCII signs, small letters, nothing around it. @param {string} text */
function plain(text) {
  text = text.replace(/([0-9])([¼-¾⅐-⅞])/g, "$1 $2").replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, "^($&)");
  text = text.replaceAll("₂", "2 ").normalize("NFKC").toLowerCase();
  text = text
    .replace(/[‐‒–—−]/g, "-")
    .replace(/[⁄∕÷]/g, "/")
    .replace(/[×·⋅∙∗]/g, "*");
  text = text
    .replaceAll("**", "^")
    .replaceAll("log_2", "log2 ")
    .replace(/\b(?:np|numpy|math)\./g, "");
  return text.replace(/^[\s"'`“”„‘’«»$]+|[\s"'`“”„‘’«»$.;,!]+$/g, "");
}

/** A number: its value (undefined where it cannot be read), its unit, and its text without the unit. @param {string} text */
function read(text) {
  text = (text.length <= 200 ? plain(text).split(/[=≈]/).at(-1) : "").trim();
  const [, number, unit] = text.match(UNIT) ?? ["", text, ""];
  if (GROUPED.test(number)) return { grouped: true, value: undefined, unit, text: number };
  const source = number.replace(/(?<=[0-9]),(?=[0-9])/g, ".").replace(MIXED, "($1+$2)");
  /** @type {(number | string)[]} */
  const tokens = [];
  let end = 0;
  for (const found of source.matchAll(TOKEN)) {
    tokens.push(found[1] ? Number(found[1]) : found[2]);
    end += found[0].length;
  }
  let value;
  try {
    value = expression(tokens, 1);
    if (tokens.length || source.slice(end).trim()) value = undefined;
  } catch {} // a sign is missing, or one too many: it stays undefined
  if (["", "bit", "nat"].includes(unit)) return { value, unit, text: source };
  return { value: value === undefined ? value : value / 100, unit: "", text: "%" };
}

/** Takes an expression whose operators bind at least as strongly as `level` from the front of the tokens.
 * @param {any[]} tokens @param {number} level @returns {number} */
function expression(tokens, level) {
  let left = operand(tokens);
  while (typeof tokens[0] === "string" && tokens[0] !== ")") {
    const operator = tokens[0] in LEVELS ? tokens[0] : "*"; // 2 ln 2
    if (LEVELS[operator] < level) break;
    if (tokens[0] === operator) tokens.shift();
    const right = expression(tokens, LEVELS[operator] + (operator === "^" ? 0 : 1));
    if (operator === "^") left = left === 1 ? 1 : left ** right;
    else
      left =
        operator === "+"
          ? left + right
          : operator === "-"
            ? left - right
            : operator === "*"
              ? left * right
              : left / right;
  }
  return left;
}

/** @param {any[]} tokens @returns {number} */
function operand(tokens) {
  const token = tokens.shift();
  if (typeof token === "number") return token;
  if (token === "-" || token === "+") return (token === "-" ? -1 : 1) * expression(tokens, 3);
  if (token === "(") {
    const inner = expression(tokens, 1);
    if (tokens.shift() !== ")") throw new SyntaxError("a bracket stays open");
    return inner;
  }
  if (CONSTANTS.has(token)) return CONSTANTS.get(token);
  return FUNCTIONS.get(token)(tokens[0] === "(" ? operand(tokens) : expression(tokens, 3)); // what is no function throws
}

/** What to say to an answer. @param {any} exercise @param {string} typed */
function verdict(exercise, typed) {
  const { messages } = exercise;
  const say = (/** @type {string} */ name, ...words) =>
    words.reduce((text, word) => text.replace("{}", () => word), messages[name]);
  if (!typed.trim()) return "No answer yet.";
  const shown = `“${typed}”`;
  if (typeof exercise.answer === "string") {
    const letters = [exercise.answer, ...exercise.wrong.map(([value]) => value)].sort();
    const letter = plain(typed).replace(/^[().:]+|[().:]+$/g, "");
    if (letter === exercise.answer) return `Right. ${exercise.right}`;
    const wrong = exercise.wrong.find(([value]) => value === letter);
    return wrong
      ? `Not yet. ${wrong[1]}`
      : say("letter", `${letters.slice(0, -1).join(", ")} or ${letters.at(-1)}`, shown);
  }
  const { value, unit, text, grouped } = read(typed);
  if (grouped) return say("grouped", shown);
  if (value === undefined) return say("unread", shown);
  if (!Number.isFinite(value)) return say("infinite", shown);
  const both = unit && exercise.unit;
  const scale = both ? exercise.perNat[unit] / exercise.perNat[exercise.unit] : 1; // everything in the reader's unit
  const off = (/** @type {number} */ other, by = scale) =>
    Math.abs(value - other * by) / Math.max(1, Math.abs(other * by));
  const decimals = text.match(/^-?[0-9]*\.?([0-9]*)$/)?.[1].length ?? Infinity; // of a plain number; others are exact
  const right = exercise.unit || !unit ? `Right. ${exercise.right}` : messages.unitless;
  if (off(exercise.answer) <= exercise.tolerance) return right;
  if (both && off(exercise.answer, 1) <= exercise.tolerance) return say("unit", exercise.unit);
  const wrong = exercise.wrong.find(([other]) => off(other) <= exercise.tolerance);
  if (wrong) return `Not yet. ${wrong[1]}`;
  // Correctly, to two decimals, as the page's own texts are.
  const rounded = (/** @type {number} */ other) => decimals === 2 && Math.abs(value - other) <= 0.005 + 1e-9;
  if (rounded(exercise.answer * scale)) return right;
  if (both && rounded(exercise.answer)) return say("unit", exercise.unit);
  const slip = exercise.wrong.find(([other]) => rounded(other * scale));
  if (slip) return `Not yet. ${slip[1]}`;
  if (Math.abs(value - exercise.answer * scale) > exercise.near * Math.abs(exercise.answer * scale))
    return messages.other;
  return say(decimals < 3 ? "nearly" : "digits", shown);
}

if (typeof document !== "undefined") {
  for (const form of document.querySelectorAll("form[data-exercise]")) {
    const exercise = JSON.parse(form.querySelector("script").textContent);
    const field = form.elements.answer;
    const check = () => (form.querySelector(".exercise-verdict").textContent = verdict(exercise, field.value));
    // Not the form's submission: a frame that forbids forms, as learning platforms have them, would swallow it.
    form.querySelector("button").addEventListener("click", check);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      check();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }
}
