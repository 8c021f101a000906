// Which incidents pass, and how many would with another choice: one bit for each filter that an
// incident fails, so that a change of one filter touches one bit.

import type { Core } from "../data/core";
import { MISSING } from "../data/core";
import type { Facet } from "./facets";

export interface TimeWindow {
  from: number; // days since 1970, both ends included
  to: number;
  undated: boolean;
}

const TIME_BIT = 1 << 28;
const QUERY_BIT = 1 << 29;
const VIEW_BIT = 1 << 30;

export class Engine {
  readonly passes: Uint8Array;
  readonly counts: Uint32Array[];
  passing = 0;
  private readonly fails: Uint32Array;

  constructor(
    private readonly core: Core,
    readonly facets: Facet[],
  ) {
    this.passes = new Uint8Array(core.rows).fill(1);
    this.fails = new Uint32Array(core.rows);
    this.counts = facets.map((facet) => new Uint32Array(facet.size));
    this.settle();
  }

  // Keep those that have one of the codes; an empty choice keeps all.
  choose(index: number, codes: ReadonlySet<number>): void {
    const bit = 1 << index;
    if (!codes.size) return this.setBit(bit, null);
    const facet = this.facets[index]!;
    const wanted = new Uint8Array(facet.size);
    for (const code of codes) wanted[code] = 1;
    const { single, multi } = facet;
    if (single) return this.setBit(bit, (i) => wanted[single[i]!] === 1);
    const { ends, codes: all } = multi!;
    this.setBit(bit, (i) => {
      const from = i === 0 ? 0 : ends[i - 1]!;
      const to = ends[i]!;
      if (from === to) return wanted[0] === 1;
      for (let k = from; k < to; k += 1) if (wanted[all[k]!]) return true;
      return false;
    });
  }

  // Keep those whose window meets this one; an open end reaches for ever.
  chooseTime(window: TimeWindow | null): void {
    if (!window) return this.setBit(TIME_BIT, null);
    const { start, end } = this.core;
    const { from, to, undated } = window;
    this.setBit(TIME_BIT, (i) => {
      const a = start[i]!;
      const b = end[i]!;
      if (a === MISSING && b === MISSING) return undated;
      return (a === MISSING || a <= to) && (b === MISSING || b >= from);
    });
  }

  chooseRows(rows: Uint32Array | null): void {
    this.keep(QUERY_BIT, rows);
  }

  chooseView(rows: Uint32Array | null): void {
    this.keep(VIEW_BIT, rows);
  }

  private keep(bit: number, rows: Uint32Array | null): void {
    if (!rows) return this.setBit(bit, null);
    const kept = new Uint8Array(this.core.rows);
    for (const row of rows) kept[row] = 1;
    this.setBit(bit, (i) => kept[i] === 1);
  }

  private setBit(bit: number, passes: ((i: number) => boolean) | null): void {
    const { fails } = this;
    if (!passes) for (let i = 0; i < fails.length; i += 1) fails[i] = fails[i]! & ~bit;
    else for (let i = 0; i < fails.length; i += 1) fails[i] = passes(i) ? fails[i]! & ~bit : fails[i]! | bit;
  }

  // Bring `passes` and `passing` up to date; the list alone is narrowed to the view of the map.
  settle(): void {
    const { fails, passes } = this;
    let passing = 0;
    for (let i = 0; i < fails.length; i += 1) {
      const ok = (fails[i]! & ~VIEW_BIT) === 0 ? 1 : 0;
      passes[i] = ok;
      passing += ok;
    }
    this.passing = passing;
  }

  isListed(i: number): boolean {
    return this.fails[i] === 0;
  }

  // Whether an incident passes all but the filter of time: what the histogram counts.
  passesBesidesTime(i: number): boolean {
    return (this.fails[i]! & ~TIME_BIT & ~VIEW_BIT) === 0;
  }

  // Count every value of every facet among the incidents that pass all other filters.
  count(): void {
    for (const counts of this.counts) counts.fill(0);
    const { fails } = this;
    const every = this.facets.map((_, i) => i);
    for (let i = 0; i < fails.length; i += 1) {
      const failed = fails[i]! & ~VIEW_BIT;
      if (failed === 0) for (const f of every) this.add(f, i);
      else if ((failed & (failed - 1)) === 0) {
        const f = 31 - Math.clz32(failed);
        if (f < this.facets.length) this.add(f, i);
      }
    }
  }

  private add(f: number, i: number): void {
    const counts = this.counts[f]!;
    const { single, multi } = this.facets[f]!;
    if (single) {
      counts[single[i]!]! += 1;
      return;
    }
    const { ends, codes } = multi!;
    const from = i === 0 ? 0 : ends[i - 1]!;
    const to = ends[i]!;
    if (from === to) counts[0]! += 1;
    for (let k = from; k < to; k += 1) counts[codes[k]!]! += 1;
  }
}
