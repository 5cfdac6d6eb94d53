// What the page's address does to a figure, and the button that copies such an address.

import { find, findAll, nameAnew, write } from "./elements.js";
import { notUnderstood, readLink, writeLink } from "./links.js";
import { specOf } from "./spec.js";

/** @typedef {import("./figure.js").LiveElement} LiveElement */

/**
 * Set a figure as the query of the address says, and offer a link to it as it stands.
 * @param {LiveElement} figure @param {string} query @param {string[]} strays what it says of figures that the page does not have
 */
export function linkFigure(figure, query, strays) {
  const name = String(figure.dataset.explorer);
  const message = find(figure, ".explorer-message");
  find(figure, '[data-action="link"]').onclick = () =>
    copyLink(writeLink(location.href, name, figure.explorer.values()), message);
  if (!query) return;
  const link = readLink(query, name, specOf(figure));
  hideParts(figure, link.hide);
  if (link.veil === "on") figure.dispatchEvent(new CustomEvent("explorer:veil", { detail: { owner: "link" } }));
  if (link.veil === "off") figure.dataset.veil = "off";
  figure.explorer.set(link.values);
  if (link.exchange) find(figure, '[data-action="exchange"]').click();
  const unread = notUnderstood([...link.unread, ...strays]);
  if (!unread) return;
  figure.addEventListener("explorer:draw", () => write(message, unread), { once: true });
  figure.explorer.redraw();
}

/**
 * Hide parts of a figure, for the eye and for a screen reader: controls, curves with their entries in the legend, words.
 * @param {HTMLElement} figure @param {string[]} names
 */
function hideParts(figure, names) {
  const controls = findAll(figure, "[data-control]").map((control) => String(control.dataset.control));
  for (const part of findAll(figure, "[data-control], [data-curve], [data-legend]")) {
    const { control, legend, curve = String(legend) } = part.dataset;
    if (!names.includes(control ?? curve) || (!control && controls.includes(curve))) continue; // a switch goes before its curve
    part.setAttribute("hidden", "");
    if (part.matches("p, figcaption")) part.textContent = "";
  }
  nameAnew(figure);
}

/**
 * Put a link on the clipboard; where the browser forbids it, show it to be copied.
 * @param {string} link @param {HTMLElement} message
 */
function copyLink(link, message) {
  const offer = () => {
    message.textContent = "Copy this link: ";
    const field = document.createElement("input");
    field.readOnly = true;
    field.value = link;
    field.setAttribute("aria-label", "Link to this figure as it stands");
    message.append(field);
    field.select();
  };
  if (!navigator.clipboard) return offer();
  navigator.clipboard.writeText(link).then(() => write(message, "Link copied."), offer);
}

/**
 * Lead to the page that shows the figure alone; on that page, to nowhere.
 * @param {HTMLElement} figure @param {string} root of the site
 */
export function linkOwnPage(figure, root) {
  const link = /** @type {HTMLAnchorElement | null} */ (find(figure, '[data-control="alone"]'));
  if (!link) return;
  link.href = root + link.dataset.page;
  if (link.pathname === location.pathname) link.remove();
}
