"""The pipeline goes on where one article fails, and gives one order whatever comes in."""

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from geoincidents import find_incidents, load_gazetteer, read_articles
from geoincidents.errors import InputError
from geoincidents.model import Article, Articles, Skipped

if TYPE_CHECKING:
    from geoincidents.gazetteer import Gazetteer

FAULTY = "Two rockets hit the base at Faultytown on Monday."
GOOD = "Two rockets hit the city of Erbil on 15 February 2021, police said."


class BrokenGazetteer:
    """Be the real gazetteer, and break on one text."""

    def __init__(self) -> None:
        self._real = load_gazetteer()

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def scan(self, text: str) -> object:
        """Fail as only a fault of the program does."""
        if "Faultytown" in text:
            msg = "no such row"
            raise KeyError(msg)
        return self._real.scan(text)


def make_article(article_id: str, text: str) -> Article:
    """Give an article of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(article_id=article_id, text=text, sha256=digest)


def test_fault_in_one_article_loses_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """An article that breaks the program is skipped and named; the log has the traceback."""
    gazetteer = cast("Gazetteer", BrokenGazetteer())
    seen: list[str] = []
    with caplog.at_level(logging.DEBUG, "geoincidents"):
        found = find_incidents(
            [make_article("b", FAULTY), make_article("a", GOOD), make_article("c", GOOD + " ")],
            gazetteer=gazetteer,
            on_article=lambda article: seen.append(article.article_id),
        )
    assert seen == ["a", "b", "c"]
    assert [article.article_id for article in found.articles] == ["a", "c"]
    assert len(found) == 1
    (skipped,) = found.skipped
    assert (skipped.path, skipped.reason) == (
        "b",
        "a fault of this program: KeyError: 'no such row'",
    )
    assert "--debug" in skipped.next_step
    assert [record.levelname for record in caplog.records] == ["DEBUG"]
    assert caplog.records[0].exc_info is not None


def test_what_was_skipped_before_stays_known() -> None:
    """Inputs that gave no article are among what the run skipped."""
    before = Skipped(path="x.pdf", reason="looks like PDF", next_step="save it as text")
    assert find_incidents(Articles((), (before,))).skipped == (before,)


def test_order_of_articles_changes_nothing(seeds: Path) -> None:
    """Articles in any order give equal incidents in the order of date and id."""
    articles = read_articles(seeds)
    found = find_incidents(articles)
    assert find_incidents(reversed(articles)) == found
    assert list(found) == sorted(found, key=lambda one: one.order)


def test_path_in_place_of_articles_is_told_so(seeds: Path) -> None:
    """A path given to find_incidents is refused with the words that read it first."""
    for path in (seeds, str(seeds)):
        with pytest.raises(InputError, match="read_articles"):
            find_incidents(path)  # type: ignore[arg-type]
