"""Leave out places that only hold another."""

from collections.abc import Sequence

from geoincidents.geodesy.lines import measure
from geoincidents.model.location import Location

_HOLDING = {"admin1", "admin2", "settlement"}
_IN_TOWN = {"neighbourhood", "facility"}
# Districts are drawn as circles and are longer than these: "in Naurang, in Lakki Marwat district".
_DISTRICT_REACH = 1.5


def keep_finest(locations: Sequence[Location]) -> tuple[Location, ...]:
    """Leave out the locations that only hold another: "in Baghdad" beside "at its airport".

    One is left out where a location of less than half its radius, or of a finer kind (a camp or a
    quarter in a town), lies in its circle and the words do not tell the two apart by a number or a
    miss.
    """
    return tuple(
        place
        for place in locations
        if not any(_holds(place, other) for other in locations if other is not place)
    )


def _holds(outer: Location, inner: Location) -> bool:
    if outer.relation == "part_of":
        return False
    if outer.place_id is not None and outer.place_id == inner.place_id:
        return False  # at the base, and somewhere near it: both are told
    if outer.munitions and inner.munitions:  # "the first rocket ..., the second ..."
        return False
    finer = outer.precision in _HOLDING and inner.precision in _IN_TOWN
    if inner.radius_m * 2 >= outer.radius_m and not finer:
        return False
    reach = _DISTRICT_REACH if outer.precision == "admin2" else 1.0
    return measure(outer.position, inner.position)[0] <= outer.radius_m * reach
