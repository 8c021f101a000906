"""A folium map that shows incidents, asks nothing of the network, and takes further layers."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import folium
from branca.element import Figure

from geoincidents.disk import write_whole
from geoincidents.errors import GeoincidentsError
from geoincidents.looks import load_looks
from geoincidents.model import EXACT, Incident, Place
from geoincidents.render.basemap import check_basemap, draw_basemap
from geoincidents.render.beside import (
    KEPT,
    MOST_IN_ONE_FILE,
    DataFile,
    name_folder,
    sweep_files,
    write_files,
)
from geoincidents.render.fragments import render_fragments
from geoincidents.render.labels import choose_labels
from geoincidents.render.meta import describe_page, name_countries
from geoincidents.render.options import MOST_DRAWN, PageOptions
from geoincidents.render.page import Parts, assemble_page
from geoincidents.render.payload import pack_incidents
from geoincidents.render.table import write_table
from geoincidents.render.tiles import find_tiles, list_hosts

OUTLINE = "outline"
DEFAULT_TITLE = "Security incidents reported in the news"


class IncidentMap(folium.Map):
    """Show incidents on an embedded basemap; further folium layers are added as to any map.

    The incidents never enter a template of folium or branca: those would run text such as
    `{{7*7}}`. `labels` are towns that may be named; the other choices are those of `draw_map`.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - the type is folium's
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 - the type is folium's

    def __init__(  # noqa: PLR0913 - each choice of a page is an argument of its own
        self,
        incidents: Iterable[Incident],
        *,
        title: str | None = None,
        note: str | None = None,
        theme: str = "auto",
        language: str = "en",
        basemap: str | Path = OUTLINE,
        tiles: Sequence[str] = (),
        labels: Iterable[Place] = (),
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
        self._options = PageOptions(
            title=title or DEFAULT_TITLE, note=note, theme=theme, language=language
        )
        self._tiles = find_tiles(tiles, load_looks())
        check_basemap(basemap)
        self._labels = tuple(labels)
        self._first: list[Incident] = []
        self._is_protected = True
        self._payload = pack_incidents(self._keep_first(incidents))
        self._basemap = draw_basemap(basemap, self._payload.bounds)
        _PageFigure(self).add_child(self)

    def _keep_first(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        """Keep those that tables and pictures show; the page itself needs none once packed."""
        rest = iter(incidents)
        self._first = list(islice(rest, MOST_DRAWN))
        for one in chain(self._first, rest):
            self._is_protected = self._is_protected and one.protection not in {None, EXACT}
            yield one

    def render_page(self) -> str:
        """Give the whole page; the same incidents and layers give the same text.

        Raises:
            GeoincidentsError: a layer that was added needs a script from the network.
        """
        return b"".join(self._assemble()).decode("utf-8")

    def write_page(self, path: Path) -> tuple[Path, ...]:
        """Write the page; for very many incidents also a folder with what it reads later.

        Each file is written whole or not at all, the page last: until then the old page finds all
        its files. Gives the path of the page, and of the folder where there is one.

        Raises:
            OutputError: a file cannot be written.
            GeoincidentsError: a layer that was added needs a script from the network.
        """
        folder = path.with_name(name_folder(path))
        files: list[DataFile] = []
        if self._payload.meta["rows"] > MOST_IN_ONE_FILE:
            files = list(write_files(self._payload.streams, folder))
        write_whole(path, self._assemble(files))
        sweep_files(folder, frozenset(file.name for file in files))
        return (path, folder) if files else (path,)

    def _assemble(self, files: Sequence[DataFile] = ()) -> Iterator[bytes]:
        figure = self.get_root()
        if not isinstance(figure, Figure):
            msg = "this map was taken out of its figure; draw it again with draw_map"
            raise GeoincidentsError(msg)
        head, body, script, name = render_fragments(figure, self)
        looks = load_looks()
        parts = Parts(
            options=self._options,
            map_head=head,
            map_body=body,
            map_script=script,
            table=write_table(self._first, looks, count=self._payload.meta["rows"]),
            meta={
                **describe_page(
                    self._options,
                    map_name=name,
                    looks=looks,
                    tiles=self._tiles,
                    names=choose_labels(self._labels, self._basemap.boxes),
                ),
                **self._payload.meta,
                "countries": name_countries(self._payload.countries),
                **({"files": [file.about for file in files]} if files else {}),
            },
            basemap=self._basemap.layers,
            streams=self._payload.streams,
            stream_names=[one for one in self._payload.streams if one in KEPT or not files],
            image_hosts=list_hosts(self._tiles),
            has_foreign_layers=bool(self._children),
            has_files=bool(files),
            is_protected=self._is_protected,
        )
        return assemble_page(parts)

    def render_notebook(self) -> str:
        """Give what a notebook shows of the map, trusted or not."""
        # Imported here, so that a page does not wait for the library that draws pictures.
        from geoincidents.render.notebook import show_in_notebook  # noqa: PLC0415

        rows = self._payload.meta["rows"]
        return show_in_notebook(self.render_page(), self._first, self._options.title, count=rows)

    def save(
        self,
        outfile: str | bytes | Path | BinaryIO,
        close_file: bool = True,  # noqa: FBT001, FBT002 - branca's signature
        **kwargs: Any,  # noqa: ANN401, ARG002 - branca's signature
    ) -> None:
        """Write the page to a path as `write_page` does, or all in one to an open binary file."""
        if isinstance(outfile, bytes):
            outfile = outfile.decode()
        if isinstance(outfile, str | Path):
            self.write_page(Path(outfile))
            return
        outfile.writelines(self._assemble())
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

    def _repr_html_(self, **kwargs: Any) -> str:  # noqa: ANN401, ARG002 - branca's signature
        """Give the page in a frame, with a picture and a table for a notebook without trust."""
        return self._page_map.render_notebook()
