// The outline that travels in the page: land, water, borders.

import type { Point, World } from "../data/meta";
import { mercatorX, mercatorY } from "./mercator";
import type { Painter, Ring, Style } from "./painter";
import type { Theme } from "./theme";
import { viewX, viewY, type View } from "./view";

interface Outline {
  points: Float64Array;
  box: [number, number, number, number];
}

interface Layer {
  name: keyof World;
  shapes: Outline[][];
  area: boolean;
  fromZoom: number;
  style(theme: Theme): Style;
}

const NEAREST_PX = 0.8;
const ORDER: [keyof World, boolean, number, (theme: Theme) => Style][] = [
  ["land", true, 0, (t) => ({ fill: t.land })],
  ["lakes", true, 3, (t) => ({ fill: t.sea })],
  ["rivers", false, 4.5, (t) => ({ stroke: t.water, width: 1 })],
  ["roads", false, 6.5, (t) => ({ stroke: t.road, width: 1 })],
  ["provinces", false, 4.5, (t) => ({ stroke: t.border, width: 0.7, dash: [1, 3], opacity: 0.8 })],
  ["borders", false, 0, (t) => ({ stroke: t.border, width: 1.1 })],
  ["disputed", false, 0, (t) => ({ stroke: t.border, width: 1.1, dash: [5, 4] })],
];

export class Basemap {
  private readonly layers: Layer[];

  constructor(world: World) {
    this.layers = ORDER.map(([name, area, fromZoom, style]) => {
      const given = (world[name] ?? []) as Point[][] | Point[][][];
      const shapes = area
        ? (given as Point[][][]).map((rings) => rings.map(prepare))
        : (given as Point[][]).map((line) => [prepare(line)]);
      return { name, area, fromZoom, style, shapes };
    });
  }

  paint(painter: Painter, view: View, theme: Theme): void {
    for (const layer of this.layers) {
      if (view.zoom < layer.fromZoom) continue;
      const style = layer.style(theme);
      for (const shape of layer.shapes) {
        if (!shape[0] || !isSeen(shape[0], view)) continue;
        if (layer.area) painter.polygon(shape.map((ring) => project(ring, view, true)), style);
        else painter.line(project(shape[0], view, false), style);
      }
    }
  }
}

function prepare(line: Point[]): Outline {
  const points = new Float64Array(line.length * 2);
  const box: Outline["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  line.forEach(([longitude, latitude], i) => {
    const x = (points[2 * i] = mercatorX(longitude));
    const y = (points[2 * i + 1] = mercatorY(latitude));
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  });
  return { points, box };
}

function isSeen({ box }: Outline, view: View): boolean {
  return (
    viewX(view, box[2]) > -4 && viewX(view, box[0]) < view.width + 4 && viewY(view, box[3]) > -4 && viewY(view, box[1]) < view.height + 4
  );
}

// Points nearer to one another than a pixel tells apart are left out.
function project({ points }: Outline, view: View, closed: boolean): Ring {
  const out: number[] = [];
  let lastX = NaN;
  let lastY = NaN;
  const end = points.length - 2;
  for (let i = 0; i <= end; i += 2) {
    const x = viewX(view, points[i]!);
    const y = viewY(view, points[i + 1]!);
    const near = Math.abs(x - lastX) < NEAREST_PX && Math.abs(y - lastY) < NEAREST_PX;
    if (near && (closed || i !== end)) continue;
    out.push(x, y);
    lastX = x;
    lastY = y;
  }
  return out;
}
