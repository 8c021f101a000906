"""Turn incidents into what the page shows: plain JSON values, every word already chosen."""

from collections.abc import Iterable, Sequence
from typing import Any

from geoincidents import geodesy
from geoincidents.looks import Looks
from geoincidents.model import ArticleRef, Incident, Location, Quote, Trajectory
from geoincidents.render import words
from geoincidents.render.links import clean_link

Row = tuple[str, list[str]]


def show_incidents(incidents: Iterable[Incident], looks: Looks) -> list[dict[str, Any]]:
    """Give one record of the page for each incident, in the order given."""
    return [_show_incident(incident, looks) for incident in incidents]


def _show_incident(incident: Incident, looks: Looks) -> dict[str, Any]:
    roles = {report.role for report in incident.reports}
    return {
        "id": incident.incident_id,
        "title": incident.title,
        "type": incident.incident_type if incident.incident_type in looks.types else "",
        "type_label": looks.find_symbol(incident.incident_type).label,
        "role": "background" if roles == {"background"} else "primary",
        "when": words.describe_when(incident.when),
        "where": describe_where(incident),
        "off_map": incident.off_map_reason,
        "rows": describe_rows(incident, looks),
        "quotes": [show_quote(quote, incident.articles) for quote in incident.evidence],
        "impacts": _show_points(incident.impacts, looks),
        "launches": _show_points(incident.launches, looks),
        "targets": _show_points(
            [target.location for target in incident.targets if target.location], looks
        ),
        "lines": [
            line
            for trajectory in incident.trajectories
            if (line := _show_line(trajectory, incident, looks))
        ],
    }


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


def show_quote(quote: Quote, articles: Iterable[ArticleRef]) -> dict[str, Any]:
    """Give a quote with its source; `link` only where the address is one that may be clicked."""
    article = next((a for a in articles if a.article_id == quote.article_id), None)
    published = article.published if article else None
    source = [
        (article.title if article else None) or f"article {quote.article_id}",
        (article.publisher if article else None) or "",
        words.describe_day(published),
    ]
    url = article.url if article else None
    link = clean_link(url)
    return {
        "text": quote.quote,
        "source": source[0],
        "by": ", ".join(part for part in source[1:] if part),
        "link": link,
        "address": url if url and not link else None,
        "supports": list(quote.supports),
    }


def _show_points(places: Sequence[Location], looks: Looks) -> list[dict[str, Any]]:
    """Give what is drawn of places; a country is no place to pin."""
    points = []
    for place in places:
        draw = looks.find_precision(place.precision).draw
        if draw == "none":
            continue
        points.append(
            {
                "at": _turn(place.longitude, place.latitude),
                "radius_m": place.radius_m,
                "draw": draw,
                "name": place.name,
                "label": f"{words.describe_place(place)}, {words.describe_radius(place)}",
                "area": [[_turn(*p) for p in ring] for ring in place.area.coordinates]
                if place.area
                else None,
            }
        )
    return points


def _show_line(trajectory: Trajectory, incident: Incident, looks: Looks) -> dict[str, Any] | None:
    launch, impact = incident.launches[trajectory.launch], incident.impacts[trajectory.impact]
    if "none" in {looks.find_precision(end.precision).draw for end in (launch, impact)}:
        return None
    path = geodesy.draw_line(launch.position, impact.position)
    return {
        "path": [_turn(p.longitude, p.latitude) for p in path],
        "vague": trajectory.vague,
        "label": f"{words.describe_distance(trajectory.distance_m)} from "
        f"{launch.name or launch.text} to {impact.name or impact.text}",
    }


def _turn(longitude: float, latitude: float) -> list[float]:
    """Turn a position round for Leaflet, which has latitude first."""
    return [round(latitude, 6), round(longitude, 6)]
