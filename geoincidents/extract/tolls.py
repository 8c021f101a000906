"""Sum up what an article says of the people hit in one attack."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from geoincidents.extract.casualties import CasualtyWords
from geoincidents.model.casualties import Casualties, CasualtyGroup
from geoincidents.model.count import Count
from geoincidents.text.numbers import add_counts

_BARE = 2  # "several": at least two


def sum_casualties(statements: Sequence[CasualtyWords], text: str) -> Casualties:
    """Join the statements of one incident: the greatest total counts, "another" adds to it.

    A later total may correct an earlier one ("five, then one child died": six); both stand in the
    evidence. The attackers' own losses are left out.
    """
    others = [s for s in statements if not s.attackers and not s.part]
    # What the attackers say of their own deed counts where nobody else gives a figure.
    unclaimed = {s.kind for s in others if not s.claimed}
    others = [s for s in others if not s.claimed or s.kind not in unclaimed]
    told = [
        (category, s.kind, count)
        for s in statements
        for category, count in s.parts or ((s.category, s.count),)
    ]
    groups = sorted({category for category, _, _ in told} - {"person"})
    words = dict.fromkeys(text[s.start : s.end].strip() for s in statements if not s.part)
    return Casualties(
        killed=_total(s for s in others if s.kind == "killed"),
        wounded=_total(s for s in others if s.kind == "wounded"),
        by=tuple(
            CasualtyGroup(
                category=group,
                killed=_largest(n for g, kind, n in told if (g, kind) == (group, "killed")),
                wounded=_largest(n for g, kind, n in told if (g, kind) == (group, "wounded")),
            )
            for group in groups
        ),
        text="; ".join(words) or None,
    )


def share_sides(statements: Sequence[CasualtyWords], kind: str) -> list[CasualtyWords]:
    """Tell the losses of those who attacked on foot from those of who was attacked.

    Militants killed in a clash are losses of the other side, to be added; in an attack on a base
    that militants made they are the attackers' own. Who is bombed from the air is only hit.
    """
    sides = {_side_of(s) for s in statements if not s.part and s.count.min}
    if not {"militant", "hit"} <= sides:
        return list(statements)
    if kind == "clash":
        return [replace(s, more=True) if _side_of(s) == "militant" else s for s in statements]
    if kind in _ON_FOOT:
        return [replace(s, attackers=True) if _side_of(s) == "militant" else s for s in statements]
    return list(statements)


_ON_FOOT = {"armed_attack", "storming", "suicide_bombing", "unspecified_attack"}


def _side_of(statement: CasualtyWords) -> str:
    if statement.attackers:
        return "attacker"
    if statement.parts or statement.category in {"person", "militant"}:
        return "militant" if statement.category == "militant" else "unknown"
    return "hit"


def _total(statements: Iterable[CasualtyWords]) -> Count | None:
    held: Count | None = None
    for item in statements:
        added = item.more and held is not None
        held = add_counts(held, item.count) if added else _choose_larger(held, item.count)
    return held


def _largest(counts: Iterable[Count]) -> Count | None:
    held: Count | None = None
    for count in counts:
        held = _choose_larger(held, count)
    return held


def _choose_larger(held: Count | None, new: Count) -> Count:
    """Give the larger count; "several" says nothing beside a number, a number more than a bound."""
    if held is None:
        return new
    if held.max is not None and new.max is None and (new.min or 0) <= _BARE:
        return held
    if held.max is None and (held.min or 0) <= _BARE and new.max is not None and new.min:
        return new
    if held.max is None and new.min == held.min:
        return new
    return new if (new.min or new.max or 0) > (held.min or held.max or 0) else held
