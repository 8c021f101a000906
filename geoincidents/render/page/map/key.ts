// One box is both the key to what is drawn and the control of it.

import type { App, Change } from "../app";
import { IMPACT, LAUNCH, TARGET } from "../data/core";
import type { Tile } from "../data/meta";
import { type Child, make, makeSvg } from "../dom";
import { COLOUR_FIELDS, type ColourField } from "./colours";
import { densityRamp } from "./density";
import { LAYERS, type LayerName } from "./scene";
import type { Stage } from "./stage";
import { makeSymbol } from "./symbols";

// Below, the box would cover too much of the map.
const ROOMY_PX = 1200;

export class Key {
  readonly element: HTMLDetailsElement;
  private readonly rows = make("ul", { class: "key-rows" });
  private readonly status = make("p", { class: "note", role: "status" });
  private tile: L.TileLayer | null = null;

  constructor(
    private readonly app: App,
    private readonly stage: Stage,
  ) {
    const { words, meta } = app;
    this.element = make("details", { class: "key", open: window.innerWidth >= ROOMY_PX && !document.body.classList.contains("is-compact") }, make("summary", {}, words.t("key")),
      make("div", { class: "key-body" },
        this.makeColourChoice(), this.rows, this.makeSure(), this.makeLayers(), meta.tiles.length ? this.makeTiles() : null));
    L.DomEvent.disableClickPropagation(this.element).disableScrollPropagation(this.element);
    this.element.addEventListener("toggle", () => stage.redraw());
    this.update("rows");
  }

  update(change: Change): void {
    if (change === "selected" || change === "view" || change === "searching") return;
    const { app } = this;
    const { colouring, core, engine, meta, words } = app;
    const counts = new Uint32Array(colouring.classes.length);
    for (let i = 0; i < core.rows; i += 1) if (engine.passes[i] && core.offMap[i] === 0) counts[colouring.of[i]!]! += 1;
    const names = Object.keys(meta.looks.types);
    const disc = meta.looks.types[meta.looks.fallback]!.path;
    this.rows.replaceChildren(...colouring.classes.flatMap(({ label, colour }, k) => {
      if (!counts[k]) return [];
      const path = colouring.field === "type" ? meta.looks.types[names[k]!]!.path : disc;
      return [make("li", {}, makeSymbol(path, colour, "solid", 18), make("span", { dir: "auto" }, label), make("span", { class: "count" }, words.number(counts[k]!)))];
    }));
  }

  private makeColourChoice(): HTMLElement {
    const { app } = this;
    const select = make("select", {}, ...COLOUR_FIELDS.map((field) => make("option", { value: field, selected: field === app.state.colour }, app.words.t(`colour_${field}`))));
    select.addEventListener("change", () => {
      app.state.colour = select.value as ColourField;
      app.recolour();
      app.tell("look");
    });
    return make("label", { class: "colour-by" }, make("span", {}, app.words.t("colour_by")), select);
  }

  private makeSure(): HTMLElement {
    const { app } = this;
    const { words, meta } = app;
    const disc = meta.looks.types[meta.looks.fallback]!.path;
    const row = (sample: Element, key: string) => make("li", {}, sample, make("span", {}, words.t(key)));
    const rows = (["solid", "hollow", "soft"] as const).map((draw) => row(makeSymbol(disc, "#767676", draw, 18), `sure_${draw}`));
    const hasBackground = app.core.background.some((value) => value === 1);
    return make("div", { class: "sure" }, make("h3", {}, words.t("facet_precision")), make("ul", { class: "key-rows" }, ...rows,
      hasBackground ? row(makeSymbol(disc, "#767676", "solid", 12), "sure_small") : null));
  }

  private makeLayers(): HTMLElement {
    const { app } = this;
    const { words, core, state } = app;
    const has = (role: number) => core.places.role.some((value, p) => value === role && core.places.draw[p] !== 0);
    const present: Record<LayerName, boolean> = {
      impact: has(IMPACT), launch: has(LAUNCH), target: has(TARGET), trajectory: core.lines.count > 0, uncertainty: core.places.count > 0, density: has(IMPACT), names: true,
    };
    const boxes = LAYERS.filter((name) => present[name]).map((name) => {
      const input = make("input", { type: "checkbox", checked: state.layers.has(name) });
      input.addEventListener("change", () => {
        if (input.checked) state.layers.add(name);
        else state.layers.delete(name);
        app.tell("look");
      });
      return make("label", { class: "choice", "data-layer": name }, input, this.makeSample(name), make("span", {}, words.t(`layer_${name}`)));
    });
    const dashed = core.lines.vague.some((value) => value === 1) ? make("p", { class: "note" }, words.t("dashed_note")) : null;
    return make("details", { class: "layers" }, make("summary", {}, words.t("layers")), ...boxes, dashed);
  }

  private makeSample(name: LayerName): Child {
    const { meta, theme } = this.app;
    const box = (...children: SVGElement[]) => makeSvg("svg", { viewBox: "0 0 24 24", width: 18, height: 18, class: "sample", "aria-hidden": "true" }, ...children);
    if (name === "impact") return makeSymbol(meta.looks.types[meta.looks.fallback]!.path, "#767676", "solid", 18);
    if (name === "launch" || name === "target") return makeSymbol(meta.looks.roles[name]!.path, "currentColor", "solid", 18);
    if (name === "trajectory") return box(makeSvg("path", { d: "M1 18 L17 8 M11 7 L18 7 L14.5 13", fill: "none", stroke: "currentColor", "stroke-width": 2.4 }));
    if (name === "uncertainty") return box(makeSvg("circle", { cx: 12, cy: 12, r: 9, fill: "currentColor", "fill-opacity": 0.12, stroke: "currentColor", "stroke-dasharray": "3 3" }));
    if (name === "density") return box(...densityRamp(theme.isDark).map((colour, i) => makeSvg("circle", { cx: 12, cy: 12, r: 11 - 2.8 * i, fill: colour })));
    return make("span", { class: "sample-name", "aria-hidden": "true" }, "Aa");
  }

  private makeTiles(): HTMLElement {
    const { words, meta } = this.app;
    const choice = (label: string, tile: Tile | null, checked: boolean) => {
      const input = make("input", { type: "radio", name: "background", checked });
      input.addEventListener("change", () => this.useTile(tile));
      return make("label", { class: "choice" }, input, make("span", {}, label));
    };
    return make("fieldset", { class: "tiles" }, make("legend", {}, words.t("background")), choice(words.t("background_outline"), null, true),
      ...meta.tiles.map((tile) => choice(words.t("background_tile", { label: tile.label, host: tile.host }), tile, false)), this.status);
  }

  private useTile(tile: Tile | null): void {
    const { stage, app } = this;
    this.tile?.remove();
    this.tile = null;
    this.status.textContent = "";
    stage.onTiles = Boolean(tile);
    document.body.classList.toggle("on-tiles", stage.onTiles);
    if (tile) {
      const layer = L.tileLayer(tile.url, { maxZoom: 19, maxNativeZoom: tile.max_zoom, attribution: tile.attribution });
      layer.once("tileerror", () => (this.status.textContent = app.words.t("tile_failed", { host: tile.host, note: tile.note })));
      this.tile = layer.addTo(stage.map);
    }
    stage.redraw(true);
  }
}
