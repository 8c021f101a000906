"""Score found incidents against a gold set."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from geoincidents.evaluate.clusters import Rates, score_clusters
from geoincidents.evaluate.gold import GoldIncident, GoldSet, Spot
from geoincidents.evaluate.grading import (
    FIELDS,
    find_nearest,
    grade_fields,
    is_said_by_found,
    is_said_by_gold,
    is_told,
)
from geoincidents.evaluate.matching import Matching, count_overlap, match_incidents
from geoincidents.model import Article, Incident

DIGITS = 3
MISSED = "(missed)"
NONE = "(none)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """Hold how well one field is read.

    `right` is the mean share right over the found incidents, silence on both sides included.
    `rates` count only where something is said: precision over what the run says of it, recall over
    what gold says of it, `said_by_gold` and `said_by_run` times.
    """

    right: float
    rates: Rates
    said_by_gold: int
    said_by_run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """Hold the size of the errors of a measure: km of places, days of dates."""

    number: int
    exact: int
    median: float
    largest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """Hold how articles were joined.

    `joined` of `told_by_several` gold incidents that were found have quotes of all their articles.
    `mixed` are found incidents that quote two or more gold ones; `broken_up` gold incidents that
    two or more found ones quote. `rates` are B-cubed over the pairs of gold incident and article.
    """

    joined: int
    told_by_several: int
    mixed: tuple[str, ...]
    broken_up: tuple[str, ...]
    rates: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Hold what became of one incident: `found`, `missed`, `skipped` (optional) or `false`."""

    verdict: str
    incident_id: str
    title: str
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Hold every figure of an evaluation, unrounded; docs/gold.md defines them."""

    required: int
    predicted: int
    found: int
    false_alarms: int
    rates: Rates
    end_to_end: float
    said_right: float
    evidence_focus: float
    all_fields_right: int
    fields: dict[str, FieldScore]
    confusion: dict[str, dict[str, int]]
    place_km: Errors
    date_days: Errors
    merges: Merges
    false_alarms_on: dict[str, int]
    broken_quotes: int | None
    drafts: int
    verdicts: tuple[Verdict, ...]


def evaluate_incidents(
    found: Iterable[Incident], gold: GoldSet, *, articles: Iterable[Article] | None = None
) -> Scores:
    """Score the incidents of a run against gold; with `articles` check every quote as well."""
    found = list(found)
    matching = match_incidents(gold, found)
    required = [i for i, one in enumerate(gold.incidents) if one.expectation == "required"]
    hits = [
        (gold.incidents[i], found[matching.found_of[i]]) for i in required if i in matching.found_of
    ]
    graded = [grade_fields(*pair) for pair in hits]
    kept = [
        {name: share for name, share in grades.items() if is_told(name, *pair)}
        for pair, grades in zip(hits, graded, strict=True)
    ]
    credit = sum(sum(grades.values()) / len(grades) for grades in kept)
    said = [share for grades in kept for share in grades.values()]
    predicted = len(matching.counted)
    total = len(required) + predicted
    return Scores(
        required=len(required),
        predicted=predicted,
        found=len(hits),
        false_alarms=len(matching.false),
        rates=Rates(
            precision=len(hits) / max(1, predicted), recall=len(hits) / max(1, len(required))
        ),
        end_to_end=2 * credit / total if credit else 0.0,
        said_right=sum(said) / max(1, len(said)),
        evidence_focus=_measure_focus(gold, matching, required),
        all_fields_right=sum(all(share == 1 for share in grades.values()) for grades in graded),
        fields=_score_fields(gold, found, matching, hits, graded),
        confusion=_confuse_types(gold, found, matching),
        place_km=_measure_places(hits),
        date_days=_measure_dates(hits),
        merges=_score_merges(gold, found, matching),
        false_alarms_on=_count_negatives(gold, matching),
        broken_quotes=None if articles is None else count_broken(found, articles),
        drafts=gold.drafts,
        verdicts=tuple(_judge(gold, found, matching)),
    )


def count_broken(found: Iterable[Incident], articles: Iterable[Article]) -> int:
    """Count the quotes that do not stand in their article where they say."""
    texts = {article.article_id: article.text for article in articles}
    return sum(
        quote.article_id not in texts
        or texts[quote.article_id][quote.start : quote.end] != quote.quote
        for incident in found
        for quote in incident.evidence
    )


def _measure_focus(gold: GoldSet, matching: Matching, required: Sequence[int]) -> float:
    """Give the share of the quoted text that gold, too, says tells of the incident."""
    on = off = 0
    for i in required:
        if i not in matching.found_of:
            continue
        told = matching.told[matching.found_of[i]]
        members = gold.incidents[i].members
        on += sum(count_overlap(m.spans, told.get(m.article, [])) for m in members)
        off += sum(end - start for spans in told.values() for start, end in spans)
    return on / max(1, off)


def _score_fields(
    gold: GoldSet,
    found: Sequence[Incident],
    matching: Matching,
    hits: Sequence[tuple[GoldIncident, Incident]],
    graded: Sequence[Mapping[str, float]],
) -> dict[str, FieldScore]:
    required = [one for one in gold.incidents if one.expectation == "required"]
    scores = {}
    for field in FIELDS:
        asked = sum(is_said_by_gold(field, one) for one in required)
        answered = sum(is_said_by_found(field, found[i]) for i in matching.counted)
        credit = sum(
            grades[field]
            for (one, other), grades in zip(hits, graded, strict=True)
            if is_said_by_gold(field, one) and is_said_by_found(field, other)
        )
        scores[field] = FieldScore(
            right=sum(grades[field] for grades in graded) / max(1, len(graded)),
            rates=Rates(precision=credit / max(1, answered), recall=credit / max(1, asked)),
            said_by_gold=asked,
            said_by_run=answered,
        )
    return scores


def _confuse_types(
    gold: GoldSet, found: Sequence[Incident], matching: Matching
) -> dict[str, dict[str, int]]:
    """Count gold's type against the run's; a type that gold accepts counts as gold's own."""
    table: dict[str, Counter[str]] = {}
    for i, one in enumerate(gold.incidents):
        if i in matching.found_of:
            kind = found[matching.found_of[i]].incident_type
            row = kind if kind in one.types else one.types[0]
            table.setdefault(row, Counter())[kind] += 1
        elif one.expectation == "required":
            table.setdefault(one.types[0], Counter())[MISSED] += 1
    for i in matching.false:
        table.setdefault(NONE, Counter())[found[i].incident_type] += 1
    return {row: dict(sorted(table[row].items())) for row in sorted(table)}


def _measure_places(hits: Iterable[tuple[GoldIncident, Incident]]) -> Errors:
    """Measure from each of gold's places to the nearest found one, where both name any."""
    misses = [
        find_nearest(point, other.impacts)[1]
        for one, other in hits
        for spot in one.impacts
        if other.impacts and (point := _point(spot)) is not None
    ]
    return _sum_errors(misses, exact=1.0)


def _point(spot: Spot) -> tuple[float, float] | None:
    return None if spot.lon is None or spot.lat is None else (spot.lon, spot.lat)


def _measure_dates(hits: Iterable[tuple[GoldIncident, Incident]]) -> Errors:
    """Count the days between the first days of both windows, where both have one."""
    return _sum_errors(
        [
            float(abs((one.date.start - other.when.start).days))
            for one, other in hits
            if one.date.start and other.when.start
        ],
        exact=0.0,
    )


def _sum_errors(errors: Sequence[float], *, exact: float) -> Errors:
    return Errors(
        number=len(errors),
        exact=sum(error <= exact for error in errors),
        median=median(errors) if errors else 0.0,
        largest=max(errors, default=0.0),
    )


def _score_merges(gold: GoldSet, found: Sequence[Incident], matching: Matching) -> Merges:
    several = [
        (one, matching.told[matching.found_of[i]])
        for i, one in enumerate(gold.incidents)
        if i in matching.found_of and len(one.articles) > 1
    ]
    labels: dict[tuple[str, str], str] = {}
    clusters: dict[tuple[str, str], str] = {}
    holders: dict[str, set[str]] = {}
    held: dict[str, set[str]] = {}
    for one in gold.incidents:
        for member in one.members:
            labels[one.id, member.article] = one.id
            shares = [
                (count_overlap(member.spans, told.get(member.article, [])), found[i].incident_id)
                for i, told in enumerate(matching.told)
            ]
            best, name = max(shares, default=(0, ""))
            if best:
                clusters[one.id, member.article] = name
                holders.setdefault(one.id, set()).add(name)
                held.setdefault(name, set()).add(one.id)
    return Merges(
        joined=sum(one.articles <= told.keys() for one, told in several),
        told_by_several=len(several),
        mixed=tuple(sorted(name for name, ids in held.items() if len(ids) > 1)),
        broken_up=tuple(sorted(name for name, ids in holders.items() if len(ids) > 1)),
        rates=score_clusters(labels, clusters),
    )


def _count_negatives(gold: GoldSet, matching: Matching) -> dict[str, int]:
    """Count what kinds of no incident the false alarms stand on."""
    kinds = Counter(
        one.kind
        for i in matching.false
        for one in gold.negatives
        if count_overlap([(one.start, one.end)], matching.told[i].get(one.article, []))
    )
    return dict(sorted(kinds.items()))


def _judge(gold: GoldSet, found: Sequence[Incident], matching: Matching) -> Iterable[Verdict]:
    for i, one in enumerate(gold.incidents):
        if i in matching.found_of:
            grades = grade_fields(one, found[matching.found_of[i]])
            wrong = tuple(name for name, share in grades.items() if share < 1)
            yield Verdict(verdict="found", incident_id=one.id, title=one.title, wrong=wrong)
        else:
            verdict = "missed" if one.expectation == "required" else "skipped"
            yield Verdict(verdict=verdict, incident_id=one.id, title=one.title)
    for i in matching.false:
        first = next(iter(found[i].evidence), None)
        words = first.quote if first else "(no evidence)"
        title = f"{found[i].incident_type}: {words}"
        yield Verdict(verdict="false", incident_id=found[i].incident_id, title=title)


def show_scores(scores: Scores) -> dict[str, Any]:
    """Give the figures as plain values for JSON, rounded to three digits."""
    rates = _show_rates(scores.rates)
    return {
        "required": scores.required,
        "predicted": scores.predicted,
        "found": scores.found,
        "false_alarms": scores.false_alarms,
        **rates,
        "fields": {name: round(one.right, DIGITS) for name, one in scores.fields.items()}
        if scores.found
        else {},
        "all_fields_right": scores.all_fields_right,
        "joined_over_articles": f"{scores.merges.joined}/{scores.merges.told_by_several}",
        "false_alarms_on": scores.false_alarms_on,
        "broken_quotes": scores.broken_quotes,
        "said_right": round(scores.said_right, DIGITS),
        "evidence_focus": round(scores.evidence_focus, DIGITS),
        "end_to_end": round(scores.end_to_end, DIGITS),
        "by_field": {
            name: {
                **_show_rates(one.rates),
                "said_by_gold": one.said_by_gold,
                "said_by_run": one.said_by_run,
            }
            for name, one in scores.fields.items()
        },
        "confusion": scores.confusion,
        "place_km": _show_errors(scores.place_km),
        "date_days": _show_errors(scores.date_days),
        "merges": {
            "mixed": list(scores.merges.mixed),
            "broken_up": list(scores.merges.broken_up),
            "b_cubed": _show_rates(scores.merges.rates),
        },
        "drafts": scores.drafts,
    }


def _show_rates(rates: Rates) -> dict[str, float]:
    return {
        "recall": round(rates.recall, DIGITS),
        "precision": round(rates.precision, DIGITS),
        "f1": round(rates.f1, DIGITS),
    }


def _show_errors(errors: Errors) -> dict[str, float]:
    return {
        "number": errors.number,
        "exact": errors.exact,
        "median": round(errors.median, DIGITS),
        "largest": round(errors.largest, DIGITS),
    }
