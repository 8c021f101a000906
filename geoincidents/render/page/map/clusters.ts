// Gather places that lie close together on the screen. One pass over the columns at each drawing:
// it follows every filter at once, where an index made ahead would have to be made anew.

import type { Core } from "../data/core";
import { viewX, viewY, type View } from "./view";

export const CELL_PX = 58;
const SINGLE_RADIUS_PX = 11;

export interface Cluster {
  x: number;
  y: number;
  count: number;
  // The first of its places; all of them where `count` is 1.
  place: number;
  // Bounds in x, y of the world (0..1).
  box: [number, number, number, number];
  classes: Uint32Array;
  absorbedBy: number;
}

export interface Clustering {
  clusters: Cluster[];
  // Cluster of each place, -1 where it is not drawn.
  of: Int32Array;
}

export function clusterRadius(count: number): number {
  return count === 1 ? SINGLE_RADIUS_PX : 11 + 4.6 * Math.log10(count + 4);
}

export function clusterPlaces(
  core: Core, view: View, role: number, isShown: (place: number) => boolean, classOf: Uint8Array, classCount: number, of: Int32Array,
): Clustering {
  const { places } = core;
  // The lattice stands still on the ground, so that nothing regroups while the map is moved.
  const cell = CELL_PX * 2 ** (view.zoom - Math.floor(view.zoom));
  const firstColumn = Math.floor((view.left - cell) / cell);
  const firstRow = Math.floor((view.top - cell) / cell);
  const columns = Math.ceil((view.width + 2 * cell) / cell) + 2;
  const rows = Math.ceil((view.height + 2 * cell) / cell) + 2;
  const grid = new Int32Array(columns * rows).fill(-1);
  const clusters: Cluster[] = [];
  of.fill(-1);
  for (let p = 0; p < places.count; p += 1) {
    if (places.role[p] !== role || places.draw[p] === 0) continue;
    const wx = places.x[p]! * view.scale;
    const wy = places.y[p]! * view.scale;
    const column = Math.floor(wx / cell) - firstColumn;
    const row = Math.floor(wy / cell) - firstRow;
    if (column < 0 || row < 0 || column >= columns || row >= rows || !isShown(p)) continue;
    const slot = row * columns + column;
    let c = grid[slot]!;
    if (c < 0) {
      c = grid[slot] = clusters.length;
      const [x, y] = [places.x[p]!, places.y[p]!];
      clusters.push({ x: 0, y: 0, count: 0, place: p, box: [x, y, x, y], classes: new Uint32Array(classCount), absorbedBy: -1 });
    }
    const cluster = clusters[c]!;
    cluster.x += wx;
    cluster.y += wy;
    cluster.count += 1;
    cluster.classes[classOf[places.incident[p]!]!]! += 1;
    widen(cluster.box, places.x[p]!, places.y[p]!, places.x[p]!, places.y[p]!);
    of[p] = c;
  }
  for (const cluster of clusters) {
    cluster.x = viewX(view, cluster.x / cluster.count / view.scale);
    cluster.y = viewY(view, cluster.y / cluster.count / view.scale);
  }
  join(clusters);
  for (let p = 0; p < places.count; p += 1) {
    let c = of[p]!;
    while (c >= 0 && clusters[c]!.absorbedBy >= 0) c = clusters[c]!.absorbedBy;
    of[p] = c;
  }
  return { clusters, of };
}

function widen(box: Cluster["box"], x0: number, y0: number, x1: number, y1: number): void {
  if (x0 < box[0]) box[0] = x0;
  if (y0 < box[1]) box[1] = y0;
  if (x1 > box[2]) box[2] = x1;
  if (y1 > box[3]) box[3] = y1;
}

// A circle takes in what it would cover, the largest first. Neighbours are looked for by cells.
function join(clusters: Cluster[]): void {
  const reach = 2 * CELL_PX;
  const cells = new Map<number, number[]>();
  const key = (x: number, y: number) => (Math.floor(x / reach) + 4096) * 8192 + Math.floor(y / reach) + 4096;
  clusters.forEach((cluster, i) => {
    const at = key(cluster.x, cluster.y);
    const there = cells.get(at);
    if (there) there.push(i);
    else cells.set(at, [i]);
  });
  const order = clusters.map((_, i) => i).sort((a, b) => clusters[b]!.count - clusters[a]!.count || a - b);
  for (const i of order) {
    const big = clusters[i]!;
    if (big.absorbedBy >= 0) continue;
    for (let dx = -reach; dx <= reach; dx += reach) {
      for (let dy = -reach; dy <= reach; dy += reach) {
        for (const j of cells.get(key(big.x + dx, big.y + dy)) ?? []) {
          const small = clusters[j]!;
          if (j === i || small.absorbedBy >= 0 || small.count > big.count) continue;
          const near = clusterRadius(big.count) + clusterRadius(small.count) + 2;
          if (Math.hypot(big.x - small.x, big.y - small.y) < near) absorb(big, small, i);
        }
      }
    }
  }
}

function absorb(big: Cluster, small: Cluster, i: number): void {
  const count = big.count + small.count;
  big.x = (big.x * big.count + small.x * small.count) / count;
  big.y = (big.y * big.count + small.y * small.count) / count;
  big.count = count;
  small.classes.forEach((n, k) => (big.classes[k]! += n));
  widen(big.box, ...small.box);
  small.absorbedBy = i;
}
