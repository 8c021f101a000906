"""What is known so far of one attack in one article, and how like it a telling is."""

import re
from dataclasses import dataclass, field

import msgspec
from msgspec import structs

from geoincidents.coding import is_same_family
from geoincidents.extract.clauses import Clause
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.model.place import Place
from geoincidents.model.when import When
from geoincidents.text.likeness import is_same_name
from geoincidents.text.names import fold_name

_GENERAL = {"unspecified_attack", "explosion"}
_COUNTRY, _REGION, _PROVINCE, _TOWN = 1, 2, 3, 5  # levels of PlaceWords
_LEAD_PARAGRAPHS = 2  # a summary stands in the first three paragraphs
_MANY = 50  # names and places of one attack that are compared: a bound on a list of thousands
_NEAR_DATES = {"day", "week", "month"}
_NAME = re.compile(r"[A-Z][\w'-]+")
_TOWN_WORD = re.compile(r"\b(?:village|town|city|hamlet|settlement|camp)s?\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b([A-Z][\w-]+)'s?\s(?:assassination|killing|murder|death)\b")

# Weights of what a telling and a draft have in common; 1 is enough to be one attack.
ENOUGH = 1.0
LITTLE = 0.7  # for what says too little to be an attack of its own
_VICTIMS, _PLACE, _SAME_DAY, _NEAR_DATE, _HEADLINE, _SAME_TYPE = 2.0, 0.6, 1.0, 0.5, 0.7, 0.2
_SPOKEN_OF = 0.5  # "Name was giving a speech when he was shot", after "the killing of Name"
_UNPLACED = 1.0  # what has neither day nor place is of the news
_FILLS = 0.1  # it says where, of an attack that has no place yet
_SUMMARY, _SAME_PARAGRAPH, _NEXT_PARAGRAPH, _DATED_LATER, _CLOSE_BY = 0.9, 1.0, 0.9, 0.7, 0.3


class Traits(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what a telling can be known by: ids of its places, the places hit, names of the dead.

    `spoken_of` are all its words with a capital, in small letters.
    """

    place_ids: frozenset[str]
    impacts: tuple[PlaceWords, ...]
    targets: tuple[PlaceWords, ...]
    names: frozenset[str]
    finest: int
    spoken_of: frozenset[str] = frozenset()

    @classmethod
    def of(cls, view: str, telling: Telling) -> "Traits":
        """Give the traits of a telling."""
        told = (*telling.impacts, *telling.targets)
        return cls(
            place_ids=frozenset(i for p in told for i in _list_ids(p) if p.level > _COUNTRY),
            impacts=tuple(p for p in telling.impacts if _list_ids(p)),
            targets=tuple(p for p in telling.targets if _list_ids(p)),
            names=frozenset(_list_surnames(view, telling)),
            finest=max((p.level for p in told), default=0),
            spoken_of=frozenset(
                name.lower() for name in _NAME.findall(view, telling.start, telling.end)
            ),
        )


@dataclass(slots=True, kw_only=True)
class Draft:
    """Gather the tellings of one attack in one article, and the traits of all of them.

    `when_by` are the words that tell the day: of this attack, of one beside it, or of its entry.
    """

    tellings: list[Telling] = field(default_factory=list)
    kind: str = "unspecified_attack"
    when: When | None = None
    when_by: Telling | Clause | TimeWords | None = None
    plural: bool = False
    place_ids: set[str] = field(default_factory=set)
    impacts: dict[str, PlaceWords] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    finest: int = 0

    @property
    def is_undated(self) -> bool:
        """Tell whether no day is known that something can be counted from."""
        return self.when is None or self.when.is_open

    def add(self, telling: Telling, when: When | None, traits: Traits) -> None:
        """Take a telling in; the more precise type and time win."""
        self.tellings.append(telling)
        self.plural = self.plural or (telling.plural and telling.freshness == "new")
        if telling.kind and self.kind in _GENERAL and telling.kind != "unspecified_attack":
            self.kind = telling.kind
        if when is not None and (self.when is None or is_finer(when, self.when)):
            self.when, self.when_by = when, telling
        self.place_ids |= traits.place_ids
        self.impacts |= {_list_ids(p)[-1]: p for p in traits.impacts}
        self.names |= traits.names
        self.finest = max(self.finest, traits.finest)


def is_finer(new: When, held: When) -> bool:
    """Tell whether a window says more than another: both ends known, and closer together."""
    if new.start is None or new.end is None:
        return False
    return held.start is None or held.end is None or new.width_days < held.width_days


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Compare a telling with a draft; `active` is the draft told last, `main` the first.

    `recent` marks a telling of the days before publication, `old` one of a month or more before.
    """

    gazetteer: Gazetteer
    draft: Draft
    telling: Telling
    traits: Traits
    when: When | None
    active: bool
    main: bool
    recent: bool = False
    old: bool = False

    def may_join(self) -> bool:
        """Tell whether nothing speaks against one attack: type, date, victims, place."""
        draft, when = self.draft, self.when
        if not is_same_family(draft.kind, self.telling.kind) and not self._is_called_back():
            return False
        news = draft.is_undated and not draft.tellings[0].heading
        if news and self.old and self.telling.freshness != "definite":
            return False  # an attack without a day is of these days
        dated = when and draft.when and not when.is_open and not draft.when.is_open
        if dated and when and draft.when and not when.meets(draft.when):
            return False
        return self._share_victims() is not False and not self.places_differ()

    def _is_called_back(self) -> bool:
        """Tell whether "the attack" is of the one told last, whatever weapon is told now."""
        nouns = [t for t in self.telling.clause.triggers if t.is_noun]
        general = bool(nouns) and all(t.kind == "unspecified_attack" for t in nouns)
        return self.active and self.telling.freshness == "definite" and general

    def is_of_entry(self, paragraph: int) -> bool:
        """Tell whether the draft was told in an entry of a list, or has a place of its own told."""
        here = any(t.clause.sentence.paragraph == paragraph for t in self.draft.tellings)
        return here or self._share_place() or self.telling.heading

    def weigh(self) -> float:
        """Give the weight of what they have in common."""
        draft, when = self.draft, self.when
        shared = self._share_place()
        weight = _VICTIMS if self._share_victims() else 0.0
        if not weight and not self.draft.names.isdisjoint(self.traits.spoken_of):
            weight = _SPOKEN_OF
        weight += _PLACE if shared else 0.0
        if when is None or draft.when is None or draft.is_undated:
            weight += self._weigh_undated()
        elif when.precision == draft.when.precision == "day":
            weight += _SAME_DAY
        elif shared and {when.precision, draft.when.precision} <= _NEAR_DATES:
            weight += _NEAR_DATE
        heads = self.telling.heading or all(t.heading for t in draft.tellings)
        weight += _HEADLINE if heads and self.main else 0.0
        same_type = draft.kind == self.telling.kind != "unspecified_attack"
        return weight + (_SAME_TYPE if same_type else 0.0)

    def _weigh_undated(self) -> float:
        """Weigh a telling or draft without a date: the summary in the lead, or the next detail."""
        draft = self.draft
        here = self.telling.clause.sentence.paragraph
        last = draft.tellings[-1].clause.sentence.paragraph
        near = here - last <= 1
        lead = draft.tellings[0].clause.sentence.paragraph <= _LEAD_PARAGRAPHS
        if draft.is_undated and self.main and lead:
            if draft.finest < _TOWN:
                return _SUMMARY
            if self.recent and not self.traits.impacts and not self.telling.targets:
                return _UNPLACED  # the lead names the town, what follows the day
        new = self.telling.freshness == "new"
        if self.main and new and self.when is None and not self.telling.impacts:
            return _UNPLACED
        if self.active and near and self.when is None:
            fills = _FILLS if self.traits.impacts and not draft.impacts else 0.0
            return (_SAME_PARAGRAPH if here == last else _NEXT_PARAGRAPH) + fills
        if self.active and near and draft.is_undated:
            exact = self.when is None or self.when.precision == "day" or not new
            return _DATED_LATER if exact else _CLOSE_BY
        return _CLOSE_BY if near else 0.0

    def _share_place(self) -> bool:
        return not self.traits.place_ids.isdisjoint(self.draft.place_ids)

    def places_differ(self) -> bool:
        """Tell whether both name places hit, and no two of them can be one.

        What was only aimed at is nobody's place, but lies in a province.
        """
        theirs = list(self.draft.impacts.values())[:_MANY]
        mine = self.traits.impacts
        if not mine and theirs and self.telling.freshness == "new":
            if self._is_of_another_name():
                return True
            aimed = [structs.replace(p, level=min(p.level, _PROVINCE)) for p in self.traits.targets]
            return bool(aimed) and not any(self._may_be_one(a, b) for a in aimed for b in theirs)
        if not mine or not theirs:
            return False
        return not any(self._may_be_one(a, b) for a in mine for b in theirs)

    def _is_of_another_name(self) -> bool:
        """Tell whether a town that no table knows is told, and the draft names other towns."""
        names = {
            m.surface
            for p in self.telling.impacts
            if _TOWN_WORD.search(p.phrase.text) or p.phrase.start - self.telling.start <= 1
            for m in p.phrase.anchors
            if not m.place_ids and not any(c.place_ids for c in p.phrase.containers)
        }
        if not names or any(p.level < _TOWN for p in self.draft.impacts.values()):
            return False
        told = {m.surface for t in self.draft.tellings for p in t.impacts for m in p.phrase.anchors}
        return names.isdisjoint(told)

    def _may_be_one(self, one: PlaceWords, other: PlaceWords) -> bool:
        if set(_list_ids(one)) & set(_list_ids(other)):
            return True
        first = self.gazetteer.place(_list_ids(one)[-1])
        second = self.gazetteer.place(_list_ids(other)[-1])
        if "border_of" in {one.phrase.relation, other.phrase.relation}:
            return not _are_far_apart(first, second)  # a border lies in two countries
        if first.country and second.country and first.country != second.country:
            return False
        coarse = min(one.level, other.level)
        if coarse <= _REGION:
            return True  # a country or region may hold the other
        if _are_far_apart(first, second) or not _is_same_province(first.admin1, second.admin1):
            return False
        # Two towns are two places; a town and its airport, or two quarters of it, may be one.
        return coarse <= _PROVINCE or one.level != other.level or one.level > _TOWN

    def _share_victims(self) -> bool | None:
        """Tell whether the named victims are the same; `None` where one side names none."""
        mine, theirs = self.traits.names, self.draft.names
        if not mine or not theirs:
            return None
        if not mine.isdisjoint(theirs):
            return True
        return any(is_same_name(a, b) for a in mine for b in sorted(theirs)[:_MANY])


# Half as much again as their radii, and this: neither one place nor a town and its airport.
_FAR_M = 50_000


def _are_far_apart(one: Place, other: Place) -> bool:
    reach = 1.5 * (one.radius_m + other.radius_m) + _FAR_M
    apart = estimate_distance(one.longitude, one.latitude, other.longitude, other.latitude)
    return apart > reach


_PROVINCE_WORD = re.compile(
    r"\s(?:governorate|province|oblast|region|state|department|district)$", re.IGNORECASE
)


def _is_same_province(one: str | None, other: str | None) -> bool:
    """Tell whether two names may be of one province: "Beirut" and "Beirut Governorate"."""
    if not one or not other:
        return True
    return fold_name(_PROVINCE_WORD.sub("", one)) == fold_name(_PROVINCE_WORD.sub("", other))


def _list_ids(place: PlaceWords) -> tuple[str, ...]:
    return tuple(m.place_ids[0] for m in place.phrase.anchors if m.place_ids)


def _list_surnames(view: str, telling: Telling) -> set[str]:
    names: set[str] = set()
    if telling.victims:
        start, end, _ = telling.victims
        for part in re.split(r"\sand\s", view[start:end]):
            found = [n.lower() for n in _NAME.findall(part)]
            names |= {found[0], found[-1]} if found else set()
    if possessive := _POSSESSIVE.search(view, telling.start, telling.end):
        names.add(possessive.group(1).lower())
    return names
