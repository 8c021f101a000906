// The ways in which incidents can be chosen, each a column of codes.

import { type Core, IMPACT, type Places } from "../data/core";
import type { Lists, Numbers } from "../data/container";

export interface Facet {
  readonly id: string;
  readonly size: number; // codes run from 0 (not said) to size - 1
  readonly single: Numbers | null;
  readonly multi: Lists | null;
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
  const listed = (id: FacetId, multi: Lists, dict: string): Facet => ({
    id, single: null, multi, size: core.dict(dict).length + 1, key: (code) => core.name(dict, code),
  });
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
    listed("country", gatherPlaces(core, core.places.country), "countries"),
    listed("admin1", gatherPlaces(core, core.places.admin1), "admin1"),
    listed("sources", core.sources, "sources"),
    numbered("role", core.background, 2),
    numbered("map", core.offMap, 4),
  ];
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

// The distinct codes of the impacts of each incident.
function gatherPlaces(core: Core, codes: Places["country"]): Lists {
  const ends = new Uint32Array(core.rows);
  const gathered = new Uint32Array(core.places.count);
  let at = 0;
  for (let row = 0, p = 0; row < core.rows; row += 1) {
    const from = at;
    for (; p < core.placesEnds[row]!; p += 1) {
      const code = codes[p]!;
      if (core.places.role[p] !== IMPACT || code === 0) continue;
      let isNew = true;
      for (let k = from; k < at && isNew; k += 1) isNew = gathered[k] !== code;
      if (isNew) gathered[at++] = code;
    }
    ends[row] = at;
  }
  return { ends, codes: gathered.subarray(0, at) };
}
