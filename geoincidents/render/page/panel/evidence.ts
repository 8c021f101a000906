// One incident with every fact beside the words that it stands on.

import type { App } from "../app";
import type { ArticleRecord, Entry, PlaceRecord, QuoteRecord } from "../data/records";
import { make, makeButton, makeIcon, makeText, type Child } from "../dom";
import { makeItem } from "../list/incident_list";
import { VirtualList } from "../list/virtual";
import { describeFault } from "../words/faults";
import { symbolOf } from "../map/symbols";
import { describeDistance, openSentence } from "../words/describe";
import { parseDay } from "../words/words";
import { copyText } from "../share/copy";
import { cutSnippet, type Fact, findQuotes, listFacts, nameOfPlace, readDifference, whenOf } from "./facts";
import { cite } from "../share/citation";

const CHOICE_PX = 92;

export interface EvidenceActions {
  close(): void;
  step(n: number): void;
  hasStep(n: number): boolean;
  locate(row: number): void;
  open(row: number, from: HTMLElement | null): void;
  focusMark(): void;
  focusList(): void;
}

export class Evidence {
  readonly element = make("section", { class: "evidence", role: "dialog", "aria-labelledby": "evidence-title", hidden: true });
  private opener: HTMLElement | null = null;
  private shown = 0;
  private steps: [HTMLButtonElement, number][] = [];

  constructor(
    private readonly app: App,
    private readonly actions: EvidenceActions,
  ) {}

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.shown += 1;
    delete this.element.dataset["incident"];
    const { opener } = this;
    this.opener = null;
    this.actions.close();
    // The button of a symbol goes with every move of the map and comes again.
    if (opener?.classList.contains("mark")) this.actions.focusMark();
    else if (opener?.isConnected) opener.focus({ preventScroll: true });
    else this.actions.focusList();
  }

  private reveal(from: HTMLElement | null, heading: HTMLElement): void {
    // Opening one incident from another's panel must lead back to the first opener.
    if (!this.isOpen || (from && !this.element.contains(from))) this.opener = from;
    this.element.hidden = false;
    heading.focus({ preventScroll: true });
  }

  // `from` is what had the focus and gets it back.
  async open(row: number, from: HTMLElement | null): Promise<void> {
    const mine = (this.shown += 1);
    let entry: Entry;
    try {
      entry = await this.app.records.get(row);
    } catch (fault) {
      if (mine === this.shown) this.showFault(row, fault, from);
      return;
    }
    if (mine !== this.shown) return;
    const heading = makeText("h2", entry.incident.title, { id: "evidence-title", tabindex: "-1" });
    const body = make("div", { class: "evidence-body", tabindex: "0", role: "group", "aria-label": this.app.words.t("facts") }, ...this.fill(row, entry));
    this.element.replaceChildren(this.makeHead(row, entry, heading), body);
    this.element.dataset["incident"] = entry.incident.incident_id;
    this.reveal(from, heading);
  }

  // What the list knows of it stands, with the reason why there is no more.
  private showFault(row: number, fault: unknown, from: HTMLElement | null): void {
    const { app } = this;
    const heading = makeText("h2", app.core.title.get(row), { id: "evidence-title", tabindex: "-1" });
    const close = makeButton(makeIcon("close", 16), { class: "icon-button close", "aria-label": app.words.t("close") }, () => this.close());
    this.element.replaceChildren(make("header", { class: "evidence-head chooser" }, heading, close), make("div", { class: "evidence-body" }, make("p", { role: "alert" }, describeFault(app.words, fault))));
    this.element.dataset["incident"] = app.core.id.get(row);
    this.reveal(from, heading);
  }

  private makeHead(row: number, entry: Entry, heading: HTMLElement): HTMLElement {
    const { app, actions } = this;
    const { words, say } = app;
    const kicker = make("p", { class: "kicker" },
      symbolOf(app, row, 18), make("span", {}, say.type(entry.incident.incident_type)),
      app.core.background[row] ? make("span", { class: "tag" }, words.t("history")) : null);
    this.steps = [];
    const step = (icon: "back" | "forward", key: string, n: number) => {
      const button = makeButton(makeIcon(icon, 14), { class: "icon-button step-incident", "aria-label": words.t(key), title: words.t(key) }, () => actions.step(n));
      this.steps.push([button, n]);
      return button;
    };
    const [back, forward] = [step("back", "previous", -1), step("forward", "next", 1)];
    this.renewSteps();
    const buttons = make("div", { class: "head-buttons" }, back, forward,
      makeButton(makeIcon("close", 16), { class: "icon-button close", "aria-label": words.t("close"), title: words.t("close") }, () => this.close()));
    return make("header", { class: "evidence-head" }, make("div", { class: "kicker-row" }, kicker, buttons), heading,
      makeText("p", openSentence(whenOf(say, entry.incident)), { class: "evidence-when" }), this.makeCautions(entry));
  }

  // What to know before it is believed or shown to others.
  private makeCautions({ incident, articles }: Entry): HTMLElement | null {
    const cautions = [articles.length < 2 ? this.app.words.t("one_source") : "", ...(incident.cautions ?? [])].filter(Boolean);
    if (!cautions.length) return null;
    return make("p", { class: "kicker cautions" }, ...cautions.map((line) => makeText("span", openSentence(line), { class: "tag" })));
  }

  // Which neighbours there are changes with the list.
  renewSteps(): void {
    for (const [button, n] of this.steps) button.disabled = !this.actions.hasStep(n);
  }

  private fill(row: number, entry: Entry): Child[] {
    const { app } = this;
    const { words, say } = app;
    const { incident } = entry;
    const quotes = incident.evidence ?? [];
    const off = say.offMap(row);
    const facts = listFacts(say, incident, app.meta.looks.precisions);
    return [
      off ? make("p", { class: "off-reason" }, words.t("off_map_why", { reason: off })) : null,
      make("dl", { class: "facts" }, ...facts.flatMap((fact) => this.makeFact(fact, quotes))),
      this.makeDifferences(entry),
      make("h3", {}, words.plural("quotes", quotes.length)),
      make("ol", { class: "quotes" }, ...quotes.map((quote, i) => this.makeQuote(quote, i, entry.articles))),
      this.makeWhy(entry),
      this.makeActions(row, entry),
    ];
  }

  private makeFact(fact: Fact, quotes: readonly QuoteRecord[]): HTMLElement[] {
    const value = make("dd");
    const stand = (seek: string[]) => {
      const found = findQuotes({ supports: fact.supports, seek }, quotes);
      const [first] = found;
      if (first !== undefined) value.append(this.makeSnippet(seek, quotes[first]!, first, found.length));
    };
    fact.lines.forEach((line, i) => {
      value.append(makeText("p", line, { class: "fact" }));
      if (fact.seeks) stand(fact.seeks[i] ?? []);
    });
    if (!fact.seeks) stand(fact.seek);
    return [make("dt", {}, fact.label), value];
  }

  // The value's own words, marked; it leads to the whole quote.
  private makeSnippet(seek: readonly string[], quote: QuoteRecord, index: number, count: number): HTMLElement {
    const { before, hit, after } = cutSnippet(quote.quote, seek);
    const text = makeText("q", "", { class: "snippet-text" });
    text.append(before, hit ? make("mark", {}, hit) : "", after);
    const button = makeButton(text, { class: "snippet", title: this.app.words.t("see_quote", { n: index + 1 }) }, () => {
      const whole = this.element.querySelector<HTMLElement>(`#quote-${index}`);
      whole?.scrollIntoView({ block: "nearest" });
      whole?.focus({ preventScroll: true });
    });
    button.append(make("sup", {}, count > 1 ? `${index + 1} +${count - 1}` : String(index + 1)));
    return button;
  }

  private makeQuote(quote: QuoteRecord, index: number, articles: readonly ArticleRecord[]): HTMLElement {
    const { words } = this.app;
    const article = articles.find((one) => one.article_id === quote.article_id);
    const supports = (quote.supports ?? []).map((field) => field.replaceAll("_", " ")).join(", ");
    return make("li", { id: `quote-${index}`, tabindex: "-1", class: "quote" },
      makeText("blockquote", quote.quote), this.makeSource(article, quote.article_id),
      supports ? make("p", { class: "supports" }, words.t("says", { what: supports })) : null);
  }

  private makeSource(article: ArticleRecord | undefined, id: string): HTMLElement {
    const { words } = this.app;
    const title = article?.title || words.t("untitled_article", { id });
    const day = parseDay(article?.published);
    const by = [article?.publisher, day === null ? "" : words.day(day)].filter(Boolean).join(words.isRtl ? "، " : ", ");
    // Links were made safe when the page was written; anything else is not followed.
    const link = article?.link && /^https?:\/\//.test(article.link) ? article.link : null;
    const name = link
      ? makeText("a", title, { href: link, rel: "noopener noreferrer", target: "_blank" })
      : makeText("cite", title);
    return make("p", { class: "source" }, name, by ? makeText("span", by, { class: "by" }) : null,
      article?.url && !link ? makeText("span", article.url, { class: "address" }) : null);
  }

  private makeDifferences({ incident, articles }: Entry): HTMLElement | null {
    if (!incident.contradictions?.length) return null;
    const parts = incident.contradictions.map((line) => {
      const { field, values, text } = readDifference(line, articles);
      if (!values.length) return makeText("p", openSentence(text));
      return make("div", { class: "difference" }, make("h4", {}, openSentence(field.replaceAll("_", " "))),
        make("div", { class: "side-by-side" }, ...values.map(({ value, article }) =>
          make("div", { class: "side" }, makeText("p", value, { class: "differs" }), makeText("p", article, { class: "by" })))));
    });
    return make("section", { class: "differ" }, make("h3", {}, this.app.words.t("differ")), ...parts);
  }

  private makeWhy({ incident }: Entry): HTMLElement {
    const { words, say } = this.app;
    const places = [...(incident.impacts ?? []), ...(incident.launches ?? [])];
    const confidence = words.percent(Math.round((incident.confidence ?? 0) * 100));
    const note = incident.confidence_note ? words.t("confidence_note", { percent: confidence, note: incident.confidence_note }) : confidence;
    return make("details", { class: "why" }, make("summary", {}, words.t("why_place")),
      ...places.map((place) => this.makeReason(place, nameOfPlace(say, place))),
      make("dl", { class: "reasons" }, make("dt", {}, words.t("why_sure")), makeText("dd", note)),
      incident.explain?.length ? make("h4", {}, words.t("how_read")) : null,
      incident.explain?.length ? make("ul", { class: "explain" }, ...incident.explain.map((line) => makeText("li", line))) : null);
  }

  private makeReason(place: PlaceRecord, name: string): HTMLElement {
    const { words, say } = this.app;
    const anchor = [place.name, place.place_kind?.replaceAll("_", " "), place.admin1, say.country(place.country ?? "")].filter(Boolean).join(", ");
    const rows: [string, string][] = [
      ["why_words", place.text ? `“${place.text}”` : ""], ["why_relation", (place.relation ?? "").replaceAll("_", " ")], ["why_anchor", anchor],
      ["why_radius", describeDistance(words, place.radius_m)], ["why_rule", place.rule ?? ""],
    ];
    return make("div", { class: "reason" }, makeText("h4", openSentence(name)),
      make("dl", { class: "reasons" }, ...rows.filter(([, value]) => value).flatMap(([key, value]) => [make("dt", {}, words.t(key)), makeText("dd", value)])));
  }

  private makeActions(row: number, entry: Entry): HTMLElement {
    const { app, actions } = this;
    const { words } = app;
    const status = make("span", { role: "status", class: "copied" });
    const copy = (key: string, text: () => string) => makeButton(words.t(key), { class: "action" }, () => void copyText(app, text(), status));
    return make("p", { class: "actions" },
      app.core.offMap[row] ? null : makeButton(words.t("show_on_map"), { class: "action" }, () => actions.locate(row)),
      copy("copy_link", () => `${location.href.split("#")[0]}#${app.hash()}`),
      copy("copy_citation", () => cite(app, entry)), status);
  }

  // Several at one place: the reader chooses.
  choose(rows: { row: number }[], from: HTMLElement | null): void {
    const { app, actions } = this;
    this.shown += 1;
    const heading = makeText("h2", app.words.t("at_one_place", { n: rows.length }), { id: "evidence-title", tabindex: "-1" });
    const list = new VirtualList(
      {
        height: CHOICE_PX, length: () => rows.length, makeRow: (i) => makeItem(app, rows[i]!.row),
        open: (i) => actions.open(rows[i]!.row, list.element),
      },
      "choice", app.words.t("at_one_place", { n: rows.length }),
    );
    const close = makeButton(makeIcon("close", 16), { class: "icon-button close", "aria-label": app.words.t("close") }, () => this.close());
    this.element.replaceChildren(make("header", { class: "evidence-head chooser" }, heading, close), make("div", { class: "evidence-body choices" }, list.element));
    delete this.element.dataset["incident"];
    this.reveal(from, heading);
    list.refresh();
    list.element.focus({ preventScroll: true });
  }
}
