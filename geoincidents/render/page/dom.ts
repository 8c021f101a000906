// Build elements. Text goes in as text nodes only: nothing in this program writes markup.

const SVG = "http://www.w3.org/2000/svg";

type Value = string | number | boolean | null | undefined;
export type Attributes = Record<string, Value>;
export type Child = Node | string | null | undefined | false;

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K, attributes: Attributes = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

export function makeSvg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

// Text of an article keeps its own direction and cannot turn round what follows it.
export function makeText<K extends keyof HTMLElementTagNameMap>(tag: K, text: string, attributes: Attributes = {}): HTMLElementTagNameMap[K] {
  return make(tag, { dir: "auto", ...attributes }, text);
}

export function makeButton(label: Child, attributes: Attributes, act: (event: MouseEvent) => void): HTMLButtonElement {
  const button = make("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", act);
  return button;
}

export function find<T extends HTMLElement = HTMLElement>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (!element) throw new Error(`the page lacks ${selector}`);
  return element;
}

export const isPhone = (): boolean => window.matchMedia("(max-width: 760px)").matches;
export const prefersStill = (): boolean => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

// An icon of our own, drawn with one stroke.
const ICONS = {
  close: "M5 5 L19 19 M19 5 L5 19",
  search: "M10.5 4 a6.5 6.5 0 1 1 -0.01 0 M15.5 15.5 L21 21",
  filter: "M3 5 H21 M6.5 12 H17.5 M10 19 H14",
  share: "M12 15 V3 M7.5 7 L12 3 L16.5 7 M5 12 V20 H19 V12",
  play: "M7 4 L20 12 L7 20 Z",
  pause: "M8 4 V20 M16 4 V20",
  back: "M18 5 L9 12 L18 19 M6 5 V19",
  forward: "M6 5 L15 12 L6 19 M18 5 V19",
  all: "M4 9 V4 H9 M15 4 H20 V9 M20 15 V20 H15 M9 20 H4 V15",
  list: "M4 6 H20 M4 12 H20 M4 18 H20",
  down: "M6 9 L12 15 L18 9",
} as const;
export type IconName = keyof typeof ICONS;

export function makeIcon(name: IconName, size = 18): SVGElement {
  const path = makeSvg("path", { d: ICONS[name], fill: name === "play" ? "currentColor" : "none" });
  return makeSvg(
    "svg",
    { viewBox: "0 0 24 24", width: size, height: size, class: "icon", "aria-hidden": "true", focusable: "false" },
    path,
  );
}
