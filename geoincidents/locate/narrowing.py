"""Cut what was drawn for a phrase to what else is said of the same place."""

import math
from dataclasses import replace

from shapely import Polygon
from shapely.affinity import translate

from geoincidents.geodesy import Frame
from geoincidents.geodesy.frame import pick_polygon
from geoincidents.locate import shapes
from geoincidents.locate.defaults import read_defaults
from geoincidents.locate.outlines import centre_of
from geoincidents.locate.shapes import Extent, Shape
from geoincidents.model.location import NoLocation
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_TOWNS = {"city", "town", "village"}
_PLAIN = {"in", "at", "near"}
_MOST = 0.7  # a further word that leaves so much of an area only describes where the area lies
Placed = tuple[Shape, tuple[Place, ...]]


def refuse(phrase: Phrase, reason: str) -> NoLocation:
    """Give the reason why a phrase has no location, with its words."""
    return NoLocation(text=phrase.text, reason=reason, relation=phrase.relation)


def narrow_shape(
    phrase: Phrase, placed: Placed, further: Phrase, other: Placed
) -> Placed | NoLocation:
    """Cut the shape of a phrase to a further one's; a named place stands where it lies near it."""
    shape, places = placed
    second, others = other
    moved = _move(second, shape.frame)
    # "a mosque in Musayyib, 65 km south of Baghdad": the town is what the distance is of.
    whole = not phrase.indefinite or places[-1].kind in _TOWNS
    named = phrase.relation in _PLAIN and whole
    # "West of Baghdad" says no distance: what lies to the west of it is so told from far away.
    is_open = further.relation == "bearing" and further.distance_m is None
    if named and not _is_holder(places[-1], shape, moved):
        if is_open and places[-1].country == others[-1].country:
            moved = _draw_wedge(further, shape, places[-1], others[-1])
        return _check_name(shape, places, second, others, moved)
    if named and is_open:
        moved = _draw_wedge(further, shape, places[-1], others[-1])
        second = replace(second, rule=f"told as {second.rule.partition(',')[0]}")
    common = pick_polygon(shape.polygon.intersection(moved))
    if common is None:
        apart = shape.polygon.distance(moved)
        if apart > read_defaults()["unlocated"]["apart_m"] or phrase.relation == "bearing":
            return refuse(phrase, f"the words contradict each other: {shape.rule}; {second.rule}")
        return second, others
    rule = f"{shape.rule}; and {second.rule}"
    if named and second.rule.startswith("told as"):
        if common.area >= shape.polygon.area * _MOST:
            return replace(shape, rule=rule), places
        return shape.cut(common, rule), places
    keep = further.relation == "in"
    cut = shape.cut(common, rule)
    if shape.precision != second.precision and not keep:
        cut = replace(cut, precision=second.precision)
    return cut, places if keep else others


def _draw_wedge(further: Phrase, shape: Shape, area: Place, anchor: Place) -> Polygon:
    """Draw "south of X" as far as a place that is so told reaches, and no default beyond it."""
    x, y = shape.frame.find(centre_of(anchor))
    reach = math.hypot(x, y) + 3 * max(area.radius_m, anchor.radius_m)
    half = read_defaults()["bearing"]["open_half_width_deg"]
    bearing = further.bearing_deg or 0.0
    return translate(shapes.sector(bearing - half, bearing + half, 0, reach), x, y)


def _is_holder(place: Place, shape: Shape, other: Polygon) -> bool:
    """Say whether a named place is one that the further words cut: a province, a country."""
    return Extent(place=place).is_area or shape.polygon.area > other.area


def _check_name(
    shape: Shape,
    places: tuple[Place, ...],
    second: Shape,
    others: tuple[Place, ...],
    moved: Polygon,
) -> Placed:
    """Keep the named place where it lies about where the further words put it."""
    if shape.polygon.distance(moved) <= read_defaults()["unlocated"]["apart_m"]:
        return replace(shape, rule=f"{shape.rule}; told as {second.rule}"), places
    name = places[-1].name
    far = f"the {name} of the gazetteer lies elsewhere"
    return replace(second, rule=f"{far}; {second.rule}"), others


def _move(shape: Shape, frame: Frame) -> Polygon:
    """Give a shape on the plane of another frame."""
    if shape.frame == frame:
        return shape.polygon
    return frame.read_area(shape.frame.write_area(shape.polygon))
