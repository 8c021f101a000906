"""Run the passes in order; each narrows the candidates where it knows something."""

from collections.abc import Callable
from dataclasses import dataclass, field

from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes.area import keep_area
from geoincidents.locate.passes.container import keep_held, keep_holding
from geoincidents.locate.passes.focus import keep_focus
from geoincidents.locate.passes.kind_cue import keep_kind
from geoincidents.locate.passes.settled import keep_near
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

ONLY = "only candidate"
RANK = "rank"
AGAIN = "one sense in one article"


@dataclass(slots=True, kw_only=True)
class Context:
    """Hold what the article has told of where it is.

    `focus` gives the share of each country among the mentions; `settled` the places chosen so far;
    `containers` those that hold the mention at hand, `held` those of the name before it, which it
    may hold. `area` is the (country, province) that stands out; `spoken` are the countries that
    the article speaks of, `named` those that it names itself.
    """

    gazetteer: Gazetteer
    focus: dict[str, float] = field(default_factory=dict)
    settled: dict[str, Place] = field(default_factory=dict)
    containers: tuple[Place, ...] = ()
    held: tuple[Place, ...] = ()
    area: tuple[str, str] | None = None
    choices: dict[str, "Choice"] = field(default_factory=dict)
    spoken: frozenset[str] = frozenset()
    named: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """Hold a candidate with its score under the name, and the pass that left it out, if any."""

    place: Place
    score: float
    lost_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Hold the place chosen for a name, what decided, and every candidate, the chosen one first.

    `confidence` is the share of places chosen in this way that were right on news with known
    places.
    """

    place: Place
    decided: str
    confidence: float
    considered: tuple[Considered, ...]


Pass = Callable[[Mention, list[Place], Context], list[Place]]
PASSES: tuple[tuple[str, Pass], ...] = (
    ("kind", keep_kind),
    ("holding", keep_holding),
    ("container", keep_held),
    ("area", keep_area),
    ("focus", keep_focus),
    ("nearness", keep_near),
)

# Shares within 161 km on TR-News and GeoVirus, rounded down: see benchmarks/geoparsing.py.
_CONFIDENCE = {
    ONLY: 0.95,
    "area": 0.95,
    "holding": 0.92,
    "container": 0.93,
    "kind": 0.85,
    RANK: 0.79,
    "nearness": 0.84,
    "focus": 0.85,
}
_VAGUE = {"region": 0.7, "sea": 0.5, "continent": 0.8}
_SOURCE_CONFIDENCE = {"high": 1.0, "medium": 0.98, "low": 0.85}

# What each way of deciding knows, in one sentence.
PASSES_SAY: dict[str, str] = {
    ONLY: "no other place is so named",
    RANK: "the greatest of those that are so named and that nothing else tells apart",
    AGAIN: "the same as at its first mention",
    "kind": "the word after the name asks for this kind",
    "container": "the text names a place that holds it",
    "holding": "it holds the place named before it",
    "area": "the article is about its province or state",
    "focus": "the article is about its country",
    "nearness": "it lies near the places named before",
}


def choose_place(mention: Mention, context: Context) -> tuple[Place, str] | None:
    """Give the place that a mention means and the pass that decided, or `None` for no candidate."""
    choice = weigh_candidates(mention, context)
    return (choice.place, choice.decided) if choice else None


def weigh_candidates(mention: Mention, context: Context) -> Choice | None:
    """Give the place that a mention means with all that was weighed, or `None` for no candidate."""
    bare = f"{mention.surface.lower()}|{mention.kind_cue or ''}"
    beside = ",".join(p.place_id for p in (*context.containers, *context.held))
    key = f"{bare}|{beside}"
    if key in context.choices:
        return _repeat(context.choices[key])
    candidates = [context.gazetteer.place(i) for i in mention.place_ids]
    if not candidates:
        return None
    everyone = list(candidates)
    decided = ONLY if len(candidates) == 1 else RANK
    lost: dict[str, str] = {}
    for name, narrow in PASSES:
        if len(candidates) == 1 and narrow is not keep_kind:
            break  # the word after a name speaks against an only candidate, too
        kept = narrow(mention, candidates, context)
        if kept and kept != candidates:
            lost |= {p.place_id: name for p in candidates if p not in kept}
            candidates, decided = kept, name
    place = candidates[0]
    everyone += [place] if place not in everyone else []
    context.settled[key] = place
    considered = sorted(
        (
            Considered(
                place=p,
                score=p.rank,
                lost_to=None if p is place else lost.get(p.place_id, RANK),
            )
            for p in everyone
        ),
        key=lambda c: c.lost_to is not None,
    )
    choice = Choice(
        place=place,
        decided=decided,
        confidence=_weigh(place, decided),
        considered=tuple(considered),
    )
    context.choices[key] = choice
    # "London, Ky." is meant by "London" later on.
    context.choices.setdefault(f"{bare}|", choice)
    return choice


def _weigh(place: Place, decided: str) -> float:
    """Give the share of places so chosen that are right; vague ones have no one point."""
    if place.kind in _VAGUE:
        return _VAGUE[place.kind]
    value = 0.95 if place.kind == "country" else _CONFIDENCE[decided]
    return round(value * _SOURCE_CONFIDENCE.get(place.confidence, 0.8), 2)


def _repeat(choice: Choice) -> Choice:
    return Choice(
        place=choice.place,
        decided=AGAIN,
        confidence=choice.confidence,
        considered=choice.considered,
    )
