"""Hypothesis strategies for the nouns of the house, anywhere on earth and in any script."""

import hashlib
from datetime import date
from typing import Any

from hypothesis import strategies as st

from geoincidents import geodesy
from geoincidents.model import (
    Aggregate,
    Area,
    Article,
    ArticleRef,
    Attribution,
    Casualties,
    CasualtyGroup,
    Claim,
    Count,
    Denial,
    Incident,
    Incidents,
    Location,
    Position,
    Quote,
    ReportRef,
    Skipped,
    Target,
    Trajectory,
    UnresolvedName,
    Weapon,
    When,
)

PRECISIONS = (
    "facility",
    "neighbourhood",
    "settlement",
    "near",
    "admin2",
    "admin1",
    "region",
    "country",
)
RELATIONS = ("at", "in", "near", "bearing", "between", "part_of", "border_of", "along")
INCIDENT_TYPES = ("rocket_attack", "ied", "airstrike", "clash", "unspecified_attack")
EDGE_LONGITUDES = (-180.0, 180.0, 0.0, -0.0, 179.9999999, -179.9999999, 179.95, -179.95)
EDGE_LATITUDES = (-90.0, 90.0, 0.0, -0.0, 89.9999999, -89.9999999, 89.9, -89.9)

# Any text that UTF-8 can hold, controls and NUL among it; ids are what a file's stem can be.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
words = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc"]),
        st.sampled_from("\n\r\t\0\x1b\x85\u2028<&\"'{%"),
    ),
    min_size=1,
    max_size=20,
)
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=12)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
longitudes = st.one_of(st.floats(-180, 180), st.sampled_from(EDGE_LONGITUDES))
latitudes = st.one_of(st.floats(-90, 90), st.sampled_from(EDGE_LATITUDES))
positions = st.builds(Position, longitudes, latitudes)


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Draw bounds of a count with the lower one first."""
    low = draw(st.none() | st.integers(0, 500))
    high = draw(st.none() | st.integers(low or 0, 1000))
    return Count(min=low, max=high)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Draw a window of days, an open one or none."""
    start, end = draw(st.none() | days), draw(st.none() | days)
    if start is not None and end is not None and start > end:
        start, end = end, start
    return When(
        start=start,
        end=end,
        precision=draw(st.sampled_from(["day", "week", "month", "year", "unknown"])),
        text=draw(st.none() | words),
        time_of_day=draw(st.none() | st.sampled_from(["morning", "night", "09:30"])),
    )


@st.composite
def quotes(draw: st.DrawFn, article: Article | None = None) -> Quote:
    """Draw words of `article`, whose offsets hold; or of an article that nobody sees."""
    source = article or draw(articles())
    start = draw(st.integers(0, len(source.text)))
    end = draw(st.integers(start, len(source.text)))
    return Quote(
        article_id=source.article_id,
        start=start,
        end=end,
        quote=source.text[start:end],
        supports=tuple(draw(st.lists(st.sampled_from(["when", "impacts", "weapon"]), max_size=2))),
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Draw an article whose hash is right."""
    text = draw(texts)
    return Article(
        article_id=draw(ids),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=draw(st.none() | words),
        publisher=draw(st.none() | words),
        published=draw(st.none() | days),
        url=draw(st.none() | words),
        path=draw(st.none() | words),
        warnings=tuple(draw(st.lists(words, max_size=2))),
    )


@st.composite
def areas(draw: st.DrawFn, centre: Position) -> Area:
    """Draw a disc or a sector round a point, over a pole or the antimeridian too."""
    radius_m = draw(st.floats(10, 500_000))
    if draw(st.booleans()):
        return geodesy.draw_disc(centre, radius_m)
    start = draw(st.integers(0, 359))
    width = draw(st.integers(10, 350))
    inner_m = draw(st.sampled_from([0.0, radius_m / 2]))
    return geodesy.draw_sector(centre, start, start + width, inner_m, radius_m)


@st.composite
def locations(draw: st.DrawFn, *, with_areas: bool = True) -> Location:
    """Draw a place anywhere on earth."""
    at = draw(positions)
    return Location(
        text=draw(words),
        relation=draw(st.sampled_from(RELATIONS)),
        longitude=at.longitude,
        latitude=at.latitude,
        radius_m=draw(st.integers(0, 1_000_000)),
        precision=draw(st.sampled_from(PRECISIONS)),
        place_id=draw(st.none() | ids),
        name=draw(st.none() | words),
        place_kind=draw(st.none() | st.sampled_from(["city", "airbase", "sea"])),
        admin1=draw(st.none() | words),
        country=draw(st.none() | st.sampled_from(["IQ", "FJ", "US"])),
        munitions=draw(st.none() | counts()),
        area=draw(st.none() | areas(at)) if with_areas else None,
        rule=draw(texts),
    )


casualties = st.builds(
    Casualties,
    killed=st.none() | counts(),
    wounded=st.none() | counts(),
    by=st.lists(
        st.builds(
            CasualtyGroup,
            category=st.sampled_from(["civilian", "military"]),
            killed=st.none() | counts(),
            wounded=st.none() | counts(),
        ),
        max_size=2,
    ).map(tuple),
    text=st.none() | words,
)
weapons = st.builds(
    Weapon, name=words, kind=ids, calibre_mm=st.none() | st.integers(min_value=5, max_value=400)
)
targets = st.builds(
    Target, text=words, name=st.none() | words, location=st.none() | locations(with_areas=False)
)


def _many(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _refer(article: Article) -> ArticleRef:
    return ArticleRef(
        article_id=article.article_id,
        sha256=article.sha256,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )


@st.composite
def incidents(draw: st.DrawFn, *, with_areas: bool = True) -> Incident:
    """Draw a whole incident whose quotes stand in its articles and whose lines have ends."""
    told_by = draw(st.lists(articles(), max_size=2, unique_by=lambda one: one.article_id))
    impacts = draw(_many(locations(with_areas=with_areas)))
    launches = draw(_many(locations(with_areas=with_areas)))
    pairs = [(a, b) for a in range(len(launches)) for b in range(len(impacts))]
    return Incident(
        incident_id=draw(ids),
        title=draw(words),
        incident_type=draw(st.sampled_from(INCIDENT_TYPES)),
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        status=draw(st.sampled_from(["executed", "failed", "alleged"])),
        when=draw(whens()),
        weapon=draw(st.none() | weapons),
        munitions=draw(st.none() | counts()),
        impacts=impacts,
        launches=launches,
        targets=draw(_many(targets)),
        trajectories=tuple(
            _draw_trajectory(launches[a], impacts[b], a, b)
            for a, b in (draw(st.lists(st.sampled_from(pairs), max_size=2)) if pairs else [])
        ),
        casualties=draw(casualties),
        perpetrator=draw(st.none() | words),
        claims=draw(_many(st.builds(Claim, actor=words))),
        denials=draw(_many(st.builds(Denial, actor=words))),
        attributions=draw(_many(st.builds(Attribution, actor=words, by=st.none() | words))),
        confidence=draw(st.floats(0, 1)),
        confidence_note=draw(texts),
        reports=tuple(
            ReportRef(
                article_id=one.article_id, role=draw(st.sampled_from(["primary", "background"]))
            )
            for one in told_by
        ),
        evidence=tuple(draw(quotes(one)) for one in told_by),
        contradictions=draw(_many(texts)),
        explain=draw(_many(texts)),
        articles=tuple(_refer(one) for one in told_by),
    )


def _draw_trajectory(launch: Location, impact: Location, a: int, b: int) -> Trajectory:
    distance_m, bearing_deg = geodesy.measure(launch.position, impact.position)
    return Trajectory(
        launch=a,
        impact=b,
        distance_m=round(distance_m),
        bearing_deg=round(bearing_deg) % 360,
        vague=max(launch.radius_m, impact.radius_m) > 3000,
    )


skipped_inputs = st.builds(Skipped, path=words, reason=words, next_step=texts)
unresolved_names = st.builds(
    UnresolvedName,
    article_id=ids,
    start=st.integers(0, 99),
    end=st.integers(100, 200),
    surface=words,
)
aggregates = st.builds(
    Aggregate,
    article_id=ids,
    start=st.integers(0, 99),
    end=st.integers(100, 200),
    quote=words,
    count=st.none() | counts(),
    window=st.none() | whens(),
    place_text=st.none() | words,
)


@st.composite
def incident_sets(draw: st.DrawFn, *, with_areas: bool = True) -> Incidents:
    """Draw what a run found, in the order of date and id."""
    found = draw(
        st.lists(
            incidents(with_areas=with_areas), max_size=4, unique_by=lambda one: one.incident_id
        )
    )
    found.sort(key=lambda one: (one.when.start or date.max, one.incident_id))
    return Incidents(
        tuple(found),
        aggregates=draw(_many(aggregates)),
        unresolved=draw(_many(unresolved_names)),
        articles=draw(_many(articles())),
        skipped=draw(_many(skipped_inputs)),
    )
