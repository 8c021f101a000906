// Divide time into bins, and count.

import { type Core, MISSING } from "../data/core";
import type { Step } from "../state";
import { DAY_MS } from "../words/words";

export interface Bins {
  step: Step;
  // First day of each bin, and the day after the last one.
  edges: number[];
}

const MOST_DAYS = 75;
const MOST_WEEKS = 120;
const MOST_MONTHS = 150;
export const COARSE = -1;
export const UNDATED = -2;

export function chooseStep(days: number): Step {
  if (days <= MOST_DAYS) return "day";
  if (days <= MOST_WEEKS * 7) return "week";
  return days <= MOST_MONTHS * 30.5 ? "month" : "year";
}

export function makeBins(from: number, to: number, step = chooseStep(to - from + 1)): Bins {
  const edges = [floorDay(from, step)];
  while (edges.at(-1)! <= to) edges.push(addSteps(edges.at(-1)!, step, 1));
  return { step, edges };
}

// The first day of the step that a day is in; weeks begin on Monday.
export function floorDay(day: number, step: Step): number {
  if (step === "day") return day;
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), step === "month" ? date.getUTCMonth() : 0, 1) / DAY_MS;
}

export function addSteps(day: number, step: Step, n: number): number {
  if (step === "day") return day + n;
  if (step === "week") return day + 7 * n;
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const moved = step === "month" ? Date.UTC(year, month + n, 1) : Date.UTC(year + n, month, 1);
  const last = new Date(Date.UTC(new Date(moved).getUTCFullYear(), new Date(moved).getUTCMonth() + 1, 0)).getUTCDate();
  return moved / DAY_MS + Math.min(date.getUTCDate(), last) - 1;
}

export function findBin({ edges }: Bins, day: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

// The bin of each incident; COARSE where its window reaches over more than one.
export function binRows(core: Core, bins: Bins): Int32Array {
  const found = new Int32Array(core.rows);
  for (let i = 0; i < core.rows; i += 1) {
    const [start, end] = [core.start[i]!, core.end[i]!];
    if (start === MISSING && end === MISSING) found[i] = UNDATED;
    else if (start === MISSING || end === MISSING) found[i] = COARSE;
    else {
      const bin = findBin(bins, start);
      found[i] = end < bins.edges[bin + 1]! ? bin : COARSE;
    }
  }
  return found;
}

export interface Lane { from: number; to: number; row: number }

// Lay windows into as few lanes as they fit, or null where they need more than `most`.
export function packLanes(windows: Lane[], most: number): Lane[][] | null {
  const lanes: Lane[][] = [];
  for (const window of [...windows].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const free = lanes.find((lane) => lane.at(-1)!.to < window.from);
    if (free) free.push(window);
    else if (lanes.length < most) lanes.push([window]);
    else return null;
  }
  return lanes;
}
