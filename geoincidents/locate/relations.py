"""What each relation makes of its anchors: one function a relation, and the table of them."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from shapely import Polygon, minimum_bounding_circle

from geoincidents.geodesy import Frame, measure, travel
from geoincidents.geodesy.frame import pick_polygon
from geoincidents.locate import shapes
from geoincidents.locate.defaults import name_precision, read_defaults
from geoincidents.locate.outlines import Outline, centre_of, project_outline
from geoincidents.locate.shapes import Extent, Shape
from geoincidents.model.phrase import Phrase

_EIGHTH_DEG = 45.0
_SIXTEENTH_DEG = 22.5
WINDS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_NAMES = (
    "north", "north-northeast", "northeast", "east-northeast",
    "east", "east-southeast", "southeast", "south-southeast",
    "south", "south-southwest", "southwest", "west-southwest",
    "west", "west-northwest", "northwest", "north-northwest",
)  # fmt: skip
_COARSE = {"admin1", "region", "country"}
_PAIR = 2
_KEPT = 256  # the same borders are told of again and again

Relation = Callable[[Phrase, Sequence[Extent]], Shape]


def draw_relation(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Give the shape of a phrase that stands on the places `extents`."""
    relation = phrase.relation
    if relation in {"between", "along", "border_of"} and len(extents) < _PAIR:
        relation = "single"
    if relation == "bearing" and phrase.bearing_deg is None:
        relation = "within" if phrase.distance_m else "in"
    if relation == "part_of" and not phrase.part:
        relation = "in"
    return _RELATIONS.get(relation, draw_at)(phrase, extents)


def draw_at(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "in X" and "at X": the place itself."""
    anchor = extents[-1]
    frame = Frame(centre_of(anchor.place))
    source = "its polygon" if anchor.has_outline else "the place and its radius"
    return Shape(
        frame=frame,
        polygon=anchor.draw(frame) if anchor.has_outline else shapes.disc(anchor.radius_m),
        point=(0.0, 0.0),
        rule=f"{phrase.relation} {anchor.place.name}: {source}",
        precision=name_precision(anchor.place),
        plain=not anchor.has_outline,
    )


def draw_near(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "near X" and its like: a disc, or a ring where X itself is ruled out."""
    anchor, table = extents[-1], read_defaults()
    frame = Frame(centre_of(anchor.place))
    base = name_precision(anchor.place)
    precision = base if base in _COARSE else "near"
    radius = anchor.radius_m
    row = table["manner"].get(phrase.manner or "")
    if row or phrase.negated:
        row = row or table["manner"]["outside"]
        outer = radius * row["times"] + row["plus_m"]
        inner = radius * row["inner"]
        rule = (
            f"{phrase.manner or 'outside'} {anchor.place.name}: from {row['inner']:g} to "
            f"{row['times']:g} times its radius and {row['plus_m']} m more"
        )
        return Shape(
            frame=frame, polygon=shapes.ring(inner, outer), point=(0.0, 0.0), rule=rule,
            precision=precision, plain=not inner, open=True, around=inner > 0,
        )  # fmt: skip
    if phrase.descriptor in {"missed", "aimed at"}:
        row = table["missed"]
        why = f"aimed at {anchor.place.name}, what was hit is not named"
    else:
        row = table["near_kinds"].get(anchor.place.kind) or table["near"][base]
        why = f"near {anchor.place.name}"
    reach = max(row["least_m"], round(anchor.place.radius_m * row["times"]))
    rule = f"{why}: {row['times']} times its radius, at least {row['least_m']} m"
    return Shape(
        frame=frame, polygon=shapes.disc(reach), point=(0.0, 0.0), rule=rule,
        precision=precision, plain=True, open=True,
    )  # fmt: skip


def _read_range(phrase: Phrase, anchor: Extent) -> tuple[float, float, float]:
    """Give the least, the stated and the greatest distance that the words allow, in metres."""
    table = read_defaults()
    vague = "about" if phrase.distance_vague else "exact"
    row = table["hedge"][phrase.hedge or vague]
    least, most = phrase.distance_m or 0.0, phrase.distance_max_m or phrase.distance_m or 0.0
    slack = min(anchor.radius_m * table["anchor"]["share"], least / 2)
    low = max(0.0, least * row["low"] - slack)
    high = most * row["high"] + slack
    if anchor.is_area:  # told from the edge of a province or from its middle
        high += anchor.radius_m
    middle = (least + most) / 2
    if phrase.hedge in {"up_to", "over"}:
        middle = (low + high) / 2
    return low, middle, high


def draw_within(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "30 km from X": a ring; "within 30 km of X": a disc."""
    anchor = extents[-1]
    low, _, high = _read_range(phrase, anchor)
    return Shape(
        frame=Frame(centre_of(anchor.place)),
        polygon=shapes.ring(low, high),
        point=(0.0, 0.0),
        rule=f"{_say_distance(phrase)} from {anchor.place.name}, direction not said: "
        f"{low / 1000:.1f} to {high / 1000:.1f} km away",
        precision="near",
        open=True,
        around=low > 0,
    )


def draw_bearing(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "5 km west of X" and "west of X": a sector."""
    anchor, table = extents[-1], read_defaults()
    bearing = phrase.bearing_deg or 0.0
    frame = Frame(centre_of(anchor.place))
    if phrase.distance_m is not None:
        low, middle, high = _read_range(phrase, anchor)
        half = _half_width(bearing)
        return Shape(
            frame=frame,
            polygon=shapes.sector(bearing - half, bearing + half, low, high),
            point=shapes.walk(bearing, middle),
            rule=f"{_say_distance(phrase)} {name_wind(bearing)} of {anchor.place.name}: "
            f"{low / 1000:.1f} to {high / 1000:.1f} km away, {half:g} degrees each side",
            precision="near",
        )
    base = name_precision(anchor.place)
    reach = table["reach_m"][base]
    half = table["bearing"]["open_half_width_deg"]
    outer = anchor.radius_m + reach
    return Shape(
        frame=frame,
        polygon=shapes.sector(bearing - half, bearing + half, 0, outer),
        point=shapes.walk(bearing, anchor.radius_m + reach * table["reach_middle"]["share"]),
        rule=f"{name_wind(bearing)} of {anchor.place.name}, no distance said: "
        f"within {outer / 1000:.0f} km",
        precision="near",
        open=True,
    )


def _half_width(bearing_deg: float) -> float:
    table = read_defaults()["bearing"]
    for step, key in ((_EIGHTH_DEG, "half_width_deg"), (_SIXTEENTH_DEG, "half_width_fine_deg")):
        if math.isclose((bearing_deg + step / 2) % step, step / 2):
            return float(table[key])
    return float(table["half_width_degrees_deg"])


def _say_distance(phrase: Phrase) -> str:
    low, high = phrase.distance_m or 0.0, phrase.distance_max_m
    figure = f"{low / 1000:.1f} to {high / 1000:.1f} km" if high else f"{low / 1000:.1f} km"
    return f"{figure} ({phrase.hedge})" if phrase.hedge else figure


def name_wind(bearing_deg: float) -> str:
    """Give the word of a bearing, or its degrees."""
    if math.isclose(bearing_deg % _SIXTEENTH_DEG, 0.0):
        return _NAMES[round(bearing_deg / _SIXTEENTH_DEG) % len(_NAMES)]
    return f"{bearing_deg:g} degrees"


def draw_part(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "northern X" and "the northwest of X": a half or a quarter of it."""
    anchor, table = extents[-1], read_defaults()["part_of"]
    frame = Frame(centre_of(anchor.place))
    whole = anchor.draw(frame)
    base = name_precision(anchor.place)
    bearing = WINDS.get(phrase.part or "")
    if bearing is None:
        polygon, what = shapes.disc(anchor.radius_m * table["centre_radius"]), "the inner sixth"
    else:
        cardinal = math.isclose(bearing % (_EIGHTH_DEG * 2), 0.0)
        half = table["half_width_deg" if cardinal else "half_width_fine_deg"]
        reach = 2 * anchor.radius_m + max(abs(v) for v in whole.bounds)
        wedge = shapes.sector(bearing - half, bearing + half, 0, reach)
        polygon = pick_polygon(whole.intersection(wedge)) or whole
        what = "half of it" if cardinal else "a quarter of it"
    middle = polygon.centroid
    point = (middle.x, middle.y)
    if bearing is not None and base == "settlement":
        point = shapes.walk(bearing, anchor.radius_m * table["town_middle"])
    return Shape(
        frame=frame,
        polygon=polygon,
        point=point,
        rule=f"{phrase.part} of {anchor.place.name}: {what}",
        precision="region" if base in {"country", "admin1"} else base,
        plain=bearing is None,
    )


def _join_ends(extents: Sequence[Extent]) -> tuple[Frame, tuple[float, float], float]:
    """Give the plane round the middle of two places, the first one on it, and their distance."""
    start, end = (centre_of(extent.place) for extent in extents[:_PAIR])
    distance, bearing = measure(start, end)
    frame = Frame(travel(start, bearing, distance / 2))
    return frame, frame.find(start), distance


def draw_between(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "between A and B": a strip; "halfway": the middle of it."""
    table = read_defaults()["between"]
    frame, (x, y), distance = _join_ends(extents)
    wide = max(table["least_m"], distance * table["share"])
    names = " and ".join(extent.place.name for extent in extents[:_PAIR])
    ends = ((x, y), (-x, -y))
    rule = f"between {names}: a strip {wide / 1000:.1f} km to each side of the line"
    if phrase.part == "middle":
        along = table["middle_share"] * 2
        ends = ((x * along, y * along), (-x * along, -y * along))
        wide = max(table["least_m"], distance * table["middle_share"])
        rule = f"halfway between {names}: about the middle of the line"
    return Shape(
        frame=frame, polygon=shapes.strip(ends, wide), point=(0.0, 0.0), rule=rule,
        precision=_precision_of_pair(extents), name=f"between {names}",
    )  # fmt: skip


def draw_along(_phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "on the road from A to B": a strip that a road may wind in."""
    table = read_defaults()["along"]
    frame, (x, y), distance = _join_ends(extents)
    wide = max(table["least_m"], distance * table["share"])
    names = " to ".join(extent.place.name for extent in extents[:_PAIR])
    return Shape(
        frame=frame,
        polygon=shapes.strip(((x, y), (-x, -y)), wide),
        point=(0.0, 0.0),
        rule=f"road from {names}: a strip {wide / 1000:.1f} km to each side of the line",
        precision=_precision_of_pair(extents),
        name=f"between {' and '.join(extent.place.name for extent in extents[:_PAIR])}",
    )


def _precision_of_pair(extents: Sequence[Extent]) -> str:
    return "region" if name_precision(extents[0].place) in _COARSE else "near"


def draw_border(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "on the border between A and B": a strip, where polygons are loaded."""
    table = read_defaults()["border_of"]
    first, second = extents[:_PAIR]
    names = f"{first.place.name} and {second.place.name}"
    frame, _, distance = _join_ends(extents)
    if first.outline and second.outline:
        near = Frame(centre_of(min((first, second), key=lambda e: e.radius_m).place))
        wide = table["width_m"]
        polygon = _draw_common(first.outline, second.outline, near, wide)
        if polygon is not None:
            point = polygon.representative_point()
            return Shape(
                frame=near, polygon=polygon, point=(point.x, point.y), precision="region",
                rule=f"border of {names}: {wide / 1000:.0f} km to each side",
                name=f"border of {names}",
            )  # fmt: skip
    reach = max(table["width_m"], distance * table["share"])
    return Shape(
        frame=frame,
        polygon=shapes.disc(reach),
        point=(0.0, 0.0),
        rule=f"{phrase.relation.replace('_', ' ')} {names}: half-way, within half the distance",
        precision=_precision_of_pair(extents),
        name=f"between {names}",
        plain=True,
        open=True,
    )


@lru_cache(maxsize=_KEPT)
def _draw_common(first: Outline, second: Outline, frame: Frame, wide_m: float) -> Polygon | None:
    """Give what lies within a distance of both of two areas, or `None` where they are apart."""
    sides = [project_outline(one, frame).buffer(wide_m) for one in (first, second)]
    return pick_polygon(sides[0].intersection(sides[1]))


def draw_towards(_phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "on the road to X", whose other end nobody says."""
    anchor, plus = extents[-1], read_defaults()["towards"]["plus_m"]
    return Shape(
        frame=Frame(centre_of(anchor.place)),
        polygon=shapes.disc(anchor.radius_m + plus),
        point=(0.0, 0.0),
        rule=f"road to {anchor.place.name}, from where is not said: "
        f"within {plus / 1000:.0f} km of its edge",
        precision="near",
        plain=True,
        open=True,
    )


def draw_stream(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw "upstream of X": a river bends, so any direction will do."""
    anchor = extents[-1]
    if phrase.distance_m:
        return draw_within(phrase, extents)
    reach = anchor.radius_m + read_defaults()["stream"]["reach_m"]
    return Shape(
        frame=Frame(centre_of(anchor.place)),
        polygon=shapes.disc(reach),
        point=(0.0, 0.0),
        rule=f"{phrase.manner} of {anchor.place.name}: within {reach / 1000:.0f} km, any direction",
        precision="near",
        plain=True,
        open=True,
    )


def draw_single(phrase: Phrase, extents: Sequence[Extent]) -> Shape:
    """Draw a relation of two ends of which only one is said."""
    anchor = extents[-1]
    if phrase.relation != "border_of" or anchor.outline is None:
        return draw_near(phrase, extents) if phrase.relation == "border_of" else (
            draw_at(phrase, extents) if anchor.place.kind in {"river", "road", "lake", "sea"}
            else draw_towards(phrase, extents)
        )  # fmt: skip
    frame = Frame(centre_of(anchor.place))
    wide = read_defaults()["border_of"]["width_m"]
    whole = project_outline(anchor.outline, frame)
    edge = pick_polygon(whole.buffer(wide).difference(whole.buffer(-wide))) or whole
    middle = minimum_bounding_circle(edge).centroid
    return Shape(
        frame=frame,
        polygon=edge,
        point=(middle.x, middle.y),
        rule=f"border of {anchor.place.name}: {wide / 1000:.0f} km to each side",
        precision="region",
        open=True,
        around=not edge.covers(middle),
    )


_RELATIONS: dict[str, Relation] = {
    "at": draw_at,
    "in": draw_at,
    "near": draw_near,
    "within": draw_within,
    "bearing": draw_bearing,
    "part_of": draw_part,
    "between": draw_between,
    "along": draw_along,
    "border_of": draw_border,
    "towards": draw_towards,
    "stream": draw_stream,
    "single": draw_single,
}
