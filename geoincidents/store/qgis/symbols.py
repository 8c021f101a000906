"""Build the symbols of QGIS as XML: markers with the outlines of `looks.toml`, lines, areas."""

import base64
from collections.abc import Mapping

from lxml import etree
from lxml.etree import _Element as Element

from geoincidents.looks import Looks, Symbol

MARKER_MM = "5.5"
PAPER = "#ffffff"
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 28 28"><path d="{path}" '
    'fill="param(fill)" fill-opacity="param(fill-opacity)" stroke="param(outline)" '
    'stroke-opacity="param(outline-opacity)" stroke-width="param(outline-width)" '
    'stroke-linejoin="round" fill-rule="evenodd"/></svg>'
)


def build_impact_symbol(name: str, symbol: Symbol, looks: Looks) -> Element:
    """Draw a place hit: the circle that holds it beneath, its type above, as sure as it is."""
    hollow = _list_precisions(looks, "hollow")
    soft = _list_precisions(looks, "soft")
    pale = _mix(symbol.colour)
    fill = (
        f"CASE WHEN \"location_precision\" IN ({hollow}) THEN '{PAPER}' "
        f"WHEN \"location_precision\" IN ({soft}) THEN '{pale}' ELSE '{symbol.colour}' END"
    )
    stroke = (
        f"CASE WHEN \"location_precision\" IN ({hollow},{soft}) THEN '{symbol.colour}' "
        f"ELSE '{PAPER}' END"
    )
    return _build_symbol(
        "marker",
        name,
        _build_uncertainty(symbol.colour),
        _build_layer(
            "SvgMarker",
            _describe_marker(symbol.path, symbol.colour),
            {"fillColor": fill, "outlineColor": stroke},
            drawn_in=1,
        ),
    )


def build_launch_symbol(name: str, looks: Looks) -> Element:
    """Draw a launch place, with the circle that holds it."""
    role = looks.roles["launch"]
    marker = _build_layer("SvgMarker", _describe_marker(role.path, role.colour), drawn_in=1)
    return _build_symbol("marker", name, _build_uncertainty(role.colour), marker)


def build_line_symbol(name: str, looks: Looks, *, dashed: bool) -> Element:
    """Draw a line from launch to impact, with its head at the impact."""
    colour = show_colour(looks.roles["trajectory"].colour)
    line = {
        "line_color": colour,
        "line_width": "0.6",
        "line_width_unit": "MM",
        "line_style": "solid",
        "capstyle": "round",
        "joinstyle": "round",
        "use_custom_dash": "1" if dashed else "0",
        "customdash": "3;2",
        "customdash_unit": "MM",
    }
    head = _build_symbol(
        "marker",
        f"@{name}@1",
        _build_layer(
            "SimpleMarker",
            {
                "name": "filled_arrowhead",
                "color": colour,
                "outline_color": colour,
                "size": "3",
                "size_unit": "MM",
            },
        ),
    )
    arrow = _build_layer("MarkerLine", {"placement": "lastvertex", "rotate": "1"})
    arrow.append(head)
    return _build_symbol("line", name, _build_layer("SimpleLine", line), arrow)


def build_area_symbol(name: str, looks: Looks) -> Element:
    """Draw the area that holds a place."""
    grey = looks.roles["uncertainty"].colour
    fill = {
        "color": show_colour(grey, 30),
        "outline_color": show_colour(grey, 200),
        "outline_style": "dash",
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "style": "solid",
    }
    return _build_symbol("fill", name, _build_layer("SimpleFill", fill))


def show_colour(colour: str, alpha: int = 255) -> str:
    """Turn #RRGGBB into the r,g,b,a of QGIS."""
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + f",{alpha}"


def _mix(colour: str) -> str:
    """Give the colour half way to the paper."""
    halves = [(int(colour[at : at + 2], 16) + 255) // 2 for at in (1, 3, 5)]
    return "#" + "".join(f"{half:02x}" for half in halves)


def _list_precisions(looks: Looks, drawn: str) -> str:
    return ",".join(f"'{name}'" for name, look in looks.precisions.items() if look.draw == drawn)


def _describe_marker(path: str, colour: str) -> dict[str, str]:
    svg = base64.b64encode(_SVG.format(path=path).encode()).decode()
    return {
        "name": f"base64:{svg}",
        "color": show_colour(colour),
        "outline_color": show_colour(PAPER),
        "outline_width": "0.3",
        "outline_width_unit": "MM",
        "size": MARKER_MM,
        "size_unit": "MM",
    }


def _build_uncertainty(colour: str) -> Element:
    circle = {
        "name": "circle",
        "color": show_colour(colour, 18),
        "outline_color": show_colour(colour, 170),
        "outline_style": "dash",
        "outline_width": "0.25",
        "outline_width_unit": "MM",
        "size": "0",
        "size_unit": "RenderMetersInMapUnits",
    }
    size = {"size": '2 * coalesce("coordinate_uncertainty_m", 0)'}
    return _build_layer("SimpleMarker", circle, size)


def _build_symbol(kind: str, name: str, *layers: Element) -> Element:
    symbol = etree.Element("symbol", type=kind, name=name, alpha="1", clip_to_extent="1")
    symbol.extend(layers)
    return symbol


def _build_layer(
    kind: str,
    settings: Mapping[str, str],
    expressions: Mapping[str, str] | None = None,
    *,
    drawn_in: int = 0,
) -> Element:
    """Build a layer of a symbol; `expressions` decide a setting by the feature."""
    layer = etree.Element(
        "layer", {"class": kind, "pass": str(drawn_in), "enabled": "1", "locked": "0"}
    )
    options = etree.SubElement(layer, "Option", type="Map")
    for name, value in settings.items():
        etree.SubElement(options, "Option", name=name, type="QString", value=value)
    if expressions:
        layer.append(build_expressions(expressions))
    return layer


def build_expressions(
    expressions: Mapping[str, str], tag: str = "data_defined_properties"
) -> Element:
    """Build settings that an expression decides."""
    outer = etree.Element(tag)
    collection = etree.SubElement(outer, "Option", type="Map")
    etree.SubElement(collection, "Option", name="name", type="QString", value="")
    properties = etree.SubElement(collection, "Option", name="properties", type="Map")
    for name, expression in expressions.items():
        one = etree.SubElement(properties, "Option", name=name, type="Map")
        etree.SubElement(one, "Option", name="active", type="bool", value="true")
        etree.SubElement(one, "Option", name="expression", type="QString", value=expression)
        etree.SubElement(one, "Option", name="type", type="int", value="3")
    etree.SubElement(collection, "Option", name="type", type="QString", value="collection")
    return outer
