"""Pack what the map, the time, the filters and the list need of every incident."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

import numpy as np

from geoincidents.model import ArticleRef, Count, Incident
from geoincidents.render.payload.container import Container, Numbers, split_columns
from geoincidents.render.payload.places import add_places
from geoincidents.render.payload.sources import Sources

EPOCH = date(1970, 1, 1).toordinal()
PER_CENT = 100


def pack_core(incidents: Sequence[Incident], sources: Sources) -> tuple[bytes, bytes | None]:
    """Give the containers `core` and `areas`; the second is `None` where no place has an area."""
    core = Container()
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
    names = [_name_source(article) for article in sources.articles]
    core.add_code_lists(
        "sources",
        [list({names[one]: None for one in row.values()}) for row in sources.of_incidents],
        "sources",
    )
    core.add_numbers("articles", [len(row) for row in sources.of_incidents])
    core.add_numbers("conflicts", [len(one) for one in conflicts])
    core.add_numbers("confidence", _to_per_cent(confidences))
    areas = add_places(core, incidents)
    return core.encode(), areas


def _to_per_cent(confidences: Sequence[float]) -> Numbers:
    shares = np.clip(np.nan_to_num(np.array(confidences, dtype=np.float64)), 0, 1)
    return np.rint(shares * PER_CENT).astype(np.int64)


def _is_background(incident: Incident) -> bool:
    reports = incident.reports
    return bool(reports) and all(report.role == "background" for report in reports)


def _add_when(core: Container, incidents: Sequence[Incident]) -> None:
    starts, ends, precisions, times = split_columns(
        incidents, "when.start", "when.end", "when.precision", "when.time_of_day"
    )
    for name, days in (("start", starts), ("end", ends)):
        numbers = {day: day.toordinal() - EPOCH for day in set(days) if day}
        core.add_numbers(name, list(map(numbers.get, days)))
    core.add_codes("date_precision", precisions, "date_precisions")
    core.add_codes("time_of_day", times, "times")


def _add_actors(core: Container, incidents: Sequence[Incident]) -> None:
    for name, field in (("claimed", "claims"), ("attributed", "attributions")):
        rows = [getattr(one, field) for one in incidents]
        actors = [list({told.actor: None for told in row}) if row else () for row in rows]
        core.add_code_lists(name, actors, "actors")


def _add_casualties(core: Container, incidents: Sequence[Incident]) -> None:
    unknown = Count()
    for name in ("killed", "wounded"):
        counts = [getattr(one.casualties, name) or unknown for one in incidents]
        core.add_numbers(f"{name}_min", [count.min for count in counts])
        core.add_numbers(f"{name}_max", [count.max for count in counts])


def _name_source(article: ArticleRef) -> str:
    """Name whose article it is: publisher, else the host of the address, else title, else id."""
    if article.publisher:
        return article.publisher
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    return host or article.title or article.article_id
