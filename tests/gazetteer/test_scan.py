"""Names in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.gazetteer import Gazetteer


def names(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """Give each name of a text with its best place."""
    return [(hit.surface, hit.place_ids[0]) for hit in gazetteer.scan(text)]


@pytest.mark.parametrize(
    ("text", "surface", "place_id"),
    [
        (
            "Rockets hit Baghdad airport on Monday.",
            "Baghdad airport",
            "iq.airport.baghdad-international-airport",
        ),
        ("It targeted Al-Balad airbase north", "Al-Balad airbase", "iq.airbase.balad-air-base"),
        ("near Babel Hotel and", "Babel Hotel", "iq.building.babylon-hotel"),
        ("a farm in Babylon province.", "Babylon province", "iq.admin1.babil"),
        (
            "from Al Jihad neighbourhood, west",
            "Al Jihad neighbourhood",
            "iq.neighbourhood.al-jihad",
        ),
        ("the Iraqi Airways building in", "Iraqi Airways building", None),
        ("the town of al-Qaim, near", "al-Qaim", "iq.city.al-qaim"),
        ("in Ayn al-Asad.", "Ayn al-Asad", "iq.airbase.ain-al-asad-air-base"),
        ("the K-1 base near Kirkuk", "K-1 base", "iq.airbase.k-1-air-base"),
        ("into Green\u00a0Zone of", "Green\u00a0Zone", "iq.neighbourhood.green-zone"),
        ("into Green\nZone of", "Green\nZone", "iq.neighbourhood.green-zone"),
        ("Bagh\u00addad's streets", "Bagh\u00addad", "iq.city.baghdad"),
        ("في بغداد اليوم", "بغداد", "iq.city.baghdad"),
        ("in St. Louis, Missouri", "St. Louis", None),
        ("in Washington, D.C., on", "Washington, D.C.", "us.city.washington"),
    ],
)
def test_a_name_is_found_whole(
    gazetteer: Gazetteer, text: str, surface: str, place_id: str | None
) -> None:
    """The longest name is found, with exact characters, for the best of its places."""
    hits = [hit for hit in gazetteer.scan(text) if hit.surface == surface]
    assert len(hits) == 1
    assert text[hits[0].start : hits[0].end] == surface
    assert place_id in {None, hits[0].place_ids[0]}


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador and the assadist spoke.",
        "They hit most of it, and it was nice reading of a mobile home.",
        "Most of the Police said in March that the Minister was Mobile.",
        "Rockets Hit a Base",
        "An attack in Bаghdad.",  # the fourth letter from the end but one is Cyrillic
        "Abu Bakr al-Baghdadi was killed.",
        "jihad and green zone",
        "he told us so",
        "It is up to us",
    ],
)
def test_what_is_no_place_gives_nothing(gazetteer: Gazetteer, text: str) -> None:
    """Parts of words, lower case, ordinary words, mixed scripts and persons are no names."""
    assert names(gazetteer, text) == []


def test_an_ordinary_word_is_a_place_after_a_cue(gazetteer: Gazetteer) -> None:
    """The word "Hit" is the town in "near Hit" and in "Hit, Anbar"."""
    assert names(gazetteer, "Rockets fell near Hit.") == [("Hit", "iq.city.hit")]
    assert names(gazetteer, "Rockets fell. Hit, Anbar: smoke")[0] == ("Hit", "iq.city.hit")


def test_a_town_of_the_name_of_a_word_is_not_found(gazetteer: Gazetteer) -> None:
    """Towns of less than 100,000 people with an ordinary or a person's name never are."""
    assert names(gazetteer, "They stopped near Police and at Normal, and met James.") == []


@pytest.mark.parametrize(
    ("text", "form", "country"),
    [
        ("Iraqi forces", "demonym", "iq.country.iraq"),
        ("The Iranians said", "demonym", "ir.country.iran"),
        ("the U.S. said", "abbreviation", "us.country.united-states"),
        ("US troops", "abbreviation", "us.country.united-states"),
        ("in Iraq now", "name", "iq.country.iraq"),
    ],
)
def test_the_form_of_a_name_is_told(
    gazetteer: Gazetteer, text: str, form: str, country: str
) -> None:
    """Adjectives of countries and abbreviations are told apart from names."""
    assert [(hit.form, hit.place_ids[0]) for hit in gazetteer.scan(text)] == [(form, country)]


def test_capitals_are_read(gazetteer: Gazetteer) -> None:
    """A headline in capitals holds its names, and no "US" for "us"."""
    found = names(gazetteer, "ROCKETS HIT BAGHDAD AIRPORT\nTHEY TOLD US ALL")
    assert found == [("BAGHDAD AIRPORT", "iq.airport.baghdad-international-airport")]


def test_an_acronym_is_no_town(gazetteer: Gazetteer) -> None:
    """A short word of capitals among small letters is no name, but a dateline is."""
    assert names(gazetteer, "The agency IRNA said so.") == []
    assert names(gazetteer, "PARIS (Agency) - It rained.")[0][0] == "PARIS"


@given(st.text(max_size=200))
def test_hits_are_in_order_apart_and_verbatim(gazetteer: Gazetteer, text: str) -> None:
    """Whatever the text: hits stand in order, none over another, and quote the text."""
    end = 0
    for hit in gazetteer.scan(text):
        assert end <= hit.start < hit.end <= len(text)
        assert text[hit.start : hit.end] == hit.surface
        assert hit.place_ids
        end = hit.end


@given(
    before=st.text(alphabet="abc XYZ.,'’-\n\u00a0", max_size=12),
    after=st.text(alphabet="abc XYZ.,'’-\n\u00a0", max_size=12),
)
def test_a_name_is_never_part_of_a_word(gazetteer: Gazetteer, before: str, after: str) -> None:
    """A letter at either side makes another word of a name."""
    text = f"{before}Baghdad{after}"
    found = [hit for hit in gazetteer.scan(text) if "iq.city.baghdad" in hit.place_ids]
    is_word = not (before[-1:].isalpha() or after[:1].isalpha())
    if found:
        assert is_word


def test_a_text_of_one_endless_word_is_walked_in_linear_time(gazetteer: Gazetteer) -> None:
    """Hostile runs of capitals, hyphens and articles are read without a name and without end."""
    assert gazetteer.scan("Al-" * 20_000 + "A" * 20_000 + "Zx " * 20_000) == []
