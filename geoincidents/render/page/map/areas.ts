// Outlines of areas: sectors, rings, provinces.

import { Container, type Numbers } from "../data/container";
import { rangeOf } from "../data/core";
import { mercatorX, mercatorY } from "./mercator";
import type { Ring } from "./painter";
import { viewX, viewY, type View } from "./view";

export class Areas {
  private readonly areaEnds: Numbers;
  private readonly ringEnds: Numbers;
  private readonly longitude: Numbers;
  private readonly latitude: Numbers;

  constructor(buffer: ArrayBuffer) {
    const box = new Container(buffer);
    this.areaEnds = box.numbers("area.ends");
    this.ringEnds = box.numbers("ring.ends");
    this.longitude = box.numbers("longitude");
    this.latitude = box.numbers("latitude");
  }

  // The rings of an area in degrees, longitude first.
  rings(area: number): [number, number][][] {
    const [from, to] = rangeOf(this.areaEnds, area);
    return Array.from({ length: to - from }, (_, k) => {
      const [first, end] = rangeOf(this.ringEnds, from + k);
      return Array.from({ length: end - first }, (__, i): [number, number] => [
        this.longitude[first + i]! / 1e6,
        this.latitude[first + i]! / 1e6,
      ]);
    });
  }

  project(area: number, view: View): Ring[] {
    return this.rings(area).map((ring) =>
      ring.flatMap(([longitude, latitude]) => [viewX(view, mercatorX(longitude)), viewY(view, mercatorY(latitude))]),
    );
  }
}
