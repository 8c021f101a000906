"""Words about space: an expression gives phrases or none; a position is one of the earth."""

from collections.abc import Iterable
from pathlib import Path

from fuzz.entries import Target
from fuzz.entries.spelling import list_texts, list_words, spell_text
from geoincidents.extract.phrases.coordinates import find_coordinates, read_coordinates
from geoincidents.extract.phrases.expression import read_expression

_HALF, _POLE = 180, 90


def load_target(_: Path) -> Target:
    """Give what reads an expression, and coordinates in a text."""
    words = list_words(
        "geoincidents.extract/lexicon/places.toml", "geoincidents.extract/lexicon/expressions.toml"
    )

    def read(data: bytes) -> None:
        text = spell_text(data, words)
        for phrase in read_expression(text, lambda word: word[:1].isupper()):
            hash(phrase)
        for start, end, position in find_coordinates(text, 0, len(text)):
            assert 0 <= start < end <= len(text), "coordinates are outside"
            if position.fault:
                continue
            assert abs(position.longitude) <= _HALF, "a longitude is out of range"
            assert abs(position.latitude) <= _POLE, "a latitude is out of range"
        read_coordinates(text)

    return read


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give expressions of every kind."""
    return list_texts(
        *(
            "around five miles west of Erbil",
            "between Kirkuk and Tuz",
            "near the border with Syria",
        ),
        *("33.3°N 44.4°E", "33°18'45\"N, 44°23'56\"E", "38SMB4488", "8H56+2X Baghdad"),
        *(
            "in Baghdad's Green Zone",
            "the northern half of Aleppo province",
            "within 5 km of Balad",
        ),
        *("a village in Diyala, east of the base", "halfway between A and B"),
        "on the road from Homs to Palmyra, 20 km east of T4",
    )
