"""Read the locative phrases of an article: what stands between its words and a place."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import msgspec
from msgspec import structs

from geoincidents.extract.phrases import grammar, measures, patterns
from geoincidents.extract.phrases.around import list_around
from geoincidents.extract.phrases.holding import Holders
from geoincidents.extract.phrases.joining import Joiner
from geoincidents.extract.phrases.learning import Learner
from geoincidents.extract.phrases.making import make_phrase
from geoincidents.extract.phrases.memory import Memory, recall_phrase
from geoincidents.extract.phrases.unlisted import RULE, find_unlisted, is_unlisted
from geoincidents.extract.phrases.words import (
    DISTRICT,
    FINEST,
    VILLAGE,
    Anchor,
    PlaceWords,
    find_level,
    refine_level,
)
from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.sentences import Sentence
from geoincidents.text.tokens import list_tokens

_LEFT_REACH = 150
_LEAD = 60
_TAIL_REACH = 50
# A name and a figure or a wind: a sentence that may say where an unknown place lies.
_LIST_GOES_ON = re.compile(
    rf"(?:,\s{patterns.NAME}){{0,4}},?\s(?:and|or)\s(?:in\s)?{patterns.MARK}"
)
# "the Lebanese port of Sidon", "the Red Sea port of Yanbu" are towns; "the port of Odesa" is not
_PORT_TOWN = re.compile(
    r"\b(?:(?:north|south|east|west)\w*|coastal|strategic|[A-Z][\w-]+)\s(?:[a-z-]+\s)?port\sof\s"
)
_MEASURED_FROM = re.compile(
    r"(?:\b(?:km|kilomet(?:re|er)s?|miles?)\b\)?[^,;.]{0,30}|\b(?:north|south|east|west)[\w-]*)\s"
    r"(?:of|from)\s(?:the\s)?(?:capital,?\s)?$",
    re.IGNORECASE,
)
_MAY_TEACH = re.compile(rf"\b(?:of|from|between|near)\s(?:\w+\s){{0,3}}{patterns.MARK}")


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a form that was found, and where in the text its words begin."""

    form: grammar.Form
    groups: dict[str, str | None]
    start: int

    @property
    def relation(self) -> str:
        """Give the relation that the form tells."""
        return self.form.relation


class PhraseReader:
    """Read the locative phrases of an article in order, remembering what "the base" means."""

    def __init__(self, view: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._view = view
        self._gazetteer = gazetteer
        self._all = [m for m in mentions if m.place_ids]
        self._names = [m for m in self._all if m.sense == "literal"]
        self._starts = [m.start for m in self._names]
        self._masked = patterns.mask_names(view, self._names)
        self._all_masked = patterns.mask_names(view, self._all)
        self._others = [(m.start, m.end) for m in mentions if m.sense != "literal"]
        self._memory = Memory(place=gazetteer.place)
        self._learner = Learner()
        self._joiner = Joiner(view=view, masked=self._masked, kind_of=self._kind_of)
        self._holders = Holders()

    def read_sentence(self, sentence: Sentence) -> list[PlaceWords]:
        """Give the phrases of one sentence; call it for each sentence in order."""
        found: list[PlaceWords] = []
        previous: Anchor | None = None
        for anchor in self._list_anchors(sentence):
            if (
                found
                and previous
                and (
                    self._is_container(previous, anchor)
                    or self._is_held_by(found[-1], previous, anchor)
                )
            ):
                found[-1] = self._hold(found[-1], anchor)
            else:
                made = self._read_anchor(sentence, anchor, found)
                told = found[-1].phrase if found else None
                found.append(made)
                if anchor.mention.place_ids and not self._describes(made.phrase, told):
                    self._memory.note_phrase(made.phrase, anchor.mention)
            previous = anchor
        found = self._learner.learn(self._view, self._masked, sentence.start, found)
        found = self._holders.hold(self._view, sentence, found)
        for words in found:
            self._note(words)
        return _attach_tellings([self._level_unlisted(place) for place in found])

    def _describes(self, phrase: Phrase, before: Phrase | None) -> bool:
        """Tell whether a phrase says what the name before it is: "Herat, a city in the west"."""
        if before is None or before.indefinite or not before.anchors or not phrase.indefinite:
            return False
        return self._view[before.end : phrase.start].strip() == ","

    def _note(self, words: PlaceWords) -> None:
        """Remember a place for "the village" and "there" later on."""
        if words.phrase.called:
            self._memory.note_taught(words.phrase)
        if words.level > DISTRICT and not words.context and words.phrase.anchors:
            self._memory.note_last(words.phrase)

    def list_missed(self) -> list[tuple[int, int, str]]:
        """Give the words that point back to no place told before: start, end, and why."""
        return list(self._memory.missed)

    def learn_sentence(self, sentence: Sentence) -> None:
        """Remember what a sentence that tells of no attack says of places."""
        start, end = sentence.start, sentence.end
        names = self._masked.find(patterns.MARK, start, end) >= 0
        if names and _MAY_TEACH.search(self._masked, start, end):
            self.read_sentence(sentence)
            return
        named = self.note_names(sentence)
        fine = next((m for m in reversed(named) if self._level(m.place_ids[0]) > DISTRICT), None)
        if fine is not None:
            self._memory.note_last(self._make_bare(sentence, self._make_anchor(fine)).phrase)

    def note_names(self, sentence: Sentence) -> list[Mention]:
        """Remember the names of a sentence for "the base" later on, and give them."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        names = self._names[first:last]
        for mention in names:
            if not self._is_passing(sentence, mention):
                self._memory.note_name(mention)
        return names

    def _is_passing(self, sentence: Sentence, name: Mention) -> bool:
        """Tell whether a name is of a place that the text is not about: "flown to Moscow"."""
        lead = self._view[max(sentence.start, name.start - _LEAD) : name.start]
        after = patterns.PASSING_AFTER.match(self._view, name.end)
        return bool(after or patterns.PASSING.search(lead))

    def _make_anchor(self, name: Mention) -> Anchor:
        level = self._level(name.place_ids[0])
        return Anchor(mention=name, level=level, end=self._end_of_name(name))

    def _list_anchors(self, sentence: Sentence) -> list[Anchor]:
        anchors = [self._make_anchor(name) for name in self.note_names(sentence)]
        whole = list_around(
            self._view, (self._masked, self._all_masked), sentence, self._all, self._level
        )
        taken = [(a.made.start, a.end) for a in whole if a.made]
        for start, end, taught in self._learner.find(self._view, sentence.start, sentence.end):
            mention = Mention(start=start, end=end, surface=taught.text, rule="learnt here")
            whole.append(Anchor(mention=mention, level=VILLAGE, end=end, made=taught))
            taken.append((start, end))
        anchors = [a for a in anchors if not any(s <= a.mention.start < e for s, e in taken)]
        anchors += whole
        taken += [(a.mention.start, a.end) for a in anchors]
        tokens = list_tokens(self._view, sentence.start, sentence.end)
        for match in patterns.ANAPHOR.finditer(
            self._masked, sentence.start, sentence.end, tokens=tokens
        ):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            meant = self._memory.resolve(match, self._view[match.start() : match.end()])
            if meant:
                mention, place_id, phrase = meant
                anchors.append(
                    Anchor(
                        mention=mention,
                        level=self._level(place_id),
                        end=match.end(),
                        antecedent=phrase,
                    )
                )
        for match in patterns.THERE.finditer(
            self._masked, sentence.start, sentence.end, tokens=tokens
        ):
            before = self._masked[max(sentence.start, match.start() - _LEAD) : match.start()]
            if not patterns.OF_THING.search(before):
                self._note_here(sentence, [a for a in anchors if a.end <= match.start()])
                told = self._memory.point(match)
            else:
                told = None
            if told is not None:
                mention = replace(told.anchors[-1], start=told.start, end=told.end)
                anchors.append(Anchor(mention=mention, level=VILLAGE, end=told.end, made=told))
        taken = [(a.mention.start, a.end) for a in anchors]
        for anchor in find_unlisted(self._masked, sentence.start, sentence.end, tokens):
            start, end = anchor.mention.start, anchor.end
            if not any(s < end and start < e for s, e in (*taken, *self._list_others(start))):
                anchors.append(anchor)
        return sorted(anchors, key=lambda a: a.mention.start)

    def _note_here(self, sentence: Sentence, before: Sequence[Anchor]) -> None:
        """Remember the finest place that a sentence has named before its own "there"."""
        fine = [
            a
            for a in before
            if a.level > DISTRICT
            and a.mention.place_ids
            and not a.made
            and not self._is_measured_from(sentence, a)
        ]
        if fine:
            finest = max(fine, key=lambda a: (a.level, a.mention.start))
            self._memory.note_last(self._make_bare(sentence, finest).phrase)

    def _is_measured_from(self, sentence: Sentence, anchor: Anchor) -> bool:
        """Tell whether a name only says how far another lies: "Taji, 20 km north of Baghdad"."""
        at = anchor.mention.start
        return bool(_MEASURED_FROM.search(self._view, max(sentence.start, at - _LEAD), at))

    def _list_others(self, start: int) -> list[tuple[int, int]]:
        """Give the names about an offset that stand for no place."""
        first = bisect_left(self._others, (max(0, start - _LEAD), 0))
        last = bisect_left(self._others, (start + _LEFT_REACH, 0))
        return self._others[first:last]

    def _level_unlisted(self, place: PlaceWords) -> PlaceWords:
        """Give a place that no table knows the level just beneath what holds it: it stands in."""
        if not is_unlisted(place.phrase):
            return place
        held = next((m for m in place.phrase.containers if m.place_ids), None)
        return structs.replace(place, level=self._level(held.place_ids[0]) + 1 if held else 0)

    def _end_of_name(self, mention: Mention) -> int:
        tail = patterns.FACILITY_TAIL.match(self._masked, mention.end, mention.end + _TAIL_REACH)
        return tail.end() if tail else mention.end

    def _kind_of(self, place_id: str) -> str:
        return self._gazetteer.place(place_id).kind

    def _level(self, place_id: str) -> int:
        return find_level(self._gazetteer.place(place_id))

    def _is_container(self, before: Anchor, anchor: Anchor) -> bool:
        """Tell whether `anchor` holds the place before it ("Balad, Salah al-Din", "X in Y")."""
        unlisted = before.mention.rule == RULE
        if anchor.level > before.level or not anchor.mention.place_ids:
            return False
        if not unlisted and not before.mention.place_ids:
            return False
        glue = self._masked[before.end : anchor.mention.start]
        if not patterns.CONTAINER_GLUE.fullmatch(glue):
            return False
        if anchor.level < before.level:
            return not self._is_next_in_list(before, anchor)
        return not unlisted and self._lies_in(before, anchor)

    def _is_next_in_list(self, before: Anchor, anchor: Anchor) -> bool:
        """Tell whether a country stands beside a place of another: "in Mosul, Syria and Libya"."""
        if not _LIST_GOES_ON.match(self._masked, anchor.end):
            return False
        known = {self._gazetteer.place(i).country for i in before.mention.place_ids}
        held = {self._gazetteer.place(i).country for i in anchor.mention.place_ids}
        return bool(known) and known.isdisjoint(held)

    def _lies_in(self, inner: Anchor, outer: Anchor) -> bool:
        """Say whether a town lies in the town named after it ("Sadr City, Baghdad")."""
        small, large = (self._gazetteer.place(a.mention.place_ids[0]) for a in (inner, outer))
        if small.radius_m >= large.radius_m or small.country != large.country:
            return False
        apart = estimate_distance(small.longitude, small.latitude, large.longitude, large.latitude)
        return apart < large.radius_m

    def _is_held_by(self, inner: PlaceWords, before: Anchor, anchor: Anchor) -> bool:
        """Tell whether "X in Baghdad's | Al Jadriya" names a finer holder of X."""
        if before.mention not in inner.phrase.containers or anchor.level >= inner.level:
            return False
        return self._masked[before.mention.end : anchor.mention.start].startswith("'s ")

    def _hold(self, inner: PlaceWords, anchor: Anchor) -> PlaceWords:
        end = max(inner.phrase.end, anchor.end)
        held = self._joiner.stretch(inner.phrase, end)
        phrase = replace(held, containers=(*held.containers, anchor.mention))
        return structs.replace(inner, phrase=phrase)

    def _read_anchor(
        self, sentence: Sentence, anchor: Anchor, found: list[PlaceWords]
    ) -> PlaceWords:
        if anchor.made:
            return self._take_made(sentence, anchor.made, anchor, found)
        begin = max(sentence.start, anchor.mention.start - _LEFT_REACH)
        left = self._masked[begin : anchor.mention.start]
        joined = self._joiner.join(anchor, left, found) if found else None
        if joined:
            return joined
        match = grammar.find_ending(left)
        if match is None:
            return self._make_bare(sentence, anchor)
        form, hit = match
        words = _Found(form=form, groups=hit.groupdict(), start=begin + hit.start())
        return self._make(sentence, anchor, words, found)

    def _take_made(
        self, sentence: Sentence, phrase: Phrase, anchor: Anchor, found: list[PlaceWords]
    ) -> PlaceWords:
        """Take a phrase read whole; coordinates beside a name are those of what is named."""
        lead = self._view[max(sentence.start, phrase.start - _LEAD) : phrase.start]
        before = found[-1] if found else None
        glue = self._masked[before.phrase.end : phrase.start].strip(" ,(") if before else None
        if phrase.coordinates and before and not glue and not before.context:
            found.pop()
            held = (*before.phrase.anchors, *before.phrase.containers)
            joined = replace(
                phrase,
                start=before.phrase.start,
                text=self._view[before.phrase.start : phrase.end],
                containers=held,
            )
            return structs.replace(before, phrase=joined, level=anchor.level)
        made = self._joiner.join_before(before, phrase, anchor, glue, found) if before else None
        return made or PlaceWords(phrase=phrase, lead=lead, level=anchor.level)

    def _make(
        self, sentence: Sentence, anchor: Anchor, words: _Found, found: list[PlaceWords]
    ) -> PlaceWords:
        groups, start = words.groups, words.start
        head_start, head, indefinite = measures.read_head(
            self._masked, sentence.start, start, words.relation
        )
        if self._view.startswith("'s ", head_start):
            head_start += len("'s ")  # "Ukraine's second city of Kharkiv"
        if words.relation == "border_of" and head is None:
            head, indefinite = "border", True
        plain = words.relation == "in"
        bare = Phrase(
            start=head_start,
            end=anchor.end,
            text=self._view[head_start : anchor.end],
            relation=measures.name_relation(groups, anchor.level, VILLAGE)
            if plain
            else words.relation,
            indefinite=indefinite,
            descriptor=head,
        )
        phrase = make_phrase(bare, groups, words.form.manner, anchors=(anchor.mention,))
        site = head and not indefinite and not _PORT_TOWN.search(phrase.text)
        if site and words.relation in {"in", "near"} and not phrase.manner:
            phrase = replace(phrase, facility=measures.list_sites(head))
        lead = self._view[max(sentence.start, head_start - _LEAD) : head_start]
        if plain:
            lead = f"{lead} {groups.get('at') or ''}" if head_start == start else lead
        return self._set_beside(recall_phrase(phrase, anchor), lead, anchor, words, found)

    def _set_beside(
        self, phrase: Phrase, lead: str, anchor: Anchor, words: _Found, found: list[PlaceWords]
    ) -> PlaceWords:
        """Join a phrase to the one before it, or tell whether it only describes that place."""
        before = found[-1] if found else None
        glue = self._masked[before.phrase.end : words.start].strip() if before else None
        if before:
            joined = self._joiner.join_before(before, phrase, anchor, glue, found)
            if joined:
                return joined
        return PlaceWords(
            phrase=phrase,
            lead=lead,
            level=FINEST if phrase.facility else refine_level(phrase, anchor.level),
            context=self._is_description(before, phrase.start),
        )

    def _is_description(self, before: PlaceWords | None, start: int) -> bool:
        if before is None or before.level <= VILLAGE:
            return False
        between = self._masked[before.phrase.end : start]
        return bool(patterns.RELATIVE_CLAUSE.search(between))

    def _make_bare(self, sentence: Sentence, anchor: Anchor) -> PlaceWords:
        """Read a name without a relation: object or subject of a verb, or before "attack"."""
        start = anchor.mention.start
        phrase = Phrase(
            start=start,
            end=anchor.end,
            text=self._view[start : anchor.end],
            relation="at" if anchor.level > VILLAGE else "in",
            anchors=(anchor.mention,),
        )
        lead = self._view[max(sentence.start, start - _LEAD) : start]
        return PlaceWords(phrase=recall_phrase(phrase, anchor), lead=lead, level=anchor.level)


def _attach_tellings(found: list[PlaceWords]) -> list[PlaceWords]:
    """Give each place the words that tell where it lies ("Tal Afar, near Mosul")."""
    kept: list[PlaceWords] = []
    for words in found:
        at = next((i for i in range(len(kept) - 1, -1, -1) if not kept[i].context), None)
        if words.tells and at is not None:
            told = kept[at].phrase
            joined = replace(told, within=(*told.within, words.phrase))
            kept[at] = structs.replace(kept[at], phrase=joined)
        kept.append(words)
    return kept
