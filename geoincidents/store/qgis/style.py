"""Build the style of a layer (.qml): rules by type, labels, time, all from `looks.toml`."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID, uuid5

from lxml import etree
from lxml.etree import _Element as Element

from geoincidents.looks import Looks, load_looks
from geoincidents.model.location import VAGUE_END_M
from geoincidents.store.qgis import symbols
from geoincidents.store.rows import Row

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
MARK = "written by geoincidents"  # tells a style of ours from one that somebody has changed
VERSION = "3.22.0"
_NAMESPACE = UUID("8d0d3b0e-7b0f-5d5c-9a4e-2f4f0a0c7c11")  # ours: rules need keys that stay
_LABEL = (
    'coalesce("place_name", "place_text") || '
    "coalesce('\\n' || format_date(\"date_start\", 'd MMM yyyy'), '')"
)
_GEOMETRIES = {"impact": "0", "launch": "0", "trajectory": "1", "area": "2"}

Rule = tuple[str, str, Element]  # which features, label, symbol


def list_kinds(rows: Iterable[Row]) -> frozenset[str]:
    """Give the types of incidents that a layer shows: the places hit alone are told apart."""
    return frozenset(str(row["incident_type"]) for row in rows if row.role == "impact")


def encode_style(kinds: Collection[str], roles: Sequence[str]) -> bytes:
    """Give the style of a layer that holds rows of these roles and types of incidents."""
    root = build_style(kinds, roles)
    return bytes(
        etree.tostring(
            root, doctype=f"{DOCTYPE}\n<!-- {MARK} -->", encoding="utf-8", pretty_print=True
        )
    )


def build_style(
    kinds: Collection[str], roles: Sequence[str], looks: Looks | None = None
) -> Element:
    """Give the style of a layer as the tree of a .qml."""
    looks = looks or load_looks()
    root = etree.Element(
        "qgis",
        version=VERSION,
        styleCategories="AllStyleCategories",
        labelsEnabled="1" if "impact" in roles else "0",
    )
    root.append(_build_time())
    root.append(_build_renderer(list(_list_rules(kinds, roles, looks))))
    if "impact" in roles:
        root.append(_build_labels(looks))
    etree.SubElement(root, "previewExpression").text = '"title"'
    if len(roles) == 1:
        etree.SubElement(root, "layerGeometryType").text = _GEOMETRIES[roles[0]]
    return root


def _list_rules(kinds: Collection[str], roles: Sequence[str], looks: Looks) -> Iterable[Rule]:
    """Give a rule a type of impact, and one or two for each other role, top ones last."""
    if "area" in roles:
        label = looks.roles["uncertainty"].label
        yield "\"feature_role\" = 'area'", label, symbols.build_area_symbol("area", looks)
    if "trajectory" in roles:
        label = looks.roles["trajectory"].label
        vague = (
            'max(coalesce("coordinate_uncertainty_m", 0), coalesce("launch_uncertainty_m", 0)) '
            f"> {VAGUE_END_M}"
        )
        line = "\"feature_role\" = 'trajectory' AND"
        sure = symbols.build_line_symbol("line", looks, dashed=False)
        yield f"{line} NOT ({vague})", label, sure
        unsure = symbols.build_line_symbol("dashed", looks, dashed=True)
        yield f"{line} {vague}", f"{label}, an end vaguer than 3 km", unsure
    if "launch" in roles:
        label = looks.roles["launch"].label
        yield "\"feature_role\" = 'launch'", label, symbols.build_launch_symbol("launch", looks)
    if "impact" in roles:
        for kind in (kind for kind in looks.types if kind in kinds):
            symbol = looks.types[kind]
            which = f"\"feature_role\" = 'impact' AND \"incident_type\" = '{kind}'"
            yield which, symbol.label, symbols.build_impact_symbol(kind, symbol, looks)


def _build_renderer(rules: Sequence[Rule]) -> Element:
    renderer = etree.Element(
        "renderer-v2", type="RuleRenderer", symbollevels="1", enableorderby="0"
    )
    tree = etree.SubElement(renderer, "rules", key=_make_key("root"))
    drawn = etree.SubElement(renderer, "symbols")
    for number, (which, label, symbol) in enumerate(rules):
        symbol.set("name", str(number))
        for marker in symbol.iter("symbol"):
            if marker is not symbol:
                marker.set("name", f"@{number}@1")
        etree.SubElement(
            tree, "rule", filter=which, label=label, key=_make_key(which), symbol=str(number)
        )
        drawn.append(symbol)
    return renderer


def _build_time() -> Element:
    """Tell QGIS which columns its temporal controller filters by: both ends of the window."""
    time = etree.Element(
        "temporal",
        enabled="1",
        mode="2",
        startField="date_start",
        endField="date_end",
        durationField="",
        durationUnit="min",
        fixedDuration="0",
        accumulate="0",
        limitMode="1",
        startExpression="",
        endExpression="",
    )
    fixed = etree.SubElement(time, "fixedRange")
    etree.SubElement(fixed, "start")
    etree.SubElement(fixed, "end")
    return time


def _build_labels(looks: Looks) -> Element:
    ink = symbols.show_colour(looks.palette["ink"])
    labeling = etree.Element("labeling", type="rule-based")
    rules = etree.SubElement(labeling, "rules", key=_make_key("labels"))
    impacts = "\"feature_role\" = 'impact'"
    rule = etree.SubElement(rules, "rule", filter=impacts, key=_make_key("label"), active="1")
    settings = etree.SubElement(rule, "settings")
    style = etree.SubElement(
        settings,
        "text-style",
        fieldName=_LABEL,
        isExpression="1",
        fontFamily="Sans Serif",
        fontSize="8",
        fontSizeUnit="Point",
        fontWeight="50",
        textColor=ink,
        textOpacity="1",
        multilineHeight="0.9",
        allowHtml="0",  # words of an article are never markup
    )
    etree.SubElement(
        style,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.8",
        bufferSizeUnits="MM",
        bufferColor="255,255,255,255",
        bufferOpacity="0.9",
    )
    etree.SubElement(settings, "text-format", multilineAlign="0", wrapChar="", autoWrapLength="28")
    etree.SubElement(
        settings,
        "placement",
        placement="6",  # round the point, the first free of several places
        predefinedPositionOrder="R,TR,BR,L,TL,BL,T,B",
        dist="1.5",
        distUnits="MM",
        offsetType="1",
    )
    etree.SubElement(settings, "rendering", drawLabels="1", obstacle="1", fontMinPixelSize="0")
    return labeling


def _make_key(name: str) -> str:
    return f"{{{uuid5(_NAMESPACE, name)}}}"
