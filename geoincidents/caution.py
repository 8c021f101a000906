"""What a reader should know before an incident is believed or shown: sources, content."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from urllib.parse import urlsplit

from geoincidents.folders import find_folder
from geoincidents.model import ArticleRef, Incident

ONE_SOURCE = "unverified: one source"
_LONG_QUOTE = 60  # characters: two outlets that share so many printed one text
_WORD = re.compile(r"[a-z-]+")


def note_sources(incident: Incident) -> str:
    """Say on how many independent sources an incident stands; one is no verification.

    Articles of one publisher or web site are one source, and so are articles that share a long
    quote, which is a text of an agency. Articles without either are one source together.
    """
    articles = {one.article_id: one for one in incident.articles}
    ids = list(dict.fromkeys([*articles, *(one.article_id for one in incident.reports)]))
    if len(ids) <= 1:
        return ONE_SOURCE
    groups = _group(incident, {name: _name_publisher(articles.get(name)) for name in ids})
    if len(groups) == 1:
        return f"unverified: {len(ids)} articles of one source"
    return f"{len(groups)} independent sources"


def note_content(incident: Incident) -> str | None:
    """Warn of graphic content in the quotes, or give `None`; the words are `maps/caution.toml`."""
    table = _read_table()
    found: dict[str, None] = {}
    for quote in incident.evidence:
        words = set(_WORD.findall(quote.quote.lower()))
        if not words.isdisjoint(table):
            found |= dict.fromkeys(table[word] for word in sorted(words & table.keys()))
    return "; ".join(sorted(found)) or None


def spot_graphic(texts: Sequence[str]) -> list[bool]:
    """Tell fast in which of many texts `note_content` may find a word; it is slow for thousands."""
    # Imported here: who asks of one incident need not wait for it.
    from pyarrow import array, compute, string  # noqa: PLC0415

    found: list[bool] = compute.match_substring_regex(
        array(texts, string()), _join_words(), ignore_case=True
    ).to_pylist()
    return found


@cache
def _join_words() -> str:
    return "|".join(map(re.escape, _read_table()))


@cache
def _read_table() -> Mapping[str, str]:
    text = (find_folder("maps") / "caution.toml").read_text(encoding="utf-8")
    rows: Mapping[str, list[str]] = tomllib.loads(text)["content"]
    return {word: note for note, words in rows.items() for word in words}


def _name_publisher(article: ArticleRef | None) -> str:
    if article is None:
        return ""
    if article.publisher:
        return " ".join(article.publisher.casefold().split())
    try:
        return urlsplit(article.url or "").hostname or ""
    except ValueError:
        return ""


def _group(incident: Incident, publishers: Mapping[str, str]) -> set[str]:
    """Give one name for each group of articles that are one source."""
    leader = {name: name for name in publishers}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    first: dict[str, str] = {}
    same = [(f"by {publisher}", name) for name, publisher in publishers.items()]
    same += [
        (" ".join(one.quote.split()), one.article_id)
        for one in incident.evidence
        if len(one.quote) >= _LONG_QUOTE and one.article_id in leader
    ]
    for key, name in same:
        leader[find(name)] = find(first.setdefault(key, name))
    return {find(name) for name in leader}
