"""Spellings of one name in Latin letters lead to its place, and other names do not."""

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.sounds import find_family, make_sound
from geoincidents.text.names import fold_name


def sound_like(name: str, country: str) -> str | None:
    """Give how a name sounds in the languages of a country."""
    family = find_family(country)
    assert family is not None
    return make_sound(fold_name(name), family)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Novokuibyshevsk", "Novokuybyshevsk", "RU"),
        ("Kharkov", "Kharkiv", "UA"),
        ("Drogobych", "Drohobych", "UA"),
        ("Skadowsk", "Skadovsk", "UA"),
        ("Debaltsevo", "Debaltseve", "UA"),
        ("El-Mahmoudeyah", "Al Mahmudiyah", "EG"),
        ("Gheshm", "Qeshm", "IR"),
        ("Golpayagan", "Golpayegan", "IR"),
        ("Telaviv", "Tel Aviv", "IL"),
        ("Touz Hourmatou", "Tuz Hurmatu", "IQ"),
        ("Buthedaung", "Buthidaung", "MM"),
        ("Wagema", "Wakema", "MM"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str, country: str) -> None:
    """By the rules of the languages of the country."""
    assert sound_like(one, country) == sound_like(other, country)


@pytest.mark.parametrize(
    ("one", "other", "country"),
    [
        ("Basra", "Bosra", "IQ"),
        ("Poolangudi", "Puliyankudi", "IN"),
        ("Nikolske", "Nikolaivka", "UA"),
        ("Mansura", "Musayara", "EG"),
    ],
)
def test_other_names_sound_otherwise(one: str, other: str, country: str) -> None:
    """Vowels count, in classes; so does what stands between them."""
    assert sound_like(one, country) != sound_like(other, country)


@pytest.mark.parametrize("name", ["Hit", "Bibi", "Харків", ""])
def test_what_is_too_short_or_not_latin_tells_nothing(name: str) -> None:
    """Two consonants sound like too much."""
    assert sound_like(name, "IQ") is None


def test_languages_are_told_of_some_countries_only() -> None:
    """France needs no rules."""
    assert find_family("FR") is None
    assert find_family(None) is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Novokuibyshevsk", "Novokuybyshevsk"),
        ("Drogobych", "Drohobych"),
        ("Samaloot", "Samālūţ"),
        ("Girash", "Gerāsh"),
    ],
)
def test_a_name_in_another_spelling_has_its_place(
    gazetteer: Gazetteer, name: str, place: str
) -> None:
    """Where none is called exactly so."""
    assert not gazetteer.knows(name)
    assert gazetteer.respell(name)[0].name == place
    assert gazetteer.candidates(name)[0].name == place


@pytest.mark.parametrize("name", ["Kharkiv", "Mosul", "Paris", "Qwrtpsdf", "Hassan"])
def test_a_name_that_is_known_means_nothing_else(gazetteer: Gazetteer, name: str) -> None:
    """Nor does one that no place sounds like."""
    assert gazetteer.respell(name) == ()
