"""Read places of OpenStreetMap: GeoJSON, or the JSON that Overpass gives."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.sources.opening import open_text
from geoincidents.gazetteer.sources.rows import Faults, SourceRow, read_position

_NAMES = ("name:en", "int_name", "name:ar", "name:ku", "name:fa", "name:uk", "name:ru", "alt_name")
Locate = Any  # what gives the country of a point; see adding.py


@cache
def _read_tags() -> tuple[tuple[str, str, str], ...]:
    text = files("geoincidents.gazetteer.sources").joinpath("osm.toml").read_text("utf-8")
    return tuple((key, value, kind) for key, value, kind in tomllib.loads(text)["tags"])


def read_places(path: Path, faults: Faults, locate: "Locate") -> Iterator[SourceRow | None]:
    """Give each named feature as a place, `None` for one that is left out on purpose."""
    with open_text(path) as text:
        try:
            document = json.load(text)
            features = list(document["features" if "features" in document else "elements"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            faults.add(0, f"is neither GeoJSON nor JSON of Overpass: {error!r}")
            return
    for number, feature in enumerate(features, 1):
        try:
            yield _read_feature(feature, locate)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            faults.add(number, f"feature cannot be read: {error!r}")


def _read_feature(feature: Mapping[str, Any], locate: "Locate") -> SourceRow | None:
    tags = feature.get("tags") or feature.get("properties") or {}
    kind = next((kind for key, value, kind in _read_tags() if tags.get(key) == value), None)
    names = [tags[key] for key in ("name", *_NAMES) if isinstance(tags.get(key), str)]
    if kind is None or not names:
        return None
    longitude, latitude = _find_point(feature)
    english = tags.get("name:en") or tags.get("int_name") or names[0]
    further = [part.strip() for name in names for part in name.split(";")]
    identity = feature.get("id") or tags.get("@id") or tags.get("id")
    sane = read_kinds()[kind]
    return SourceRow(
        place_id=f"osm.{str(identity).replace('/', '.').replace(' ', '')}",
        name=english,
        kind=kind,
        aliases=tuple(dict.fromkeys(name for name in further if name and name != english)),
        longitude=longitude,
        latitude=latitude,
        radius_m=max(sane.smallest_radius_m, min(1_500, sane.largest_radius_m)),
        country=tags.get("is_in:country_code") or locate(longitude, latitude),
        source=f"OpenStreetMap {identity}",
        population=int(tags["population"]) if str(tags.get("population", "")).isdigit() else None,
    )


def _find_point(feature: Mapping[str, Any]) -> tuple[float, float]:
    if "geometry" not in feature:
        point = feature.get("center") or feature
        return read_position(str(point["lon"]), str(point["lat"]))
    from shapely.geometry import shape  # noqa: PLC0415 - only an import needs it

    point = shape(feature["geometry"]).representative_point()
    return read_position(str(point.x), str(point.y))
