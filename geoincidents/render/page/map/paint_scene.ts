// Paint a scene: areas beneath, lines, then symbols and clusters.

import type { Painter, Ring } from "./painter";
import type { ClusterItem, Flow, Scene, SymbolItem } from "./scene";
import type { Theme } from "./theme";

const ARROW_PX = 10;
// The ring round the symbol of an open incident.
const SELECTED_GAP_PX = 20;

export function paintScene(painter: Painter, scene: Scene, theme: Theme): void {
  const anySelected = scene.items.some((item) => item.kind === "symbol" && item.selected);
  for (const area of scene.areas) {
    const strong = area.selected;
    const style = {
      fill: area.colour, fillOpacity: strong ? 0.16 : anySelected ? 0.04 : 0.08,
      stroke: area.colour, width: strong ? 1.8 : 1, dash: [4, 4], opacity: anySelected && !strong ? 0.6 : 0.85,
    };
    if (area.rings) painter.polygon(area.rings, style);
    else painter.circle(area.x, area.y, area.radius, style);
  }
  for (const flow of scene.flows) paintFlow(painter, flow, theme, anySelected);
  for (const [x0, y0, x1, y1] of scene.legs) {
    painter.line([x0, y0, x1, y1], { stroke: theme.ink2, width: 1, opacity: 0.7 });
    painter.circle(x0, y0, 2.2, { fill: theme.ink, stroke: theme.halo, width: 1 });
  }
  for (const item of scene.items) {
    if (item.kind === "cluster") paintCluster(painter, item, theme);
    else if (!item.selected) paintSymbol(painter, item, theme);
  }
  for (const item of scene.items) if (item.kind === "symbol" && item.selected) paintSymbol(painter, item, theme);
}

function paintSymbol(painter: Painter, item: SymbolItem, theme: Theme): void {
  const { x, y, colour, path, draw } = item;
  const size = item.selected ? item.size + 3 : item.size;
  if (item.selected) painter.circle(x, y, size / 2 + 7, { fill: theme.paper, fillOpacity: 0.85, stroke: theme.ink, width: 2 });
  painter.shape(path, x, y, size, { stroke: theme.halo, width: draw === "solid" ? 3 : 5.5 });
  if (draw === "solid") return painter.shape(path, x, y, size, { fill: colour });
  const dash = draw === "soft" ? { dash: [2.6, 2] } : {};
  painter.shape(path, x, y, size, { fill: theme.paper, stroke: colour, width: 2, ...dash });
  if (draw === "soft") painter.shape(path, x, y, size, { fill: colour, fillOpacity: 0.25 });
}

// A number in a ring whose parts have the colours of what it holds.
function paintCluster(painter: Painter, { x, y, radius, count, slices, path }: ClusterItem, theme: Theme): void {
  painter.circle(x, y, radius + 2, { fill: theme.halo, fillOpacity: 0.75 });
  painter.circle(x, y, radius, { fill: theme.paper });
  // Launch places and targets are told from what happened by their sign, not by a number.
  if (path) return painter.shape(path, x, y, 13, { fill: theme.markInk });
  const whole = slices.reduce((sum, [, n]) => sum + n, 0);
  let from = -Math.PI / 2;
  for (const [colour, n] of slices) {
    const to = from + (2 * Math.PI * n) / whole;
    painter.slice(x, y, radius - 3.6, radius, from, to, { fill: colour });
    from = to;
  }
  const text = shorten(count);
  painter.text(x, y + 0.5, text, { size: text.length > 3 ? 11 : 12, weight: 650, fill: theme.ink, align: "center" });
}

export function shorten(n: number): string {
  if (n < 10_000) return String(n);
  if (n < 1_000_000) return `${Math.round(n / 1000)}k`;
  return `${(n / 1e6).toFixed(1)}M`;
}

function paintFlow(painter: Painter, flow: Flow, theme: Theme, anySelected: boolean): void {
  const faded = anySelected && !flow.selected;
  const width = flow.selected ? 3 : flow.width;
  const opacity = faded ? 0.35 : flow.joined ? 0.5 : 0.9;
  painter.line(flow.points, { stroke: theme.halo, width: width + 2.6, opacity: faded || flow.joined ? 0.3 : 0.7 });
  painter.line(flow.points, { stroke: theme.markInk, width, opacity, ...(flow.dashed ? { dash: [1.5, 6] } : {}) });
  const head = arrowHead(flow.points, width, flow.selected ? SELECTED_GAP_PX : ARROW_PX);
  if (head) painter.polygon([head], { fill: theme.markInk, opacity, stroke: theme.halo, width: 0.8 });
}

// The head keeps its size on the screen and stops short of the symbol that it points at.
function arrowHead(points: Ring, width: number, gap: number): number[] | null {
  const n = points.length;
  const [x1, y1] = [points[n - 2]!, points[n - 1]!];
  let i = n - 4;
  while (i > 0 && Math.hypot(x1 - points[i]!, y1 - points[i + 1]!) < 3 * ARROW_PX) i -= 2;
  const [dx, dy] = [x1 - points[i]!, y1 - points[i + 1]!];
  const length = Math.hypot(dx, dy);
  if (length < 3 * ARROW_PX) return null;
  const [ux, uy] = [dx / length, dy / length];
  const size = ARROW_PX * (0.8 + width * 0.12);
  const [tipX, tipY] = [x1 - ux * gap, y1 - uy * gap];
  const [baseX, baseY] = [tipX - ux * size * 1.3, tipY - uy * size * 1.3];
  const half = size * 0.52;
  return [tipX, tipY, baseX - uy * half, baseY + ux * half, baseX + uy * half, baseY - ux * half];
}
