// Find incidents by words of their titles, places and quotes. Runs in a worker where one may be
// had, else on the page.

import { Container, type Numbers } from "../data/container";
import { decode } from "../data/decode";
import { foldLoosely, holds, parseQuery } from "./fold";

// Up to so many texts are kept folded; beyond, they are unpacked again for each search.
const KEPT_TEXTS = 600_000;
// Folded without a pause; where no worker may be had, the page waits for so many.
const BATCH = 5_000;
// One bit a term.
const MOST_TERMS = 30;

export interface SearchSource {
  rows: number;
  quotes: number;
  quoteChunk: number;
  // The container `core`, unpacked.
  core(): ArrayBuffer;
  // Base64 of `evidence` or of a chunk of quotes.
  stream(id: string): Promise<string>;
}

interface Places { ends: Numbers; name: Numbers; text: Numbers; admin1: Numbers; country: Numbers }

export class Search {
  private box: Container | null = null;
  private titles: string[] | null = null;
  private evidence: { ends: Numbers; quote: Numbers } | null = null;
  private readonly folded: string[][] = [];

  constructor(private readonly source: SearchSource) {}

  // Give the rows that have every term, in order; `stillWanted` ends a search that another overtook.
  async find(text: string, stillWanted: () => boolean): Promise<Uint32Array | null> {
    const terms = parseQuery(text).terms.slice(0, MOST_TERMS);
    const masks = new Uint32Array(this.source.rows);
    const whole = 2 ** terms.length - 1;
    const maskOf = (folded: string) => terms.reduce((mask, term, i) => (holds(folded, term) ? mask | (1 << i) : mask), 0);
    this.box ??= new Container(this.source.core());
    if (!(await this.markTitles(masks, maskOf, stillWanted))) return null;
    this.markPlaces(masks, maskOf);
    const quoteMasks = await this.markQuotes(maskOf, stillWanted);
    if (!quoteMasks) return null;
    const { ends, quote } = this.evidence!;
    const found: number[] = [];
    for (let row = 0, k = 0; row < masks.length; row += 1) {
      let mask = masks[row]!;
      for (; k < ends[row]!; k += 1) mask |= quoteMasks[quote[k]!]!;
      if (mask === whole) found.push(row);
    }
    return Uint32Array.from(found);
  }

  private async markTitles(masks: Uint32Array, maskOf: (folded: string) => number, stillWanted: () => boolean): Promise<boolean> {
    const texts = this.box!.texts("title");
    const keep = texts.length <= KEPT_TEXTS;
    if (keep) this.titles ??= [];
    for (let i = 0; i < texts.length; i += 1) {
      let folded = this.titles?.[i];
      if (folded === undefined) {
        folded = foldLoosely(texts.get(i));
        if (keep) this.titles![i] = folded;
      }
      masks[i] = maskOf(folded);
      if (i % BATCH === BATCH - 1) {
        await breathe();
        if (!stillWanted()) return false;
      }
    }
    return true;
  }

  private markPlaces(masks: Uint32Array, maskOf: (folded: string) => number): void {
    const box = this.box!;
    const dict = (name: string) => [0, ...box.dict(name).map((text) => maskOf(foldLoosely(text)))];
    const [names, admin1] = [dict("names"), dict("admin1")];
    const places: Places = {
      ends: box.numbers("places.ends"), name: box.numbers("place.name"), text: box.numbers("place.text"), admin1: box.numbers("place.admin1"), country: box.numbers("place.country"),
    };
    for (let row = 0, p = 0; row < masks.length; row += 1) {
      for (; p < places.ends[row]!; p += 1) masks[row]! |= names[places.name[p]!]! | names[places.text[p]!]! | admin1[places.admin1[p]!]!;
    }
  }

  private async markQuotes(maskOf: (folded: string) => number, stillWanted: () => boolean): Promise<Uint32Array | null> {
    const { quotes, quoteChunk } = this.source;
    if (!this.evidence) {
      const box = new Container(await decode(await this.source.stream("evidence")));
      this.evidence = { ends: box.numbers("evidence.ends"), quote: box.numbers("quote") };
    }
    const masks = new Uint32Array(quotes);
    for (let k = 0; k * quoteChunk < quotes; k += 1) {
      const texts = this.folded[k] ?? (await this.loadQuotes(k));
      if (!stillWanted()) return null;
      texts.forEach((folded, i) => (masks[k * quoteChunk + i] = maskOf(folded)));
    }
    return masks;
  }

  private async loadQuotes(k: number): Promise<string[]> {
    const buffer = await decode(await this.source.stream(`quotes-${k}`));
    const texts = (JSON.parse(new TextDecoder().decode(buffer)) as string[]).map(foldLoosely);
    if (this.source.quotes <= KEPT_TEXTS) this.folded[k] = texts;
    return texts;
  }
}

// Let a newer question come in.
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
