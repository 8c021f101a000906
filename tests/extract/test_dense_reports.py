"""Dense reports: several incidents of several days and places in a few paragraphs."""

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Count, Incident


def _find(gazetteer: Gazetteer, text: str) -> tuple[Incident, ...]:
    return locate_reading(extract_reading(make_article(text), gazetteer), gazetteer)


def _name(incident: Incident) -> set[str | None]:
    return {place.name for place in incident.impacts}


def _find_one(gazetteer: Gazetteer, text: str) -> Incident:
    (incident,) = _find(gazetteer, text)
    return incident


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On July 22 three women were killed by a drone in Kirkuk.", 3),
        ("On 22 July three women were killed by a drone in Kirkuk.", 3),
        ("In May 12 people were killed by a bomb in Kirkuk.", 12),
        ("A man of 56 was killed by a mortar bomb in Kirkuk.", 1),
        ("A worker aged 68 was killed by a mortar bomb in Kirkuk.", 1),
        ("A drone killed a night watchman in Kirkuk on Monday.", 1),
    ],
)
def test_days_and_ages_are_no_tolls(gazetteer: Gazetteer, text: str, killed: int) -> None:
    """“On July 22 three women” are three."""
    assert _find_one(gazetteer, text).casualties.killed == Count(min=killed, max=killed)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Warplanes struck the cities of Mosul and Kirkuk on Monday.", {"Mosul", "Kirkuk"}),
        ("A bomb exploded on the edge of the Lebanese port of Sidon on Monday.", {"Sidon"}),
        ("Gunmen killed 15 people in Sokoto State on Monday.", {"Sokoto"}),
        ("A bomb killed five in a village in the western province of Herat on Monday.", {"Herat"}),
        ("A missile killed nine people on Monday, officials in Kyiv said.", set()),
        ("A missile killed nine on Monday, said a spokesman in Kyiv.", set()),
        ("The ship, registered in Panama, was hit by a missile on Monday.", set()),
        ("A bomb hit a patrol of the UN Interim Force in Lebanon on Monday.", set()),
        ("Police said a bomb hit the embassy in Baghdad on Monday.", {"Baghdad"}),
        ("Rockets hit the UN Mission in Baghdad on Monday.", {"Baghdad"}),
        ("A bomb killed 12 people on Monday in the war-torn city of Mosul.", {"Mosul"}),
        ("The airport in Erbil was shut on Monday after rockets hit a base in Kirkuk.", {"Kirkuk"}),
        ("A car bomb hit Mosul on Monday. The bomb went off in Zahrawan.", {"Mosul"}),
        ("Rockets fell on Sderot on Monday, and a flight from Tunis was diverted.", {"Sderot"}),
    ],
)
def test_where_it_was(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Who tells, where a ship is registered and the name of a force are no places hit."""
    assert _name(_find_one(gazetteer, text)) == names


@pytest.mark.parametrize("text", ["Sokoto State", "the province of Herat", "Herat province"])
def test_a_province_is_no_town(gazetteer: Gazetteer, text: str) -> None:
    """A province that bears the name of its town is an area."""
    incident = _find_one(gazetteer, f"Gunmen killed 15 people in {text} on Monday.")
    assert [place.precision for place in incident.impacts] == ["admin1"]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels will attack shipping until the bombing of Gaza stops, they said.",
        "Paris called for an end to the shelling of Kharkiv.",
        "He suggested that a mortar shell fired by a faction might have been to blame in Tripoli.",
        '"Kidnapping has become an industry," the Kaduna branch of the union said.',
        "The explosion heard in Nasiriyah on Friday was a gas bottle in a restaurant.",
        "Rights groups say at least 76 demonstrators have been shot dead.",
        "Its commander promises an offensive on Mosul soon.",
        "The team drove through the crowd in Paris on Monday to celebrate.",
        "Turkish police have rounded up 113 people in Ankara.",
        "Missiles slammed into a dummy ship off Jask on the first day of a naval exercise.",
        "By the end of the film, three car bombs and a drone will have killed the family in Mosul.",
    ],
)
def test_what_is_no_single_attack(gazetteer: Gazetteer, text: str) -> None:
    """What is to end, guessed, promised or told of at large is no incident."""
    assert _find(gazetteer, text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bombs fell on a power station in Hodeidah on Monday.", "airstrike"),
        ("A plane dropped a bomb on a well near Hodeidah on Monday.", "airstrike"),
        ("The army dropped leaflets and a bomb exploded in Mosul on Monday.", "ied"),
        ("A plane dropped two bombs on Mosul on Monday; a gunship raked the fields.", "airstrike"),
        ("A helicopter attacked a village near Kirkuk on Monday.", "airstrike"),
        ("Near Ramadi, two strikes destroyed a mortar position on Monday.", "airstrike"),
        ("A bomber killed 80 people at prayers in a mosque in Peshawar on Monday.", "ied"),
        ("In Kalat, attackers overran a police post on Sunday.", "storming"),
        ("Gunmen on motorcycles marched off 15 pupils in Kaduna on Sunday.", "abduction"),
    ],
)
def test_types_of_deeds(gazetteer: Gazetteer, text: str, kind: str) -> None:
    """What bombs fall from, and what strikes destroy, tells the type."""
    assert _find_one(gazetteer, text).incident_type == kind


@pytest.mark.parametrize("who", ["No faction", "Two rival groups", "None of the groups"])
def test_nobody_claims(gazetteer: Gazetteer, who: str) -> None:
    """A claim has a name."""
    text = f"Rockets hit Kirkuk on Monday. {who} has claimed responsibility for the attack."
    assert _find_one(gazetteer, text).claims == ()


def test_places_told_one_after_the_other_are_of_one_day(gazetteer: Gazetteer) -> None:
    """What is told beside the news without a day of its own is of its day; history is not."""
    told = _find(
        gazetteer,
        "A car bomb killed three people in Kirkuk on Monday.\n\nIn Mosul a mortar shell wounded "
        "four. In Tikrit gunmen had shot dead a judge.",
    )
    days = {next(iter(_name(one))): one.when.start for one in told}
    assert days["Mosul"] == days["Kirkuk"]
    (beside,) = [one for one in told if _name(one) == {"Mosul"}]
    assert "no day of its own: that of what is told beside it" in beside.explain
    assert days["Tikrit"] is None


def test_a_village_that_no_table_knows_is_another_place(gazetteer: Gazetteer) -> None:
    """Towns without an entry are told apart by their names."""
    told = _find(
        gazetteer,
        "Artillery shelled Kirkuk on Monday, killing two. In the village of Qarawizha a man was "
        "killed by a shell.",
    )
    assert sorted((one.casualties.killed or Count()).min or 0 for one in told) == [1, 2]


def test_entries_of_a_timeline_have_their_days(gazetteer: Gazetteer) -> None:
    """“Jan 4. A strike ...”: the line's day is that of what it tells; each line tells its own."""
    told = _find(
        gazetteer,
        "How it came to this\n\nJan 4. A drone kills two men in Mosul.\n\nJan 20. Militants fire "
        "rockets at Balad, wounding one.\n\n• Feb 2: gunmen shot dead a judge in Kirkuk.\n\n"
        "• Basra: a bomb killed four people.",
    )
    days = {next(iter(_name(one))): str(one.when.start)[5:] for one in told}
    assert days == {"Mosul": "01-04", "Balad": "01-20", "Kirkuk": "02-02", "Basra": ""}


def test_the_same_year_is_that_told_before(gazetteer: Gazetteer) -> None:
    """“on 19 March the same year”: of the attack told before."""
    told = _find(
        gazetteer,
        "Gunmen killed 45 people at Ataturk airport on 28 June 2016. A suicide bomber killed four "
        "in Ankara on 19 March the same year.",
    )
    assert {one.when.start and one.when.start.year for one in told} == {2016}


def test_a_fire_is_of_what_fell(gazetteer: Gazetteer) -> None:
    """“A fire broke out in Y on Monday after drones fell on it”: one event, there and then."""
    incident = _find_one(
        gazetteer,
        "A fire broke out at a refinery in Volgograd on Monday after drones fell on it.",
    )
    assert _name(incident) == {"Volgograd"}
    assert incident.when.start is not None


def test_who_says_so_does_not_take_the_day_away(gazetteer: Gazetteer) -> None:
    """“On Monday, police said, gunmen killed”: they killed on Monday."""
    incident = _find_one(gazetteer, "On Monday, police said, gunmen killed a judge in Kirkuk.")
    assert incident.when.start is not None


def test_one_that_was_shot_down_does_not_undo_the_rest(gazetteer: Gazetteer) -> None:
    """An attack that killed is not intercepted, whatever became of one drone."""
    incident = _find_one(
        gazetteer,
        "Thirteen people were killed in drone attacks on Koya on Monday. Troops shot down a drone "
        "on Monday.",
    )
    assert incident.status == "executed"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In Sadr City a car bomb killed 12 on Monday, while in Husseiniya another killed four.",
            {"Sadr City": ("ied", 12), "Husseiniya": ("ied", 4)},
        ),
        (
            (
                "Two car bombs in Mosul killed 11 on Monday, and in Najaf, a holy city, a blast "
                "near a restaurant killed four."
            ),
            {"Mosul": ("ied", 11), "Najaf": ("explosion", 4)},
        ),
        (
            "A bomb in Mosul killed five on Monday, and in Baghdad the premier condemned it.",
            {"Mosul": ("ied", 5)},
        ),
    ],
)
def test_a_sentence_may_tell_of_two_towns(
    gazetteer: Gazetteer, text: str, told: dict[str, tuple[str, int]]
) -> None:
    """“..., and in Y a blast killed four”: another incident, of the same day."""
    found = _find(gazetteer, text)
    assert {name for one in found for name in _name(one)} == set(told)
    for one in found:
        kind, killed = told[str(next(iter(_name(one))))]
        assert one.incident_type == kind
        assert one.casualties.killed == Count(min=killed, max=killed)
        assert one.when.start is not None


@pytest.mark.parametrize(
    "text",
    [
        "A car was driven into pedestrians in the centre of Mannheim on Monday, killing two.",
        "On Monday a man drove a rented van through the Christmas market in Mannheim, killing six.",
        "In Mannheim on Monday, a car ploughed into a trade-union demonstration.",
        "Two gunmen shot Chief Inspector John Smith at a sports hall in Mannheim on Monday.",
    ],
)
def test_vehicles_and_people_by_name(gazetteer: Gazetteer, text: str) -> None:
    """A vehicle driven at people, and somebody with a name who is shot, are attacks."""
    incident = _find_one(gazetteer, text)
    assert incident.incident_type == "armed_attack"
    assert _name(incident) <= {"Mannheim"}


def test_a_far_namesake_is_not_pinned(gazetteer: Gazetteer) -> None:
    """A small town far from every country that the article names is another of that name."""
    incident = _find_one(gazetteer, "Jets bombed Shahran in Syria on Monday, killing two.")
    assert "AF" not in {place.country for place in incident.impacts}


@pytest.mark.parametrize("words", ["Jerusalem Boulevard", "the Kirkuk-Ceyhan pipeline"])
def test_streets_and_lines_are_no_towns(gazetteer: Gazetteer, words: str) -> None:
    """A street bears a name, a pipeline two."""
    incident = _find_one(gazetteer, f"Gunmen killed six at a stop on {words} on Monday.")
    assert _name(incident) == set()


def test_there_is_the_place_told_and_not_what_it_lies_from(gazetteer: Gazetteer) -> None:
    """“in Taji, 20 km north of Baghdad, ... five died there”: in Taji."""
    incident = _find_one(
        gazetteer,
        "In Taji, 20 km (12 miles) north of Baghdad, bombs exploded on Monday; five died there.",
    )
    assert "Baghdad" not in _name(incident)


def test_a_lead_that_sums_up_dates_what_follows(gazetteer: Gazetteer) -> None:
    """“107 were killed on Monday in a wave of bombings”: the day, and the words that tell it."""
    text = (
        "At least 107 people were killed on Monday in a wave of bombings and shootings across "
        "Iraq.\n\nIn Kirkuk a car bomb killed six people."
    )
    incident = _find_one(gazetteer, text)
    assert incident.when.start is not None
    (day,) = [quote for quote in incident.evidence if "when" in quote.supports]
    assert "on Monday" in day.quote
    assert text[day.start : day.end] == day.quote


def test_the_day_of_an_entry_is_quoted(gazetteer: Gazetteer) -> None:
    """The words that tell a day are quoted, wherever in the entry they stand."""
    text = "How it began\n\nJan 4. A drone kills two men in Mosul."
    incident = _find_one(gazetteer, text)
    assert "Jan 4" in {quote.quote for quote in incident.evidence if "when" in quote.supports}


@pytest.mark.parametrize("words", ["the head of its drone unit", "a missile engineer"])
def test_who_builds_weapons_is_no_weapon(gazetteer: Gazetteer, words: str) -> None:
    """A strike that kills a drone's maker is no drone strike."""
    incident = _find_one(gazetteer, f"Jets bombed a flat in Beirut on Monday, killing {words}.")
    assert incident.incident_type == "airstrike"


def test_a_title_sums_up(gazetteer: Gazetteer) -> None:
    """A title that is of none of the attacks told is of them all, and none of its own."""
    told = _find(
        gazetteer,
        "Bombs and bullets in the north: nine dead\n\nA car bomb killed six people in Mosul on "
        "Monday.\n\nIn Kirkuk gunmen shot dead three policemen on Monday.",
    )
    assert sorted(next(iter(_name(one))) or "" for one in told) == ["Kirkuk", "Mosul"]


def test_an_attack_during_an_exercise_is_one(gazetteer: Gazetteer) -> None:
    """Soldiers may be attacked while they train."""
    incident = _find_one(
        gazetteer, "Gunmen attacked soldiers during a training exercise in Kirkuk, killing five."
    )
    assert _name(incident) == {"Kirkuk"}


def test_history_of_another_country_is_not_of_the_day(gazetteer: Gazetteer) -> None:
    """What is told beside the news, but of another country, has no day of the news."""
    told = _find(
        gazetteer,
        "A car bomb killed three in Kirkuk on Monday. Boko Haram kidnapped 276 girls in Chibok.",
    )
    (abroad,) = [one for one in told if _name(one) == {"Chibok"}]
    assert abroad.when.start is None
