"""What the reader of phrases holds, and how fine a place is."""

from typing import Any

import msgspec

from geoincidents.extract.words import load_lexicon
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_LEVELS: dict[str, Any] = load_lexicon("places")["levels"]
FINEST = 7
PROVINCE: int = _LEVELS["admin1"]
DISTRICT: int = _LEVELS["admin2"]
VILLAGE: int = _LEVELS["village"]
_SMALL_REGION_M = 30_000  # a valley or the hills about a town are no greater than a district
_RANGE_M = 10_000  # mountains of this radius are a range, not a peak
LINEAR = {"border_of", "between", "along"}


class PlaceWords(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a phrase with the words before it, which give its role, and how fine it is.

    `level` runs from 0 (continent) to 7 (a building). `context` marks words that describe another
    place ("the base, north of Baghdad") and are no place of an event; `tells`
    those that say where the place before them lies.
    """

    phrase: Phrase
    lead: str
    level: int
    context: bool = False
    tells: bool = False


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a name that a phrase can stand on; `antecedent` is the phrase that "the base" means.

    `made` is a phrase read whole, as words on both sides of a name make it, or coordinates.
    """

    mention: Mention
    level: int
    end: int
    antecedent: Phrase | None = None
    made: Phrase | None = None


def find_level(place: Place) -> int:
    """Give how fine a place is, from 0 (continent) to 7 (a building)."""
    level = int(_LEVELS.get(place.kind, FINEST))
    if place.kind == "region" and place.radius_m <= _SMALL_REGION_M:
        return DISTRICT
    return DISTRICT if place.kind == "mountain" and place.radius_m >= _RANGE_M else level


def refine_level(phrase: Phrase, level: int) -> int:
    """Give the level of a phrase: a border between two countries is finer than either."""
    return max(level, DISTRICT) if phrase.relation in LINEAR else level
