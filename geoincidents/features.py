"""Turn an incident into flat rows, one a feature: GIS programs make NULL or text of nested columns.

The names and their order are a public promise (docs/formats.md): add, never rename.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geoincidents import caution, coding, geodesy
from geoincidents.model import ArticleRef, Count, Incident, Location, Trajectory

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "incident_id": "text",
        "feature_role": "text",
        "title": "text",
        "report_role": "text",
        "incident_type": "text",
        "event_type": "text",
        "sub_event_type": "text",
        "status": "text",
        "date_start": "date",
        "date_end": "date",
        "date_precision": "text",
        "date_text": "text",
        "time_of_day": "text",
        "weapon": "text",
        "calibre_mm": "int",
        "munitions_min": "int",
        "munitions_max": "int",
        "place_name": "text",
        "place_id": "text",
        "place_kind": "text",
        "place_text": "text",
        "relation": "text",
        "admin1": "text",
        "country": "text",
        "longitude": "float",
        "latitude": "float",
        "coordinate_uncertainty_m": "int",
        "location_precision": "text",
        "geo_precision": "int",
        "where_prec": "int",
        "time_precision": "int",
        "date_prec": "int",
        "target_name": "text",
        "target_text": "text",
        "launch_name": "text",
        "launch_text": "text",
        "distance_m": "int",
        "bearing_deg": "int",
        "killed_min": "int",
        "killed_max": "int",
        "wounded_min": "int",
        "wounded_max": "int",
        "civilians_killed_min": "int",
        "civilians_killed_max": "int",
        "casualties_text": "text",
        "perpetrator": "text",
        "claimed_by": "text",
        "attributed_to": "text",
        "attributed_by": "text",
        "denied_by": "text",
        "evidence": "text",
        "sources": "text",
        "source_urls": "text",
        "n_sources": "int",
        "confidence": "float",
        "confidence_note": "text",
        # Added after version 1 of the schema.
        "launch_uncertainty_m": "int",
        "source_ids": "text",
        "evidence_at": "text",
        "source_note": "text",
        "content_note": "text",
        "protection": "text",
    }
)
BETWEEN = "; "  # joins several values of one column
BY_LINES = frozenset({"evidence", "evidence_at"})  # these have one a line instead

XY = tuple[float, float]
Coordinates = XY | tuple[XY, ...] | tuple[tuple[XY, ...], ...]
Value = str | int | float | None

_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n|[\x01-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """Hold a Point, LineString or Polygon as GeoJSON nests it, longitude first.

    Neither rounded nor cut at the antimeridian: each writer does that as its format wants it.
    """

    type: str
    coordinates: Coordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Hold one row: `properties` has every name of `COLUMNS` in that order.

    `role` is `impact`, `launch`, `trajectory` or `area`; `geometry` is `None` off the map.
    """

    id: str
    role: str
    geometry: Geometry | None
    properties: Mapping[str, Value]


def list_features(incident: Incident, *, areas: bool = False) -> list[Feature]:
    """Give the rows of an incident: impacts, launches, trajectories, and areas where asked for.

    An incident without an impact has one `impact` row without geometry. An impact known only as a
    country has no geometry either: a pin in its middle would claim what nobody said.

    Raises:
        PositionError: a place is not on the earth.
    """
    told = _Told(incident)
    rows = [*_list_impacts(told), *_list_launches(told), *_list_trajectories(told)]
    if areas:
        rows += _list_areas(told)
    return rows


def flatten_text(text: str) -> str:
    """Make a text one safe line: no NUL, line breaks and control characters as spaces.

    A lone surrogate, which no UTF-8 file can hold, becomes U+FFFD.
    """
    if text.isprintable():  # most are, and it is ten times as fast
        return text
    return _BREAK.sub(" ", replace_surrogates(text).replace("\0", ""))


def replace_surrogates(text: str) -> str:
    """Put U+FFFD for every lone surrogate: one character for one, so that offsets hold."""
    return _SURROGATE.sub("�", text)


class _Told:
    """Hold an incident and what its rows have in common, which is worked out once."""

    __slots__ = ("common", "incident")

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        known = _describe_incident(incident)
        self.common = dict.fromkeys(COLUMNS) | {
            name: _finish(value, name) for name, value in known.items() if value is not None
        }

    def build(
        self,
        role: str,
        number: int,
        geometry: Geometry | None,
        columns: dict[str, Value],
        *,
        of: str = "",
    ) -> Feature:
        """Make a row out of what is common and what is its own."""
        own = {
            name: None if value is None else _finish(value, name) for name, value in columns.items()
        }
        parts = (self.incident.incident_id, of, role, str(number))
        return Feature(
            id=flatten_text("-".join(part for part in parts if part)),
            role=role,
            geometry=geometry,
            properties={**self.common, "feature_role": role, **own},
        )


def _list_impacts(told: _Told) -> Iterator[Feature]:
    incident = told.incident
    if not incident.impacts:
        where: dict[str, Value] = {
            "place_text": incident.place_text,
            "country": incident.country,
        }
        yield told.build("impact", 1, None, where | _describe_munitions(incident, None))
    for number, place in enumerate(incident.impacts, 1):
        pinned = place.precision != "country"
        columns = _describe_place(place, pinned=pinned) | _describe_munitions(incident, place)
        geometry = _draw_point(place) if pinned else None
        yield told.build("impact", number, geometry, columns)


def _list_launches(told: _Told) -> Iterator[Feature]:
    for number, place in enumerate(told.incident.launches, 1):
        columns = (
            _describe_place(place, pinned=True)
            | _describe_munitions(told.incident, place)
            | _describe_launch(place)
        )
        yield told.build("launch", number, _draw_point(place), columns)


def _list_trajectories(told: _Told) -> Iterator[Feature]:
    incident = told.incident
    for number, line in enumerate(incident.trajectories, 1):
        launch, impact = incident.launches[line.launch], incident.impacts[line.impact]
        pinned = impact.precision != "country"
        columns = (
            _describe_place(impact, pinned=pinned)
            | _describe_munitions(incident, impact)
            | _describe_launch(launch)
            | {"distance_m": line.distance_m, "bearing_deg": line.bearing_deg}
        )
        geometry = _draw_trajectory(incident, line) if pinned else None
        yield told.build("trajectory", number, geometry, columns)


def _list_areas(told: _Told) -> Iterator[Feature]:
    incident = told.incident
    for kind, places in (("impact", incident.impacts), ("launch", incident.launches)):
        for number, place in enumerate(places, 1):
            if place.area is None:
                continue
            pinned = kind == "launch" or place.precision != "country"
            columns = _describe_place(place, pinned=pinned) | _describe_munitions(incident, place)
            if kind == "launch":
                columns |= _describe_launch(place)
            geometry = Geometry(type="Polygon", coordinates=place.area.coordinates)
            yield told.build("area", number, geometry, columns, of=kind)


def _finish(value: Value, name: str) -> Value:
    if isinstance(value, str):
        # An empty text would be one more way to say null. Quotes are flattened one by one.
        return (value if name in BY_LINES else flatten_text(value)) or None
    if isinstance(value, float):
        return round(value, geodesy.COORDINATE_DIGITS) + 0.0  # no minus zero
    return value


def _draw_point(place: Location) -> Geometry:
    at = place.position
    return Geometry(type="Point", coordinates=(at.longitude, at.latitude))


def _draw_trajectory(incident: Incident, line: Trajectory) -> Geometry | None:
    start = incident.launches[line.launch].position
    end = incident.impacts[line.impact].position
    if start == end:
        return None  # a line of no length is none
    points = geodesy.draw_line(start, end)
    return Geometry(
        type="LineString", coordinates=tuple((at.longitude, at.latitude) for at in points)
    )


def _describe_place(place: Location, *, pinned: bool) -> dict[str, Value]:
    at = place.position
    return {
        "place_name": place.name,
        "place_id": place.place_id,
        "place_kind": place.place_kind,
        "place_text": place.text,
        "relation": place.relation,
        "admin1": place.admin1,
        "country": place.country,
        "longitude": at.longitude if pinned else None,
        "latitude": at.latitude if pinned else None,
        "coordinate_uncertainty_m": place.radius_m if pinned else None,
        "location_precision": place.precision,
        "geo_precision": coding.code_geo_precision(place),
        "where_prec": coding.code_where_prec(place),
    }


def _describe_launch(place: Location) -> dict[str, Value]:
    return {
        "launch_name": place.name,
        "launch_text": place.text,
        "launch_uncertainty_m": place.radius_m,
    }


def _describe_munitions(incident: Incident, place: Location | None) -> dict[str, Value]:
    told = place.munitions if place is not None else None
    return _describe_count("munitions", told or incident.munitions)


def _describe_incident(incident: Incident) -> dict[str, Value]:
    when, weapon = incident.when, incident.weapon
    primary = any(report.role == "primary" for report in incident.reports)
    return {
        "incident_id": incident.incident_id,
        "title": incident.title,
        "report_role": "primary" if primary else "background",
        "incident_type": incident.incident_type,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "status": incident.status,
        "date_start": _show_date(when.start),
        "date_end": _show_date(when.end),
        "date_precision": when.precision,
        "date_text": when.text,
        "time_of_day": when.time_of_day,
        "weapon": weapon.name if weapon else None,
        "calibre_mm": weapon.calibre_mm if weapon else None,
        "time_precision": coding.code_time_precision(when),
        "date_prec": coding.code_date_prec(when),
        "target_name": _join(target.name for target in incident.targets),
        "target_text": _join(target.text for target in incident.targets),
        "confidence": incident.confidence,
        "confidence_note": incident.confidence_note,
        "source_note": caution.note_sources(incident),
        "content_note": caution.note_content(incident),
        "protection": incident.protection,
        **_describe_casualties(incident),
        **_describe_actors(incident),
        **_describe_sources(incident),
    }


def _describe_casualties(incident: Incident) -> dict[str, Value]:
    told = incident.casualties
    civilians = [group.killed for group in told.by if group.category == "civilian"]
    return {
        **_describe_count("killed", told.killed),
        **_describe_count("wounded", told.wounded),
        **_describe_count("civilians_killed", next(iter(civilians), None)),
        "casualties_text": told.text,
    }


def _describe_actors(incident: Incident) -> dict[str, Value]:
    return {
        "perpetrator": incident.perpetrator,
        "claimed_by": _join(claim.actor for claim in incident.claims),
        "attributed_to": _join(blame.actor for blame in incident.attributions),
        "attributed_by": _join(blame.by for blame in incident.attributions),
        "denied_by": _join(denial.actor for denial in incident.denials),
    }


def _describe_sources(incident: Incident) -> dict[str, Value]:
    quotes: dict[str, str] = {}  # what is quoted twice is named where it stands first
    for one in incident.evidence:
        at = f"{flatten_text(one.article_id)}:{one.start}-{one.end}"
        quotes.setdefault(flatten_text(one.quote), at)
    quotes.pop("", None)
    known = [_name_article(article) for article in incident.articles]
    ids = [article.article_id for article in incident.articles] or [
        report.article_id for report in incident.reports
    ]
    return {
        "evidence": "\n".join(quotes),
        "evidence_at": "\n".join(quotes.values()),
        "sources": _join(known or ids),
        "source_ids": _join(ids),
        "source_urls": _join(article.url for article in incident.articles),
        "n_sources": len(set(ids)),
    }


def _name_article(article: ArticleRef) -> str:
    """Give "publisher: title" as far as known, else the id."""
    return ": ".join(part for part in (article.publisher, article.title) if part) or (
        article.article_id
    )


def _describe_count(name: str, count: Count | None) -> dict[str, Value]:
    return {
        f"{name}_min": count.min if count else None,
        f"{name}_max": count.max if count else None,
    }


def _show_date(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _join(values: Iterable[str | None]) -> str | None:
    return BETWEEN.join(dict.fromkeys(value for value in values if value)) or None
