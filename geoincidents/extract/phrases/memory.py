"""Remember the places of an article, for "the base" and "the airport" later on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from geoincidents.extract.capitals import is_capital
from geoincidents.extract.phrases.patterns import FACILITY
from geoincidents.extract.phrases.words import Anchor
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_CANDIDATES = 3
_TOWNS = {"city", "town"}
_Known = tuple[str, int, Mention, Phrase | None]


@dataclass(slots=True, kw_only=True)
class Memory:
    """Hold what was named so far as (kind, offset, mention, phrase of an unnamed place).

    `place` gives the place of an id; `missed` are words that point back to nothing, each with its
    start, its end and the reason.
    """

    place: Callable[[str], Place]
    missed: list[tuple[int, int, str]] = field(default_factory=list)
    _known: list[_Known] = field(default_factory=list)
    _last: Phrase | None = None

    def note_name(self, mention: Mention) -> None:
        """Remember a name."""
        # A country is meant where one is named, whatever town elsewhere bears its name.
        first = self.place(mention.place_ids[0]).kind
        several = 1 if first == "country" else _CANDIDATES
        kinds = {self.place(place_id).kind for place_id in mention.place_ids[:several]}
        self._known += [(kind, mention.start, mention, None) for kind in sorted(kinds)]

    def note_phrase(self, phrase: Phrase, mention: Mention) -> None:
        """Remember an unnamed place ("an air base near Mosul")."""
        if phrase.facility or (phrase.indefinite and phrase.descriptor):
            kinds = phrase.facility or FACILITY.get(phrase.descriptor or "", []) or ["site"]
            self._known += [(kind, phrase.start, mention, phrase) for kind in kinds]

    def note_taught(self, phrase: Phrase) -> None:
        """Remember a place that the article taught, for "the village"."""
        self._known.append(("village", phrase.end, phrase.anchors[-1], phrase))

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
        kinds = {"city"} if head == "capital" else set(FACILITY.get(head, []))
        earlier = [k for k in self._known if k[0] in kinds and k[1] < match.start()]
        if head == "capital":
            earlier = self._pick_capital(match, earlier)
        if not earlier:
            why = f"no {head} was told before it" if kinds else "it may be any place told before it"
            self.missed.append((match.start(), match.end(), why))
            return None
        # A name that stands before in the same breath is meant; else the last one told.
        _, _, mention, phrase = max(earlier, key=lambda k: k[1])
        words = Mention(
            start=match.start(),
            end=match.end(),
            surface=surface,
            place_ids=mention.place_ids,
            kind_cue=head if head in _TOWNS else None,
            rule=f"means {mention.surface!r} named before",
        )
        return words, mention.place_ids[0], phrase

    def _pick_capital(self, match: re.Match[str], cities: list[_Known]) -> list[_Known]:
        """Give the city meant: the capital of a country, or of a province the one named in it."""
        adjective = (match["adj"] or "").strip().lower()
        if adjective not in {"provincial", "regional", "district"}:
            # Geneva is none, however often it is named.
            return [k for k in cities if is_capital(self.place(k[2].place_ids[0]))]
        told = [self.place(k[2].place_ids[0]) for k in self._known if k[1] < match.start()]
        area = next((place for place in reversed(told) if place.kind == "admin1"), None)
        if area is None:
            return cities[-1:]
        return [
            k
            for k in cities
            if self.place(k[2].place_ids[0]).admin1 in {area.name, area.admin1}
            and self.place(k[2].place_ids[0]).country == area.country
        ]


def recall_phrase(phrase: Phrase, anchor: Anchor) -> Phrase:
    """Give an unnamed place told before its own geometry again ("the base" near Mosul)."""
    known = anchor.antecedent
    if known is None or phrase.relation not in {"in", "at"}:
        return phrase
    return replace(known, start=phrase.start, end=phrase.end, text=phrase.text)
