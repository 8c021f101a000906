"""Make the further names of a place: with and without its kind words and the article."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geoincidents.gazetteer.kinds import Kind
from geoincidents.gazetteer.theatre import read_theatre
from geoincidents.text.names import fold_name

ABBREVIATION = re.compile(r"(?=[^a-z]*[A-Z])[A-Z0-9][A-Z0-9.\-]{0,5}")
_BRACKETED = re.compile(r"\s*\([^)]*\)\s*")
ARTICLE = "al "
MADE_PENALTY = 0.2
FEWEST_LETTERS_WITHOUT_ARTICLE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Hold one folded name of a place: `penalty` lowers its rank under this name.

    `given` says that the table writes the name itself; made ones yield to ordinary words. `held`
    says that the place is so named only beside what holds it ("McKee, Kentucky").
    """

    folded: str
    form: str = "name"
    penalty: float = 0.0
    given: bool = True
    held: bool = False


def name_place(name: str, aliases: Iterable[str], kind: Kind, *, country: str | None) -> list[Name]:
    """Give every name under which a curated place is looked for, the given ones first."""
    given = [_BRACKETED.sub(" ", name).strip(), *aliases]
    names: dict[tuple[str, str], Name] = {}
    for text in given:
        form = "abbreviation" if ABBREVIATION.fullmatch(text) else "name"
        _add(names, Name(folded=fold_name(text), form=form))
    for text in given:
        stem = cut_kind(text, kind)
        if ABBREVIATION.fullmatch(text) and not kind.bare and len(stem) <= 1:
            continue
        made = [pattern.format(stem) for pattern in kind.add]
        if kind.bare:
            made.append(stem)
        for variant in made:
            _add(names, Name(folded=fold_name(variant), penalty=MADE_PENALTY, given=False))
    if country in read_theatre().article:
        for entry in list(names.values()):
            if entry.form == "name":
                other = _swap_article(entry.folded)
                if other:
                    _add(names, Name(folded=other, penalty=entry.penalty + 0.1, given=False))
    return list(names.values())


def cut_kind(name: str, kind: Kind) -> str:
    """Give a name without the words that only tell its kind."""
    lowered = name.lower()
    for words in kind.cut:
        if lowered.endswith(f" {words}"):
            return name[: -len(words) - 1].rstrip(" ,-")
        if lowered.startswith(f"{words} "):
            return name[len(words) + 1 :]
    return name


def _swap_article(folded: str) -> str | None:
    """Give the name without its Arabic article, or with one; `None` where neither is sound."""
    if folded.startswith(ARTICLE):
        bare = folded.removeprefix(ARTICLE)
        return bare if len(bare) >= FEWEST_LETTERS_WITHOUT_ARTICLE else None
    return ARTICLE + folded if folded[:1].isalpha() else None


def _add(names: dict[tuple[str, str], Name], name: Name) -> None:
    if name.folded:
        names.setdefault((name.folded, name.form), name)
