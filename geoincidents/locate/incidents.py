"""Turn a reading into incidents: places for phrases, lines, codes, a title, a confidence."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from geoincidents.coding import code_event
from geoincidents.gazetteer import Gazetteer
from geoincidents.geodesy import keep_finest
from geoincidents.locate.article import ArticleResolver, stand_in
from geoincidents.locate.expression import draw_expression, finish_expression
from geoincidents.locate.homeland import find_homeland
from geoincidents.locate.learnt import LEARNT, name_learnt, quote_learnt
from geoincidents.locate.lines import check_reach, draw_lines
from geoincidents.locate.outlines import open_outlines
from geoincidents.locate.passes import read_context
from geoincidents.locate.strangers import is_out_of_reach, is_stranger
from geoincidents.model.article import Article
from geoincidents.model.evidence import Quote
from geoincidents.model.incident import ArticleRef, Incident, ReportRef
from geoincidents.model.location import Location, NoLocation
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place
from geoincidents.model.reading import Reading
from geoincidents.model.report import Report
from geoincidents.model.target import Target
from geoincidents.titles import make_title

# How sure a coordinate of the gazetteer is, and how sure the reading of a relation.
_SOURCE_CONFIDENCE = {"high": 0.95, "medium": 0.85, "low": 0.7}
_RELATION_CONFIDENCE = {
    "at": 1.0,
    "in": 1.0,
    "near": 0.9,
    "part_of": 0.9,
    "bearing": 0.85,
    "between": 0.75,
    "border_of": 0.7,
    "along": 0.75,
}
_NO_PLACE_CONFIDENCE = 0.6


def locate_reading(reading: Reading, gazetteer: Gazetteer) -> tuple[Incident, ...]:
    """Give the incidents of one article, with geometry."""
    resolver = ArticleResolver(
        gazetteer=gazetteer,
        outlines=open_outlines(gazetteer),
        context=read_context(reading.mentions, gazetteer),
    )
    return tuple(_locate_report(report, reading, resolver) for report in reading.reports)


def _locate_report(report: Report, reading: Reading, resolver: ArticleResolver) -> Incident:
    article, context = reading.article, resolver.context
    impact_phrases, impacts = _locate_impacts(report, resolver)
    launch_phrases, launches = _locate_all(report.launches, resolver)
    targets = tuple(_make_target(phrase, resolver) for phrase in report.targets)
    lines = draw_lines(
        report, list(zip(launch_phrases, launches, strict=True)),
        list(zip(impact_phrases, impacts, strict=True)),
    )  # fmt: skip
    home = None
    if not impacts and not launches and not any(target.location for target in targets):
        home = find_homeland(report, article, reading.mentions, context)
    too_far = check_reach(report.weapon, lines)
    code = code_event(report.incident_type)
    confidence, note = _weigh(impacts, resolver)
    incident = Incident(
        incident_id=_make_id(article, report),
        title="",
        incident_type=report.incident_type,
        event_type=code.event_type,
        sub_event_type=code.sub_event_type,
        status=report.status,
        when=report.when,
        weapon=report.weapon,
        munitions=report.munitions,
        impacts=impacts,
        launches=launches,
        targets=targets,
        trajectories=lines,
        casualties=report.casualties,
        perpetrator=report.perpetrator,
        claims=report.claims,
        denials=report.denials,
        attributions=report.attributions,
        confidence=confidence,
        confidence_note=note,
        reports=(ReportRef(article_id=article.article_id, role=report.role),),
        evidence=_add_quotes(
            report.quotes,
            (
                *([home.quote] if home else []),
                *quote_learnt(article, (*impact_phrases, *launch_phrases)),
            ),
        ),
        contradictions=(*report.contradictions, *too_far),
        explain=(
            *report.explain,
            *(f"place {p.text!r}: {p.rule}" for p in (*impacts, *launches)),
            *too_far,
        ),
        articles=(_refer(article),),
        place_text=None if impacts else _join_words(report.impacts),
        country=home.country if home else None,
    )
    return replace(incident, title=make_title(incident))


def _add_quotes(quotes: Sequence[Quote], further: Sequence[Quote]) -> tuple[Quote, ...]:
    """Give quotes with more, in the order of the text."""
    return tuple(sorted((*quotes, *further), key=lambda q: (q.start, q.end)))


def _join_words(phrases: Sequence[Phrase]) -> str | None:
    """Give the words for places that could not be placed."""
    return "; ".join(dict.fromkeys(" ".join(p.text.split()) for p in phrases)) or None


def _locate_all(
    phrases: Sequence[Phrase], resolver: ArticleResolver
) -> tuple[tuple[Phrase, ...], tuple[Location, ...]]:
    """Give the phrases that can be placed, and their places."""
    located = [(phrase, _locate_phrase(phrase, resolver)) for phrase in phrases]
    kept = [(phrase, place) for phrase, place in located if place is not None]
    return tuple(phrase for phrase, _ in kept), tuple(place for _, place in kept)


def _locate_impacts(
    report: Report, resolver: ArticleResolver
) -> tuple[tuple[Phrase, ...], tuple[Location, ...]]:
    """Give the phrases of the places hit, and the places, without those that only hold another."""
    phrases, places = _locate_all(report.impacts, resolver)
    finest = keep_finest(places)
    kept = [(p, place) for p, place in zip(phrases, places, strict=True) if place in finest]
    return tuple(phrase for phrase, _ in kept), tuple(place for _, place in kept)


def _make_target(phrase: Phrase, resolver: ArticleResolver) -> Target:
    place = _locate_phrase(phrase, resolver)
    words = " ".join(phrase.text.split())
    return Target(text=words, name=place.name if place else None, location=place)


def _make_id(article: Article, report: Report) -> str:
    first = report.quotes[0].start if report.quotes else 0
    key = f"{article.sha256}|{article.article_id}|{first}|{report.incident_type}"
    return f"gi-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _refer(article: Article) -> ArticleRef:
    return ArticleRef(
        article_id=article.article_id,
        sha256=article.sha256,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )


def _locate_phrase(phrase: Phrase, resolver: ArticleResolver) -> Location | None:
    found, holders = resolver.settle(phrase)
    unknown = len(found) < len(phrase.anchors)
    spoken, named = resolver.context.spoken, resolver.context.named
    if unknown or any(
        is_stranger(place, spoken) or is_out_of_reach(place, spoken, named) for place in found
    ):
        # What holds it stands in ("Algeciras, Huila department"), or it stays unplaced.
        told = stand_in(phrase)
        if told is None:
            return None
        return _locate_phrase(told, resolver)
    placed = draw_expression(phrase, resolver)
    if isinstance(placed, NoLocation):  # what only describes a place may be told wrong
        return _locate_phrase(replace(phrase, within=()), resolver) if phrase.within else None
    location = finish_expression(phrase, placed, resolver, discs=False)
    holder = next((h for h in holders if h.kind == "admin1"), None)
    if holder and phrase.relation == "bearing" and phrase.distance_m is None:
        location = replace(location, admin1=holder.name)
    if phrase.called:
        location = name_learnt(location, phrase)
    decided = resolver.decide(phrase)
    return replace(
        location,
        rule=f"{location.rule} (place chosen by: {decided})" if decided else location.rule,
        area=None if placed[0].plain else location.area,
    )


def _find_anchor(location: Location, resolver: ArticleResolver) -> Place | None:
    """Give the place of the gazetteer that a location stands on; written coordinates have none."""
    written = location.place_kind == "coordinates"
    if location.place_id is None or written or location.place_id.startswith(LEARNT):
        return None
    return resolver.gazetteer.place(location.place_id.partition("#")[0])


def _weigh(impacts: tuple[Location, ...], resolver: ArticleResolver) -> tuple[float, str]:
    """Give a confidence from 0 to 1 and say what it stands on."""
    if not impacts:
        return _NO_PLACE_CONFIDENCE, "no place is told: in the table, not on the map"
    first = impacts[0]
    place = _find_anchor(first, resolver)
    source = place.confidence if place else "low"
    value = _SOURCE_CONFIDENCE.get(source, 0.7) * _RELATION_CONFIDENCE.get(first.relation, 0.8)
    return round(
        value, 2
    ), f"{first.rule}; coordinates of {source} confidence ({place.source if place else 'none'})"
