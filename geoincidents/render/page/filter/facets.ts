// The ways in which incidents can be chosen, each a column of codes.

import { type Core, IMPACT, type Places } from "../data/core";
import type { Lists, Numbers } from "../data/container";
import { foldLoosely } from "./fold";

export interface Facet {
  readonly id: string;
  readonly size: number; // codes run from 0 (not said) to size - 1
  readonly single: Numbers | null;
  readonly multi: Lists | null;
  // Of every code the one of the commonest spelling, under which its incidents are counted.
  readonly merged?: Uint32Array;
  // What the URL and the machine call a code; the words for people come from elsewhere.
  key(code: number): string;
}

export const KILLED_FROM = [1, 5, 20, 100];
export const FACET_IDS = [
  "type", "status", "weapon", "attributed", "claimed", "killed", "precision", "country", "admin1", "sources", "role", "map",
] as const;
export type FacetId = (typeof FACET_IDS)[number];

export function makeFacets(core: Core): Facet[] {
  const coded = (id: FacetId, single: Numbers, dict: string): Facet => ({
    id, single, multi: null, size: core.dict(dict).length + 1, key: (code) => core.name(dict, code),
  });
  const listed = (id: FacetId, lists: Lists, dict: string, fold = foldLoosely): Facet => {
    const merged = mergeSpellings(core.dict(dict), lists.codes, fold);
    return { id, single: null, multi: gatherDistinct(lists, merged), merged, size: core.dict(dict).length + 1, key: (code) => core.name(dict, code) };
  };
  const numbered = (id: FacetId, single: Numbers, size: number): Facet => ({
    id, single, multi: null, size, key: (code) => String(code),
  });
  return [
    coded("type", core.type, "types"),
    coded("status", core.status, "statuses"),
    coded("weapon", core.weapon, "weapons"),
    listed("attributed", core.attributed, "actors"),
    listed("claimed", core.claimed, "actors"),
    numbered("killed", classifyKilled(core), KILLED_FROM.length + 2),
    coded("precision", pickPrecision(core), "precisions"),
    listed("country", listImpacts(core, core.places.country), "countries", (code) => code.toUpperCase()),
    listed("admin1", listImpacts(core, core.places.admin1), "admin1"),
    listed("sources", core.sources, "sources"),
    numbered("role", core.background, 2),
    numbered("map", core.offMap, 4),
  ];
}

// Give of every code the code of the commonest spelling that folds like it: "BBC News" and "BBC
// news" are one value to choose.
export function mergeSpellings(names: readonly string[], codes: Numbers, fold: (name: string) => string): Uint32Array {
  const counts = new Uint32Array(names.length + 1);
  for (const code of codes) counts[code]! += 1;
  const best = new Map<string, number>();
  const keys = names.map((name) => fold(name) || name);
  keys.forEach((key, i) => {
    const known = best.get(key);
    if (known === undefined || counts[i + 1]! > counts[known]!) best.set(key, i + 1);
  });
  return Uint32Array.from({ length: counts.length }, (_, code) => (code ? best.get(keys[code - 1]!)! : 0));
}

// 0 not said, 1 none, 2 and on by the least number that is certain.
export function classifyKilled(core: Core): Uint8Array {
  const classes = new Uint8Array(core.rows);
  for (let i = 0; i < core.rows; i += 1) {
    const min = core.killedMin[i]!;
    const max = core.killedMax[i]!;
    if (max === 0) classes[i] = 1;
    else if (min >= 1) classes[i] = 1 + KILLED_FROM.filter((from) => min >= from).length;
  }
  return classes;
}

// The precision of the first impact.
export function pickPrecision(core: Core): Uint8Array {
  const found = new Uint8Array(core.rows);
  const { incident, role, precision, count } = core.places;
  for (let p = count - 1; p >= 0; p -= 1) if (role[p] === IMPACT) found[incident[p]!] = precision[p]!;
  return found;
}

// The codes of the impacts of each incident.
function listImpacts(core: Core, codes: Places["country"]): Lists {
  const ends = new Uint32Array(core.rows);
  const gathered = new Uint32Array(core.places.count);
  let at = 0;
  for (let row = 0, p = 0; row < core.rows; row += 1) {
    for (; p < core.placesEnds[row]!; p += 1) if (core.places.role[p] === IMPACT && codes[p]) gathered[at++] = codes[p]!;
    ends[row] = at;
  }
  return { ends, codes: gathered.subarray(0, at) };
}

// The codes of each row, each once, as `merged` has them.
function gatherDistinct(lists: Lists, merged: Uint32Array): Lists {
  const ends = new Uint32Array(lists.ends.length);
  const gathered = new Uint32Array(lists.codes.length);
  let at = 0;
  for (let row = 0, k = 0; row < ends.length; row += 1) {
    const from = at;
    for (; k < lists.ends[row]!; k += 1) {
      const code = merged[lists.codes[k]!]!;
      let isNew = true;
      for (let m = from; m < at && isNew; m += 1) isNew = gathered[m] !== code;
      if (isNew) gathered[at++] = code;
    }
    ends[row] = at;
  }
  return { ends, codes: gathered.subarray(0, at) };
}
