"""What a run found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from geoincidents.model.article import Article, Input, Skipped
from geoincidents.model.incident import Incident
from geoincidents.model.lookup import Lookup
from geoincidents.model.reading import Aggregate, UnresolvedName


@dataclass(frozen=True, slots=True)
class Incidents(Sequence[Incident]):
    """Hold the incidents of a run in the order of date and id, and what is no incident.

    `aggregates` are statements about many attacks; `unresolved` are names of places that the
    gazetteer does not know; `articles` are those that were worked through, in the order of their
    ids; `skipped` are the inputs that gave no article and the articles that could not be worked
    through; `lookups` are the questions to a service on the network, where a run asks one.
    A run over many articles gives sequences that stay on the disk, `articles` without their texts.
    """

    items: Sequence[Incident]
    aggregates: Sequence[Aggregate] = ()
    unresolved: Sequence[UnresolvedName] = ()
    articles: Sequence[Article | Input] = ()
    skipped: tuple[Skipped, ...] = ()
    lookups: tuple[Lookup, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Incident: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Incident]: ...
    def __getitem__(self, index: int | slice) -> Incident | Sequence[Incident]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Incident]:
        return iter(self.items)
