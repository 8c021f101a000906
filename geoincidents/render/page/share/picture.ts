// A picture to publish: title, map, key, scale, sources and date, as PNG or SVG.

import type { App } from "../app";
import { describeFilters } from "../filter/panel";
import { latitudeOf } from "../map/mercator";
import { CanvasPainter, type Painter, SERIF, type TextStyle } from "../map/painter";
import type { Stage } from "../map/stage";
import { SvgPainter } from "../map/svg_painter";
import { makeView, type View } from "../map/view";
import { isoDay, DAY_MS } from "../words/words";

const MARGIN = 28;
const KEY_ROW_PX = 22;
const KEY_COLUMN_PX = 210;
const MOST_SOURCES = 8;
const SHARPNESS = 2;

interface Layout { width: number; height: number; top: number; map: View; keyTop: number }

export function makePng(app: App, stage: Stage): HTMLCanvasElement {
  const layout = lay(app, stage);
  const canvas = document.createElement("canvas");
  canvas.width = layout.width * SHARPNESS;
  canvas.height = layout.height * SHARPNESS;
  const ctx = canvas.getContext("2d")!;
  ctx.scale(SHARPNESS, SHARPNESS);
  const painter = new CanvasPainter(ctx);
  painter.rect(0, 0, layout.width, layout.height, { fill: app.theme.paper });
  ctx.save();
  ctx.beginPath();
  ctx.rect(MARGIN, layout.top, layout.map.width, layout.map.height);
  ctx.clip();
  ctx.translate(MARGIN, layout.top);
  paintMap(app, stage, painter, layout.map);
  ctx.restore();
  paintFrame(app, painter, layout);
  return canvas;
}

export function makeSvgText(app: App, stage: Stage): string {
  const layout = lay(app, stage);
  const ns = "http://www.w3.org/2000/svg";
  const add = (parent: Element, tag: string, values: Record<string, string | number>): SVGElement => {
    const element = document.createElementNS(ns, tag);
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
    parent.append(element);
    return element;
  };
  const root = document.createElementNS(ns, "svg");
  for (const [name, value] of Object.entries({ viewBox: `0 0 ${layout.width} ${layout.height}`, width: layout.width, height: layout.height })) root.setAttribute(name, String(value));
  const clip = add(add(root, "defs", {}), "clipPath", { id: "map" });
  add(clip, "rect", { x: 0, y: 0, width: layout.map.width, height: layout.map.height });
  const whole = new SvgPainter(root);
  whole.rect(0, 0, layout.width, layout.height, { fill: app.theme.paper });
  const moved = add(root, "g", { transform: `translate(${MARGIN} ${layout.top})` });
  paintMap(app, stage, new SvgPainter(add(moved, "g", { "clip-path": "url(#map)" })), layout.map);
  paintFrame(app, whole, layout);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function lay(app: App, stage: Stage): Layout {
  const size = stage.map.getSize();
  const bounds = stage.map.getPixelBounds();
  const map = makeView(stage.map.getZoom(), bounds.min!.x, bounds.min!.y, Math.max(480, size.x), Math.max(320, size.y));
  const top = describeFilters(app) ? 104 : 84;
  const columns = Math.max(1, Math.floor(map.width / KEY_COLUMN_PX));
  const rows = Math.ceil(listKey(app).length / columns);
  const keyTop = top + map.height + 20;
  return { width: map.width + 2 * MARGIN, height: keyTop + rows * KEY_ROW_PX + 62, top, map, keyTop };
}

function listKey(app: App): { label: string; colour: string; path: string }[] {
  const { colouring, core, meta, engine } = app;
  const used = new Set<number>();
  for (let i = 0; i < core.rows; i += 1) if (engine.passes[i] && core.offMap[i] === 0) used.add(colouring.of[i]!);
  const names = Object.keys(meta.looks.types);
  const disc = meta.looks.types[meta.looks.fallback]!.path;
  return colouring.classes.flatMap((entry, k) => used.has(k)
    ? [{ ...entry, path: colouring.field === "type" ? meta.looks.types[names[k]!]!.path : disc }] : []);
}

function paintMap(app: App, stage: Stage, painter: Painter, view: View): void {
  painter.rect(0, 0, view.width, view.height, { fill: app.theme.sea });
  stage.paintBase(painter, view);
  // The scale stands in this corner: no name may lie beneath it.
  stage.paint(painter, view, [{ left: view.width - 180, right: view.width, top: view.height - 34, bottom: view.height }]);
}

function paintFrame(app: App, painter: Painter, { width, height, top, map, keyTop }: Layout): void {
  const { theme, words, meta, engine } = app;
  const rtl = words.isRtl;
  const side = rtl ? width - MARGIN : MARGIN;
  const align = rtl ? "end" : "start";
  const small: TextStyle = { size: 12.5, fill: theme.ink2, align };
  const fit = (text: string, style: TextStyle) => shortenTo(painter, text, style, map.width);
  const titleStyle: TextStyle = { size: 26, weight: 700, fill: theme.ink, family: SERIF, align };
  painter.text(side, 36, fit(meta.title, titleStyle), titleStyle);
  const said = meta.note ?? words.t("showing", { n: engine.passing, all: app.core.rows });
  const span = app.span ? `, ${words.t("span", { a: words.month(app.span.from), b: words.month(app.span.to) })}` : "";
  painter.text(side, 64, fit(said + span, small), { ...small, size: 14 });
  const filters = describeFilters(app);
  if (filters) painter.text(side, 86, fit(filters, small), small);
  painter.rect(MARGIN, top, map.width, map.height, { stroke: theme.rule, width: 1 });
  paintScale(app, painter, map, MARGIN + map.width - 12, top + map.height - 14);
  const columns = Math.max(1, Math.floor(map.width / KEY_COLUMN_PX));
  listKey(app).forEach(({ label, colour, path }, i) => {
    const column = i % columns;
    const x = rtl ? side - column * KEY_COLUMN_PX - 8 : side + column * KEY_COLUMN_PX + 8;
    const y = keyTop + Math.floor(i / columns) * KEY_ROW_PX + 8;
    painter.shape(path, x, y, 14, { fill: colour });
    painter.text(x + (rtl ? -14 : 14), y, label, { size: 12.5, fill: theme.ink, align });
  });
  painter.text(side, height - 36, fit(listSources(app), small), small);
  const today = words.day(Math.floor(Date.now() / DAY_MS));
  painter.text(side, height - 16, fit(`${words.t("made_on", { date: today })}. ${meta.made_with}, Natural Earth, GeoNames`, small), small);
}

export function listSources(app: App): string {
  const { core, engine, words } = app;
  const counts = new Map<number, number>();
  for (let i = 0, k = 0; i < core.rows; i += 1) {
    for (; k < core.sources.ends[i]!; k += 1) {
      const code = core.sources.codes[k]!;
      if (engine.passes[i]) counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  const names = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([code]) => core.name("sources", code));
  const shown = names.slice(0, MOST_SOURCES).join(", ");
  const more = names.length > MOST_SOURCES ? ` ${words.t("sources_more", { n: names.length - MOST_SOURCES })}` : "";
  return names.length ? words.t("sources_line", { sources: shown + more }) : "";
}

function shortenTo(painter: Painter, text: string, style: TextStyle, width: number): string {
  if (painter.measure(text, style) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (painter.measure(`${text.slice(0, middle)}…`, style) <= width) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}…`;
}

function paintScale({ theme, words }: App, painter: Painter, view: View, right: number, y: number): void {
  const latitude = latitudeOf((view.top + view.height / 2) / view.scale);
  const metresPerPx = (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / view.scale;
  const most = 140 * metresPerPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= most) ?? power;
  const length = metres / metresPerPx;
  const points = [right - length, y - 5, right - length, y, right, y, right, y - 5];
  painter.line(points, { stroke: theme.halo, width: 4 });
  painter.line(points, { stroke: theme.ink, width: 1.5 });
  const text = metres >= 1000 ? words.t("kilometres", { n: metres / 1000 }) : words.t("metres", { n: metres });
  painter.text(right - length / 2, y - 9, text, { size: 11, fill: theme.ink, halo: theme.land, align: "center" });
}

export function pictureName(app: App): string {
  return `${app.meta.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "map"}-${isoDay(Math.floor(Date.now() / DAY_MS))}`;
}
