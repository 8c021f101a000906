// The facts of one record in the order of reading, each with the words it stands on.

import type { ArticleRecord, IncidentRecord, PlaceRecord, QuoteRecord, Span } from "../data/records";
import { describeCount, describeDirection, describeDistance, describePlace, describeWhen, openSentence, type Bounds } from "../words/describe";
import type { IncidentWords } from "../words/incident_words";
import { parseDay } from "../words/words";

export interface Fact {
  id: string;
  label: string;
  lines: string[];
  // Fields of `supports` that carry it, and words to look for in their quotes.
  supports: string[];
  seek: string[];
  // Words to look for of each line, where each stands on words of its own.
  seeks?: string[][];
}

const bounds = (span: Span | null | undefined): Bounds => ({ min: span?.min ?? null, max: span?.max ?? null });
const isSaid = (span: Span | null | undefined) => bounds(span).min !== null || bounds(span).max !== null;
const texts = (...values: (string | null | undefined)[]): string[] => values.filter((value): value is string => Boolean(value));

// The words of a place, without the preposition where the quote has another, then its name.
const seekPlace = (one: PlaceRecord): string[] => texts(one.text, one.text?.replace(/^(?:in|at|on|near|from|to|of|outside|around) (?:the )?/i, ""), one.name);

export function listFacts(say: IncidentWords, record: IncidentRecord, draws: Record<string, { draw: string }>): Fact[] {
  const { words } = say;
  const fact = (id: string, lines: string[], supports: string[], seek: string[] = [], seeks: string[][] = []): Fact => ({
    id, label: words.t(`row_${id}`), lines, supports, seek, ...(seeks.length > 0 ? { seeks } : {}),
  });
  const place = (one: PlaceRecord) => describeOnePlace(say, one, draws);
  const { when, weapon, casualties } = record;
  const facts: Fact[] = [
    fact("what", [`${say.type(record.incident_type)}${words.isRtl ? "، " : ", "}${say.status(record.status ?? "")}`], ["incident_type", "status"]),
    fact("when", [openSentence(whenOf(say, record)) + said(when?.text)], ["when"], texts(when?.text)),
    fact("where", record.impacts?.map(place) ?? [words.t("names_no_place")], ["impacts"], [], record.impacts?.map(seekPlace)),
  ];
  if (record.launches?.length) facts.push(fact("launch", record.launches.map(place), ["launches"], [], record.launches.map(seekPlace)));
  if (record.trajectories?.length) facts.push(fact("flight", describeFlights(say, record), ["trajectories", "launches"], []));
  if (record.targets?.length) facts.push(fact("target", record.targets.map(describeTarget), ["targets"], [], record.targets.map((one) => texts(one.text, one.name))));
  facts.push(fact("weapon", [describeWeapon(say, record)], ["weapon", "munitions"], texts(weapon?.name)));
  for (const id of ["killed", "wounded"] as const) {
    const groups = (casualties?.by ?? []).filter((group) => isSaid(group[id])).map((group) => `${group.category}: ${describeCount(words, bounds(group[id]))}`);
    facts.push(fact(id, [openSentence(describeCount(words, bounds(casualties?.[id]))), ...groups], isSaid(casualties?.[id]) || groups.length ? ["casualties"] : [], texts(casualties?.text)));
  }
  // Its own row only where no quote holds the words: there they stand marked.
  if (casualties?.text && !(record.evidence ?? []).some(({ quote }) => findWords(quote, casualties.text!) >= 0)) facts.push(fact("words", [`“${casualties.text}”`], ["casualties"], [casualties.text]));
  if (record.perpetrator) facts.push(fact("done", [record.perpetrator], ["perpetrator"], [record.perpetrator]));
  facts.push(fact("claim", describeClaims(say, record), record.claims?.length || record.denials?.length ? ["claims", "denials"] : [], [...(record.claims ?? []), ...(record.denials ?? [])].map((one) => one.actor)));
  facts.push(fact("blamed", describeBlame(say, record), record.attributions?.length ? ["attributions"] : [], (record.attributions ?? []).flatMap((one) => texts(one.actor, one.by))));
  return facts;
}

const said = (text: string | null | undefined) => (text ? ` (“${text}”)` : "");

export function whenOf(say: IncidentWords, { when }: IncidentRecord): string {
  return describeWhen(say.words, { start: parseDay(when?.start), end: parseDay(when?.end), precision: when?.precision ?? "unknown", time: when?.time_of_day ?? "" });
}

export function nameOfPlace(say: IncidentWords, one: PlaceRecord): string {
  return describePlace(say.words, {
    relation: one.relation ?? "", name: one.name ?? "", text: one.text ?? "", admin1: one.admin1 ?? "", country: say.country(one.country ?? ""),
  });
}

function describeOnePlace(say: IncidentWords, one: PlaceRecord, draws: Record<string, { draw: string }>): string {
  const { words } = say;
  const draw = draws[one.precision]?.draw ?? "soft";
  let where = nameOfPlace(say, one);
  if (draw === "soft" && one.relation === "in") where = words.t("somewhere_in", { name: where.replace(words.t("in_place", { name: "" }).trim(), "").trim() });
  const sure = draw === "none" ? words.t("not_pinned") : words.t("within", { distance: describeDistance(words, one.radius_m) });
  let line = `${openSentence(where)} – ${sure}`;
  if (one.name && one.text && !where.includes(one.text)) line += said(one.text);
  return isSaid(one.munitions) ? `${line}; ${words.t("hit_here", { n: describeCount(words, bounds(one.munitions)) })}` : line;
}

function describeTarget({ text, name }: { text: string; name?: string | null }): string {
  if (!name) return text;
  return (text ?? "").includes(name) ? name : `${name}${said(text)}`;
}

function describeFlights(say: IncidentWords, record: IncidentRecord): string[] {
  const { words } = say;
  return (record.trajectories ?? []).map((line) => {
    const to = record.impacts?.[line.impact];
    const text = words.t("flight", {
      distance: describeDistance(words, line.distance_m), direction: describeDirection(words, line.bearing_deg), place: to?.name || to?.text || "",
    });
    return openSentence(line.vague ? `${text} (${words.t("vague_end")})` : text);
  });
}

function describeWeapon({ words }: IncidentWords, { weapon, munitions }: IncidentRecord): string {
  const parts = [weapon ? openSentence(weapon.name) : words.t("not_said_title")];
  if (weapon?.calibre_mm && !weapon.name.includes(String(weapon.calibre_mm))) parts.push(words.t("calibre", { n: weapon.calibre_mm }));
  if (isSaid(munitions)) parts.push(words.t("number_of", { n: describeCount(words, bounds(munitions)) }));
  return parts.join(words.isRtl ? "، " : ", ");
}

function describeClaims({ words }: IncidentWords, record: IncidentRecord): string[] {
  const claimed = (record.claims ?? []).map(({ actor }) => words.t("claimed_by", { actor }));
  const denied = (record.denials ?? []).map(({ actor }) => words.t("denied_by", { actor }));
  return [...(claimed.length ? claimed : [words.t("no_claim")]), ...denied];
}

function describeBlame({ words }: IncidentWords, record: IncidentRecord): string[] {
  const lines = (record.attributions ?? []).map(({ actor, by, scope }) => {
    const key = !by ? "blamed_by_unsaid" : by === "article" ? "blamed_by_article" : "blamed_by";
    return words.t(key, { actor, by: by ?? "", scope: scope ?? "this attack" });
  });
  return lines.length ? lines : [words.t("not_said_title")];
}

// The quotes that carry a fact: those that hold its very words first.
export function findQuotes({ supports, seek }: Pick<Fact, "supports" | "seek">, quotes: readonly QuoteRecord[]): number[] {
  const own = quotes.map((_, i) => i).filter((i) => quotes[i]!.supports?.some((field) => supports.includes(field)));
  const holds = (i: number) => seek.some((text) => findWords(quotes[i]!.quote, text) >= 0);
  return [...own.filter(holds), ...own.filter((i) => !holds(i))];
}

export function findWords(quote: string, words: string): number {
  return words ? quote.toLowerCase().indexOf(words.toLowerCase()) : -1;
}

export interface Snippet { before: string; hit: string; after: string }

const AROUND = 62;

// The words of a quote that a fact stands on, with what stands around them.
export function cutSnippet(quote: string, seek: readonly string[]): Snippet {
  const hit = seek.map((text) => ({ text, at: findWords(quote, text) })).find(({ at }) => at >= 0);
  if (!hit) {
    const end = quote.length <= 2 * AROUND ? quote.length : breakBefore(quote, 2 * AROUND);
    return { before: quote.slice(0, end) + (end < quote.length ? " …" : ""), hit: "", after: "" };
  }
  const end = hit.at + hit.text.length;
  const from = hit.at <= AROUND ? 0 : quote.indexOf(" ", hit.at - AROUND) + 1 || hit.at;
  const to = quote.length - end <= AROUND ? quote.length : breakBefore(quote, end + AROUND);
  return {
    before: (from > 0 ? "… " : "") + quote.slice(Math.min(from, hit.at), hit.at),
    hit: quote.slice(hit.at, end),
    after: quote.slice(end, Math.max(to, end)) + (to < quote.length ? " …" : ""),
  };
}

function breakBefore(text: string, at: number): number {
  const space = text.lastIndexOf(" ", at);
  return space > at - AROUND ? space : at;
}

export interface Difference { field: string; values: { value: string; article: string }[]; text: string }

// "killed: 5 (article), 6 (other)" side by side; anything else as a sentence, ids as names.
export function readDifference(line: string, articles: readonly ArticleRecord[]): Difference {
  const [, field = "", rest = ""] = /^([\w ]+): (.*)$/s.exec(line) ?? [];
  const ids = new Map(articles.map((article) => [article.article_id, nameArticle(article)]));
  const values = [...rest.matchAll(/(.+?) \(([^()]+)\)(?:, |$)/gs)].map((match) => ({ value: match[1]!, article: match[2]! }));
  const isParted = values.length > 1 && values.every(({ article }) => ids.has(article));
  let text = line;
  for (const [id, name] of ids) text = text.replaceAll(id, name);
  return { field, text, values: isParted ? values.map(({ value, article }) => ({ value, article: ids.get(article)! })) : [] };
}

export function nameArticle(article: ArticleRecord): string {
  return article.publisher || article.title || article.article_id;
}
