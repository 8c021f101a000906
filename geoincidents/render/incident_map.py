"""A folium map that shows incidents, asks nothing of the network, and takes further layers."""

import html
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import folium
from branca.element import Figure

from geoincidents.disk import write_whole
from geoincidents.errors import GeoincidentsError
from geoincidents.looks import FALLBACK_TYPE, Looks, load_looks
from geoincidents.model import Incident, Place
from geoincidents.render import basemap, labels, words
from geoincidents.render.fragments import render_fragments
from geoincidents.render.page import Parts, assemble_page
from geoincidents.render.table import write_table
from geoincidents.render.tiles import find_tiles, list_hosts
from geoincidents.render.view import show_incidents

DEFAULT_TITLE = "Security incidents reported in the news"
NOTEBOOK_HEIGHT = 640


class IncidentMap(folium.Map):
    """Show incidents on an embedded basemap; further folium layers are added as to any map.

    The incidents never enter a template of folium or branca: those would run text such as
    `{{7*7}}`. `labels` are towns that may be named; `tiles` are names out of `maps/looks.toml`.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - the type is folium's
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - the type is folium's

    def __init__(
        self,
        incidents: Iterable[Incident],
        *,
        title: str | None = None,
        tiles: Sequence[str] = (),
        labels: Iterable[Place] = (),
        note: str | None = None,
    ) -> None:
        super().__init__(
            location=(20.0, 20.0),
            zoom_start=2,
            tiles=None,
            zoom_control=False,
            min_zoom=2,
            zoom_snap=0.25,
            wheel_px_per_zoom_level=90,
        )
        self._incidents = tuple(incidents)
        self._title = title or DEFAULT_TITLE
        self._tiles = find_tiles(tiles, load_looks())
        self._labels = tuple(labels)
        self._note = note
        _PageFigure(self).add_child(self)

    def render_page(self) -> str:
        """Give the whole page; the same incidents and layers give the same text.

        Raises:
            GeoincidentsError: a layer that was added needs a script from the network.
        """
        figure = self.get_root()
        if not isinstance(figure, Figure):
            msg = "this map was taken out of its figure; draw it again with draw_map"
            raise GeoincidentsError(msg)
        head, body, script, name = render_fragments(figure, self)
        boxes = basemap.find_boxes(basemap.list_places(self._incidents))
        looks = load_looks()
        shown = show_incidents(self._incidents, looks)
        return assemble_page(
            Parts(
                title=self._title,
                map_head=head,
                map_body=body,
                map_script=script,
                table=write_table(shown),
                data={
                    "title": self._title,
                    "summary": self._note or words.summarise(self._incidents),
                    "note": self._note,
                    "map": name,
                    "incidents": shown,
                    "looks": _show_looks(looks),
                    "names": labels.choose_labels(self._labels, boxes),
                    "tiles": self._tiles,
                },
                basemap=basemap.cut_basemap(boxes),
                image_hosts=list_hosts(self._tiles),
                has_foreign_layers=bool(self._children),
            )
        )

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002 - branca's signature
        **kwargs: Any,  # noqa: ANN401, ARG002 - branca's signature
    ) -> None:
        """Write the page to a path, whole or not at all, or to an open binary file."""
        page = self.render_page().encode("utf-8")
        if isinstance(outfile, bytes):
            outfile = outfile.decode()
        if isinstance(outfile, str | Path):
            write_whole(Path(outfile), page)
            return
        outfile.write(page)
        if close_file:
            outfile.close()


class _PageFigure(Figure):
    """Stand at the root of the tree, so that every way to folium's HTML gives our page."""

    def __init__(self, page_map: IncidentMap) -> None:
        super().__init__()
        self._page_map = page_map

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - branca's signature
        """Give the page of the map."""
        return self._page_map.render_page()

    def _repr_html_(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """Give a frame for a notebook; where it is not trusted, the sentence beneath remains."""
        page = html.escape(self.render(**kwargs))
        return (
            "<div><p>The map shows when this notebook is trusted "
            "(File, Trust Notebook) or saved as a page.</p>"
            f'<iframe title="Map of incidents" srcdoc="{page}" width="100%" '
            f'height="{NOTEBOOK_HEIGHT}" style="border:0"></iframe></div>'
        )


def _show_looks(looks: Looks) -> dict[str, Any]:
    """Give what the page's own script needs to draw and to explain symbols."""
    return {
        "types": {
            name: {
                "label": look.label,
                "family": look.family,
                "colour": look.colour,
                "path": look.path,
            }
            for name, look in looks.types.items()
        },
        "families": dict(looks.families),
        "roles": {
            name: {"label": look.label, "colour": look.colour, "path": look.path, "note": look.note}
            for name, look in looks.roles.items()
        },
        "fallback": FALLBACK_TYPE,
    }
