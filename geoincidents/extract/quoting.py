"""Quote the clauses that a report stands on."""

import re
from collections.abc import Sequence

from geoincidents.extract.clauses import Clause
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.drafts import Draft
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.model.article import Article
from geoincidents.model.evidence import Quote
from geoincidents.model.phrase import Phrase
from geoincidents.model.report import Report

_OPENING = re.compile(r"[\s,;:–\"']*")
_CLOSING = " ,;\n\r\t–"
_FIELD_OF_ACTOR = {"claim": "claims", "blame": "attributions", "denial": "denials"}


def quote_tellings(article: Article, view: str, draft: Draft, report: Report) -> tuple[Quote, ...]:
    """Give the quotes, in the order of the text; a second mention that adds nothing has none."""
    tellings = sorted(draft.tellings, key=lambda t: (t.heading, t.start))
    quotes: list[Quote] = []
    for telling in sorted(tellings, key=lambda t: t.start):
        supports = _list_supports(telling, report, draft)
        if telling is tellings[0]:
            supports = ["incident_type", *supports]
        if supports:
            quotes.append(_quote(article, view, telling, supports))
    if draft.when_by is not None and not any(t is draft.when_by for t in tellings):
        # The day is that of another attack ("at 2 a.m.", after what was told of Monday).
        quotes.append(_quote(article, view, draft.when_by, ["when"]))
    return tuple(sorted(quotes, key=lambda quote: quote.start))


def _quote(
    article: Article,
    view: str,
    words: Telling | Clause | TimeWords,
    supports: Sequence[str],
) -> Quote:
    start, end = _trim(view, words.start, words.end)
    return Quote(
        article_id=article.article_id,
        start=start,
        end=end,
        quote=article.text[start:end],
        supports=tuple(dict.fromkeys(supports)),
    )


def _list_supports(telling: Telling, report: Report, draft: Draft) -> list[str]:
    """Name the fields of the report that a telling gives a value to."""
    free = [w for w in telling.weapons if not w.of_attack]
    said = {
        "when": telling is draft.when_by,
        "impacts": _gives(telling.impacts, report.impacts) or telling.unplaced_hit is not None,
        "launches": _gives(telling.launches, report.launches),
        "targets": _gives(telling.targets, report.targets),
        "weapon": any(w.weapon == report.weapon for w in free),
        "munitions": any(w.munitions for w in free),
        "casualties": bool(telling.casualties or telling.victims),
        "perpetrator": telling.perpetrator is not None
        and telling.perpetrator == report.perpetrator,
        "status": telling.status != "executed",
    }
    actors = sorted({_FIELD_OF_ACTOR[a.kind] for a in telling.actors})
    return [*(name for name, given in said.items() if given), *actors]


def _gives(places: Sequence[PlaceWords], phrases: Sequence[Phrase]) -> bool:
    spans = {(p.start, p.end) for p in phrases}
    return any((p.phrase.start, p.phrase.end) in spans for p in places)


def _trim(view: str, start: int, end: int) -> tuple[int, int]:
    opening = _OPENING.match(view, start, end)
    begin = opening.end() if opening else start
    while end > begin and view[end - 1] in _CLOSING:
        end -= 1
    return begin, end
