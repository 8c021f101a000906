"""The table of looks is whole, and told apart by shape as well as by colour."""

import re
from pathlib import Path

import pytest

from geoincidents.errors import GeoincidentsError
from geoincidents.looks import load_looks, read_looks

LOOKS = load_looks()
SCHEMA_TYPES = {
    "rocket_attack",
    "missile_attack",
    "mortar_attack",
    "shelling",
    "drone_strike",
    "airstrike",
    "ied",
    "suicide_bombing",
    "armed_attack",
    "assassination",
    "abduction",
    "storming",
    "arson",
    "sabotage",
    "explosion",
    "clash",
    "protest",
    "unspecified_attack",
}
SCHEMA_PRECISIONS = [
    "facility",
    "neighbourhood",
    "settlement",
    "near",
    "admin2",
    "admin1",
    "region",
    "country",
]
SCHEMA_STATUSES = {"executed", "failed", "intercepted", "called_off", "alleged", "denied"}
SURE_DRAWN = {"facility", "neighbourhood", "settlement"}


def test_every_word_of_the_schema_has_a_look() -> None:
    """No type, precision or status of the schema is without a look."""
    assert set(LOOKS.types) == SCHEMA_TYPES
    assert list(LOOKS.precisions) == SCHEMA_PRECISIONS
    assert set(LOOKS.statuses) == SCHEMA_STATUSES


def test_shapes_differ() -> None:
    """No two types have the same shape, so nobody needs to see colour."""
    assert len({look.path for look in LOOKS.types.values()}) == len(LOOKS.types)


def test_colours_are_colours() -> None:
    """Each colour is one of the palette, written in full."""
    for look in LOOKS.types.values():
        assert look.colour in LOOKS.palette.values()
        assert re.fullmatch(r"#[0-9A-F]{6}", look.colour)


def test_only_named_places_are_drawn_solid() -> None:
    """What is vaguer than a settlement is never drawn as sure, and a country is not drawn."""
    draws = {name: look.draw for name, look in LOOKS.precisions.items()}
    assert {name for name, draw in draws.items() if draw == "solid"} == SURE_DRAWN
    assert [name for name, draw in draws.items() if draw == "none"] == ["country"]


def test_unknown_words_are_drawn_as_vague_as_can_be() -> None:
    """A type or precision of a later version still shows, and claims nothing."""
    assert LOOKS.find_symbol("sorcery") == LOOKS.types["unspecified_attack"]
    assert LOOKS.find_precision("galaxy").draw == "soft"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [("'triangle'", "'triangl'"), ("vermillion", "vermilion")],
)
def test_a_broken_table_names_the_word(tmp_path: Path, spoil: str, fault: str) -> None:
    """A shape or colour that is used but not defined is named, with the file."""
    text = (Path(__file__).parents[2] / "maps" / "looks.toml").read_text(encoding="utf-8")
    text = text.replace('"', "'").replace(spoil, fault, 1)
    (tmp_path / "looks.toml").write_text(text, encoding="utf-8")
    with pytest.raises(GeoincidentsError, match=r"looks\.toml"):
        read_looks(tmp_path / "looks.toml")
