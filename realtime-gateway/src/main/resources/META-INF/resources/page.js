// Small things that every part of the page uses.

export const byId = (id) => document.getElementById(id);

export function create(name, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(name);
  fill(element, text, attributes, children);
  return element;
}

export function createSvg(name, { text, ...attributes } = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, text, attributes, children);
  return element;
}

/** Shows the text, or hides the element where there is none. */
export function say(element, text) {
  element.textContent = text ?? "";
  element.hidden = !text;
}

const numbers = new Intl.NumberFormat("en");

export const number = (value) => numbers.format(value);

export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

function fill(element, text, attributes, children) {
  if (text !== undefined) {
    element.textContent = text;
  }
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
}
