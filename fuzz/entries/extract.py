"""A whole article: it is read and placed without a fault, and every quote is of the text."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fuzz.entries import Target
from fuzz.entries.spelling import list_texts, list_words, spell_text
from geoincidents import extract_reading, link_incidents, load_gazetteer, locate_reading
from geoincidents.ingest.cleaning import clean_text
from geoincidents.model import Article

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LEXICONS = ("actors", "expressions", "modality", "people", "places", "senses", "times", "triggers")
DAY = date(2021, 3, 15)


def load_target(_: Path) -> Target:
    """Give what reads, places and links one article."""
    gazetteer = load_gazetteer()
    words = list_words(
        *(f"geoincidents.extract/lexicon/{name}.toml" for name in (*LEXICONS, "weapons"))
    )

    def read(data: bytes) -> None:
        text, _ = clean_text(spell_text(data, words))
        article = Article(article_id="a", text=text, sha256="0" * 64, published=DAY)
        found = locate_reading(extract_reading(article, gazetteer), gazetteer)
        for incident in link_incidents(found):
            for one in incident.evidence:
                assert text[one.start : one.end] == one.quote, "a quote is not of the text"

    return read


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give the sentences of the sample articles."""
    for path in sorted(SEEDS.glob("*.txt")):
        yield from list_texts(*path.read_text("utf-8").split("\n"))
