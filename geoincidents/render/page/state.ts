// What the reader has chosen, and its form in the address of the page.

import { FACET_IDS, type FacetId } from "./filter/facets";
import { COLOUR_FIELDS, type ColourField } from "./map/colours";
import { LAYERS, type LayerName } from "./map/scene";
import { isoDay, parseDay } from "./words/words";

export const SORTS = ["date", "date_desc", "killed", "sources", "confidence", "title"] as const;
export type Sort = (typeof SORTS)[number];
export const STEPS = ["day", "week", "month", "year"] as const;
export type Step = (typeof STEPS)[number];

export interface State {
  chosen: Map<FacetId, Set<string>>;
  time: { from: number; to: number } | null;
  undated: boolean;
  query: string;
  viewOnly: boolean;
  sort: Sort;
  colour: ColourField;
  layers: Set<LayerName>;
  incident: string | null;
  view: { zoom: number; latitude: number; longitude: number } | null;
  lang: string;
  theme: string;
}

const DEFAULT_LAYERS = LAYERS.filter((name) => name !== "density");

export function makeState(lang: string, theme: string): State {
  return {
    chosen: new Map(), time: null, undated: false, query: "", viewOnly: false, sort: "date", colour: "type",
    layers: new Set(DEFAULT_LAYERS), incident: null, view: null, lang, theme,
  };
}

// "#view=6.25/33.3/44.4&type=ied,arson&from=2020-01-01": only what differs from the beginning.
export function writeHash(state: State, base: State): string {
  const parts: string[] = [];
  const put = (key: string, value: string) => parts.push(`${key}=${value}`);
  const { view } = state;
  if (view) put("view", `${round(view.zoom, 2)}/${round(view.latitude, 4)}/${round(view.longitude, 4)}`);
  if (state.time) {
    put("from", isoDay(state.time.from));
    put("to", isoDay(state.time.to));
    if (state.undated) put("undated", "1");
  }
  for (const id of FACET_IDS) {
    const keys = state.chosen.get(id);
    if (keys?.size) put(id, [...keys].map((key) => encodeURIComponent(key).replace(/,/g, "%2C")).join(","));
  }
  if (state.query) put("q", encodeURIComponent(state.query));
  if (state.viewOnly) put("inview", "1");
  if (state.sort !== base.sort) put("sort", state.sort);
  if (state.colour !== base.colour) put("colour", state.colour);
  const layers = LAYERS.filter((name) => state.layers.has(name)).join(",");
  if (layers !== DEFAULT_LAYERS.join(",")) put("layers", layers);
  if (state.lang !== base.lang) put("lang", state.lang);
  if (state.theme !== base.theme) put("theme", state.theme);
  if (state.incident) put("incident", encodeURIComponent(state.incident));
  return parts.join("&");
}

function round(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

// What an address says; anything in it that means nothing here is passed over.
export function readHash(hash: string, base: State): State {
  const state = { ...makeState(base.lang, base.theme) };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const [key = "", raw = ""] = splitOnce(part);
    readPart(state, key, raw);
  }
  if (state.time && state.time.from > state.time.to) state.time = null;
  return state;
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf("=");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
}

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const isOneOf = <T extends string>(known: readonly T[], value: string): value is T => (known as readonly string[]).includes(value);

function readPart(state: State, key: string, raw: string): void {
  if (isOneOf(FACET_IDS, key)) {
    const keys = raw.split(",").map(unescapeText);
    state.chosen.set(key, new Set(keys));
    return;
  }
  const text = unescapeText(raw);
  if (key === "view") readView(state, raw);
  else if (key === "from" || key === "to") readTime(state, key, text);
  else if (key === "undated") state.undated = text === "1";
  else if (key === "q") state.query = text;
  else if (key === "inview") state.viewOnly = text === "1";
  else if (key === "sort" && isOneOf(SORTS, text)) state.sort = text;
  else if (key === "colour" && isOneOf(COLOUR_FIELDS, text)) state.colour = text;
  else if (key === "layers") state.layers = new Set(LAYERS.filter((name) => text.split(",").includes(name)));
  else if (key === "lang" && ["en", "ar"].includes(text)) state.lang = text;
  else if (key === "theme" && ["auto", "light", "dark"].includes(text)) state.theme = text;
  else if (key === "incident") state.incident = text || null;
}

function readView(state: State, raw: string): void {
  const [zoom, latitude, longitude] = raw.split("/").map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return;
  const ok = zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 360;
  if (ok) state.view = { zoom, latitude, longitude };
}

function readTime(state: State, key: "from" | "to", text: string): void {
  const day = parseDay(text);
  if (day === null) return;
  const open = state.time ?? { from: -Infinity, to: Infinity };
  state.time = { ...open, [key]: day };
}
