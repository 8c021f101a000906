"""Words of time: every window that they give is one of the calendar, the right way round."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fuzz.entries import Target
from fuzz.entries.spelling import list_texts, list_words, spell_text
from geoincidents.extract.dates import find_times
from geoincidents.extract.days import read_time_of_day, resolve_time
from geoincidents.ingest.dates import parse_published
from geoincidents.text.view import make_view

if TYPE_CHECKING:
    from geoincidents.model import When

ANCHORS = (None, date(2020, 2, 29), date(1, 1, 1), date(9999, 12, 31), date(2021, 1, 1))


def load_target(_: Path) -> Target:
    """Give what finds words of time and reads them against days at the edges of the calendar."""
    words = list_words("geoincidents.extract/lexicon/times.toml", "geoincidents.text/numbers.toml")

    def read(data: bytes) -> None:
        text = spell_text(data, words)
        parse_published(text)
        view = make_view(text)
        times = find_times(view, 0, len(view))
        read_time_of_day(times, view)
        event: When | None = None
        for item in times:
            assert view[item.start : item.end] == item.text, "the words are not those of the text"
            for anchor in ANCHORS:
                when = resolve_time(item, anchor, event)
                if when is not None and when.start and when.end:
                    assert when.start <= when.end, f"{item.text!r} ends before it begins"
                    event = when

    return read


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give expressions of every kind."""
    return list_texts(
        "on Monday evening", "2020-09-28", "28 September 2020", "Sept. 28, 2020", "at 10:30 pm",
        "three days ago", "between 5 and 7 March", "the following day", "last week", "in 2019",
        "since late January", "early on the 3rd of May", "Mon, 28 Sep 2020 10:00:00 GMT",
        "the weekend before last", "from June 3 to 5", "99 years ago", "overnight", "at dawn",
    )  # fmt: skip
