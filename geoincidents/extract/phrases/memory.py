"""Remember the places of an article, for "the base" and "the airport" later on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from geoincidents.extract.phrases.patterns import FACILITY
from geoincidents.extract.phrases.words import Anchor
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase

_CANDIDATES = 3


@dataclass(slots=True, kw_only=True)
class Memory:
    """Hold what was named so far as (kind, offset, mention, phrase of an unnamed place).

    `kind_of` gives the kind of a place id, `is_capital` whether it is that of a country.
    """

    kind_of: Callable[[str], str]
    is_capital: Callable[[str], bool]
    _known: list[tuple[str, int, Mention, Phrase | None]] = field(default_factory=list)

    def note_name(self, mention: Mention) -> None:
        """Remember a name."""
        # A country is meant where one is named, whatever town elsewhere bears its name.
        first = self.kind_of(mention.place_ids[0])
        several = 1 if first == "country" else _CANDIDATES
        kinds = {self.kind_of(place_id) for place_id in mention.place_ids[:several]}
        self._known += [(kind, mention.start, mention, None) for kind in sorted(kinds)]

    def note_phrase(self, phrase: Phrase, mention: Mention) -> None:
        """Remember an unnamed place ("an air base near Mosul")."""
        if phrase.facility or (phrase.indefinite and phrase.descriptor):
            kinds = phrase.facility or FACILITY.get(phrase.descriptor or "", []) or ["site"]
            self._known += [(kind, phrase.start, mention, phrase) for kind in kinds]

    def resolve(
        self, match: re.Match[str], surface: str
    ) -> tuple[Mention, str, Phrase | None] | None:
        """Give the mention that "the base" stands for, the place it repeats, and its phrase."""
        head = " ".join(match["head"].lower().split())
        kinds = {"city"} if head == "capital" else set(FACILITY.get(head, []))
        earlier = [k for k in self._known if k[0] in kinds and k[1] < match.start()]
        if head == "capital":  # Geneva is none, however often it is named
            earlier = [k for k in earlier if self.is_capital(k[2].place_ids[0])]
        if not earlier:
            return None
        # A name that stands before in the same breath is meant; else the last one told.
        _, _, mention, phrase = max(earlier, key=lambda k: k[1])
        words = Mention(
            start=match.start(),
            end=match.end(),
            surface=surface,
            place_ids=mention.place_ids,
            rule=f"means {mention.surface!r} named before",
        )
        return words, mention.place_ids[0], phrase


def recall_phrase(phrase: Phrase, anchor: Anchor) -> Phrase:
    """Give an unnamed place told before its own geometry again ("the base" near Mosul)."""
    known = anchor.antecedent
    if known is None or phrase.relation not in {"in", "at"}:
        return phrase
    return replace(
        phrase,
        relation=known.relation,
        anchors=known.anchors,
        distance_m=known.distance_m,
        bearing_deg=known.bearing_deg,
        part=known.part,
        containers=known.containers,
        indefinite=known.indefinite,
        descriptor=known.descriptor,
        facility=known.facility,
    )
