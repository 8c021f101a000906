"""Names of far places: a namesake is not taken for what an article means."""

import zipfile
from pathlib import Path

import pytest

from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.gazetteer.sources.adding import add_source
from geoincidents.gazetteer.sources.store import DATA_VARIABLE
from geoincidents.tagging import explain_mentions, tag_places

MEANT = [
    ("Duma", "PS", "Settlers set fire to homes in Duma, the Palestinian Authority said."),
    ("Blida", "LB", "Artillery shelled the outskirts of Blida, Lebanese state media said."),
    ("Habur", "TR", "A lorry exploded at Habur on the border of Turkey with Iraq."),
    ("Sur", "TR", "Clashes continued in Sur, a district of Diyarbakir in Turkey."),
    ("Verdun", "LB", "A strike hit a flat in Verdun in Beirut."),
    ("Green Village", "AF", "A car bomb exploded at the Green Village in Kabul, Afghanistan."),
    ("Antioquia", "CO", "Rebels attacked a village in Antioquia, the army of Colombia said."),
    ("Tripoli", "LB", "Gunmen clashed in Tripoli in the north of Lebanon."),
    ("Tripoli", "LY", "Militias clashed in Tripoli, the capital of Libya."),
]


@pytest.mark.parametrize(("name", "country", "text"), MEANT)
def test_place_of_the_country_spoken_of_is_meant(name: str, country: str, text: str) -> None:
    """Of places of one name that is meant which lies in a country that the article speaks of."""
    (toponym,) = [one for one in tag_places(text, load_gazetteer()) if one.surface == name]
    assert toponym.choice is not None
    assert toponym.choice.place.country == country


def test_embassy_elsewhere_is_not_that_of_baghdad() -> None:
    """The US Embassy is that of Baghdad only where the article speaks of Iraq."""
    gazetteer = load_gazetteer()
    far = tag_places("Crowds attacked the US Embassy. Islamabad is in Pakistan.", gazetteer)
    assert [one.sense for one in far if "Embassy" in one.surface] == ["word"]
    near = tag_places("Rockets fell near the US Embassy. Basra is in Iraq.", gazetteer)
    assert [one.sense for one in near if "Embassy" in one.surface] == ["literal"]


@pytest.mark.parametrize("text", ["THE NAME WAS NOT GIVEN.", "LT MAZA SAID SO.", "IT WAS SHUT."])
def test_word_of_capitals_is_no_other_spelling(text: str) -> None:
    """Among capitals a word that only folds to the name of a place is none."""
    assert load_gazetteer().scan(text) == []


def test_name_of_capitals_is_found() -> None:
    """A place whose spelling stands in capitals is found, with its article or without."""
    hits = load_gazetteer().scan("BOMBS IN FALLUJAH AND RAMADI")
    assert [hit.surface for hit in hits] == ["FALLUJAH", "RAMADI"]


@pytest.fixture
def villages(tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    """Give a gazetteer with a dump whose villages are called like words and people."""
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder))
    names = ["Laterq", "German", "Foxtrotabad"]
    lines = [
        f"{i}\t{name}\t{name}\t\t39.0\t33.0\tP\tPPL\tTR\t\t\t\t\t\t0\t\t0\tEurope/Istanbul\t2020-01-01"
        for i, name in enumerate(names, 99_000_001)
    ]
    with zipfile.ZipFile(tmp_path / "TR.zip", "w") as archive:
        archive.writestr("TR.txt", "\n".join(lines))
    add_source(tmp_path / "TR.zip", "geonames")
    return load_gazetteer()


def test_village_of_a_dump_counts_where_its_country_is_spoken_of(villages: Gazetteer) -> None:
    """A village that only a dump knows is no name in an article on other countries."""
    far = "Laterq that day, police in France said."
    assert [one.surface for one in tag_places(far, villages) if one.sense != "word"] == ["France"]
    (account,) = explain_mentions("Laterq", far, villages)
    assert "a small place in TR, of which the article does not speak" in account.verdict
    near = "Shells hit Foxtrotabad, police in Turkey said."
    assert [one.surface for one in tag_places(near, villages)] == ["Foxtrotabad", "Turkey"]


def test_people_are_no_village_of_a_dump(villages: Gazetteer) -> None:
    """A German is of Germany, also where a dump knows a village of that name."""
    (toponym,) = tag_places("A German soldier was shot.", villages)
    assert toponym.sense == "demonym"
