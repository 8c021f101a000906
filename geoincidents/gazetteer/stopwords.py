"""Words that are a town somewhere and nearly never mean it, as told by `stopwords.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geoincidents.text.names import fold_name

LARGE_TOWN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StopWords:
    """Hold folded words.

    `ordinary` are English words, `people` given and family names, `never` what is no place in
    any text. `cues` are words before a name that make a place of it ("in", "near").
    """

    ordinary: frozenset[str]
    people: frozenset[str]
    never: frozenset[str]
    cues: frozenset[str]
    kind_words: frozenset[str]

    def is_ordinary(self, folded: str) -> bool:
        """Say whether a folded name is an ordinary word, or several of them."""
        return folded in self.ordinary or folded in self.never

    def is_person(self, folded: str) -> bool:
        """Say whether a folded name is a common given or family name."""
        return folded in self.people

    def allows_town(self, folded: str, population: int) -> bool:
        """Say whether a town of the world may be found under this name at all."""
        if folded in self.never or len(folded) < 3:  # noqa: PLR2004 - "Ob", "Y", "Ii" are noise
            return False
        if population >= LARGE_TOWN:
            return True
        return folded not in self.ordinary and folded not in self.people


@cache
def read_stopwords() -> StopWords:
    """Give the stop words."""
    text = files("geoincidents.gazetteer").joinpath("stopwords.toml").read_text("utf-8")
    table = tomllib.loads(text)

    def fold_all(*keys: str) -> frozenset[str]:
        return frozenset(
            fold_name(word) for key in keys for line in table[key] for word in line.split("|")
        )

    return StopWords(
        ordinary=fold_all("ordinary"),
        people=fold_all("given_names", "family_names"),
        never=fold_all("never"),
        cues=fold_all("cues"),
        kind_words=fold_all("kind_words"),
    )
