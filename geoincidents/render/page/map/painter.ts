// Draw with one set of verbs on a canvas of the screen, or into an SVG that a reader keeps.

export interface Style {
  fill?: string;
  fillOpacity?: number;
  stroke?: string;
  width?: number;
  dash?: readonly number[];
  opacity?: number;
}

export interface TextStyle {
  size: number;
  weight?: number;
  fill: string;
  halo?: string;
  haloWidth?: number;
  align?: "start" | "center" | "end";
  family?: string;
  spacing?: number;
}

// Points are x, y, x, y ...
export type Ring = readonly number[] | Float64Array;

export interface Painter {
  // An outline of looks.toml, in a box of 24 by 24, its middle at x, y.
  shape(path: string, x: number, y: number, size: number, style: Style): void;
  polygon(rings: readonly Ring[], style: Style): void;
  line(points: Ring, style: Style): void;
  circle(x: number, y: number, radius: number, style: Style): void;
  // A slice of a ring, angles in radians.
  slice(x: number, y: number, inner: number, outer: number, from: number, to: number, style: Style): void;
  rect(x: number, y: number, width: number, height: number, style: Style): void;
  text(x: number, y: number, text: string, style: TextStyle): void;
  image(picture: HTMLCanvasElement, x: number, y: number, width: number, height: number): void;
  measure(text: string, style: TextStyle): number;
}

export const SANS = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif';
export const SERIF = 'Charter, "Bitstream Charter", "Iowan Old Style", Cambria, Georgia, serif';
const BOX = 24;

export function fontOf(style: TextStyle): string {
  return `${style.weight ?? 400} ${style.size}px ${style.family ?? SANS}`;
}

export class CanvasPainter implements Painter {
  private readonly shapes = new Map<string, Path2D>();

  constructor(readonly ctx: CanvasRenderingContext2D) {
    ctx.lineJoin = "round";
    ctx.lineCap = "round";
  }

  shape(path: string, x: number, y: number, size: number, style: Style): void {
    const { ctx } = this;
    let shape = this.shapes.get(path);
    if (!shape) this.shapes.set(path, (shape = new Path2D(path)));
    const scale = size / BOX;
    ctx.save();
    ctx.translate(x - size / 2, y - size / 2);
    ctx.scale(scale, scale);
    const dash = style.dash?.map((part) => part / scale);
    this.finish({ ...style, width: (style.width ?? 0) / scale, ...(dash ? { dash } : {}) }, shape);
    ctx.restore();
  }

  polygon(rings: readonly Ring[], style: Style): void {
    this.ctx.beginPath();
    for (const ring of rings) {
      this.trace(ring);
      this.ctx.closePath();
    }
    this.finish(style);
  }

  line(points: Ring, style: Style): void {
    this.ctx.beginPath();
    this.trace(points);
    this.finish(style);
  }

  circle(x: number, y: number, radius: number, style: Style): void {
    this.ctx.beginPath();
    this.ctx.arc(x, y, radius, 0, 2 * Math.PI);
    this.finish(style);
  }

  slice(x: number, y: number, inner: number, outer: number, from: number, to: number, style: Style): void {
    this.ctx.beginPath();
    this.ctx.arc(x, y, outer, from, to);
    this.ctx.arc(x, y, inner, to, from, true);
    this.ctx.closePath();
    this.finish(style);
  }

  rect(x: number, y: number, width: number, height: number, style: Style): void {
    this.ctx.beginPath();
    this.ctx.rect(x, y, width, height);
    this.finish(style);
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const { ctx } = this;
    ctx.font = fontOf(style);
    ctx.letterSpacing = `${style.spacing ?? 0}px`;
    ctx.textAlign = style.align === "center" ? "center" : style.align === "end" ? "right" : "left";
    ctx.textBaseline = "middle";
    if (style.halo) {
      ctx.strokeStyle = style.halo;
      ctx.lineWidth = style.haloWidth ?? 3;
      ctx.strokeText(text, x, y);
    }
    ctx.fillStyle = style.fill;
    ctx.fillText(text, x, y);
    ctx.letterSpacing = "0px";
  }

  image(picture: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.ctx.drawImage(picture, x, y, width, height);
  }

  measure(text: string, style: TextStyle): number {
    this.ctx.font = fontOf(style);
    return this.ctx.measureText(text).width + (style.spacing ?? 0) * text.length;
  }

  private trace(points: Ring): void {
    for (let i = 0; i + 1 < points.length; i += 2) {
      if (i === 0) this.ctx.moveTo(points[0]!, points[1]!);
      else this.ctx.lineTo(points[i]!, points[i + 1]!);
    }
  }

  private finish(style: Style, shape?: Path2D): void {
    const { ctx } = this;
    const opacity = style.opacity ?? 1;
    if (style.fill) {
      ctx.globalAlpha = opacity * (style.fillOpacity ?? 1);
      ctx.fillStyle = style.fill;
      if (shape) ctx.fill(shape, "evenodd");
      else ctx.fill("evenodd");
    }
    if (style.stroke && (style.width ?? 1) > 0) {
      ctx.globalAlpha = opacity;
      ctx.strokeStyle = style.stroke;
      ctx.lineWidth = style.width ?? 1;
      ctx.setLineDash(style.dash ? [...style.dash] : []);
      if (shape) ctx.stroke(shape);
      else ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }
}
