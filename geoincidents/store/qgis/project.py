"""Build a QGIS project that lives in the GeoPackage: groups, legend, time, quotes of incidents."""

import io
import math
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from geoincidents.store.geometry import measure_bbox
from geoincidents.store.qgis.style import DOCTYPE, VERSION, build_style, list_kinds
from geoincidents.store.rows import LAYERS, Rows

# Ids of layers in the project; the words are those that QGIS shows.
TABLES = {
    "incidents": "Incidents",
    "evidence": "Quotes",
    "articles": "Articles",
    "reports": "Reports",
}
TITLES = {
    "impact": "Places hit",
    "launch": "Launch places",
    "trajectory": "Lines from launch to impact",
    "area": "Areas that hold the place",
}
GEOMETRIES = {
    "impact": ("Point", "Point"),
    "launch": ("Point", "Point"),
    "trajectory": ("Line", "MultiLineString"),
    "area": ("Polygon", "MultiPolygon"),
}
# Parent, child and column of each relation; the quotes of an incident show in its form.
RELATIONS = (
    ("incidents", "evidence", "incident_id"),
    ("incidents", "reports", "incident_id"),
    ("incidents", "impacts", "incident_id"),
    ("impacts", "evidence", "incident_id"),
    ("articles", "evidence", "article_id"),
    ("articles", "reports", "article_id"),
)
GEOGRAPHIC, WEB_MERCATOR = "EPSG:4326", "EPSG:3857"
_RADIUS_M = 6_378_137.0  # of Web Mercator's sphere
_MAX_LATITUDE = 85.0
_MARGIN = 0.15
_LEAST_SPAN_M = 20_000.0
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def encode_project(rows: Rows, file_name: str, title: str = "Incidents") -> bytes:
    """Give the project as QGIS zips it; its layers are those of `file_name` beside it."""
    root = _build_project(rows, file_name, title)
    text = etree.tostring(root, doctype=DOCTYPE, encoding="utf-8", pretty_print=True)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(f"{title}.qgs", _ZIP_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, text)
    return packed.getvalue()


def _build_project(rows: Rows, file_name: str, title: str) -> Element:
    root = etree.Element("qgis", version=VERSION, projectname=title)
    etree.SubElement(root, "title").text = title
    _add_crs(etree.SubElement(root, "projectCrs"), WEB_MERCATOR)
    layers = {LAYERS[role]: TITLES[role] for role in TITLES}
    tree = etree.SubElement(root, "layer-tree-group")
    _add_group(tree, title, layers, file_name)
    _add_group(tree, "Tables", TABLES, file_name, is_open=False)
    _add_canvas(root, rows)
    relations = etree.SubElement(root, "relations")
    for parent, child, column in RELATIONS:
        one = etree.SubElement(
            relations,
            "relation",
            id=f"{parent}_{child}",
            name=f"{({**layers, **TABLES})[child]}",
            referencedLayer=_name_layer(parent),
            referencingLayer=_name_layer(child),
            strength="Association",
        )
        etree.SubElement(one, "fieldRef", referencedField=column, referencingField=column)
    described = etree.SubElement(root, "projectlayers")
    for role, layer in LAYERS.items():
        described.append(_build_layer(rows, role, layer, file_name))
    for name, label in TABLES.items():
        described.append(_build_table(name, label, file_name))
    properties = etree.SubElement(root, "properties")
    projected = etree.SubElement(properties, "SpatialRefSys")
    etree.SubElement(projected, "ProjectionsEnabled", type="int").text = "1"
    _add_time(root, properties, rows)
    return root


def _add_group(
    tree: Element, title: str, layers: Mapping[str, str], file_name: str, *, is_open: bool = True
) -> None:
    shown = {"checked": "Qt::Checked", "expanded": "1" if is_open else "0"}
    group = etree.SubElement(tree, "layer-tree-group", name=title, **shown)
    for name, label in layers.items():
        etree.SubElement(
            group,
            "layer-tree-layer",
            id=_name_layer(name),
            name=label,
            source=_name_source(file_name, name),
            providerKey="ogr",
            **shown,
        )


def _build_layer(rows: Rows, role: str, layer: str, file_name: str) -> Element:
    own = rows.of_role(role)
    geometry, wkb = GEOMETRIES[role]
    described = _build_table(layer, TITLES[role], file_name)
    described.set("geometry", geometry)
    described.set("wkbType", wkb)
    _add_crs(etree.SubElement(described, "srs"), GEOGRAPHIC)
    style = build_style(list_kinds(own), [role])
    described.set("labelsEnabled", style.get("labelsEnabled", "0"))
    described.extend(list(style))
    return described


def _build_table(name: str, label: str, file_name: str) -> Element:
    described = etree.Element("maplayer", type="vector", geometry="No geometry")
    etree.SubElement(described, "id").text = _name_layer(name)
    etree.SubElement(described, "datasource").text = _name_source(file_name, name)
    etree.SubElement(described, "layername").text = label
    etree.SubElement(described, "provider", encoding="UTF-8").text = "ogr"
    return described


def _name_layer(layer: str) -> str:
    """Give the id of a layer in the project; of a shorter one QGIS makes another up."""
    return f"geoincidents_{layer}"


def _name_source(file_name: str, layer: str) -> str:
    return f"./{file_name}|layername={layer}"


def _add_crs(parent: Element, code: str) -> None:
    """Describe a reference system in full: QGIS takes none up by its code alone."""
    from pyproj import CRS  # noqa: PLC0415 - only for a project

    known = CRS.from_user_input(code)
    number = code.removeprefix("EPSG:")
    system = etree.SubElement(parent, "spatialrefsys", nativeFormat="Wkt")
    for name, value in (
        ("wkt", known.to_wkt("WKT2_2019")),
        ("srid", number),
        ("authid", code),
        ("description", known.name),
        ("geographicflag", "true" if known.is_geographic else "false"),
    ):
        etree.SubElement(system, name).text = value


def _add_canvas(root: Element, rows: Rows) -> None:
    """Let the project open where the incidents are."""
    box = measure_bbox(row.geometry for row in rows if row.geometry is not None)
    if box is None:
        return
    west, south, east, north = box
    extent = _spread(*_project(west, south), *_project(east if east >= west else east + 360, north))
    canvas = etree.SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    etree.SubElement(canvas, "units").text = "meters"
    named = dict(zip(("xmin", "ymin", "xmax", "ymax"), map(repr, extent), strict=True))
    within = etree.SubElement(canvas, "extent")
    for name, number in named.items():
        etree.SubElement(within, name).text = number
    _add_crs(etree.SubElement(canvas, "destinationsrs"), WEB_MERCATOR)
    view = etree.SubElement(root, "ProjectViewSettings", UseProjectScales="0")
    _add_crs(etree.SubElement(view, "DefaultViewExtent", **named), WEB_MERCATOR)


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    held = max(-_MAX_LATITUDE, min(_MAX_LATITUDE, latitude))
    y = math.log(math.tan(math.pi / 4 + math.radians(held) / 2))
    return math.radians(longitude) * _RADIUS_M, y * _RADIUS_M


def _spread(xmin: float, ymin: float, xmax: float, ymax: float) -> Sequence[float]:
    """Leave a margin round a box in metres; a point becomes a box too."""
    x = max((xmax - xmin) * _MARGIN, (_LEAST_SPAN_M - (xmax - xmin)) / 2)
    y = max((ymax - ymin) * _MARGIN, (_LEAST_SPAN_M - (ymax - ymin)) / 2)
    return [round(n, 1) for n in (xmin - x, ymin - y, xmax + x, ymax + y)]


def _add_time(root: Element, properties: Element, rows: Rows) -> None:
    """Set the temporal controller to the days that there are, a day a step; it is not started."""
    days = [str(day) for row in rows.firsts for day in (row["date_start"], row["date_end"]) if day]
    if not days:
        return
    ends = {"start": f"{min(days)}T00:00:00Z", "end": f"{max(days)}T23:59:59Z"}
    time = etree.SubElement(
        root,
        "ProjectTimeSettings",
        timeStep="1",
        timeStepUnit="d",
        frameRate="1",
        cumulativeTemporalRange="0",
    )
    span = etree.SubElement(time, "TemporalRange")
    for name, moment in ends.items():
        etree.SubElement(span, name).text = moment
    widget = etree.SubElement(properties, "TemporalControllerWidget")
    for name, kind, value in (
        ("StartDateTime", "QString", ends["start"]),
        ("EndDateTime", "QString", ends["end"]),
        ("NavigationMode", "int", "0"),
    ):
        etree.SubElement(widget, name, type=kind).text = value
