"""Cut an expression into clauses: "Al-Zab, 20 km SW of Kirkuk" is a name and a bearing."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from geoincidents.extract.phrases import grammar
from geoincidents.model.mention import Mention

_SEPARATORS = re.compile(r"(?:\s*[,;()]\s*|\s+[-–]\s+|\s+|\.$)+(?:and\s+also\s|and\s|also\s)?")
_ARTICLE = re.compile(r"(?:the|an?|its|their|some|several|many|this|that)\s+", re.IGNORECASE)
_SHY = {"in", "near", "along", "towards"}  # relations whose lower-case words are an unnamed thing
_WHOLE = {"border_of", "offset"}  # forms that may hold their names themselves

IsName = Callable[[str], bool]


@dataclass(slots=True, kw_only=True)
class Clause:
    """Hold one clause: its relation, what the groups of its form say, and the names it stands on.

    `bare` is a clause without words of relation; `head` are lower-case words for an unnamed thing;
    `joined` the offset of "and" in what may be two names.
    """

    relation: str
    start: int
    end: int
    groups: dict[str, str | None] = field(default_factory=dict)
    names: list[Mention] = field(default_factory=list)
    holders: list[Mention] = field(default_factory=list)
    head: str | None = None
    definite: bool = False
    manner: str | None = None
    bare: bool = False
    listed: list[Mention] = field(default_factory=list)


def split_clauses(view: str, start: int, end: int, is_name: IsName) -> list[Clause]:
    """Give the clauses of `view[start:end]` in order; `is_name` knows whole names."""
    text = view[:end]
    lower = text[start:].lower()
    measured = bool(grammar.HAS_FIGURE.search(lower))
    forms = grammar.pick_forms(frozenset([w for w in grammar.NEEDS if w in lower]), measured)
    clauses: list[Clause] = []
    at = start
    while at < end:
        gap = _SEPARATORS.match(text, at)
        at = gap.end() if gap else at
        if at >= end:
            break
        clause = _read_clause(text, at, end, forms, is_name)
        clauses.append(clause)
        at = max(clause.end, at + 1)
    return clauses


def _read_clause(
    text: str, at: int, end: int, forms: tuple[grammar.Form, ...], is_name: IsName
) -> Clause:
    for form in forms:
        match = form.pattern.match(text, at)
        if not match:
            continue
        if form.relation == "part_of" and is_name(text[at : _find_end(text, at, end)]):
            continue  # "South Sudan", "Eastern Ghouta"
        clause = Clause(
            relation=form.relation,
            start=at,
            end=match.end(),
            groups=match.groupdict(),
            manner=form.manner,
        )
        if form.relation == "in" and clause.groups.get("near"):  # "near the village of Kifri"
            clause.relation = "near"
        _read_operand(text, match.end(), end, clause, is_name)
        return clause
    clause = Clause(relation="in", start=at, end=at, bare=True)
    _read_operand(text, at, end, clause, is_name)
    return clause


def _find_end(text: str, at: int, end: int) -> int:
    boundary = grammar.BOUNDARY.search(text, at, end)
    return boundary.start() if boundary else end


def _read_operand(text: str, at: int, end: int, clause: Clause, is_name: IsName) -> None:
    """Read the names that a clause stands on."""
    if clause.relation in _WHOLE and not clause.groups.get("link"):
        clause.names = [
            Mention(start=-1, end=-1, surface=str(clause.groups[key]))
            for key in ("a", "b")
            if clause.groups.get(key)
        ]
        return
    article = _ARTICLE.match(text, at, end)
    stop = _find_end(text, at, end)
    if stop < end and is_name(text[article.end() if article else at : end]):
        stop = end  # "the US consulate in Erbil" is one name
    clause.end = stop
    if _read_pair(text, at, stop, clause, is_name) or _read_road(text, at, stop, clause):
        return
    words = text[at:stop].strip()
    if clause.relation in {"in", "near", "part_of"} and not is_name(words):
        both = grammar.AND.search(text, at, stop)
        if both:
            clause.names = [_name(text, at, both.start(), is_name, clause)]
            clause.listed = [_name(text, both.end(), stop, is_name, clause)]
            return
    name = _name(text, at, stop, is_name, clause)
    if name.surface:
        clause.names = [name]


def _read_pair(text: str, at: int, stop: int, clause: Clause, is_name: IsName) -> bool:
    """Read "A and B" of "between A and B"; the words of a border may name one side only."""
    if clause.relation not in {"between", "along", "border_of"}:
        return False
    pair = grammar.PAIR.search(text, at, stop)
    if not pair:
        return False
    clause.names = [
        _name(text, at, pair.start(), is_name, clause),
        _name(text, pair.end(), stop, is_name, clause),
    ]
    return True


def _read_road(text: str, at: int, stop: int, clause: Clause) -> bool:
    """Read "the Baghdad-Kirkuk highway" and "the Baghdad road"."""
    if clause.relation not in {"in", "along", "near"} or not re.search(
        r"(?:road|way|route|railway|line)\b", text[at:stop], re.IGNORECASE
    ):
        return False
    named = grammar.NAMED_ROAD.match(text, at, stop)
    if named and _is_capital(named["a"]) and _is_capital(named["b"]):
        clause.names = [_span(text, *named.span("a")), _span(text, *named.span("b"))]
        clause.relation, clause.bare, clause.end = "along", False, stop
        return True
    one = grammar.ONE_ROAD.match(text, at, stop)
    if one and _is_capital(one["a"]) and one["a"].lower() not in {"airport", "main", "highway"}:
        clause.names = [_span(text, *one.span("a"))]
        clause.relation, clause.bare = "towards", False
        return True
    return False


def _is_capital(words: str) -> bool:
    bare = words.removeprefix("al-").removeprefix("el-").removeprefix("the ")
    return bare[:1].isupper()


def _span(text: str, start: int, end: int) -> Mention:
    return Mention(start=start, end=end, surface=text[start:end].strip(" '\""))


def _name(text: str, at: int, stop: int, is_name: IsName, clause: Clause) -> Mention:
    """Give the name in `text[at:stop]` with the kind its words ask for; what holds it is kept.

    Words without any capital are an unnamed thing: the surface is empty and the clause has a head.
    """
    article = _ARTICLE.match(text, at, stop)
    begin = article.end() if article else at
    if grammar.OPEN_GROUND.fullmatch(text[at:stop].strip()) and stop < len(text):
        clause.head = text[begin:stop].strip()  # "the area [south of Basra]"
        return Mention(start=begin, end=stop, surface="")
    if grammar.POINTS_BACK.fullmatch(text[at:stop].strip()):
        words = text[at:stop].strip()
        return Mention(start=at, end=stop, surface=words, rule="points back")
    words = text[begin:stop].strip(" '\".")
    capital = grammar.CAPITAL_OF.fullmatch(words)
    if not words or capital or is_name(words):
        name, rule = (capital["name"], "capital of") if capital else (words, "")
        return Mention(start=begin, end=stop, surface=name, rule=rule)
    inner = _find_holder(words, begin, stop, clause)
    if isinstance(inner, Mention):
        return inner
    before = grammar.KIND_BEFORE.fullmatch(inner)
    if before and _is_capital(before["name"]):
        return Mention(
            start=begin, end=stop, surface=before["name"], kind_cue=_plain_kind(before["kind"])
        )
    definite = bool(article and article.group().lower().startswith("the"))
    return _cut(inner, begin, stop, clause, definite=definite)


def _find_holder(words: str, begin: int, stop: int, clause: Clause) -> Mention | str:
    """Put what holds a name among the holders; give the name, or the words that are left."""
    holds = grammar.HOLDS.fullmatch(words)
    if holds and _is_capital(holds["outer"]) and _is_capital(holds["inner"]):
        clause.holders.append(_cut(holds["outer"], begin, stop))
        clause.relation = "in" if clause.relation == "part_of" else clause.relation
        return Mention(
            start=begin, end=stop, surface=holds["inner"], kind_cue=_plain_kind(holds["kind"])
        )
    held = grammar.HELD_BY.fullmatch(words)
    if held and _is_capital(held["outer"]):
        clause.holders.append(_cut(held["outer"], begin, stop))
        return str(held["inner"])
    if "'s " in words:
        outer, _, inner = words.partition("'s ")
        return _possess(outer, inner, begin, stop, clause)
    return words


def _cut(
    words: str, begin: int, stop: int, clause: Clause | None = None, *, definite: bool = False
) -> Mention:
    """Take the kind off the end of a name: "Makhmour district"."""
    after = grammar.KIND_AFTER.fullmatch(words)
    name, kind = (after["name"], _plain_kind(after["kind"])) if after else (words, None)
    if clause is not None and not grammar.HAS_NAME.search(name) and clause.relation in _SHY:
        clause.head = words
        clause.definite = clause.definite or definite
    return Mention(start=begin, end=stop, surface=name, kind_cue=kind)


def _possess(outer: str, inner: str, begin: int, stop: int, clause: Clause) -> Mention:
    """Read "Baghdad's Green Zone" as held by Baghdad, "Mosul's west side" as a part of Mosul."""
    part = grammar.SIDE_AFTER.fullmatch(f"x {inner}")
    if part and clause.relation in {"in", "near"}:
        clause.relation, clause.bare = "part_of", False
        clause.groups = {**clause.groups, "part": part["part"]}
        return Mention(start=begin, end=stop, surface=outer)
    clause.holders.append(Mention(start=begin, end=begin + len(outer), surface=outer))
    return _cut(inner, begin, stop, clause)


_PLURALS = {"neighborhood": "neighbourhood", "cities": "city", "subdistrict": "district"}


def _plain_kind(kind: str) -> str:
    word = kind.lower().removesuffix("s") if kind.lower() != "cities" else "cities"
    return _PLURALS.get(word, word.removeprefix("sub-"))
