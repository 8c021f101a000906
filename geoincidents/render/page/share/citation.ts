// How an incident of the map is cited: what, who told it, where it stands.

import type { App } from "../app";
import type { ArticleRecord, Entry } from "../data/records";
import { parseDay } from "../words/words";

export function cite(app: App, { incident, articles }: Entry): string {
  const { words, meta } = app;
  return words.t("citation", {
    title: incident.title, sources: articles.map((article) => citeArticle(app, article)).join("; "), page: meta.title, made: meta.made_with, id: incident.incident_id,
  });
}

function citeArticle({ words }: App, article: ArticleRecord): string {
  const day = parseDay(article.published);
  const parts = [article.publisher, article.title ? `“${article.title}”` : article.article_id, day === null ? "" : words.day(day), article.link];
  return parts.filter(Boolean).join(", ");
}
