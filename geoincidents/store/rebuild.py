"""Make incidents of rows again: equal in every column, as far as rows hold them."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Any

from geoincidents.errors import RecordError
from geoincidents.features import BETWEEN, list_features
from geoincidents.folders import find_folder
from geoincidents.model import (
    Area,
    ArticleRef,
    Attribution,
    Casualties,
    CasualtyGroup,
    Claim,
    Count,
    Denial,
    Incident,
    Incidents,
    Location,
    Quote,
    ReportRef,
    Target,
    Trajectory,
    Weapon,
    When,
)
from geoincidents.store.check import list_faults
from geoincidents.store.geometry import GeoJson
from geoincidents.store.records import ReadRow, Record, Tables

VAGUE_END_M = 3000  # as where lines are made: an end is vague beyond this
SHOWN_FAULTS = 5
_SOURCES = ("sources", "source_urls", "source_ids", "n_sources", "evidence", "evidence_at")


@dataclass(slots=True)
class _Group:
    """Hold the rows of one incident by what they are of it."""

    rows: dict[str, list[ReadRow]] = field(default_factory=dict)

    @property
    def first(self) -> ReadRow:
        return next(iter(next(iter(self.rows.values()))))


def rebuild_incidents(
    rows: Iterable[ReadRow], shown: str, tables: Tables | None = None
) -> Incidents:
    """Give the incidents of rows, in the order of date and id.

    Raises:
        RecordError: rows make no incident of the schema; names row and column.
    """
    groups: dict[str, _Group] = {}
    for row in rows:
        group = groups.setdefault(str(row.values["incident_id"]), _Group())
        group.rows.setdefault(str(row.values["feature_role"]), []).append(row)
    found: list[Incident] = []
    faults: list[str] = []
    for name, group in groups.items():
        for of_role in group.rows.values():
            of_role.sort(key=_find_number)
        try:
            incident = _rebuild(group)
        except RecordError as error:
            faults.append(str(error))
            continue
        if tables is not None:
            incident = _enrich(incident, tables.select(name))
        faults += [f"{group.first.where}, {fault}" for fault in list_faults(incident)]
        found.append(incident)
    if faults:
        raise_faults(faults, shown)
    return Incidents(tuple(sorted(found, key=lambda one: one.order)))


def _find_number(row: ReadRow) -> int:
    """Give the number at the end of an id: files that are indexed hold rows in another order."""
    number = str(row.values.get("id") or "").rpartition("-")[2]
    return int(number) if number.isdecimal() and number.isascii() else 0


def raise_faults(faults: Sequence[str], shown: str) -> None:
    """Say the first faults of a file and how many more there are.

    Raises:
        RecordError: always.
    """
    more = len(faults) - SHOWN_FAULTS
    listed = "; ".join(faults[:SHOWN_FAULTS]) + (f"; and {more} more" if more > 0 else "")
    msg = f"{shown}: {listed}; correct the file or export it again"
    raise RecordError(msg)


def _rebuild(group: _Group) -> Incident:
    told = group.first.values
    impacts = [_place(row) for row in group.rows.get("impact", []) if _names_place(row)]
    launches = [_place(row) for row in group.rows.get("launch", [])]
    for row in group.rows.get("area", []):
        _add_area(row, impacts, launches)
    lines = [_join_ends(row, launches, impacts) for row in group.rows.get("trajectory", [])]
    munitions = None if impacts else _count(told, "munitions")
    launches = _tell_apart(launches, munitions)
    ids = _split(told["source_ids"])
    articles = _list_articles(told, ids)
    role = told["report_role"] or "background"
    return Incident(
        incident_id=told["incident_id"],
        title=told["title"] or "",
        incident_type=told["incident_type"],
        event_type=told["event_type"] or "",
        sub_event_type=told["sub_event_type"] or "",
        status=told["status"],
        when=When(
            start=_read_day(told["date_start"]),
            end=_read_day(told["date_end"]),
            precision=told["date_precision"] or "unknown",
            text=told["date_text"],
            time_of_day=told["time_of_day"],
        ),
        weapon=_read_weapon(told),
        munitions=munitions,
        impacts=tuple(impacts),
        launches=tuple(launches),
        targets=tuple(
            Target(text=text or "", name=name)
            for text, name in zip_longest(_split(told["target_text"]), _split(told["target_name"]))
        ),
        trajectories=tuple(lines),
        casualties=_read_casualties(told),
        perpetrator=told["perpetrator"],
        claims=tuple(Claim(actor=name) for name in _split(told["claimed_by"])),
        denials=tuple(Denial(actor=name) for name in _split(told["denied_by"])),
        attributions=tuple(
            Attribution(actor=actor or "", by=by)
            for actor, by in zip_longest(
                _split(told["attributed_to"]), _split(told["attributed_by"])
            )
        ),
        confidence=told["confidence"] or 0.0,
        confidence_note=told["confidence_note"] or "",
        reports=tuple(ReportRef(article_id=one.article_id, role=role) for one in articles),
        evidence=tuple(_list_quotes(told)),
        articles=tuple(articles),
    )


def _tell_apart(places: Iterable[Location], munitions: Count | None) -> list[Location]:
    """Keep the count of an incident from places whose own rows say none."""
    if munitions is None:
        return list(places)
    return [replace(one, munitions=one.munitions or Count()) for one in places]


def _names_place(row: ReadRow) -> bool:
    """Tell a place from the row of an incident that names none."""
    return any(row.values[name] is not None for name in ("place_text", "place_name", "relation"))


def _place(row: ReadRow) -> Location:
    told = row.values
    names = ("longitude", "latitude", "coordinate_uncertainty_m", "location_precision")
    missing = [name for name in names if told[name] is None]
    if not missing:
        longitude, latitude, radius_m = (told[name] for name in names[:3])
    elif told["location_precision"] == "country":
        longitude, latitude, radius_m = _find_country(told["country"])
    else:
        msg = f"{row.where}, column {missing[0]}: it is empty, and only a country has none"
        raise RecordError(msg)
    return Location(
        text=told["place_text"] or "",
        relation=told["relation"] or "at",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision=told["location_precision"],
        place_id=told["place_id"],
        name=told["place_name"],
        place_kind=told["place_kind"],
        admin1=told["admin1"],
        country=told["country"],
        munitions=_count(told, "munitions"),
    )


def _add_area(row: ReadRow, impacts: list[Location], launches: list[Location]) -> None:
    """Give a place its area back; one that was cut in two has none."""
    head, _, number = str(row.values.get("id") or "").rpartition("-area-")
    if not number.isdigit() or row.geometry is None:
        return
    places = launches if head.endswith("-launch") else impacts
    rings = _read_rings(row.geometry)
    at = int(number) - 1
    if rings is not None and at < len(places):
        places[at] = replace(places[at], area=Area(coordinates=rings))


def _read_rings(geometry: GeoJson) -> tuple[tuple[tuple[float, float], ...], ...] | None:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "MultiPolygon" and len(coordinates) == 1:
        coordinates = coordinates[0]
    elif geometry["type"] != "Polygon":
        return None
    return tuple(tuple((x, y) for x, y, *_ in ring) for ring in coordinates)


def _join_ends(row: ReadRow, launches: list[Location], impacts: list[Location]) -> Trajectory:
    """Find the launch and impact of a line by its columns, and of equal ones by its ends."""
    told = row.values
    ends = _list_ends(row.geometry)
    launch = _find_end(
        launches,
        ends and ends[0],
        lambda place: (
            (place.name, place.text or None, place.radius_m)
            == (told["launch_name"], told["launch_text"], told["launch_uncertainty_m"])
        ),
    )
    impact = _find_end(
        impacts,
        ends and ends[1],
        lambda place: (
            (place.name, place.text or None, place.precision, place.relation)
            == (
                told["place_name"],
                told["place_text"],
                told["location_precision"],
                told["relation"],
            )
        ),
    )
    if launch is None or impact is None:
        msg = f"{row.where}: a line whose {'launch' if launch is None else 'impact'} is not there"
        raise RecordError(msg)
    vague = max(launches[launch].radius_m, impacts[impact].radius_m) > VAGUE_END_M
    return Trajectory(
        launch=launch,
        impact=impact,
        distance_m=told["distance_m"] or 0,
        bearing_deg=told["bearing_deg"] or 0,
        vague=vague,
    )


def _find_end(places: list[Location], end: Any, fits: Any) -> int | None:  # noqa: ANN401 - a position or none, and a test
    fitting = [number for number, place in enumerate(places) if fits(place)]
    if end is not None:
        near = [
            number
            for number in fitting
            if math.isclose(places[number].longitude, end[0], abs_tol=1e-6)
            and math.isclose(places[number].latitude, end[1], abs_tol=1e-6)
        ]
        fitting = near or fitting
    return fitting[0] if fitting else None


def _list_ends(geometry: GeoJson | None) -> tuple[Sequence[float], Sequence[float]] | None:
    if geometry is None:
        return None
    coordinates = geometry["coordinates"]
    if geometry["type"] == "MultiLineString":
        return coordinates[0][0], coordinates[-1][-1]
    return coordinates[0], coordinates[-1]


def _read_weapon(told: Record) -> Weapon | None:
    if told["weapon"] is None and told["calibre_mm"] is None:
        return None
    return Weapon(name=told["weapon"] or "", kind="", calibre_mm=told["calibre_mm"])


def _read_casualties(told: Record) -> Casualties:
    civilians = _count(told, "civilians_killed")
    return Casualties(
        killed=_count(told, "killed"),
        wounded=_count(told, "wounded"),
        by=(CasualtyGroup(category="civilian", killed=civilians),) if civilians else (),
        text=told["casualties_text"],
    )


def _count(told: Record, name: str) -> Count | None:
    low, high = told[f"{name}_min"], told[f"{name}_max"]
    return None if low is None and high is None else Count(min=low, max=high)


def _list_articles(told: Record, ids: list[str]) -> list[ArticleRef]:
    """Make references that name the same sources again; title and publisher stand in one."""
    many = told["n_sources"] or 0
    ids = ids if len(ids) == many else [f"source-{number}" for number in range(1, many + 1)]
    names, urls = _fit(told["sources"], many), _split(told["source_urls"])
    if len(urls) > many:
        urls = [told["source_urls"]]
    return [
        ArticleRef(
            article_id=name,
            sha256="",
            title=None if not names or names[at] == name else names[at],
            url=urls[at] if at < len(urls) else None,
        )
        for at, name in enumerate(ids)
    ]


def _fit(value: str | None, many: int) -> list[str]:
    """Split a text into so many parts; the last stands for those that say the same."""
    parts = _split(value)
    if not parts:
        return []
    if len(parts) > many:
        parts = [str(value)]
    return parts + [parts[-1]] * (many - len(parts))


def _list_quotes(told: Record) -> Iterable[Quote]:
    """Give the quotes with where they stand; one whose place is lost names no article."""
    lines = str(told["evidence"] or "").split("\n") if told["evidence"] else []
    places = str(told["evidence_at"] or "").split("\n") if told["evidence_at"] else []
    for line, place in zip_longest(lines, places[: len(lines)]):
        name, _, span = str(place or "").rpartition(":")
        start, _, end = span.partition("-")
        known = start.isdigit() and end.isdigit()
        yield Quote(
            article_id=name if known else "",
            start=int(start) if known else 0,
            end=int(end) if known else len(line),
            quote=line,
        )


def _split(value: str | None) -> list[str]:
    """Split a joined text; one that would not join to the same again stays whole."""
    if value is None:
        return []
    parts = value.split(BETWEEN)
    return parts if BETWEEN.join(dict.fromkeys(filter(None, parts))) == value else [value]


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


@cache
def _read_countries() -> Mapping[str, tuple[float, float, int]]:
    path = find_folder("gazetteer") / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["longitude"]), float(row["latitude"]), int(row["radius_m"]))
            for row in csv.DictReader(file)
        }


def _find_country(code: str | None) -> tuple[float, float, int]:
    """Give the middle of a country: files do not hold it, and no map draws it."""
    return _read_countries().get(code or "", (0.0, 0.0, 0))


def _enrich(incident: Incident, tables: Tables) -> Incident:
    """Take from the tables of a GeoPackage what its layers do not hold."""
    own = tables.incidents[0] if tables.incidents else {}
    articles = {one["article_id"]: one for one in tables.articles}
    reports = [one for one in tables.reports if one["report_role"]]
    munitions = (_count(own, "munitions") if own else None) or incident.munitions
    fuller = replace(
        incident,
        weapon=incident.weapon
        and replace(incident.weapon, kind=own.get("weapon_kind") or incident.weapon.kind),
        munitions=munitions,
        impacts=tuple(_tell_apart(incident.impacts, munitions)),
        launches=tuple(_tell_apart(incident.launches, munitions)),
        contradictions=tuple(_split_lines(own.get("contradictions"))),
        explain=tuple(_split_lines(own.get("explanation"))),
        reports=tuple(
            ReportRef(article_id=one["article_id"], role=one["report_role"]) for one in reports
        ),
        evidence=tuple(
            Quote(
                article_id=one["article_id"] or "",
                start=one["quote_start"],
                end=one["quote_end"],
                quote=one["quote"] or "",
                supports=tuple(_split(one["supports"])),
            )
            for one in tables.evidence
        ),
        articles=tuple(
            _refer(articles[one["article_id"]])
            for one in tables.reports
            if articles[one["article_id"]]["sha256"] is not None
        ),
    )
    # Layers and tables say the same, but for texts that a column holds no better.
    bare, full = (_show_sources(one) for one in (incident, fuller))
    if bare == full:
        return fuller
    kept = {"articles": incident.articles, "evidence": incident.evidence}
    return replace(fuller, reports=incident.reports, **kept)  # type: ignore[arg-type] # both are of the incident


def _show_sources(incident: Incident) -> list[object]:
    bare = replace(incident, impacts=(), launches=(), trajectories=())
    told = list_features(bare)[0].properties
    return [told[name] for name in (*_SOURCES, "report_role")]


def _refer(told: Record) -> ArticleRef:
    return ArticleRef(
        article_id=told["article_id"],
        sha256=told["sha256"] or "",
        title=told["title"],
        publisher=told["publisher"],
        published=_read_day(told["published"]),
        url=told["url"],
    )


def _split_lines(text: str | None) -> list[str]:
    return text.split("\n") if text else []
