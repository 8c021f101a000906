"""Counts in words: the low end is never above the high one; no digit of any script breaks it."""

from collections.abc import Iterable
from pathlib import Path

from fuzz.entries import Target
from fuzz.entries.spelling import list_texts, list_words, spell_text
from geoincidents.text.numbers import find_quantities, read_count, read_number


def load_target(_: Path) -> Target:
    """Give what finds and reads counts."""
    words = list_words("geoincidents.text/numbers.toml")

    def read(data: bytes) -> None:
        text = spell_text(data, words)
        last = 0
        for one in find_quantities(text):
            assert last <= one.start < one.end <= len(text), "counts overlap"
            last = one.end
            least, most = one.count.min, one.count.max
            assert least is None or most is None or least <= most, "a count is upside down"
        read_count(text)
        try:
            read_number(text)
        except ValueError:
            return

    return read


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give counts of every kind."""
    return list_texts(
        *("at least 39", "between five and 7", "half a dozen", "more than two dozen", "1,200"),
        *("3.5 million", "dozens of thousands", "a hundred", "twenty-one", "fewer than 10 to 12"),
        *(
            "about 15–20",
            "٣",
            "②",
            "seven hundred thousand",
            "no more than a couple",
            "0",
            "up to 5%",
        ),
        "99999999999999999999",
    )
