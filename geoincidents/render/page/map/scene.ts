// What stands where on the screen: symbols, clusters, stacks, lines, areas. Made anew for each
// drawing out of the columns; painting it (paint_scene.ts) knows nothing of incidents.

import { type Core, degrees, DRAWS, IMPACT, LAUNCH, rangeOf, TARGET, type Draw } from "../data/core";
import type { Meta } from "../data/meta";
import type { Areas } from "./areas";
import { clusterPlaces, clusterRadius, type Cluster } from "./clusters";
import type { Colouring } from "./colours";
import { drawGreatCircle, mercatorX, mercatorY, pxOfMetres } from "./mercator";
import type { Ring } from "./painter";
import { arrange, type Spot } from "./spread";
import type { Theme } from "./theme";
import { viewX, viewY, type View } from "./view";

export const LAYERS = ["impact", "launch", "trajectory", "target", "uncertainty", "density", "names"] as const;
export type LayerName = (typeof LAYERS)[number];

// Up to so many symbols in view, each is drawn for itself, fanned out where they touch.
const MOST_SYMBOLS = 260;
const MOST_AREAS = 300;
const MOST_FLOWS = 1500;
// Of lines between clusters those that stand for most are enough to see.
const MOST_JOINED_FLOWS = 150;
const SMALLEST_AREA_PX = 5;
const GREAT_CIRCLE_FROM_M = 100_000;
const ROLE_NAMES = ["impact", "launch", "target"] as const;

export interface SymbolItem { kind: "symbol"; x: number; y: number; trueX: number; trueY: number; place: number; incident: number; role: number; draw: Draw; colour: string; path: string; size: number; selected: boolean }
export interface ClusterItem { kind: "cluster"; path: string; x: number; y: number; radius: number; count: number; box: Cluster["box"]; slices: [string, number][]; role: number; places: number[] | null }
export type Item = SymbolItem | ClusterItem;
export interface Flow { points: Ring; width: number; dashed: boolean; count: number; incident: number; line: number; selected: boolean; joined: boolean }
export interface AreaItem { rings: Ring[] | null; x: number; y: number; radius: number; colour: string; selected: boolean }

export interface Scene {
  items: Item[];
  flows: Flow[];
  areas: AreaItem[];
  legs: [number, number, number, number][];
  // Cluster of each place in the last drawing, where places were clustered.
  clustered: boolean;
}

export interface SceneInput {
  core: Core;
  meta: Meta;
  view: View;
  theme: Theme;
  passes: Uint8Array;
  colouring: Colouring;
  layers: ReadonlySet<LayerName>;
  selected: number;
  areas: Areas | null;
  scratch: Int32Array[];
}

export function makeScene(input: SceneInput): Scene {
  const scene: Scene = { items: [], flows: [], areas: [], legs: [], clustered: false };
  const roles = [TARGET, LAUNCH, IMPACT].filter((role) => input.layers.has(ROLE_NAMES[role]!));
  const seen = listSeen(input, roles);
  if (seen) placeSingly(input, scene, seen);
  else placeClustered(input, scene, roles);
  if (input.selected >= 0 && !seen) addSelected(input, scene);
  return scene;
}

// The places in view, or null where they are too many to be drawn one by one.
function listSeen({ core, view, passes, selected }: SceneInput, roles: number[]): number[] | null {
  const { places } = core;
  const seen: number[] = [];
  const margin = 30;
  for (let p = 0; p < places.count; p += 1) {
    const row = places.incident[p]!;
    if (places.draw[p] === 0 || !roles.includes(places.role[p]!) || (!passes[row] && row !== selected)) continue;
    const x = viewX(view, places.x[p]!);
    const y = viewY(view, places.y[p]!);
    if (x < -margin || y < -margin || x > view.width + margin || y > view.height + margin) continue;
    seen.push(p);
    if (seen.length > MOST_SYMBOLS) return null;
  }
  return seen;
}

function placeSingly(input: SceneInput, scene: Scene, seen: number[]): void {
  const { core, view } = input;
  const order = [...seen].sort((a, b) => core.places.role[b]! - core.places.role[a]! || a - b);
  const points: Spot[] = order.map((p) => ({ x: viewX(view, core.places.x[p]!), y: viewY(view, core.places.y[p]!) }));
  for (const group of arrange(points)) {
    if (!group.spots) {
      scene.items.push(makeStack(input, group.members.map((i) => order[i]!), group.centre));
      continue;
    }
    group.members.forEach((i, k) => {
      const spot = group.spots![k]!;
      const item = makeSymbol(input, order[i]!, spot.x, spot.y);
      scene.items.push(item);
      if (group.members.length > 1) scene.legs.push([item.trueX, item.trueY, spot.x, spot.y]);
    });
  }
  if (input.layers.has("uncertainty")) addAreas(input, scene, seen);
  if (input.layers.has("trajectory")) addLines(input, scene);
}

function makeSymbol(input: SceneInput, place: number, x: number, y: number): SymbolItem {
  const { core, meta, view, theme, colouring } = input;
  const { places } = core;
  const incident = places.incident[place]!;
  const role = places.role[place]!;
  const types = meta.looks.types;
  const look = types[core.name("types", core.type[incident]!)] ?? types[meta.looks.fallback]!;
  const isBackground = core.background[incident] === 1;
  return {
    kind: "symbol", x, y, place, incident, role,
    trueX: viewX(view, places.x[place]!),
    trueY: viewY(view, places.y[place]!),
    draw: role === TARGET ? "solid" : DRAWS[places.draw[place]!]!,
    colour: role === IMPACT ? colouring.classes[colouring.of[incident]!]!.colour : theme.markInk,
    path: role === IMPACT ? look.path : meta.looks.roles[ROLE_NAMES[role]!]!.path,
    size: isBackground ? 14 : 19,
    selected: incident === input.selected,
  };
}

function makeStack(input: SceneInput, places: number[], { x, y }: Spot): ClusterItem {
  const { core, colouring } = input;
  const classes = new Uint32Array(colouring.classes.length);
  const box: Cluster["box"] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const p of places) {
    classes[colouring.of[core.places.incident[p]!]!]! += 1;
    box[0] = Math.min(box[0], core.places.x[p]!);
    box[1] = Math.min(box[1], core.places.y[p]!);
    box[2] = Math.max(box[2], core.places.x[p]!);
    box[3] = Math.max(box[3], core.places.y[p]!);
  }
  return {
    kind: "cluster", path: "", x, y, count: places.length, radius: clusterRadius(places.length), box, places,
    role: core.places.role[places[0]!]!, slices: listSlices(input, classes),
  };
}

function listSlices({ colouring }: SceneInput, classes: Uint32Array): [string, number][] {
  const byColour = new Map<string, number>();
  classes.forEach((n, k) => {
    const { colour } = colouring.classes[k]!;
    if (n) byColour.set(colour, (byColour.get(colour) ?? 0) + n);
  });
  return [...byColour].sort((a, b) => b[1] - a[1]);
}

function placeClustered(input: SceneInput, scene: Scene, roles: number[]): void {
  const { core, view, theme, colouring, passes, selected, scratch } = input;
  const isShown = (p: number) => passes[core.places.incident[p]!] === 1 && core.places.incident[p] !== selected;
  const spots = new Map<number, { clusters: Cluster[]; of: Int32Array }>();
  const single: number[] = [];
  scene.clustered = true;
  for (const role of roles) {
    const made = clusterPlaces(core, view, role, isShown, colouring.of, colouring.classes.length, scratch[role]!);
    spots.set(role, made);
    for (const cluster of made.clusters) {
      if (cluster.absorbedBy >= 0) continue;
      if (cluster.count === 1) {
        scene.items.push(makeSymbol(input, cluster.place, cluster.x, cluster.y));
        single.push(cluster.place);
        continue;
      }
      scene.items.push({
        kind: "cluster", path: role === IMPACT ? "" : input.meta.looks.roles[ROLE_NAMES[role]!]!.path, x: cluster.x, y: cluster.y, count: cluster.count, radius: role === IMPACT ? clusterRadius(cluster.count) : 10, box: cluster.box,
        role, places: null, slices: role === IMPACT ? listSlices(input, cluster.classes) : [[theme.markInk, 1]],
      });
    }
  }
  if (input.layers.has("uncertainty")) addAreas(input, scene, single);
  if (input.layers.has("trajectory")) addFlows(input, scene, spots);
}

// Lines between clusters: as many as run the same way are one, the broader the more.
function addFlows(input: SceneInput, scene: Scene, spots: Map<number, { clusters: Cluster[]; of: Int32Array }>): void {
  const { core, view, passes, selected } = input;
  const { places, lines } = core;
  const found = new Map<string, { a: Spot; b: Spot; count: number; line: number }>();
  const end = (p: number): [string, Spot] => {
    const made = spots.get(places.role[p]!);
    const c = made ? made.of[p]! : -1;
    if (made && c >= 0) return [`c${c}`, made.clusters[c]!];
    const spot = { x: viewX(view, places.x[p]!), y: viewY(view, places.y[p]!) };
    return [`${Math.round(spot.x / 40)},${Math.round(spot.y / 40)}`, spot];
  };
  for (let k = 0; k < lines.count; k += 1) {
    const row = lines.incident[k]!;
    if (!passes[row] || row === selected || !isLineSeen(input, k)) continue;
    const [aKey, a] = end(lines.launch[k]!);
    const [bKey, b] = end(lines.impact[k]!);
    const key = `${aKey}>${bKey}`;
    const known = found.get(key);
    if (known) known.count += 1;
    else if (found.size < 20 * MOST_FLOWS) found.set(key, { a, b, count: 1, line: k });
  }
  const strongest = [...found.values()].sort((x, y) => y.count - x.count || x.line - y.line).slice(0, MOST_JOINED_FLOWS);
  for (const { a, b, count, line } of strongest) {
    scene.flows.push({
      points: [a.x, a.y, b.x, b.y], count, width: 1.1 + 1.2 * Math.log10(count), line,
      dashed: count === 1 && lines.vague[line] === 1, incident: count === 1 ? lines.incident[line]! : -1, selected: false, joined: true,
    });
  }
}

function isLineSeen({ core, view }: SceneInput, k: number): boolean {
  const { places, lines } = core;
  const [a, b] = [lines.launch[k]!, lines.impact[k]!];
  if (places.draw[a] === 0 || places.draw[b] === 0) return false;
  const x = [viewX(view, places.x[a]!), viewX(view, places.x[b]!)] as const;
  const y = [viewY(view, places.y[a]!), viewY(view, places.y[b]!)] as const;
  return Math.max(...x) > 0 && Math.min(...x) < view.width && Math.max(...y) > 0 && Math.min(...y) < view.height;
}

function addLines(input: SceneInput, scene: Scene): void {
  const { core, passes, selected } = input;
  for (let k = 0; k < core.lines.count && scene.flows.length < MOST_FLOWS; k += 1) {
    const row = core.lines.incident[k]!;
    if ((passes[row] || row === selected) && isLineSeen(input, k)) scene.flows.push(makeLine(input, k));
  }
}

function makeLine({ core, view, selected }: SceneInput, k: number): Flow {
  const { places, lines } = core;
  const at = (p: number): [number, number] => [degrees(places.longitude[p]!), degrees(places.latitude[p]!)];
  const far = lines.distanceM[k]!;
  const steps = far > GREAT_CIRCLE_FROM_M ? Math.min(48, Math.ceil(far / 50_000)) : 1;
  const points = drawGreatCircle(at(lines.launch[k]!), at(lines.impact[k]!), steps).flatMap(([longitude, latitude]) => [
    viewX(view, mercatorX(longitude)),
    viewY(view, mercatorY(latitude)),
  ]);
  const incident = lines.incident[k]!;
  return { points, width: 2.2, dashed: lines.vague[k] === 1, count: 1, incident, line: k, selected: incident === selected, joined: false };
}

function addAreas(input: SceneInput, scene: Scene, shown: number[]): void {
  const { core, view, colouring, theme, selected } = input;
  const { places } = core;
  const known = new Set<string>();
  for (const p of shown) {
    if (scene.areas.length >= MOST_AREAS) return;
    const role = places.role[p]!;
    if (role === TARGET) continue;
    const incident = places.incident[p]!;
    const colour = role === IMPACT ? colouring.classes[colouring.of[incident]!]!.colour : theme.ink2;
    const [area, radiusM] = [places.area[p]!, places.radiusM[p]!];
    // Many incidents at one airport share one circle.
    const key = `${area || `${places.longitude[p]},${places.latitude[p]},${radiusM}`},${colour},${incident === selected}`;
    if (known.has(key)) continue;
    known.add(key);
    const radius = pxOfMetres(radiusM, places.y[p]!, view.zoom);
    if (radius < SMALLEST_AREA_PX) continue;
    scene.areas.push({
      rings: area && input.areas ? input.areas.project(area - 1, view) : null,
      x: viewX(view, places.x[p]!), y: viewY(view, places.y[p]!), radius, colour, selected: incident === selected,
    });
  }
}

// The open incident stands apart from clusters, with all that belongs to it.
function addSelected(input: SceneInput, scene: Scene): void {
  const { core, view, selected } = input;
  const [from, to] = rangeOf(core.placesEnds, selected);
  const own: number[] = [];
  for (let p = from; p < to; p += 1) if (core.places.draw[p] !== 0) own.push(p);
  for (const p of own) scene.items.push(makeSymbol(input, p, viewX(view, core.places.x[p]!), viewY(view, core.places.y[p]!)));
  addAreas(input, scene, own);
  const [first, end] = rangeOf(core.linesEnds, selected);
  for (let k = first; k < end; k += 1) if (isLineSeen(input, k)) scene.flows.push(makeLine(input, k));
}
