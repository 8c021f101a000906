"""Maps of security incidents read out of news articles, with a quote behind every fact.

from geoincidents import find_incidents, read_articles
incidents = find_incidents(read_articles("seeds/"))
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoincidents.errors import GeoincidentsError
    from geoincidents.expressions import locate_phrase, locate_phrases
    from geoincidents.extract import extract_reading
    from geoincidents.gazetteer import load_gazetteer
    from geoincidents.ingest import read_articles
    from geoincidents.link import link_incidents
    from geoincidents.locate import locate_reading
    from geoincidents.model import (
        Article,
        Articles,
        Incident,
        Incidents,
        Location,
        Place,
        Quote,
        Reading,
        When,
    )
    from geoincidents.pipeline import find_incidents, write_results
    from geoincidents.shown import read_incidents
    from geoincidents.store import to_file

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Articles",
    "GeoincidentsError",
    "Incident",
    "Incidents",
    "Location",
    "Place",
    "Quote",
    "Reading",
    "When",
    "__version__",
    "extract_reading",
    "find_incidents",
    "link_incidents",
    "load_gazetteer",
    "locate_phrase",
    "locate_phrases",
    "locate_reading",
    "read_articles",
    "read_incidents",
    "to_file",
    "write_results",
]

# Loaded when first asked for, so that `import geoincidents` stays as fast as a bare module.
_HOMES = {
    "GeoincidentsError": "geoincidents.errors",
    "extract_reading": "geoincidents.extract",
    "find_incidents": "geoincidents.pipeline",
    "link_incidents": "geoincidents.link",
    "load_gazetteer": "geoincidents.gazetteer",
    "locate_phrase": "geoincidents.expressions",
    "locate_phrases": "geoincidents.expressions",
    "locate_reading": "geoincidents.locate",
    "read_articles": "geoincidents.ingest",
    "read_incidents": "geoincidents.shown",
    "to_file": "geoincidents.store",
    "write_results": "geoincidents.pipeline",
}


if not TYPE_CHECKING:  # to a type checker every name but those above is a mistake

    def __getattr__(name: str) -> object:
        if name not in __all__:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(_HOMES.get(name, "geoincidents.model")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
