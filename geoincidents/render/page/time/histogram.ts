// Incidents over time; a window of it chooses what the map and the list show.

import { scaleUtc } from "d3-scale";
import type { App } from "../app";
import { MISSING } from "../data/core";
import { make } from "../dom";
import { CanvasPainter } from "../map/painter";
import { DAY_MS } from "../words/words";
import { addSteps, binRows, COARSE, findBin, floorDay, type Bins, type Lane, makeBins, packLanes, UNDATED } from "./bins";

const AXIS_PX = 18;
const LANE_PX = 4;
const MOST_LANES = 4;
const MOST_WINDOWS = 400;
const TICK_EVERY_PX = 86;
const DRAG_PX = 4;

type Grip = "from" | "to" | "both" | "new";

export class Histogram {
  readonly element: HTMLElement;
  readonly bins: Bins;
  private readonly canvas = make("canvas", { "aria-hidden": "true" });
  private readonly handles: Record<"from" | "to", HTMLElement>;
  private readonly binOf: Int32Array;
  private counts: Uint32Array;
  private lanes: Lane[][] | null = [];
  private coverage: Float32Array | null = null;
  undated = 0;
  private frame = 0;

  constructor(private readonly app: App) {
    const { from, to } = app.span!;
    this.bins = makeBins(from, to);
    this.binOf = binRows(app.core, this.bins);
    this.counts = new Uint32Array(this.bins.edges.length - 1);
    this.handles = { from: this.makeHandle("from"), to: this.makeHandle("to") };
    this.element = make("div", { class: "chart", dir: "ltr", role: "group" }, this.canvas, this.handles.from, this.handles.to);
    this.listenToPointer();
    new ResizeObserver(() => this.draw()).observe(this.element);
    this.recount();
  }

  get hasCoarse(): boolean {
    return this.binOf.includes(COARSE);
  }

  private get first(): number {
    return this.bins.edges[0]!;
  }

  private get last(): number {
    return this.bins.edges.at(-1)!;
  }

  // Count again what passes all filters but that of time.
  recount(): void {
    const { core, engine } = this.app;
    this.counts.fill(0);
    this.undated = 0;
    const windows: Lane[] = [];
    const steps = new Float32Array(this.counts.length + 1);
    let coarse = 0;
    for (let i = 0; i < core.rows; i += 1) {
      const bin = this.binOf[i]!;
      if (!engine.passesBesidesTime(i)) continue;
      if (bin >= 0) this.counts[bin]! += 1;
      else if (bin === UNDATED) this.undated += 1;
      else if (bin === COARSE) {
        const from = core.start[i] === MISSING ? this.first : core.start[i]!;
        const to = core.end[i] === MISSING ? this.last - 1 : core.end[i]!;
        coarse += 1;
        if (windows.length <= MOST_WINDOWS) windows.push({ from, to, row: i });
        steps[findBin(this.bins, from)]! += 1;
        steps[findBin(this.bins, to) + 1]! -= 1;
      }
    }
    this.lanes = coarse > MOST_WINDOWS ? null : packLanes(windows, MOST_LANES);
    this.coverage = this.lanes ? null : steps.map(((sum) => (step: number) => (sum += step))(0));
    this.draw();
  }

  draw(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.drawNow();
    });
  }

  private get width(): number {
    return this.element.clientWidth;
  }

  private x(day: number): number {
    return ((day - this.first) / (this.last - this.first)) * this.width;
  }

  private dayAt(x: number): number {
    return this.first + (Math.max(0, Math.min(this.width, x)) / Math.max(1, this.width)) * (this.last - this.first);
  }

  private drawNow(): void {
    const { width, canvas } = this;
    const height = this.element.clientHeight;
    if (!width || !height) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const ctx = canvas.getContext("2d")!;
    ctx.scale(ratio, ratio);
    const painter = new CanvasPainter(ctx);
    const lanes = this.lanes?.length ?? 2;
    const bottom = height - AXIS_PX - (lanes || this.coverage ? lanes * LANE_PX + 3 : 0);
    this.drawAxis(painter, height);
    this.drawBars(painter, bottom);
    this.drawCoarse(painter, bottom + 3);
    this.drawWindow(painter, height - AXIS_PX);
    this.placeHandles();
  }

  private drawBars(painter: CanvasPainter, bottom: number): void {
    const { theme, state } = this.app;
    const most = this.counts.reduce((a, b) => Math.max(a, b), 1);
    const { edges } = this.bins;
    const gap = this.width / this.counts.length > 5 ? 1 : 0;
    painter.line([0, bottom + 0.5, this.width, bottom + 0.5], { stroke: theme.rule, width: 1 });
    this.counts.forEach((n, k) => {
      if (!n) return;
      const [x0, x1] = [this.x(edges[k]!), this.x(edges[k + 1]!)];
      const tall = Math.max(2, (n / most) * (bottom - 6));
      const inside = !state.time || (edges[k]! <= state.time.to && edges[k + 1]! > state.time.from);
      painter.rect(x0, bottom - tall, Math.max(1, x1 - x0 - gap), tall, { fill: inside ? theme.ink2 : theme.rule });
    });
    painter.text(2, 7, this.app.words.number(most), { size: 10.5, fill: theme.ink2, halo: theme.paper });
  }

  private drawCoarse(painter: CanvasPainter, top: number): void {
    const { theme, state, selected } = this.app;
    const { time } = state;
    this.lanes?.forEach((lane, k) => {
      for (const { from, to, row } of lane) {
        const inside = !time || (from <= time.to && to >= time.from);
        const x = this.x(from);
        const fill = row === selected ? theme.accent : inside ? theme.ink2 : theme.rule;
        painter.rect(x, top + k * LANE_PX, Math.max(2, this.x(to + 1) - x - 1), LANE_PX - 1.5, { fill, opacity: 0.75 });
      }
    });
    if (!this.coverage) return;
    const most = this.coverage.reduce((a, b) => Math.max(a, b), 1);
    this.counts.forEach((_, k) => {
      const [x0, x1] = [this.x(this.bins.edges[k]!), this.x(this.bins.edges[k + 1]!)];
      const share = this.coverage![k]! / most;
      if (share > 0) painter.rect(x0, top, x1 - x0 + 0.3, 2 * LANE_PX - 1.5, { fill: theme.ink2, opacity: 0.12 + 0.6 * share });
    });
  }

  private drawAxis(painter: CanvasPainter, height: number): void {
    const { theme, words } = this.app;
    const scale = scaleUtc([this.first * DAY_MS, this.last * DAY_MS], [0, this.width]);
    const short = new Intl.DateTimeFormat(words.locale, { timeZone: "UTC", month: "short" });
    const day = new Intl.DateTimeFormat(words.locale, { timeZone: "UTC", day: "numeric", month: "short" });
    const ticks = scale.ticks(Math.max(2, Math.floor(this.width / TICK_EVERY_PX)));
    let end = -Infinity;
    for (const tick of ticks) {
      const x = scale(tick);
      const isYear = tick.getUTCMonth() === 0 && tick.getUTCDate() === 1;
      const text = isYear ? String(tick.getUTCFullYear()) : tick.getUTCDate() === 1 ? short.format(tick) : day.format(tick);
      painter.line([x, height - AXIS_PX, x, height - AXIS_PX + 4], { stroke: theme.ink2, width: 1 });
      const style = { size: 11, weight: isYear ? 650 : 400, fill: theme.ink2 };
      const width = painter.measure(text, style);
      if (x + 3 < end || x + 3 + width > this.width) continue;
      painter.text(x + 3, height - AXIS_PX / 2 + 1, text, style);
      end = x + width + 10;
    }
  }

  private drawWindow(painter: CanvasPainter, height: number): void {
    const { time } = this.app.state;
    const { theme } = this.app;
    if (!time) return;
    const [x0, x1] = [this.x(Math.max(this.first, time.from)), this.x(Math.min(this.last, time.to + 1))];
    painter.rect(x0, 0, Math.max(2, x1 - x0), height, { fill: theme.accent, fillOpacity: 0.1 });
    for (const x of [x0, x1]) painter.line([x, 0, x, height], { stroke: theme.accent, width: 1.5 });
  }

  // ---- the window

  private makeHandle(side: "from" | "to"): HTMLElement {
    const handle = make("div", { class: `handle ${side}`, role: "slider", tabindex: "0", "aria-orientation": "horizontal" });
    handle.addEventListener("keydown", (event) => this.moveByKey(event, side));
    return handle;
  }

  private currentWindow(): { from: number; to: number } {
    const { time } = this.app.state;
    return { from: Math.max(this.first, time?.from ?? this.first), to: Math.min(this.last - 1, time?.to ?? this.last - 1) };
  }

  private placeHandles(): void {
    const { words } = this.app;
    const window_ = this.currentWindow();
    for (const side of ["from", "to"] as const) {
      const handle = this.handles[side];
      const day = window_[side];
      handle.style.left = `${this.x(side === "to" ? day + 1 : day)}px`;
      const values = { "aria-valuemin": this.first, "aria-valuemax": this.last - 1, "aria-valuenow": day };
      for (const [name, value] of Object.entries(values)) handle.setAttribute(name, String(value));
      handle.setAttribute("aria-valuetext", words.day(day));
      handle.setAttribute("aria-label", words.t(side === "from" ? "time_from" : "time_to"));
    }
    this.element.setAttribute("aria-label", words.t("time_chart", { text: words.t("time_window", { a: words.day(window_.from), b: words.day(window_.to) }) }));
  }

  private moveByKey(event: KeyboardEvent, side: "from" | "to"): void {
    const { step } = this.bins;
    const moves: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
    const window_ = this.currentWindow();
    let day: number;
    if (event.key === "Home") day = side === "from" ? this.first : window_.from;
    else if (event.key === "End") day = side === "to" ? this.last - 1 : window_.to;
    else if (event.key in moves) {
      const n = moves[event.key]!;
      day = side === "from" ? addSteps(floorDay(window_.from, step), step, n) : addSteps(floorDay(window_.to, step), step, n + 1) - 1;
    } else return;
    event.preventDefault();
    day = Math.max(this.first, Math.min(this.last - 1, day));
    const moved = side === "from" ? { from: day, to: Math.max(day, window_.to) } : { from: Math.min(day, window_.from), to: day };
    this.choose(moved);
  }

  choose(window_: { from: number; to: number }): void {
    const whole = window_.from <= this.first && window_.to >= this.last - 1;
    this.app.chooseTime(whole ? null : window_);
  }

  private listenToPointer(): void {
    const { element } = this;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      element.setPointerCapture(event.pointerId);
      const startX = event.clientX - element.getBoundingClientRect().left;
      const grip = this.findGrip(startX);
      const before = this.currentWindow();
      let moved = false;
      const move = (next: PointerEvent) => {
        const x = next.clientX - element.getBoundingClientRect().left;
        moved ||= Math.abs(x - startX) >= DRAG_PX;
        if (moved) this.choose(this.dragged(grip, before, startX, x));
      };
      const end = () => {
        element.removeEventListener("pointermove", move);
        if (!moved && grip === "new") this.app.chooseTime(null);
      };
      element.addEventListener("pointermove", move);
      element.addEventListener("pointerup", end, { once: true });
      element.addEventListener("pointercancel", end, { once: true });
    });
    element.addEventListener("dblclick", () => this.app.chooseTime(null));
  }

  private findGrip(x: number): Grip {
    const { time } = this.app.state;
    const { from, to } = this.currentWindow();
    const near = 10;
    if (Math.abs(x - this.x(from)) <= near) return "from";
    if (Math.abs(x - this.x(to + 1)) <= near) return "to";
    return time && x > this.x(from) && x < this.x(to + 1) ? "both" : "new";
  }

  // Windows keep to whole bins: nobody can drag to a day in ten years of them.
  private dragged(grip: Grip, before: { from: number; to: number }, startX: number, x: number): { from: number; to: number } {
    const { step } = this.bins;
    const snap = (day: number) => floorDay(Math.floor(day), step);
    const endOf = (day: number) => Math.min(this.last - 1, addSteps(snap(Math.min(day, this.last - 0.001)), step, 1) - 1);
    if (grip === "both") {
      const wide = before.to - before.from;
      const from = Math.max(this.first, Math.min(this.last - 1 - wide, snap(before.from + this.dayAt(x) - this.dayAt(startX))));
      return { from, to: from + wide };
    }
    if (grip === "from") return { from: Math.min(snap(this.dayAt(x)), before.to), to: before.to };
    if (grip === "to") return { from: before.from, to: Math.max(endOf(this.dayAt(x)), before.from) };
    const [a, b] = [Math.min(startX, x), Math.max(startX, x)];
    return { from: snap(this.dayAt(a)), to: endOf(this.dayAt(b)) };
  }
}
