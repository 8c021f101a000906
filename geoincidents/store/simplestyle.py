"""Write GeoJSON that carries its look: simplestyle-spec 1.1."""

from pathlib import Path

from geoincidents.disk import write_whole
from geoincidents.looks import Looks, load_looks
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.geojson import stream_geojson
from geoincidents.store.geometry import GeoJson
from geoincidents.store.rows import Row, Rows

AREA_OPACITY = 0.12
LINE_WIDTH = 2.5


def write_simplestyle(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write one FeatureCollection whose features have colour and title in simplestyle's names."""
    looks = load_looks()
    chosen = rows.select(areas=options.areas)
    write_whole(path, stream_geojson(chosen, styles=(_style(row, looks) for row in chosen)))
    return Written((path,))


def _style(row: Row, looks: Looks) -> GeoJson:
    """Give the style properties of a row; `title` is a column of ours already."""
    said = [row["place_name"] or row["place_text"], row["date_text"], row["sources"]]
    common: GeoJson = {"description": "\n".join(str(part) for part in said if part)}
    if row.role == "trajectory":
        return {**common, "stroke": looks.roles["trajectory"].colour, "stroke-width": LINE_WIDTH}
    if row.role == "area":
        grey = looks.roles["uncertainty"].colour
        return {**common, "stroke": grey, "fill": grey, "fill-opacity": AREA_OPACITY}
    if row.role == "launch":
        colour = looks.roles["launch"].colour
        return {**common, "marker-color": colour, "marker-size": "small"}
    symbol = looks.find_symbol(str(row["incident_type"]))
    return {**common, "marker-color": symbol.colour, "marker-size": "medium"}
