// GeoJSON, CSV and KML of incidents, part by part, so that many need not fit in one string.

import type { Coding } from "../data/meta";
import type { Entry } from "../data/records";
import { COLUMNS, type Cell, type Feature, listFeatures } from "./rows";

export type Format = "geojson" | "csv" | "kml";
export const MIME: Record<Format, string> = {
  geojson: "application/geo+json", csv: "text/csv;charset=utf-8", kml: "application/vnd.google-earth.kml+xml",
};

export interface Writer {
  head: string;
  one(entry: Entry, isFirst: boolean): string;
  tail: string;
}

export function makeWriter(format: Format, title: string, coding: Coding): Writer {
  if (format === "geojson") {
    const write = (feature: Feature) => JSON.stringify({ type: "Feature", id: feature.id, geometry: feature.geometry, properties: feature.row });
    return {
      head: '{"type":"FeatureCollection","features":[\n', tail: "\n]}\n",
      one: (entry, isFirst) => (isFirst ? "" : ",\n") + listFeatures(entry, coding).map(write).join(",\n"),
    };
  }
  if (format === "csv") {
    // The mark at the beginning tells spreadsheets that this is UTF-8.
    return {
      head: `\ufeff${["id", ...COLUMNS].join(",")}\r\n`, tail: "",
      one: (entry) => listFeatures(entry, coding).map(({ id, row }) => `${[id, ...COLUMNS.map((name) => row[name] ?? null)].map(writeCell).join(",")}\r\n`).join(""),
    };
  }
  return {
    head: `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(title)}</name>\n`,
    tail: "</Document></kml>\n",
    one: (entry) => listFeatures(entry, coding).map(writePlacemark).join(""),
  };
}

// What makes a formula of a cell in one spreadsheet or another, also in full width; what a program may
// trim before it looks, and apostrophes, do not hide it.
const FORMULA =
  /^['\s\x1c-\x1f\x85\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufeff]*[=+\-@\t\r\n＝＋－＠]/;

// A text that begins like a formula would be run by a spreadsheet: an apostrophe makes it a text.
export function writeCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Controls are no characters of XML, nor are lone surrogates.
export function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

// Programs show a value as HTML: these are words of others, and stay words there, too.
function writePlacemark({ id, geometry, row }: Feature): string {
  const span = [row["date_start"], row["date_end"]].map((day, i) => (day ? `<${i ? "end" : "begin"}>${escapeXml(String(day))}</${i ? "end" : "begin"}>` : "")).join("");
  const data = COLUMNS.filter((name) => row[name] !== null)
    .map((name) => `<Data name="${name}"><value>${escapeXml(escapeXml(String(row[name])))}</value></Data>`).join("");
  const shape = !geometry ? "" : geometry.type === "Point"
    ? `<Point><coordinates>${(geometry.coordinates as number[]).join(",")}</coordinates></Point>`
    : `<LineString><tessellate>1</tessellate><coordinates>${(geometry.coordinates as number[][]).map((at) => at.join(",")).join(" ")}</coordinates></LineString>`;
  return `<Placemark id="${escapeXml(id)}"><name>${escapeXml(String(row["title"]))}</name>${span ? `<TimeSpan>${span}</TimeSpan>` : ""}<ExtendedData>${data}</ExtendedData>${shape}</Placemark>\n`;
}
