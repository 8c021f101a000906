"""Write KML 2.2 and KMZ for Google Earth: folders, time spans, symbols; words are never markup."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from geoincidents.disk import write_whole
from geoincidents.looks import Looks, load_looks
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.geometry import GeoJson
from geoincidents.store.icons import draw_icon
from geoincidents.store.rows import Row, Rows

# What the balloon of a feature lists, under these words.
SHOWN = {
    "incident_id": "Incident",
    "incident_type": "Type",
    "status": "Status",
    "date_start": "First day",
    "date_end": "Last day",
    "date_text": "Date, in words",
    "place_name": "Place",
    "place_text": "Place, in words",
    "country": "Country",
    "coordinate_uncertainty_m": "True place within (m)",
    "location_precision": "Precision",
    "weapon": "Weapon",
    "killed_min": "Killed, at least",
    "killed_max": "Killed, at most",
    "wounded_min": "Wounded, at least",
    "wounded_max": "Wounded, at most",
    "perpetrator": "Perpetrator",
    "claimed_by": "Claimed by",
    "attributed_to": "Blamed",
    "sources": "Sources",
    "source_urls": "Addresses",
    "confidence": "Confidence",
}
FOLDERS = {
    "impact": "Places hit",
    "launch": "Launch places",
    "trajectory": "Lines from launch to impact",
    "area": "Areas that hold the place",
}
OFF_MAP = "Off the map"
ICONS = "icons"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
# What XML 1.0 cannot hold at all.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_kml(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write one document; its symbols are coloured pins, which need no further file."""
    write_whole(path, (part.encode() for part in stream_kml(rows, icons={}, style=options.style)))
    return Written((path,))


def write_kmz(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a zip of the document and the symbols that it shows: nothing is fetched."""
    looks = load_looks()
    kinds = [k for k in looks.types if any(row["incident_type"] == k for row in rows.firsts)]
    icons = {kind: f"{ICONS}/{kind}.png" for kind in [*kinds, "launch"]}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        document = zipfile.ZipInfo("doc.kml", _ZIP_TIME)
        document.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(document, "w") as file:
            for part in stream_kml(rows, icons=icons, style=options.style):
                file.write(part.encode())
        for kind, name in icons.items():
            role = looks.roles["launch"]
            symbol = looks.types.get(kind)
            outline, colour = (symbol.path, symbol.colour) if symbol else (role.path, role.colour)
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), draw_icon(outline, colour))
    write_whole(path, packed.getvalue())
    return Written((path,))


def stream_kml(rows: Rows, *, icons: Mapping[str, str], style: bool = True) -> Iterator[str]:
    """Give the text of a document piece by piece; `icons` are files in the zip by type."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>Incidents</name>\n'
    if style:
        yield from _list_styles(rows, load_looks(), icons)
    for role, title in FOLDERS.items():
        own = [row for row in rows if row.role == role and row.geometry is not None]
        yield from _write_folder(title, own, style=style)
    off_map = [row for row in rows.firsts if row.geometry is None]
    yield from _write_folder(OFF_MAP, off_map, style=False)
    yield "</Document>\n</kml>\n"


def _list_styles(rows: Rows, looks: Looks, icons: Mapping[str, str]) -> Iterator[str]:
    found = {str(row["incident_type"]) for row in rows.firsts}
    for kind in (kind for kind in looks.types if kind in found):
        yield _describe_marker(f"impact-{kind}", looks.types[kind].colour, icons.get(kind))
    launch = looks.roles["launch"].colour
    yield _describe_marker("launch", launch, icons.get("launch"))
    line = _show_colour(looks.roles["trajectory"].colour)
    yield (
        f'<Style id="trajectory"><LineStyle><color>{line}</color><width>2.5</width></LineStyle>'
        "</Style>\n"
    )
    grey = looks.roles["uncertainty"].colour
    yield (
        f'<Style id="area"><LineStyle><color>{_show_colour(grey)}</color></LineStyle>'
        f"<PolyStyle><color>{_show_colour(grey, '30')}</color></PolyStyle></Style>\n"
    )


def _describe_marker(name: str, colour: str, icon: str | None) -> str:
    # The picture has its colour already; a pin takes it from the style.
    drawn = "ffffffff" if icon else _show_colour(colour)
    href = f"<Icon><href>{escape(icon)}</href></Icon>" if icon else ""
    return (
        f'<Style id="{name}"><IconStyle><color>{drawn}</color><scale>0.9</scale>{href}</IconStyle>'
        "<LabelStyle><scale>0.8</scale></LabelStyle></Style>\n"
    )


def _show_colour(colour: str, alpha: str = "ff") -> str:
    """Turn #RRGGBB round: KML has alpha, blue, green, red."""
    return f"{alpha}{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _write_folder(title: str, rows: Sequence[Row], *, style: bool) -> Iterator[str]:
    if not rows:
        return
    yield f"<Folder>\n<name>{escape(title)}</name>\n"
    for row in rows:
        yield "".join(_write_placemark(row, style=style))
    yield "</Folder>\n"


def _write_placemark(row: Row, *, style: bool) -> Iterator[str]:
    yield f"<Placemark>\n<name>{_show(row['title'])}</name>\n"
    if evidence := row["evidence"]:
        # Without markup: Google Earth runs a description as HTML, and these are words of others.
        yield f"<description>{escape(_show(evidence))}</description>\n"
    begin, end = row["date_start"], row["date_end"]
    if begin or end:
        ends = [f"<{n}>{day}</{n}>" for n, day in (("begin", begin), ("end", end)) if day]
        yield f"<TimeSpan>{''.join(ends)}</TimeSpan>\n"
    if style:
        name = f"impact-{row['incident_type']}" if row.role == "impact" else row.role
        yield f"<styleUrl>#{name}</styleUrl>\n"
    yield "<ExtendedData>\n"
    for name, label in SHOWN.items():
        if row[name] is not None:
            yield (
                f'<Data name="{name}"><displayName>{label}</displayName>'
                f"<value>{escape(_show(row[name]))}</value></Data>\n"
            )
    yield "</ExtendedData>\n"
    if row.geometry is not None:
        yield _draw(row.geometry)
    yield "</Placemark>\n"


def _show(value: object) -> str:
    """Give a value as text that is markup neither in XML nor in the HTML that it may become."""
    return escape(_NO_XML.sub("", str(value)))


def _draw(geometry: GeoJson) -> str:
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        one = kind.removeprefix("Multi")
        parts = "".join(_draw({"type": one, "coordinates": part}) for part in coordinates)
        return f"<MultiGeometry>\n{parts}</MultiGeometry>\n"
    if kind == "Point":
        return f"<Point><coordinates>{_join([coordinates])}</coordinates></Point>\n"
    if kind == "LineString":
        path = f"<tessellate>1</tessellate><coordinates>{_join(coordinates)}</coordinates>"
        return f"<LineString>{path}</LineString>\n"
    outer, *inner = [
        f"<LinearRing><coordinates>{_join(ring)}</coordinates></LinearRing>" for ring in coordinates
    ]
    holes = "".join(f"<innerBoundaryIs>{ring}</innerBoundaryIs>" for ring in inner)
    head = "<Polygon><tessellate>1</tessellate>"
    return f"{head}<outerBoundaryIs>{outer}</outerBoundaryIs>{holes}</Polygon>\n"


def _join(positions: Iterable[Sequence[float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in positions)
