"""Score which mentions were joined: B-cubed (Bagga and Baldwin 1998)."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

_Mention = TypeVar("_Mention", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Hold precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall, 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_clusters(gold: Mapping[_Mention, Hashable], found: Mapping[_Mention, Hashable]) -> Rates:
    """Give B-cubed of labels that `found` gives to the mentions of `gold`.

    A mention that `found` leaves out stands alone. No mention at all gives 0.
    """
    right: dict[Hashable, set[_Mention]] = {}
    joined: dict[Hashable, set[_Mention]] = {}
    for mention, label in gold.items():
        right.setdefault(label, set()).add(mention)
        joined.setdefault(_label(mention, found), set()).add(mention)
    precision = recall = 0.0
    for mention, label in gold.items():
        mates, company = right[label], joined[_label(mention, found)]
        shared = len(mates & company)
        precision += shared / len(company)
        recall += shared / len(mates)
    number = max(1, len(gold))
    return Rates(precision=precision / number, recall=recall / number)


def _label(mention: _Mention, found: Mapping[_Mention, Hashable]) -> Hashable:
    return ("joined", found[mention]) if mention in found else ("alone", mention)
