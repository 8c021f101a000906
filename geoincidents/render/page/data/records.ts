// The whole records, put together from where the page keeps their parts when somebody asks for one.

import { Container, type Numbers } from "./container";
import { type Core, degrees, IMPACT, LAUNCH, MISSING, rangeOf, TARGET } from "./core";
import { decode } from "./decode";
import type { Meta } from "./meta";
import type { Store } from "./streams";
import { isoDay } from "../words/words";

export interface Span { min?: number | null; max?: number | null }

export interface PlaceRecord {
  text?: string;
  relation?: string;
  longitude: number;
  latitude: number;
  radius_m: number;
  precision: string;
  place_id?: string | null;
  name?: string | null;
  place_kind?: string | null;
  admin1?: string | null;
  country?: string | null;
  munitions?: Span | null;
  rule?: string;
}

export interface QuoteRecord {
  article_id: string;
  start: number;
  end: number;
  quote: string;
  supports?: string[];
}

export interface ArticleRecord {
  article_id: string;
  title?: string | null;
  publisher?: string | null;
  published?: string | null;
  url?: string | null;
  link?: string | null;
}

export interface IncidentRecord {
  incident_id: string;
  title: string;
  incident_type: string;
  event_type?: string;
  sub_event_type?: string;
  status?: string;
  when?: { start?: string | null; end?: string | null; precision?: string; text?: string | null; time_of_day?: string | null };
  weapon?: { name: string; kind?: string; calibre_mm?: number | null } | null;
  munitions?: Span | null;
  // Of what is not on the map: the words for its place, and the country that the article is about.
  place_text?: string | null;
  country?: string | null;
  impacts?: PlaceRecord[];
  launches?: PlaceRecord[];
  targets?: { text: string; name?: string | null; location?: PlaceRecord | null }[];
  trajectories?: { launch: number; impact: number; distance_m: number; bearing_deg: number; vague?: boolean }[];
  casualties?: { killed?: Span | null; wounded?: Span | null; by?: { category: string; killed?: Span | null; wounded?: Span | null }[]; text?: string | null };
  perpetrator?: string | null;
  claims?: { actor: string }[];
  denials?: { actor: string }[];
  attributions?: { actor: string; by?: string | null; scope?: string }[];
  confidence?: number;
  confidence_note?: string;
  reports?: { article_id: string; role: string }[];
  evidence?: QuoteRecord[];
  contradictions?: string[];
  cautions?: string[];
  source_note?: string | null;
  content_note?: string | null;
  protection?: string | null;
  explain?: string[];
  articles?: number[];
}

export interface Entry { incident: IncidentRecord; articles: ArticleRecord[] }

interface Detail {
  event_type?: string;
  sub_event_type?: string;
  when?: { text?: string };
  weapon?: { name: string; calibre_mm?: number };
  places?: { text?: string; place_id?: string; place_kind?: string; munitions?: Span; rule?: string }[];
  targets?: { text: string; name?: string; located?: boolean }[];
  casualties?: { by?: { category: string; killed?: Span; wounded?: Span }[]; text?: string };
  munitions?: Span;
  place_text?: string;
  country?: string;
  claims?: { actor: string }[];
  denials?: { actor: string }[];
  attributions?: { actor: string; by?: string; scope?: string }[];
  confidence_note?: string;
  contradictions?: string[];
  source_note?: string;
  content_note?: string;
  protection?: string;
  explain?: string[];
}

interface Evidence {
  articlesEnds: Numbers;
  articles: Numbers;
  role: Numbers;
  ends: Numbers;
  quote: Numbers;
  article: Numbers;
  start: Numbers;
  longer: Numbers;
  supports: Numbers;
  roles: readonly string[];
  supportNames: readonly string[];
}

const KEPT_CHUNKS = 48;

// Blocks that were read last are kept.
class Kept<T> {
  constructor(private readonly store: Store) {}
  private readonly blocks = new Map<string, Promise<T>>();
  async get(id: string): Promise<T> {
    const known = this.blocks.get(id);
    if (known) return known;
    const made = this.store.read(id).then(decode).then((buffer) => JSON.parse(new TextDecoder().decode(buffer)) as T);
    made.catch(() => this.blocks.delete(id));
    this.blocks.set(id, made);
    const oldest = this.blocks.keys().next();
    if (this.blocks.size > KEPT_CHUNKS && !oldest.done) this.blocks.delete(oldest.value);
    return made;
  }
}

const day = (value: number) => (value === MISSING ? null : isoDay(value));
const count = (min: number, max: number): Span | null =>
  min === MISSING && max === MISSING ? null : { min: min === MISSING ? null : min, max: max === MISSING ? null : max };

// In sentences; that it has one article shows itself.
function listCautions({ source_note, content_note, protection }: Detail): string[] {
  return [source_note ?? "", content_note ? `graphic: ${content_note}` : "", protection ? `for people's safety: ${protection}` : ""].filter(Boolean);
}

export class Records {
  private readonly details: Kept<Detail[]>;
  private readonly quotes: Kept<string[]>;
  private sources: Promise<[Evidence, ArticleRecord[]]> | null = null;

  constructor(
    private readonly meta: Meta,
    private readonly core: Core,
    private readonly store: Store,
  ) {
    this.details = new Kept(store);
    this.quotes = new Kept(store);
  }

  async get(row: number): Promise<Entry> {
    const { chunk } = this.meta;
    const [details, [evidence, articles]] = await Promise.all([this.details.get(`details-${Math.floor(row / chunk)}`), this.loadSources()]);
    const detail = details[row % chunk];
    if (!detail) throw new Error(`the data of this page lacks incident ${row}`);
    const [from, to] = rangeOf(evidence.articlesEnds, row);
    const own = Array.from(evidence.articles.subarray(from, to), (number) => articles[number]!);
    const reports = own.flatMap((article, i) => {
      const role = evidence.roles[evidence.role[from + i]! - 1];
      return role ? [{ article_id: article.article_id, role }] : [];
    });
    const incident = { ...this.assemble(row, detail), reports, evidence: await this.listQuotes(row, evidence, own) };
    return { incident, articles: own };
  }

  private loadSources(): Promise<[Evidence, ArticleRecord[]]> {
    this.sources ??= (async () => {
      const [box, articles] = [new Container(await decode(await this.store.read("evidence"))), await decode(await this.store.read("articles"))];
      const evidence: Evidence = {
        articlesEnds: box.numbers("articles.ends"), articles: box.numbers("articles.codes"), role: box.numbers("role"), ends: box.numbers("evidence.ends"),
        quote: box.numbers("quote"), article: box.numbers("article"), start: box.numbers("start"), longer: box.numbers("longer"), supports: box.numbers("supports"),
        roles: box.dict("roles"), supportNames: box.dict("supports"),
      };
      return [evidence, JSON.parse(new TextDecoder().decode(articles)) as ArticleRecord[]];
    })();
    this.sources.catch(() => (this.sources = null));
    return this.sources;
  }

  private async listQuotes(row: number, evidence: Evidence, own: ArticleRecord[]): Promise<QuoteRecord[]> {
    const [from, to] = rangeOf(evidence.ends, row);
    const { quote_chunk: size } = this.meta;
    return Promise.all(Array.from({ length: to - from }, async (_, i) => {
      const k = from + i;
      const number = evidence.quote[k]!;
      const quote = (await this.quotes.get(`quotes-${Math.floor(number / size)}`))[number % size] ?? "";
      const start = evidence.start[k]!;
      return {
        article_id: own[evidence.article[k]!]?.article_id ?? "", start, end: start + [...quote].length + evidence.longer[k]!, quote,
        supports: (evidence.supportNames[evidence.supports[k]! - 1] ?? "").split(" ").filter(Boolean),
      };
    }));
  }

  private assemble(row: number, detail: Detail): IncidentRecord {
    const { core, meta } = this;
    const type = core.name("types", core.type[row]!);
    const [event, subEvent] = meta.events[type] ?? ["", ""];
    const [first] = rangeOf(core.placesEnds, row);
    const places = this.listPlaces(row, detail);
    const located = places.filter((_, i) => core.places.role[first + i] === TARGET);
    const weapon = detail.weapon && { ...detail.weapon, kind: core.name("weapons", core.weapon[row]!) };
    return {
      incident_id: core.id.get(row), title: core.title.get(row), incident_type: type, event_type: detail.event_type ?? event, sub_event_type: detail.sub_event_type ?? subEvent,
      status: core.name("statuses", core.status[row]!),
      when: {
        start: day(core.start[row]!), end: day(core.end[row]!), precision: core.name("date_precisions", core.datePrecision[row]!),
        text: detail.when?.text ?? null, time_of_day: core.name("times", core.timeOfDay[row]!) || null,
      },
      weapon: weapon ?? null, munitions: detail.munitions ?? null, place_text: detail.place_text ?? null, country: detail.country ?? null,
      impacts: places.filter((_, i) => core.places.role[first + i] === IMPACT), launches: places.filter((_, i) => core.places.role[first + i] === LAUNCH),
      targets: (detail.targets ?? []).map((target) => ({ text: target.text, name: target.name ?? null, location: target.located ? (located.shift() ?? null) : null })),
      trajectories: this.listLines(row),
      casualties: {
        killed: count(core.killedMin[row]!, core.killedMax[row]!), wounded: count(core.woundedMin[row]!, core.woundedMax[row]!),
        by: detail.casualties?.by ?? [], text: detail.casualties?.text ?? null,
      },
      perpetrator: core.name("actors", core.perpetrator[row]!) || null,
      claims: detail.claims ?? [], denials: detail.denials ?? [], attributions: detail.attributions ?? [], confidence: core.confidence[row]! / 100,
      confidence_note: detail.confidence_note ?? "", contradictions: detail.contradictions ?? [], cautions: listCautions(detail),
      source_note: detail.source_note ?? null, content_note: detail.content_note ?? null, protection: detail.protection ?? null, explain: detail.explain ?? [],
    };
  }

  private listPlaces(row: number, detail: Detail): PlaceRecord[] {
    const { core } = this;
    const { places } = core;
    const [from, to] = rangeOf(core.placesEnds, row);
    return Array.from({ length: to - from }, (_, i) => {
      const p = from + i;
      const rest = detail.places?.[i];
      return {
        ...rest, text: rest?.text ?? "", relation: core.name("relations", places.relation[p]!), name: core.name("names", places.name[p]!) || null,
        longitude: degrees(places.longitude[p]!), latitude: degrees(places.latitude[p]!), radius_m: places.radiusM[p]!,
        precision: core.name("precisions", places.precision[p]!), admin1: core.name("admin1", places.admin1[p]!) || null, country: core.name("countries", places.country[p]!) || null,
      };
    });
  }

  // Lines name their ends by number among the launches and the impacts of the incident.
  private listLines(row: number): NonNullable<IncidentRecord["trajectories"]> {
    const { core } = this;
    const [from, to] = rangeOf(core.linesEnds, row);
    const [first] = rangeOf(core.placesEnds, row);
    const place = (p: number) => {
      let before = 0;
      for (let k = first; k < p; k += 1) if (core.places.role[k] === core.places.role[p]) before += 1;
      return before;
    };
    return Array.from({ length: to - from }, (_, i) => ({
      launch: place(core.lines.launch[from + i]!), impact: place(core.lines.impact[from + i]!), distance_m: core.lines.distanceM[from + i]!,
      bearing_deg: core.lines.bearingDeg[from + i]!, vague: core.lines.vague[from + i] === 1,
    }));
  }
}
