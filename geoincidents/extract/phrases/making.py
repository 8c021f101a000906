"""Make a phrase of what a form of the grammar found: for an expression and for running text."""

from collections.abc import Mapping
from dataclasses import replace

from geoincidents.extract.phrases import measures
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase


def make_phrase(
    bare: Phrase,
    groups: Mapping[str, str | None],
    manner: str | None,
    *,
    anchors: tuple[Mention, ...],
    containers: tuple[Mention, ...] = (),
) -> Phrase:
    """Give a phrase with what the groups of its form say: distance, bearing, part, manner."""
    distance, longest, hedge = measures.read_length(groups)
    if bare.relation == "bearing" and groups.get("link") in {"inside", "into"}:
        hedge = "up_to"
    return replace(
        bare,
        anchors=anchors,
        containers=containers,
        distance_m=distance,
        distance_max_m=longest,
        distance_vague=hedge is not None,
        hedge=hedge,
        bearing_deg=measures.read_bearing(groups, bare.relation),
        part=measures.read_share(groups, bare.relation),
        manner=manner or groups.get("flow"),
        negated=manner == "outside",
        facility=measures.list_sites(groups.get("thing") or groups.get("head")),
    )
