"""Nouns of the house: frozen dataclasses, no input or output, no heavy import.

Field names of `Incident` and what hangs on it are those of the lossless record (`incidents.jsonl`).
"""

from geoincidents.model.article import Article, Articles, Input, Skipped, describe_article
from geoincidents.model.casualties import Casualties, CasualtyGroup
from geoincidents.model.count import Count
from geoincidents.model.evidence import Quote
from geoincidents.model.incident import (
    EXACT,
    ArticleRef,
    Attribution,
    Claim,
    Denial,
    Incident,
    ReportRef,
)
from geoincidents.model.incidents import Incidents
from geoincidents.model.location import Area, Location, NoLocation, Position, Trajectory
from geoincidents.model.lookup import Lookup
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place
from geoincidents.model.reading import Aggregate, Reading, UnresolvedName
from geoincidents.model.report import Line, Report
from geoincidents.model.target import Target
from geoincidents.model.walked import Walked, is_walked
from geoincidents.model.weapon import Weapon
from geoincidents.model.when import When

__all__ = [
    "EXACT",
    "Aggregate",
    "Area",
    "Article",
    "ArticleRef",
    "Articles",
    "Attribution",
    "Casualties",
    "CasualtyGroup",
    "Claim",
    "Count",
    "Denial",
    "Incident",
    "Incidents",
    "Input",
    "Line",
    "Location",
    "Lookup",
    "Mention",
    "NoLocation",
    "Phrase",
    "Place",
    "Position",
    "Quote",
    "Reading",
    "Report",
    "ReportRef",
    "Skipped",
    "Target",
    "Trajectory",
    "UnresolvedName",
    "Walked",
    "Weapon",
    "When",
    "describe_article",
    "is_walked",
]
