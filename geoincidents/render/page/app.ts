// Holds data, choices and what follows from them; the parts of the page ask it and are told.

import { type Core, MISSING } from "./data/core";
import type { Meta, World } from "./data/meta";
import type { Records } from "./data/records";
import { Engine } from "./filter/engine";
import { FACET_IDS, type FacetId, makeFacets } from "./filter/facets";
import type { Searcher } from "./filter/searcher";
import type { Areas } from "./map/areas";
import { colourBy, type Colouring } from "./map/colours";
import { readTheme, type Theme } from "./map/theme";
import { type Sort, type State, writeHash } from "./state";
import { IncidentWords } from "./words/incident_words";
import { Words } from "./words/words";

// What has changed: `rows` is which incidents pass, `time` also the window, `look` how they are drawn.
export type Change = "rows" | "time" | "look" | "selected" | "view" | "counts" | "language" | "searching";
const HASH_DELAY_MS = 250;
const COUNT_DELAY_MS = 60;

export class App {
  readonly engine: Engine;
  words: Words;
  say: IncidentWords;
  theme!: Theme;
  colouring!: Colouring;
  areas: Areas | null = null;
  selected = -1;
  searching = false;
  searchFault: unknown = null;
  // The first and last day of all incidents, or null where no date is known.
  readonly span: { from: number; to: number } | null;
  private readonly listeners: ((change: Change) => void)[] = [];
  private readonly orders = new Map<Sort, Uint32Array>();
  private hashTimer = 0;
  private countTimer = 0;

  constructor(
    readonly meta: Meta,
    readonly core: Core,
    readonly world: World,
    readonly records: Records,
    private readonly searcher: Searcher,
    readonly state: State,
    private readonly base: State,
  ) {
    this.engine = new Engine(core, makeFacets(core));
    this.words = new Words(state.lang);
    this.say = new IncidentWords(this.words, core, meta);
    this.span = findSpan(core);
    this.applyTheme();
    for (const [id, keys] of state.chosen) this.applyChoice(id, keys);
    // An address may name one end only, or days that no incident has.
    state.time = this.boundTime();
    if (state.time) this.engine.chooseTime({ ...state.time, undated: state.undated });
    this.engine.settle();
    this.engine.count();
  }

  listen(act: (change: Change) => void): void {
    this.listeners.push(act);
  }

  tell(change: Change): void {
    for (const act of this.listeners) act(change);
    if (change !== "counts" && change !== "searching") this.keepHash();
  }

  // ---- filters

  private applyChoice(id: FacetId, keys: ReadonlySet<string>): void {
    const index = FACET_IDS.indexOf(id);
    const facet = this.engine.facets[index]!;
    const codes = new Set<number>();
    for (let code = 0; code < facet.size; code += 1) if (keys.has(facet.key(code))) codes.add(facet.merged?.[code] ?? code);
    // A value that no incident has keeps none.
    if (keys.size && !codes.size) codes.add(-1);
    this.engine.choose(index, codes);
  }

  choose(id: FacetId, keys: ReadonlySet<string>): void {
    if (keys.size) this.state.chosen.set(id, new Set(keys));
    else this.state.chosen.delete(id);
    this.applyChoice(id, keys);
    this.settle("rows");
  }

  toggle(id: FacetId, key: string): void {
    const keys = new Set(this.state.chosen.get(id));
    if (!keys.delete(key)) keys.add(key);
    this.choose(id, keys);
  }

  private boundTime(): { from: number; to: number } | null {
    const { time } = this.state;
    if (!time || !this.span) return null;
    return { from: Math.max(time.from, this.span.from), to: Math.min(time.to, this.span.to) };
  }

  chooseTime(window: { from: number; to: number } | null): void {
    this.state.time = window;
    const bound = this.boundTime();
    this.engine.chooseTime(bound && { ...bound, undated: this.state.undated });
    this.settle("time");
  }

  async search(text: string): Promise<void> {
    const query = text.trim();
    this.state.query = query;
    if (!query) {
      this.setSearching(false);
      this.searcher.stop();
      this.engine.chooseRows(null);
      this.settle("rows");
      return;
    }
    this.setSearching(true);
    let rows: Uint32Array | null = null;
    try {
      rows = await this.searcher.find(query);
    } catch (fault) {
      if (this.state.query === query) this.setSearching(false, fault);
      return;
    }
    if (!rows || this.state.query !== query) return;
    this.setSearching(false);
    this.engine.chooseRows(rows);
    this.settle("rows");
  }

  // Read ahead what a search needs, while its words are typed.
  prepareSearch(): void {
    this.searcher.prepare();
  }

  private setSearching(on: boolean, fault: unknown = null): void {
    if (this.searching === on && this.searchFault === fault) return;
    this.searching = on;
    this.searchFault = fault;
    this.tell("searching");
  }

  clearAll(): void {
    for (const id of [...this.state.chosen.keys()]) {
      this.state.chosen.delete(id);
      this.applyChoice(id, new Set());
    }
    this.state.time = null;
    this.state.query = "";
    this.state.viewOnly = false;
    this.engine.chooseTime(null);
    this.engine.chooseRows(null);
    this.engine.chooseView(null);
    this.setSearching(false);
    this.settle("rows");
  }

  countFilters(): number {
    return this.state.chosen.size + (this.state.time ? 1 : 0) + (this.state.query ? 1 : 0);
  }

  private settle(change: Change): void {
    this.engine.settle();
    this.tell(change);
    // Counts beside values may come a moment later than the map.
    window.clearTimeout(this.countTimer);
    this.countTimer = window.setTimeout(() => {
      this.engine.count();
      this.tell("counts");
    }, COUNT_DELAY_MS);
  }

  // ---- what is shown

  // The incidents of the list, in its order.
  listRows(): Uint32Array {
    const order = this.orderOf(this.state.sort);
    const rows = new Uint32Array(order.length);
    let n = 0;
    for (const row of order) if (this.engine.isListed(row)) rows[n++] = row;
    return rows.subarray(0, n);
  }

  private orderOf(sort: Sort): Uint32Array {
    const known = this.orders.get(sort);
    if (known) return known;
    const { core } = this;
    const order = Uint32Array.from({ length: core.rows }, (_, i) => i);
    // What is not said comes last, whichever way round.
    const bySaid = (value: (i: number) => number, missing: number) => (a: number, b: number) => {
      const [x, y] = [value(a), value(b)];
      return x === y ? a - b : x === missing ? 1 : y === missing ? -1 : y - x;
    };
    if (sort === "date_desc") order.sort(bySaid((i) => core.start[i]!, MISSING));
    if (sort === "killed") order.sort(bySaid((i) => (core.killedMin[i] === MISSING ? core.killedMax[i]! : core.killedMin[i]!), MISSING));
    if (sort === "sources") order.sort(bySaid((i) => core.articles[i]!, 0));
    if (sort === "confidence") order.sort(bySaid((i) => core.confidence[i]!, 0));
    if (sort === "title") {
      const titles = Array.from({ length: core.rows }, (_, i) => core.title.get(i));
      const collator = new Intl.Collator(this.words.locale);
      order.sort((a, b) => collator.compare(titles[a]!, titles[b]!) || a - b);
    }
    this.orders.set(sort, order);
    return order;
  }

  findRow(id: string): number {
    for (let i = 0; i < this.core.rows; i += 1) if (this.core.id.get(i) === id) return i;
    return -1;
  }

  select(row: number): void {
    if (this.selected === row) return;
    this.selected = row;
    this.state.incident = row < 0 ? null : this.core.id.get(row);
    this.tell("selected");
  }

  applyTheme(): void {
    const { theme } = this.state;
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.setAttribute("data-theme", theme);
    this.theme = readTheme();
    this.recolour();
  }

  recolour(): void {
    this.colouring = colourBy(this.state.colour, this.core, this.meta, this.say, this.theme.isDark);
  }

  setTheme(theme: string): void {
    this.state.theme = theme;
    this.applyTheme();
    this.tell("look");
  }

  setLanguage(lang: string): void {
    this.state.lang = lang;
    this.words = new Words(lang);
    this.say = new IncidentWords(this.words, this.core, this.meta);
    this.recolour();
    this.tell("language");
  }

  // ---- the address of the page

  hash(): string {
    return writeHash(this.state, this.base);
  }

  private keepHash(): void {
    window.clearTimeout(this.hashTimer);
    this.hashTimer = window.setTimeout(() => {
      try {
        history.replaceState(null, "", `#${this.hash()}`);
      } catch {
        // In `srcdoc` and in some sandboxes the address cannot be changed; the page works all the same.
      }
    }, HASH_DELAY_MS);
  }
}

function findSpan(core: Core): { from: number; to: number } | null {
  let from = Infinity;
  let to = -Infinity;
  for (const days of [core.start, core.end]) {
    for (let i = 0; i < core.rows; i += 1) {
      const day = days[i]!;
      if (day === MISSING) continue;
      if (day < from) from = day;
      if (day > to) to = day;
    }
  }
  return from > to ? null : { from, to };
}
