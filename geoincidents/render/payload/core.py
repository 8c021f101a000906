"""Pack what the map, the time, the filters and the list need of every incident."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from geoincidents.model import ArticleRef, Count, Incident
from geoincidents.render.payload.container import Container
from geoincidents.render.payload.places import add_places
from geoincidents.render.payload.sources import Sources

EPOCH = date(1970, 1, 1).toordinal()
PER_CENT = 100


def pack_core(incidents: Sequence[Incident], sources: Sources) -> tuple[bytes, bytes | None]:
    """Give the containers `core` and `areas`; the second is `None` where no place has an area."""
    core = Container()
    core.add_texts("id", [one.incident_id for one in incidents])
    core.add_texts("title", [one.title for one in incidents])
    core.add_codes("type", [one.incident_type for one in incidents], "types")
    core.add_codes("status", [one.status for one in incidents], "statuses")
    core.add_numbers("background", [_is_background(one) for one in incidents])
    _add_when(core, incidents)
    weapons = [one.weapon.kind if one.weapon else None for one in incidents]
    core.add_codes("weapon", weapons, "weapons")
    _add_actors(core, incidents)
    _add_casualties(core, incidents)
    names = [_name_source(article) for article in sources.articles]
    core.add_code_lists(
        "sources",
        [list(dict.fromkeys(names[one] for one in row.values())) for row in sources.of_incidents],
        "sources",
    )
    core.add_numbers("articles", [len(row) for row in sources.of_incidents])
    core.add_numbers("conflicts", [len(one.contradictions) for one in incidents])
    core.add_numbers("confidence", [_to_per_cent(one.confidence) for one in incidents])
    areas = add_places(core, incidents)
    return core.encode(), areas


def _to_per_cent(confidence: float) -> int:
    return round(confidence * PER_CENT) if 0 <= confidence <= 1 else 0


def _is_background(incident: Incident) -> bool:
    reports = incident.reports
    return bool(reports) and all(report.role == "background" for report in reports)


def _add_when(core: Container, incidents: Sequence[Incident]) -> None:
    whens = [one.when for one in incidents]
    core.add_numbers("start", [_count_days(when.start) for when in whens])
    core.add_numbers("end", [_count_days(when.end) for when in whens])
    core.add_codes("date_precision", [when.precision for when in whens], "date_precisions")
    core.add_codes("time_of_day", [when.time_of_day for when in whens], "times")


def _count_days(day: date | None) -> int | None:
    return day.toordinal() - EPOCH if day else None


def _add_actors(core: Container, incidents: Sequence[Incident]) -> None:
    core.add_codes("perpetrator", [one.perpetrator for one in incidents], "actors")
    claimed = [list(dict.fromkeys(claim.actor for claim in one.claims)) for one in incidents]
    core.add_code_lists("claimed", claimed, "actors")
    blamed = [list(dict.fromkeys(blame.actor for blame in one.attributions)) for one in incidents]
    core.add_code_lists("attributed", blamed, "actors")


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
