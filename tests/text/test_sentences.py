"""Sentences: their offsets, paragraphs and headings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                ". ",
                "? ",
                "! ",
                "... ",
                "\n",
                "\n\n",
                "\r\n",
                "Mr. ",
                "U.S. ",
                "Gen. ",
                " 3.5 ",
                '."',
            ]
        ),
        st.sampled_from(["Rockets fell", "a base", "(AP)", "“No one", "died”", " ", "\u2028", "؟"]),
        st.characters(),
    ),
    max_size=40,
).map("".join)


def _split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(make_view(text))]


@given(TEXTS)
def test_sentences_cover_the_ink_once(text: str) -> None:
    """Every character that is not blank lies in one sentence, and in one only."""
    view = make_view(text)
    covered = [0] * len(view)
    for sentence in split_sentences(view):
        for i in range(sentence.start, sentence.end):
            covered[i] += 1
    assert [i for i, char in enumerate(view) if not char.isspace() and covered[i] != 1] == []
    assert max(covered, default=0) <= 1


@given(TEXTS)
def test_offsets_are_in_order_and_begin_and_end_with_ink(text: str) -> None:
    """Sentences stand in the order of the text, none is empty, none begins or ends blank."""
    view = make_view(text)
    found = split_sentences(view)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(first.paragraph <= second.paragraph for first, second in pairwise(found))
    assert all(view[s.start : s.end].strip() == view[s.start : s.end] != "" for s in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Salih spoke to Mrs. Haddad and Dr. Omar in Mosul.",
        "Gen. Qasem Soleimani met Lt. Col. Amin and Maj. Reyes.",
        "The U.S. Embassy in Baghdad was hit by two rockets.",
        "Former president George H. W. Bush spoke in St. Petersburg.",
        "It fell on Sunday, Oct. 27, 2019, near the bridge.",
        "It began at 3 a.m. Baghdad time and lasted 1.5 hours.",
        "He saw Sen. Cruz, Gov. Brown and Rep. Lee of the No. 2 committee.",
        "Militias, e.g. Kata'ib Hezbollah, deny it.",
        "About 3.5 tons of explosives were found.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    """A full stop after an abbreviation, an initial or within a number cuts nothing."""
    assert _split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rockets fell on Erbil. No one was hurt.", 2),
        ("Who fired them? Nobody knows! An inquiry was opened.", 3),
        ("“We heard a blast.” The army came later.", 2),
        ("He said: “Run!” Then it fell.", 2),
        ("The convoy was hit (again). Two died.", 2),
        ("They withdrew from the U.S. The army followed.", 2),
        ("It was Iran…If past is prologue, so be it. Two attacks followed.", 2),
        ("انفجرت قنبلة؟ قال الجيش لا. انتهى", 3),
    ],
)
def test_an_end_mark_ends_a_sentence(text: str, count: int) -> None:
    """Full stops, question and exclamation marks end a sentence, with the quotes after them."""
    assert len(_split(text)) == count


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """A text whose lines are wrapped near one width is read over the line ends."""
    text = (
        "Gunmen opened fire on a bus carrying teachers on the road that leads from\n"
        "the provincial capital to the border on Tuesday morning, killing four of the\n"
        "passengers and wounding eleven others before fleeing on motorcycles into the\n"
        "hills, the governor said in a statement that was read out on state radio.\n"
        "\n"
        "No group has claimed responsibility for the attack, which is the first of its\n"
        "kind in the province since the truce was signed in the spring of last year.\n"
    )
    found = split_sentences(make_view(text))
    assert len(found) == 2
    assert [s.paragraph for s in found] == [0, 1]


def test_wrapped_lines_may_be_indented() -> None:
    """Room before a line, as a page leaves it, is no part of its width."""
    text = (
        "A car bomb in the north of the province has killed three soldiers aboard a bus, police\n"
        "            say.\n"
        "            The blast destroyed the bus near a market in the old quarter of it. An army\n"
        "            spokesman said that civilians may also have been hurt.\n"
    )
    found = split_sentences(make_view(text))
    assert [s.paragraph for s in found] == [0, 1, 1]
    assert not any(s.heading for s in found)


def test_short_sentences_of_their_own_are_not_wrapped() -> None:
    """Lines that each begin a sentence stay apart, and the headline above them stays one."""
    text = (
        "Rockets hit the airport of the provincial capital on Monday night, all officials say\n"
        "Two rockets fell beside the runway shortly after nine in the evening.\n"
        f"Nobody was hurt, the governor said, but the hall lay in ruins{' and in ashes' * 3}.\n"
        "No group said that it had fired them, and the army began a search.\n"
    )
    found = split_sentences(make_view(text))
    assert [s.paragraph for s in found] == [0, 1, 2, 3]
    assert found[0].heading


def test_lines_of_their_own_are_paragraphs() -> None:
    """Where lines are not wrapped, each line is a paragraph."""
    text = "Rockets hit Erbil\nBy A Reporter\nTwo rockets fell on Erbil on Monday. Nobody died.\n"
    assert [s.paragraph for s in split_sentences(make_view(text))] == [0, 1, 2, 2]


def test_headings_have_no_end_mark() -> None:
    """A line without an end mark is a heading, byline or caption; a sentence is not."""
    text = "Rockets hit Erbil airport\n\nTwo rockets fell on Monday.\n\nPhoto: A Reporter\n"
    assert [s.heading for s in split_sentences(make_view(text))] == [True, False, True]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t\r\n", "<p></p>"])
def test_blank_text_has_no_sentence(text: str) -> None:
    """Nothing but blanks and markup gives no sentence."""
    assert split_sentences(make_view(text)) == ()


def test_a_list_of_headlines_is_no_wrapped_text() -> None:
    """Lines that each begin with a capital and end without a mark are headlines of their own."""
    text = (
        "Two rockets hit the airport, and nobody is hurt\n"
        "Suicide bomber kills twelve people in Kabul mosque\n"
        "Drone strike kills a commander in southern Lebanon\n"
        "Parliament votes on the budget for another year"
    )
    assert len({s.paragraph for s in split_sentences(text)}) == 4
