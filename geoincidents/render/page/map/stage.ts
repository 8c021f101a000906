// The map: Leaflet moves it, our canvases draw on it, and unseen buttons stand where symbols are.

import type { App } from "../app";
import { find, isPhone, prefersStill } from "../dom";
import { IMPACT, rangeOf } from "../data/core";
import { Basemap } from "./basemap";
import { CanvasLayer, type Drawing } from "./canvas_layer";
import { drawDensity } from "./density";
import { type Box, paintLabels } from "./labels";
import { latitudeOf, longitudeOf } from "./mercator";
import { MarkButtons } from "./mark_buttons";
import { CanvasPainter, type Painter } from "./painter";
import { paintScene } from "./paint_scene";
import { type ClusterItem, type Item, makeScene, type Scene } from "./scene";
import type { View } from "./view";

const EDGE_PX = 40;
const NEAREST_ZOOM = 11;
const DEEPEST_ZOOM = 18;
// A cluster smaller than this cannot be opened by coming nearer (parts of the world's width).
const ONE_SPOT = 2e-8;
const CHEAP_MS = 14;
const COVERS = ".key, .leaflet-control-zoom, .leaflet-control-scale, .evidence:not([hidden]), .tools";

export interface Choosing {
  // Several incidents at one place: the reader picks one.
  choose(places: number[], from: HTMLElement | null): void;
}

export class Stage {
  scene: Scene | null = null;
  private readonly basemap: Basemap;
  private readonly base: CanvasLayer;
  private readonly top: CanvasLayer;
  private readonly buttons: MarkButtons;
  private readonly scratch: Int32Array[];
  private frame = 0;
  private cost = 0;
  onTiles = false;

  constructor(
    readonly map: L.Map,
    private readonly app: App,
    private readonly open: (row: number, from: HTMLElement | null) => void,
    private readonly choosing: Choosing,
  ) {
    this.basemap = new Basemap(app.world);
    this.scratch = [0, 1, 2].map(() => new Int32Array(app.core.places.count));
    for (const [name, level] of [["outline", "150"], ["incidents", "450"]] as const) {
      const pane = map.createPane(name);
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
    }
    this.base = new CanvasLayer(map, "outline", ({ ctx, view }) => {
      if (!this.onTiles) this.basemap.paint(new CanvasPainter(ctx), view, app.theme);
    });
    this.top = new CanvasLayer(map, "incidents", (drawing) => this.drawTop(drawing));
    this.buttons = new MarkButtons(map.getContainer(), app, (item, from) => this.press(item, from));
    map.on("moveend zoomend resize", () => this.redraw(true));
    map.on("move", () => {
      if (this.cost < CHEAP_MS && !(map as unknown as { _animatingZoom?: boolean })._animatingZoom) this.redraw(true);
    });
    map.on("movestart zoomstart", () => this.buttons.hide());
    map.on("click", ({ containerPoint }: L.LeafletMouseEvent) => this.pressAt(containerPoint));
  }

  // Draw soon: many changes between two frames are one drawing.
  redraw(withBase = false): void {
    this.needsBase ||= withBase;
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.drawNow();
    });
  }
  private needsBase = true;

  drawNow(): void {
    const began = performance.now();
    if (this.needsBase) this.base.redraw();
    this.needsBase = false;
    this.top.redraw();
    this.cost = performance.now() - began;
  }

  private drawTop({ ctx, view, offset }: Drawing): void {
    const covered = this.listCovered().map((box) => ({
      left: box.left + offset.x, right: box.right + offset.x, top: box.top + offset.y, bottom: box.bottom + offset.y,
    }));
    this.scene = this.paint(new CanvasPainter(ctx), view, covered);
    this.buttons.show(this.scene, offset);
    this.offset = offset;
  }
  private offset = { x: 0, y: 0 };

  // Paint everything above the background and give what stands where.
  paint(painter: Painter, view: View, covered: readonly Box[]): Scene {
    const { app } = this;
    const { core, state, theme, engine } = app;
    if (state.layers.has("density")) {
      const isShown = (p: number) => engine.passes[core.places.incident[p]!] === 1;
      painter.image(drawDensity(core, view, isShown, theme.isDark), 0, 0, view.width, view.height);
    }
    const scene = makeScene({
      core, view, theme, meta: app.meta, passes: engine.passes, colouring: app.colouring, layers: state.layers,
      selected: app.selected, areas: app.areas, scratch: this.scratch,
    });
    paintScene(painter, scene, theme);
    if (state.layers.has("names")) paintLabels(painter, core, app.meta, app.world, scene, view, theme, covered);
    return scene;
  }

  paintBase(painter: Painter, view: View): void {
    this.basemap.paint(painter, view, this.app.theme);
  }

  private listCovered(): Box[] {
    const outer = this.map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(COVERS)].map((element) => {
      const box = element.getBoundingClientRect();
      return { left: box.left - outer.left, right: box.right - outer.left, top: box.top - outer.top, bottom: box.bottom - outer.top };
    });
  }

  // ---- pressing

  private press(item: Item, from: HTMLElement | null): void {
    if (item.kind === "symbol") this.open(item.incident, from);
    else this.openCluster(item, from);
  }

  private openCluster(item: ClusterItem, from: HTMLElement | null): void {
    const [x0, y0, x1, y1] = item.box;
    const atOneSpot = x1 - x0 < ONE_SPOT && y1 - y0 < ONE_SPOT;
    if (atOneSpot || this.map.getZoom() >= DEEPEST_ZOOM) {
      this.choosing.choose(item.places ?? this.listPlacesIn(item), from);
      return;
    }
    this.fit(L.latLngBounds([latitudeOf(y0), longitudeOf(x0)], [latitudeOf(y1), longitudeOf(x1)]), DEEPEST_ZOOM);
  }

  private listPlacesIn({ box: [x0, y0, x1, y1], role }: ClusterItem): number[] {
    const { places } = this.app.core;
    const found: number[] = [];
    for (let p = 0; p < places.count; p += 1) {
      if (places.role[p] !== role || places.draw[p] === 0 || !this.app.engine.passes[places.incident[p]!]) continue;
      const [x, y] = [places.x[p]!, places.y[p]!];
      if (x >= x0 && x <= x1 && y >= y0 && y <= y1) found.push(p);
    }
    return found;
  }

  // What lies beneath a click where no button stands: lines, and symbols while time is playing.
  private pressAt(point: L.Point): void {
    const [x, y] = [point.x + this.offset.x, point.y + this.offset.y];
    const { scene } = this;
    if (!scene) return;
    const hit = scene.items.find((item) => Math.hypot(item.x - x, item.y - y) < (item.kind === "cluster" ? item.radius : 13));
    if (hit) return this.press(hit, null);
    const flow = scene.flows.find(({ points, incident }) => incident >= 0 && distanceTo(points, x, y) < 6);
    if (flow) this.open(flow.incident, null);
  }

  focusMark(): void {
    this.buttons.takeFocus();
  }

  // ---- moving

  // What of the map is covered and cannot show a place.
  private padding(): L.FitBoundsOptions {
    const evidence = document.querySelector<HTMLElement>(".evidence:not([hidden])");
    const key = find<HTMLDetailsElement>(".key");
    const phone = isPhone();
    const isLeft = !this.app.words.isRtl;
    const keyWidth = phone || !key.open ? 0 : key.offsetWidth;
    const panelWidth = !evidence || phone ? 0 : evidence.offsetWidth;
    const [left, right] = isLeft ? [keyWidth, panelWidth] : [panelWidth, keyWidth];
    const bottom = phone && evidence ? Math.max(0, this.map.getContainer().getBoundingClientRect().bottom - evidence.getBoundingClientRect().top) : 0;
    return {
      // On a phone a row of controls lies over the top of the map.
      paddingTopLeft: [left + EDGE_PX, phone ? 2 * EDGE_PX : EDGE_PX],
      paddingBottomRight: [right + EDGE_PX, bottom + 1.5 * EDGE_PX],
      animate: !prefersStill(),
    };
  }

  fit(bounds: L.LatLngBounds, maxZoom = NEAREST_ZOOM, still = false): void {
    if (!bounds.isValid()) return;
    const padding = this.padding();
    // A window too small for its margins still shows the place.
    const size = this.map.getSize();
    const [tl, br] = [padding.paddingTopLeft as [number, number], padding.paddingBottomRight as [number, number]];
    const tight = tl[0] + br[0] > size.x - 60 || tl[1] + br[1] > size.y - 60;
    this.map.fitBounds(bounds, { ...(tight ? { animate: padding.animate ?? false } : padding), maxZoom, ...(still ? { animate: false } : {}) });
  }

  fitAll(still = false): void {
    const { core, engine } = this.app;
    const bounds = L.latLngBounds([]);
    let box = [Infinity, Infinity, -Infinity, -Infinity];
    const { places } = core;
    for (let p = 0; p < places.count; p += 1) {
      if (places.draw[p] === 0 || !engine.passes[places.incident[p]!]) continue;
      const [x, y] = [places.x[p]!, places.y[p]!];
      box = [Math.min(box[0]!, x), Math.min(box[1]!, y), Math.max(box[2]!, x), Math.max(box[3]!, y)];
    }
    if (box[0]! <= box[2]!) {
      bounds.extend([latitudeOf(box[1]!), longitudeOf(box[0]!)]).extend([latitudeOf(box[3]!), longitudeOf(box[2]!)]);
    }
    this.fit(bounds, NEAREST_ZOOM, still);
  }

  fitIncident(row: number): void {
    const { places, placesEnds } = this.app.core;
    const [from, to] = rangeOf(placesEnds, row);
    const bounds = L.latLngBounds([]);
    for (let p = from; p < to; p += 1) {
      if (places.draw[p] === 0) continue;
      const at = L.latLng(places.latitude[p]! / 1e6, places.longitude[p]! / 1e6);
      if (places.role[p] === IMPACT || from + 1 === to) bounds.extend(at.toBounds(2 * Math.max(200, places.radiusM[p]!)));
      else bounds.extend(at);
    }
    this.fit(bounds);
  }

  // Bring an incident into the part of the map that nothing covers, without coming nearer.
  reveal(row: number): void {
    const item = this.scene?.items.find((one) => one.kind === "symbol" && one.incident === row);
    const padding = this.padding();
    if (item) this.map.panInside(this.map.containerPointToLatLng([item.x - this.offset.x, item.y - this.offset.y]), padding as L.PanInsideOptions);
  }

  // The incidents that have a place in view.
  listInView(): Uint32Array {
    const { places } = this.app.core;
    const bounds = this.map.getPixelBounds();
    const scale = 256 * 2 ** this.map.getZoom();
    const found = new Set<number>();
    for (let p = 0; p < places.count; p += 1) {
      const [x, y] = [places.x[p]! * scale, places.y[p]! * scale];
      if (places.draw[p] !== 0 && x >= bounds.min!.x && x <= bounds.max!.x && y >= bounds.min!.y && y <= bounds.max!.y) found.add(places.incident[p]!);
    }
    return Uint32Array.from(found);
  }
}

function distanceTo(points: ArrayLike<number>, x: number, y: number): number {
  let least = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length ? Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length)) : 0;
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return least;
}
