// Build elements. Text goes in as text nodes only: nothing in this program writes markup.

const SVG = "http://www.w3.org/2000/svg";

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  return element;
}

function make(tag, attributes = {}, ...children) {
  const element = setAttributes(document.createElement(tag), attributes);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function makeSvg(tag, attributes = {}, ...children) {
  const element = setAttributes(document.createElementNS(SVG, tag), attributes);
  element.append(...children);
  return element;
}

// Text of an article keeps its own direction and cannot turn round what follows it.
function makeText(tag, text, attributes = {}) {
  return make(tag, { dir: "auto", ...attributes }, text);
}

function find(selector) {
  return document.querySelector(selector);
}

function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

const isPhone = () => window.matchMedia("(max-width: 760px)").matches;
const prefersStill = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
