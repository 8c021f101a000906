// Places keep their ground, and nothing covers anything.

import type { Core } from "../../../geoincidents/render/page/data/core";
import { clusterPlaces, clusterRadius } from "../../../geoincidents/render/page/map/clusters";
import { drawGreatCircle, latitudeOf, longitudeOf, mercatorX, mercatorY, pxOfMetres } from "../../../geoincidents/render/page/map/mercator";
import { arrange } from "../../../geoincidents/render/page/map/spread";
import { makeView } from "../../../geoincidents/render/page/map/view";

let seed = 7;
const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;

test("projecting and back gives the same place", () => {
  for (const [longitude, latitude] of [[0, 0], [44.2, 33.3], [-179.9, -60], [180, 85]] as const) {
    expect(longitudeOf(mercatorX(longitude))).toBeCloseTo(longitude, 9);
    expect(latitudeOf(mercatorY(latitude))).toBeCloseTo(latitude, 9);
  }
});

test("a kilometre is as long as Leaflet draws it", () => {
  // At the equator and zoom 0 the world is 256 pixels and 40,075 km.
  expect(pxOfMetres(40_075_016, mercatorY(0), 0)).toBeCloseTo(256, 1);
  expect(pxOfMetres(1000, mercatorY(60), 10)).toBeCloseTo(2 * pxOfMetres(1000, mercatorY(0), 10), 3);
});

test("a great circle begins and ends where it should and bends polewards", () => {
  const way = drawGreatCircle([0, 50], [90, 50], 10);
  expect(way[0]).toEqual([0, 50]);
  expect(way.at(-1)).toEqual([90, 50]);
  expect(way[5]![1]).toBeGreaterThan(55);
});

function makeCore(spots: [number, number][]): Core {
  return {
    places: {
      count: spots.length, role: new Uint8Array(spots.length), draw: new Uint8Array(spots.length).fill(1), incident: Uint32Array.from(spots, (_, i) => i),
      x: Float64Array.from(spots, ([longitude]) => mercatorX(longitude)), y: Float64Array.from(spots, ([, latitude]) => mercatorY(latitude)),
    },
  } as unknown as Core;
}

test("clusters hold every place in view once, and none covers another", () => {
  const spots = Array.from({ length: 3000 }, (): [number, number] => [40 + 8 * random() ** 2, 30 + 6 * random()]);
  const core = makeCore(spots);
  for (const zoom of [3, 5.25, 6, 7.75]) {
    const scale = 256 * 2 ** zoom;
    const view = makeView(zoom, mercatorX(44) * scale - 700, mercatorY(33) * scale - 450, 1400, 900);
    const { clusters, of } = clusterPlaces(core, view, 0, (p) => p % 3 !== 0, new Uint8Array(3000), 1, new Int32Array(3000));
    const left = clusters.filter((cluster) => cluster.absorbedBy < 0);
    const shown = [...of].filter((c) => c >= 0).length;
    expect(left.reduce((sum, { count }) => sum + count, 0)).toBe(shown);
    expect([...of].every((c, p) => c < 0 || (p % 3 !== 0 && clusters[c]!.absorbedBy < 0))).toBe(true);
    for (const a of left) {
      for (const b of left) {
        if (a !== b) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(0.6 * (clusterRadius(a.count) + clusterRadius(b.count)));
      }
    }
  }
});

test("fanned out symbols lie apart; each stands in one group", () => {
  const points = Array.from({ length: 120 }, () => ({ x: 900 * random(), y: 600 * random() }));
  points.push(...Array.from({ length: 9 }, () => ({ x: 300, y: 300 })), ...Array.from({ length: 40 }, () => ({ x: 600, y: 100 })));
  const groups = arrange(points);
  expect(groups.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(points.map((_, i) => i));
  const drawn = groups.flatMap(({ spots, centre }) => spots ?? [centre]);
  for (let i = 0; i < drawn.length; i += 1) {
    for (let j = 0; j < i; j += 1) expect(Math.hypot(drawn[i]!.x - drawn[j]!.x, drawn[i]!.y - drawn[j]!.y)).toBeGreaterThan(20);
  }
  expect(groups.some(({ spots, members }) => spots === null && members.length >= 40)).toBe(true);
});
