"""Sites that war news names: each is found as it is written, in its country, where it lies."""

import pytest

from geoincidents.gazetteer import load_gazetteer
from geoincidents.gazetteer.distance import estimate_distance

SITES = [
    # name, country, kind, longitude, latitude
    ("Fordow", "IR", "plant", 51.0, 34.88),
    ("Natanz nuclear facility", "IR", "plant", 51.73, 33.72),
    ("Isfahan uranium conversion facility", "IR", "plant", 51.82, 32.58),
    ("Parchin", "IR", "base", 51.77, 35.52),
    ("Kharg Island", "IR", "island", 50.32, 29.25),
    ("Evin Prison", "IR", "building", 51.39, 35.8),
    ("Ain al-Hilweh", "LB", "camp", 35.38, 33.54),
    ("Ein el-Hilweh", "LB", "camp", 35.38, 33.54),
    ("Shatila", "LB", "camp", 35.5, 33.86),
    ("Nahr al-Bared", "LB", "camp", 35.96, 34.51),
    ("Dahiyeh", "LB", "region", 35.51, 33.85),
    ("Beirut port", "LB", "port", 35.52, 33.9),
    ("Maroun al-Ras", "LB", "village", 35.45, 33.1),
    ("Bab al-Hawa", "SY", "crossing", 36.69, 36.23),
    ("Tishrin Dam", "SY", "dam", 38.18, 36.38),
    ("Rukban camp", "SY", "camp", 38.7, 33.31),
    ("T4 airbase", "SY", "airbase", 37.63, 34.52),
    ("Saydnaya prison", "SY", "building", 36.33, 33.66),
    ("Sayyida Zeinab", "SY", "neighbourhood", 36.34, 33.44),
    ("Khor Mor gas field", "IQ", "oil_site", 44.75, 35.13),
    ("Baiji refinery", "IQ", "oil_site", 43.49, 35.0),
    ("Mosul Dam", "IQ", "dam", 42.82, 36.63),
    ("Amiriyat al-Fallujah", "IQ", "town", 43.87, 33.16),
    ("Khurais", "SA", "oil_site", 48.2, 25.25),
    ("Abqaiq", "SA", "town", 49.67, 25.93),
    ("Ras Tanura refinery", "SA", "oil_site", 50.1, 26.7),
    ("Ras Isa", "YE", "port", 42.67, 15.12),
    ("Hodeidah port", "YE", "port", 42.94, 14.83),
    ("Al-Anad air base", "YE", "airbase", 44.77, 13.18),
    ("Kfar Aza", "IL", "village", 34.53, 31.48),
    ("Kerem Shalom crossing", "IL", "crossing", 34.28, 31.22),
    ("Al-Aqsa Mosque", "IL", "building", 35.24, 31.78),
    ("Shujaiya", "PS", "neighbourhood", 34.47, 31.5),
    ("Al-Shifa Hospital", "PS", "building", 34.44, 31.52),
    ("Rafah crossing", "PS", "crossing", 34.26, 31.25),
    ("Netzarim Corridor", "PS", "road", 34.41, 31.47),
    ("Camp Arifjan", "KW", "base", 48.09, 28.87),
    ("Zaatari", "JO", "camp", 36.33, 32.29),
    ("Çukurca", "TR", "town", 43.61, 37.25),
    ("Abbey Gate", "AF", "building", 69.22, 34.56),
    ("Pul-e-Charkhi prison", "AF", "building", 69.34, 34.54),
    ("Azovstal", "UA", "plant", 37.61, 47.1),
    ("Kakhovka dam", "UA", "dam", 33.37, 46.78),
    ("Kerch Bridge", "UA", "road", 36.51, 45.31),
    ("Zamzam camp", "SD", "camp", 25.3, 13.49),
    ("Miranshah", "PK", "town", 70.07, 33.0),
    ("Chibok", "NG", "town", 12.85, 10.87),
    ("Bunagana", "CD", "town", 29.59, -1.3),
    ("Marawi", "PH", "city", 124.29, 8.0),
    ("Engels air base", "RU", "airbase", 46.21, 51.48),
    ("Stepanakert", "AZ", "city", 46.75, 39.82),
    ("Ras Laffan", "QA", "port", 51.55, 25.9),
    ("Snake Island", "UA", "island", 30.2, 45.26),
]
FAR_M = 8_000


@pytest.mark.parametrize(("name", "country", "kind", "longitude", "latitude"), SITES)
def test_site_is_found_as_news_writes_it(
    name: str, country: str, kind: str, longitude: float, latitude: float
) -> None:
    """A site stands in the tables under the name that news uses, and lies where it lies."""
    gazetteer = load_gazetteer()
    hits = gazetteer.scan(f"Drones struck near {name}, officials said.")
    (hit,) = [one for one in hits if one.surface == name]
    place = gazetteer.place(hit.place_ids[0])
    assert (place.country, place.kind) == (country, kind)
    assert estimate_distance(place.longitude, place.latitude, longitude, latitude) < FAR_M


@pytest.mark.parametrize(
    "text",
    ["The Duma voted on Monday.", "Life is Safer now.", "Jaber said so.", "A Crater opened."],
)
def test_words_and_surnames_are_no_sites(text: str) -> None:
    """A site that is called like a word or a person is found only where a cue says so."""
    assert load_gazetteer().scan(text) == []
