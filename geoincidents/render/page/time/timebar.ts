// The strip under the map: chart, the window in words, and the controls that play it.

import type { App, Change } from "../app";
import { make, makeButton, makeIcon, prefersStill } from "../dom";
import { STEPS, type Step } from "../state";
import { addSteps, floorDay } from "./bins";
import { Histogram } from "./histogram";

const FRAME_MS = 100;
const STILL_FRAME_MS = 1000;

export class Timebar {
  readonly element: HTMLElement;
  private readonly chart: Histogram | null;
  private readonly label = make("output", { class: "window", "aria-live": "off" });
  private readonly note = make("p", { class: "note" });
  private readonly clear: HTMLButtonElement;
  private readonly playButton: HTMLButtonElement;
  private step: Step;
  private timer = 0;
  private undated: HTMLInputElement;

  constructor(private readonly app: App) {
    const { words } = app;
    this.chart = app.span ? new Histogram(app) : null;
    this.step = this.chart?.bins.step ?? "day";
    this.playButton = makeButton(makeIcon("play"), { class: "icon-button play", "aria-label": words.t("play"), title: words.t("play") }, () => this.toggle());
    this.clear = makeButton(words.t("time_all"), { class: "link clear-time" }, () => {
      this.stop();
      app.chooseTime(null);
    });
    this.undated = make("input", { type: "checkbox", checked: app.state.undated });
    this.undated.addEventListener("change", () => {
      app.state.undated = this.undated.checked;
      app.chooseTime(app.state.time);
    });
    this.element = make("section", { class: "timebar", "aria-label": words.t("time") }, ...this.makeParts());
    this.update("rows");
  }

  private makeParts(): HTMLElement[] {
    const { words } = this.app;
    if (!this.chart) return [make("p", { class: "note" }, words.t("no_dates"))];
    const steps = make(
      "select",
      { "aria-label": words.t("step_by") },
      ...STEPS.map((step) => make("option", { value: step, selected: step === this.step }, words.t(`step_${step}`))),
    );
    steps.addEventListener("change", () => (this.step = steps.value as Step));
    const button = (icon: "back" | "forward", key: string, n: number) =>
      makeButton(makeIcon(icon, 15), { class: "icon-button", "aria-label": words.t(key), title: words.t(key) }, () => {
        this.stop();
        this.move(n);
      });
    return [
      make("div", { class: "time-controls" },
        this.playButton, button("back", "step_back", -1), button("forward", "step_forward", 1),
        make("label", { class: "step" }, make("span", {}, words.t("step_by")), steps),
        this.label, this.clear,
        make("label", { class: "undated" }, this.undated, make("span", {}, words.t("time_keep_undated"))),
        this.note, this.chart.hasCoarse ? make("p", { class: "note coarse" }, words.t("time_coarse")) : null,
      ),
      this.chart.element,
    ];
  }

  update(change: Change): void {
    const { app, chart } = this;
    if (!chart) return;
    if (change === "rows" || change === "language") chart.recount();
    chart.draw();
    const { words, state } = app;
    const { time } = state;
    const span = app.span!;
    const window_ = time ?? span;
    const text = words.t("time_window", { a: words.day(Math.max(window_.from, span.from)), b: words.day(Math.min(window_.to, span.to)) });
    this.label.textContent = text;
    this.clear.hidden = !time;
    const undated = this.undated.parentElement!;
    undated.hidden = !time || !chart.undated;
    this.note.textContent = chart.undated ? words.plural("time_undated", chart.undated) : "";
    this.note.hidden = !chart.undated || Boolean(time && state.undated);
  }

  toggle(): void {
    if (this.timer) return this.stop();
    this.setIcon("pause");
    const tick = () => {
      if (!this.move(1)) return this.stop();
    };
    this.timer = window.setInterval(tick, prefersStill() ? STILL_FRAME_MS : FRAME_MS);
    tick();
  }

  stop(): void {
    window.clearInterval(this.timer);
    this.timer = 0;
    this.setIcon("play");
  }

  private setIcon(name: "play" | "pause"): void {
    this.playButton.replaceChildren(makeIcon(name));
    this.playButton.setAttribute("aria-label", this.app.words.t(name));
    this.playButton.title = this.app.words.t(name);
  }

  // Move the window by steps, or begin with the first step; say whether there was room.
  private move(n: number): boolean {
    const { app } = this;
    const span = app.span;
    if (!span) return false;
    const { time } = app.state;
    if (!time) {
      const first = floorDay(n > 0 ? span.from : span.to, this.step);
      app.chooseTime({ from: first, to: addSteps(first, this.step, 1) - 1 });
      return true;
    }
    // A window of whole steps stays one: months are not equally long.
    const from = addSteps(time.from, this.step, n);
    const to = addSteps(time.to + 1, this.step, n) - 1;
    if (from > span.to || to < span.from) return false;
    app.chooseTime({ from, to });
    return true;
  }
}
