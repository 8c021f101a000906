// A canvas over the map that is drawn again when the map has moved, and glides along while it moves.

import type { View } from "./view";
import { makeView } from "./view";

// How far the drawing reaches over each edge, as a part of the size, so that a pan shows something.
const PADDING = 0.12;

export interface Drawing {
  canvas: HTMLCanvasElement;
  ctx: CanvasRenderingContext2D;
  view: View;
  // Left top corner of the container in the drawing.
  offset: { x: number; y: number };
}

interface MapInside extends L.Map {
  _getNewPixelOrigin(center: L.LatLng, zoom: number): L.Point;
}

export class CanvasLayer {
  readonly canvas = document.createElement("canvas");
  private readonly ctx = this.canvas.getContext("2d")!;
  private center: L.LatLng;
  private zoom: number;

  constructor(
    private readonly map: L.Map,
    pane: string,
    private readonly draw: (drawing: Drawing) => void,
  ) {
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.className = "drawing leaflet-zoom-animated";
    map.getPane(pane)!.append(this.canvas);
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    map.on("zoomanim", (event: L.ZoomAnimEvent) => this.transform(event.center, event.zoom));
    map.on("zoom", () => this.transform(map.getCenter(), map.getZoom()));
  }

  redraw(): void {
    const { map, canvas, ctx } = this;
    const size = map.getSize();
    const [padX, padY] = [Math.round(size.x * PADDING), Math.round(size.y * PADDING)];
    const [width, height] = [size.x + 2 * padX, size.y + 2 * padY];
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const [pxWidth, pxHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== pxWidth || canvas.height !== pxHeight) {
      canvas.width = pxWidth;
      canvas.height = pxHeight;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    const corner = map.containerPointToLayerPoint([-padX, -padY]);
    L.DomUtil.setTransform(canvas, corner, 1);
    const bounds = map.getPixelBounds();
    const view = makeView(this.zoom, bounds.min!.x - padX, bounds.min!.y - padY, width, height);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, width, height);
    this.draw({ canvas, ctx, view, offset: { x: padX, y: padY } });
  }

  private transform(center: L.LatLng, zoom: number): void {
    const { map } = this;
    const scale = map.getZoomScale(zoom, this.zoom);
    const half = map.getSize().multiplyBy(0.5 + PADDING);
    const origin = (map as MapInside)._getNewPixelOrigin(center, zoom);
    const corner = half.multiplyBy(-scale).add(map.project(this.center, zoom)).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }
}
