// The page for a class: a room's answers, from the codes that its readers have copied. Nothing is kept.

import { pooled, roomReliability, total } from "crossentropy/scoring.js";
import { find, findAll, write } from "livefigure/frontend/elements.js";
import { answersTo, questionsOf } from "./answers.js";
import { readCode } from "./code.js";

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./answers.js").Question} Question */

const MOST = 1000; // codes
const NAMED = 8; // lines that are named as skipped
const LETTERS = 16; // of such a line
const BINS = 10; // of the probabilities given to an answer

export function mountClassPage() {
  const section = find(document, ".prediction-score");
  const questions = questionsOf(section);
  const codes = /** @type {HTMLTextAreaElement} */ (find(section, "textarea"));
  const mark = find(section, '[data-action="mark"]');

  function show() {
    const { room, skipped } = readRoom(codes.value, questions);
    showSkipped(find(section, ".class-skipped"), skipped);
    const answers = room.flat();
    write(find(section, ".score-sum"), codes.value.trim() ? countOf(room.length, answers.length) : "");
    find(section, ".class-results").hidden = !answers.length;
    if (!answers.length) return;
    for (const part of findAll(section, ".class-question")) {
      showQuestion(
        part,
        answers.filter(({ name }) => name === part.dataset.question),
      );
    }
    for (const chapter of findAll(section, ".class-chapter")) {
      chapter.hidden = !chapter.querySelector(".class-question:not([hidden])");
    }
    showNumbers(section, room);
  }

  codes.addEventListener("input", show);
  mark.addEventListener("click", () => {
    const isOn = mark.getAttribute("aria-pressed") !== "true";
    mark.setAttribute("aria-pressed", String(isOn));
    const right = new Map(questions.map((question) => [question.name, question.right]));
    for (const part of findAll(section, ".class-question")) {
      const rows = findAll(part, ".class-answer");
      rows.forEach((row, i) => {
        row.toggleAttribute("data-right", isOn && i === right.get(String(part.dataset.question)));
      });
    }
  });
  show(); // a browser may have kept the text of an earlier visit
  section.hidden = false;
}

/**
 * The answers of each reader, and the lines that are none.
 * @param {string} text @param {Question[]} questions
 */
export function readRoom(text, questions) {
  const lines = text.split("\n", MOST + 1);
  /** @type {Answer[][]} */
  const room = [];
  /** @type {string[]} */
  const skipped = [];
  /** @type {Map<string, number>} */
  const seen = new Map();
  lines.slice(0, MOST).forEach((line, i) => {
    if (!line.trim()) return;
    const found = readCode(line, questions);
    if ("error" in found) {
      skipped.push(`Line ${i + 1} (${cut(line.trim())}): ${found.error}.`);
      return;
    }
    const said = JSON.stringify(found);
    const before = seen.get(said);
    if (before) {
      skipped.push(`Line ${i + 1} is line ${before} once more.`);
      return;
    }
    seen.set(said, i + 1);
    room.push(answersTo(questions, found.answers));
  });
  if (lines.length > MOST) skipped.push(`Only the first ${MOST} lines were read.`);
  return { room, skipped };
}

/** @param {HTMLElement} list @param {string[]} skipped */
function showSkipped(list, skipped) {
  const more = skipped.length > NAMED ? [`Lines skipped besides: ${skipped.length - NAMED}.`] : [];
  list.replaceChildren(
    ...[...skipped.slice(0, NAMED), ...more].map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    }),
  );
}

/** @param {number} readers @param {number} answers */
function countOf(readers, answers) {
  return `${counted(readers, "reader")}, ${counted(answers, "answer")}.`;
}

/** @param {number} number @param {string} name */
function counted(number, name) {
  return number === 1 ? `1 ${name}` : `${number} ${name}s`;
}

/** What the room gave to each answer of a question. @param {HTMLElement} part @param {Answer[]} answers */
function showQuestion(part, answers) {
  part.hidden = !answers.length;
  if (!answers.length) return;
  const rows = findAll(part, ".class-answer");
  const histograms = rows.map((_, i) => countsOf(answers.map(({ probabilities }) => probabilities[i])));
  const most = Math.max(...histograms.flat());
  rows.forEach((row, i) => {
    const given = answers.map(({ probabilities }) => probabilities[i]);
    const mean = given.reduce((sum, q) => sum + q, 0) / given.length;
    write(find(row, "output"), `mean ${Math.round(100 * mean)} %`);
    find(row, "path").setAttribute("d", stairs(histograms[i], most));
  });
}

/** How many lie up to 10 per cent, up to 20, and so on. @param {number[]} probabilities */
function countsOf(probabilities) {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const q of probabilities) counts[Math.max(Math.ceil(q * BINS - 1e-9), 1) - 1]++;
  return counts;
}

/** Bars side by side; the highest of the question has the height of the picture. @param {number[]} counts @param {number} most */
function stairs(counts, most) {
  const width = 100 / BINS;
  const bars = counts.map((count, i) => {
    const [left, height] = [i * width + 0.5, (24 * count) / most];
    return count ? `M${left} 24v${-height}h${width - 1}V24z` : "";
  });
  return bars.join("");
}

/** @param {HTMLElement} section @param {Answer[][]} room */
function showNumbers(section, room) {
  /** @type {Record<string, number>} */
  const numbers = { ...total(room.flat()), pooled: total(pooled(room)).paid };
  for (const cell of findAll(section, "[data-number]")) {
    write(cell, numbers[String(cell.dataset.number)].toFixed(2));
  }
  const rows = roomReliability(room).map(({ count, said, happened, low, high }) => {
    const row = document.createElement("tr");
    const texts = [count, percent(said), percent(happened / count), `${Math.round(100 * low)} to ${percent(high)}`];
    for (const text of texts) row.insertCell().textContent = String(text);
    row.insertCell().append(track(said, happened / count, low, high));
    return row;
  });
  find(section, ".class-reliability tbody").replaceChildren(...rows);
}

/** An interval, the share that came true as a point, and what was said as a stroke. @param {number} said @param {number} share @param {number} low @param {number} high */
function track(said, share, low, high) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 100 12");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI ?? "", "path");
  const point = `M${100 * share} 6m-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0`;
  path.setAttribute("d", `M${100 * low} 5.4h${100 * (high - low)}v1.2h${-100 * (high - low)}z${point}`);
  const stroke = document.createElementNS(svg.namespaceURI ?? "", "path");
  stroke.setAttribute("class", "class-said");
  stroke.setAttribute("d", `M${100 * said} 0v12`);
  svg.append(path, stroke);
  return svg;
}

/** @param {number} share */
function percent(share) {
  return `${Math.round(100 * share)} %`;
}

/** @param {string} text */
function cut(text) {
  const letters = [...text.slice(0, 2 * LETTERS)];
  return letters.length <= LETTERS ? text : `${letters.slice(0, LETTERS).join("")}…`;
}
