// The same verbs, into elements of an SVG.

import { CanvasPainter, fontOf, SANS, type Painter, type Ring, type Style, type TextStyle } from "./painter";

const SVG = "http://www.w3.org/2000/svg";
const round = (value: number) => Math.round(value * 10) / 10;

export class SvgPainter implements Painter {
  private readonly ruler: CanvasPainter;

  constructor(private readonly parent: SVGElement) {
    this.ruler = new CanvasPainter(document.createElement("canvas").getContext("2d")!);
  }

  shape(path: string, x: number, y: number, size: number, style: Style): void {
    const scale = size / 24;
    this.add("path", {
      d: path,
      transform: `translate(${round(x - size / 2)} ${round(y - size / 2)}) scale(${scale.toFixed(3)})`,
      ...attributes({
        ...style,
        width: (style.width ?? 0) / scale,
        ...(style.dash ? { dash: style.dash.map((part) => part / scale) } : {}),
      }),
    });
  }

  polygon(rings: readonly Ring[], style: Style): void {
    this.add("path", { d: rings.map((ring) => `${trace(ring)}Z`).join(""), ...attributes(style) });
  }

  line(points: Ring, style: Style): void {
    this.add("path", { d: trace(points), ...attributes(style) });
  }

  circle(x: number, y: number, radius: number, style: Style): void {
    this.add("circle", { cx: round(x), cy: round(y), r: round(radius), ...attributes(style) });
  }

  slice(x: number, y: number, inner: number, outer: number, from: number, to: number, style: Style): void {
    // An arc from a point to itself is none: a whole ring is two halves.
    if (to - from > 2 * Math.PI - 0.001) {
      const middle = (from + to) / 2;
      this.slice(x, y, inner, outer, from, middle, style);
      this.slice(x, y, inner, outer, middle, to - 0.0001, style);
      return;
    }
    const at = (radius: number, angle: number) => `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
    const large = to - from > Math.PI ? 1 : 0;
    const d = `M${at(outer, from)}A${outer} ${outer} 0 ${large} 1 ${at(outer, to)}L${at(inner, to)}A${inner} ${inner} 0 ${large} 0 ${at(inner, from)}Z`;
    this.add("path", { d, ...attributes(style) });
  }

  rect(x: number, y: number, width: number, height: number, style: Style): void {
    this.add("rect", { x: round(x), y: round(y), width: round(width), height: round(height), ...attributes(style) });
  }

  text(x: number, y: number, text: string, style: TextStyle): void {
    const anchor = { start: "start", center: "middle", end: "end" }[style.align ?? "start"];
    const element = this.add("text", {
      x: round(x),
      y: round(y),
      "dominant-baseline": "central",
      "text-anchor": anchor,
      "font-family": style.family ?? SANS,
      "font-size": style.size,
      "font-weight": style.weight ?? 400,
      "letter-spacing": style.spacing ?? 0,
      fill: style.fill,
      ...(style.halo
        ? { stroke: style.halo, "stroke-width": style.haloWidth ?? 3, "stroke-linejoin": "round", "paint-order": "stroke" }
        : {}),
    });
    element.textContent = text;
  }

  image(picture: HTMLCanvasElement, x: number, y: number, width: number, height: number): void {
    this.add("image", { x, y, width, height, href: picture.toDataURL("image/png") });
  }

  measure(text: string, style: TextStyle): number {
    this.ruler.ctx.font = fontOf(style);
    return this.ruler.measure(text, style);
  }

  private add(tag: string, values: Record<string, string | number>): SVGElement {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value));
    this.parent.append(element);
    return element;
  }
}

function trace(points: Ring): string {
  let d = "";
  for (let i = 0; i + 1 < points.length; i += 2) d += `${i ? "L" : "M"}${round(points[i]!)} ${round(points[i + 1]!)}`;
  return d;
}

function attributes(style: Style): Record<string, string | number> {
  return {
    fill: style.fill ?? "none",
    "fill-rule": "evenodd",
    ...(style.fillOpacity === undefined ? {} : { "fill-opacity": style.fillOpacity }),
    ...(style.stroke && (style.width ?? 1) > 0
      ? { stroke: style.stroke, "stroke-width": (style.width ?? 1).toFixed(2), "stroke-linejoin": "round", "stroke-linecap": "round" }
      : {}),
    ...(style.dash ? { "stroke-dasharray": style.dash.join(" ") } : {}),
    ...(style.opacity === undefined ? {} : { opacity: style.opacity }),
  };
}
