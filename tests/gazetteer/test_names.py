"""Folding of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.names import fold_name, fold_with_offsets, fold_word

SPELLINGS = [
    ("Ain Al-Asad", "Ayn al-Assad"),
    ("Ain al Asad", "ʿAyn al-Asad"),
    ("Al-Qaim", "El Qaim"),
    ("Ash-Shaddadi", "Al Shaddadi"),
    ("Deir ez-Zor", "Dayr az-Zor"),
    ("Salah ad-Din", "Salah al-Din"),
    ("Ba'quba", "Ba‘qubah"),
    ("Ba’quba", "Baʿquba"),
    ("Tel Afar", "Tall Afar"),
    ("Türkiye", "Turkiye"),
    ("Green Zone", "Green\u00a0Zone"),
    ("Green Zone", "Green-Zone"),
    ("Baghdad", "Bagh\u00addad"),
    ("Baghdad", "Bagh\u200bdad"),
    ("U.S.", "US"),
    ("القائم", "القايم"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    """Articles, apostrophes, accents, doubled letters and invisible characters make no name."""
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Baghdad", "Bаghdad"),  # the second has a Cyrillic а
        ("Balad", "Baladruz"),
        ("Ain", "An"),
        ("Hit", "Hut"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    """A letter of another script or another letter is another name."""
    assert fold_name(one) != fold_name(other)


def test_the_article_is_one_only_before_its_letter() -> None:
    """The syllable "as" is the article before s, and a word before anything else."""
    assert fold_name("As Samawah") == "al samawa"
    assert fold_name("As Baghdad") == "as baghdad"


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded name is its own folded name."""
    assert fold_name(fold_name(text)) == fold_name(text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    """NFC and NFD of a text are one name."""
    composed = unicodedata.normalize("NFC", text)
    assert fold_name(composed) == fold_name(unicodedata.normalize("NFD", text))


@given(st.text(max_size=80))
def test_offsets_lead_back_into_the_text(text: str) -> None:
    """Each folded character knows where it came from, from left to right."""
    folded, offsets = fold_with_offsets(text)
    assert folded == fold_name(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(text) for offset in offsets)


def test_offsets_point_at_the_letter() -> None:
    """The b of a folded name stands where the B of the text stands."""
    text = "near Al-\u00adBaʿquba."
    folded, offsets = fold_with_offsets(text)
    assert folded == "near al baquba"
    assert text[offsets[folded.index("baq")]] == "B"
    assert text[offsets[folded.index("q")]] == "q"


@given(st.from_regex(r"[A-Za-z0-9]{1,20}", fullmatch=True))
def test_the_short_way_for_plain_words_gives_the_same(word: str) -> None:
    """A word of plain letters folds as the same word does with an invisible character in it."""
    assert fold_word(word) == fold_word(word[:1] + "\u00ad" + word[1:])
