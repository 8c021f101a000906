// Names of countries, towns and the incidents' own places, placed so that none covers another.

import type { Meta, World } from "../data/meta";
import type { Core } from "../data/core";
import { mercatorX, mercatorY, worldPx } from "./mercator";
import type { Painter, TextStyle } from "./painter";
import type { Scene } from "./scene";
import type { Theme } from "./theme";
import { viewX, viewY, type View } from "./view";

export interface Box { left: number; right: number; top: number; bottom: number }
interface Name { text: string; x: number; y: number; kind: "country" | "town" | "big" | "spot" }

const NAME_LIMIT = 80;
const NAME_LENGTH = 40;
const COUNTRY_ZOOMS = [2, 6.75] as const;
const COUNTRY_WIDE_PX = 60;
// From here on the places of the incidents themselves are named, if they are not too many.
const SPOT_ZOOM = 8.5;
const SPOT_LIMIT = 40;
const BIG_AFTER_ZOOMS = 2;

const meets = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function listNames(core: Core, meta: Meta, world: World, scene: Scene, view: View): Name[] {
  const names: Name[] = [];
  if (view.zoom >= SPOT_ZOOM) {
    const spots = scene.items.flatMap((item): Name[] => {
      const text = item.kind === "symbol" ? core.name("names", core.places.name[item.place]!) : "";
      return text && item.kind === "symbol" ? [{ text, x: item.trueX, y: item.trueY, kind: "spot" }] : [];
    });
    if (spots.length <= SPOT_LIMIT) names.push(...spots);
  }
  if (view.zoom >= COUNTRY_ZOOMS[0] && view.zoom <= COUNTRY_ZOOMS[1]) {
    const wide = (area: number) => (Math.sqrt(area) * worldPx(view.zoom)) / 360 > COUNTRY_WIDE_PX;
    for (const [text, longitude, latitude, area] of [...(world.countries ?? [])].sort((a, b) => b[3] - a[3])) {
      if (wide(area)) names.push({ text, ...pxOf(view, longitude, latitude), kind: "country" });
    }
  }
  for (const [text, longitude, latitude, first] of meta.names) {
    if (view.zoom < first) continue;
    names.push({ text, ...pxOf(view, longitude, latitude), kind: view.zoom - first > BIG_AFTER_ZOOMS ? "big" : "town" });
  }
  return names;
}

function pxOf(view: View, longitude: number, latitude: number): { x: number; y: number } {
  return { x: viewX(view, mercatorX(longitude)), y: viewY(view, mercatorY(latitude)) };
}

function styleOf(name: Name, theme: Theme): TextStyle {
  const base = { halo: theme.land, haloWidth: 3 };
  if (name.kind === "country") return { ...base, size: 11, weight: 600, fill: theme.name, align: "center", spacing: 1.6 };
  if (name.kind === "spot") return { ...base, size: 12, weight: 650, fill: theme.ink };
  return { ...base, size: 11.5, weight: name.kind === "big" ? 600 : 450, fill: theme.name };
}

export function paintLabels(
  painter: Painter, core: Core, meta: Meta, world: World, scene: Scene, view: View, theme: Theme, covered: readonly Box[],
): void {
  const symbols = scene.items.map((item) => {
    const r = item.kind === "cluster" ? item.radius + 2 : 12;
    return { left: item.x - r, right: item.x + r, top: item.y - r, bottom: item.y + r };
  });
  const taken: Box[] = [...symbols, ...covered];
  const used = new Set<string>();
  for (const name of listNames(core, meta, world, scene, view)) {
    if (used.size >= NAME_LIMIT) return;
    if (used.has(name.text) || name.x < -40 || name.y < 0 || name.x > view.width + 40 || name.y > view.height) continue;
    const text = name.text.length > NAME_LENGTH ? `${name.text.slice(0, NAME_LENGTH)}…` : name.text;
    const style = styleOf(name, theme);
    const width = painter.measure(text, style);
    const gap = name.kind === "spot" ? 15 : 6;
    const side = listSides(name.kind).find((s) => !taken.some((box) => meets(box, boxOf(name, s, width, gap))));
    if (!side) continue;
    taken.push(boxOf(name, side, width, gap));
    used.add(name.text);
    if (name.kind === "town" || name.kind === "big") painter.circle(name.x, name.y, 1.9, { fill: theme.name, stroke: theme.land, width: 1 });
    const x = side === "right" ? name.x + gap : side === "left" ? name.x - gap - width : name.x;
    painter.text(x, name.y, text, style);
  }
}

function listSides(kind: Name["kind"]): ("middle" | "right" | "left")[] {
  return kind === "country" ? ["middle"] : ["right", "left"];
}

function boxOf({ x, y }: Name, side: "middle" | "right" | "left", width: number, gap: number): Box {
  const left = side === "middle" ? x - width / 2 : side === "right" ? x - 3 : x - gap - width;
  const right = side === "middle" ? x + width / 2 : side === "right" ? x + gap + width : x + 3;
  return { left: left - 2, right: right + 2, top: y - 9, bottom: y + 9 };
}
