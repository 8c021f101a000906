"""A sentence is cut where another event begins, and only there."""

import pytest

from geoincidents.extract.clauses import split_clauses
from geoincidents.text.sentences import split_sentences


def _cut(text: str) -> list[str]:
    (sentence,) = split_sentences(text)
    clauses = split_clauses(text, sentence)
    return [
        text[c.start : c.end].strip(" ,.") for c in clauses if text[c.start : c.end].strip(" ,.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a checkpoint shortly after midnight on Sunday, killing 13 officers.",
        "The blast killed six and over 200 people were wounded.",
        "Police said over a hundred guests fled when the shooting began.",
        "A man was arrested in Jeddah after stabbing a guard at the consulate.",
        "Two people were killed after gunmen opened fire in Cali.",
        "Bombs fell before dawn on the town, killing four.",
    ],
)
def test_one_event_stays_whole(text: str) -> None:
    """An hour, a number, or what one man did before his arrest begins no new event."""
    assert _cut(text) == [text.strip(" .")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Hours after two rockets fell near the embassy on Sunday, jets bombed a base.",
            ["two rockets fell near the embassy on Sunday", "jets bombed a base"],
        ),
        (
            "A day after a bomb killed two, wounding six, in Lahore, gunmen opened fire on a bus.",
            ["a bomb killed two, wounding six, in Lahore", "gunmen opened fire on a bus"],
        ),
        (
            "The shooting was at the same junction where a bomb killed a student in 2022.",
            ["The shooting was at the same junction", "a bomb killed a student in 2022"],
        ),
        (
            "Jets bombed the port in response to a missile attack on Haifa.",
            ["Jets bombed the port", "a missile attack on Haifa"],
        ),
    ],
)
def test_two_events_are_cut_apart(text: str, parts: list[str]) -> None:
    """What comes before and what after are two events, each with its own words."""
    assert _cut(text) == parts
