"""Turn the tellings of one attack into a report: values, phrases by role, quotes."""

import re
from dataclasses import replace
from datetime import date, timedelta

from geoincidents.extract.actors import ActorWords
from geoincidents.extract.casualties import CasualtyWords, sum_casualties
from geoincidents.extract.days import read_time_of_day
from geoincidents.extract.grouping import Draft
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.model.article import Article
from geoincidents.model.count import Count
from geoincidents.model.evidence import Quote
from geoincidents.model.incident import Attribution, Claim, Denial
from geoincidents.model.phrase import Phrase
from geoincidents.model.report import Line, Report
from geoincidents.model.weapon import Weapon
from geoincidents.model.when import When

_TOWN = 5
_PROVINCE = 3
_COUNTRY = 1
_BACKGROUND_AFTER = timedelta(days=3)
_OPEN_TOLL = {
    "airstrike",
    "drone_strike",
    "missile_attack",
    "ied",
    "suicide_bombing",
    "rocket_attack",
    "explosion",
}
_NEVER = {"called_off", "denied"}


def assemble_report(article: Article, view: str, draft: Draft, *, main: bool) -> Report | None:
    """Give the report of a draft, or `None` where too little is said (type alone)."""
    tellings = sorted(draft.tellings, key=lambda t: (t.heading, t.start))
    impacts, lined = _choose_impacts(tellings)
    launches = _unique([p.phrase for t in tellings for p in t.launches])
    targets = _unique([p.phrase for t in tellings for p in t.targets])
    when = _read_when(view, draft)
    casualties = _count_casualties(article, view, tellings, draft.kind)
    weapon, munitions = _choose_weapon(tellings)
    claims, attributions, denials = _list_actors(tellings)
    if not (impacts or targets or when.start or when.end or casualties.killed or weapon):
        return None
    report = Report(
        article_id=article.article_id,
        role="primary" if main else "background",
        incident_type=draft.kind,
        status=_choose_status(tellings),
        when=when,
        weapon=weapon,
        munitions=munitions,
        impacts=tuple(impacts),
        launches=tuple(launches),
        targets=tuple(targets),
        lines=tuple(Line(launch=i, impact=j) for i in range(len(launches)) for j in lined),
        casualties=casualties,
        perpetrator=next((t.perpetrator for t in tellings if t.perpetrator), None),
        victims=tuple(view[t.victims[0] : t.victims[1]] for t in tellings if t.victims),
        claims=claims,
        denials=denials,
        attributions=attributions,
        explain=_explain(draft),
    )
    return replace(report, quotes=_quote(article, view, tellings, report, draft))


def _choose_status(tellings: list[Telling]) -> str:
    for status in ("intercepted", "failed", "alleged"):
        if any(t.status == status for t in tellings):
            return status
    return "executed"


def _read_when(view: str, draft: Draft) -> When:
    words = [item for t in draft.tellings for item in t.times]
    time_of_day = read_time_of_day(words, view)
    if draft.when is None:
        return When(time_of_day=time_of_day)
    return replace(
        draft.when, text=" ".join((draft.when.text or "").split()) or None, time_of_day=time_of_day
    )


def _choose_impacts(tellings: list[Telling]) -> tuple[list[Phrase], list[int]]:
    """Give the phrases of places hit, and the indices of those that a launch line may end at.

    Where finer places are told, those that only hold them are left out; what was aimed at stands in
    for what was hit ("aimed at the airport, hit their home") as a place near it.
    """
    found = [(p, t) for t in tellings for p in t.impacts]
    finest = max((p.level for p, _ in found), default=0)
    floor = min(finest, _TOWN)
    kept: list[Phrase] = []
    for place, telling in found:
        if place.level < floor and not (finest < _TOWN and place.level == finest):
            continue
        if _is_summary(place, [p for p, _ in found]):
            continue
        counts = [w.munitions for w in telling.weapons if w.munitions and not w.of_attack]
        share = counts[0] if len(counts) == 1 else None
        _add_phrase(kept, replace(place.phrase, munitions=share))
    lined = list(range(len(kept)))
    aimed = [p for t in tellings for p in t.targets]
    for telling in tellings:
        if telling.unplaced_hit and not telling.impacts:
            derived = _derive_near(telling, aimed, kept)
            if derived:
                kept.append(derived)
    if not kept and aimed:
        kept.append(
            replace(aimed[0].phrase, relation="near", indefinite=True, descriptor="aimed at")
        )
    if not lined:
        lined = list(range(len(kept)))
    kept = _keep_shares(tellings, kept)
    fine = [i for i in lined if kept[i].relation in {"at", "near", "in"}]
    return kept, fine or lined


def _keep_shares(tellings: list[Telling], kept: list[Phrase]) -> list[Phrase]:
    """Leave a number at a place only where it is a share of all: what was fired need not have hit."""
    counts = [w.munitions for t in tellings for w in t.weapons if w.munitions]
    total = max((c.min or 0 for c in counts), default=0)
    if len(kept) == 1:
        return kept
    return [
        replace(p, munitions=None) if p.munitions and (p.munitions.min or 0) >= total else p
        for p in kept
    ]


def _derive_near(telling: Telling, aimed: list[PlaceWords], kept: list[Phrase]) -> Phrase | None:
    """Place an unnamed hit ("their home", "a civilian area") near what was aimed at."""
    start, end = telling.unplaced_hit or (0, 0)
    own = telling.targets or ([] if not telling.missed else aimed)
    source = own[0].phrase if own else (kept[0] if kept and telling.missed else None)
    if source is None:
        return None
    counts = [w.munitions for w in telling.weapons if w.munitions]
    return replace(
        source,
        relation="near",
        indefinite=True,
        descriptor="missed",
        munitions=counts[0] if counts else None,
    )


def _is_summary(place: PlaceWords, others: list[PlaceWords]) -> bool:
    """Tell whether another phrase names the same place more finely ("Baghdad", "its airport")."""
    mine = place.phrase.anchors[-1].place_ids[0] if place.phrase.anchors else None
    for other in others:
        if other is place or other.level <= place.level:
            continue
        holders = {m.place_ids[0] for m in other.phrase.containers if m.place_ids}
        if mine in holders or place.level <= _PROVINCE:
            return True
    return False


def _add_phrase(kept: list[Phrase], phrase: Phrase) -> None:
    key = _key(phrase)
    for i, held in enumerate(kept):
        if _key(held)[0] == key[0]:
            # Of "near the airport" and "at the airport" the nearer one stays; counts are kept.
            if (
                phrase.munitions
                and held.munitions
                and (phrase.munitions.min or 0) < (held.munitions.min or 0)
            ):
                held = kept[i] = replace(held, munitions=phrase.munitions)
            if (
                held.relation != phrase.relation
                and phrase.relation == "at"
                and held.descriptor is None
            ):
                kept[i] = replace(phrase, munitions=phrase.munitions or held.munitions)
            return
    kept.append(phrase)


def _key(phrase: Phrase) -> tuple[object, ...]:
    ids = tuple(m.place_ids[0] for m in phrase.anchors if m.place_ids)
    return (ids + (phrase.part, phrase.bearing_deg), phrase.relation)


def _unique(phrases: list[Phrase]) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in phrases:
        _add_phrase(kept, phrase)
    return kept


def _choose_weapon(tellings: list[Telling]) -> tuple[Weapon | None, Count | None]:
    words = [
        w for t in tellings for w in t.weapons if not (t.freshness == "definite" and w.of_attack)
    ]
    if not words:
        return None, None
    named = sorted(
        words,
        key=lambda w: (
            w.weapon.calibre_mm is None,
            w.weapon.name.lower().rstrip("s") in {"rocket", "missile", "bomb", "drone", "shell"},
            w.of_attack,
            w.start,
        ),
    )
    weapon = replace(named[0].weapon)
    total: Count | None = None
    for item in words:
        if item.munitions is None or item.weapon.kind != weapon.kind:
            continue
        if item.part and total is not None:
            continue
        total = _greater(total, item.munitions)
    return weapon, total


def _greater(held: Count | None, new: Count) -> Count:
    if held is None:
        return new
    vague = held.max is None and (held.min or 0) <= 2  # noqa: PLR2004 - a bare plural
    if vague and new.max is not None and (new.min or 0) >= 1:
        return new
    if new.max is None and (new.min or 0) <= 2:  # noqa: PLR2004 - a bare plural
        return held
    return new if (new.min or new.max or 0) > (held.min or held.max or 0) else held


def _count_casualties(article: Article, view: str, tellings: list[Telling], kind: str):  # noqa: ANN202
    statements = [c for t in tellings if not t.heading for c in t.casualties]
    if not statements:
        statements = [c for t in tellings for c in t.casualties]
    named = [t.victims for t in tellings if t.victims]
    if named and not any(s.kind == "killed" for s in statements):
        start, end, number = max(named, key=lambda v: v[2])
        top = None if kind in _OPEN_TOLL else number
        statements.append(
            CasualtyWords(start=start, end=end, kind="killed", count=Count(min=number, max=top))
        )
    return sum_casualties(statements, article.text)


def _list_actors(
    tellings: list[Telling],
) -> tuple[tuple[Claim, ...], tuple[Attribution, ...], tuple[Denial, ...]]:
    words = [a for t in tellings for a in t.actors]
    claims = dict.fromkeys(Claim(actor=a.actor) for a in words if a.kind == "claim")
    blame = dict.fromkeys(
        Attribution(
            actor=a.actor, by=a.by, scope="the attacks in general" if a.general else "this attack"
        )
        for a in words
        if a.kind == "blame"
    )
    denials = dict.fromkeys(Denial(actor=a.actor) for a in words if a.kind == "denial")
    return tuple(claims), tuple(blame), tuple(denials)


def _quote(
    article: Article, view: str, tellings: list[Telling], report: Report, draft: Draft
) -> tuple[Quote, ...]:
    """Quote the clauses that give a value; a second mention that adds nothing is left out."""
    quotes: list[Quote] = []
    for telling in sorted(tellings, key=lambda t: t.start):
        supports = _list_supports(telling, report, draft)
        first = telling is tellings[0]
        if first:
            supports = ["incident_type", *supports]
        if not supports:
            continue
        start, end = _trim(view, telling.start, telling.end)
        quotes.append(
            Quote(
                article_id=article.article_id,
                start=start,
                end=end,
                quote=article.text[start:end],
                supports=tuple(dict.fromkeys(supports)),
            )
        )
    return tuple(quotes)


def _list_supports(telling: Telling, report: Report, draft: Draft) -> list[str]:
    spans = {(p.start, p.end) for p in (*report.impacts, *report.launches, *report.targets)}
    supports: list[str] = []
    if telling is draft.when_by:
        supports.append("when")
    for name, places in (
        ("impacts", telling.impacts),
        ("launches", telling.launches),
        ("targets", telling.targets),
    ):
        if any((p.phrase.start, p.phrase.end) in spans for p in places):
            supports.append(name)
    if telling.unplaced_hit:
        supports.append("impacts")
    if any(w.weapon == report.weapon or w.munitions for w in telling.weapons if not w.of_attack):
        supports.extend(["weapon", "munitions"])
    if telling.casualties or telling.victims:
        supports.append("casualties")
    if telling.actors:
        supports.extend(
            sorted(
                {
                    {"claim": "claims", "blame": "attributions", "denial": "denials"}[a.kind]
                    for a in telling.actors
                }
            )
        )
    if telling.perpetrator and telling.perpetrator == report.perpetrator:
        supports.append("perpetrator")
    if telling.status != "executed":
        supports.append("status")
    return supports


def _trim(view: str, start: int, end: int) -> tuple[int, int]:
    match = re.compile(r"[\s,;:–\"']*").match(view, start, end)
    begin = match.end() if match else start
    while end > begin and view[end - 1] in " ,;\n\r–":
        end -= 1
    return begin, end


def _explain(draft: Draft) -> tuple[str, ...]:
    lines = [f"type {draft.kind}: words of violence in {len(draft.tellings)} clause(s)"]
    if draft.when and draft.when.text:
        lines.append(f"date from {' '.join(draft.when.text.split())!r}")
    return tuple(lines)


def is_recent(when: When | None, published: date | None) -> bool:
    """Tell whether a time is no more than three days before publication, or not said."""
    if when is None or when.start is None or published is None:
        return True
    return when.precision == "day" and published - when.start <= _BACKGROUND_AFTER


__all__ = ["ActorWords", "assemble_report", "is_recent"]
