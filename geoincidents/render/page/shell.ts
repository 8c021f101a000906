// The frame of the page, and what happens between its parts.

import type { App, Change } from "./app";
import { find, isPhone, make, makeButton, makeIcon, makeText } from "./dom";
import { Chips, FilterPanel } from "./filter/panel";
import { IncidentList } from "./list/incident_list";
import { Key } from "./map/key";
import { Stage } from "./map/stage";
import { Evidence } from "./panel/evidence";
import { SharePanel } from "./share/panel";
import { preparePrint } from "./share/print";
import { describeFault } from "./words/faults";
import { Timebar } from "./time/timebar";

const SEARCH_DELAY_MS = 180;
const IN_VIEW_DELAY_MS = 120;

interface Parts { list: IncidentList; filters: FilterPanel; chips: Chips; key: Key; share: SharePanel; timebar: Timebar; side: HTMLElement; search: HTMLInputElement; drawer: HTMLButtonElement; filterButton: HTMLButtonElement; searchNote: HTMLElement }

export class Shell {
  private parts!: Parts;
  private readonly stage: Stage;
  private readonly evidence: Evidence;
  private viewTimer = 0;
  private readonly isCompact = new URLSearchParams(location.search).has("compact");

  constructor(
    private readonly app: App,
    map: L.Map,
  ) {
    const { state } = app;
    this.evidence = new Evidence(app, {
      close: () => app.select(-1),
      step: (n) => this.step(n),
      hasStep: (n) => this.parts.list.neighbour(app.selected, n) >= 0,
      locate: (row) => this.stage.fitIncident(row),
      open: (row, from) => void this.open(row, from),
      focusMark: () => this.stage.focusMark(),
      focusList: () => {
        if (isPhone()) this.parts.drawer.focus({ preventScroll: true });
        else this.parts.list.focus();
      },
    });
    this.stage = new Stage(map, app, (row, from) => void this.open(row, from), {
      choose: (places, from) => {
        const rows = [...new Set(places.map((p) => app.core.places.incident[p]!))].map((row) => ({ row }));
        if (rows.length === 1) void this.open(rows[0]!.row, from);
        else this.evidence.choose(rows, from);
      },
    });
    document.body.classList.toggle("is-compact", this.isCompact);
    find(".stage").append(this.evidence.element);
    L.DomEvent.disableClickPropagation(this.evidence.element).disableScrollPropagation(this.evidence.element);
    this.build();
    map.invalidateSize({ animate: false });
    if (state.view) map.setView([state.view.latitude, state.view.longitude], state.view.zoom, { animate: false });
    else this.stage.fitAll(true);
    this.stage.drawNow();
    map.on("moveend", () => this.followMap());
    app.listen((change) => this.update(change));
    document.addEventListener("keydown", (event) => this.press(event));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      app.applyTheme();
      app.tell("look");
    });
    // An address pasted over this one asks for another state of the same page.
    window.addEventListener("hashchange", () => location.reload());
    preparePrint(app, this.stage);
    this.restore();
  }

  // Open what the address names.
  private restore(): void {
    const { app } = this;
    const { incident, query, viewOnly } = app.state;
    if (query) void app.search(query);
    if (viewOnly) this.narrowToView();
    if (!incident) return;
    const row = app.findRow(incident);
    if (row >= 0) void this.open(row, null, Boolean(app.state.view));
  }

  // Make every part in the language of the reader.
  private build(): void {
    const { app } = this;
    const { words } = app;
    document.documentElement.lang = words.lang;
    document.documentElement.dir = words.isRtl ? "rtl" : "ltr";
    const root = find(".app");
    for (const old of root.querySelectorAll(":scope > .side, :scope > .timebar, :scope > .skip, .stage > .key, .stage > .tools, .stage > .full-link")) old.remove();
    const list = new IncidentList(app, (row, from) => void this.open(row, from, false, true));
    const filters = new FilterPanel(app);
    const chips = new Chips(app);
    const timebar = new Timebar(app);
    const key = new Key(app, this.stage);
    const share = new SharePanel(app, this.stage);
    const head = this.makeHead(filters.element);
    const drawer = makeButton("", { class: "drawer-toggle", "aria-expanded": "false", "aria-controls": "side-body" }, () => this.setDrawer(!this.parts.side.classList.contains("is-open")));
    const body = make("div", { class: "side-body", id: "side-body" }, head.tools, head.note, chips.element, filters.element, list.element);
    const side = make("aside", { class: "side", "aria-label": words.t("list") }, head.masthead, drawer, body);
    const skip = makeButton(words.t("skip"), { class: "skip" }, () => {
      this.setDrawer(true);
      list.focus();
    });
    this.parts = { list, filters, chips, key, share, timebar, side, drawer, search: head.search, filterButton: head.filterButton, searchNote: head.note };
    root.prepend(skip, side);
    root.append(timebar.element);
    find(".stage").append(key.element, share.element);
    if (this.isCompact) find(".stage").append(make("a", { class: "full-link", href: location.href.replace("?compact", ""), target: "_blank", rel: "noopener" }, words.t("open_full")));
    this.nameMap();
    this.setDrawer(false);
    this.showCounts();
  }

  private makeHead(filters: HTMLElement): { masthead: HTMLElement; tools: HTMLElement; note: HTMLElement; search: HTMLInputElement; filterButton: HTMLButtonElement } {
    const { app } = this;
    const { words, meta } = app;
    const search = make("input", { type: "search", class: "search", placeholder: words.t("search_hint"), "aria-label": words.t("search_label"), value: app.state.query, dir: "auto", spellcheck: "false" });
    let timer = 0;
    search.addEventListener("focus", () => app.prepareSearch());
    search.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void app.search(search.value), SEARCH_DELAY_MS);
    });
    const filterButton = makeButton("", { class: "filter-toggle", "aria-expanded": "false", "aria-controls": "filters" }, () => {
      filters.hidden = !filters.hidden;
      this.parts.list.element.hidden = !filters.hidden;
      filterButton.setAttribute("aria-expanded", String(!filters.hidden));
      this.showCounts();
    });
    const note = make("p", { class: "note searching", role: "status", hidden: true }, words.t("searching"));
    return {
      search, note, filterButton,
      masthead: make("header", { class: "masthead" }, makeText("h1", meta.title), makeText("p", this.summarise(), { class: "summary" })),
      tools: make("div", { class: "side-tools" }, make("label", { class: "search-box" }, makeIcon("search", 15), search), filterButton),
    };
  }

  private summarise(): string {
    const { meta, words, span, core } = this.app;
    if (meta.note) return meta.note;
    if (!meta.rows) return words.t("nothing_found");
    const parts = { incidents: words.plural("incidents", meta.rows), articles: words.plural("articles", meta.articles) };
    let off = 0;
    for (const code of core.offMap) if (code) off += 1;
    let text = words.t("summary_undated", parts);
    if (span) {
      const [a, b] = [words.month(span.from), words.month(span.to)];
      text = words.t("summary", { ...parts, span: a === b ? a : words.t("span", { a, b }) });
    }
    return `${text}${off ? `${words.isRtl ? "؛" : ";"} ${words.plural("off_map_count", off)}` : ""}.`;
  }

  private nameMap(): void {
    const { words } = this.app;
    const container = this.stage.map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", words.t("map_label"));
    for (const [name, key] of [["in", "zoom_in"], ["out", "zoom_out"]] as const) {
      const button = container.querySelector(`.leaflet-control-zoom-${name}`);
      button?.setAttribute("aria-label", words.t(key));
      button?.setAttribute("title", words.t(key));
    }
  }

  private setDrawer(open: boolean): void {
    const { side, drawer } = this.parts;
    side.classList.toggle("is-open", open);
    drawer.setAttribute("aria-expanded", String(open));
    const { words, engine } = this.app;
    drawer.replaceChildren(make("span", { class: "grip", "aria-hidden": "true" }), open ? words.t("back_to_map") : words.t("list_toggle", { incidents: words.plural("incidents", engine.passing) }));
  }

  private showCounts(): void {
    const { app, parts } = this;
    const n = app.state.chosen.size;
    const isOpen = parts.filterButton.getAttribute("aria-expanded") === "true";
    parts.filterButton.replaceChildren(makeIcon(isOpen ? "list" : "filter", 15), isOpen ? app.words.t("list") : app.words.t("filters"), n ? make("span", { class: "badge" }, String(n)) : "");
    if (isPhone()) this.setDrawer(parts.side.classList.contains("is-open"));
  }

  private update(change: Change): void {
    const { app, parts, stage } = this;
    if (change === "language") {
      this.evidence.close();
      this.build();
      stage.redraw(true);
      this.parts.share.set(true);
      document.querySelector<HTMLElement>('[data-choice="language"]')?.focus();
      return;
    }
    if (change === "searching") {
      parts.searchNote.hidden = !app.searching && app.searchFault === null;
      parts.searchNote.textContent = app.searchFault === null ? app.words.t("searching") : describeFault(app.words, app.searchFault);
      return;
    }
    if (change === "view") {
      this.narrowToView();
      return;
    }
    if (change === "counts") {
      parts.filters.update(change);
      parts.key.update(change);
      return;
    }
    stage.redraw(change === "look");
    parts.timebar.update(change);
    if (change === "look") {
      parts.key.update(change);
      parts.list.update("rows");
      return;
    }
    parts.list.update(change);
    this.evidence.renewSteps();
    if (change === "selected") return;
    parts.filters.update(change);
    parts.chips.update();
    if (parts.search.value.trim() !== app.state.query) parts.search.value = app.state.query;
    this.showCounts();
  }

  // ---- map and list in step

  private followMap(): void {
    const { app, stage } = this;
    const center = stage.map.getCenter();
    app.state.view = { zoom: stage.map.getZoom(), latitude: center.lat, longitude: center.lng };
    window.clearTimeout(this.viewTimer);
    this.viewTimer = window.setTimeout(() => app.tell("view"), IN_VIEW_DELAY_MS);
  }

  private narrowed = false;

  private narrowToView(): void {
    const { app, stage, parts } = this;
    const { viewOnly } = app.state;
    if (!viewOnly && !this.narrowed) return;
    this.narrowed = viewOnly;
    app.engine.chooseView(viewOnly ? stage.listInView() : null);
    parts.list.update("rows");
  }

  // ---- incidents

  private async open(row: number, from: HTMLElement | null, still = false, fromList = false): Promise<void> {
    const { app } = this;
    app.select(row);
    if (isPhone()) {
      this.setDrawer(false);
      this.parts.key.element.open = false;
    }
    await this.evidence.open(row, from);
    if (still || app.core.offMap[row]) return;
    if (fromList || !from) this.stage.fitIncident(row);
    else this.stage.reveal(row);
  }

  private step(n: number): void {
    const next = this.parts.list.neighbour(this.app.selected, n);
    if (next >= 0) void this.open(next, null);
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (this.parts.share.close()) return;
    this.evidence.close();
  }
}
