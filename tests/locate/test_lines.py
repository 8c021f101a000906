"""Lines say how far the words allow, and warn where a weapon does not reach."""

import pytest

from geoincidents.locate.lines import check_reach, draw_line_of, draw_lines
from geoincidents.model import Location, Phrase, Report, When
from geoincidents.model.report import Line
from geoincidents.model.weapon import Weapon


def place(longitude: float, radius_m: int, precision: str = "settlement") -> Location:
    """Give a place on the parallel of 34 degrees."""
    return Location(
        text="x",
        relation="in",
        longitude=longitude,
        latitude=34.0,
        radius_m=radius_m,
        precision=precision,
    )


def phrase(text: str) -> Phrase:
    """Give a phrase."""
    return Phrase(start=0, end=1, text=text, relation="in")


def test_ranges_join_the_radii_of_both_ends() -> None:
    """27.7 km between ends of 4 and 3 km: 20.7 to 34.7 km, and the bearing that leaves."""
    line = draw_line_of(0, 0, place(44.3, 4000), place(44.0, 3000))
    assert (line.distance_m, line.bearing_deg, line.vague) == (27715, 270, True)
    assert (line.distance_min_m, line.distance_max_m) == (20715, 34715)
    assert line.bearing_spread_deg == 15


def test_ends_that_may_be_one_place_have_any_bearing() -> None:
    """Where the circles meet, the shortest distance is 0 and the bearing says nothing."""
    line = draw_line_of(0, 0, place(44.0, 9000), place(44.05, 9000))
    assert (line.distance_min_m, line.bearing_spread_deg) == (0, 180)


@pytest.mark.parametrize(
    ("calibre", "said"),
    [
        (107, ("107 mm reaches about 8 km: stated launch is 21 to 35 km away",)),
        (122, ()),
        (None, ()),
        (999, ()),
    ],
)
def test_a_weapon_that_does_not_reach_is_a_warning(
    calibre: int | None, said: tuple[str, ...]
) -> None:
    """The table warns where even the shortest line is too long; unknown calibres say nothing."""
    line = draw_line_of(0, 0, place(44.3, 4000), place(44.0, 3000))
    weapon = Weapon(name="rocket", kind="rocket", calibre_mm=calibre)
    assert check_reach(weapon, [line]) == said
    assert check_reach(None, [line]) == ()


def test_lines_join_what_the_report_joins() -> None:
    """A launch that has no place takes its lines along, and those of the others stay theirs."""
    phrases = [phrase("nowhere"), phrase("here"), phrase("there")]
    report = Report(
        article_id="a",
        role="primary",
        incident_type="rocket_attack",
        status="executed",
        when=When(),
        launches=tuple(phrases[:2]),
        impacts=(phrases[2],),
        lines=(Line(launch=0, impact=0), Line(launch=1, impact=0)),
    )
    start, end = place(44.0, 1000), place(44.3, 1000)
    (line,) = draw_lines(report, [(phrases[1], start)], [(phrases[2], end)])
    assert (line.launch, line.impact, line.vague) == (0, 0, False)


def test_a_country_is_no_end_of_a_line() -> None:
    """From "Iran" no line is drawn: an arrow from its middle would be a lie."""
    one, other = phrase("Iran"), phrase("Erbil")
    report = Report(
        article_id="a",
        role="primary",
        incident_type="missile_attack",
        status="executed",
        when=When(),
        launches=(one,),
        impacts=(other,),
        lines=(Line(launch=0, impact=0),),
    )
    country = place(53.0, 900_000, "country")
    assert draw_lines(report, [(one, country)], [(other, place(44.0, 8000))]) == ()
