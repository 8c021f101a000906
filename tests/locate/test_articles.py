"""Words about space mean in an article what they mean as an expression on their own."""

import csv
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from geoincidents.expressions import Locator
from geoincidents.extract import extract_reading
from geoincidents.gazetteer import load_gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Article, Location

TABLE = Path(__file__).parent / "expressions.csv"
# Short forms that are no news prose, and one town that two sources know by two radii.
NOT_PROSE = {
    "nr. Taji",
    "'near Taji'",
    "Kirkuk, 20 km south",
    "Kirkuk (10 km north)",
    "Sadr City (Baghdad)",
    "Sadr City - Baghdad",
    "a market in Sadr City, Baghdad",
    "Ur, north Baghdad",  # a namesake elsewhere hides the quarter
}
ROWS = [
    row["words"]
    for row in csv.DictReader(TABLE.read_text("utf-8").splitlines())
    if row["relation"] != "unread" and row["words"] not in NOT_PROSE
]
# What begins with a word of place or a figure stands behind a verb as it is.
READY = re.compile(
    r"(?:near|in|at|on|outside|between|along|around|about|across|opposite|just|inside|within|off"
    r"|over|throughout|by|not|close|next|beside|up|down|some|from|to|towards)\b"
    r"|[\d½a]\S*\s?(?:km|k|mi|m\b|y|n|h)"
    r"|.*(?:km|miles?|metres|yards|drive|ride|hour|kilomet|mi|m) ",
    re.IGNORECASE,
)
NEWS = [
    "along the Baiji-Haditha highway",
    "near the border with Syria",
    "near the Syrian border",
    "on the Iraq-Syria border",
    "across the river from Tikrit",
    "on the other side of the river from Mosul",
    "on the far bank of the river from Mosul",
    "at 33.26N 44.23E",
    "at MGRS 38SMB4488",
    "at 36°12'N 44°00'E",
    "at the coordinates 35.47, 44.39",
    "an hour's drive south of Mosul",
    "two hours' drive west of Baghdad",
    "in a village in the Makhmour district of Nineveh",
    "in a village in Diyala, east of Baquba",
    "outside the Green Zone",
    "on the main highway linking Baghdad and Mosul",
    "near Al-Qaim, on the border with Syria",
    "near the town of Tuz Khurmatu, 75 km south of Kirkuk",
    "in the countryside around Hawija",
    "in the area between Samarra and Tikrit",
    "on the outskirts of the city of Baquba",
]


def read_article(words: str) -> list[Location]:
    """Give the places hit of an article of one sentence."""
    lead = "" if READY.match(words) else "in "
    line = "BAGHDAD (Reuters) - " if words in NEWS else ""
    text = f"{line}A roadside bomb exploded {lead}{words} on Tuesday, killing three soldiers."
    digest = sha256(text.encode()).hexdigest()
    article = Article(article_id="a", text=text, sha256=digest, published=date(2021, 3, 10))
    gazetteer = load_gazetteer()
    incidents = locate_reading(extract_reading(article, gazetteer), gazetteer)
    return [place for incident in incidents for place in incident.impacts]


def tell(place: Location) -> tuple[str | None, float, float, int]:
    """Give what makes two locations the same."""
    return place.name, place.longitude, place.latitude, place.radius_m


@pytest.mark.parametrize(
    "words",
    [*NEWS, *(words for words in ROWS if words not in NEWS)],
    ids=lambda words: words.encode("ascii", "replace").decode(),  # a name that can be asked for
)
def test_an_article_says_what_the_phrase_says(words: str) -> None:
    """One grammar, one geometry: name, point and radius are those of the expression."""
    alone = Locator(country="IQ" if words in NEWS else None).locate(words)
    found = read_article(words)
    if not isinstance(alone, Location):
        assert found == []
    elif "no place is known" not in alone.rule and "not in the gazetteer" not in alone.rule:
        (place,) = found
        own_name = place.place_kind == "coordinates" or "no gazetteer" in place.rule
        assert tell(place) == ((place.name, *tell(alone)[1:]) if own_name else tell(alone))


def test_a_list_is_several_impacts() -> None:
    """Three names, three impacts: "Kirkuk, Tuz and Amerli", as in the list alone."""
    alone = Locator(country="IQ").locate_each("in Kirkuk, Tuz and Amerli")
    assert [tell(place) for place in read_article("in Kirkuk, Tuz and Amerli")] == [
        tell(place) for place in alone if isinstance(place, Location)
    ]
