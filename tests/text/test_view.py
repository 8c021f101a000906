"""The plain view: one character for one character, nothing to trip a reader over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.view import make_view

# Pieces that tags, comments and addresses are made of, closed or not, beside any character.
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ['<a href="iraq">', "</a>", "<", ">", "<!--", "-->", "http://", "https://x.org/mosul"]
        ),
        st.sampled_from(["“", "’", "\u00a0", "\u200b", "\r\n", "\t", "–", "—", " ", "Mosul", "<b"]),
        st.characters(),
    ),
    max_size=30,
).map("".join)


@given(PIECES)
def test_view_has_the_length_of_the_text(text: str) -> None:
    """Whatever the text, `view[i:j]` stands for `text[i:j]`: the lengths are equal."""
    assert len(make_view(text)) == len(text)


@given(PIECES)
def test_plain_text_is_its_own_view(text: str) -> None:
    """What has been made plain stays so: without markup, looking again changes nothing."""
    view = make_view(text.replace("<", "("))
    assert make_view(view) == view


@given(st.text(st.characters(categories=["L", "N"]), max_size=60))
def test_letters_and_digits_are_untouched(text: str) -> None:
    """A text of letters and digits, in any script, is its own view."""
    assert make_view(text) == text


@given(PIECES)
def test_line_ends_stay_where_they_are(text: str) -> None:
    """Outside of markup a line end stays a line end: paragraphs are read from the view."""
    plain = text.replace("<", "").replace("http", "")
    ends = [i for i, char in enumerate(plain) if char in "\r\n"]
    assert [i for i, char in enumerate(make_view(plain)) if char in "\r\n"] == ends


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ('after <a href="https://x.org/iraq/green-zone-1.1">a threat</a> fell', "iraq"),
        ("see https://x.org/world/mosul/erbil?a=b for more", "mosul"),
        ("see http://x.org/mosul", "mosul"),
        ("<p class='kirkuk'>Two died.</p>", "kirkuk"),
        ("before <!-- a note on Basra\nover two lines --> after", "Basra"),
        ("<img src=/img/tikrit.jpg/>", "tikrit"),
    ],
)
def test_markup_and_addresses_are_blanked(text: str, gone: str) -> None:
    """Names within tags, comments and web addresses are blanks; words beside them stay."""
    view = make_view(text)
    assert gone not in view
    assert gone in text
    assert "<" not in view
    assert "http" not in view


def test_words_within_a_link_stay() -> None:
    """The words that a reader of the page sees keep their place."""
    text = '<a href="https://x.org/iraq">Washington threatened</a> to leave'
    at = text.index("Washington threatened")
    assert make_view(text)[at : at + 21] == "Washington threatened"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("‘it’", "'it'"),
        ("“it”", '"it"'),
        ("„it“", '"it"'),
        ("«it»", '"it"'),
        ("Iraq’s", "Iraq's"),
        ("Kata`ib", "Kata'ib"),
        ("two\u00a0rockets", "two rockets"),
        ("5\u202f000", "5 000"),
        ("a\tb", "a b"),
        ("Al‑Balad", "Al-Balad"),
        ("airport — where", "airport – where"),
    ],
)
def test_typography_is_made_plain(written: str, plain: str) -> None:
    """Curly quotes, no-break spaces and long dashes are one plain character each."""
    assert make_view(written) == plain


def test_unclosed_tag_swallows_nothing() -> None:
    """A lone "<" is no tag: the words after it are read."""
    text = "fewer than <3 rockets hit Mosul. " * 200
    assert make_view(text).count("Mosul") == 200
