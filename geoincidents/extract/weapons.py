"""Weapons in a text: what, which calibre, how many."""

import re
from collections.abc import Sequence

import msgspec

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.model.count import Count
from geoincidents.model.weapon import Weapon
from geoincidents.text.guards import guard_pattern
from geoincidents.text.numbers import find_quantities

_ROWS: list[dict[str, object]] = load_lexicon("weapons")["weapon"]
_KIND_OF: dict[str, str] = {}
TYPE_OF_KIND: dict[str, str] = {}
_COUNTED: set[str] = set()
for _row in _ROWS:
    _kind = str(_row["kind"])
    TYPE_OF_KIND[_kind] = str(_row["type"])
    if _row["counted"]:
        _COUNTED.add(_kind)
    for _word in _row["words"]:  # type: ignore[attr-defined] # a list in every row, held by a test
        _KIND_OF[_word.lower()] = _kind

_CALIBRE = r"(?P<mm>\d{2,3})[\s-]?(?:mm|millimet(?:er|re)s?)\b"
# "S-300 missiles", "Iskander-M ballistic missiles", "Kh-22 cruise missile"
_MODEL = r"(?:(?-i:[A-Z][A-Za-z]{0,10})-(?:\d{1,3}\w?|[A-Z])\s)?"
_WEAPON = guard_pattern(
    rf"(?<![\w-])(?:{_CALIBRE}[\s-]?)?{_MODEL}(?P<word>{join_words(_KIND_OF)})(?![\w])", _KIND_OF
)
_NOT_A_WEAPON = re.compile(
    r"[\s-]+(?:rigged|launching|carrying|launchers?|programmes?|programs?|parts|deal|defen[cs]e"
    r"|shield|units?|corps|brigades?|chiefs?|commanders?|factory|factories|workshops?|depots?|stockpiles?"
    r"|production|makers?|operators?|technology|arsenals?|engineers?|experts?)\b",
    re.IGNORECASE,
)
# "explosives-laden drones", "a drone packed with explosives": the drone is the weapon
_LOADED = r"(?:laden|filled|rigged|packed|loaded)"
_LOAD_BEFORE = re.compile(rf"[\s-]+{_LOADED}\b", re.IGNORECASE)
_LOAD_AFTER = re.compile(rf"\b(?:drones?|UAVs?|boats?)\s{_LOADED}\swith\s$", re.IGNORECASE)
# "nuclear and ballistic missile programmes", "gold mine", "sea shells"
_BEFORE_NO_WEAPON = re.compile(
    r"\b(?:gold|coal|copper|diamond|iron|sea|surface-to-air|anti-aircraft|a gold)\s$", re.IGNORECASE
)
# "a strike early on Sunday against a cruise missile": that was hit
_STRUCK_BEFORE = re.compile(
    r"\b(?:strikes?|attacks?|raids?)\s(?:[\w\s]{0,25}?\s)??(?:against|on)\s"
    r"(?:(?:an?|the|two|three|four|five|several|\d+)\s)"
    r"(?:(?!(?:with|by|using|in|at|near|from|of|and|that|which|where)\b)[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_ADJECTIVES = r"(?:[A-Za-z][\w.'-]*\s){0,3}"
_ORDINAL = re.compile(
    rf"\b(?:the\s)?(?:first|second|third|fourth|fifth|another|one)\s{_ADJECTIVES}$", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"\b(?:an?|a\slarger?|a\ssingle)\s(?:(?!of\b|and\b|by\b|in\b|with\b|on\b)[A-Za-z][\w.'-]*\s){0,3}$",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(rf"\s?of\s(?:the|these|those|them)\s{_ADJECTIVES}")
# "Two days earlier a landmine": the number is not of landmines.
_COUNTS = re.compile(
    r"(?:\sof)?\s(?:(?!(?:an?|the|days?|hours?|weeks?|months?|people|and|in|on|by)\b)[A-Za-z][\w.'-]*\s){0,3}"
)
_DETERMINED = re.compile(
    r"\b(?:the|these|those|their|its|of)\s(?:[A-Za-z][\w'-]*\s){0,2}$", re.IGNORECASE
)
_VOLLEY = re.compile(r"(?:volley|salvo|barrage)\sof\s$", re.IGNORECASE)
_PART_OF = re.compile(rf"\bof\s(?:the|these|those|them)\s{_ADJECTIVES}$", re.IGNORECASE)
_LOOK_BACK = 60
_ATTACK_AFTER = re.compile(
    r"[\s-]+(?:attacks?|strikes?|fire|barrages?|salvos?|raids?|blasts?|explosions?|bombings?|launch(?:er|ers)?|assaults?|sites?)\b",
    re.IGNORECASE,
)


class WeaponWords(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a weapon of the text: offsets, the weapon, and the number that is said of it.

    `part` marks a number that is only a share ("five of the rockets", "the first rocket").
    """

    start: int
    end: int
    weapon: Weapon
    munitions: Count | None = None
    part: bool = False
    of_attack: bool = False


def find_weapons(view: str, start: int, end: int) -> list[WeaponWords]:
    """Give the weapons in `view[start:end]` in order."""
    found: list[WeaponWords] = []
    for match in _WEAPON.finditer(view, start, end):
        if _NOT_A_WEAPON.match(view, match.end(), end):
            continue
        before = view[max(start, match.start() - _LOOK_BACK) : match.start()]
        if _BEFORE_NO_WEAPON.search(before) or _LOAD_AFTER.search(before):
            continue
        if _STRUCK_BEFORE.search(before):
            continue
        word = " ".join(match["word"].lower().replace("-", " ").split())
        kind = _KIND_OF.get(match["word"].lower()) or _KIND_OF.get(word) or _loose_kind(word)
        if kind == "ied" and _LOAD_BEFORE.match(view, match.end(), end):
            continue
        of_attack = bool(_ATTACK_AFTER.match(view, match.end(), end))
        count, part = (None, False)
        if kind in _COUNTED and not of_attack:
            count, part = _count_of(view, start, match.start(), match["word"])
        found.append(
            WeaponWords(
                start=match.start(),
                end=match.end(),
                weapon=Weapon(
                    name=" ".join(view[match.start() : match.end()].split()),
                    kind=kind,
                    calibre_mm=int(match["mm"]) if match["mm"] else None,
                ),
                munitions=count,
                part=part,
                of_attack=of_attack,
            )
        )
    return found


def _loose_kind(word: str) -> str:
    for known, kind in _KIND_OF.items():
        if known.replace("-", " ") == word:
            return kind
    return "ied"


def _count_of(view: str, start: int, at: int, word: str) -> tuple[Count | None, bool]:
    """Read the number before a weapon, and whether it is a share of those told before."""
    begin = max(start, at - _LOOK_BACK)
    before = view[begin:at]
    if counted := _read_number_before(view, begin, at):
        return counted
    if _PART_OF.search(before):
        return None, True
    if _ORDINAL.search(before):
        return Count(min=1, max=1), True
    if _ARTICLE.search(before):
        return Count(min=1, max=1), False
    # A bare plural is at least two; "the rockets" are those told before.
    plural = word.lower().endswith("s") and not word.isupper() and word.lower() not in _NO_PIECES
    known = _DETERMINED.search(before) and not _VOLLEY.search(before)
    return (Count(min=2), False) if plural and not known else (None, False)


def _read_number_before(view: str, begin: int, at: int) -> tuple[Count, bool] | None:
    quantities = find_quantities(view, begin, at)
    if not quantities:
        return None
    between = view[quantities[-1].end : at]
    share = bool(_SHARE_OF.fullmatch(between))
    return (quantities[-1].count, share) if share or _COUNTS.fullmatch(between) else None


_PLAIN_NAMES = {"rocket", "missile", "bomb", "drone", "shell", "mortar", "explosive"}
_NO_PIECES = {"explosives"}  # a plural that counts nothing
_BARE_PLURAL = 2  # "rockets": at least two


def choose_weapon(words: Sequence[WeaponWords]) -> tuple[Weapon | None, Count | None]:
    """Give the weapon named best, and the number of it: the greatest total that is said."""
    if not words:
        return None, None
    named = min(
        words,
        key=lambda w: (
            w.weapon.calibre_mm is None,
            w.weapon.name.lower().rstrip("s") in _PLAIN_NAMES,
            w.of_attack,
            w.start,
        ),
    )
    total: Count | None = None
    shares = True
    for item in words:
        counted = item.munitions is not None and item.weapon.kind == named.weapon.kind
        if counted and item.munitions and not (item.part and total is not None):
            shares = shares and item.part
            total = _choose_greater(total, item.munitions)
    if total is not None and shares:  # "five of the rockets": of how many is not said
        total = Count(min=total.min)
    return named.weapon, total


def _choose_greater(held: Count | None, new: Count) -> Count:
    """Give the greater count; a bare plural says nothing beside a number."""
    if held is None:
        return new
    if held.max is None and (held.min or 0) <= _BARE_PLURAL and new.max is not None and new.min:
        return new
    if new.max is None and (new.min or 0) <= _BARE_PLURAL:
        return held
    return new if (new.min or new.max or 0) > (held.min or held.max or 0) else held
