"""What a report says, before it is HTML, Markdown or a document."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geoincidents import __version__
from geoincidents.looks import Looks, load_looks
from geoincidents.model import ArticleRef, Incident, Quote
from geoincidents.render import facts, words

_TITLE = "Incidents"
_NOT_REPEATED = {"When", "Where", "What"}  # stand in the heading of an entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Hold an article with its number in the list of sources; `sha256` is of its bytes as read."""

    number: int
    title: str
    publisher: str
    published: str
    url: str | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold a quote with its number, the number of its source, and the fields it stands behind."""

    number: int
    source: int
    quote: str
    start: int
    end: int
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold one incident in sentences; `rows` are (label, lines), `off_map` why it has no pin."""

    number: int
    incident_id: str
    title: str
    kind: str
    status: str
    when: str
    where: str
    killed: str
    wounded: str
    n_sources: int
    background: bool
    off_map: str | None
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold a situation report; the incidents stand in the order of date."""

    title: str
    summary: str
    counts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    version: str
    incidents: tuple[Incident, ...]


@cache
def load_wording() -> dict[str, list[str]]:
    """Read `wording.toml`: how the report was made, and what it cannot say."""
    text = (Path(__file__).parent / "wording.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def build_report(incidents: Iterable[Incident], *, title: str | None = None) -> Report:
    """Give the report of incidents: every value in words, every quote with a number."""
    ordered = tuple(sorted(incidents, key=lambda one: one.order))
    looks, wording = load_looks(), load_wording()
    sources = _list_sources(ordered)
    numbers = {article_id: source.number for article_id, source in sources.items()}
    entries = []
    first = 1
    for number, incident in enumerate(ordered, start=1):
        entry = _write_entry(incident, number, first, numbers, looks)
        first += len(entry.evidence)
        entries.append(entry)
    return Report(
        title=title or _TITLE,
        summary=words.summarise(ordered),
        counts=_count(ordered, looks),
        entries=tuple(entries),
        sources=tuple(sources.values()),
        method=tuple(wording["method"]),
        limits=tuple(wording["limits"]),
        version=__version__,
        incidents=ordered,
    )


def _list_sources(incidents: Sequence[Incident]) -> dict[str, Source]:
    """Number the articles in the order in which the incidents come to them."""
    articles: dict[str, ArticleRef] = {}
    for incident in incidents:
        for article in incident.articles:
            articles.setdefault(article.article_id, article)
    return {
        article.article_id: Source(
            number=number,
            title=article.title or f"Article {article.article_id}",
            publisher=article.publisher or "",
            published=words.describe_day(article.published),
            url=article.url,
            sha256=article.sha256,
        )
        for number, article in enumerate(articles.values(), start=1)
    }


def _write_entry(
    incident: Incident, number: int, first: int, sources: dict[str, int], looks: Looks
) -> Entry:
    rows = facts.describe_rows(incident, looks)
    return Entry(
        number=number,
        incident_id=incident.incident_id,
        title=incident.title,
        kind=looks.find_symbol(incident.incident_type).label,
        status=looks.statuses.get(incident.status, incident.status),
        when=words.describe_when(incident.when),
        where=facts.describe_where(incident),
        killed=words.describe_count(incident.casualties.killed),
        wounded=words.describe_count(incident.casualties.wounded),
        n_sources=len({report.article_id for report in incident.reports}),
        background={report.role for report in incident.reports} == {"background"},
        off_map=incident.off_map_reason,
        rows=tuple((label, tuple(lines)) for label, lines in rows if label not in _NOT_REPEATED),
        evidence=tuple(
            _write_evidence(quote, at, sources)
            for at, quote in enumerate(incident.evidence, start=first)
        ),
    )


def _write_evidence(quote: Quote, number: int, sources: dict[str, int]) -> Evidence:
    return Evidence(
        number=number,
        source=sources.get(quote.article_id, 0),
        quote=quote.quote,
        start=quote.start,
        end=quote.end,
        supports=quote.supports,
    )


def _count(incidents: Sequence[Incident], looks: Looks) -> tuple[tuple[str, str], ...]:
    """Give the figures at the head: by type, killed and wounded as far as said, off the map."""
    types = Counter(looks.find_symbol(one.incident_type).label for one in incidents)
    killed = [one.casualties.killed for one in incidents if one.casualties.killed]
    wounded = [one.casualties.wounded for one in incidents if one.casualties.wounded]
    off = sum(one.off_map_reason is not None for one in incidents)
    told = [
        ("Incidents", f"{len(incidents):,}"),
        *((label, f"{n:,}") for label, n in sorted(types.items(), key=lambda r: (-r[1], r[0]))),
        ("Killed, at least", f"{sum(c.min or 0 for c in killed):,} (said of {len(killed):,})"),
        ("Wounded, at least", f"{sum(c.min or 0 for c in wounded):,} (said of {len(wounded):,})"),
        ("Not on the map", f"{off:,}"),
    ]
    return tuple(told)
