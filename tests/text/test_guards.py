"""Guards: an expression behind its words finds what it finds without them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.guards import WordPattern, pick_tokens
from geoincidents.text.tokens import DIGIT, list_tokens

PHRASES = ["rocket", "car bomb", "air-strike", "opened fire", "s-300"]
WORDS = rf"(?<![\w-])(?:{'|'.join(PHRASES)})(?!\w)"
GUARDED = WordPattern(re.compile(WORDS, re.IGNORECASE), PHRASES)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*PHRASES, "ROCKET", "Car", "bomb", "fire", "é", "İ", "1", "-", " ", ", "]),
        st.characters(),
    ),
    max_size=20,
).map("".join)


@given(TEXTS, st.data())
def test_a_guard_hides_no_match(text: str, data: st.DataObject) -> None:
    """Wherever a search begins and ends, the guarded expression finds what the bare one finds."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    bare = [match.span() for match in GUARDED.pattern.finditer(text, start, end)]
    assert [match.span() for match in GUARDED.finditer(text, start, end)] == bare
    first = GUARDED.search(text, start, end)
    assert (first.span() if first else None) == (bare[0] if bare else None)


@given(TEXTS)
def test_a_figure_is_a_token(text: str) -> None:
    """A text has the token of figures exactly where it has a decimal digit of any script."""
    figures = any(char.isdecimal() for char in text)
    assert (DIGIT in list_tokens(text, 0, len(text))) == figures


def test_the_longest_word_stands_for_a_phrase() -> None:
    """Of "car bomb" the longer word is asked for, in small letters."""
    assert pick_tokens(["Car bomb", "Air-Strike"]) == {"bomb", "strike"}
