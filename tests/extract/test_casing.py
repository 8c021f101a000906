"""Lines of capitals are read as if they were written in mixed case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.casing import restore_case
from geoincidents.gazetteer import Gazetteer

STORY = (
    "Two rockets hit the airport in Baghdad on Monday, killing three soldiers, "
    "the Iraqi police said.  Nobody claimed responsibility."
)


@pytest.mark.parametrize(
    ("capitals", "mixed"),
    [
        ("THE MAYOR WAS SHOT IN EL SALVADOR TODAY.", "The mayor was shot in El Salvador today."),
        ("POLICE SAID THAT U.S. TROOPS LEFT.", "Police said that U.S. troops left."),
        ("IT HAPPENED ON 3 MAY, IT MAY BE.", "It happened on 3 May, it may be."),
        ("THE FIRE IN SAN LUIS DE LA REINA WENT ON.", "The fire in San Luis de la Reina went on."),
        ("IT FELL ON FRIDAY, 9 JULY, HE SAID.", "It fell on Friday, 9 July, he said."),
        ("IN TURKEY THE MEAL WAS COLD AND THIN.", "In Turkey the meal was cold and thin."),
        ("AMBASSADOR WALKER TOLD THE PRESS.", "Ambassador Walker told the press."),
        ("HE DIDN'T SEE CHINA'S ARMY THERE.", "He didn't see China's army there."),
        ("THE FRONT [FPLX] AND THE FPLX LEADER.", "The front [FPLX] and the FPLX leader."),
    ],
)
def test_a_line_of_capitals_is_written_in_mixed_case(
    gazetteer: Gazetteer, capitals: str, mixed: str
) -> None:
    """English words are small, names and what begins a sentence have a capital."""
    assert restore_case(capitals, gazetteer) == mixed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NATO",
        "BREAKING NEWS: two rockets fell on the town this morning.",
        "The AKP, the CHP and the HDP, he said.",
        STORY,
    ],
)
def test_what_is_not_in_capitals_is_left_alone(gazetteer: Gazetteer, text: str) -> None:
    """A few words in capitals make no text of capitals."""
    assert restore_case(text, gazetteer) == text


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Nd", "Zs", "Po")), max_size=200))
def test_no_offset_moves(gazetteer: Gazetteer, text: str) -> None:
    """Whatever the text, only the case of letters changes."""
    view = restore_case(text, gazetteer)
    assert len(view) == len(text)
    assert view.casefold() == text.casefold()


def test_capitals_are_read_like_mixed_case(gazetteer: Gazetteer) -> None:
    """The same story in capitals gives the same incident, in the words of the text."""
    published = date(2024, 6, 12)
    (plain,) = extract_reading(make_article(STORY, published), gazetteer).reports
    article = make_article(STORY.upper(), published)
    (loud,) = extract_reading(article, gazetteer).reports
    assert (loud.incident_type, loud.when.start) == (plain.incident_type, plain.when.start)
    assert loud.casualties.killed == plain.casualties.killed
    assert [p.text for p in loud.impacts] == [p.text.upper() for p in plain.impacts]
    assert all(article.text[q.start : q.end] == q.quote for q in loud.quotes)
