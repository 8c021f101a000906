"""Remember the places of an article, for "the base" and "the airport" later on."""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from geoincidents.extract.capitals import is_capital
from geoincidents.extract.phrases.patterns import FACILITY
from geoincidents.extract.phrases.words import Anchor
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_CANDIDATES = 3
_TOWNS = {"city", "town"}
_CAPITAL = "capital of a state"
# Offset, how many were told before it (counted down: of one offset the first is meant), mention,
# phrase of an unnamed place.
_Known = tuple[int, int, Mention, Phrase | None]


@dataclass(slots=True, kw_only=True)
class Memory:
    """Hold what was named so far, each kind in the order of the text.

    A long article asks thousands of times: nothing here walks through all that was told. `place`
    gives the place of an id; `missed` are words that point back to nothing, each with its start,
    its end and the reason.
    """

    place: Callable[[str], Place]
    missed: list[tuple[int, int, str]] = field(default_factory=list)
    _told: dict[str, list[_Known]] = field(default_factory=dict)
    _cities: dict[tuple[str | None, str | None], list[_Known]] = field(default_factory=dict)
    _areas: list[tuple[int, Place]] = field(default_factory=list)
    _latest_cities: list[_Known] = field(default_factory=list)
    _count: int = 0
    _last: Phrase | None = None

    def note_name(self, mention: Mention) -> None:
        """Remember a name."""
        # A country is meant where one is named, whatever town elsewhere bears its name.
        first = self.place(mention.place_ids[0]).kind
        several = 1 if first == "country" else _CANDIDATES
        kinds = {self.place(place_id).kind for place_id in mention.place_ids[:several]}
        for kind in sorted(kinds):
            self._note(kind, mention.start, mention, None)

    def note_phrase(self, phrase: Phrase, mention: Mention) -> None:
        """Remember an unnamed place ("an air base near Mosul")."""
        if phrase.facility or (phrase.indefinite and phrase.descriptor):
            kinds = phrase.facility or FACILITY.get(phrase.descriptor or "", []) or ["site"]
            for kind in kinds:
                self._note(kind, phrase.start, mention, phrase)

    def note_taught(self, phrase: Phrase) -> None:
        """Remember a place that the article taught, for "the village"."""
        self._note("village", phrase.end, phrase.anchors[-1], phrase)

    def _note(self, kind: str, start: int, mention: Mention, phrase: Phrase | None) -> None:
        self._count += 1
        known = (start, -self._count, mention, phrase)
        _keep(self._told.setdefault(kind, []), known)
        if not mention.place_ids:
            return
        place = self.place(mention.place_ids[0])
        if place.kind == "admin1":
            self._areas.append((start, place))
        if kind == "city":
            self._latest_cities.append(known)
            _keep(self._cities.setdefault((place.country, place.admin1), []), known)
            if is_capital(place):
                _keep(self._told.setdefault(_CAPITAL, []), known)

    def note_last(self, phrase: Phrase) -> None:
        """Remember the last place finer than a province, for "there" and "nearby"."""
        self._last = phrase

    def point(self, match: re.Match[str]) -> Phrase | None:
        """Give the phrase that "there" or "nearby" stands for, or `None` where none was told."""
        start, end = match.span("word")
        if self._last is None:
            self.missed.append((start, end, "no place was told before it"))
            return None
        told = replace(self._last, start=start, end=end, text=match["word"], within=())
        if match["word"] == "nearby" and told.relation in {"in", "at"}:
            return replace(told, relation="near", indefinite=True)
        return told

    def resolve(
        self, match: re.Match[str], surface: str
    ) -> tuple[Mention, str, Phrase | None] | None:
        """Give the mention that "the base" stands for, the place it repeats, and its phrase."""
        head = " ".join(match["head"].lower().split())
        kinds = FACILITY.get(head, [])
        if head == "capital":
            kinds = [_CAPITAL]
            meant = self._pick_capital(match)
        else:
            meant = _find_last((self._told.get(kind, []) for kind in kinds), match.start())
        if meant is None:
            why = f"no {head} was told before it" if kinds else "it may be any place told before it"
            self.missed.append((match.start(), match.end(), why))
            return None
        # A name that stands before in the same breath is meant; else the last one told.
        _, _, mention, phrase = meant
        words = Mention(
            start=match.start(),
            end=match.end(),
            surface=surface,
            place_ids=mention.place_ids,
            kind_cue=head if head in _TOWNS else None,
            rule=f"means {mention.surface!r} named before",
        )
        return words, mention.place_ids[0], phrase

    def _pick_capital(self, match: re.Match[str]) -> _Known | None:
        """Give the city meant: the capital of a country, or of a province the one named in it."""
        adjective = (match["adj"] or "").strip().lower()
        if adjective not in {"provincial", "regional", "district"}:
            # Geneva is none, however often it is named.
            return _find_last([self._told.get(_CAPITAL, [])], match.start())
        area = next((one for at, one in reversed(self._areas) if at < match.start()), None)
        if area is None:
            return next((k for k in reversed(self._latest_cities) if k[0] < match.start()), None)
        names = {area.name, area.admin1}
        return _find_last(
            (self._cities.get((area.country, name), []) for name in names), match.start()
        )


def _keep(rows: list[_Known], known: _Known) -> None:
    """Put what was told in the order of the text; nearly always that is the end."""
    insort(rows, known, key=_order)


def _order(known: _Known) -> tuple[int, int]:
    return known[:2]


def _offset(known: _Known) -> int:
    return known[0]


def _find_last(lists: Iterable[list[_Known]], start: int) -> _Known | None:
    """Give the last of what stands before an offset; of one offset what was told first."""
    ends = [(rows, bisect_left(rows, start, key=_offset)) for rows in lists]
    return max((rows[end - 1] for rows, end in ends if end), key=_order, default=None)


def recall_phrase(phrase: Phrase, anchor: Anchor) -> Phrase:
    """Give an unnamed place told before its own geometry again ("the base" near Mosul)."""
    known = anchor.antecedent
    if known is None or phrase.relation not in {"in", "at"}:
        return phrase
    return replace(known, start=phrase.start, end=phrase.end, text=phrase.text)
