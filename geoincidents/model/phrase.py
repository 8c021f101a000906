"""Words about space, before they have geometry."""

from dataclasses import dataclass

from geoincidents.model.count import Count
from geoincidents.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold a locative expression: a relation to one or more anchors.

    `relation` is one of schema.md (`at`, `in`, `near`, `bearing`, `between`, `part_of`,
    `border_of`, `along`). `distance_m` is the stated distance, `distance_vague` whether the words
    hedge it ("about"). `bearing_deg` counts clockwise from north. `part` is a compass word of a
    part ("northwest"). `containers` are the places that hold this one, inner first.
    `indefinite` marks an unnamed place ("a village in Diyala"). `coordinates` is (longitude,
    latitude) where the text writes them, `coordinates_radius_m` the cell of their last figure,
    `code` a plus code that needs the anchor to be read.

    `hedge` is how a distance is said, a key of the table of hedges ("about", "up_to", "drive");
    `distance_max_m` the upper end of a stated range. `manner` is the word of a nearness that has a
    meaning of its own ("outskirts", "opposite"); `negated` says that the place is not the anchor
    ("outside the Green Zone"). `within` are further phrases that hold of the same place ("a village
    in Diyala, east of the base"); `facility` are kinds of a known thing of the anchor ("the airport
    in Erbil"); `called` is the name of a place that no gazetteer knows and that the article tells
    where it is, in the words `taught_by` (start and end); `fault` says why the words cannot be
    placed.
    """

    start: int
    end: int
    text: str
    relation: str
    anchors: tuple[Mention, ...] = ()
    distance_m: float | None = None
    distance_vague: bool = False
    bearing_deg: float | None = None
    part: str | None = None
    containers: tuple[Mention, ...] = ()
    indefinite: bool = False
    descriptor: str | None = None
    munitions: Count | None = None
    coordinates: tuple[float, float] | None = None
    coordinates_radius_m: int | None = None
    code: str | None = None
    hedge: str | None = None
    distance_max_m: float | None = None
    manner: str | None = None
    negated: bool = False
    within: tuple["Phrase", ...] = ()
    facility: tuple[str, ...] = ()
    called: str | None = None
    taught_by: tuple[int, int] | None = None
    fault: str | None = None
