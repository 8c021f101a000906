"""Join a name to the phrase before it, where the two tell of one place."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
from msgspec import structs

from geoincidents.extract.phrases import grammar, patterns
from geoincidents.extract.phrases.words import DISTRICT, LINEAR, Anchor, PlaceWords, refine_level
from geoincidents.model.phrase import Phrase

# What tells where the place before it lies ("Tal Afar, near Mosul"), and is no place of its own.
_TELLS_WHERE = {"bearing", "between", "along", "towards", "border_of", "near"}
_LINES = {"river", "road", "sea", "lake"}


class Joiner(msgspec.Struct, frozen=True, kw_only=True):
    """Join phrases of a text; `masked` has its names blanked, `kind_of` gives the kind of an id."""

    view: str
    masked: str
    kind_of: Callable[[str], str]

    def join(self, anchor: Anchor, left: str, found: list[PlaceWords]) -> PlaceWords | None:
        """Join a name to the phrase before it: "Baghdad's X", "A, B and C", "between A and B"."""
        last = found[-1]
        glue = self.masked[last.phrase.end : anchor.mention.start]
        whole = (
            self.masked[last.phrase.anchors[-1].end : anchor.mention.start]
            if last.phrase.anchors
            else ""
        )
        held = patterns.POSSESSIVE_BEFORE.search(left) or patterns.HOLDS_GLUE.fullmatch(whole)
        if held and last.level < anchor.level:
            return self._possess(found.pop(), anchor)
        relation = last.phrase.relation
        listed = relation in {"in", "near", "part_of"} and last.level == anchor.level
        if listed and patterns.LIST_GLUE.fullmatch(glue):
            return self._repeat(last, anchor)
        alone = relation in LINEAR and len(last.phrase.anchors) == 1
        if alone and grammar.PAIR.fullmatch(glue) and not self._is_line(last.phrase):
            return self._pair(found.pop(), anchor)
        return None

    def _is_line(self, phrase: Phrase) -> bool:
        """Say whether a phrase runs along something that has a name of its own: a river."""
        first = phrase.anchors[0].place_ids[0]
        return phrase.relation == "along" and self.kind_of(first) in _LINES

    def _possess(self, outer: PlaceWords, anchor: Anchor) -> PlaceWords:
        """Turn "Baghdad's" + "Green Zone" into one phrase about the finer place."""
        phrase = replace(
            self.stretch(outer.phrase, anchor.end),
            relation="in" if outer.phrase.relation == "part_of" else outer.phrase.relation,
            part=None,
            anchors=(anchor.mention,),
            containers=(*outer.phrase.anchors, *outer.phrase.containers),
        )
        return structs.replace(outer, phrase=phrase, level=anchor.level)

    def _pair(self, first: PlaceWords, anchor: Anchor) -> PlaceWords:
        """Add the second end of "between A and B"."""
        phrase = replace(
            self.stretch(first.phrase, anchor.end),
            anchors=(*first.phrase.anchors, anchor.mention),
        )
        return structs.replace(first, phrase=phrase, level=refine_level(phrase, first.level))

    def _repeat(self, before: PlaceWords, anchor: Anchor) -> PlaceWords:
        phrase = Phrase(
            start=anchor.mention.start,
            end=anchor.end,
            text=self.view[anchor.mention.start : anchor.end],
            relation=before.phrase.relation,
            anchors=(anchor.mention,),
            part=before.phrase.part,
            indefinite=before.phrase.indefinite,
            descriptor=before.phrase.descriptor,
        )
        return structs.replace(before, phrase=phrase, level=anchor.level)

    def join_before(
        self,
        before: PlaceWords,
        phrase: Phrase,
        anchor: Anchor,
        glue: str | None,
        found: list[PlaceWords],
    ) -> PlaceWords | None:
        """Join a phrase that tells where the place before it lies, or `None` where it does not."""
        if glue not in {",", ""} or phrase.relation not in _TELLS_WHERE or not phrase.anchors:
            return None
        told = before.phrase
        if told.indefinite and before.level <= DISTRICT and told.relation in {"in", "at"}:
            return self._intersect(found.pop(), phrase, anchor)
        finer = anchor.level > before.level and told.relation not in LINEAR
        # "Halane, the compound near the airport": the words after the comma describe it.
        apposed = glue == "," and phrase.descriptor is not None and not phrase.indefinite
        if phrase.relation == "near" and not apposed and (finer or told.relation == "near"):
            return None
        return PlaceWords(phrase=phrase, lead="", level=anchor.level, context=True, tells=True)

    def _intersect(self, outer: PlaceWords, phrase: Phrase, anchor: Anchor) -> PlaceWords:
        """Join "a village in Diyala" and "east of the base" into one place."""
        joined = replace(
            phrase,
            start=outer.phrase.start,
            text=self.view[outer.phrase.start : phrase.end],
            containers=(*outer.phrase.anchors, *outer.phrase.containers),
            indefinite=True,
            descriptor=outer.phrase.descriptor,
        )
        return structs.replace(outer, phrase=joined, level=anchor.level)

    def stretch(self, phrase: Phrase, end: int) -> Phrase:
        """Give a phrase whose words reach to an offset."""
        return replace(phrase, end=end, text=self.view[phrase.start : end])
