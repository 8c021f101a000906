"""Give the tables beside the layers: incidents, the articles that report them, and the quotes."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Protocol

from geoincidents.features import BETWEEN, COLUMNS, flatten_text, replace_surrogates
from geoincidents.model import ArticleRef, Incident
from geoincidents.store.rows import Rows

# What a row an incident holds: the columns that all its features have in common, then those that
# only the record has.
_PLACE = (
    "feature_role place_name place_id place_kind place_text relation admin1 country longitude "
    "latitude coordinate_uncertainty_m location_precision geo_precision where_prec launch_name "
    "launch_text launch_uncertainty_m distance_m bearing_deg munitions_min munitions_max"
)
OF_A_PLACE = frozenset(_PLACE.split())
INCIDENTS = {
    **{name: kind for name, kind in COLUMNS.items() if name not in OF_A_PLACE},
    "weapon_kind": "text",
    "munitions_min": "int",
    "munitions_max": "int",
    "contradictions": "text",
    "explanation": "text",
}
EVIDENCE = {
    "incident_id": "text",
    "article_id": "text",
    "quote_start": "int",
    "quote_end": "int",
    "quote": "text",
    "supports": "text",
}
ARTICLES = {
    "article_id": "text",
    "title": "text",
    "publisher": "text",
    "published": "date",
    "url": "text",
    "sha256": "text",
}
REPORTS = {"incident_id": "text", "article_id": "text", "report_role": "text"}
TABLES = {
    "incidents": INCIDENTS,
    "evidence": EVIDENCE,
    "articles": ARTICLES,
    "reports": REPORTS,
}
Record = Mapping[str, Any]


class Articles(Protocol):
    """Collect articles, each under a key of its own, which stands as `article_id` in records."""

    def add(self, article: ArticleRef) -> Hashable:
        """Give the key of an article."""

    def name(self, article_id: str) -> Hashable:
        """Give the key of an article of which only the id is known."""

    def list_records(self) -> list[Record]:
        """Give the record of each article."""


def list_records(rows: Rows, articles: Articles | None = None) -> dict[str, list[Record]]:
    """Give the records of each table; an article that only a quote or report names is one too.

    One id that stands for two articles (runs put together) becomes two, `ID` and `ID~2`, unless
    `articles` names them in another way.
    """
    articles = articles or _ArticlesOfAFile()
    found: dict[str, list[Record]] = {name: [] for name in TABLES}
    firsts = {row["incident_id"]: row for row in rows.firsts}
    for incident in rows.incidents:
        name = flatten_text(incident.incident_id)
        common = dict(zip(COLUMNS, firsts[name].cells, strict=True))
        found["incidents"].append(_describe(incident, common))
        keys = {one.article_id: articles.add(one) for one in incident.articles}
        roles = {report.article_id: report.role for report in incident.reports}
        for told in dict.fromkeys([*keys, *roles]):
            key = keys.get(told) or articles.name(told)
            found["reports"].append(
                {"incident_id": name, "article_id": key, "report_role": roles.get(told)}
            )
        for quote in incident.evidence:
            found["evidence"].append(
                {
                    "incident_id": name,
                    "article_id": keys.get(quote.article_id) or articles.name(quote.article_id),
                    "quote_start": quote.start,
                    "quote_end": quote.end,
                    "quote": _keep_lines(quote.quote),
                    "supports": BETWEEN.join(quote.supports) or None,
                }
            )
    found["articles"] = articles.list_records()
    return found


class _ArticlesOfAFile:
    """Collect articles, each under its id where no other has it."""

    def __init__(self) -> None:
        self._keys: dict[ArticleRef, str] = {}
        self._named: dict[str, ArticleRef | None] = {}

    def add(self, article: ArticleRef) -> str:
        if article not in self._keys:
            name = flatten_text(article.article_id)
            key, number = name, 2
            while self._named.get(key) is not None:
                key, number = f"{name}~{number}", number + 1
            self._keys[article] = key
            self._named[key] = article
        return self._keys[article]

    def name(self, article_id: str) -> str:
        """Give the key of an article of which only the id is known."""
        key = flatten_text(article_id)
        self._named.setdefault(key, None)
        return key

    def list_records(self) -> list[Record]:
        return [describe_article(key, one) for key, one in sorted(self._named.items())]


def _describe(incident: Incident, common: dict[str, Any]) -> Record:
    count = incident.munitions
    own = {
        "weapon_kind": incident.weapon.kind if incident.weapon else None,
        "munitions_min": count.min if count else None,
        "munitions_max": count.max if count else None,
        "contradictions": _join_lines(incident.contradictions),
        "explanation": _join_lines(incident.explain),
    }
    return {name: own[name] if name in own else common[name] for name in INCIDENTS}


def describe_article(key: str, article: ArticleRef | None) -> Record:
    """Give the record of an article; one of which only the id is known has no more."""
    if article is None:
        return dict.fromkeys(ARTICLES) | {"article_id": key}
    return {
        "article_id": key,
        "title": _flatten(article.title),
        "publisher": _flatten(article.publisher),
        "published": article.published.isoformat() if article.published else None,
        "url": _flatten(article.url),
        "sha256": _flatten(article.sha256),
    }


def _join_lines(lines: Sequence[str]) -> str | None:
    return "\n".join(flatten_text(line) for line in lines) or None


def _flatten(text: str | None) -> str | None:
    return None if text is None else flatten_text(text) or None


def _keep_lines(text: str) -> str:
    """Keep a quote as it stands but for what no text column holds."""
    return replace_surrogates(text).replace("\0", "")
