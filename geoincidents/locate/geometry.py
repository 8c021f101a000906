"""Turn a shape of a plane into a location with a radius that holds the true place."""

import math

import numpy as np
from shapely import Point, Polygon

from geoincidents.geodesy.frame import COORDINATE_DIGITS
from geoincidents.locate.defaults import read_defaults
from geoincidents.locate.shapes import Shape
from geoincidents.model.location import Location
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_LINEAR = {"between", "along", "border_of"}


def is_impossible(phrase: Phrase) -> bool:
    """Say whether a phrase has a distance by which nobody places a thing."""
    return (phrase.distance_m or 0.0) > float(read_defaults()["unlocated"]["furthest_m"])


def finish_shape(
    phrase: Phrase, shape: Shape, places: tuple[Place, ...], *, drawn: bool = True
) -> Location:
    """Give the location of a shape: its point, moved into the area where it lies outside.

    Of a ring the middle stands: a point on it would tell a side that no word tells. Its area is
    left out where it is not `drawn`.
    """
    anchor = places[-1]
    x, y = shape.point if shape.around else _bring_inside(shape.polygon, shape.point)
    position = shape.frame.place(x, y)
    corners = np.asarray(shape.polygon.exterior.coords)
    radius = math.ceil(float(np.hypot(corners[:, 0] - x, corners[:, 1] - y).max()))
    if (shape.plain or shape.around) and (x, y) == (0.0, 0.0):
        radius = round(float(np.hypot(corners[:, 0], corners[:, 1]).max()))
    one_country = len({place.country for place in places}) == 1
    one_province = len({place.admin1 for place in places}) == 1
    admin1 = anchor.name if anchor.kind == "admin1" else anchor.admin1
    return Location(
        text=" ".join(phrase.text.split()),
        relation=phrase.relation,
        place_id=anchor.place_id,
        name=shape.name or anchor.name,
        place_kind=anchor.kind,
        admin1=admin1 if one_country and (one_province or phrase.relation not in _LINEAR) else None,
        country=anchor.country if one_country or phrase.relation not in _LINEAR else None,
        longitude=round(position.longitude, COORDINATE_DIGITS),
        latitude=round(position.latitude, COORDINATE_DIGITS),
        radius_m=max(1, radius),
        precision=shape.precision,
        munitions=phrase.munitions,
        area=shape.frame.write_area(shape.polygon) if drawn else None,
        rule=shape.rule,
    )


def _bring_inside(polygon: Polygon, point: tuple[float, float]) -> tuple[float, float]:
    if polygon.covers(Point(point)):
        return point
    inside = polygon.representative_point()
    return inside.x, inside.y
