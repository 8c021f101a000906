// Files that the page gives are well formed and harmless, whatever the text is.

import { cutSnippet, findQuotes, listFacts, readDifference, type Fact } from "../../../geoincidents/render/page/panel/facts";
import { escapeXml, makeWriter, writeCell } from "../../../geoincidents/render/page/share/formats";
import { COLUMNS, listFeatures } from "../../../geoincidents/render/page/share/rows";
import type { IncidentWords } from "../../../geoincidents/render/page/words/incident_words";
import { codeDatePrec, codeWherePrec } from "../../../geoincidents/render/page/share/codes";
import type { Coding } from "../../../geoincidents/render/page/data/meta";
import { Words } from "../../../geoincidents/render/page/words/words";
import type { Entry } from "../../../geoincidents/render/page/data/records";

const place = { text: "near Erbil", relation: "near", name: "Erbil", longitude: 44.0091234567, latitude: 36.19, radius_m: 4000, precision: "near", country: "IQ" };
const entry: Entry = {
  incident: {
    incident_id: "gi-1", title: "=HYPERLINK(\"x\")", incident_type: "ied", impacts: [place, { ...place, precision: "country" }], launches: [{ ...place, name: "Mosul", longitude: 43.1 }],
    trajectories: [{ launch: 0, impact: 0, distance_m: 80_000, bearing_deg: 90 }],
    casualties: { killed: { min: 2, max: null } }, reports: [{ article_id: "a", role: "primary" }],
    evidence: [{ article_id: "a", start: 0, end: 9, quote: "two\nlines </kml> & \"marks\"\ud800", supports: ["when"] }],
  },
  articles: [{ article_id: "a", title: "T", publisher: "P", url: "https://example.org/?a=1&b=2" }],
};
const coding: Coding = {
  geo_precision: { near: 2 }, where_prec: { near: 2, settlement: 1, country: 6 },
  where_prec_limits: { near_radius_m: 25_000, near_beyond: 5, linear_relations: ["along"], linear: 5, international_kinds: ["sea"], international: 7 },
  time_precision: { day: 1 }, date_prec_days: [{ at_most: 1, code: 1 }, { at_most: 7, code: 3 }], date_prec: { month: 4 },
};
const write = (format: "geojson" | "csv" | "kml") => {
  const writer = makeWriter(format, "A <title>", coding);
  return writer.head + writer.one(entry, true) + writer.one(entry, false) + writer.tail;
};

test.each([
  ["=1+1", "'=1+1"], ["+44", "'+44"], ["-x", "'-x"], ["@cmd", "'@cmd"], ["\tx", "'\tx"], ["plain", "plain"], ["a,b", '"a,b"'], ['say "x"', '"say ""x"""'],
  [-5, "-5"], [null, ""],
])("no cell of CSV is a formula: %o", (value, cell) => {
  expect(writeCell(value)).toBe(cell);
});

test("GeoJSON has a feature for every place and line, none pinned of which only a country is known", () => {
  const { features } = JSON.parse(write("geojson")) as { features: { geometry: { type: string; coordinates: number[] } | null; properties: Record<string, unknown> }[] };
  expect(features).toHaveLength(8);
  expect(features.slice(0, 4).map(({ geometry }) => geometry?.type ?? null)).toEqual(["Point", null, "Point", "LineString"]);
  expect(features[0]!.geometry!.coordinates).toEqual([44.009123, 36.19]);
  expect(features[1]!.properties["longitude"]).toBeNull();
  expect(Object.keys(features[0]!.properties)).toEqual([...COLUMNS]);
});

test("CSV has as many cells in each line as there are columns", () => {
  const [head, ...rows] = write("csv").trimEnd().split("\r\n");
  expect(head).toBe(`\ufeffid,${COLUMNS.join(",")}`);
  expect(rows).toHaveLength(8);
  expect(rows[0]).toContain("\"'=HYPERLINK(\"\"x\"\")\"");
});

test("KML keeps text of articles as text", () => {
  const kml = write("kml");
  expect(kml).not.toContain("</kml> &");
  expect(kml.match(/<Placemark /g)).toHaveLength(8);
  expect(escapeXml("a\u0000b\ud800<😀>")).toBe("a\ufffdb\ufffd&#60;😀&#62;");
  expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(kml)).toBe(false);
});

test.each([
  [{ precision: "near", radius_m: 25_000 }, 2], [{ precision: "near", radius_m: 25_001 }, 5], [{ precision: "settlement", radius_m: 30_000, relation: "along" }, 5],
  [{ precision: "country", radius_m: 30_000, relation: "along" }, 6], [{ precision: "region", place_kind: "sea", country: null, radius_m: 1 }, 7], [{ precision: "odd", radius_m: 1 }, null],
])("the code of a place follows the table: %o", (part, code) => {
  expect(codeWherePrec(coding, { longitude: 0, latitude: 0, country: "IQ", ...part })).toBe(code);
});

test.each([
  [{ start: "2020-01-01", end: "2020-01-01" }, 1], [{ start: "2020-02-26", end: "2020-03-02" }, 3], [{ start: "2020-01-01", end: "2021-01-01" }, null],
  [{ start: "2020-01-01", end: null, precision: "month" }, 4], [undefined, null],
])("the code of a date counts the days of its window, else takes its word: %o", (when, code) => {
  expect(codeDatePrec(coding, when)).toBe(code);
});

test("an incident without a place is one row without geometry", () => {
  const [only, ...more] = listFeatures({ incident: { incident_id: "x", title: "t", incident_type: "ied", place_text: "a hamlet", country: "IQ" }, articles: [] }, coding);
  expect(only!.row).toMatchObject({ place_text: "a hamlet", country: "IQ", longitude: null });
  expect(more).toEqual([]);
  expect(only!.geometry).toBeNull();
});

test("a snippet is cut out of the quote and holds the words", () => {
  const quote = `${"Before it all, there was nothing. ".repeat(5)}On Monday rockets hit the base. ${"After it all, there was more. ".repeat(5)}`;
  const { before, hit, after } = cutSnippet(quote, ["rockets"]);
  expect(hit).toBe("rockets");
  expect(quote).toContain(before.replace("… ", "") + hit + after.replace(" …", ""));
  expect((before + hit + after).length).toBeLessThan(150);
  expect(cutSnippet("Short.", ["absent"])).toEqual({ before: "Short.", hit: "", after: "" });
  expect(cutSnippet("x".repeat(10_000), []).before.length).toBeLessThan(140);
});

test("a fact stands on the quotes that support it, those with its words first", () => {
  const quotes = [["a", "when"], ["on Monday", "when"], ["b", "weapon"]].map(([quote, field]) => ({ article_id: "", start: 0, end: 0, quote: quote!, supports: [field!] }));
  const fact = { supports: ["when"], seek: ["monday"] } as unknown as Fact;
  expect(findQuotes(fact, quotes)).toEqual([1, 0]);
});

test("what articles differ about stands side by side, each with its article", () => {
  const articles = [{ article_id: "a1", publisher: "AFP" }, { article_id: "b2", title: "News, of (many)" }];
  const { field, values } = readDifference("killed: 5 (a1), 6 to 7 (b2)", articles);
  expect(field).toBe("killed");
  expect(values).toEqual([{ value: "5", article: "AFP" }, { value: "6 to 7", article: "News, of (many)" }]);
  expect(readDifference('detonation: said to have failed, against "set on fire"', articles).values).toEqual([]);
});

test("each place of an incident stands on words of its own", () => {
  const say = { words: new Words("en"), type: (name: string) => name, status: (name: string) => name, country: (code: string) => code } as unknown as IncidentWords;
  const impacts = ["near the hotel", "in the harbour"].map((text) => ({ ...place, text, name: null }));
  const facts = listFacts(say, { incident_id: "x", title: "t", incident_type: "ied", impacts }, {});
  const where = facts.find(({ id }) => id === "where")!;
  expect(where.lines).toHaveLength(2);
  expect(where.seeks).toEqual([["near the hotel", "hotel"], ["in the harbour", "harbour"]]);
});
