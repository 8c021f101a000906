"""Give the small things that a page carries beside its data: `meta` of docs/page-data.md."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geoincidents import __version__
from geoincidents.coding import read_precision_codes
from geoincidents.looks import FALLBACK_TYPE, Looks
from geoincidents.render.assets import read_asset
from geoincidents.render.options import PageOptions
from geoincidents.render.words import name_country

PAGE_VERSION = 1
MADE_WITH = f"geoincidents {__version__}"


def describe_page(
    options: PageOptions,
    *,
    map_name: str,
    looks: Looks,
    tiles: Sequence[Mapping[str, Any]],
    names: Sequence[tuple[str, float, float, int]],
) -> dict[str, Any]:
    """Give what does not hang on the incidents; `names` are towns, the most important first."""
    return {
        "version": PAGE_VERSION,
        "title": options.title,
        "note": options.note,
        "lang": options.language,
        "theme": options.theme,
        "map": map_name,
        "made_with": MADE_WITH,
        "tiles": tiles,
        "coding": read_precision_codes(),
        "looks": _show_looks(looks),
        "names": names,
        "licences": json.loads(read_asset("page/licences.json")),
    }


def name_countries(codes: Iterable[str]) -> dict[str, str]:
    """Give the English names of countries by their codes."""
    return {code: name_country(code) for code in codes}


def _show_looks(looks: Looks) -> dict[str, Any]:
    """Give what the page's own script needs to draw and to explain symbols."""
    return {
        "types": {
            name: {
                "label": look.label,
                "family": look.family,
                "colour": look.colour,
                "path": look.path,
            }
            for name, look in looks.types.items()
        },
        "families": dict(looks.families),
        "roles": {
            name: {"label": look.label, "colour": look.colour, "path": look.path, "note": look.note}
            for name, look in looks.roles.items()
        },
        "precisions": {
            name: {"label": look.label, "draw": look.draw}
            for name, look in looks.precisions.items()
        },
        "statuses": dict(looks.statuses),
        "palette": dict(looks.palette),
        "fallback": FALLBACK_TYPE,
    }
