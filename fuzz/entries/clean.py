"""What is done to a text before it is read: no letter moves, nothing is lost without a word."""

from collections.abc import Iterable
from pathlib import Path

from fuzz.entries import Target
from fuzz.entries.spelling import list_texts, spell_text
from geoincidents.errors import InputError
from geoincidents.ingest.cleaning import clean_text, list_deceptions
from geoincidents.ingest.front_matter import blank_front_matter
from geoincidents.ingest.language import list_language_warnings
from geoincidents.ingest.markup import strip_markup
from geoincidents.text.names import fold_name, fold_with_offsets
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

WORDS = (
    "---\n", "title: a\n", "</p>", "&amp;", "&#0;", "<!--", "]]>", "\x00", "\ud800", "\u202e",
    "\U000e0041", "\U0001f3f4", "а", "a", "µ", "«", "»", "“", "”", "‘", "'", '"', ".", "? ", "Mr. ",
    "U.S. ", "\r\n", "\n\n", "\u2028", "İ", "ß", "ﬁ", "\u0301", "\u200d", "ـ", "ال", "Al-", "the ",
)  # fmt: skip


def load_target(_: Path) -> Target:
    """Give what cleans, folds and splits a text, and holds their laws."""

    def clean(data: bytes) -> None:
        text = spell_text(data, WORDS)
        cleaned, _warnings = clean_text(text)
        assert len(cleaned) == len(text), "cleaning moves letters"
        cleaned.encode("utf-8")
        list_deceptions(cleaned)
        list_language_warnings(cleaned)
        strip_markup(cleaned)
        try:
            blanked, _, _ = blank_front_matter(cleaned)
        except InputError:
            blanked = cleaned
        assert len(blanked) == len(cleaned), "front matter moves letters"
        view = make_view(cleaned)
        assert len(view) == len(cleaned), "the view moves letters"
        ends = [(one.start, one.end) for one in split_sentences(view)]
        assert ends == sorted(ends), "sentences are out of order"
        assert all(0 <= start <= end <= len(view) for start, end in ends), "a sentence is outside"
        fold_name(cleaned)
        folded, offsets = fold_with_offsets(cleaned)
        assert all(0 <= at <= len(cleaned) for at in offsets), "a folded letter is outside"
        assert len(offsets) >= len(folded), "a folded letter comes from nowhere"

    return clean


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give texts with front matter, markup and odd letters."""
    return list_texts(
        "---\ntitle: A\npublished: 2020-01-01\n---\nRockets hit Erbil. Two died.",
        "<p>One &amp; two</p><script>x</script>",
        "“He said: ‘Mr. Smith left.’” The U.S. Army came. Аlarm in Bаghdad.",
        'Dr. A. B. Smith of St. Louis, Mo., said so... "Then?" he asked.',
    )
