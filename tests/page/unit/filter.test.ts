// Filters combine, counts are of what one more press would give, and spelling does not matter.

import type { Core } from "../../../geoincidents/render/page/data/core";
import { MISSING } from "../../../geoincidents/render/page/data/core";
import { Engine } from "../../../geoincidents/render/page/filter/engine";
import { type Facet, mergeSpellings } from "../../../geoincidents/render/page/filter/facets";
import { fold, foldLoosely, holds, parseQuery } from "../../../geoincidents/render/page/filter/fold";

const facet = (id: string, codes: number[], size: number): Facet => ({ id, size, single: Uint8Array.from(codes), multi: null, key: String });
const several = (id: string, lists: number[][], size: number): Facet => {
  let at = 0;
  return { id, size, single: null, multi: { ends: Uint32Array.from(lists, (list) => (at += list.length)), codes: Uint32Array.from(lists.flat()) }, key: String };
};

const TYPES = [1, 1, 2, 2, 3];
const ACTORS = [[1], [1, 2], [], [2], [3]];
const core = {
  rows: 5,
  start: Int32Array.of(10, 20, 30, MISSING, MISSING),
  end: Int32Array.of(10, 25, MISSING, 40, MISSING),
} as unknown as Core;
const make = () => new Engine(core, [facet("type", TYPES, 4), several("actor", ACTORS, 4)]);
const passing = (engine: Engine) => {
  engine.settle();
  return [...engine.passes].flatMap((ok, i) => (ok ? [i] : []));
};

test("values of one filter are either-or, filters are both-and", () => {
  const engine = make();
  engine.choose(0, new Set([1, 2]));
  expect(passing(engine)).toEqual([0, 1, 2, 3]);
  engine.choose(1, new Set([2]));
  expect(passing(engine)).toEqual([1, 3]);
  engine.choose(0, new Set());
  expect(passing(engine)).toEqual([1, 3]);
});

test("spellings of one name are one value, called as it is spelled most", () => {
  const names = ["BBC News", "the bbc news", "B.B.C.", "BBC news"];
  expect([...mergeSpellings(names, Uint8Array.of(1, 4, 4, 3, 0), foldLoosely)]).toEqual([0, 4, 2, 3, 4]);
  expect([...mergeSpellings(["!", "?"], Uint8Array.of(1, 2), foldLoosely)]).toEqual([0, 1, 2]);
});

test("what is not said can be chosen too", () => {
  const engine = make();
  engine.choose(1, new Set([0]));
  expect(passing(engine)).toEqual([2]);
});

test("the count beside a value is what the list would hold with it alone chosen", () => {
  const choices: Set<number>[][] = [[new Set(), new Set()], [new Set([1]), new Set()], [new Set([2]), new Set([2])], [new Set(), new Set([1, 3])]];
  for (const [types, actors] of choices) {
    const engine = make();
    engine.choose(0, types!);
    engine.choose(1, actors!);
    engine.settle();
    engine.count();
    for (let code = 0; code < 4; code += 1) {
      const other = make();
      other.choose(0, new Set([code]));
      other.choose(1, actors!);
      expect(engine.counts[0]![code], `type ${code}`).toBe(passing(other).length);
    }
  }
});

test("a window of time keeps what may have happened in it; open ends reach for ever", () => {
  const engine = make();
  engine.chooseTime({ from: 22, to: 35, undated: false });
  expect(passing(engine)).toEqual([1, 2, 3]);
  engine.chooseTime({ from: 41, to: 50, undated: false });
  expect(passing(engine)).toEqual([2]);
  engine.chooseTime({ from: 0, to: 5, undated: true });
  expect(passing(engine)).toEqual([3, 4]);
  engine.chooseTime(null);
  expect(passing(engine)).toEqual([0, 1, 2, 3, 4]);
});

test("the view of the map narrows the list, not the map", () => {
  const engine = make();
  engine.chooseView(Uint32Array.of(2));
  expect(passing(engine)).toHaveLength(5);
  expect([0, 1, 2, 3, 4].filter((i) => engine.isListed(i))).toEqual([2]);
});

test.each([
  ["Al-Asad", "asad"], ["el Asad", "asad"], ["Ḥalab", "halab"], ["Bābil", "babil"], ["Sana'a", "sana"], ["Sanaʿa", "sana"], ["BALLAD", "balad"],
  ["الأسد", "اسد"], ["كركوك", "كركوك"], ["القاهرة", "قاهره"], ["مُصطفى", "مصطفي"], ["Ain al-Asad", "ain asad"], ["110 mm", "110 m"],
])("%s is found as %s", (text, folded) => {
  expect(foldLoosely(text)).toBe(folded);
});

test("folding twice changes nothing, and what is typed is found in what is written", () => {
  for (const text of ["Rocket attack, near Baghdad", "قاعدة عين الأسد", "Ş́anlıurfa – 21 km", "😀 emoji", "\u202eback", "\ud800", ""]) {
    expect(fold(fold(text))).toBe(fold(text));
    for (const word of parseQuery(text).terms) expect(holds(foldLoosely(text), word)).toBe(true);
  }
});

test("quotation marks hold words together", () => {
  expect(parseQuery('"air base" Erbil').terms).toEqual(["air base", "erbil"]);
  expect(holds("the air base", "air base")).toBe(true);
  expect(holds("the base of air", "air base")).toBe(false);
  expect(holds("karbala", "bala")).toBe(false);
});
