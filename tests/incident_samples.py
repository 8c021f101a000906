"""Incidents for tests, by hand from the sample articles: one of every kind that a map shows."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from geoincidents import geodesy
from geoincidents.model import (
    ArticleRef,
    Attribution,
    Casualties,
    CasualtyGroup,
    Claim,
    Count,
    Denial,
    Incident,
    Location,
    Place,
    Position,
    Quote,
    ReportRef,
    Target,
    Trajectory,
    Weapon,
    When,
)

SEEDS = Path(__file__).parent.parent / "seeds"
FAMILY_HOME, GREEN_ZONE, BALAD, ERBIL, WARNINGS = (
    "000_a0ab06e5f5ed47a0",
    "001_d142974a77022bda",
    "002_7b46500b9bd7cb4c",
    "003_4d23d494d5691604",
    "004_5343cf21bd1e42e4",
)
ARTICLES = {
    FAMILY_HOME: ArticleRef(
        article_id=FAMILY_HOME,
        sha256="0" * 64,
        title="Rocket aimed at Baghdad airport kills five from one family",
        publisher="The National / AFP",
        published=date(2020, 9, 28),
        url="https://example.org/airport",
    ),
    GREEN_ZONE: ArticleRef(
        article_id=GREEN_ZONE,
        sha256="1" * 64,
        title="Iraq: two rockets target residential area near Green Zone, no injuries",
        publisher="The National",
        published=date(2020, 10, 5),
    ),
    BALAD: ArticleRef(
        article_id=BALAD,
        sha256="2" * 64,
        title="Seven rockets target Al-Balad airbase",
        published=date(2021, 3, 15),
        url="javascript:alert(1)",
    ),
    ERBIL: ArticleRef(
        article_id=ERBIL,
        sha256="3" * 64,
        title="Rocket strike on US-coalition base in Erbil",
        publisher="Daily Mail",
        published=date(2021, 2, 16),
    ),
    WARNINGS: ArticleRef(article_id=WARNINGS, sha256="4" * 64, title=None),
}
SHELLING_LABELS = ("Explosions/Remote violence", "Shelling/artillery/missile attack")


@cache
def read_article(article_id: str) -> str:
    """Give the text of a sample article as it stands, line ends untouched."""
    return (SEEDS / f"{article_id}.txt").read_bytes().decode("utf-8")


def quote(article_id: str, words: str, *supports: str) -> Quote:
    """Point at words of a sample article; they must be there."""
    start = read_article(article_id).index(words)
    return Quote(
        article_id=article_id, start=start, end=start + len(words), quote=words, supports=supports
    )


def place(  # noqa: PLR0913, PLR0917 - a place has that many parts
    text: str,
    name: str,
    longitude: float,
    latitude: float,
    radius_m: int,
    precision: str = "facility",
    relation: str = "at",
    admin1: str | None = "Baghdad",
) -> Location:
    """Place something in Iraq."""
    return Location(
        text=text,
        relation=relation,
        name=name,
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision=precision,
        admin1=admin1,
        country="IQ",
    )


AIRPORT = place("Baghdad airport", "Baghdad International Airport", 44.2346, 33.2625, 4000)


def aim(launch: Location, impact: Location, *, at: tuple[int, int] = (0, 0)) -> Trajectory:
    """Join a launch to an impact as locate does."""
    distance, bearing = geodesy.measure(launch.position, impact.position)
    return Trajectory(
        launch=at[0],
        impact=at[1],
        distance_m=round(distance),
        bearing_deg=round(bearing),
        vague=max(launch.radius_m, impact.radius_m) > 3000,
    )


def _on(day: date, text: str, time_of_day: str | None = None) -> When:
    return When(start=day, end=day, precision="day", text=text, time_of_day=time_of_day)


def _two_rockets() -> Incident:
    launch = place(
        "Al Jihad neighbourhood", "Al-Jihad", 44.283, 33.283, 2000, "neighbourhood", "in"
    )
    hotel = place("near Babel Hotel", "Babylon Hotel", 44.3904, 33.2911, 500, "near", "near")
    jadriya = place(
        "near the Iraqi Airways building in Baghdad's Al Jadriya area",
        "Al-Jadriya", 44.387, 33.283, 1500, "neighbourhood", "in",
    )  # fmt: skip
    return Incident(
        incident_id="two-rockets",
        title="Two Katyusha rockets fall near Babylon Hotel and in Al-Jadriya",
        incident_type="rocket_attack",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="executed",
        when=_on(date(2020, 10, 5), "early Monday", "morning"),
        weapon=Weapon(name="Katyusha rockets", kind="rocket"),
        munitions=Count(min=2, max=2),
        impacts=(hotel, jadriya),
        launches=(launch,),
        trajectories=(aim(launch, hotel), aim(launch, jadriya, at=(0, 1))),
        casualties=Casualties(killed=Count(min=0, max=0), wounded=Count(min=0, max=0)),
        attributions=(
            Attribution(actor="terrorist groups", by="security forces"),
            Attribution(
                actor="pro-Iranian armed factions",
                by="Washington",
                scope="the attacks in general",
            ),
        ),
        confidence=0.92,
        confidence_note="two named places in one city, both ends said",
        reports=(ReportRef(article_id=GREEN_ZONE, role="primary"),),
        evidence=(
            quote(
                GREEN_ZONE,
                # The article has no-break spaces here: a quote keeps them.
                '"Terrorist\N{NO-BREAK SPACE}groups have once again targeted residential areas by'
                " launching two\N{NO-BREAK SPACE}Katyusha rockets early Monday from Al Jihad"
                ' neighbourhood," security forces said',
                "launches",
                "weapon",
            ),
            quote(
                GREEN_ZONE,
                "The first rocket landed near\N{NO-BREAK SPACE}Babel Hotel, which usually hosts"
                " government meetings and conferences.",
                "impacts",
            ),
            quote(GREEN_ZONE, "near the Iraqi Airways building", "impacts"),
        ),
        contradictions=("“did not explode” against “a vehicle was set on fire”",),
        articles=(ARTICLES[GREEN_ZONE],),
    )


def _balad() -> Incident:
    base = place(
        "Al-Balad airbase", "Balad Air Base", 44.3616, 33.9402, 3500, admin1="Salah ad-Din"
    )
    launch = place(
        "a village in the neighboring province of Diyala, east of the base",
        "Diyala", 44.475, 33.945, 30_000, "admin1", "bearing", "Diyala",
    )  # fmt: skip
    return Incident(
        incident_id="balad",
        title="Seven rockets at Balad Air Base",
        incident_type="rocket_attack",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="executed",
        when=_on(date(2021, 3, 15), "On Monday"),
        weapon=Weapon(name="rockets", kind="rocket"),
        munitions=Count(min=7, max=7),
        impacts=(base,),
        launches=(launch,),
        targets=(Target(text="the Al-Balad airbase", name="Balad Air Base", location=base),),
        trajectories=(aim(launch, base),),
        casualties=Casualties(killed=None, text="No casualties or damage to the base"),
        reports=(ReportRef(article_id=BALAD, role="primary"),),
        evidence=(
            quote(
                BALAD,
                "On Monday, seven rockets targeted the Al-Balad airbase that houses American troops"
                " north of Baghdad, a security source said.",
                "impacts",
                "when",
            ),
        ),
        articles=(ARTICLES[BALAD],),
    )


def _erbil() -> Incident:
    airport = place(
        "Erbil airport", "Erbil International Airport", 43.9632, 36.2376, 3000, admin1="Erbil"
    )
    launch = place(
        "around five miles west of Erbil",
        "Erbil", 43.92, 36.1911, 5000, "near", "bearing", "Erbil",
    )  # fmt: skip
    return Incident(
        incident_id="erbil",
        title="107 mm rockets at Erbil airport",
        incident_type="rocket_attack",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="executed",
        when=_on(date(2021, 2, 15), "on Monday evening", "evening"),
        weapon=Weapon(name="rockets", kind="rocket", calibre_mm=107),
        munitions=Count(min=13),
        impacts=(airport,),
        launches=(launch,),
        trajectories=(aim(launch, airport),),
        casualties=Casualties(
            killed=Count(min=1, max=1),
            wounded=Count(min=9, max=14),
            by=(CasualtyGroup(category="contractor", killed=Count(min=1, max=1)),),
        ),
        claims=(Claim(actor="Guardians of Blood"),),
        denials=(Denial(actor="Iran"),),
        reports=(ReportRef(article_id=ERBIL, role="primary"),),
        evidence=(
            quote(ERBIL, "On Monday evening, a volley of 107mm rockets", "when", "weapon"),
            quote(ERBIL, "were fired from around five miles west of Erbil", "launches"),
        ),
        articles=(ARTICLES[ERBIL],),
    )


def _family_home() -> Incident:
    return Incident(
        incident_id="family-home",
        title="Rocket hits a family home near Baghdad airport",
        incident_type="rocket_attack",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="executed",
        when=_on(date(2020, 9, 28), "on Monday"),
        impacts=(AIRPORT,),
        casualties=Casualties(
            killed=Count(min=5, max=6),
            wounded=Count(min=2),
            by=(
                CasualtyGroup(category="child", killed=Count(min=3, max=4)),
                CasualtyGroup(category="woman", killed=Count(min=2, max=2)),
            ),
        ),
        reports=(
            ReportRef(article_id=FAMILY_HOME, role="primary"),
            ReportRef(article_id=GREEN_ZONE, role="background"),
        ),
        evidence=(
            quote(
                FAMILY_HOME,
                "Three Iraqi children and two women from the same family were killed on Monday",
                "casualties",
            ),
            quote(GREEN_ZONE, "killing six people", "casualties"),
        ),
        articles=(ARTICLES[FAMILY_HOME], ARTICLES[GREEN_ZONE]),
    )


def _soleimani() -> Incident:
    return Incident(
        incident_id="soleimani",
        title="US strike kills Qasem Soleimani at Baghdad airport",
        incident_type="drone_strike",
        event_type=SHELLING_LABELS[0],
        sub_event_type="Air/drone strike",
        status="executed",
        when=When(
            start=date(2020, 1, 1),
            end=date(2020, 1, 31),
            precision="month",
            text="in January 2020",
        ),
        weapon=Weapon(name="U.S. drone", kind="drone"),
        impacts=(AIRPORT,),
        casualties=Casualties(killed=Count(min=2)),
        perpetrator="United States",
        reports=(ReportRef(article_id=ERBIL, role="background"),),
        evidence=(
            quote(
                ERBIL,
                "A U.S. drone strike that killed Iran’s military mastermind Qassem Soleimani in"
                " Baghdad in January 2020",
                "impacts",
                "when",
            ),
        ),
        articles=(ARTICLES[ERBIL],),
    )


def _babil() -> Incident:
    centre = Position(44.538, 32.64)
    return Incident(
        incident_id="babil",
        title="Roadside bomb against a coalition convoy in Babil",
        incident_type="ied",
        event_type=SHELLING_LABELS[0],
        sub_event_type="Remote explosive/landmine/IED",
        status="executed",
        when=When(
            start=date(2020, 9, 29),
            end=date(2020, 9, 30),
            precision="day",
            text="The following day",
        ),
        weapon=Weapon(name="roadside bomb", kind="ied"),
        impacts=(
            Location(
                text="Babylon province, south of Baghdad",
                relation="in",
                name="Babil Governorate",
                longitude=centre.longitude,
                latitude=centre.latitude,
                radius_m=71_000,
                precision="admin1",
                country="IQ",
                area=geodesy.draw_sector(centre, 20, 300, 12_000, 71_000),
            ),
        ),
        casualties=Casualties(
            killed=Count(min=0, max=0), wounded=Count(min=0, max=0), text="no casualties"
        ),
        reports=(ReportRef(article_id=GREEN_ZONE, role="background"),),
        evidence=(quote(GREEN_ZONE, "a roadside bomb targeted a convoy carrying materials"),),
        articles=(ARTICLES[GREEN_ZONE],),
    )


def _without_place() -> Incident:
    return Incident(
        incident_id="without-place",
        title="Rocket attack kills a US civilian contractor",
        incident_type="rocket_attack",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="executed",
        when=When(start=date(2019, 12, 1), end=date(2019, 12, 31), precision="month"),
        reports=(ReportRef(article_id=ERBIL, role="background"),),
        evidence=(quote(ERBIL, "Washington blamed Iran-backed militia for a rocket attack"),),
        articles=(ARTICLES[ERBIL],),
    )


def _country_only() -> Incident:
    return Incident(
        incident_id="country-only",
        title="Rockets at American interests in Iraq",
        incident_type="shelling",
        event_type=SHELLING_LABELS[0],
        sub_event_type=SHELLING_LABELS[1],
        status="alleged",
        when=When(text="recently"),
        impacts=(place("Iraq", "Iraq", 43.7, 33.0, 500_000, "country", "in", None),),
        reports=(ReportRef(article_id=BALAD, role="primary"),),
        evidence=(quote(BALAD, "attacks against U.S. interests in Iraq"),),
        articles=(ARTICLES[BALAD],),
    )


def build_samples() -> tuple[Incident, ...]:
    """Give eight incidents: six with pins (two at one spot), one without a place, one country."""
    return (
        _without_place(),
        _soleimani(),
        _family_home(),
        _babil(),
        _two_rockets(),
        _erbil(),
        _balad(),
        _country_only(),
    )


def build_rare_samples() -> tuple[Incident, ...]:
    """Give eight incidents that each lack, or have, what those of `build_samples` do not."""
    home, rockets, erbil = _family_home(), _two_rockets(), _erbil()
    unnamed = replace(AIRPORT, name=None, text="a farm by the road", admin1=None, country=None)
    taveuni = replace(AIRPORT, name="Taveuni", longitude=180.0, latitude=-16.85, country="FJ")
    suva = replace(AIRPORT, name="Suva", longitude=-179.5, latitude=-18.14, country="FJ")
    return (
        replace(
            home,
            incident_id="bare",
            when=When(),
            impacts=(unnamed,),
            casualties=Casualties(),
            reports=home.reports[:1],
            evidence=(),
            articles=(ArticleRef(article_id=WARNINGS, sha256="4" * 64, title=None),),
        ),
        replace(home, incident_id="day", impacts=(), place_text="Neverwhere", country="IQ"),
        replace(home, incident_id="since", when=When(start=date(2020, 9, 28), time_of_day="14:30")),
        replace(
            home,
            incident_id="deadly",
            title="Ракеты упали на посёлок " * 12,
            when=When(start=date(2020, 9, 28), precision="day"),
            impacts=(
                replace(AIRPORT, name=None, text="the last cell", longitude=180.0, latitude=90.0),
            ),
            casualties=Casualties(killed=Count(min=5)),
            reports=home.reports[:1],
            articles=(replace(ARTICLES[FAMILY_HOME], published=None),),
        ),
        replace(
            rockets,
            incident_id="over-the-antimeridian",
            status="alleged",
            impacts=(suva,),
            launches=(taveuni,),
            trajectories=(aim(taveuni, suva),),
            perpetrator="the army",
        ),
        replace(
            erbil,
            incident_id="civilians",
            status="called_off",
            protection="place moved; words withheld",
            casualties=Casualties(
                killed=Count(min=4),
                by=(
                    CasualtyGroup(category="civilian", killed=Count(min=3, max=3)),
                    CasualtyGroup(category="military", wounded=Count(min=1)),
                ),
            ),
        ),
        replace(
            erbil,
            incident_id="year",
            when=When(start=date(2020, 1, 1), end=date(2020, 12, 31), precision="year"),
            casualties=Casualties(
                killed=Count(min=2, max=9),
                by=(CasualtyGroup(category="civilian", killed=Count(min=1)),),
            ),
            launches=(),
            trajectories=(),
        ),
        replace(
            _babil(),
            incident_id="kind",
            incident_type="unspecified_attack",
            event_type="Protests",
            sub_event_type="Excessive force against protesters",
            contradictions=("“two” against “three”", "“dawn” against “dusk”"),
        ),
    )


TOWNS = tuple(
    Place(
        place_id=name.lower(),
        name=name,
        kind="city",
        longitude=longitude,
        latitude=latitude,
        radius_m=8000,
        country=country,
        population=population,
    )
    for name, longitude, latitude, country, population in (
        ("Baghdad", 44.4009, 33.3406, "IQ", 7_216_000),
        ("Basra", 47.7804, 30.5085, "IQ", 2_600_000),
        ("Mosul", 43.1189, 36.335, "IQ", 1_739_800),
        ("Erbil", 44.0091, 36.1911, "IQ", 932_800),
        ("Kirkuk", 44.3922, 35.4681, "IQ", 601_433),
        ("Najaf", 44.3463, 32.0, "IQ", 482_576),
        ("Karbala", 44.0249, 32.616, "IQ", 434_450),
        ("Tikrit", 43.6793, 34.6078, "IQ", 105_700),
        ("Samarra", 43.8742, 34.1959, "IQ", 158_508),
        ("Baqubah", 44.6415, 33.7466, "IQ", 152_550),
        ("Balad", 44.145, 34.0164, "IQ", 42_400),
        ("Tehran", 51.4215, 35.6944, "IR", 7_153_309),
        ("Tabriz", 46.2919, 38.08, "IR", 1_424_641),
        ("Kermanshah", 47.065, 34.3142, "IR", 766_706),
        ("Kuwait City", 47.9783, 29.3697, "KW", 637_411),
        ("Damascus", 36.2919, 33.5102, "SY", 1_569_394),
    )
)
