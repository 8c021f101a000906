"""Say in plain sentences what an incident is, for the table that stands in for the map."""

from collections.abc import Iterable, Sequence

from geoincidents import caution
from geoincidents.looks import Looks
from geoincidents.model import ArticleRef, Incident, Location, Quote
from geoincidents.render import words

Row = tuple[str, list[str]]


def describe_where(incident: Incident) -> str:
    """Say in a few words where it happened, for lists."""
    if not incident.impacts:
        return "place not said"
    names = [words.describe_place(place) for place in incident.impacts]
    return "; ".join(dict.fromkeys(names))


def describe_rows(incident: Incident, looks: Looks) -> list[Row]:
    """Give the facts of the popup as (label, lines), in the order of reading."""
    rows: list[Row] = [
        (
            "What",
            [f"{looks.find_symbol(incident.incident_type).label}, {_status(incident, looks)}"],
        ),
        ("When", [_sentence(words.describe_when(incident.when)) + _said(incident.when.text)]),
        ("Where", _describe_places(incident.impacts, looks) or ["The article names no place"]),
    ]
    if incident.launches:
        rows.append(("Launched from", _describe_places(incident.launches, looks)))
    if incident.trajectories:
        rows.append(("Flight", _describe_lines(incident)))
    if incident.targets:
        rows.append(("Aimed at", _describe_targets(incident)))
    rows.append(("Weapon", [words.describe_weapon(incident.weapon, incident.munitions)]))
    rows += words.describe_casualties(incident.casualties)
    if incident.casualties.text:
        rows.append(("In the words", [f"“{incident.casualties.text}”"]))
    if incident.perpetrator:
        rows.append(("Done by", [incident.perpetrator]))
    rows.append(("Claim", [_sentence(line) for line in words.describe_claims(incident)]))
    rows.append(("Blamed", words.describe_attributions(incident) or ["Not said"]))
    if incident.contradictions:
        rows.append(("Sources differ", words.describe_contradictions(incident)))
    rows.append(("Confidence", _describe_confidence(incident)))
    rows.append(("Sources", [_sentence(caution.note_sources(incident))]))
    if note := caution.note_content(incident):
        rows.append(("Graphic content", [_sentence(note)]))
    if incident.protection:
        rows.append(("For people's safety", [_sentence(incident.protection)]))
    return rows


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _said(text: str | None) -> str:
    return f" (“{text}”)" if text else ""


def _status(incident: Incident, looks: Looks) -> str:
    return looks.statuses.get(incident.status, incident.status)


def _describe_places(places: Sequence[Location], looks: Looks) -> list[str]:
    lines = []
    for place in places:
        draw = looks.find_precision(place.precision).draw
        sure = "not pinned" if draw == "none" else words.describe_radius(place)
        where = words.describe_place(place)
        where = f"somewhere {where}" if draw == "soft" and where.startswith("in ") else where
        line = f"{_sentence(where)} – {sure}"
        number = words.describe_count(place.munitions)
        if place.name and place.text not in where:
            line += _said(place.text)
        lines.append(line if number == words.NOT_SAID else f"{line}; {number} hit here")
    return lines


def _describe_targets(incident: Incident) -> list[str]:
    return [
        target.name if target.name and target.name in target.text else
        f"{target.name} (“{target.text}”)" if target.name else target.text
        for target in incident.targets
    ]  # fmt: skip


def _describe_lines(incident: Incident) -> list[str]:
    lines = []
    for trajectory in incident.trajectories:
        far = words.describe_distance(trajectory.distance_m)
        way = words.describe_bearing(trajectory.bearing_deg)
        impact = incident.impacts[trajectory.impact]
        line = f"{far} to the {way}, to {impact.name or impact.text}"
        vague = " (an end is known to no better than 3 km)" if trajectory.vague else ""
        lines.append(line + vague)
    return lines


def _describe_confidence(incident: Incident) -> list[str]:
    line = f"{incident.confidence:.0%}"
    return [f"{line} – {incident.confidence_note}" if incident.confidence_note else line]


def describe_source(quote: Quote, articles: Iterable[ArticleRef]) -> str:
    """Name the article of a quote: title, publisher, day."""
    article = next((a for a in articles if a.article_id == quote.article_id), None)
    title = (article.title if article else None) or f"article {quote.article_id}"
    publisher = (article.publisher if article else None) or ""
    day = words.describe_day(article.published if article else None)
    return ", ".join(part for part in (title, publisher, day) if part)
