"""The gazetteer as a geopy geocoder."""

from typing import Any

import geopandas
import pytest
from geopy.exc import GeocoderQueryError
from geopy.location import Location
from geopy.point import Point
from shapely.geometry import Point as ShapelyPoint

from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.geocoder import GazetteerGeocoder


@pytest.fixture
def geocoder(gazetteer: Gazetteer) -> GazetteerGeocoder:
    """Give a geocoder over our tables."""
    return GazetteerGeocoder(gazetteer=gazetteer)


def find_one(geocoder: GazetteerGeocoder, query: str, **options: Any) -> Location:  # noqa: ANN401 - options of geopy
    """Give the one place of a query, which must have one."""
    location = geocoder.geocode(query, **options)
    assert location is not None
    return location


def test_a_geocoder_gives_latitude_first(geocoder: GazetteerGeocoder) -> None:
    """Answers are those of geopy: an address, and a point with latitude first."""
    location = find_one(geocoder, "Baghdad airport")
    assert location.address == "Baghdad International Airport, Baghdad, IQ"
    assert (location.latitude, location.longitude) == (33.2625, 44.2346)
    assert location.raw["place_id"] == "iq.airport.baghdad-international-airport"


def test_all_candidates_on_request(geocoder: GazetteerGeocoder) -> None:
    """Where more than one is asked for, the best comes first."""
    locations = geocoder.geocode("Erbil", exactly_one=False)
    assert locations is not None
    assert [location.raw["kind"] for location in locations][:2] == ["city", "admin1"]


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("Balad, Salah al-Din", "iq.city.balad"),
        ("Paris, Texas", "gn.4717560"),
        ("Paris, France", "gn.2988507"),
        ("Tripoli, Lebanon", "lb.city.tripoli"),
    ],
)
def test_a_container_tells_places_apart(
    geocoder: GazetteerGeocoder, query: str, place_id: str
) -> None:
    """What follows a comma names the province or country that holds the place."""
    assert find_one(geocoder, query).raw["place_id"] == place_id


def test_countries_narrow_the_answer(geocoder: GazetteerGeocoder) -> None:
    """Only places of the countries asked for are given."""
    assert find_one(geocoder, "Tripoli", country_codes="LB").raw["country"] == "LB"
    assert find_one(geocoder, "Tripoli", country_codes=["ly"]).raw["country"] == "LY"
    assert geocoder.geocode("Baghdad", country_codes="FR") is None


def test_an_unknown_name_is_none(geocoder: GazetteerGeocoder) -> None:
    """Not found is `None`, as geopy has it; no text is a query error."""
    assert geocoder.geocode("Xqzwv Nowhere") is None
    with pytest.raises(GeocoderQueryError, match="name of a place"):
        geocoder.geocode("  ")


def test_a_point_has_a_nearest_settlement(geocoder: GazetteerGeocoder) -> None:
    """Reverse geocoding takes latitude first and gives the nearest settlement."""
    for point in ((36.1912, 44.0094), Point(36.1912, 44.0094)):
        location = geocoder.reverse(point)
        assert location is not None
        assert location.raw["place_id"] == "iq.city.erbil"
    assert geocoder.reverse((-40, -130)) is None


def test_geopandas_geocodes_offline(gazetteer: Gazetteer) -> None:
    """The geocoding of geopandas takes ours by class and gives points, longitude first."""
    frame = geopandas.tools.geocode(
        ["Baghdad airport", "Ain Al-Assad", "Xqzwv Nowhere"],
        provider=GazetteerGeocoder,
        gazetteer=gazetteer,
    )
    assert frame.geometry.iloc[0].coords[0] == (44.2346, 33.2625)
    assert frame.geometry.iloc[1].coords[0] == (42.4412, 33.7856)
    assert frame.geometry.iloc[2].is_empty
    back = geopandas.tools.reverse_geocode(
        [ShapelyPoint(44.0094, 36.1912)], provider=GazetteerGeocoder, gazetteer=gazetteer
    )
    assert back["address"].iloc[0] == "Erbil, IQ"
