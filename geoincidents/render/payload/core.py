"""Pack what the map, the time, the filters and the list need of every incident."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Count, Incident
from geoincidents.render.payload.container import Container, split_columns
from geoincidents.render.payload.sources import Row, Sources

EPOCH = date(1970, 1, 1).toordinal()
PER_CENT = 100
UNKNOWN = Count()


def add_core(core: Container, incidents: Sequence[Incident], rows: Sequence[Row]) -> None:
    """Add everything but places, lines and sources; `rows` are the articles of each incident."""
    ids, titles, types, statuses, weapons, perpetrators, confidences, conflicts = split_columns(
        incidents,
        "incident_id", "title", "incident_type", "status", "weapon", "perpetrator", "confidence",
        "contradictions",
    )  # fmt: skip
    core.add_texts("id", ids)
    core.add_texts("title", titles)
    core.add_codes("type", types, "types")
    core.add_codes("status", statuses, "statuses")
    core.add_numbers("background", [_is_background(one) for one in incidents])
    _add_when(core, incidents)
    core.add_codes("weapon", [one.kind if one else None for one in weapons], "weapons")
    core.add_codes("perpetrator", perpetrators, "actors")
    _add_actors(core, incidents)
    _add_casualties(core, incidents)
    core.add_numbers("articles", [len(row) for row in rows])
    core.add_numbers("conflicts", [len(one) for one in conflicts])
    core.add_array("confidence", _to_per_cent(confidences))


def add_sources(core: Container, rows: Sequence[Row], sources: Sources) -> None:
    """Add whose articles tell of each incident."""
    core.add_code_lists("sources", sources.list_names(rows), "sources")


def _to_per_cent(confidences: Sequence[float]) -> NDArray[np.float64]:
    shares = np.clip(np.nan_to_num(np.array(confidences, dtype=np.float64)), 0, 1)
    return np.rint(shares * PER_CENT)


def _is_background(incident: Incident) -> bool:
    reports = incident.reports
    return bool(reports) and all(report.role == "background" for report in reports)


def _add_when(core: Container, incidents: Sequence[Incident]) -> None:
    starts, ends, precisions, times = split_columns(
        incidents, "when.start", "when.end", "when.precision", "when.time_of_day"
    )
    for name, days in (("start", starts), ("end", ends)):
        core.add_numbers(name, [day.toordinal() - EPOCH if day else None for day in days])
    core.add_codes("date_precision", precisions, "date_precisions")
    core.add_codes("time_of_day", times, "times")


def _add_actors(core: Container, incidents: Sequence[Incident]) -> None:
    for name, field in (("claimed", "claims"), ("attributed", "attributions")):
        column = [getattr(one, field) for one in incidents]
        actors = [list({told.actor: None for told in row}) if row else () for row in column]
        core.add_code_lists(name, actors, "actors")


def _add_casualties(core: Container, incidents: Sequence[Incident]) -> None:
    told = [one.casualties for one in incidents]
    for name, counts in (
        ("killed", [one.killed or UNKNOWN for one in told]),
        ("wounded", [one.wounded or UNKNOWN for one in told]),
    ):
        core.add_numbers(f"{name}_min", [count.min for count in counts])
        core.add_numbers(f"{name}_max", [count.max for count in counts])
