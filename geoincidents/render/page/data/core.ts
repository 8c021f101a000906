// What the page knows of every incident on opening, as columns.

import { Container, type Lists, type Numbers, type Texts } from "./container";
import { mercatorX, mercatorY } from "../map/mercator";

export const MISSING = -2147483648;
export const IMPACT = 0;
export const LAUNCH = 1;
export const TARGET = 2;
export const DRAWS = ["none", "solid", "hollow", "soft"] as const;
export type Draw = (typeof DRAWS)[number];
const MICRO = 1e6;

export interface Places {
  readonly count: number;
  readonly role: Numbers;
  readonly radiusM: Numbers;
  readonly precision: Numbers;
  readonly relation: Numbers;
  readonly name: Numbers;
  readonly text: Numbers;
  readonly admin1: Numbers;
  readonly country: Numbers;
  readonly area: Numbers;
  readonly longitude: Numbers;
  readonly latitude: Numbers;
  // Made on opening.
  readonly incident: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly draw: Uint8Array;
}

export interface Lines {
  readonly count: number;
  readonly launch: Numbers;
  readonly impact: Numbers;
  readonly distanceM: Numbers;
  readonly bearingDeg: Numbers;
  readonly vague: Numbers;
  readonly incident: Uint32Array;
}

export interface Core {
  readonly rows: number;
  readonly id: Texts;
  readonly title: Texts;
  readonly type: Numbers;
  readonly status: Numbers;
  readonly background: Numbers;
  readonly start: Numbers;
  readonly end: Numbers;
  readonly datePrecision: Numbers;
  readonly timeOfDay: Numbers;
  readonly weapon: Numbers;
  readonly perpetrator: Numbers;
  readonly claimed: Lists;
  readonly attributed: Lists;
  readonly killedMin: Numbers;
  readonly killedMax: Numbers;
  readonly woundedMin: Numbers;
  readonly woundedMax: Numbers;
  readonly sources: Lists;
  readonly articles: Numbers;
  readonly conflicts: Numbers;
  readonly confidence: Numbers;
  readonly offMap: Numbers;
  readonly placesEnds: Numbers;
  readonly linesEnds: Numbers;
  readonly places: Places;
  readonly lines: Lines;
  dict(name: string): readonly string[];
  // The text of a code; "" where nothing is said.
  name(dict: string, code: number): string;
}

export type PrecisionLooks = Record<string, { label: string; draw: string }>;

export function readCore(buffer: ArrayBuffer, rows: number, precisions: PrecisionLooks): Core {
  const box = new Container(buffer);
  const placesEnds = box.numbers("places.ends");
  const linesEnds = box.numbers("lines.ends");
  return {
    rows,
    id: box.texts("id"),
    title: box.texts("title"),
    type: box.numbers("type"),
    status: box.numbers("status"),
    background: box.numbers("background"),
    start: box.numbers("start"),
    end: box.numbers("end"),
    datePrecision: box.numbers("date_precision"),
    timeOfDay: box.numbers("time_of_day"),
    weapon: box.numbers("weapon"),
    perpetrator: box.numbers("perpetrator"),
    claimed: box.lists("claimed"),
    attributed: box.lists("attributed"),
    killedMin: box.numbers("killed_min"),
    killedMax: box.numbers("killed_max"),
    woundedMin: box.numbers("wounded_min"),
    woundedMax: box.numbers("wounded_max"),
    sources: box.lists("sources"),
    articles: box.numbers("articles"),
    conflicts: box.numbers("conflicts"),
    confidence: box.numbers("confidence"),
    offMap: box.numbers("off_map"),
    placesEnds,
    linesEnds,
    places: readPlaces(box, placesEnds, precisions),
    lines: readLines(box, linesEnds),
    dict: (name) => box.dict(name),
    name: (dict, code) => (code > 0 ? (box.dict(dict)[code - 1] ?? "") : ""),
  };
}

function readPlaces(box: Container, ends: Numbers, looks: PrecisionLooks): Places {
  const longitude = box.numbers("place.longitude");
  const latitude = box.numbers("place.latitude");
  const precision = box.numbers("place.precision");
  const count = longitude.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const draw = new Uint8Array(count);
  const draws = box.dict("precisions").map((name) => DRAWS.indexOf((looks[name]?.draw ?? "soft") as Draw));
  const soft = DRAWS.indexOf("soft");
  for (let i = 0; i < count; i += 1) {
    x[i] = mercatorX(longitude[i]! / MICRO);
    y[i] = mercatorY(latitude[i]! / MICRO);
    draw[i] = draws[precision[i]! - 1] ?? soft;
  }
  return {
    count, longitude, latitude, precision, x, y, draw,
    role: box.numbers("place.role"),
    radiusM: box.numbers("place.radius_m"),
    relation: box.numbers("place.relation"),
    name: box.numbers("place.name"),
    text: box.numbers("place.text"),
    admin1: box.numbers("place.admin1"),
    country: box.numbers("place.country"),
    area: box.numbers("place.area"),
    incident: spreadOwners(ends, count),
  };
}

function readLines(box: Container, ends: Numbers): Lines {
  const launch = box.numbers("line.launch");
  return {
    count: launch.length,
    launch,
    impact: box.numbers("line.impact"),
    distanceM: box.numbers("line.distance_m"),
    bearingDeg: box.numbers("line.bearing_deg"),
    vague: box.numbers("line.vague"),
    incident: spreadOwners(ends, launch.length),
  };
}

function spreadOwners(ends: Numbers, count: number): Uint32Array {
  const owners = new Uint32Array(count);
  for (let row = 0, from = 0; row < ends.length; row += 1) {
    owners.fill(row, from, ends[row]);
    from = ends[row]!;
  }
  return owners;
}

export function rangeOf(ends: Numbers, i: number): [number, number] {
  return [i === 0 ? 0 : ends[i - 1]!, ends[i]!];
}

export function listCodes(lists: Lists, i: number): number[] {
  const [from, to] = rangeOf(lists.ends, i);
  return Array.from(lists.codes.subarray(from, to));
}

// Give the indexes of the places of an incident that have this role.
export function listPlaces(core: Core, row: number, role: number): number[] {
  const [from, to] = rangeOf(core.placesEnds, row);
  const found: number[] = [];
  for (let p = from; p < to; p += 1) if (core.places.role[p] === role) found.push(p);
  return found;
}

export function degrees(micro: number): number {
  return micro / MICRO;
}
