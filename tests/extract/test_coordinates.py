"""Coordinates are read in any notation, and a notation says how fine it is."""

import pytest

from geoincidents.extract.phrases.coordinates import complete_code, read_coordinates

BAGHDAD = (44.3661, 33.3152)


@pytest.mark.parametrize(
    ("words", "place", "off"),
    [
        ("33.3152, 44.3661", BAGHDAD, 1e-9),
        ("(33.3152; 44.3661)", BAGHDAD, 1e-9),
        ("33.3152 N 44.3661 E", BAGHDAD, 1e-9),
        ("33.3152°N, 44.3661°E", BAGHDAD, 1e-9),
        ("N33.3152 E44.3661", BAGHDAD, 1e-9),
        ("44.3661E 33.3152N", BAGHDAD, 1e-9),
        ("lat 33.3152 lon 44.3661", BAGHDAD, 1e-9),
        ("latitude: 33.3152, longitude: 44.3661", BAGHDAD, 1e-9),
        ("33.3152 north, 44.3661 east", BAGHDAD, 1e-9),
        ("33°18′54.72″N 44°21′57.96″E", BAGHDAD, 1e-6),
        ("33 18 54.72 N 044 21 57.96 E", BAGHDAD, 1e-6),
        ("33° 18.912' N, 44° 21.966' E", BAGHDAD, 1e-6),
        ("3319N04422E", (44.36667, 33.31667), 1e-4),
        ("331855N0442158E", (44.36611, 33.31528), 1e-4),
        ("S 33.3152, W 44.3661", (-44.3661, -33.3152), 1e-9),
        # By GEOTRANS (through mgrs) and EPSG 32638 (through pyproj): the same spot twice.
        ("38S MB 44123 88123", (44.39960, 33.33082), 2e-5),
        ("38SMB4412388123", (44.39960, 33.33082), 2e-5),
        ("38S 444123 3688123", (44.39960, 33.33082), 2e-5),
        ("zone 38N 444123mE 3688123mN", (44.39960, 33.33082), 2e-5),
        ("8H556XQ5+3V", (43.95969, 33.23769), 1e-4),
    ],
)
def test_notation_is_read(words: str, place: tuple[float, float], off: float) -> None:
    """Longitude and latitude come out of every notation."""
    found = read_coordinates(words)
    assert found is not None
    assert found.fault is None
    assert (found.longitude, found.latitude) == pytest.approx(place, abs=off)


@pytest.mark.parametrize(
    ("words", "radius_m"),
    [
        ("33.3152, 44.3661", 10),
        ("33.3 N, 44.4 E", 7255),
        ("33 N, 44 E", 72_700),
        ("3318N04422E", 1210),
        ("38SMB", 70_711),
        ("38SMB4488", 708),
        ("38SMB441881", 71),
    ],
)
def test_last_figure_gives_the_radius(words: str, radius_m: int) -> None:
    """A rounded figure stands for a cell; its radius reaches the corners."""
    found = read_coordinates(words)
    assert found is not None
    assert found.radius_m == pytest.approx(radius_m, rel=0.01)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("144.4, 33.3", "latitude 144.4 is not within -90 to 90; are latitude and longitude"),
        ("33.3, 244.4", "longitude 244.4 is not within -180 to 180"),
        ("33 78 N 44 10 E", "78 minutes are more than 59"),
        ("33 18 61 N 44 10 5 E", "61 seconds are more than 59"),
        ("38S MB 441 88123", "unlike numbers of digits"),
        ("99SMB4488", "no square of the MGRS grid"),
        ("61N 444123 3688123", "zone 61 is not within 1 to 60"),
        ("6XQ5+3V", "needs a place beside it"),
    ],
)
def test_what_is_no_place_says_why(words: str, fault: str) -> None:
    """Figures out of range are refused with the reason."""
    found = read_coordinates(words)
    assert found is not None
    assert fault in (found.fault or "")


@pytest.mark.parametrize(
    "words",
    [
        "five miles west of Erbil",
        "5 km west of Erbil",
        "12, 13",
        "Highway 1",
        "1,200",
        "K-1",
        "",
        "8",
    ],
)
def test_other_words_are_no_coordinates(words: str) -> None:
    """Numbers alone do not make coordinates."""
    assert read_coordinates(words) is None


@pytest.mark.parametrize(
    "words", ["3" + "\v" * 88 + '350375\x05"E', "3" * 120 + "\n\n33\n" + "350375" * 3 + "+an"]
)
def test_figures_and_gaps_without_an_end_are_no_coordinates(words: str) -> None:
    """They are left in one go: each of the two took seconds, parted in every way."""
    assert read_coordinates(words) is None


def test_white_space_is_white_space() -> None:
    """However wide the gap between the figures, and of whatever kind."""
    assert read_coordinates("33.3°N\v \n 44.4°E") == read_coordinates("33.3°N 44.4°E")


def test_a_short_plus_code_is_completed_near_a_place() -> None:
    """The nearest cell of that code is meant."""
    short = read_coordinates("6XQ5+3V Hit")
    assert short is not None
    assert (short.code, short.near) == ("6XQ5+3V", "Hit")
    found = complete_code("6XQ5+3V", 43.9, 33.3)
    assert (found.longitude, found.latitude) == pytest.approx((43.95969, 33.23769), abs=1e-4)
