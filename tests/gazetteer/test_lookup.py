"""Places by name, by id, by point."""

import pytest

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer import Gazetteer


@pytest.mark.parametrize("name", ["Erbil", "Basra", "Kirkuk", "Najaf", "Dohuk", "Sulaymaniyah"])
def test_a_city_comes_before_its_province(gazetteer: Gazetteer, name: str) -> None:
    """A bare name of both means the city first; the province is a candidate too."""
    kinds = [place.kind for place in gazetteer.candidates(name) if place.country == "IQ"]
    assert kinds[0] == "city"
    assert "admin1" in kinds


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Diyala", "iq.admin1.diyala"),
        ("Anbar", "iq.admin1.anbar"),
        ("Nineveh", "iq.admin1.nineveh"),
        ("Babylon province", "iq.admin1.babil"),
        ("Basra province", "iq.admin1.basra"),
        ("Balad", "iq.city.balad"),
        ("Balad airbase", "iq.airbase.balad-air-base"),
        ("Baladruz", "iq.city.baladruz"),
        ("Erbil airport", "iq.airport.erbil-international-airport"),
        ("Al Asad air base", "iq.airbase.ain-al-asad-air-base"),
        ("Ain Al-Assad airbase", "iq.airbase.ain-al-asad-air-base"),
        ("Al Jadriya", "iq.neighbourhood.al-jadriya"),
        ("US embassy in Baghdad", "iq.building.us-embassy-baghdad"),
        ("Camp Taji", "iq.base.camp-taji"),
        ("Imam Ali Base", "sy.base.imam-ali-base-syria"),
        ("Washington", "us.city.washington"),
        ("Iraq", "iq.country.iraq"),
        ("Middle East", "world.region.middle-east"),
        ("Fallooja", "iq.city.fallujah"),
    ],
)
def test_a_name_means_its_best_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    """Names, aliases, kinds and near spellings lead to the place that news means."""
    assert gazetteer.candidates(name)[0].place_id == place_id


def test_a_place_of_the_tables_stands_once(gazetteer: Gazetteer) -> None:
    """The row of the world for a place of ours is not a second candidate."""
    baghdads = gazetteer.candidates("Baghdad")
    assert baghdads[0].place_id == "iq.city.baghdad"
    assert (baghdads[0].population or 0) > 1_000_000
    assert not any(place.source.startswith("GeoNames 98182 ") for place in baghdads[1:])


def test_an_unknown_name_has_no_place(gazetteer: Gazetteer) -> None:
    """Nothing is invented for a name that nobody knows."""
    assert gazetteer.candidates("Xqzwv Nowhere") == ()
    assert gazetteer.candidates("") == ()


def test_an_unknown_id_is_named(gazetteer: Gazetteer) -> None:
    """A wrong id says so, and where ids come from."""
    with pytest.raises(GazetteerError, match=r"no\.such\.id"):
        gazetteer.place("no.such.id")


@pytest.mark.parametrize(
    ("word", "code"),
    [("Iraqi", "IQ"), ("Iraqis", "IQ"), ("Americans", "US"), ("british", "GB"), ("Martian", None)],
)
def test_a_demonym_has_a_country(gazetteer: Gazetteer, word: str, code: str | None) -> None:
    """The people of a country are known in singular and plural."""
    assert gazetteer.country_of_demonym(word) == code


def test_towns_are_those_of_a_size(gazetteer: Gazetteer) -> None:
    """Towns for labels come by size, the largest first."""
    towns = gazetteer.towns(1_000_000)
    sizes = [town.population or 0 for town in towns]
    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) >= 1_000_000
    assert "Baghdad" in {town.name for town in towns}


def test_the_nearest_settlement_is_the_nearest(gazetteer: Gazetteer) -> None:
    """A point in a town gives the town; the middle of an ocean gives nothing."""
    assert gazetteer.nearest(44.0094, 36.1912)[0].place_id == "iq.city.erbil"
    assert gazetteer.nearest(-130.0, -40.0) == ()


def test_every_place_that_a_name_leads_to_is_there(gazetteer: Gazetteer) -> None:
    """An id that scan gives is an id that place knows."""
    text = "Baghdad, Paris, Texas, Balad, Tripoli, Georgia, Alexandria, San Jose and Newcastle."
    hits = gazetteer.scan(text)
    assert len(hits) > 5
    assert all(
        gazetteer.place(place_id).place_id == place_id for hit in hits for place_id in hit.place_ids
    )
