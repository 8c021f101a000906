// Time is divided by the calendar, and windows wider than a bin are in none.

import type { Core } from "../../../geoincidents/render/page/data/core";
import { MISSING } from "../../../geoincidents/render/page/data/core";
import { addSteps, binRows, chooseStep, COARSE, findBin, floorDay, makeBins, packLanes, UNDATED } from "../../../geoincidents/render/page/time/bins";
import { isoDay, parseDay } from "../../../geoincidents/render/page/words/words";

const day = (text: string) => parseDay(text)!;

test.each([
  ["2021-03-17", "week", "2021-03-15"], ["2021-03-15", "week", "2021-03-15"], ["1900-01-03", "week", "1900-01-01"],
  ["2021-03-17", "month", "2021-03-01"], ["1901-12-31", "year", "1901-01-01"], ["2100-02-28", "day", "2100-02-28"],
] as const)("%s is in the %s that begins %s", (text, step, first) => {
  expect(isoDay(floorDay(day(text), step))).toBe(first);
});

test.each([
  ["2020-01-31", "month", 1, "2020-02-29"], ["2020-02-29", "year", 1, "2021-02-28"], ["2020-03-01", "month", -3, "2019-12-01"], ["1969-12-29", "week", 1, "1970-01-05"],
] as const)("%s and a %s times %d is %s", (text, step, n, there) => {
  expect(isoDay(addSteps(day(text), step, n))).toBe(there);
});

test("bins cover the whole time without gaps, from 1900 to 2100 too", () => {
  for (const [from, to] of [["2021-01-01", "2021-01-01"], ["2020-12-01", "2021-03-15"], ["1900-01-01", "2100-12-31"]] as const) {
    const { edges } = makeBins(day(from), day(to));
    expect(edges[0]).toBeLessThanOrEqual(day(from));
    expect(edges.at(-1)).toBeGreaterThan(day(to));
    expect(edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)).toBe(true);
    expect(edges.length).toBeLessThan(220);
    expect(findBin({ step: "day", edges }, day(from))).toBe(0);
    expect(findBin({ step: "day", edges }, day(to))).toBe(edges.length - 2);
  }
  expect(chooseStep(20_000)).toBe("year");
});

test("an incident is counted in a bin only where its whole window is in it", () => {
  const bins = makeBins(day("2021-01-01"), day("2021-03-31"), "month");
  const core = {
    rows: 4,
    start: Int32Array.of(day("2021-02-01"), day("2021-01-20"), MISSING, MISSING),
    end: Int32Array.of(day("2021-02-28"), day("2021-02-03"), day("2021-02-03"), MISSING),
  } as unknown as Core;
  expect([...binRows(core, bins)]).toEqual([1, COARSE, COARSE, UNDATED]);
});

test("bars of one lane never meet", () => {
  const windows = Array.from({ length: 60 }, (_, i) => ({ from: (i * 37) % 100, to: ((i * 37) % 100) + 5 + (i % 9), row: i }));
  const lanes = packLanes(windows, 60)!;
  expect(lanes.flat()).toHaveLength(60);
  for (const lane of lanes) lane.forEach((window, i) => i && expect(window.from).toBeGreaterThan(lane[i - 1]!.to));
  expect(packLanes(windows, 2)).toBeNull();
});
