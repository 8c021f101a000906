"""What was left out can be asked for, with the reason."""

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.refusals import list_refusals
from geoincidents.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The rebels threatened to attack Nairobi.", "threat"),
        ("At least 40 rocket attacks have hit bases in Iraq since January.", "aggregate"),
        ("An air strike on a depot near Aleppo was called off on Tuesday.", "called off"),
        ("Troops held an exercise in which rockets hit a village near Gaziantep.", "exercise"),
        ("No attacks on the town of Sirte were reported.", "negated"),
    ],
)
def test_each_refusal_has_its_reason(gazetteer: Gazetteer, text: str, reason: str) -> None:
    """What gives no report says why: threat, aggregate, called off, exercise, negated."""
    article = make_article(text)
    assert extract_reading(article, gazetteer).reports == ()
    found = list_refusals(article, gazetteer)
    assert [one.quote for one in found] == [text[one.start : one.end] for one in found]
    assert any(reason in one.reason for one in found)


def test_what_is_told_is_not_refused(gazetteer: Gazetteer) -> None:
    """An attack that is reported is among no refusals."""
    article = make_article("Two rockets hit Sirte on Monday, wounding three.")
    assert extract_reading(article, gazetteer).reports
    assert list_refusals(article, gazetteer) == ()
