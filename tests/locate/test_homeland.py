"""An incident whose words name no place is listed under the country of its article, unpinned."""

from made_articles import make_article

from geoincidents.features import list_features
from geoincidents.gazetteer import Gazetteer
from geoincidents.pipeline import find_incidents

HEAD = "BOGOTA, 22 August (Agency) -- The government of Colombia called for calm today. "
SHOT = "Gunmen killed a senator and two policemen on Monday."


def test_the_country_of_the_article_stands_in(gazetteer: Gazetteer) -> None:
    """No place is claimed; the country has the words that name it as a quote."""
    (incident,) = find_incidents([make_article(HEAD + SHOT)], gazetteer=gazetteer)
    assert incident.impacts == ()
    assert incident.country == "CO"
    assert [q.quote for q in incident.evidence if "country" in q.supports] == ["Colombia"]
    (feature,) = list_features(incident)
    assert feature.geometry is None
    assert feature.properties["country"] == "CO"
    assert feature.properties["longitude"] is None


def test_a_place_needs_no_stand_in(gazetteer: Gazetteer) -> None:
    """Where a place is told, the country is that of the place."""
    told = HEAD + "Gunmen killed a senator and two policemen in Cali on Monday."
    (incident,) = find_incidents([make_article(told)], gazetteer=gazetteer)
    assert incident.country is None
    assert {place.country for place in incident.impacts} == {"CO"}


def test_another_country_named_beside_it_speaks_against(gazetteer: Gazetteer) -> None:
    """What is told of others is not of the country that the article is about."""
    told = HEAD + "Gunmen from Peru killed a senator and two policemen on Monday."
    (incident,) = find_incidents([make_article(told)], gazetteer=gazetteer)
    assert incident.country is None


def test_no_country_stands_out(gazetteer: Gazetteer) -> None:
    """Of an article about several countries none is taken."""
    head = "Leaders of Colombia, Peru, Chile and Brazil met on Sunday. "
    (incident,) = find_incidents([make_article(head + SHOT)], gazetteer=gazetteer)
    assert incident.country is None
