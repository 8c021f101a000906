"""Tell in a glance whether a sentence can say anything: most sentences of a newspaper cannot."""

from geoincidents.extract.shares import opens_share
from geoincidents.extract.words import load_lexicon
from geoincidents.text.guards import pick_tokens
from geoincidents.text.tokens import DIGIT, list_tokens

_TRIGGERS = load_lexicon("triggers")
_PEOPLE = load_lexicon("people")
_ACTORS = load_lexicon("actors")
_TIMES = load_lexicon("times")

# A weak verb ("hit") needs a weapon, an attack or people hurt beside it: it opens no gate.
_TELLING = (
    pick_tokens(w for words in _TRIGGERS["nouns"].values() for w in words)
    | pick_tokens(w for words in _TRIGGERS["strong"].values() for w in words)
    | pick_tokens(w for row in load_lexicon("weapons")["weapon"] for w in row["words"])
    | pick_tokens(
        w for kind in ("killed", "wounded") for words in _PEOPLE[kind].values() for w in words
    )
    | pick_tokens(w for words in _PEOPLE["none"].values() for w in words)
    | pick_tokens([*_ACTORS["claim"]["verbs"], *_ACTORS["claim"]["passive"]])
    | pick_tokens([*_ACTORS["blame"]["verbs"], *_ACTORS["blame"]["passive"]])
    | pick_tokens(_ACTORS["deny"]["verbs"])
    | pick_tokens(w for words in _TRIGGERS["guarded"].values() for w in words)
    | pick_tokens(w for words in _TRIGGERS["guarded_nouns"].values() for w in words)
    | pick_tokens(w for words in _TRIGGERS["taken"].values() for w in words)
    | pick_tokens(_TRIGGERS["launcher"]["things"])
    | frozenset({"targeted", "hospitalized", "hospitalised", "happened", "occurred"})
    | frozenset({"rounds", "projectile", "projectiles", "munitions", "salvo", "volley"})
)
# "Israel struck targets": a verb of striking and a thing to strike
_STRIKING = pick_tokens(w for w in _TRIGGERS["striking"]["words"] if w not in {"launched", "fired"})
_RAMMING = pick_tokens(_TRIGGERS["ramming"]["verbs"])  # "driven into pedestrians"
_CROWDS = pick_tokens(_TRIGGERS["ramming"]["crowds"])
_SENT = frozenset({"launched", "fired"})  # "They were launched from a truck"
_STRUCK = pick_tokens(_TRIGGERS["striking"]["objects"])
_TIME = frozenset(
    pick_tokens([*_TIMES["months"], *_TIMES["weekdays"], *_TIMES["days"]]) | {"day", "days", DIGIT}
)


def may_tell(view: str, start: int, end: int) -> bool:
    """Tell whether words can tell of an attack, of people hurt, or of who did it."""
    tokens = list_tokens(view, start, end)
    if not _TELLING.isdisjoint(tokens):
        return True
    if "from" in tokens and not _SENT.isdisjoint(tokens):
        return True
    if not _RAMMING.isdisjoint(tokens) and not _CROWDS.isdisjoint(tokens):
        return True
    struck = not _STRIKING.isdisjoint(tokens) and not _STRUCK.isdisjoint(tokens)
    return struck or opens_share(view, start, end)


def may_date(view: str, start: int, end: int) -> bool:
    """Tell whether words can name a day."""
    return not _TIME.isdisjoint(list_tokens(view, start, end))
