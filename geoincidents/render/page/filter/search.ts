// Find incidents by words. Runs in a worker where one may be had, else on the page.

import { decode } from "../data/decode";
import { foldLoosely, matches, parseQuery } from "./fold";

// Texts of this many incidents are kept folded; above, they are unpacked again for each search.
const KEPT_ROWS = 150_000;

interface ChunkRecord {
  title: string;
  impacts?: { name?: string; text?: string; admin1?: string }[];
  launches?: { name?: string; text?: string }[];
  targets?: { name?: string; text?: string }[];
  evidence?: { quote: string }[];
}

export interface SearchSource {
  rows: number;
  chunk: number;
  // Base64 of one chunk of records.
  chunkText(k: number): string | Promise<string>;
}

export class Search {
  private readonly folded: (string[] | null)[] = [];

  constructor(private readonly source: SearchSource) {}

  // Give the rows that match, in order; `stillWanted` ends a search that another has overtaken.
  async find(text: string, stillWanted: () => boolean): Promise<Uint32Array | null> {
    const query = parseQuery(text);
    const found: number[] = [];
    const chunks = Math.ceil(this.source.rows / this.source.chunk);
    for (let k = 0; k < chunks; k += 1) {
      const texts = this.folded[k] ?? (await this.load(k));
      if (!stillWanted()) return null;
      for (let i = 0; i < texts.length; i += 1) if (matches(query, texts[i]!)) found.push(k * this.source.chunk + i);
    }
    return Uint32Array.from(found);
  }

  private async load(k: number): Promise<string[]> {
    const buffer = await decode(await this.source.chunkText(k));
    const chunk = JSON.parse(new TextDecoder().decode(buffer)) as { incidents: ChunkRecord[] };
    const texts = chunk.incidents.map((record) => foldLoosely(gatherText(record)));
    if (this.source.rows <= KEPT_ROWS) this.folded[k] = texts;
    return texts;
  }
}

export function gatherText(record: ChunkRecord): string {
  const places = [...(record.impacts ?? []), ...(record.launches ?? []), ...(record.targets ?? [])];
  const names = places.flatMap((place) => [place.name, place.text, "admin1" in place ? place.admin1 : ""]);
  return [record.title, ...names, ...(record.evidence ?? []).map((quote) => quote.quote)].filter(Boolean).join(" | ");
}
