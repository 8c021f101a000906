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

const out = process.argv[2];
mkdirSync(out, { recursive: true });
for (const [scale, decimals] of Object.entries(DECIMALS)) {
  const atlas = JSON.parse(readFileSync(require.resolve(`world-atlas/countries-${scale}.json`)));
  const { countries, land } = atlas.objects;
  const world = {
    land: roundAll(listPolygons(feature(atlas, land)), decimals),
    borders: roundAll(
      geoProject(mesh(atlas, countries, (a, b) => a !== b), plane).coordinates,
      decimals,
    ),
    countries: feature(atlas, countries)
      .features.filter((country) => country.geometry)
      .map(namePoint)
      .map(([name, x, y, area]) => [name, ...roundAll([x, y, area], 2)]),
  };
  writeFileSync(join(out, `world_${scale}.json`), JSON.stringify(world));
}
