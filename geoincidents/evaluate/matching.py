"""Find which found incident is which of gold: where their sentences overlap, best total first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geoincidents.evaluate.gold import GoldIncident, GoldSet, Span
from geoincidents.evaluate.grading import grade_fields, share_family
from geoincidents.model import Incident

SHARED_WORD = 15  # characters: a shared word is no shared sentence
FIELD_WEIGHT = 150  # characters of common quotes that a field right is worth

Told = dict[str, list[Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Hold who is who, by index into the gold incidents and the found ones.

    `found_of` maps gold to found. `false` are found incidents of gold's articles that are none of
    gold's; `split` are the second and further ones of an incident that may be split. `counted`
    are those that precision is taken over: neither matched to an optional one nor split.
    """

    told: tuple[Told, ...]
    found_of: dict[int, int]
    false: tuple[int, ...]
    split: frozenset[int]
    counted: tuple[int, ...]


def count_overlap(ones: Iterable[Span], others: Sequence[Span]) -> int:
    """Count the characters that two lists of spans share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in ones for b in others)


def list_told(incident: Incident) -> Told:
    """Give the spans of the quotes of an incident by article."""
    told: Told = {}
    for quote in incident.evidence:
        told.setdefault(quote.article_id, []).append((quote.start, quote.end))
    return told


def match_incidents(gold: GoldSet, found: Sequence[Incident]) -> Matching:
    """Match found incidents with gold one to one, heaviest pair first.

    A found incident without any quote, or with one in an article of gold, is in the game.
    """
    told = tuple(list_told(incident) for incident in found)
    scope = gold.articles
    inside = [i for i, spans in enumerate(told) if not spans or scope & spans.keys()]
    pairs = _assign(_weigh_pairs(gold, found, told, inside))
    gold_of = {found_index: gold_index for gold_index, found_index in pairs.items()}
    left = [i for i in inside if i not in gold_of]
    false = _take_splits(gold, told, left)
    split = frozenset(left) - frozenset(false)
    counted = [
        i
        for i in inside
        if i in set(false)
        or (i in gold_of and gold.incidents[gold_of[i]].expectation == "required")
    ]
    return Matching(
        told=told, found_of=pairs, false=tuple(false), split=split, counted=tuple(counted)
    )


def _weigh_pairs(
    gold: GoldSet, found: Sequence[Incident], told: Sequence[Told], inside: Sequence[int]
) -> list[tuple[float, int, int]]:
    again = _list_second_mentions(gold)
    weights: list[tuple[float, int, int]] = []
    for gold_index, incident in enumerate(gold.incidents):
        for found_index in inside:
            main = _count_main(incident, told[found_index])
            other = sum(
                count_overlap(spans, told[found_index].get(article, []))
                for article, spans in again.get(incident.id, {}).items()
            )
            if max(main, other) < SHARED_WORD:
                continue
            if share_family(incident.types, found[found_index].incident_type):
                right = sum(grade_fields(incident, found[found_index]).values())
                weight = main + other / 2 + FIELD_WEIGHT * right
                weights.append((weight, gold_index, found_index))
    return weights


def _count_main(incident: GoldIncident, told: Told) -> int:
    return sum(count_overlap(m.spans, told.get(m.article, [])) for m in incident.members)


def _list_second_mentions(gold: GoldSet) -> dict[str, Told]:
    again: dict[str, Told] = {}
    for one in gold.negatives:
        if one.kind == "duplicate_mention" and one.refers_to:
            spans = again.setdefault(one.refers_to, {}).setdefault(one.article, [])
            spans.append((one.start, one.end))
    return again


def _assign(weights: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Take pairs greedily, heaviest first: sets are small, and weights well apart."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, gold_index, found_index in sorted(weights, reverse=True):
        if gold_index not in pairs and found_index not in taken:
            pairs[gold_index] = found_index
            taken.add(found_index)
    return pairs


def _take_splits(gold: GoldSet, told: Sequence[Told], left: Sequence[int]) -> list[int]:
    """Give those left over that are no second place of an incident that may be split."""
    spare = {
        i: len(incident.impacts) - 1
        for i, incident in enumerate(gold.incidents)
        if incident.may_split
    }
    false: list[int] = []
    for found_index in left:
        home = next(
            (
                i
                for i, free in spare.items()
                if free > 0
                and any(
                    count_overlap(member.spans, told[found_index].get(member.article, []))
                    for member in gold.incidents[i].members
                )
            ),
            None,
        )
        if home is None:
            false.append(found_index)
        else:
            spare[home] -= 1
    return false
