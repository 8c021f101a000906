"""The day that a web page declares as that of its publication; none is guessed from its words."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.ingest.dates import parse_published

_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_URL_DAY = re.compile(r"/((?:19|20)\d{2})/([01]\d)/([0-3]\d)/")
_MARKED_TIMES = "//time[@pubdate or @itemprop='datePublished']/@datetime"


def find_published(tree: Any) -> str | None:  # noqa: ANN401 - lxml has no types
    """Give the date as the page writes it, or `None`.

    Asked in turn are its meta tags, JSON-LD, marked times, its own address and its one time. A
    place that names two different days names none. A meta tag that no day can be read from is
    given back as it is, so that the caller can say so.
    """
    unread = None
    for value in _list_meta(tree):
        if parse_published(value):
            return value
        unread = unread or value
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    for values in (
        [hit for script in scripts for hit in _JSON_LD.findall(script)],
        tree.xpath(_MARKED_TIMES),
        ["-".join(day) for url in _list_addresses(tree) for day in _URL_DAY.findall(url)],
        tree.xpath("//time/@datetime"),
    ):
        days = {day for value in values if (day := parse_published(str(value)))}
        if len(days) == 1:
            return date.isoformat(days.pop())
    return unread


@cache
def _load_names() -> tuple[str, ...]:
    path = Path(__file__).with_suffix(".toml")
    return tuple(tomllib.loads(path.read_text(encoding="utf-8"))["meta"])


def _list_meta(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Give the contents of the meta tags of our list, the best names first."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name, content = element.get(attribute), element.get("content")
            if name and content and content.strip():
                found.setdefault(name.strip().lower(), content.strip())
    return (found[name] for name in _load_names() if name in found)


def _list_addresses(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    yield from tree.xpath("//link[@rel='canonical']/@href")
    yield from tree.xpath("//meta[@property='og:url']/@content")
