"""Read coordinates in any notation: decimal, degrees and minutes, MGRS, UTM, plus codes.

A notation says how fine it is: the radius is that of the cell that its last digit stands for.
"""

import math
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from geoincidents.text.tokens import DIGIT, list_tokens

if TYPE_CHECKING:
    from pyproj import Transformer

_METRES_A_DEGREE = 111_320.0
_MAX_LATITUDE = 90.0
_MAX_LONGITUDE = 180.0
_LEAST_RADIUS_M = 10
_MGRS_METRES = 5  # digits a side that stand for metres
_FALSE_NORTHING_M = 10_000_000
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_BAND_DEG = 8.0
_FIRST_BAND_DEG = -80.0
_PLUS_CODE_DIGITS = 10
_SIXTY = 60.0
_LONGEST_ANGLES = 160  # characters: the longest way of writing has half as many

_NUMBER = r"\d++(?:\.\d++)?"  # taken whole: figures could be parted in too many ways
_HEMISPHERES = r"(?:N|S|E|W|north|south|east|west|[NSEW]\.)"
_ANGLE = (
    rf"(?P<a{{0}}>{_HEMISPHERES}\s*)?(?P<s{{0}}>[+-])?(?P<d{{0}}>{_NUMBER})"
    rf"\s*(?:[°ºd]|deg(?:rees?)?\.?)?\s*"
    rf"(?:(?P<m{{0}}>{_NUMBER})\s*(?:['′]|min(?:utes?)?\.?)?\s*"
    rf"(?:(?P<x{{0}}>{_NUMBER})\s*(?:[\"″]|''|sec(?:onds?)?\.?)?\s*)?)?(?P<b{{0}}>{_HEMISPHERES})?"
)
_LABEL = r"(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng)\.?\s*[:=]?\s*"
_PAIR = re.compile(
    rf"(?:(?P<l1>{_LABEL}))?{_ANGLE.format(1)}\s*(?:[,;/]\s*(?:and\s)?|\sand\s|\s)\s*"
    rf"(?:(?P<l2>{_LABEL}))?{_ANGLE.format(2)}",
    re.IGNORECASE,
)
_DECIMALS = re.compile(r"(?P<one>[+-]?\d+(?:\.\d+)?)\s*[,;]\s*(?P<two>[+-]?\d+(?:\.\d+)?)")
_PACKED = re.compile(
    r"(?P<ns>\d{4}|\d{6})(?P<h1>[NS])\s?(?P<ew>\d{5}|\d{7})(?P<h2>[EW])", re.IGNORECASE
)
_MGRS = re.compile(
    r"(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z]{2})\s?"
    r"(?P<digits>\d{0,10}|\d{1,5}\s\d{1,5})"
)
_UTM = re.compile(
    r"(?:zone\s)?(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])\s+"
    r"(?P<east>\d{5,7}(?:\.\d+)?)\s?m?\s?E?\s*,?\s*(?P<north>\d{5,8}(?:\.\d+)?)\s?m?\s?N?",
    re.IGNORECASE,
)
_PLUS = re.compile(r"(?P<code>[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,5})")
_SHORT_PLUS = re.compile(
    r"(?P<code>[23456789CFGHJMPQRVWX]{4,6}\+[23456789CFGHJMPQRVWX]{2,5})[,\s]\s*(?P<near>\S.*)"
)
_LEADING = (
    r"(?:at|near|the|in|of|grid(?:\s(?:reference|square))?|(?:map\s|geographic(?:al)?\s|gps\s)?coordinates?"
    r"|position|location|mgrs|utm|gps|geo)"
)
_WRAPPING = re.compile(rf"^(?:{_LEADING}(?:\s|:\s?))*[\[(]?\s*|\s*[\])]?\.?$", re.IGNORECASE)
_MAYBE = re.compile(r"\d")


class WrittenPosition(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a position as written, or the fault of it.

    `radius_m` is that of the cell that the notation tells. `code` is a short plus code, which needs
    the place `near` to be read.
    """

    notation: str
    longitude: float = math.nan
    latitude: float = math.nan
    radius_m: int = _LEAST_RADIUS_M
    fault: str | None = None
    code: str | None = None
    near: str | None = None


def read_coordinates(words: str) -> WrittenPosition | None:
    """Read words that are coordinates and nothing else, or give `None`."""
    if not _MAYBE.search(words):
        return None
    # White space in a row could be parted among the signs in too many ways.
    text = _WRAPPING.sub("", " ".join(words.split()))
    for reader in (_read_grid, _read_utm, _read_plus, _read_packed, _read_decimals, _read_angles):
        found = reader(text)
        if found:
            return found
    return None


def _check(notation: str, longitude: float, latitude: float, radius_m: float) -> WrittenPosition:
    faults = [
        f"{name} {value:g} is not within {-limit:g} to {limit:g}"
        for name, value, limit in (
            ("latitude", latitude, _MAX_LATITUDE),
            ("longitude", longitude, _MAX_LONGITUDE),
        )
        if abs(value) > limit
    ]
    if faults:
        swapped = abs(longitude) <= _MAX_LATITUDE and abs(latitude) <= _MAX_LONGITUDE
        hint = "; are latitude and longitude swapped?" if swapped else ""
        return WrittenPosition(notation=notation, fault="; ".join(faults) + hint)
    return WrittenPosition(
        notation=notation,
        longitude=longitude,
        latitude=latitude,
        radius_m=max(_LEAST_RADIUS_M, math.ceil(radius_m)),
    )


def _cell_radius(step_deg: float, latitude: float) -> float:
    """Give the radius that holds a cell of `step_deg` each side of a rounded figure."""
    east = math.cos(math.radians(min(abs(latitude), _MAX_LATITUDE)))
    return step_deg / 2 * _METRES_A_DEGREE * math.hypot(1.0, east)


def _step_of(number: str) -> float:
    return 10.0 ** -len(number.partition(".")[2])


def _read_decimals(text: str) -> WrittenPosition | None:
    match = _DECIMALS.fullmatch(text)
    if not match or "." not in text:
        return None
    latitude, longitude = float(match["one"]), float(match["two"])
    step = max(_step_of(match["one"]), _step_of(match["two"]))
    return _check("decimal degrees", longitude, latitude, _cell_radius(step, latitude))


def _read_packed(text: str) -> WrittenPosition | None:
    """Read 3318N04422E, as notices to airmen and the United Nations write it."""
    match = _PACKED.fullmatch(text)
    if not match:
        return None
    values = []
    for digits, wide in ((match["ns"], 2), (match["ew"], 3)):
        parts = [digits[:wide], *(digits[i : i + 2] for i in range(wide, len(digits), 2))]
        values.append(sum(int(part) / _SIXTY**i for i, part in enumerate(parts)))
    latitude = -values[0] if match["h1"] in "Ss" else values[0]
    longitude = -values[1] if match["h2"] in "Ww" else values[1]
    step = 1 / _SIXTY if len(match["ns"]) == len("ddmm") else 1 / _SIXTY**2
    return _check("degrees and minutes", longitude, latitude, _cell_radius(step, latitude))


def _read_angles(text: str) -> WrittenPosition | None:
    match = _PAIR.fullmatch(text) if len(text) <= _LONGEST_ANGLES else None
    if not match:
        return None
    sides = [_side(match, number) for number in ("1", "2")]
    if None in sides or {sides[0], sides[1]} != {"lat", "lon"}:
        return None
    values = {}
    steps = []
    for number, side in zip(("1", "2"), sides, strict=True):
        value, step, fault = _read_angle(match, number)
        if fault:
            return WrittenPosition(notation="degrees and minutes", fault=fault)
        values[str(side)] = value
        steps.append(step)
    plain = not (match["m1"] or match["m2"])
    notation = "decimal degrees" if plain else "degrees and minutes"
    return _check(notation, values["lon"], values["lat"], _cell_radius(max(steps), values["lat"]))


def _side(match: re.Match[str], number: str) -> str | None:
    """Tell whether an angle is a latitude or a longitude, by its letter or its label."""
    letter = (match[f"a{number}"] or match[f"b{number}"] or "").strip().lower()[:1]
    if letter:
        return "lat" if letter in "ns" else "lon"
    label = (match[f"l{number}"] or "").lower()
    if label:
        return "lat" if label.startswith("lat") else "lon"
    return None


def _read_angle(match: re.Match[str], number: str) -> tuple[float, float, str | None]:
    """Give the value of an angle, the step of its last figure, and its fault."""
    degrees, minutes, seconds = (match[f"{part}{number}"] for part in "dmx")
    for part, name in ((minutes, "minutes"), (seconds, "seconds")):
        if part and float(part) >= _SIXTY:
            return 0.0, 0.0, f"{part} {name} are more than 59"
    value = sum(float(p or 0) / _SIXTY**i for i, p in enumerate((degrees, minutes, seconds)))
    last, unit = (seconds, 2) if seconds else (minutes, 1) if minutes else (degrees, 0)
    letter = (match[f"a{number}"] or match[f"b{number}"] or "").strip().lower()[:1]
    sign = -1 if (letter and letter in "sw") or match[f"s{number}"] == "-" else 1
    return sign * value, _step_of(last) / _SIXTY**unit, None


def _read_grid(text: str) -> WrittenPosition | None:
    match = _MGRS.fullmatch(text.upper())
    if not match or not any(char.isalpha() for char in match["square"]):
        return None
    digits = match["digits"].replace(" ", "")
    if len(digits) % 2 or (" " in match["digits"].strip() and not _is_even(match["digits"])):
        return WrittenPosition(
            notation="MGRS", fault="easting and northing of the grid have unlike numbers of digits"
        )
    side = 10.0 ** (_MGRS_METRES - len(digits) // 2)
    found = _convert_grid(f"{int(match['zone']):02d}{match['band']}{match['square']}", digits)
    if found is None:
        return WrittenPosition(notation="MGRS", fault=f"{text!r} is no square of the MGRS grid")
    latitude, longitude = found
    return _check("MGRS", longitude, latitude, side / 2 * math.sqrt(2))


def _is_even(digits: str) -> bool:
    one, _, two = digits.strip().partition(" ")
    return len(one) == len(two)


def _convert_grid(square: str, digits: str) -> tuple[float, float] | None:
    """Give the middle of a cell: the library gives its south-west corner."""
    import mgrs  # noqa: PLC0415 - few articles write coordinates

    half = len(digits) // 2
    middle = f"{digits[:half]}5{digits[half:]}5" if half < _MGRS_METRES else digits
    try:
        latitude, longitude = mgrs.MGRS().toLatLon(f"{square}{middle}")
    except Exception:  # noqa: BLE001 - the library's own error has no public name
        return None
    return float(latitude), float(longitude)


def _read_utm(text: str) -> WrittenPosition | None:
    match = _UTM.fullmatch(text)
    if not match:
        return None
    zone, band = int(match["zone"]), match["band"].upper()
    if not 1 <= zone <= int(_SIXTY):
        return WrittenPosition(notation="UTM", fault=f"zone {zone} is not within 1 to 60")
    east, north = float(match["east"]), float(match["north"])
    longitude, latitude = _open_zone(zone, south=band < "N").transform(east, north)
    if band == "S" and not _in_band(latitude, band):  # "38S": the hemisphere, not the band
        longitude, latitude = _open_zone(zone, south=True).transform(east, north)
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return WrittenPosition(notation="UTM", fault=f"{text!r} is outside its zone")
    return _check("UTM", float(longitude), float(latitude), _LEAST_RADIUS_M)


def _in_band(latitude: float, band: str) -> bool:
    low = _FIRST_BAND_DEG + _BAND_DEG * _BANDS.index(band)
    return low <= latitude <= low + _BAND_DEG


@cache
def _open_zone(zone: int, *, south: bool) -> "Transformer":
    from pyproj import Transformer  # noqa: PLC0415 - few articles write coordinates

    return Transformer.from_crs(
        f"EPSG:{(32700 if south else 32600) + zone}", "EPSG:4326", always_xy=True
    )


@lru_cache(maxsize=1024)
def _read_plus(text: str) -> WrittenPosition | None:
    from openlocationcode import openlocationcode as plus  # noqa: PLC0415 - as above

    match = _PLUS.fullmatch(text.upper())
    if match and plus.isFull(match["code"]):
        cell = plus.decode(match["code"])
        half = (cell.latitudeHi - cell.latitudeLo) / 2
        radius = _cell_radius(half * 2, cell.latitudeCenter)
        return _check("plus code", cell.longitudeCenter, cell.latitudeCenter, radius)
    short = _SHORT_PLUS.fullmatch(text)
    if short and plus.isShort(short["code"]):
        return WrittenPosition(notation="plus code", code=short["code"], near=short["near"])
    if match and plus.isShort(match["code"]):
        return WrittenPosition(
            notation="plus code",
            fault="a short plus code needs a place beside it, such as '8XF3+72 Erbil'",
        )
    return None


def complete_code(code: str, longitude: float, latitude: float) -> WrittenPosition:
    """Read a short plus code near a place."""
    from openlocationcode import openlocationcode as plus  # noqa: PLC0415 - as above

    full = plus.recoverNearest(code, latitude, longitude)
    return read_coordinates(full) or WrittenPosition(
        notation="plus code", fault=f"{code!r} is no plus code"
    )


# In running text only what is beyond doubt a position: letters of the hemispheres, a grid, a label,
# or brackets.
_WHOLE = r"\d{1,3}(?:\.\d+)?"
_DEGREES = (
    rf"(?:{_WHOLE}\s?[°º]\s?(?:{_WHOLE}\s?['′]\s?(?:{_WHOLE}\s?(?:[\"″]|'')\s?)?)?"
    rf"|\d{{1,3}}\.\d+\s?|\d{{1,3}}\s\d{{1,2}}(?:\s{_WHOLE})?\s?|\d{{1,3}}\s?)"
)
_BREAK = r"\s?(?:[,;/]\s?(?:and\s)?|\sand\s|\s)"
_IN_TEXT = re.compile(
    rf"(?<![\w.])(?P<lead>(?:{_LEADING}(?:\s|:\s?)){{0,6}})[\[(]?(?:"
    rf"{_DEGREES}(?-i:[NS]|[Nn]orth|[Ss]outh){_BREAK}{_DEGREES}(?-i:[EW]|[Ee]ast|[Ww]est)\b"
    rf"|(?-i:[NS])\s?{_DEGREES}{_BREAK}(?-i:[EW])\s?{_DEGREES}(?<!\s)(?!\w)"
    r"|\d{4}(?:\d\d)?(?-i:[NS])\s?\d{5}(?:\d\d)?(?-i:[EW])\b"
    r"|(?-i:\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?)(?:\d{2,5}\s\d{2,5}|\d{4,10})\b"
    r"|(?-i:\d{1,2}\s?[C-HJ-NP-X])\s\d{6}(?:\s?m?E)?,?\s\d{7}(?:\s?m?N)?\b"
    r"|(?-i:[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3})\b"
    rf"|lat(?:itude)?\.?\s?[:=]?\s?-?{_DEGREES}{_BREAK}(?:and\s)?lon(?:gitude)?\.?\s?[:=]?\s?-?{_DEGREES}(?<!\s)"
    r"|(?:(?<=\()|(?<=coordinates\s)|(?<=coordinates:\s)|(?<=position\s)|(?<=grid\s)|(?<=gps\s))"
    r"-?\d{1,3}\.\d{2,},\s?-?\d{1,3}\.\d{2,}"
    r")[\])]?",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(
    r"\d\s?[°º]|\d\s?(?:[NS]|[Nn]orth|[Ss]outh)\b|\b[NS]\s?\d|\d[A-Z]{3}\s?\d|\d\s[A-Z]{2}\s\d"
    r"|\.\d{2,},\s?-?\d|\d{6}[,m\s]|[2-9CFGHJMPQRVWX]{4}\+[2-9C]|\blat"
)


def find_coordinates(view: str, start: int, end: int) -> list[tuple[int, int, WrittenPosition]]:
    """Give each position written in running text: start and end of its words, and what it is."""
    # Only a Plus Code of letters alone has no figure.
    if DIGIT not in list_tokens(view, start, end) and view.find("+", start, end) < 0:
        return []
    if not _MAY_HOLD.search(view, start, end):
        return []
    found = []
    for match in _IN_TEXT.finditer(view, start, end):
        written = read_coordinates(match.group().strip())
        if written is not None and written.code is None:
            found.append((match.start(), match.end(), written))
    return found
