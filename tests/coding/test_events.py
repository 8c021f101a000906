"""Incident types, their labels of ACLED, and which of them can be one attack."""

import pytest

from geoincidents.coding import code_event, is_same_family

# schema.md, `incident_type`
TYPES = [
    *("rocket_attack", "missile_attack", "mortar_attack", "shelling", "drone_strike", "airstrike"),
    *("ied", "suicide_bombing", "armed_attack", "assassination", "abduction", "storming", "arson"),
    *("sabotage", "explosion", "clash", "protest", "unspecified_attack"),
]
# ACLED's codebook: event type -> the sub-event types that these incidents take.
ACLED = {
    "Battles": {"Armed clash"},
    "Explosions/Remote violence": {
        "Air/drone strike",
        "Grenade",
        "Remote explosive/landmine/IED",
        "Shelling/artillery/missile attack",
        "Suicide bomb",
    },
    "Protests": {"Peaceful protest", "Protest with intervention"},
    "Riots": {"Mob violence", "Violent demonstration"},
    "Strategic developments": {"Looting/property destruction", "Other"},
    "Violence against civilians": {"Abduction/forced disappearance", "Attack"},
}


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_has_labels_of_the_codebook(kind: str) -> None:
    """Each type of the schema has a label for people, and ACLED's two labels verbatim."""
    code = code_event(kind)
    assert code.label[:1].isupper()
    assert code.sub_event_type in ACLED[code.event_type]


def test_another_type_is_refused() -> None:
    """A type that the schema does not know has no code."""
    with pytest.raises(KeyError):
        code_event("sanctions")


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_of_its_own_family(kind: str) -> None:
    """Two tellings of one type can be one attack, and a vague one goes with any."""
    assert is_same_family(kind, kind)
    assert is_same_family(kind, "unspecified_attack")
    assert is_same_family("unspecified_attack", kind)


@pytest.mark.parametrize("first", TYPES)
@pytest.mark.parametrize("second", TYPES)
def test_families_know_no_order(first: str, second: str) -> None:
    """Whichever is told first, the answer is the same."""
    assert is_same_family(first, second) == is_same_family(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("missile_attack", "drone_strike"),
        ("airstrike", "drone_strike"),
        ("rocket_attack", "mortar_attack"),
        ("ied", "explosion"),
        ("suicide_bombing", "ied"),
        ("assassination", "drone_strike"),
        ("storming", "protest"),
    ],
)
def test_types_that_one_attack_can_have(first: str, second: str) -> None:
    """“A missile” of one article may be "a drone strike" of another."""
    assert is_same_family(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("rocket_attack", "ied"),
        ("abduction", "airstrike"),
        ("arson", "mortar_attack"),
        ("rocket_attack", "airstrike"),
        ("suicide_bombing", "clash"),
    ],
)
def test_types_that_are_two_attacks(first: str, second: str) -> None:
    """A kidnapping is no air strike."""
    assert not is_same_family(first, second)
