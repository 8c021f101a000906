"""Draw incidents on a map."""

from collections.abc import Sequence

from geoincidents.gazetteer import load_gazetteer
from geoincidents.model import Incident
from geoincidents.render.incident_map import IncidentMap

# Smaller towns have no place on a page that should stay small.
SMALLEST_TOWN = 15_000


def draw_map(
    incidents: Sequence[Incident],
    *,
    title: str | None = None,
    tiles: Sequence[str] = (),
    note: str | None = None,
) -> IncidentMap:
    """Give a folium map of the incidents that opens offline.

    `tiles` are names of online layers of `maps/looks.toml`, fetched only when the viewer selects
    one. `note` is a sentence that stands in place of the count of incidents.

    Raises:
        GeoincidentsError: a name of `tiles` is unknown; names the nearest one.
    """
    towns = load_gazetteer().towns(SMALLEST_TOWN)
    return IncidentMap(incidents, title=title, tiles=tiles, labels=towns, note=note)
