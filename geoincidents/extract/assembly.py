"""Turn the tellings of one attack into a report: one value for each field."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from geoincidents.extract.casualties import CasualtyWords
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.days import read_time_of_day
from geoincidents.extract.drafts import Draft
from geoincidents.extract.impacts import choose_impacts, choose_launches, join_phrases
from geoincidents.extract.quoting import quote_tellings
from geoincidents.extract.tellings import Telling
from geoincidents.extract.tolls import share_sides, sum_casualties
from geoincidents.extract.weapons import choose_weapon
from geoincidents.model.article import Article
from geoincidents.model.casualties import Casualties
from geoincidents.model.count import Count
from geoincidents.model.incident import Attribution, Claim, Denial
from geoincidents.model.report import Line, Report
from geoincidents.model.when import When

_RECENT = timedelta(days=3)
# Who is named as killed by one of these need not be the only one.
_OPEN_TOLL = {
    "airstrike",
    "drone_strike",
    "missile_attack",
    "ied",
    "suicide_bombing",
    "rocket_attack",
    "explosion",
}
_STATUS_ORDER = ("intercepted", "failed", "alleged")
_EFFECT = re.compile(
    r"\b(?:set\son\sfire|caught\sfire|was\sdamaged|were\sdamaged|destroyed)\b", re.IGNORECASE
)
_SCOPE = {True: "the attacks in general", False: "this attack"}


def assemble_report(article: Article, view: str, draft: Draft, *, main: bool) -> Report | None:
    """Give the report of a draft, or `None` where too little is said (type alone)."""
    tellings = sorted(draft.tellings, key=lambda t: (t.heading, t.start))
    impacts = choose_impacts(tellings)
    launches = choose_launches(tellings)
    targets = join_phrases(p.phrase for t in tellings for p in t.targets)
    when = _read_when(view, draft, article.published)
    casualties = _count_casualties(article, tellings, draft.kind)
    weapon, munitions = choose_weapon(
        [w for t in tellings for w in t.weapons if t.freshness != "definite" or not w.of_attack]
    )
    if not (impacts.phrases or targets or when.text or casualties.killed or weapon):
        return None
    actors = [a for t in tellings for a in t.actors]
    perpetrator = next((t.perpetrator for t in tellings if t.perpetrator), None)
    status, contradictions = _choose_status(view, tellings)
    report = Report(
        article_id=article.article_id,
        role="primary" if main else "background",
        incident_type=_name_type(draft.kind, perpetrator),
        status=status,
        contradictions=contradictions,
        when=when,
        weapon=weapon,
        munitions=munitions,
        impacts=impacts.phrases,
        launches=launches,
        targets=targets,
        lines=tuple(Line(launch=i, impact=j) for i in range(len(launches)) for j in impacts.lined),
        casualties=casualties,
        perpetrator=perpetrator,
        victims=tuple(view[t.victims[0] : t.victims[1]] for t in tellings if t.victims),
        claims=tuple(dict.fromkeys(Claim(actor=a.actor) for a in actors if a.kind == "claim")),
        denials=tuple(dict.fromkeys(Denial(actor=a.actor) for a in actors if a.kind == "denial")),
        attributions=tuple(
            dict.fromkeys(
                Attribution(actor=a.actor, by=a.by, scope=_SCOPE[a.general])
                for a in actors
                if a.kind == "blame"
            )
        ),
        explain=_explain(draft),
    )
    return replace(report, quotes=quote_tellings(article, view, draft, report))


# "Militants attacked a checkpoint": on foot, with arms (ACLED: Attack, Armed clash).
_ON_FOOT = re.compile(
    r"\b(?:gunm[ae]n|militants?|militiam[ae]n|militias?|rebels?|fighters?|insurgents?|guerrillas?"
    r"|bandits?|terrorists?|assailants?|attackers?|soldiers|police|armed\s(?:men|group|gang)"
    r"|jihadists?|extremists?|paramilitaries|herdsmen|pirates|assassins?|hitmen)$",
    re.IGNORECASE,
)


def _name_type(kind: str, perpetrator: str | None) -> str:
    """Give the type; who attacks on foot, with a weapon not named, makes an armed attack."""
    on_foot = perpetrator is not None and _ON_FOOT.search(perpetrator)
    return "armed_attack" if kind == "unspecified_attack" and on_foot else kind


def _choose_status(view: str, tellings: Sequence[Telling]) -> tuple[str, tuple[str, ...]]:
    """Give the status, and what contradicts it: "did not explode" against "was set on fire"."""
    said = {t.status: t for t in reversed(tellings)}
    # One drone that was shot down says nothing of the others that killed.
    if any(t.status == "executed" and t.casualties for t in tellings if not t.heading):
        hurt = [c for t in tellings if t.status == "executed" for c in t.casualties]
        if any(c.count.min for c in hurt):
            said.pop("intercepted", None)
    status = next((s for s in _STATUS_ORDER if s in said), "executed")
    if status != "failed":
        return status, ()
    effects = [m.group() for t in tellings if (m := _EFFECT.search(view, t.start, t.end))]
    hurt = [c for t in tellings for c in t.casualties if c.count.min]
    if not effects and not hurt:
        return status, ()
    seen = effects[0] if effects else view[hurt[0].start : hurt[0].end]
    return "executed", (f'detonation: said to have failed, against "{seen}"',)


def _read_when(view: str, draft: Draft, published: date | None) -> When:
    """Give the window; what has no time happened before it was published."""
    words = [item for t in draft.tellings for item in t.times]
    time_of_day = read_time_of_day(words, view)
    when = draft.when or When()
    if when.start is None and when.end is None:
        when = replace(when, end=published)
    if (
        published
        and when.end
        and when.end > published
        and (not when.start or when.start <= published)
    ):
        when = replace(when, end=published)  # news is of what has happened
    text = " ".join((when.text or "").split()) or None
    return replace(when, text=text, time_of_day=time_of_day)


def _count_casualties(article: Article, tellings: Sequence[Telling], kind: str) -> Casualties:
    """Sum up what the text says; the headline counts only where the text says nothing."""
    statements = [c for t in tellings if not t.heading for c in t.casualties]
    statements = statements or [c for t in tellings for c in t.casualties]
    named = [t.victims for t in tellings if t.victims]
    if named and not any(s.kind == "killed" for s in statements):
        start, end, number = max(named, key=lambda v: v[2])
        count = Count(min=number, max=None if kind in _OPEN_TOLL else number)
        statements.append(CasualtyWords(start=start, end=end, kind="killed", count=count))
    return sum_casualties(share_sides(statements, kind), article.text)


def _explain(draft: Draft) -> tuple[str, ...]:
    lines = [f"type {draft.kind}: words of violence in {len(draft.tellings)} clause(s)"]
    if draft.when and draft.when.text:
        lines.append(f"date from {' '.join(draft.when.text.split())!r}")
        if isinstance(draft.when_by, TimeWords):
            lines.append("the day is that of its entry")
        elif draft.when_by and not any(t is draft.when_by for t in draft.tellings):
            lines.append("no day of its own: that of what is told beside it")
    return tuple(lines)


def is_recent(when: When | None, published: date | None) -> bool:
    """Tell whether a time is no more than three days before publication, or not said."""
    if when is None or when.start is None or published is None:
        return True
    return when.precision == "day" and published - when.start <= _RECENT
