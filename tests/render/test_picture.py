"""What a picture shows of the world."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import build_samples

from geoincidents.errors import GeoincidentsError
from geoincidents.looks import load_looks
from geoincidents.model import Location
from geoincidents.render.picture.extent import (
    Extent,
    choose_extent,
    frame_extent,
    make_projection,
    read_extent,
)
from geoincidents.render.picture.marks import list_marks, read_shape
from geoincidents.render.picture.style import PictureStyle, read_style


def _make_place(longitude: float, latitude: float) -> Location:
    return Location(
        text="there",
        relation="at",
        longitude=longitude,
        latitude=latitude,
        radius_m=1000,
        precision="settlement",
    )


def test_places_on_both_sides_of_the_antimeridian_are_near_each_other() -> None:
    """Fiji and Samoa make a map of the Pacific, not of the whole earth."""
    extent = choose_extent([_make_place(178.0, -18.0), _make_place(-172.0, -13.8)])
    assert extent.east - extent.west < 20
    assert extent.west < 178.0
    assert extent.east > 188.0


def test_an_extent_over_the_antimeridian_is_read() -> None:
    """West may be greater than east: the box goes on over 180."""
    assert read_extent("170,-25,-170,-10") == Extent(west=170, south=-25, east=190, north=-10)


@pytest.mark.parametrize("words", ["", "1,2,3", "a,b,c,d", "0,0,0,10", "0,10,5,5", "-200,0,10,10"])
def test_what_is_no_box_is_refused(words: str) -> None:
    """What is no box of degrees is named, with an example."""
    with pytest.raises(GeoincidentsError, match="38,29,49,38"):
        read_extent(words)


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-84, 84)), min_size=1, max_size=8, unique=True
    ),
    st.sampled_from([0.6, 1.0, 16 / 9]),
)
def test_every_place_is_on_the_map(points: list[tuple[float, float]], aspect: float) -> None:
    """Whatever the places, their extent shows each of them, at any shape of paper."""
    places = [_make_place(*point) for point in points]
    extent = choose_extent(places)
    plane = make_projection(extent)
    left, right, bottom, top = frame_extent(extent, plane, aspect)
    assert (right - left) / (top - bottom) == pytest.approx(aspect)
    if extent.is_wide:
        return  # the whole earth, but for the poles
    middle, _ = extent.centre
    for place in places:
        near = place.longitude + 360 * round((middle - place.longitude) / 360)
        x, y = plane.transform(near, place.latitude)
        assert left <= x <= right
        assert bottom <= y <= top


def test_what_is_known_as_a_country_is_not_drawn() -> None:
    """No symbol stands for a place that is only a country."""
    marks = list_marks(build_samples(), load_looks())
    assert marks
    assert all(mark.place.precision != "country" for mark in marks)


@pytest.mark.parametrize("name", sorted(load_looks().types))
def test_each_symbol_of_the_looks_is_a_marker(name: str) -> None:
    """Every shape of looks.toml can be drawn, and lies round its middle."""
    box = read_shape(load_looks().types[name].path).get_extents()
    assert -12.1 <= box.x0 < 0 < box.x1 <= 12.1
    assert -12.1 <= box.y0 < 0 < box.y1 <= 12.1


def test_the_style_of_the_checkout_is_the_style_without_one(root: Path) -> None:
    """maps/report.toml states every key as it is where no style is given."""
    assert read_style(root / "maps" / "report.toml") == PictureStyle()
