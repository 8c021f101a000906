// The filters: every value with how many incidents it would give, and what is chosen as chips.

import type { App, Change } from "../app";
import { make, makeButton, makeIcon, makeText } from "../dom";
import { FACET_IDS, type FacetId } from "./facets";
import { parseDay, isoDay } from "../words/words";
import { fold } from "./fold";

const FEW = 7;
const MOST = 200;
const OPEN_AT_FIRST = new Set<FacetId>(["type", "status", "attributed", "killed", "country"]);

// The words for a value of a facet.
export function nameValue(app: App, id: FacetId, key: string): string {
  const { words, say, meta } = app;
  if (id === "killed") return words.t(`killed_${key}`);
  if (id === "role") return words.t(key === "1" ? "role_background" : "role_primary");
  if (id === "map") return words.t(key === "0" ? "map_on" : `map_off_${key}`);
  if (key === "") return words.t("not_said");
  if (id === "type") return say.type(key);
  if (id === "status") return say.status(key);
  if (id === "country") return say.country(key);
  if (id === "precision") return words.has(`precision_${key}`) ? words.t(`precision_${key}`) : (meta.looks.precisions[key]?.label ?? key);
  return key.replaceAll("_", " ");
}

class Group {
  readonly element: HTMLElement;
  private readonly values = make("ul", { class: "values" });
  private readonly more: HTMLButtonElement;
  private readonly finder: HTMLInputElement;
  private isOpen = false;

  constructor(
    private readonly app: App,
    private readonly id: FacetId,
    private readonly index: number,
  ) {
    const { words } = app;
    const title = words.t(`facet_${id}`);
    this.more = makeButton("", { class: "link more" }, () => {
      this.isOpen = !this.isOpen;
      this.update();
    });
    this.finder = make("input", { type: "search", class: "find-value", placeholder: words.t("find_value"), "aria-label": `${words.t("find_value")}: ${title}` });
    this.finder.addEventListener("input", () => this.update());
    this.element = make("details", { class: "facet", open: OPEN_AT_FIRST.has(id) || app.state.chosen.has(id), "data-facet": id },
      make("summary", {}, title), this.finder, this.values, this.more);
  }

  update(): void {
    const { app, id, index } = this;
    const facet = app.engine.facets[index]!;
    const counts = app.engine.counts[index]!;
    const chosen = app.state.chosen.get(id);
    const codes = Array.from(counts, (_, code) => code).filter((code) => counts[code]! > 0 || chosen?.has(facet.key(code)));
    const isOrdered = id === "killed" || id === "role" || id === "map";
    if (!isOrdered) codes.sort((a, b) => Number(a === 0) - Number(b === 0) || counts[b]! - counts[a]! || a - b);
    const wanted = fold(this.finder.value);
    const found = wanted ? codes.filter((code) => fold(nameValue(app, id, facet.key(code))).includes(wanted)) : codes;
    const most = this.isOpen || wanted ? MOST : FEW;
    // What is chosen stays in sight.
    const shown = found.filter((code, i) => i < most || chosen?.has(facet.key(code)));
    this.element.hidden = codes.length < 2 && !chosen;
    this.finder.hidden = codes.length <= 2 * FEW;
    this.more.hidden = Boolean(wanted) || found.length <= FEW;
    this.more.textContent = this.isOpen ? app.words.t("fewer_values") : app.words.t("more_values", { n: found.length - FEW });
    const most_ = Math.max(1, ...counts);
    this.draw(shown.map((code) => ({ key: facet.key(code), count: counts[code]!, share: counts[code]! / most_ })), chosen);
  }

  // Boxes that stay keep their elements, so that the focus stays too.
  private draw(rows: { key: string; count: number; share: number }[], chosen: ReadonlySet<string> | undefined): void {
    const old = new Map([...this.values.children].map((li) => [(li as HTMLElement).dataset["key"], li as HTMLElement]));
    this.values.replaceChildren(...rows.map(({ key, count, share }) => {
      const li = old.get(key) ?? this.makeValue(key);
      const input = li.querySelector("input")!;
      input.checked = Boolean(chosen?.has(key));
      li.querySelector(".count")!.textContent = this.app.words.number(count);
      (li.querySelector(".bar") as HTMLElement).style.width = `${Math.round(share * 100)}%`;
      li.classList.toggle("is-none", count === 0);
      return li;
    }).map((li) => li));
  }

  private makeValue(key: string): HTMLElement {
    const input = make("input", { type: "checkbox" });
    input.addEventListener("change", () => this.app.toggle(this.id, key));
    return make("li", { "data-key": key },
      make("label", {}, input, makeText("span", nameValue(this.app, this.id, key), { class: "value" }), make("span", { class: "count" })),
      make("span", { class: "bar", "aria-hidden": "true" }));
  }
}

export class FilterPanel {
  readonly element: HTMLElement;
  private readonly groups: Group[];
  private readonly dates: HTMLInputElement[] = [];

  constructor(private readonly app: App) {
    const { words } = app;
    this.groups = FACET_IDS.map((id, i) => new Group(app, id, i));
    this.element = make("div", { class: "filters", id: "filters", hidden: true, role: "group", "aria-label": words.t("filters") },
      app.span ? this.makeDates(app.span) : null, ...this.groups.map((group) => group.element));
    this.update("counts");
  }

  private makeDates(span: { from: number; to: number }): HTMLElement {
    const { app } = this;
    const { words } = app;
    const field = (side: "from" | "to") => {
      const input = make("input", { type: "date", min: isoDay(span.from), max: isoDay(span.to) });
      input.addEventListener("change", () => {
        const day = parseDay(input.value);
        const window_ = app.state.time ?? span;
        const moved = { ...window_, [side]: day ?? span[side] };
        app.chooseTime(moved.from > moved.to || (moved.from <= span.from && moved.to >= span.to) ? null : moved);
      });
      this.dates.push(input);
      return make("label", {}, make("span", {}, words.t(`time_${side}`)), input);
    };
    return make("fieldset", { class: "dates" }, make("legend", {}, words.t("time")), field("from"), field("to"));
  }

  update(change: Change): void {
    if (change === "counts" || change === "language") for (const group of this.groups) group.update();
    const { time } = this.app.state;
    const { span } = this.app;
    if (span && this.dates.length) {
      this.dates[0]!.value = isoDay(Math.max(span.from, time?.from ?? span.from));
      this.dates[1]!.value = isoDay(Math.min(span.to, time?.to ?? span.to));
    }
  }
}

// What is chosen, each to be taken away by one press.
export class Chips {
  readonly element = make("div", { class: "chips" });

  constructor(private readonly app: App) {
    this.update();
  }

  update(): void {
    const { app } = this;
    const { words, state } = app;
    const chips: HTMLElement[] = [];
    const add = (label: string, act: () => void) => {
      const button = makeButton(makeText("span", label), { class: "chip", "aria-label": words.t("clear_one", { name: label }) }, act);
      button.append(makeIcon("close", 11));
      chips.push(button);
    };
    for (const [id, keys] of state.chosen) {
      for (const key of keys) add(`${words.t(`facet_${id}`)}: ${nameValue(app, id, key)}`, () => app.toggle(id, key));
    }
    if (state.time) add(describeWindow(app), () => app.chooseTime(null));
    if (state.query) add(`${words.t("facet_query")}: ${state.query}`, () => void app.search(""));
    if (chips.length) chips.push(makeButton(words.t("clear_all"), { class: "link clear-all" }, () => app.clearAll()));
    this.element.hidden = !chips.length;
    this.element.replaceChildren(...chips);
  }
}

function describeWindow({ words, state, span }: App): string {
  const { from, to } = state.time!;
  return words.t("time_window", { a: words.day(Math.max(from, span!.from)), b: words.day(Math.min(to, span!.to)) });
}

// The filters in one line, for pictures and print.
export function describeFilters(app: App): string {
  const { words, state } = app;
  const parts = [...state.chosen].map(([id, keys]) => `${words.t(`facet_${id}`)}: ${[...keys].map((key) => nameValue(app, id, key)).join(", ")}`);
  if (state.time) parts.push(describeWindow(app));
  if (state.query) parts.push(`${words.t("facet_query")}: “${state.query}”`);
  return parts.join("; ");
}
