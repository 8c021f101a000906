"""Learn where a place lies that no gazetteer knows: "Al-Harir, 30 km north of Erbil"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from msgspec import structs

from geoincidents.extract.phrases.patterns import MARK
from geoincidents.extract.phrases.unlisted import is_unlisted
from geoincidents.extract.phrases.words import PlaceWords
from geoincidents.extract.words import compile_words, load_lexicon
from geoincidents.model.phrase import Phrase

_TIMES = load_lexicon("times")
_NO_NAMES = compile_words(
    [*_TIMES["months"], *_TIMES["weekdays"], *load_lexicon("senses")["not_places"]["words"]]
)
_TEACHES = {"bearing", "between", "along", "near"}
_SETTLEMENT = r"village|hamlet|town|city|settlement|district|neighbou?rhood|suburb|area"
_PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Uu]mm|[Tt]el?l|[Kk]afr|[Dd]eir|[Bb]eit)[- ])?"
_NAME = rf"{_PREFIX}[A-Z][\w'-]+(?:[\s-](?:[A-Z][\w'-]+|al-[A-Z][\w'-]+)){{0,2}}"
_REACH = 120
# The name of a place where its telling words begin: after a word of place or of its kind.
_BEFORE = re.compile(
    rf"(?:\b(?P<lead>in|at|near|outside|around|of|from|to|on|into|towards?|hit|struck|attacked|shelled"
    rf"|stormed|targeted|captured|bombed|raided|entered|reached|seized|that)\s)?"
    rf"(?:the\s)?(?:(?P<kind>{_SETTLEMENT})\sof\s)?(?P<name>{_NAME})"
    rf"(?:\s(?P<after>{_SETTLEMENT}))?(?P<glue>,?\s?\(?)"
    rf"(?:(?:which\s|that\s)?(?:is|lies|was|sits|stands|located|situated|lying)\s(?:located\s|situated\s)?"
    rf"(?:in\s)?)?(?:(?:an?|the)\s(?:[\w-]+\s){{0,2}}?(?P<apposed>{_SETTLEMENT})\s?,?\s?"
    rf"(?:(?:located|situated|lying)\s)?)?$"
)
_WORD = re.compile(r"\w+")
_OPENS_KIND = re.compile(rf"^(?:an?|the)\s(?:[\w-]+\s){{0,2}}?(?P<kind>{_SETTLEMENT})\b")


def _meets(one: PlaceWords, other: PlaceWords) -> bool:
    return one.phrase.start < other.phrase.end and other.phrase.start < one.phrase.end


@dataclass(slots=True)
class Learner:
    """Hold the places that an article has taught so far, by name."""

    taught: dict[str, Phrase] = field(default_factory=dict)
    _by_word: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def learn(
        self, view: str, masked: str, sentence_start: int, found: Iterable[PlaceWords]
    ) -> list[PlaceWords]:
        """Give the phrases of a sentence, those that tell where an unknown name lies with it."""
        kept: list[PlaceWords] = []
        for words in found:
            named = self._name(view, masked, sentence_start, words)
            if named is not words:  # the name alone, which no table knows, says no more
                kept = [w for w in kept if not (is_unlisted(w.phrase) and _meets(w, named))]
            kept.append(named)
        return kept

    def find(self, view: str, start: int, end: int) -> list[tuple[int, int, Phrase]]:
        """Give each later mention of a place that was taught: start, end, and its phrase."""
        found = []
        here = set(_WORD.findall(view, start, end)) if self.taught else set()
        # Tried are those whose first word stands here, in the order in which they were taught.
        known = [one for word in here for one in self._by_word.get(word, ())]
        for _, name in sorted(known):
            phrase = self.taught[name]
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", view[start:end]):
                begin, stop = start + match.start(), start + match.end()
                if phrase.taught_by and phrase.taught_by[0] <= begin < phrase.taught_by[1]:
                    continue
                found.append((begin, stop, replace(phrase, start=begin, end=stop, text=name)))
        return found

    def _name(self, view: str, masked: str, sentence_start: int, words: PlaceWords) -> PlaceWords:
        phrase = words.phrase
        if phrase.relation not in _TEACHES or phrase.called or not phrase.anchors:
            return words
        begin = max(sentence_start, phrase.start - _REACH)
        match = _BEFORE.search(masked, begin, phrase.start)
        if match is None or not self._is_name(match, phrase):
            return words
        name = match["name"]
        start = match.start("kind") if match["kind"] else match.start("name")
        told = replace(
            phrase,
            start=start,
            text=view[start : phrase.end],
            called=name,
            taught_by=(start, phrase.end),
            descriptor=None,
            indefinite=False,
        )
        if name not in self.taught:
            first = _WORD.findall(name)[0]
            self._by_word.setdefault(first, []).append((len(self.taught), name))
            self.taught[name] = told
        lead = view[max(sentence_start, start - _REACH // 2) : start]
        return structs.replace(words, phrase=told, lead=lead, context=False, tells=False)

    @staticmethod
    def _is_name(match: re.Match[str], phrase: Phrase) -> bool:
        """Say whether words are the name of a place that what follows tells the whereabouts of."""
        if MARK in match["name"] or _NO_NAMES.search(match["name"]):
            return False
        kind = match["kind"] or match["after"] or match["apposed"]
        kind = kind or _OPENS_KIND.match(phrase.text)
        if not (match["glue"].strip() or kind):
            return False
        exact = phrase.distance_m is not None or phrase.relation == "between"
        return bool(kind or (match["lead"] and (exact or phrase.relation in {"bearing", "near"})))
