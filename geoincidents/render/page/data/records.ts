// The whole records, decoded chunk by chunk when somebody asks for one.

import { decode } from "./decode";

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
  explain?: string[];
  articles?: number[];
}

export interface Entry { incident: IncidentRecord; articles: ArticleRecord[] }
interface Chunk { articles: ArticleRecord[]; incidents: IncidentRecord[] }

const KEPT_CHUNKS = 24;

export class Records {
  private readonly kept = new Map<number, Promise<Chunk>>();
  constructor(private readonly size: number) {}

  chunkText(k: number): string {
    return document.getElementById(`details-${k}`)?.textContent ?? "";
  }

  private async load(k: number): Promise<Chunk> {
    const known = this.kept.get(k);
    if (known) return known;
    const made = decode(this.chunkText(k)).then(
      (buffer) => JSON.parse(new TextDecoder().decode(buffer)) as Chunk,
    );
    this.kept.set(k, made);
    const oldest = this.kept.keys().next();
    if (this.kept.size > KEPT_CHUNKS && !oldest.done) this.kept.delete(oldest.value);
    return made;
  }

  async get(row: number): Promise<Entry> {
    const chunk = await this.load(Math.floor(row / this.size));
    const incident = chunk.incidents[row % this.size];
    if (!incident) throw new Error(`the data of this page lacks incident ${row}`);
    return { incident, articles: (incident.articles ?? []).flatMap((i) => chunk.articles[i] ?? []) };
  }
}
