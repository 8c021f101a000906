// Web Mercator on a square of 1 by 1, y downwards, and back.

export const MAX_LATITUDE = 85.0511287798;
export const TILE_PX = 256;
const RADIANS = Math.PI / 180;

export function mercatorX(longitude: number): number {
  return longitude / 360 + 0.5;
}

export function mercatorY(latitude: number): number {
  const bounded = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, latitude));
  const sine = Math.sin(bounded * RADIANS);
  return 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI;
}

export function longitudeOf(x: number): number {
  return (x - 0.5) * 360;
}

export function latitudeOf(y: number): number {
  return Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) / RADIANS;
}

// Pixels of the whole world at a zoom.
export function worldPx(zoom: number): number {
  return TILE_PX * 2 ** zoom;
}

const EARTH_M = 40_075_016.686;

// Pixels of a distance on the ground, at a latitude given by its y.
export function pxOfMetres(metres: number, y: number, zoom: number): number {
  const shrink = Math.cos(latitudeOf(y) * RADIANS);
  return (metres / (EARTH_M * Math.max(0.01, shrink))) * worldPx(zoom);
}

// Points of the great circle from a to b (degrees), both ends included: straight lines on the map
// would show another way than the one flown.
export function drawGreatCircle(a: [number, number], b: [number, number], steps: number): [number, number][] {
  const vector = ([longitude, latitude]: [number, number]) => {
    const flat = Math.cos(latitude * RADIANS);
    return [
      flat * Math.cos(longitude * RADIANS),
      flat * Math.sin(longitude * RADIANS),
      Math.sin(latitude * RADIANS),
    ] as const;
  };
  const p = vector(a);
  const q = vector(b);
  const angle = Math.acos(Math.max(-1, Math.min(1, p[0] * q[0] + p[1] * q[1] + p[2] * q[2])));
  if (angle < 1e-9) return [a, b];
  return Array.from({ length: steps + 1 }, (_, i) => {
    if (i === 0) return a;
    if (i === steps) return b;
    const t = i / steps;
    const u = Math.sin((1 - t) * angle) / Math.sin(angle);
    const v = Math.sin(t * angle) / Math.sin(angle);
    const [x, y, z] = [u * p[0] + v * q[0], u * p[1] + v * q[1], u * p[2] + v * q[2]];
    return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
  });
}
