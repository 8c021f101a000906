"""Explain an incident: its values, the words and the rule behind each, and what was left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from geoincidents.errors import InputError
from geoincidents.extract.refusals import list_refusals
from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.model import Article, Count, Incident, Location, Quote
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

SHOWN_IDS = 3
_ACTORS = ("claims", "denials", "attributions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of an explanation, how deep it stands, and what it is called."""

    depth: int
    text: str
    label: str = ""


def find_incident(incidents: Iterable[Incident], name: str) -> Incident:
    """Give the incident of this id, or the only one whose id begins so.

    Raises:
        InputError: there is none, or several begin so; names what comes near.
    """
    ids = {incident.incident_id: incident for incident in incidents}
    begun = [one for one in ids if name and one.startswith(name)]
    if name in ids or len(begun) == 1:
        return ids[name if name in ids else begun[0]]
    near = begun or get_close_matches(name, list(ids), n=SHOWN_IDS, cutoff=0.0)
    reason = f"{len(begun)} ids begin so" if begun else "no incident has this id"
    rest = f"; give one of {', '.join(near[:SHOWN_IDS])}" if near else "; the file holds none"
    msg = f"{name!r}: {reason}{rest}"
    raise InputError(msg)


def explain_incident(
    incident: Incident,
    *,
    articles: Iterable[Article] = (),
    others: Iterable[Incident] = (),
    gazetteer: Gazetteer | None = None,
) -> tuple[Line, ...]:
    """Give the explanation line by line; words behind a value stand as `[words]{field}`.

    With the `articles` whole sentences are shown, the quote between `<<` and `>>`, and what was
    left out of them; `others` are the incidents of the same run, which may hold those words.
    """
    texts = {article.article_id: article for article in articles}
    lines = [Line(depth=0, text=f"{incident.incident_id}: {incident.title}")]
    lines += [Line(depth=1, label=name, text=said) for name, said in _list_values(incident)]
    lines += _list_sources(incident, texts)
    for heading, rows in (
        ("Rules", incident.explain),
        ("Contradictions, all kept", incident.contradictions),
    ):
        if rows:
            lines.append(Line(depth=0, text=heading))
            lines += [Line(depth=1, text=row) for row in rows]
    read = [texts[one.article_id] for one in incident.articles if one.article_id in texts]
    if read:
        places = load_gazetteer() if gazetteer is None else gazetteer
        lines += _list_left_out(incident, read, list(others), places)
    return tuple(lines)


def _list_values(incident: Incident) -> Iterator[tuple[str, str]]:
    """Give each value that the incident has, under its name."""
    labels = " / ".join(dict.fromkeys((incident.event_type, incident.sub_event_type)))
    yield "type", f"{incident.incident_type} (ACLED: {labels})"
    yield "status", incident.status
    yield "date", _show_date(incident)
    if incident.weapon is not None:
        calibre = f", {incident.weapon.calibre_mm} mm" if incident.weapon.calibre_mm else ""
        yield "weapon", f"{incident.weapon.name} ({incident.weapon.kind}{calibre})"
    for name, count in (
        ("munitions", incident.munitions),
        ("killed", incident.casualties.killed),
        ("wounded", incident.casualties.wounded),
    ):
        if count is not None:
            yield name, _show_count(count)
    for name, places in (("impact", incident.impacts), ("launch", incident.launches)):
        yield from ((name, _show_place(place)) for place in places)
    for target in incident.targets:
        where = f", {target.name}" if target.name else ""
        yield "target", f"{target.text!r}{where}"
    for line in incident.trajectories:
        vague = ", an end of it vague" if line.vague else ""
        yield "line", f"{line.distance_m / 1000:.1f} km, bearing {line.bearing_deg} degrees{vague}"
    yield from _list_actors(incident)
    yield "confidence", f"{incident.confidence:.2f}: {incident.confidence_note}"
    if incident.off_map_reason is not None:
        yield "off the map", incident.off_map_reason


def _list_actors(incident: Incident) -> Iterator[tuple[str, str]]:
    if incident.perpetrator:
        yield "perpetrator", incident.perpetrator
    yield from (("claimed by", claim.actor) for claim in incident.claims)
    yield from (("denied by", denial.actor) for denial in incident.denials)
    for one in incident.attributions:
        by = f" by {one.by}" if one.by else ""
        yield "attributed to", f"{one.actor}{by}, for {one.scope}"


def _show_date(incident: Incident) -> str:
    when = incident.when
    start, end = when.start or "open", when.end or "open"
    window = str(start) if start == end else f"{start} to {end}"
    parts = [window, f"precision {when.precision}"]
    parts += [f"words {when.text!r}"] if when.text else []
    parts += [when.time_of_day] if when.time_of_day else []
    return "; ".join(parts)


def _show_count(count: Count) -> str:
    if count.min == count.max:
        return str(count.min)
    if count.max is None:
        return f"{count.min} or more"
    return f"{count.min or 0} to {count.max}"


def _show_place(place: Location) -> str:
    area = ", ".join(part for part in (place.place_kind, place.admin1, place.country) if part)
    known = f"{place.name} ({area})" if area else str(place.name)
    east, north = "E" if place.longitude >= 0 else "W", "N" if place.latitude >= 0 else "S"
    spot = f"{abs(place.longitude):.4f} {east}, {abs(place.latitude):.4f} {north}"
    within = f"within {place.radius_m / 1000:g} km, precision {place.precision}"
    return f"{known}: {spot}, {within}; words {place.text!r}; rule: {place.rule or 'none given'}"


def _list_sources(incident: Incident, texts: dict[str, Article]) -> Iterator[Line]:
    """Give each article with its quotes, the words behind values marked."""
    roles = {report.article_id: report.role for report in incident.reports}
    yield Line(depth=0, text="Said by")
    for one in incident.articles:
        known = [one.title, one.publisher, str(one.published) if one.published else None]
        about = ", ".join(part for part in known if part)
        role = roles.get(one.article_id, "primary")
        yield Line(depth=1, text=f"{one.article_id} ({role}){': ' if about else ''}{about}")
        article = texts.get(one.article_id)
        if article is not None and article.sha256 != one.sha256:
            yield Line(depth=2, text="its text is not the one that was read: quotes stand alone")
            article = None
        for quote in incident.evidence:
            if quote.article_id == one.article_id:
                fields = ", ".join(quote.supports) or "nothing by itself"
                yield Line(depth=2, text=f"characters {quote.start} to {quote.end} give {fields}")
                yield Line(depth=3, text=_show_quote(quote, incident, article))


def _show_quote(quote: Quote, incident: Incident, article: Article | None) -> str:
    marked = mark_words(quote, incident)
    if article is None:
        return marked
    around = [
        sentence
        for sentence in split_sentences(make_view(article.text))
        if sentence.start < quote.end and quote.start < sentence.end
    ]
    start = min([quote.start, *(sentence.start for sentence in around)])
    end = max([quote.end, *(sentence.end for sentence in around)])
    before, after = article.text[start : quote.start], article.text[quote.end : end]
    return f"{before}<<{marked}>>{after}"


def mark_words(quote: Quote, incident: Incident) -> str:
    """Give a quote with the words behind each value that it supports as `[words]{field}`."""
    spans: dict[tuple[int, int], list[str]] = {}
    lowered = quote.quote.lower()
    # Where lower case has another length, offsets would not fit.
    if len(lowered) != len(quote.quote):
        lowered = quote.quote
    for field, words in _list_words(incident):
        if field in quote.supports and words and (at := lowered.find(words.lower())) >= 0:
            names = spans.setdefault((at, at + len(words)), [])
            if field not in names:
                names.append(field)
    text = quote.quote
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):  # longest first
        if all(end <= a or b <= start for a, b in chosen):
            chosen.append((start, end))
    for start, end in sorted(chosen, reverse=True):
        fields = ",".join(spans[start, end])
        text = f"{text[:start]}[{text[start:end]}]{{{fields}}}{text[end:]}"
    return text


def _list_words(incident: Incident) -> Iterator[tuple[str, str]]:
    """Give the words that the record keeps of each field."""
    if incident.when.text:
        yield "when", incident.when.text
    if incident.weapon is not None:
        yield "weapon", incident.weapon.name
    for field, places in (("impacts", incident.impacts), ("launches", incident.launches)):
        yield from ((field, place.text) for place in places)
    yield from (("targets", target.text) for target in incident.targets)
    for words in (incident.casualties.text or "").split(";"):
        yield "casualties", words.strip()
    if incident.perpetrator:
        yield "perpetrator", incident.perpetrator
    for field in _ACTORS:
        yield from ((field, one.actor) for one in getattr(incident, field))


def _list_left_out(
    incident: Incident, articles: Sequence[Article], others: Sequence[Incident], places: Gazetteer
) -> Iterator[Line]:
    """Give the words of violence in its articles that are not of this incident, and why."""
    yield Line(depth=0, text="Left out")
    for article in articles:
        yield Line(depth=1, text=article.article_id)
        rows = [
            (quote.start, quote.end, f"of another incident, {other.incident_id}", quote.quote)
            for other in others
            if other.incident_id != incident.incident_id
            for quote in other.evidence
            if quote.article_id == article.article_id
        ]
        rows += [
            (one.start, one.end, _REASONS.get(one.reason, one.reason), one.quote)
            for one in list_refusals(article, places)
        ]
        for start, end, reason, quote in sorted(rows):
            yield Line(depth=2, text=f"characters {start} to {end}, {reason}: {quote.strip()!r}")
        if not rows:
            yield Line(depth=2, text="nothing else in it speaks of violence")


_REASONS = {"aggregate": "of many attacks at once", "negated": "said not to have happened"}
