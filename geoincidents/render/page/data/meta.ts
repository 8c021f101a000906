// The small things that the page carries beside its data.

export interface SymbolLook { label: string; family: string; colour: string; path: string }
export interface RoleLook { label: string; colour: string; path: string; note: string }

export interface Looks {
  types: Record<string, SymbolLook>;
  families: Record<string, string>;
  roles: Record<string, RoleLook>;
  precisions: Record<string, { label: string; draw: string }>;
  statuses: Record<string, string>;
  palette: Record<string, string>;
  fallback: string;
}

export interface Tile {
  label: string;
  url: string;
  attribution: string;
  max_zoom: number;
  note: string;
  host: string;
}

// The tables of geoincidents/coding/precision.toml.
export interface Coding {
  geo_precision: Record<string, number>;
  where_prec: Record<string, number>;
  where_prec_limits: { near_radius_m: number; near_beyond: number; linear_relations: string[]; linear: number; international_kinds: string[]; international: number };
  time_precision: Record<string, number>;
  date_prec_days: { at_most: number; code: number }[];
  date_prec: Record<string, number>;
}

// A file beside the page: base64 of `streams`, which have this hash one after the other.
export interface DataFile {
  path: string;
  streams: string[];
  sha256: string;
  integrity: string;
}

export interface Meta {
  version: number;
  title: string;
  note: string | null;
  lang: string;
  theme: string;
  map: string;
  made_with: string;
  rows: number;
  articles: number;
  chunk: number;
  quote_chunk: number;
  quotes: number;
  events: Record<string, [string, string]>;
  tiles: Tile[];
  coding: Coding;
  files?: DataFile[];
  looks: Looks;
  countries: Record<string, string>;
  names: [string, number, number, number][];
  licences: { name: string; version: string; licence: string; text: string }[];
}

export type Point = [number, number];

export interface World {
  land?: Point[][][];
  borders?: Point[][];
  disputed?: Point[][];
  provinces?: Point[][];
  rivers?: Point[][];
  lakes?: Point[][][];
  roads?: Point[][];
  countries?: [string, number, number, number][];
  note?: string | null;
}

export function readJson<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;
}

// Read what is small. A table must not answer for "constructor", which an article may well say.
export function readMeta(): Meta {
  const meta = readJson<Meta>("meta");
  const { types, roles, precisions, statuses } = meta.looks;
  const { geo_precision, where_prec, time_precision, date_prec } = meta.coding;
  for (const table of [types, roles, precisions, statuses, meta.countries, meta.events, geo_precision, where_prec, time_precision, date_prec]) Object.setPrototypeOf(table, null);
  return meta;
}
