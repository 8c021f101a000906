"""Texts that make a careless pattern or loop go quadratic: one unit, as often as is asked for."""

from collections.abc import Mapping
from random import Random

from fuzz.entries.spelling import list_words

# What is repeated, by what it tempts. Seven more stand in the collection of bad inputs.
UNITS: Mapping[str, str] = {
    "digits": "7",
    "spaces": "word" + " " * 400,
    "line ends": "word" + "\n" * 400,
    "capitals": "Abu ",
    "one capital word": "A",
    "initials": "J. ",
    "abbreviations": "Lt. Col. ",
    "hyphens": "al-",
    "apostrophes": "o'",
    "open brackets": "(",
    "open quotes": "“said ",
    "closed quotes": "said” ",
    "question marks": "? ",
    "commas": "killed, ",
    "and": "Erbil and ",
    "or": "or ",
    "of the": "of the north of the ",
    "between": "between Erbil and ",
    "miles west of": "5 miles west of ",
    "near": "near the village of ",
    "numbers": "1,200 ",
    "number words": "twenty-one hundred ",
    "counted victims": "two civilians, three soldiers and ",
    "dates": "3 March 2020, ",
    "days": "Monday and ",
    "times": "10:30 pm ",
    "attacks": "rockets hit Erbil. ",
    "claims": "claimed responsibility for ",
    "coordinates": "33.3°N 44.4°E ",
    "degrees": "33°18'",
    "combining marks": "e\u0301",
    "Arabic": "قصف صاروخي قرب ",
    "letters without a word": "x",
}
MIXED = 40  # words of a mixed trap, before it begins again


def make_trap(name: str, size: int) -> str:
    """Give a trap of `size` characters."""
    unit = UNITS[name]
    return (unit * (size // len(unit) + 1))[:size]


def make_line(size: int, seed: int = 1) -> str:
    """Give one line of `size` characters: words of the lexicons in random order."""
    random = Random(seed)  # noqa: S311 - a text, not a secret
    words = list_words(
        *(f"geoincidents.extract/lexicon/{n}.toml" for n in ("triggers", "people", "places")),
        "geoincidents.text/numbers.toml",
    )
    parts: list[str] = []
    length = 0
    while length < size:
        word = random.choice(words).replace("\n", " ")
        parts.append(word if random.random() > 1 / MIXED else f"{word}.")
        length += len(parts[-1]) + 1
    return " ".join(parts)[:size]
