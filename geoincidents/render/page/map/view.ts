// What part of the world a drawing shows: x, y of Web Mercator (0..1) to its pixels.

import { worldPx } from "./mercator";

export interface View {
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  // Pixels of the whole world, and of the drawing's top left corner in it.
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export function makeView(zoom: number, left: number, top: number, width: number, height: number): View {
  return { zoom, width, height, scale: worldPx(zoom), left, top };
}

export function viewX(view: View, x: number): number {
  return x * view.scale - view.left;
}

export function viewY(view: View, y: number): number {
  return y * view.scale - view.top;
}
