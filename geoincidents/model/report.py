"""One incident as one article tells it, in words only."""

from dataclasses import dataclass, field

from geoincidents.model.casualties import Casualties
from geoincidents.model.count import Count
from geoincidents.model.evidence import Quote
from geoincidents.model.incident import Attribution, Claim, Denial
from geoincidents.model.phrase import Phrase
from geoincidents.model.weapon import Weapon
from geoincidents.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Join `launches[launch]` to `impacts[impact]` of one report, where the text supports it."""

    launch: int
    impact: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Hold one incident as an article tells it: phrases instead of places."""

    article_id: str
    role: str
    incident_type: str
    status: str
    when: When
    weapon: Weapon | None = None
    munitions: Count | None = None
    impacts: tuple[Phrase, ...] = ()
    launches: tuple[Phrase, ...] = ()
    targets: tuple[Phrase, ...] = ()
    lines: tuple[Line, ...] = ()
    casualties: Casualties = field(default_factory=Casualties)
    perpetrator: str | None = None
    victims: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotes: tuple[Quote, ...] = ()
    contradictions: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
