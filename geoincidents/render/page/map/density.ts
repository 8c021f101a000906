// Where much happened: counts in small cells, smoothed, in one colour that deepens.

import { type Core, IMPACT } from "../data/core";
import type { View } from "./view";

const CELL_PX = 5;
const BLUR_CELLS = 4;
const RAMP_LIGHT = [[255, 214, 102, 0.35], [247, 148, 51, 0.6], [214, 60, 40, 0.74], [118, 10, 52, 0.85]] as const;
const RAMP_DARK = [[92, 44, 120, 0.45], [196, 56, 100, 0.6], [247, 138, 61, 0.74], [255, 236, 160, 0.88]] as const;

export function drawDensity(core: Core, view: View, isShown: (p: number) => boolean, isDark: boolean): HTMLCanvasElement {
  const width = Math.ceil(view.width / CELL_PX);
  const height = Math.ceil(view.height / CELL_PX);
  let cells: Float32Array<ArrayBuffer> = new Float32Array(width * height);
  const { places } = core;
  for (let p = 0; p < places.count; p += 1) {
    if (places.role[p] !== IMPACT || places.draw[p] === 0) continue;
    const column = Math.floor((places.x[p]! * view.scale - view.left) / CELL_PX);
    const row = Math.floor((places.y[p]! * view.scale - view.top) / CELL_PX);
    if (column >= 0 && row >= 0 && column < width && row < height && isShown(p)) cells[row * width + column]! += 1;
  }
  // Three box blurs are near to a Gaussian one.
  for (let pass = 0; pass < 3; pass += 1) cells = blur(blur(cells, width, height, 1, width), height, width, width, 1);
  return paint(cells, width, height, isDark ? RAMP_DARK : RAMP_LIGHT);
}

// Average along lines: `length` cells `step` apart, `lines` of them `stride` apart.
function blur(cells: Float32Array, length: number, lines: number, step: number, stride: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(cells.length);
  const span = 2 * BLUR_CELLS + 1;
  for (let line = 0; line < lines; line += 1) {
    const base = line * stride;
    let sum = 0;
    for (let i = 0; i < Math.min(BLUR_CELLS, length); i += 1) sum += cells[base + i * step]!;
    for (let i = 0; i < length; i += 1) {
      if (i + BLUR_CELLS < length) sum += cells[base + (i + BLUR_CELLS) * step]!;
      if (i - BLUR_CELLS - 1 >= 0) sum -= cells[base + (i - BLUR_CELLS - 1) * step]!;
      out[base + i * step] = sum / span;
    }
  }
  return out;
}

function paint(cells: Float32Array, width: number, height: number, ramp: typeof RAMP_LIGHT | typeof RAMP_DARK): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  const ctx = canvas.getContext("2d")!;
  const picture = ctx.createImageData(canvas.width, canvas.height);
  const most = cells.reduce((a, b) => Math.max(a, b), 0) || 1;
  for (let i = 0; i < cells.length; i += 1) {
    // The root keeps the few in sight beside the many.
    const t = Math.sqrt(cells[i]! / most);
    if (t < 0.04) continue;
    const at = t * (ramp.length - 1);
    const k = Math.min(ramp.length - 2, Math.floor(at));
    const part = at - k;
    for (let c = 0; c < 4; c += 1) {
      const value = ramp[k]![c]! * (1 - part) + ramp[k + 1]![c]! * part;
      picture.data[4 * i + c] = c === 3 ? 255 * value * Math.min(1, t * 5) : value;
    }
  }
  ctx.putImageData(picture, 0, 0);
  return canvas;
}

export function densityRamp(isDark: boolean): string[] {
  return (isDark ? RAMP_DARK : RAMP_LIGHT).map(([r, g, b, a]) => `rgb(${r} ${g} ${b} / ${a})`);
}
