// How sure a place or a date is in the codes of ACLED and UCDP GED, as geoincidents/coding does it;
// the tables come with the page.

import type { Coding } from "../data/meta";
import type { IncidentRecord, PlaceRecord } from "../data/records";
import { parseDay } from "../words/words";

export function codeGeoPrecision(coding: Coding, place: PlaceRecord): number | null {
  return coding.geo_precision[place.precision] ?? null;
}

export function codeWherePrec(coding: Coding, place: PlaceRecord): number | null {
  const limits = coding.where_prec_limits;
  if (!place.country && limits.international_kinds.includes(place.place_kind ?? "")) return limits.international;
  if (place.radius_m > limits.near_radius_m) {
    if (place.precision === "near") return limits.near_beyond;
    if (limits.linear_relations.includes(place.relation ?? "") && place.precision !== "country") return limits.linear;
  }
  return coding.where_prec[place.precision] ?? null;
}

export function codeTimePrecision(coding: Coding, when: IncidentRecord["when"]): number | null {
  return coding.time_precision[when?.precision ?? ""] ?? null;
}

export function codeDatePrec(coding: Coding, when: IncidentRecord["when"]): number | null {
  const [start, end] = [parseDay(when?.start ?? ""), parseDay(when?.end ?? "")];
  if (start === null || end === null) return coding.date_prec[when?.precision ?? ""] ?? null;
  return coding.date_prec_days.find((step) => end - start + 1 <= step.at_most)?.code ?? null;
}
