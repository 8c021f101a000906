"""Choose the names of towns that the page may show."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Place
from geoincidents.render.basemap.boxes import Box

MOST_LABELS = 700
# Far from the incidents only these are named, so that a reader who zooms out is not lost.
NAMED_EVERYWHERE_FROM = 3_000_000
# Population -> zoom of the page at which a town may first be named.
ZOOMS = ((3_000_000, 4), (1_000_000, 5), (400_000, 6), (150_000, 7), (50_000, 8), (15_000, 9))
LAST_ZOOM = 10

Label = tuple[str, float, float, int]


def choose_labels(places: Iterable[Place], boxes: Sequence[Box]) -> list[Label]:
    """Give (name, longitude, latitude, first zoom) of places, the most important first."""
    known = list(places)
    inside = [place for place, near in zip(known, _are_near(known, boxes), strict=True) if near]
    inside.sort(key=rank_town)
    return [
        (
            place.name,
            round(place.longitude, 4),
            round(place.latitude, 4),
            _first_zoom(place.population or 0),
        )
        for place in inside[:MOST_LABELS]
    ]


def rank_town(place: Place) -> tuple[int, bool, int, str]:
    """Order by zoom, then curated places (with a native name) before suburbs of the same size."""
    population = place.population or 0
    return (_first_zoom(population), place.native_name is None, -population, place.place_id)


def _are_near(places: Sequence[Place], boxes: Sequence[Box]) -> NDArray[np.bool_]:
    longitudes = np.array([place.longitude for place in places])
    latitudes = np.array([place.latitude for place in places])
    near = np.array([(place.population or 0) >= NAMED_EVERYWHERE_FROM for place in places], bool)
    for west, south, east, north in boxes:
        across = (longitudes >= west) & (longitudes <= east)
        near |= across & (latitudes >= south) & (latitudes <= north)
    return near


def _first_zoom(population: int) -> int:
    return next((zoom for least, zoom in ZOOMS if population >= least), LAST_ZOOM)
