// Symbols as elements, for lists and keys: what it is by shape and colour, how sure by filling.

import type { App } from "../app";
import { DRAWS, IMPACT, type Draw } from "../data/core";
import { makeSvg } from "../dom";
import { listPlaces } from "../data/core";

export function makeSymbol(path: string, colour: string, draw: Draw = "solid", size = 20): SVGElement {
  const shape = { d: path, "fill-rule": "evenodd", "stroke-linejoin": "round" };
  const styles: Record<string, Record<string, string | number>> = {
    solid: { fill: colour },
    hollow: { class: "paper-fill", stroke: colour, "stroke-width": 2.8 },
    soft: { class: "paper-fill", stroke: colour, "stroke-width": 2.5, "stroke-dasharray": "3.4 2.6" },
    none: { class: "paper-fill", stroke: colour, "stroke-width": 2, "stroke-dasharray": "1 3" },
  };
  const symbol = makeSvg(
    "svg",
    { viewBox: "-3 -3 30 30", width: size, height: size, "aria-hidden": "true", focusable: "false", class: "symbol" },
    makeSvg("path", { ...shape, ...styles[draw] }),
  );
  if (draw === "soft") symbol.append(makeSvg("path", { ...shape, fill: colour, "fill-opacity": 0.22 }));
  return symbol;
}

export function pathOf({ core, meta }: App, row: number): string {
  const { types, fallback } = meta.looks;
  return (types[core.name("types", core.type[row]!)] ?? types[fallback]!).path;
}

export function symbolOf(app: App, row: number, size = 20): SVGElement {
  const [first] = listPlaces(app.core, row, IMPACT);
  const draw = first === undefined ? "none" : DRAWS[app.core.places.draw[first]!]!;
  return makeSymbol(pathOf(app, row), app.colouring.classes[app.colouring.of[row]!]!.colour, draw, size);
}
