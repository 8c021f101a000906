"""A far town that only shares a name is not meant."""

from made_articles import make_article

from geoincidents.gazetteer import Gazetteer
from geoincidents.pipeline import find_incidents


def test_a_small_town_of_a_country_nobody_speaks_of_is_not_meant(gazetteer: Gazetteer) -> None:
    """San Ramon of California is not the one in El Salvador: the attack stays off the map."""
    text = (
        "SAN SALVADOR, 3 January -- Guerrillas of El Salvador attacked an army post in San Ramon "
        "on Monday, killing two soldiers."
    )
    (incident,) = find_incidents([make_article(text)], gazetteer=gazetteer)
    assert incident.impacts == ()


def test_its_holder_stands_in(gazetteer: Gazetteer) -> None:
    """Where the text names what holds the town, that is the place."""
    text = (
        "Rebels in Colombia attacked a police station in Algeciras, Huila, on Monday, "
        "killing two policemen."
    )
    (incident,) = find_incidents([make_article(text)], gazetteer=gazetteer)
    assert {place.country for place in incident.impacts} == {"CO"}
