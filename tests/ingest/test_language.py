"""A text that is not in English is told of: its silence is no peace."""

import pytest

from geoincidents.ingest.language import NOT_ENGLISH, list_language_warnings


@pytest.mark.parametrize(
    "text",
    [
        "Bei einem Angriff auf die Stadt sind am Montag drei Menschen getötet worden, so der Ort.",
        "Trois personnes ont été tuées lundi dans une attaque contre la gare de la ville.",
        "قتل ثلاثة أشخاص وأصيب عشرة آخرون في هجوم استهدف المطار مساء الاثنين بحسب مصدر أمني.",
        "Трое человек погибли и десять ранены при обстреле города в понедельник, сообщил мэр.",
    ],
)
def test_another_language_is_named(text: str) -> None:
    """The warning says that only English is read."""
    assert list_language_warnings(text) == (NOT_ENGLISH,)


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets fell on the airport in Baghdad on Monday, and nobody was hurt, the army said.",
        "Tres muertos",
        "Date Place Killed 2024-03-01 Baghdad 2 2024-03-02 Mosul 0 2024-03-05 Kirkuk 3 Erbil",
        "POLICE SAID THAT THE BOMB IN SAN JOSE DE LAS FLORES WAS LAID BY MEN OF THE FRONT.",
        "",
    ],
)
def test_english_names_and_scraps_are_not(text: str) -> None:
    """Names of places in other languages, tables and headlines call for no warning."""
    assert list_language_warnings(text) == ()
