"""Make incidents of rows again: equal in every column, as far as rows hold them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest

from geoincidents.errors import RecordError
from geoincidents.features import list_features
from geoincidents.model import (
    ArticleRef,
    Attribution,
    Casualties,
    CasualtyGroup,
    Claim,
    Denial,
    Incident,
    Incidents,
    Quote,
    ReportRef,
    Target,
    Weapon,
    When,
)
from geoincidents.model.evidence import is_struck
from geoincidents.store.check import list_faults
from geoincidents.store.joined import read_count, split_joined
from geoincidents.store.rebuild_places import (
    add_area,
    join_ends,
    names_place,
    read_place,
    tell_apart,
)
from geoincidents.store.records import ReadRow, Record, Tables

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
    impacts = [read_place(row) for row in group.rows.get("impact", []) if names_place(row)]
    launches = [read_place(row) for row in group.rows.get("launch", [])]
    for row in group.rows.get("area", []):
        add_area(row, impacts, launches)
    lines = [join_ends(row, launches, impacts) for row in group.rows.get("trajectory", [])]
    munitions = None if impacts else read_count(told, "munitions")
    launches = tell_apart(launches, munitions)
    ids = split_joined(told["source_ids"])
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
            for text, name in zip_longest(
                split_joined(told["target_text"]), split_joined(told["target_name"])
            )
        ),
        trajectories=tuple(lines),
        casualties=_read_casualties(told),
        perpetrator=told["perpetrator"],
        claims=tuple(Claim(actor=name) for name in split_joined(told["claimed_by"])),
        denials=tuple(Denial(actor=name) for name in split_joined(told["denied_by"])),
        attributions=tuple(
            Attribution(actor=actor or "", by=by)
            for actor, by in zip_longest(
                split_joined(told["attributed_to"]), split_joined(told["attributed_by"])
            )
        ),
        confidence=told["confidence"] or 0.0,
        confidence_note=told["confidence_note"] or "",
        reports=tuple(ReportRef(article_id=one.article_id, role=role) for one in articles),
        evidence=tuple(_list_quotes(told)),
        articles=tuple(articles),
        protection=told["protection"],
    )


def _read_weapon(told: Record) -> Weapon | None:
    if told["weapon"] is None and told["calibre_mm"] is None:
        return None
    return Weapon(name=told["weapon"] or "", kind="", calibre_mm=told["calibre_mm"])


def _read_casualties(told: Record) -> Casualties:
    civilians = read_count(told, "civilians_killed")
    return Casualties(
        killed=read_count(told, "killed"),
        wounded=read_count(told, "wounded"),
        by=(CasualtyGroup(category="civilian", killed=civilians),) if civilians else (),
        text=told["casualties_text"],
    )


def _list_articles(told: Record, ids: list[str]) -> list[ArticleRef]:
    """Make references that name the same sources again; title and publisher stand in one."""
    many = told["n_sources"] or 0
    ids = ids if len(ids) == many else [f"source-{number}" for number in range(1, many + 1)]
    names, urls = _fit(told["sources"], many), split_joined(told["source_urls"])
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
    parts = split_joined(value)
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
        first, last = (int(start), int(end)) if known else (0, len(line))
        yield Quote(
            article_id=name if known else "",
            start=first,
            end=last,
            quote=line,
            struck=is_struck(line, first, last),
        )


def _read_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _enrich(incident: Incident, tables: Tables) -> Incident:
    """Take from the tables of a GeoPackage what its layers do not hold."""
    own = tables.incidents[0] if tables.incidents else {}
    articles = {one["article_id"]: one for one in tables.articles}
    reports = [one for one in tables.reports if one["report_role"]]
    munitions = (read_count(own, "munitions") if own else None) or incident.munitions
    fuller = replace(
        incident,
        weapon=incident.weapon
        and replace(incident.weapon, kind=own.get("weapon_kind") or incident.weapon.kind),
        munitions=munitions,
        impacts=tuple(tell_apart(incident.impacts, munitions)),
        launches=tuple(tell_apart(incident.launches, munitions)),
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
                supports=tuple(split_joined(one["supports"])),
                struck=is_struck(one["quote"] or "", one["quote_start"], one["quote_end"]),
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
