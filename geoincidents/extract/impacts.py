"""Choose the places hit out of all that the tellings of one attack name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.phrases.unlisted import is_unlisted, level_unlisted
from geoincidents.extract.tellings import Telling
from geoincidents.model.phrase import Phrase

_PROVINCE, _TOWN = 3, 5  # levels of PlaceWords
_LINED = {"at", "near", "in"}
_HOLDING = {"in", "at"}


class Impacts(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the phrases of places hit, and the indices of those that a launch line may end at."""

    phrases: tuple[Phrase, ...]
    lined: tuple[int, ...]


def choose_impacts(tellings: Sequence[Telling]) -> Impacts:
    """Give the places hit.

    Where finer places are told, those that only hold them are left out; what was aimed at stands in
    for what was hit ("aimed at the airport, hit their home") as a place near it. Such a derived
    place gets a line only where there is no other.
    """
    named = _list_named(tellings)
    aimed = [p.phrase for t in tellings for p in t.targets]
    derived = [d for t in tellings if (d := _derive_near(t, aimed, named))]
    if not named and not derived and aimed:
        derived = [replace(aimed[0], relation="near", indefinite=True, descriptor="aimed at")]
    phrases = [*named, *derived]
    lined = range(len(named)) if named else range(len(phrases))
    fine = [i for i in lined if phrases[i].relation in _LINED]
    return Impacts(phrases=tuple(_keep_shares(tellings, phrases)), lined=tuple(fine or lined))


def choose_launches(tellings: Sequence[Telling]) -> tuple[Phrase, ...]:
    """Give the places it was fired from; where a province or a town is told, no country."""
    told = [p for t in tellings for p in t.launches]
    fine = [p for p in told if p.level >= _PROVINCE]
    return join_phrases(p.phrase for p in fine or told)


def join_phrases(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Give the phrases, each place once."""
    kept: list[Phrase] = []
    for phrase in phrases:
        _add_phrase(kept, phrase)
    return tuple(kept)


def _list_named(tellings: Sequence[Telling]) -> list[Phrase]:
    found = [(place, telling) for telling in tellings for place in telling.impacts]
    told = [(p, t) for p, t in found if not t.heading and p.level >= _PROVINCE]
    found = told or found  # a headline is shorter than the truth: it counts where the text is mute
    floor = min(max((p.level for p, _ in found), default=0), _TOWN)
    each = list({_key(p.phrase): p for p, _ in found}.values())
    kept: list[Phrase] = []
    for place, telling in found:
        if place.level < floor or _is_summary(place, each):
            continue
        counts = [w.munitions for w in telling.weapons if w.munitions and not w.of_attack]
        share = counts[0] if len(counts) == 1 else None
        _add_phrase(kept, replace(place.phrase, munitions=share))
    return _hold_unlisted(kept, [p for p, _ in found])


def _hold_unlisted(kept: list[Phrase], told: Sequence[PlaceWords]) -> list[Phrase]:
    """Give the quarter or village that no table knows the one place told that can hold it."""
    levels = {_key(p.phrase): p.level for p in told}
    loose = [p.phrase for p in told if not p.phrase.containers and is_unlisted(p.phrase)]
    if len(kept) != 1 or not loose or loose[0] in kept or kept[0].relation not in _HOLDING:
        return kept
    level = levels.get(_key(kept[0]), _TOWN)
    finest = max(loose, key=lambda p: level_unlisted(p.anchors[-1].kind_cue))
    finer = level_unlisted(finest.anchors[-1].kind_cue)
    if finer <= _TOWN if level > _PROVINCE else finer <= level:
        return kept  # two villages are two places
    holders = (*kept[0].anchors, *kept[0].containers)
    return [replace(finest, containers=holders, munitions=kept[0].munitions)]


def _is_summary(place: PlaceWords, others: Sequence[PlaceWords]) -> bool:
    """Tell whether another phrase names the same place more finely ("Baghdad", "its airport")."""
    mine = next(iter(place.phrase.anchors[-1].place_ids), None) if place.phrase.anchors else None
    finer = [other for other in others if other.level > place.level]
    if finer and place.level <= _PROVINCE:
        return True
    holders = {m.place_ids[0] for o in finer for m in o.phrase.containers if m.place_ids}
    return mine in holders


def _add_phrase(kept: list[Phrase], phrase: Phrase) -> None:
    """Add a phrase; of two for one place the nearer relation and the smaller number stay."""
    for i, held in enumerate(kept):
        if _key(held) != _key(phrase):
            continue
        counts = [p.munitions for p in (held, phrase) if p.munitions]
        share = min(counts, key=lambda c: c.min or 0, default=None)
        nearer = phrase.relation == "at" != held.relation and held.descriptor is None
        kept[i] = replace(phrase if nearer else held, munitions=share)
        return
    kept.append(phrase)


def _key(phrase: Phrase) -> tuple[object, ...]:
    ids = tuple(m.place_ids[0] if m.place_ids else m.surface for m in phrase.anchors)
    return (ids, phrase.part, phrase.bearing_deg, phrase.called, phrase.coordinates)


def _derive_near(
    telling: Telling, aimed: Sequence[Phrase], named: Sequence[Phrase]
) -> Phrase | None:
    """Place an unnamed hit ("their home", "a civilian area") near what was aimed at."""
    if telling.unplaced_hit is None or telling.impacts:
        return None
    own = [p.phrase for p in telling.targets]
    sources = own or ([*aimed, *named] if telling.missed else [])
    if not sources:
        return None
    counts = [w.munitions for w in telling.weapons if w.munitions]
    start, end = telling.unplaced_hit
    return replace(
        sources[0],
        start=start,
        end=end,
        text=telling.unplaced_words,
        relation="near",
        indefinite=True,
        descriptor="missed",
        munitions=counts[0] if counts else None,
    )


def _keep_shares(tellings: Sequence[Telling], phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave a number at a place only where it is a share: what was fired need not have hit."""
    counts = [w.munitions for t in tellings for w in t.weapons if w.munitions]
    total = max((c.min or 0 for c in counts), default=0)
    if len(phrases) == 1:
        return list(phrases)
    return [
        replace(p, munitions=None) if p.munitions and (p.munitions.min or 0) >= total else p
        for p in phrases
    ]
