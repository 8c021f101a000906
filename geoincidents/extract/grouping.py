"""Join what an article tells of one attack: one event, many mentions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from geoincidents.extract.backrefs import (
    borrow_place,
    is_simultaneous,
    opens_with_clock,
    points_at_last,
    points_back,
)
from geoincidents.extract.clauses import ELSEWHERE, Clause
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.dating import (
    Dated,
    date_by_hour,
    date_by_neighbour,
    is_recent,
    may_share_day,
)
from geoincidents.extract.days import resolve_time
from geoincidents.extract.drafts import ENOUGH, LITTLE, Comparison, Draft, Traits, is_finer
from geoincidents.extract.entries import find_entry_day, is_item
from geoincidents.extract.leaning import Leaning, date_earlier, find_leaning, turn_round
from geoincidents.extract.modality import find_it_happened
from geoincidents.extract.tellings import Telling
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.when import When

_TOLD_OF_LATE = 40  # attacks that a reader may still have in mind; a bound on a list of thousands
_LEAD_PARAGRAPHS = 1  # the title and the paragraph after it, counted from 0
_HISTORY_DAYS = 30  # an attack this much older than the news is told as history
_ASIDE_DAYS = 2  # an attack this much older is told beside the news
_PROVINCE = 3  # the level of PlaceWords from which a place tells one attack from another
# "X in response to Y": Y was first.
_CAUSES = {
    "in response to",
    "in retaliation for",
    "in revenge for",
    "to avenge",
    "because of",
    "over",
    "blamed for",
    "accused of",
    "wanted for",
    "responsible for",
}
# The surest words of time first.
_SURE = {"date": 0, "iso": 0, "month": 1, "weekday": 1, "day": 2, "ago": 2, "season": 3}
_UNSURE = 4
# Attacks with munitions, of which "one" may hit and "the others" be shot down.
_WITH_MUNITIONS = {
    "rocket_attack",
    "missile_attack",
    "mortar_attack",
    "shelling",
    "drone_strike",
    "airstrike",
}
_ALIKE = re.compile(
    r"\b(?:(?:a|another|two|three)\ssimilar|another(?=\s(?:killed|wounded|left|exploded|hit|blew|went)))\b",
    re.IGNORECASE,
)
_DATED_BY_ITSELF = {"date", "iso", "month", "year"}


class Grouper:
    """Join tellings, in the order of the text, to drafts of incidents."""

    def __init__(self, view: str, published: date | None, gazetteer: Gazetteer) -> None:
        self._view = view
        self._published = published
        self._gazetteer = gazetteer
        self.drafts: list[Draft] = []
        self._active: Draft | None = None
        self._last_time: When | None = None
        self._paused = False
        self._roundup: Dated | None = None
        self._entry: TimeWords | None = None
        self._hint: tuple[Telling, When | None] | None = None

    def pause(self) -> None:
        """Forget what was told last: an aggregate was told, and what follows may be of it."""
        self._paused = True

    def note_roundup(self, clause: Clause, when: When | None) -> None:
        """Remember the day of a lead that sums up: "107 were killed on Monday in a wave of ..."."""
        recent = when is not None and when.precision == "day" and is_recent(when, self._published)
        if when and recent and clause.sentence.paragraph <= _LEAD_PARAGRAPHS and not self.drafts:
            self._roundup = (when, clause)

    def note_time(self, when: When | None) -> None:
        """Remember a time of the text that is no attack's ("warned on Wednesday")."""
        if when is not None and not when.is_open:
            self._last_time = when

    def add_sentence(self, tellings: Sequence[Telling], marks: Sequence[TimeWords] = ()) -> None:
        """Place the tellings of a sentence; those that others lean on go first.

        `marks` are the words of time that lean on an event ("three days before").
        """
        leanings = [lean for words in marks if (lean := find_leaning(self._view, tellings, words))]
        waiting = {id(lean.subject) for lean in leanings}
        news = self._active.when if self._active else None
        earlier = dict(date_earlier(self._view, tellings, marks, news))
        placed: dict[int, Draft] = {}
        for telling in tellings:
            if id(telling) not in waiting:
                when = self._resolve(telling) or earlier.get(id(telling))
                self._place(telling, when, placed)
        for lean in leanings:
            self._place_leaning(lean, placed)
        self._date_causes(tellings, placed)
        if any(t.clause.connector in _CAUSES for t in tellings):  # what follows is of the news
            self._active = next((placed[id(t)] for t in tellings if id(t) in placed), self._active)

    def _place_leaning(self, lean: Leaning, placed: dict[int, Draft]) -> None:
        base = placed.get(id(lean.base))
        when = self._resolve(lean.subject)
        if when is None:
            when = resolve_time(lean.words, self._published, base.when if base else None)
        draft = self._place(lean.subject, when, placed)
        if base is None or draft is None or base is draft:
            return
        known = draft.when is not None and not draft.when.is_open
        if known and (base.when is None or base.when.precision == "unknown"):
            # Only Y of "Y came shortly after X" has a day: turn the words round.
            base.when = resolve_time(turn_round(lean.words), self._published, draft.when)
            base.when_by = draft.when_by

    def _date_causes(self, tellings: Sequence[Telling], placed: dict[int, Draft]) -> None:
        """Date an attack that another answers ("in response to the airstrike"): not after that."""
        for effect, cause in pairwise(tellings):
            first, second = placed.get(id(effect)), placed.get(id(cause))
            if cause.clause.connector not in _CAUSES or not first or not second or first is second:
                continue
            if second.when is None and first.when and first.when.end:
                second.when = When(end=first.when.end, text=first.when.text)
                second.when_by = effect

    def _resolve(self, telling: Telling) -> When | None:
        """Give the time of a telling from its own words; within a quotation few words have one."""
        for item in telling.spoken:
            self.note_time(resolve_time(item, self._published))
        times = list(telling.times)
        if telling.quoted and not any(t.kind in _DATED_BY_ITSELF for t in times):
            times = [t for t in times if t.kind == "weekday"]
        best: When | None = None
        for item in sorted(times, key=lambda t: (_SURE.get(t.kind, _UNSURE), t.start)):
            if item.kind == "by_event":
                continue
            found = resolve_time(item, self._published, self._find_base(item))
            if found and (best is None or is_finer(found, best)):
                best = found
        self._entry = None if best else find_entry_day(self._view, telling.clause.sentence)
        if self._entry:
            best = resolve_time(self._entry, self._published)
        if best is None and self._published and opens_with_clock(self._view, telling):
            best = When(start=self._published, end=self._published, precision="day")
        return best

    def _find_base(self, item: TimeWords) -> When | None:
        """Give what a relative time counts from: the attack told last, or the time told last."""
        told = self._active.when if self._active else None
        if item.part("same"):
            return told or self._last_time
        if item.kind == "that_day":
            return self._last_time
        if item.kind == "next_day":
            news = self.drafts[0].when if self.drafts else None
            return next(
                (w for w in (told, news) if w and w.precision == "day"), told or self._last_time
            )
        if item.kind == "later" and item.part("by") == "before":
            return told
        return self._last_time or told if item.kind == "later" else None

    def _place(self, telling: Telling, when: When | None, placed: dict[int, Draft]) -> Draft | None:
        if telling.freshness in {"detail", "share"}:
            return self._add_detail(telling, when)
        borrow_place(self._view, telling, self._active)
        if telling.freshness == "hint":
            return self._add_hint(telling, when, placed)
        draft = self._follow_hint(telling) or self._find_companion(telling)
        draft = draft or self._find_match(telling, when, list(placed.values()))
        if draft is None:
            draft = self._open_draft(telling, when)
            if draft is None:
                return None
        draft.add(telling, when, Traits.of(self._view, telling))
        if self._entry and draft.when_by is telling:
            draft.when_by = self._entry
        self._active, self._paused = draft, False
        self.note_time(draft.when)
        placed[id(telling)] = draft
        return draft

    def _add_hint(
        self, telling: Telling, when: When | None, placed: dict[int, Draft]
    ) -> Draft | None:
        """Add what says too little for an attack of its own to the one told last, else keep it."""
        draft, self._hint = self._active, None
        brings = when is not None or telling.casualties or telling.impacts or telling.actors
        if (
            draft is not None
            and brings
            and not self._paused
            and id(draft) not in {id(other) for other in placed.values()}
        ):
            told = self._compare(draft, telling, when, Traits.of(self._view, telling))
            if told.may_join() and told.weigh() >= LITTLE:
                draft.add(telling, when, Traits.of(self._view, telling))
                placed[id(telling)] = draft
                return draft
        self._hint = (telling, when)
        return None

    def _follow_hint(self, telling: Telling) -> Draft | None:
        """Open a draft for "a strike on its consulate. That strike, on 1 April, killed seven"."""
        hint, self._hint = self._hint, None
        if (
            hint is None
            or telling.freshness != "definite"
            or not points_back(self._view, telling, hint[0])
        ):
            return None
        draft = Draft(kind=telling.kind)
        draft.add(hint[0], hint[1], Traits.of(self._view, hint[0]))
        self.drafts.append(draft)
        return draft

    def _find_companion(self, telling: Telling) -> Draft | None:
        """Give the attack told last, where the telling says that it was a part of the same."""
        if self._active is None or self._paused:
            return None
        if not is_simultaneous(self._view, telling):
            return None
        told = self._compare(self._active, telling, None, Traits.of(self._view, telling))
        return None if told.places_differ() else self._active

    def _open_draft(self, telling: Telling, when: When | None) -> Draft | None:
        """Give a new draft; "the attack" that nothing was told of before opens none."""
        if telling.heading and telling.clause.sentence.paragraph == 0 and self.drafts:
            return None  # a title sums up: what it says of none of the attacks told is of them all
        dated = when is not None and when.precision == "day" and bool(telling.impacts)
        alone = (dated or not telling.plural) and _stands_alone(telling, when)
        alone = alone or (not self.drafts and _opens_article(telling))
        if telling.freshness == "definite" and not alone:
            self._hint = (telling, when) if telling.impacts else None
            self._paused = self._paused or telling.plural
            return None
        draft = Draft(kind=self._name_kind(telling))
        if when is None:
            if beside := self._date_by_neighbour(telling):
                draft.when, draft.when_by = beside
            draft.when = draft.when or self._find_latest(telling)
        self.drafts.append(draft)
        return draft

    def _name_kind(self, telling: Telling) -> str:
        """Give the type of an attack: "a similar strike", "another killed two" is as the last."""
        told = self._active
        if told is None or telling.kind != "unspecified_attack":
            return telling.kind
        if telling.clause.connector == ELSEWHERE:
            return told.kind
        alike = _ALIKE.search(self._view, telling.start, telling.end)
        return told.kind if alike and telling.freshness == "another" else telling.kind

    def _date_by_neighbour(self, telling: Telling) -> Dated | None:
        """Give the day of what is told beside an attack without one, or of the lead."""
        told = None if self._paused else self._active
        if dated := date_by_hour(self._view, telling, told):
            return dated
        if not may_share_day(self._view, telling):
            return None
        if self._active is None:
            return self._roundup
        return date_by_neighbour(telling, told, self._published, self._gazetteer) if told else None

    def _find_latest(self, telling: Telling) -> When | None:
        """Give the open window of an attack that only has the day on which it was told."""
        told = [w for t in telling.spoken if (w := resolve_time(t, self._published)) and w.end]
        return When(end=told[-1].end, text=told[-1].text) if told else None

    def _add_detail(self, telling: Telling, when: When | None) -> Draft | None:
        draft = self._find_blamed(telling) or self._active
        if telling.heading and self.drafts:
            draft = self.drafts[0]  # a headline is of the news
        if telling.freshness == "share" and self._hint and self._hint[0].kind in _WITH_MUNITIONS:
            draft = self._open_salvo()
        if draft is None or self._paused or (when and draft.when and not when.meets(draft.when)):
            return None
        if telling.freshness == "share" and draft.kind not in _WITH_MUNITIONS:
            return None
        beside = telling.beside if telling.casualties else ()
        told = replace(telling, impacts=telling.impacts or beside)
        traits = Traits.of(self._view, told)
        if self._compare(draft, told, when, traits).places_differ():
            return None  # "a drone had fallen on the refinery": elsewhere, and too little is said
        told_when = find_it_happened(self._view, telling.start, telling.end) is not None
        draft.add(telling, when if told_when else None, Traits.of(self._view, telling))
        return draft

    def _find_blamed(self, telling: Telling) -> Draft | None:
        """Give the news where, after an aside, a new paragraph only says who did it."""
        if not telling.actors or telling.casualties or telling.impacts or not self._active:
            return None
        main, last = self.drafts[0], self._active.tellings[-1].clause.sentence.paragraph
        apart = telling.clause.sentence.paragraph != last
        told, news = self._active.when, main.when
        if not (apart and told and told.end and news and news.start) or self._active is main:
            return None
        return main if (news.start - told.end).days > _ASIDE_DAYS else None

    def _open_salvo(self) -> Draft | None:
        """Open a draft for munitions of which one has hit: "six drones came in. One hit ..."."""
        hint, self._hint = self._hint, None
        if hint is None:
            return None
        draft = Draft(kind=hint[0].kind)
        draft.add(hint[0], hint[1], Traits.of(self._view, hint[0]))
        self.drafts.append(draft)
        self._active, self._paused = draft, False
        self.note_time(draft.when)
        return draft

    def _find_match(
        self, telling: Telling, when: When | None, others: Sequence[Draft]
    ) -> Draft | None:
        """Give the draft that the telling adds to, or `None` for a new attack.

        `others` took other clauses of the sentence: "X after Y" are two attacks.
        """
        if telling.freshness == "another":
            return None
        traits = Traits.of(self._view, telling)
        candidates = [
            (comparison, draft)
            for draft in self._list_near()
            if not any(draft is other for other in others)
            and (comparison := self._compare(draft, telling, when, traits)).may_join()
        ]
        definite = telling.freshness == "definite"
        if not definite and is_item(self._view, telling.clause.sentence):
            here = telling.clause.sentence.paragraph
            candidates = [(c, d) for c, d in candidates if c.is_of_entry(here)]
        if definite and telling.plural:
            toll = bool(
                telling.casualties
            )  # "the overall toll of the raids": of one in many places
            candidates = [
                (c, d) for c, d in candidates if d.plural or (toll and len(d.impacts) > 1)
            ]
        if any(w.part for w in telling.weapons):  # "23 of the missiles": of the one with missiles
            alike = [(c, d) for c, d in candidates if d.kind == telling.kind]
            candidates = alike or candidates
        if definite and points_at_last(self._view, telling):
            return max((d for _, d in candidates), key=_find_last_words, default=None)
        best: tuple[tuple[float, bool], Draft] | None = None
        for comparison, draft in candidates:  # of two alike the one told later
            weight = comparison.weigh()
            if definite:
                weight -= self._weigh_history(draft, telling)
            rank = (weight, definite and draft is self._active)
            if best is None or rank >= best[0]:
                best = (rank, draft)
        if best is None:
            return None
        # "The bloodiest raid, on July 2 last year, hit Tajoura": of a day and a place of its own
        own = when is not None and when.precision == "day" and bool(traits.impacts)
        least = (LITTLE if own else -1.0) if definite else ENOUGH
        return best[1] if best[0][0] >= least else None

    def _list_near(self) -> list[Draft]:
        """Give the drafts that a telling may add to: the news, and what was told of late."""
        if len(self.drafts) <= _TOLD_OF_LATE:
            return self.drafts
        return [self.drafts[0], *self.drafts[-_TOLD_OF_LATE:]]

    def _compare(
        self, draft: Draft, telling: Telling, when: When | None, traits: Traits
    ) -> Comparison:
        return Comparison(
            gazetteer=self._gazetteer,
            draft=draft,
            telling=telling,
            traits=traits,
            when=when,
            active=draft is self._active,
            main=draft is self.drafts[0],
            recent=is_recent(when, self._published),
            old=self._is_old(when),
        )

    def _is_old(self, when: When | None) -> bool:
        """Tell whether a day lies so far before publication that it is told as history."""
        if self._published is None or when is None or when.start is None or when.end is None:
            return False
        return (self._published - when.end).days > _HISTORY_DAYS

    def _weigh_history(self, draft: Draft, telling: Telling) -> float:
        """Weigh against history: after an aside, "the attack" of a new paragraph is the news."""
        main = self.drafts[0]
        if draft is main or not (draft.when and draft.when.end and main.when and main.when.start):
            return 0.0
        old = (main.when.start - draft.when.end).days > _HISTORY_DAYS
        apart = telling.clause.sentence.paragraph != draft.tellings[-1].clause.sentence.paragraph
        return 1.0 if old and apart else 0.0


def _find_last_words(draft: Draft) -> int:
    return max(telling.start for telling in draft.tellings)


def _opens_article(telling: Telling) -> bool:
    """Tell whether "the attack" of a lead is the news: "the toll of Monday's bombing in X rose"."""
    said = telling.times or telling.impacts or telling.casualties
    lead = telling.clause.sentence.paragraph <= 1 and not telling.heading
    return lead and telling.kind != "unspecified_attack" and bool(said)


def _stands_alone(telling: Telling, when: When | None) -> bool:
    """Tell whether "the attack ..." brings enough to be one that was not told before."""
    precise = any(p.level >= _PROVINCE for p in telling.impacts)
    typed = telling.kind != "unspecified_attack"
    if telling.victims is not None:
        return typed or when is not None or bool(telling.impacts)
    if precise and when is not None:
        return True
    if telling.names_target and (telling.times or telling.casualties):
        return True
    told = telling.casualties or telling.weapons or precise
    return typed and bool(telling.times) and bool(told)
