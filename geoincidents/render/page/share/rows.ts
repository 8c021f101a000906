// The columns of docs/formats.md out of records, for downloads: the same as `geoincidents export`
// writes.

import type { Coding } from "../data/meta";
import type { ArticleRecord, Entry, IncidentRecord, PlaceRecord, QuoteRecord, Span } from "../data/records";
import { drawGreatCircle } from "../map/mercator";
import { codeDatePrec, codeGeoPrecision, codeTimePrecision, codeWherePrec } from "./codes";

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

export interface Feature {
  id: string;
  geometry: { type: "Point" | "LineString"; coordinates: number[] | number[][] } | null;
  row: Row;
}

// A long line is given points, so that a program that draws it straight stays on its way.
const LONG_M = 100_000;
const STEP_M = 50_000;
// As geoincidents/caution.py says it where nothing else is said.
const ONE_SOURCE = "unverified: one source";
const BY_LINES = new Set(["evidence", "evidence_at"]);
const join = (values: (string | null | undefined)[]): string | null => [...new Set(values.filter(Boolean))].join("; ") || null;
const span = (name: string, value: Span | null | undefined): Row => ({ [`${name}_min`]: value?.min ?? null, [`${name}_max`]: value?.max ?? null });
const round6 = (value: number) => Math.round(value * 1e6) / 1e6;

// One line, as the formats have it: a break or a control character becomes a space.
function flattenText(text: string): string {
  return text.replaceAll("\0", "").replace(/\r\n|[\u0001-\u001f\u007f-\u009f\u2028\u2029]/g, " ");
}

function finish(name: string, value: Cell | undefined): Cell {
  if (typeof value !== "string") return value ?? null;
  return (BY_LINES.has(name) ? value : flattenText(value)) || null;
}

export const COLUMNS = [
  "incident_id", "feature_role", "title", "report_role", "incident_type", "event_type", "sub_event_type", "status", "date_start", "date_end",
  "date_precision", "date_text", "time_of_day", "weapon", "calibre_mm", "munitions_min", "munitions_max", "place_name", "place_id", "place_kind", "place_text",
  "relation", "admin1", "country", "longitude", "latitude", "coordinate_uncertainty_m", "location_precision", "geo_precision", "where_prec", "time_precision",
  "date_prec", "target_name", "target_text", "launch_name", "launch_text", "distance_m", "bearing_deg", "killed_min", "killed_max", "wounded_min", "wounded_max",
  "civilians_killed_min", "civilians_killed_max", "casualties_text", "perpetrator", "claimed_by", "attributed_to", "attributed_by", "denied_by", "evidence",
  "sources", "source_urls", "n_sources", "confidence", "confidence_note", "launch_uncertainty_m", "source_ids", "evidence_at",
  "source_note", "content_note", "protection",
] as const;

export function listFeatures(entry: Entry, coding: Coding): Feature[] {
  const { incident } = entry;
  const shared = describeIncident(entry, coding);
  const features: Feature[] = [];
  const add = (role: string, number: number, geometry: Feature["geometry"], row: Row) => {
    const known: Row = { ...shared, feature_role: role, ...row };
    const full = Object.fromEntries(COLUMNS.map((name) => [name, finish(name, known[name])])) as Row;
    features.push({ id: flattenText(`${incident.incident_id}-${role}-${number}`), geometry, row: full });
  };
  const impacts = incident.impacts ?? [];
  if (!impacts.length) add("impact", 1, null, { place_text: incident.place_text ?? null, country: incident.country ?? null, ...span("munitions", incident.munitions) });
  impacts.forEach((place, i) => {
    const pinned = place.precision !== "country";
    add("impact", i + 1, pinned ? point(place) : null, describePlace(incident, coding, place, pinned));
  });
  (incident.launches ?? []).forEach((place, i) =>
    add("launch", i + 1, point(place), { ...describePlace(incident, coding, place, true), ...describeLaunch(place) }));
  (incident.trajectories ?? []).forEach((line, i) => {
    const [launch, impact] = [incident.launches?.[line.launch], impacts[line.impact]];
    if (!launch || !impact) return;
    const pinned = impact.precision !== "country";
    add("trajectory", i + 1, pinned ? drawLine(launch, impact, line.distance_m) : null, {
      ...describePlace(incident, coding, impact, pinned), ...describeLaunch(launch), distance_m: line.distance_m, bearing_deg: line.bearing_deg,
    });
  });
  return features;
}

const at = (place: PlaceRecord): [number, number] => [round6(place.longitude), round6(place.latitude)];
const point = (place: PlaceRecord): Feature["geometry"] => ({ type: "Point", coordinates: at(place) });

function drawLine(launch: PlaceRecord, impact: PlaceRecord, distanceM: number): Feature["geometry"] {
  const [from, to] = [at(launch), at(impact)];
  if (from[0] === to[0] && from[1] === to[1]) return null; // a line of no length is none
  const points = drawGreatCircle(from, to, distanceM > LONG_M ? Math.ceil(distanceM / STEP_M) : 1);
  return { type: "LineString", coordinates: points.map((one) => one.map(round6)) };
}

function describeLaunch(place: PlaceRecord): Row {
  return { launch_name: place.name ?? null, launch_text: place.text ?? null, launch_uncertainty_m: place.radius_m };
}

function describePlace(incident: IncidentRecord, coding: Coding, place: PlaceRecord, pinned: boolean): Row {
  return {
    place_name: place.name ?? null, place_id: place.place_id ?? null, place_kind: place.place_kind ?? null, place_text: place.text ?? null, relation: place.relation ?? null,
    admin1: place.admin1 ?? null, country: place.country ?? null, longitude: pinned ? round6(place.longitude) : null, latitude: pinned ? round6(place.latitude) : null,
    coordinate_uncertainty_m: pinned ? place.radius_m : null, location_precision: place.precision,
    geo_precision: codeGeoPrecision(coding, place), where_prec: codeWherePrec(coding, place), ...span("munitions", place.munitions ?? incident.munitions),
  };
}

function describeIncident({ incident, articles }: Entry, coding: Coding): Row {
  const { when, weapon, casualties } = incident;
  const civilians = casualties?.by?.find((group) => group.category === "civilian")?.killed;
  const isPrimary = incident.reports?.some((report) => report.role === "primary");
  return {
    incident_id: incident.incident_id, title: incident.title, report_role: isPrimary ? "primary" : "background", incident_type: incident.incident_type,
    event_type: incident.event_type ?? null, sub_event_type: incident.sub_event_type ?? null, status: incident.status ?? null,
    date_start: when?.start ?? null, date_end: when?.end ?? null, date_precision: when?.precision ?? null, date_text: when?.text ?? null, time_of_day: when?.time_of_day ?? null,
    time_precision: codeTimePrecision(coding, when), date_prec: codeDatePrec(coding, when), weapon: weapon?.name ?? null, calibre_mm: weapon?.calibre_mm ?? null,
    target_name: join((incident.targets ?? []).map((one) => one.name)), target_text: join((incident.targets ?? []).map((one) => one.text)),
    ...span("killed", casualties?.killed), ...span("wounded", casualties?.wounded), ...span("civilians_killed", civilians), casualties_text: casualties?.text ?? null,
    perpetrator: incident.perpetrator ?? null, claimed_by: join((incident.claims ?? []).map((one) => one.actor)),
    attributed_to: join((incident.attributions ?? []).map((one) => one.actor)), attributed_by: join((incident.attributions ?? []).map((one) => one.by)),
    denied_by: join((incident.denials ?? []).map((one) => one.actor)), confidence: incident.confidence ?? null, confidence_note: incident.confidence_note ?? null,
    source_note: incident.source_note ?? ONE_SOURCE, content_note: incident.content_note ?? null, protection: incident.protection ?? null,
    ...describeEvidence(incident.evidence ?? []), ...describeArticles(articles),
  };
}

// What is quoted twice is named where it stands first.
function describeEvidence(evidence: QuoteRecord[]): Row {
  const quotes = new Map<string, string>();
  for (const { quote, article_id, start, end } of evidence) {
    const text = flattenText(quote);
    if (text && !quotes.has(text)) quotes.set(text, `${flattenText(article_id)}:${start}-${end}`);
  }
  return { evidence: [...quotes.keys()].join("\n"), evidence_at: [...quotes.values()].join("\n") };
}

function describeArticles(articles: ArticleRecord[]): Row {
  const ids = articles.map((article) => article.article_id);
  return {
    sources: join(articles.map((article) => [article.publisher, article.title].filter(Boolean).join(": ") || article.article_id)),
    source_ids: join(ids), source_urls: join(articles.map((article) => article.url)), n_sources: new Set(ids).size,
  };
}
