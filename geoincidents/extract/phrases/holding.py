"""What holds a place, told once for all of its mentions, or at the head of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from geoincidents.extract.phrases.words import DISTRICT, PROVINCE, PlaceWords
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.sentences import Sentence

_OPENING = 80  # characters of a sentence within which the scope of the rest may stand
_PLAIN = {"in", "at", "near"}
# What says that a name is that of a small place, of which there are many.
_SMALL = re.compile(r"\b(?:village|town|settlement|hamlet|community)\sof\s$", re.IGNORECASE)
_SMALL_REACH = 16


@dataclass(slots=True, kw_only=True)
class Holders:
    """Remember by name what was told to hold a place ("Bamba, in the Gao region")."""

    _known: dict[str, tuple[Mention, ...]] = field(default_factory=dict)

    def hold(self, view: str, sentence: Sentence, found: Sequence[PlaceWords]) -> list[PlaceWords]:
        """Give the places of a sentence with what holds them, where that is told elsewhere."""
        scope = _find_scope(view, sentence, found)
        return [self._hold(view, words, scope) for words in found]

    def _hold(self, view: str, words: PlaceWords, scope: PlaceWords | None) -> PlaceWords:
        phrase = words.phrase
        if len(phrase.anchors) != 1 or words.level <= DISTRICT:
            return words
        name = phrase.anchors[0]
        if phrase.containers:
            self._known.setdefault(name.surface, phrase.containers)
            return words
        known = self._known.get(name.surface, ())
        if not known and scope is not None and words is not scope and _is_small(view, phrase):
            known = scope.phrase.anchors
        return structs.replace(words, phrase=replace(phrase, containers=known)) if known else words


def _find_scope(view: str, sentence: Sentence, found: Sequence[PlaceWords]) -> PlaceWords | None:
    """Give the province that a sentence opens with: "In Russia's Belgorod region, ..."."""
    first = found[0] if found else None
    if first is None or first.level != PROVINCE or first.phrase.relation not in _PLAIN:
        return None
    opens = first.phrase.start - sentence.start < _OPENING
    return first if opens and view.startswith(",", first.phrase.end) else None


def _is_small(view: str, phrase: Phrase) -> bool:
    start = phrase.anchors[0].start
    return _SMALL.search(view, max(0, start - _SMALL_REACH), start) is not None
