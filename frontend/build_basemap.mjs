// Turn world-atlas (TopoJSON) into plain coordinates that the page can draw: land, the borders
// between countries (each once, no coast), and a point for each country's name.
// usage: node build_basemap.mjs OUT_FOLDER

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);
// Decimals of a degree: the grid of each source is coarser than this.
const DECIMALS = { "110m": 2, "50m": 3 };

// The atlas is drawn on a sphere: its rings run across the antimeridian and round the pole. On a
// plane in degrees they have to be cut there, or bands of land would lie over the oceans.
const plane = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .reflectY(true)
  .precision(0);

function listPolygons({ features }) {
  return features
    .map((part) => geoProject(part, plane).geometry)
    .filter(Boolean)
    .flatMap(({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates));
}

function roundAll(value, decimals) {
  return typeof value === "number"
    ? Number(value.toFixed(decimals))
    : value.map((inner) => roundAll(inner, decimals));
}

function ringArea(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) {
    sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  }
  return Math.abs(sum) / 2;
}

// The centroid of the largest part; an islet must not carry the name of its country.
function namePoint(country) {
  const parts = listPolygons({ features: [country] });
  const rings = parts.map((part) => part[0]).sort((a, b) => ringArea(b) - ringArea(a));
  const ring = rings[0];
  let x = 0;
  let y = 0;
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const cross = ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
    x += (ring[i - 1][0] + ring[i][0]) * cross;
    y += (ring[i - 1][1] + ring[i][1]) * cross;
    twice += cross;
  }
  return [country.properties.name, x / (3 * twice), y / (3 * twice), ringArea(ring)];
}

// Borders that states dispute, by the names of the atlas; a box (west, south, east, north) where only
// a part is disputed. What is drawn is who holds the ground, as Natural Earth does.
const DISPUTED = JSON.parse(readFileSync(new URL("disputed.json", import.meta.url)));

function findDisputes(a, b) {
  const names = [a.properties.name, b.properties.name];
  return DISPUTED.filter(({ between }) => between.every((name) => names.includes(name)));
}

function isInside([x, y], [west, south, east, north]) {
  return west <= x && x <= east && south <= y && y <= north;
}

// Cut a line where its segments go from undisputed to disputed, and give both kinds.
function splitLine(line, boxes) {
  const parts = { borders: [], disputed: [] };
  let open = null;
  for (let i = 1; i < line.length; i += 1) {
    const held = boxes.some((box) => isInside(line[i - 1], box) && isInside(line[i], box));
    const kind = held ? "disputed" : "borders";
    if (open?.kind !== kind) {
      open = { kind, points: [line[i - 1]] };
      parts[kind].push(open.points);
    }
    open.points.push(line[i]);
  }
  return parts;
}

// Each pair of neighbours with a dispute by itself, so that a box cuts no other border.
function drawBorders(atlas, countries) {
  const lines = (keep) => {
    const { type, coordinates } = geoProject(mesh(atlas, countries, keep), plane) ?? {};
    return type === "LineString" ? [coordinates] : (coordinates ?? []);
  };
  const borders = lines((a, b) => a !== b && findDisputes(a, b).length === 0);
  const disputed = [];
  const pairs = new Set(DISPUTED.map(({ between }) => [...between].sort().join("|")));
  for (const pair of pairs) {
    const rows = DISPUTED.filter(({ between }) => [...between].sort().join("|") === pair);
    const boxes = rows.map(({ box }) => box ?? [-180, -90, 180, 90]);
    const own = (a, b) => a !== b && findDisputes(a, b).some((row) => rows.includes(row));
    for (const line of lines(own)) {
      const parts = splitLine(line, boxes);
      borders.push(...parts.borders);
      disputed.push(...parts.disputed);
    }
  }
  return { borders, disputed };
}

const out = process.argv[2];
mkdirSync(out, { recursive: true });
for (const [scale, decimals] of Object.entries(DECIMALS)) {
  const atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`)));
  const { countries, land } = atlas.objects;
  const { borders, disputed } = drawBorders(atlas, countries);
  const world = {
    land: roundAll(listPolygons(feature(atlas, land)), decimals),
    borders: roundAll(borders, decimals),
    disputed: roundAll(disputed, decimals),
    countries: feature(atlas, countries)
      .features.filter((country) => country.geometry)
      .map(namePoint)
      .map(([name, x, y, area]) => [name, ...roundAll([x, y, area], 2)]),
  };
  writeFileSync(join(out, `world_${scale}.json`), JSON.stringify(world));
}
