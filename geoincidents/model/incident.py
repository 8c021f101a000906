"""One incident of the real world, merged over the articles that tell of it."""

from dataclasses import dataclass, field
from datetime import date

from geoincidents.model.casualties import Casualties
from geoincidents.model.count import Count
from geoincidents.model.evidence import Quote
from geoincidents.model.location import Location, Trajectory
from geoincidents.model.target import Target
from geoincidents.model.weapon import Weapon
from geoincidents.model.when import When

EXACT = "exact"  # `protection` of what is not for publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Name who said that they did it."""

    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Name who said that they did not do it."""

    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Name who is blamed, by whom, and for what: `this attack` or `the attacks in general`."""

    actor: str
    by: str | None = None
    scope: str = "this attack"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRef:
    """Say how an article tells of the incident: `primary` or `background`."""

    article_id: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """Identify an article without its text."""

    article_id: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Hold the lossless record of an incident; the fields are those of `incidents.jsonl`.

    Where nothing can be placed, `place_text` are the words for a place that no table knows, and
    `country` (ISO 3166-1 alpha-2) is the country that the article is about: listed, never a pin.
    `protection` is `exact` in a record that is not for publication, says in one that is what was
    done to it ("place moved; words withheld"), and is `None` where nobody asked for either.
    """

    incident_id: str
    title: str
    incident_type: str
    event_type: str
    sub_event_type: str
    status: str
    when: When
    weapon: Weapon | None = None
    munitions: Count | None = None
    impacts: tuple[Location, ...] = ()
    launches: tuple[Location, ...] = ()
    targets: tuple[Target, ...] = ()
    trajectories: tuple[Trajectory, ...] = ()
    casualties: Casualties = field(default_factory=Casualties)
    perpetrator: str | None = None
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    confidence: float = 0.0
    confidence_note: str = ""
    reports: tuple[ReportRef, ...] = ()
    evidence: tuple[Quote, ...] = ()
    contradictions: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    articles: tuple[ArticleRef, ...] = ()
    place_text: str | None = None
    country: str | None = None
    protection: str | None = None

    @property
    def order(self) -> tuple[bool, str, str]:
        """Sort by date and id, where nobody says since when: last."""
        start = self.when.start
        return start is None, str(start), self.incident_id  # ISO dates sort as text

    @property
    def off_map_reason(self) -> str | None:
        """Say why the incident has no pin, or `None` where it has one."""
        if not self.impacts and self.place_text:
            return f"no table knows the place {self.place_text!r}"
        if not self.impacts:
            return "the article names no place"
        if all(place.precision == "country" for place in self.impacts):
            return "only a country is known"
        return None
