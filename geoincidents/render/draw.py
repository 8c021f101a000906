"""Draw incidents on a map."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from geoincidents.gazetteer import load_gazetteer
from geoincidents.model import Incident
from geoincidents.render.incident_map import OUTLINE, IncidentMap

# Smaller towns have no place on a page that should stay small.
SMALLEST_TOWN = 15_000


def draw_map(  # noqa: PLR0913 - each choice of a page is an argument of the front door
    incidents: Iterable[Incident],
    *,
    title: str | None = None,
    note: str | None = None,
    theme: str = "auto",
    language: str = "en",
    basemap: str | Path = OUTLINE,
    tiles: Sequence[str] = (),
) -> IncidentMap:
    """Give a folium map of the incidents that opens offline.

    They are walked over once and not kept: very many may come out of a generator. `note` is a
    sentence that stands in place of the count of incidents. `theme` is `auto`, `light` or `dark`,
    `language` `en` or `ar`: what the page opens in. `basemap` is `outline`, `none`, or a PMTiles
    file of Protomaps. `tiles` are names of online layers of `maps/looks.toml`, fetched only when
    the viewer selects one.

    Raises:
        GeoincidentsError: a choice is none that there is, or the basemap cannot be read.
    """
    return IncidentMap(
        incidents,
        title=title,
        note=note,
        theme=theme,
        language=language,
        basemap=basemap,
        tiles=tiles,
        labels=load_gazetteer().towns(SMALLEST_TOWN),
    )
