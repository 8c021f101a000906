"""Estimate short distances without an ellipsoid, for comparing places with each other."""

from math import cos, hypot, radians

METRES_A_DEGREE = 111_320


def estimate_distance(
    longitude: float, latitude: float, other_longitude: float, other_latitude: float
) -> float:
    """Give a distance in metres from degrees, good to a per cent over some tens of kilometres."""
    east = (longitude - other_longitude) * cos(radians((latitude + other_latitude) / 2))
    return hypot(east, latitude - other_latitude) * METRES_A_DEGREE
