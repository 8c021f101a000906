"""Number the articles that stand behind incidents, and pack the quotes out of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from geoincidents.model import ArticleRef, Incident
from geoincidents.render.links import clean_link
from geoincidents.render.payload.container import Container, clean_texts, split_columns

Key = tuple[str, str]  # id and hash: two runs may have called different articles the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Hold every article once, in the order of the ids.

    `of_incidents` has for each incident the number of each of its articles by id, the numbers in
    their order.
    """

    articles: Sequence[ArticleRef]
    of_incidents: Sequence[dict[str, int]]


def gather_sources(incidents: Sequence[Incident]) -> Sources:
    """Find the articles of incidents; one that is only named has its id alone."""
    found: dict[Key, ArticleRef] = {}
    rows = [_list_articles(one) for one in incidents]
    for row in rows:
        for article in row:
            found.setdefault((article.article_id, article.sha256), article)
    keys = sorted(found)
    numbers = {key: number for number, key in enumerate(keys)}
    of_incidents = [
        {article.article_id: numbers[article.article_id, article.sha256] for article in row}
        if len(row) == 1
        else _number_several(row, numbers)
        for row in rows
    ]
    return Sources(articles=[found[key] for key in keys], of_incidents=of_incidents)


def _number_several(row: Sequence[ArticleRef], numbers: dict[Key, int]) -> dict[str, int]:
    ordered = sorted(row, key=lambda one: numbers[one.article_id, one.sha256])
    return {one.article_id: numbers[one.article_id, one.sha256] for one in ordered}


def _list_articles(incident: Incident) -> Sequence[ArticleRef]:
    """Give the articles that an incident quotes or names."""
    named = {quote.article_id for quote in incident.evidence}
    named.update(report.article_id for report in incident.reports)
    unknown = named.difference(article.article_id for article in incident.articles)
    if not unknown:
        return incident.articles
    return (
        *incident.articles,
        *(ArticleRef(article_id=name, sha256="") for name in sorted(unknown)),
    )


def show_articles(articles: Sequence[ArticleRef]) -> list[dict[str, object]]:
    """Give the records of articles, with an address that is safe to click where there is one."""
    shown = []
    for article in articles:
        record: dict[str, object] = {
            "article_id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "url": article.url,
            "link": clean_link(article.url),
        }
        shown.append({name: value for name, value in record.items() if value})
    return shown


def pack_evidence(incidents: Sequence[Incident], sources: Sources) -> tuple[bytes, list[str]]:
    """Give the container `evidence` and every distinct quote in the order of code points."""
    evidence = Container()
    rows = [list(row.values()) for row in sources.of_incidents]
    evidence.add_steps("articles", [len(row) for row in rows])
    evidence.add_numbers("articles.codes", list(chain.from_iterable(rows)))
    evidence.add_codes("role", _list_roles(incidents, sources), "roles")
    quotes = [quote for one in incidents for quote in one.evidence]
    told, starts, supports = split_columns(quotes, "quote", "start", "supports")
    texts = clean_texts(told)
    distinct = sorted(set(texts))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    evidence.add_steps("evidence", [len(one.evidence) for one in incidents])
    evidence.add_numbers("quote", list(map(numbers.__getitem__, texts)))
    evidence.add_numbers("article", _find_articles(incidents, sources))
    evidence.add_numbers("start", starts)
    joined = {names: " ".join(names) for names in set(supports)}
    evidence.add_codes("supports", list(map(joined.__getitem__, supports)), "supports")
    return evidence.encode(), distinct


def _list_roles(incidents: Sequence[Incident], sources: Sources) -> list[str | None]:
    roles: list[str | None] = []
    for incident, row in zip(incidents, sources.of_incidents, strict=True):
        known = {report.article_id: report.role for report in incident.reports}
        roles += map(known.get, row)
    return roles


def _find_articles(incidents: Sequence[Incident], sources: Sources) -> list[int]:
    """Give of every quote which of its incident's articles it is from."""
    found: list[int] = []
    for incident, row in zip(incidents, sources.of_incidents, strict=True):
        if len(row) == 1:
            found += [0] * len(incident.evidence)
        else:
            places = {name: place for place, name in enumerate(row)}
            found += [places[quote.article_id] for quote in incident.evidence]
    return found
