"""The outline in the page is fine near the incidents and everywhere the same land."""

import hashlib
import json
from typing import Any

import pytest
import shapely
from incident_samples import TOWNS, build_samples, place

from geoincidents.errors import GeoincidentsError
from geoincidents.model import Location, Place
from geoincidents.render import assets
from geoincidents.render.basemap.boxes import find_boxes
from geoincidents.render.basemap.outline import MOST_VERTICES, cut_basemap
from geoincidents.render.labels import choose_labels
from geoincidents.render.payload.bounds import measure_bounds
from geoincidents.render.payload.places import list_places

LAND = ((12.5, 41.9), (-0.5, 51.8), (146.5, -42.0), (178.0, 67.0), (-178.0, 67.0), (0.0, -85.0))
# At the latitudes of what lies across the antimeridian: Fiji, Chukotka, Wrangel Island.
SEA = ((-30.0, -16.75), (0.0, 70.0), (-30.0, 60.0), (-40.0, 30.0))


def _is_land(
    basemap: dict[str, list[list[list[tuple[float, float]]]]], at: tuple[float, float]
) -> bool:
    return any(
        shapely.Polygon(rings[0], rings[1:]).contains(shapely.Point(at))
        for rings in basemap["land"]
    )


@pytest.mark.parametrize("at", LAND + SEA)
def test_land_is_land_near_and_far(at: tuple[float, float]) -> None:
    """A point is on land or at sea whether or not the fine outline is cut round it."""
    near = cut_basemap([(at[0] - 6, at[1] - 5, at[0] + 6, at[1] + 5)])
    far = cut_basemap([(90, 60, 100, 65)])
    coarse: Any = assets.read_world("110m")
    assert _is_land(coarse, at) == (at in LAND)
    assert _is_land(near, at) == _is_land(far, at) == (at in LAND)


def test_scattered_places_do_not_carry_the_whole_fine_world() -> None:
    """Incidents all over the world give many small boxes, and an outline that stays small."""
    places = [
        place("x", "x", float(longitude), float(latitude), 1000)
        for longitude in range(-170, 171, 20)
        for latitude in range(-50, 71, 20)
    ]
    boxes = find_boxes(measure_bounds(places))
    assert len(boxes) == len(places)
    vertices = sum(len(ring) for rings in cut_basemap(boxes)["land"] for ring in rings)
    assert vertices < 2 * MOST_VERTICES


def test_neighbours_share_one_box() -> None:
    """Incidents of one country lie in one box, with room to pan."""
    ((west, south, east, north),) = find_boxes(
        measure_bounds([one for incident in build_samples() for one in list_places(incident)])
    )
    assert west < 43
    assert east > 45
    assert south < 32
    assert north > 37


def test_a_country_alone_gives_no_box() -> None:
    """The middle of a country is no place to look at closely."""
    country: Location = place("Iraq", "Iraq", 43.7, 33.0, 500_000, "country")
    assert find_boxes(measure_bounds([country])) == []
    assert cut_basemap([]) == assets.read_world("110m")


def test_labels_stand_near_the_incidents_and_the_largest_everywhere() -> None:
    """Towns in the boxes are named, the largest first; a far town only if the world knows it."""
    far = [
        Place(
            place_id=name, name=name, kind="city", longitude=139.7, latitude=35.7,
            radius_m=1, population=population,
        )
        for name, population in (("Tokyo", 8_336_599), ("Chofu", 240_000))
    ]  # fmt: skip
    labels = choose_labels([*TOWNS, *far], [(43, 32, 46, 37)])
    names = [label[0] for label in labels]
    assert names[:3] == ["Tokyo", "Baghdad", "Tehran"]
    assert "Chofu" not in names
    assert "Kuwait City" not in names
    assert [label[3] for label in labels] == sorted(label[3] for label in labels)


def test_assets_are_those_of_the_manifest() -> None:
    """Every file that came from npm has the hash that the build wrote down."""
    manifest = json.loads(assets.read_asset("manifest.json"))
    assert manifest["sha256"]
    for name, digest in manifest["sha256"].items():
        assert hashlib.sha256(assets.read_asset(name)).hexdigest() == digest
    for name in manifest["versions"]:
        folder = {"world-atlas": "basemap"}.get(name, name)
        assert assets.read_asset(f"{folder}/LICENSE")


def test_a_missing_asset_says_what_to_do() -> None:
    """A damaged installation is told what to run."""
    with pytest.raises(GeoincidentsError, match="make map"):
        assets.read_asset("leaflet/absent.js")
