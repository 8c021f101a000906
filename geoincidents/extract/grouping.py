"""Join what an article tells of one attack: one event, many mentions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from difflib import SequenceMatcher

from geoincidents.extract.dates import TimeWords
from geoincidents.extract.days import resolve_time
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.when import When

# Types that words of one attack may mix ("missile" and "drone strike"): the families of gold.
FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"rocket_attack", "missile_attack", "mortar_attack", "shelling"}),
    frozenset({"airstrike", "drone_strike", "missile_attack", "assassination"}),
    frozenset({"ied", "suicide_bombing", "explosion", "assassination"}),
    frozenset(
        {
            "armed_attack",
            "assassination",
            "clash",
            "storming",
            "abduction",
            "arson",
            "sabotage",
            "protest",
        }
    ),
)
_SAME_NAME = 0.75  # likeness of two spellings of one surname ("Soleimani", "Suleimani")
_HISTORY_DAYS = 30  # an attack this much older than the news is told as history


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gather the tellings of one attack in one article."""

    tellings: list[Telling] = field(default_factory=list)
    kind: str = "unspecified_attack"
    when: When | None = None
    when_by: Telling | None = None
    plural: bool = False

    def add(self, telling: Telling, when: When | None) -> None:
        """Take a telling in; the more precise type and time win."""
        self.tellings.append(telling)
        self.plural = self.plural or (telling.plural and telling.freshness == "new")
        if telling.kind and (
            self.kind in {"unspecified_attack", "explosion"}
            and telling.kind != "unspecified_attack"
        ):
            self.kind = telling.kind
        if when is not None and (self.when is None or _is_finer(when, self.when)):
            self.when, self.when_by = when, telling

    def places(self) -> list[PlaceWords]:
        """Give the places hit or aimed at, finest first."""
        found = [p for t in self.tellings for p in (*t.impacts, *t.targets)]
        return sorted(found, key=lambda p: -p.level)


_CAUSES = {
    "in response to",
    "in retaliation for",
    "in revenge for",
    "to avenge",
    "because of",
    "over",
}


def _others(
    telling: Telling, placed: dict[int, Draft | None], tellings: Sequence[Telling]
) -> list[Draft]:
    """Give the drafts that other clauses of the sentence went to: "X after Y" are two events."""
    return [
        d
        for t in tellings
        if t is not telling and t.freshness != "detail" and (d := placed.get(id(t)))
    ]


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

    def pause(self) -> None:
        """Forget what was told last: an aggregate was told, and what follows may be of it."""
        self._paused = True

    def add_sentence(self, tellings: Sequence[Telling], leanings: Sequence[TimeWords] = ()) -> None:
        """Place the tellings of one sentence; those that others lean on ("after X") go first."""
        pending: list[tuple[Telling, Telling, TimeWords]] = []
        placed: dict[int, Draft | None] = {}
        for words in leanings:
            other = next((t for t in tellings if t.start >= words.end - 1), None)
            if (
                other is None
                or ","
                in self._view[
                    words.end : other.clause.triggers[0].start
                    if other.clause.triggers
                    else words.end
                ]
            ):
                continue  # "hours before the jet crashed, rockets ...": no attack is leant on
            before = [t for t in tellings if t.start < words.start]
            after = [t for t in tellings if t.start > other.start]
            subject = before[-1] if before else (after[0] if after else None)
            if subject:
                pending.append((subject, other, words))
        waiting = {id(t) for t, _, _ in pending}
        for telling in tellings:
            if id(telling) not in waiting:
                placed[id(telling)] = self._place(
                    telling, self._resolve(telling, None), _others(telling, placed, tellings)
                )
        for telling, other, words in pending:
            base = placed.get(id(other))
            own = self._resolve(telling, None, skip=words)
            if own is None and base and base.when:
                own = resolve_time(words, self._published, base.when)
            draft = self._place(telling, own, _others(telling, placed, tellings))
            placed[id(telling)] = draft
            if (
                base
                and draft
                and base is not draft
                and (base.when is None or base.when.precision == "unknown")
            ):
                self._infer_before(base, draft, words)
        self._date_causes(tellings, placed)

    def _date_causes(self, tellings: Sequence[Telling], placed: dict[int, Draft | None]) -> None:
        """Date an attack that another answers ("in response to the airstrike"): not after that."""
        for effect, cause in zip(tellings, tellings[1:], strict=False):
            first, second = placed.get(id(effect)), placed.get(id(cause))
            if cause.clause.connector not in _CAUSES or not first or not second or first is second:
                continue
            if second.when is None and first.when and first.when.end:
                second.when = When(end=first.when.end, text=first.when.text)
                second.when_by = effect

    def _infer_before(self, base: Draft, draft: Draft, words: TimeWords) -> None:
        """Date X from "Y came shortly after X" where only Y has a day."""
        if draft.when is None or draft.when.start is None:
            return
        turned = {"after": "before", "following": "before", "before": "after", "prior to": "after"}
        parts = dict(words.parts)
        parts["by"] = turned.get(parts.get("by", ""), "before")
        mirrored = TimeWords(
            start=words.start,
            end=words.end,
            text=words.text,
            kind=words.kind,
            parts=tuple(parts.items()),
        )
        base.when = resolve_time(mirrored, self._published, draft.when)
        base.when_by = draft.when_by

    def _resolve(
        self, telling: Telling, event: When | None, skip: TimeWords | None = None
    ) -> When | None:
        """Give the time of a telling from its own words; what was said on a day was not later."""
        for item in telling.spoken:
            self.note_time(resolve_time(item, self._published))
        if telling.quoted and not any(
            t.kind in {"date", "iso", "month", "year"} for t in telling.times
        ):
            relative = [t for t in telling.times if t.kind == "weekday"]
            return self._first(relative, event, skip)
        return self._first(telling.times, event, skip)

    def _first(
        self, times: Sequence[TimeWords], event: When | None, skip: TimeWords | None
    ) -> When | None:
        order = {"date": 0, "iso": 0, "month": 1, "weekday": 1, "day": 2, "season": 3, "ago": 2}
        best: When | None = None
        for item in sorted(times, key=lambda t: (order.get(t.kind, 4), t.start)):
            if item is skip or item.kind == "by_event":
                continue
            base = event
            if item.kind in {"next_day", "later"}:
                base = (
                    (self._active.when if self._active else None)
                    if item.kind == "next_day"
                    else self._anchor_of_later(item)
                )
            if item.kind == "that_day":
                base = self._last_time
            found = resolve_time(item, self._published, base)
            if found and (best is None or _is_finer(found, best)):
                best = found
        return best

    def _anchor_of_later(self, item: TimeWords) -> When | None:
        """Count "hours later" from the time told last, "the month before" from the attack told last."""
        if item.part("by") == "before" and self._active:
            return self._active.when
        return self._last_time or (self._active.when if self._active else None)

    def note_time(self, when: When | None) -> None:
        """Remember a time of the text that is no attack's ("warned on Wednesday")."""
        if when is not None and when.start is not None:
            self._last_time = when

    def _place(
        self, telling: Telling, when: When | None, others: Sequence[Draft] = ()
    ) -> Draft | None:
        if telling.freshness == "detail":
            return self._add_detail(telling, when)
        draft = self._find_match(telling, when, others)
        if draft is None:
            if telling.freshness == "definite" and (
                telling.plural or not self._stands_alone(telling, when)
            ):
                self._paused = self._paused or telling.plural
                return None
            draft = Draft(kind=telling.kind)
            self.drafts.append(draft)
            if when is None and telling.spoken:
                draft.when = self._not_after(telling)
        draft.add(telling, when)
        self._active = draft
        self._paused = False
        self.note_time(draft.when)
        return draft

    def _not_after(self, telling: Telling) -> When | None:
        """Give the open window of an attack that only has the day on which it was told."""
        found = [w for t in telling.spoken if (w := resolve_time(t, self._published)) and w.end]
        return When(end=found[-1].end, text=found[-1].text) if found else None

    def _add_detail(self, telling: Telling, when: When | None) -> Draft | None:
        if self._active is None or self._paused:
            return None
        if when and self._active.when and not _meet(when, self._active.when):
            return None
        self._active.add(telling, None)
        return self._active

    def _stands_alone(self, telling: Telling, when: When | None) -> bool:
        """Tell whether "the attack ..." brings enough to be an attack not told before."""
        precise = any(p.level >= 3 for p in telling.impacts)  # noqa: PLR2004 - a province or finer
        return (
            (precise and (when is not None or telling.victims is not None))
            or (telling.victims is not None and when is not None)
            or (telling.victims is not None and bool(telling.impacts))
            or (
                telling.kind not in {"unspecified_attack"}
                and bool(telling.times)
                and bool(telling.casualties)
            )
        )

    def _find_match(
        self, telling: Telling, when: When | None, others: Sequence[Draft]
    ) -> Draft | None:
        """Give the draft that the telling adds to, or `None` for a new attack."""
        candidates = [
            d
            for d in self.drafts
            if not any(d is o for o in others) and self._may_join(d, telling, when)
        ]
        if telling.plural and telling.freshness == "definite":
            candidates = [d for d in candidates if d.plural]
        if not candidates:
            return None
        if telling.freshness == "another":
            return None
        if telling.freshness == "definite":
            return self._choose_definite(candidates, telling, when)
        scored = [(self._likeness(d, telling, when), i, d) for i, d in enumerate(candidates)]
        score, _, best = max(scored, key=lambda s: (s[0], s[1]))
        return best if score >= 1 else None

    def _choose_definite(
        self, candidates: list[Draft], telling: Telling, when: When | None
    ) -> Draft:
        scored = [
            (
                self._likeness(d, telling, when) - self._is_left_behind(d, telling),
                d is self._active,
                i,
                d,
            )
            for i, d in enumerate(candidates)
        ]
        return max(scored, key=lambda s: s[:3])[3]

    def _is_left_behind(self, draft: Draft, telling: Telling) -> float:
        """Weigh against history: after an aside, "the attack" of a new paragraph is the news again."""
        main = self.drafts[0]
        if draft is main or not (draft.when and draft.when.end and main.when and main.when.start):
            return 0.0
        old = (main.when.start - draft.when.end).days > _HISTORY_DAYS
        apart = telling.clause.sentence.paragraph != draft.tellings[-1].clause.sentence.paragraph
        return 1.0 if old and apart else 0.0

    def _may_join(self, draft: Draft, telling: Telling, when: When | None) -> bool:
        if not same_family(draft.kind, telling.kind):
            return False
        if when and draft.when and when.start and draft.when.start and not _meet(when, draft.when):
            return False
        if self._share_victims(draft, telling) is False:
            return False
        return not self._places_differ(draft, telling)

    def _likeness(self, draft: Draft, telling: Telling, when: When | None) -> float:
        """Weigh what the telling and the draft have in common; 1 is enough to join."""
        score = 0.0
        victims = self._share_victims(draft, telling)
        if victims:
            score += 2
        shared = self._share_place(draft, telling)
        if shared:
            score += 0.6
        if when and draft.when and when.precision == "day" and draft.when.precision == "day":
            score += 1
        elif when is None or _is_undated(draft.when):
            score += self._undated_likeness(draft, telling, when)
        elif shared and {when.precision, draft.when.precision} <= {"day", "week", "month"}:
            score += 0.5
        if telling.heading and draft is self.drafts[0]:
            score += 0.5
        if draft.kind == telling.kind and draft.kind != "unspecified_attack":
            score += 0.2
        return score

    def _undated_likeness(self, draft: Draft, telling: Telling, when: When | None) -> float:
        """Weigh a telling or draft without a date: the summary in the lead, or the next detail."""
        last = draft.tellings[-1].clause.sentence
        near = telling.clause.sentence.paragraph - last.paragraph <= 1
        first = draft is self.drafts[0]
        coarse = not any(p.level >= 5 for p in draft.places())  # noqa: PLR2004 - a town or finer
        if (
            draft.when is None
            and first
            and coarse
            and draft.tellings[0].clause.sentence.paragraph <= 2
        ):
            return 0.9
        if when is None and draft is self._active and near:
            return 1.0 if telling.clause.sentence.paragraph == last.paragraph else 0.9
        if _is_undated(draft.when) and draft is self._active and near:
            return 0.7
        return 0.3 if near else 0.0

    def _share_place(self, draft: Draft, telling: Telling) -> bool:
        mine = {i for p in (*telling.impacts, *telling.targets) for i in _ids(p) if p.level > 1}
        theirs = {i for p in draft.places() for i in _ids(p) if p.level > 1}
        return bool(mine & theirs)

    def _places_differ(self, draft: Draft, telling: Telling) -> bool:
        """Tell whether both name places, and no two of them can be one."""
        mine = [p for p in telling.impacts if p.phrase.anchors]
        theirs = [p for t in draft.tellings for p in t.impacts if p.phrase.anchors]
        if not mine or not theirs:
            return False
        return not any(self._may_be_one(a, b) for a in mine for b in theirs)

    def _may_be_one(self, a: PlaceWords, b: PlaceWords) -> bool:
        if set(_ids(a)) & set(_ids(b)):
            return True
        first = self._gazetteer.place(a.phrase.anchors[-1].place_ids[0])
        second = self._gazetteer.place(b.phrase.anchors[-1].place_ids[0])
        if first.country and second.country and first.country != second.country:
            return False
        coarse = min(a.level, b.level)
        if coarse <= 2:  # noqa: PLR2004 - a country or region holds the other
            return True
        if first.admin1 and second.admin1 and first.admin1 != second.admin1:
            return False
        return coarse <= 3 or a.level != b.level or a.level > 5  # noqa: PLR2004 - two towns are two places

    def _share_victims(self, draft: Draft, telling: Telling) -> bool | None:
        """Tell whether the named victims are the same; `None` where one side names none."""
        mine = _surnames(self._view, telling)
        theirs = {n for t in draft.tellings for n in _surnames(self._view, t)}
        if not mine or not theirs:
            return None
        return any(is_same_name(a, b) for a in mine for b in theirs)


def _is_undated(when: When | None) -> bool:
    return when is None or when.start is None


def _ids(place: PlaceWords) -> tuple[str, ...]:
    return tuple(m.place_ids[0] for m in place.phrase.anchors if m.place_ids)


def _surnames(view: str, telling: Telling) -> set[str]:
    words: set[str] = set()
    if telling.victims:
        start, end, _ = telling.victims
        for part in re.split(r"\sand\s", view[start:end]):
            names = re.findall(r"[A-Z][\w'-]+", part)
            if names:
                words.add(names[-1].lower())
    possessive = re.search(
        r"\b([A-Z][\w-]+)'s?\s(?:assassination|killing|murder|death)\b",
        view[telling.start : telling.end],
    )
    if possessive:
        words.add(possessive.group(1).lower())
    return words


def is_same_name(first: str, second: str) -> bool:
    """Tell whether two surnames are spellings of one."""
    return first == second or SequenceMatcher(None, first, second).ratio() >= _SAME_NAME


def same_family(first: str, second: str) -> bool:
    """Tell whether two incident types can be one attack; `unspecified_attack` goes with any."""
    if "unspecified_attack" in {first, second} or first == second:
        return True
    return any(first in family and second in family for family in FAMILIES)


def _meet(first: When, second: When) -> bool:
    if first.start is None and first.end is None:
        return True
    if second.start is None and second.end is None:
        return True
    return (first.start or date.min) <= (second.end or date.max) and (second.start or date.min) <= (
        first.end or date.max
    )


def _is_finer(new: When, held: When) -> bool:
    if new.start is None or new.end is None:
        return False
    if held.start is None or held.end is None:
        return True
    return (new.end - new.start) + timedelta(days=0) < (held.end - held.start)
