"""PHRASE IN, LOCATION OUT: place an expression that stands on its own, or say why not."""

from dataclasses import replace

from geoincidents.geodesy import Frame
from geoincidents.geodesy.frame import pick_polygon
from geoincidents.locate import shapes
from geoincidents.locate.anchors import Resolver
from geoincidents.locate.defaults import read_defaults
from geoincidents.locate.geometry import finish_shape, is_impossible
from geoincidents.locate.narrowing import Placed, narrow_shape, refuse
from geoincidents.locate.relations import draw_relation
from geoincidents.locate.shapes import Extent, Shape
from geoincidents.locate.sites import find_site
from geoincidents.model.location import Location, NoLocation, Position
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_PAIRED = {"between", "along"}
_DISC_TOLERANCE = 0.5
_ALL_BUT = 0.001


def place_expression(phrase: Phrase, resolver: Resolver) -> Location | NoLocation:
    """Give the location of a phrase, or the reason why it has none."""
    placed = draw_expression(phrase, resolver)
    return placed if isinstance(placed, NoLocation) else finish_expression(phrase, placed, resolver)


def finish_expression(
    phrase: Phrase, placed: Placed, resolver: Resolver, *, discs: bool = True
) -> Location:
    """Give the location of what was drawn for a phrase, with the provinces that it meets.

    Without `discs` what is a plain disc has no area, where no outlines ask for it: to draw one
    costs more than all else here.
    """
    shape, places = placed
    drawn = discs or not shape.plain or bool(resolver.outlines)
    return _tell_provinces(finish_shape(phrase, shape, places, drawn=drawn), resolver)


def draw_expression(phrase: Phrase, resolver: Resolver) -> Placed | NoLocation:
    """Give the shape of a phrase and the places that it stands on, or the reason why none."""
    if phrase.fault:
        return refuse(phrase, phrase.fault)
    if is_impossible(phrase):
        far = round((phrase.distance_m or 0) / 1000)
        return refuse(phrase, f"{far} km is farther than any place is told by a distance")
    if phrase.coordinates is not None:
        return _place_coordinates(phrase, resolver)
    return _place_named(phrase, resolver)


def _place_named(phrase: Phrase, resolver: Resolver) -> Placed | NoLocation:
    holders = _find_holders(phrase, resolver)
    site = find_site(phrase, resolver, holders) if phrase.facility else None
    if site is not None:
        phrase = replace(phrase, relation="at", facility=(), within=())
        return draw_relation(phrase, [resolver.extend(site)]), (site,)
    beside = [*holders, *_list_beside(phrase, resolver, holders)]
    found = resolver.find_all(phrase.anchors, beside, phrase.relation)
    if len(found) < len(phrase.anchors) or not found:
        return _fall_back(phrase, resolver, holders)
    found, holders = _turn_round(found, holders, resolver)
    stranger = _find_stranger(found, holders, resolver)
    if stranger:
        return _fall_back(phrase, resolver, holders, stranger)
    pair = _complete_border(phrase, found, resolver)
    shape = draw_relation(phrase, [resolver.extend(place) for place in pair])
    placed: Placed = (shape, tuple(pair))
    for further in phrase.within:
        cut = _narrow(phrase, placed, further, resolver)
        if isinstance(cut, NoLocation):
            return cut
        placed = cut
    return _hold(phrase, placed, holders, resolver)


def _find_holders(phrase: Phrase, resolver: Resolver) -> list[Place]:
    """Give the places that hold the one told, inner first; unknown ones are left out."""
    holders: list[Place] = []
    for mention in reversed(phrase.containers):
        place = resolver.find(mention, holders)
        if place is not None:
            holders.insert(0, place)
    return holders


def _turn_round(
    found: list[Place], holders: list[Place], resolver: Resolver
) -> tuple[list[Place], list[Place]]:
    """Take the finer of two places as held: "Mansour neighbourhood of Baghdad" is Mansour."""
    if len(found) != 1 or len(holders) != 1:
        return found, holders
    inner, outer = holders[0], found[0]
    if inner.radius_m * 2 < outer.radius_m and resolver.measure_gap(inner, outer) == 0:
        return [inner], [outer]
    return found, holders


def _find_stranger(found: list[Place], holders: list[Place], resolver: Resolver) -> str | None:
    """Say so where the place found lies far outside what the words say that it lies in."""
    holder = next((h for h in holders if h.kind != "country"), holders[0] if holders else None)
    if holder is None or len(found) > 1 or holder in found:
        return None
    unlocated, is_country = read_defaults()["unlocated"], holder.kind == "country"
    if is_country and _may_be_of(found[0], holder, unlocated["claims"]):
        return None
    gap = resolver.measure_gap(found[0], holder)
    if resolver.extend(holder).outline is None:  # the disc of an area is not its shape
        gap -= holder.radius_m * _DISC_TOLERANCE
    if gap <= unlocated["border_m" if is_country else "stranger_m"]:
        return None
    return f"the {found[0].name} of the gazetteer is not in {holder.name}"


def _may_be_of(place: Place, country: Place, claims: list[str]) -> bool:
    """Tell whether a place is a country's by the gazetteer, or claimed by it."""
    own = place.country in {country.country, None}
    return own or f"{country.country} {place.country}" in claims


def _list_beside(phrase: Phrase, resolver: Resolver, holders: list[Place]) -> list[Place]:
    return [
        place
        for further in phrase.within
        for place in resolver.find_all(further.anchors, holders)
        if place.kind != "country"
    ]


def _complete_border(phrase: Phrase, found: list[Place], resolver: Resolver) -> list[Place]:
    """Take the country asked for as the other side of "near the Syrian border"."""
    if phrase.relation != "border_of" or len(found) > 1 or found[0].kind != "country":
        return found
    other = resolver.find_neighbour(found[0])
    return [other, *found] if other else found


def _fall_back(
    phrase: Phrase, resolver: Resolver, holders: list[Place], stranger: str | None = None
) -> Placed | NoLocation:
    """Let what is said beside an unknown name stand for it: what holds it, what it lies near."""
    unknown = [m for m in phrase.anchors if stranger or resolver.find(m) is None]
    words = " and ".join(repr(m.surface) for m in unknown) or "the place"
    if stranger:
        why = stranger
    elif any(m.rule == "points back" for m in unknown):
        why = f"{words} points back to a place told before: name it"
    elif any(m.rule == "capital of" for m in unknown):
        why = f"which town is the capital of {words} is not in the gazetteer"
    else:
        where = f" in {resolver.country}" if resolver.country else ""
        why = f"no place{where} is known by the name {words}"
    if phrase.relation in _PAIRED and phrase.anchors:
        return _stand_in(phrase, resolver, holders, why)
    for further in phrase.within:
        inner = replace(further, containers=(*further.containers, *phrase.containers))
        placed = draw_expression(inner, resolver)
        if not isinstance(placed, NoLocation):
            shape, places = placed
            return replace(shape, rule=f"{why}; {shape.rule}"), places
    if holders:
        return _put_in(phrase, resolver, holders[0], why)
    capital = next((m for m in phrase.anchors if m.rule == "capital of"), None)
    area = resolver.find(replace(capital, rule="")) if capital else None
    return _put_in(phrase, resolver, area, why) if area else refuse(phrase, why)


def _stand_in(
    phrase: Phrase, resolver: Resolver, holders: list[Place], why: str
) -> Placed | NoLocation:
    """Place "between A and B" near the end that is known."""
    known = resolver.find_all(phrase.anchors, holders)
    if known:
        shape = draw_relation(replace(phrase, relation="towards"), [resolver.extend(known[0])])
        return replace(shape, rule=f"{why}; {shape.rule}"), (known[0],)
    return _put_in(phrase, resolver, holders[0], why) if holders else refuse(phrase, why)


def _put_in(phrase: Phrase, resolver: Resolver, holder: Place, why: str) -> Placed:
    shape = draw_relation(replace(phrase, relation="in"), [resolver.extend(holder)])
    return replace(shape, rule=f"{why}; {shape.rule}", plain=False), (holder,)


def _narrow(
    phrase: Phrase, placed: Placed, further: Phrase, resolver: Resolver
) -> Placed | NoLocation:
    """Cut a shape to a further phrase that holds of the same place."""
    shape, places = placed
    held = replace(further, containers=(*further.containers, *phrase.containers))
    other = draw_expression(held, resolver)
    if isinstance(other, NoLocation):
        # What cannot be read of the further words takes nothing away from the first.
        return replace(shape, rule=f"{shape.rule}; not used: {other.reason}"), places
    return narrow_shape(phrase, placed, further, other)


def _hold(phrase: Phrase, placed: Placed, holders: list[Place], resolver: Resolver) -> Placed:
    """Cut an area to what holds it: to its polygon, or where no word gave its reach to its disc."""
    shape, places = placed
    for holder in holders:
        extent = resolver.extend(holder)
        if holder in places or not _may_cut(phrase, shape, extent):
            continue
        cut = pick_polygon(shape.polygon.intersection(extent.draw(shape.frame)))
        if cut is None:
            continue
        rule = f"{shape.rule}, inside {holder.name}"
        if shape.polygon.difference(cut).area <= shape.polygon.area * _ALL_BUT:
            shape = replace(shape, rule=rule)
            continue
        shape = shape.cut(cut, rule)
    return shape, places


def _may_cut(phrase: Phrase, shape: Shape, holder: Extent) -> bool:
    """Say whether a holder cuts a shape: the disc of a province is not its border."""
    if holder.outline is not None:
        return shape.open or not holder.outline.coarse
    return shape.open and phrase.relation == "bearing" and holder.place.kind != "country"


def _place_coordinates(phrase: Phrase, resolver: Resolver) -> Placed | NoLocation:
    """Place written coordinates: the cell of their last figure."""
    longitude, latitude = phrase.coordinates or (0.0, 0.0)
    swapped = _are_swapped(longitude, latitude, resolver)
    if swapped:
        return refuse(phrase, swapped)
    radius = phrase.coordinates_radius_m or shapes.LEAST_RADIUS_M
    near = resolver.gazetteer.nearest(longitude, latitude)
    place = Place(
        place_id=f"written:{latitude:.6f},{longitude:.6f}",
        name=phrase.text,
        kind="coordinates",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius,
        country=near[0].country if near else None,
        admin1=near[0].admin1 if near else None,
    )
    shape = Shape(
        frame=Frame(Position(longitude, latitude)),
        polygon=shapes.disc(radius),
        point=(0.0, 0.0),
        rule=f"coordinates as {phrase.descriptor}: within {radius} m, the last figure written",
        precision="facility",
        plain=True,
    )
    return shape, (place,)


def _are_swapped(longitude: float, latitude: float, resolver: Resolver) -> str | None:
    """Say so where coordinates lie in the country asked for only when turned round."""
    if resolver.country is None or abs(longitude) > 90:  # noqa: PLR2004 - no latitude
        return None
    here = resolver.gazetteer.nearest(longitude, latitude)
    turned = resolver.gazetteer.nearest(latitude, longitude)
    if here and here[0].country == resolver.country:
        return None
    if turned and turned[0].country == resolver.country:
        return (
            f"{latitude:g}, {longitude:g} lies outside {resolver.country}, and inside it the other "
            "way round: are latitude and longitude swapped?"
        )
    return None


def _tell_provinces(location: Location, resolver: Resolver) -> Location:
    """Name the provinces of a location by polygon, where they are loaded."""
    if not resolver.outlines or location.area is None:
        return location
    touched = tuple(outline.name for outline in resolver.outlines.touched(location.area))
    here = resolver.outlines.at(location.longitude, location.latitude)
    own = next((outline.name for outline in here if outline.level == "admin1"), location.admin1)
    return replace(location, admin1_touched=touched, admin1=own)
