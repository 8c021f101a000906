// Say what the columns hold of one incident or place.

import { type Core, IMPACT, MISSING, listCodes, listPlaces } from "../data/core";
import type { Meta } from "../data/meta";
import { describeDistance, describePlace, describeToll, describeWhen, type Bounds } from "./describe";
import type { Words } from "./words";

const known = (value: number): number | null => (value === MISSING ? null : value);

export class IncidentWords {
  private readonly regions: Intl.DisplayNames | null;

  constructor(
    readonly words: Words,
    private readonly core: Core,
    private readonly meta: Meta,
  ) {
    this.regions = words.lang === "en" ? null : new Intl.DisplayNames([words.locale], { type: "region" });
  }

  type(name: string): string {
    const own = `type_${name}`;
    if (this.words.has(own)) return this.words.t(own);
    const { types, fallback } = this.meta.looks;
    return types[name]?.label ?? types[fallback]?.label ?? name;
  }

  typeOf(row: number): string {
    return this.type(this.core.name("types", this.core.type[row]!));
  }

  status(name: string): string {
    const own = `status_${name}`;
    return this.words.has(own) ? this.words.t(own) : (this.meta.looks.statuses[name] ?? name);
  }

  country(code: string): string {
    if (!code) return "";
    try {
      const own = this.regions?.of(code);
      if (own && own !== code) return own;
    } catch {
      // A code that no standard knows keeps its English name, or stands for itself.
    }
    return this.meta.countries[code] ?? code;
  }

  when(row: number): string {
    return describeWhen(this.words, {
      start: known(this.core.start[row]!),
      end: known(this.core.end[row]!),
      precision: this.core.name("date_precisions", this.core.datePrecision[row]!),
      time: this.core.name("times", this.core.timeOfDay[row]!),
    });
  }

  place(p: number): string {
    const { places } = this.core;
    return describePlace(this.words, {
      relation: this.core.name("relations", places.relation[p]!),
      name: this.core.name("names", places.name[p]!),
      text: this.core.name("names", places.text[p]!),
      admin1: this.core.name("admin1", places.admin1[p]!),
      country: this.country(this.core.name("countries", places.country[p]!)),
    });
  }

  placeWithRadius(p: number): string {
    const distance = describeDistance(this.words, this.core.places.radiusM[p]!);
    return `${this.place(p)}${this.words.isRtl ? "، " : ", "}${this.words.t("within", { distance })}`;
  }

  where(row: number): string {
    const impacts = listPlaces(this.core, row, IMPACT);
    if (!impacts.length) return this.words.t("place_not_said");
    return [...new Set(impacts.map((p) => this.place(p)))].join(this.words.isRtl ? "؛ " : "; ");
  }

  killed(row: number): Bounds {
    return { min: known(this.core.killedMin[row]!), max: known(this.core.killedMax[row]!) };
  }

  wounded(row: number): Bounds {
    return { min: known(this.core.woundedMin[row]!), max: known(this.core.woundedMax[row]!) };
  }

  toll(row: number): string {
    return describeToll(this.words, this.killed(row), this.wounded(row));
  }

  offMap(row: number): string {
    const code = this.core.offMap[row]!;
    return code ? this.words.t(`off_map_${code}`) : "";
  }

  sources(row: number): string[] {
    return listCodes(this.core.sources, row).map((code) => this.core.name("sources", code));
  }
}
