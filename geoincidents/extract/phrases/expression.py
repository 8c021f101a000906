"""Read an expression on its own ("five miles west of Erbil") into phrases."""

import re
from dataclasses import replace
from functools import lru_cache

from geoincidents.extract.phrases import measures
from geoincidents.extract.phrases.clauses import Clause, IsName, split_clauses
from geoincidents.extract.phrases.coordinates import read_coordinates
from geoincidents.extract.phrases.making import make_phrase
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.view import make_view

_LONGEST = 400  # characters: longer is a text, not an expression
# "Homs - Palmyra road" is one road, not two places
_SPACED_DASH = re.compile(
    r"\s[-–]\s(?=[^,;()]{0,120}\b(?:road|highway|motorway|railway|border|line)\b)", re.IGNORECASE
)
_TELLS_WHERE = {"bearing", "between", "along", "towards", "border_of"}
_QUOTES = "\"' \t\n.,;:-–"
# What stands before the words; the sign of a latitude is one of them.
_BEFORE = re.compile(r"""(?:["' \t\n.,;:]|[-–](?!\d{1,2}(?:\.\d+)?°?(?:\s*[,;]\s*|\s+)[-–]?\d))*""")


def _never(_words: str) -> bool:
    return False


def read_expression(text: str, is_name: IsName = _never) -> tuple[Phrase, ...]:
    """Give the places that an expression names: one, or several of a list.

    `is_name` tells whether words are a name as a whole ("South Sudan"). What cannot be read comes
    back as one phrase with its `fault`.
    """
    view = _SPACED_DASH.sub("-", make_view(text))
    start = _BEFORE.match(view).end()  # type: ignore[union-attr] # it matches nothing, too
    end = len(view.rstrip(_QUOTES))
    if start >= end:
        return (_fault(text, "there are no words"),)
    if end - start > _LONGEST:
        return (_fault(text, f"longer than {_LONGEST} characters: a text, not an expression"),)
    words = view[start:end]
    written = _read_written(words)
    if written:
        return (written,)
    negated = words.lower().startswith("not ")
    begin = start + len("not ") if negated and not words.lower().startswith("not far ") else start
    clauses = split_clauses(view, begin, end, is_name)
    phrases = _assemble(words, clauses)
    if begin != start:
        phrases = tuple(replace(p, negated=True) for p in phrases)
    return phrases


def _fault(text: str, why: str) -> Phrase:
    return Phrase(start=0, end=len(text), text=text, relation="unread", fault=why)


@lru_cache(maxsize=1024)
def _read_written(words: str) -> Phrase | None:
    """Read coordinates."""
    written = read_coordinates(words)
    if written is None:
        return None
    if written.fault:
        return _fault(words, written.fault)
    phrase = Phrase(start=0, end=len(words), text=words, relation="at", descriptor=written.notation)
    if written.code:
        near = Mention(start=0, end=len(words), surface=(written.near or "").strip(" ,"))
        return replace(phrase, code=written.code, anchors=(near,))
    return replace(
        phrase,
        coordinates=(written.longitude, written.latitude),
        coordinates_radius_m=written.radius_m,
    )


def _assemble(words: str, clauses: list[Clause]) -> tuple[Phrase, ...]:
    """Give the phrase that the clauses describe together, or the several of a list."""
    listed = next((i for i, clause in enumerate(clauses) if clause.listed), None)
    if listed is not None and all(c.bare for c in clauses[1 : listed + 1]):
        heads = clauses[: listed + 1]
        names = [n for clause in heads for n in (*clause.names, *clause.listed)]
        rest = clauses[listed + 1 :]
        first = clauses[0]
        return tuple(
            _join(name.surface, [_pick(first, name), *rest]) for name in names if name.surface
        )
    return (_join(words, clauses),)


def _pick(clause: Clause, name: Mention) -> Clause:
    return Clause(
        relation=clause.relation,
        start=clause.start,
        end=clause.end,
        groups=clause.groups,
        names=[name],
        holders=clause.holders,
        manner=clause.manner,
        bare=clause.bare,
    )


def _join(words: str, clauses: list[Clause]) -> Phrase:
    main: Phrase | None = None
    things: list[str] = []
    sites: tuple[str, ...] = ()
    for clause in clauses:
        made = _make(words, clause)
        if made.fault:
            return made
        if clause.head:
            things.append(clause.head)
            sites = measures.list_sites(clause.head) if clause.definite else ()
        main = _attach(main, made, clause)
    if main is None:
        return _fault(words, "there are no words")
    if things:
        main = replace(main, descriptor=things[0], indefinite=not sites, facility=sites)
    if not main.anchors and not main.within:
        return _fault(words, "no place is named")
    return main


def _attach(main: Phrase | None, made: Phrase, clause: Clause) -> Phrase:
    """Join a clause to what was read before it."""
    if main is None:
        return made
    known = _list_known(main, made)
    if known:
        return replace(made, text=main.text, facility=known)
    return (
        _offset(main, made)
        if clause.relation == "offset" and main.anchors
        else _join_to(main, made)
    )


def _offset(main: Phrase, made: Phrase) -> Phrase:
    """Read "Al-Zab, 20 km SW" as told from the place before."""
    return replace(
        main,
        relation="bearing",
        distance_m=made.distance_m,
        distance_max_m=made.distance_max_m,
        hedge=made.hedge,
        distance_vague=made.distance_vague,
        bearing_deg=made.bearing_deg,
    )


def _join_to(main: Phrase, made: Phrase) -> Phrase:
    """Join what is further said of a place: what holds it, or a relation of its own."""
    if not made.anchors:
        return replace(main, within=(*main.within, *made.within))
    unnamed = main.indefinite and main.relation == "in" and made.relation in _TELLS_WHERE
    if unnamed or not main.anchors:
        # "a village in Diyala, east of Baquba" is told by what it lies east of
        holders = (*made.containers, *main.anchors, *main.containers)
        return replace(made, text=main.text, indefinite=True, containers=holders)
    if made.relation == "in" and not made.within:
        return replace(main, containers=(*main.containers, *made.anchors, *made.containers))
    return replace(main, within=(*main.within, made))


def _list_known(main: Phrase, made: Phrase) -> tuple[str, ...]:
    """Give the kinds of "the refinery" where what follows says where it is: "in Baiji"."""
    if made.relation not in {"in", "at", "near"} or len(main.anchors) != 1 or made.manner:
        return ()
    first = main.anchors[0]
    return measures.list_sites(first.surface) if first.rule == "points back" else ()


def _make(words: str, clause: Clause) -> Phrase:
    """Give the phrase of one clause."""
    if clause.relation == "no unit":
        number = clause.groups.get("n")
        return _fault(words, f"{number} of what? a distance needs a unit, such as km or miles")
    if clause.relation == "between" and len(clause.names) < 2:  # noqa: PLR2004 - two ends
        return _fault(words, "'between' needs two places")
    names = tuple(n for n in clause.names if n.surface and not (clause.head and n.surface))
    return make_phrase(
        Phrase(start=clause.start, end=clause.end, text=words, relation=clause.relation),
        clause.groups,
        clause.manner,
        anchors=names,
        containers=tuple(clause.holders),
    )
