"""One attack told in several ways is one incident, and no word is taken for a wrong place."""

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Incident, Location


def _find(gazetteer: Gazetteer, text: str) -> tuple[Incident, ...]:
    return locate_reading(extract_reading(make_article(text), gazetteer), gazetteer)


def _show(place: Location) -> tuple[str | None, str]:
    return place.name, place.precision


def test_headline_lead_and_detail_are_one(gazetteer: Gazetteer) -> None:
    """Headline (a country), lead (its province) and “the attackers” make one incident."""
    (incident,) = _find(
        gazetteer,
        "Gunmen kill seven in attack on mining site in northwest Nigeria\n\n"
        "KADUNA (AFP) — Gunmen on motorbikes stormed a mining site in Zamfara State on Sunday, "
        "killing seven people, police said.\n\n"
        "The attackers struck the site near Dan Gulbi village around 4:00 pm, a resident said.",
    )
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.min == incident.casualties.killed.max == 7
    assert [_show(place) for place in incident.impacts] == [("Zamfara", "admin1")]


def test_that_attack_is_the_one_told_last(gazetteer: Gazetteer) -> None:
    """“In that attack” is the attack whose words stand before it, not the news of the article."""
    bomb, mortars = sorted(
        _find(
            gazetteer,
            "A suicide bomber killed 14 people in Mogadishu on Tuesday. The attack came two days "
            "after mortar shells landed near the airport of Mogadishu. A peacekeeper was wounded "
            "in that attack.",
        ),
        key=lambda one: one.incident_type != "suicide_bombing",
    )
    assert bomb.casualties.wounded is None
    assert mortars.casualties.wounded is not None


def test_figures_of_the_attackers_yield(gazetteer: Gazetteer) -> None:
    """What a group claims to have killed does not stand for the toll that others give."""
    (incident,) = _find(
        gazetteer,
        "A car bomb killed 14 people in Mogadishu on Tuesday, police said. Al-Shabaab, which has "
        "fought the government since 2007, said in a broadcast that it was behind the bombing, "
        "claiming that it had killed 31 officers.",
    )
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.min == 14
    assert [claim.actor for claim in incident.claims] == ["Al-Shabaab"]
    assert incident.attributions == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("the Odesa and Mykolaiv regions", {"Odesa Oblast", "Mykolaiv Oblast"}),
        ("the Tillaberi and Tahoua regions", {"Tillabéri", "Tillaberi", "Tahoua"}),
        (
            "Deir el-Zour, Raqqa and Hasakah provinces",
            {"Deir ez-Zor Governorate", "Raqqa Governorate", "Hasakah Governorate"},
        ),
    ],
)
def test_a_kind_behind_a_list_is_of_each(gazetteer: Gazetteer, words: str, names: set[str]) -> None:
    """In “the Odesa and Mykolaiv regions” both are regions, and no pin is put on a town."""
    (incident,) = _find(gazetteer, f"Gunmen killed nine people in {words} on Monday.")
    assert {place.precision for place in incident.impacts} == {"admin1"}
    assert {place.name for place in incident.impacts} <= names
    assert len(incident.impacts) >= 2


def test_what_follows_a_district_is_its_province(gazetteer: Gazetteer) -> None:
    """“Spera district, Khost” lies in the province of Khost, not in the town."""
    (incident,) = _find(gazetteer, "A bomb killed two people in Spera district, Khost, on Monday.")
    assert [_show(place) for place in incident.impacts] == [("Spera District", "admin2")]


@pytest.mark.parametrize("dateline", ["ISLAMABAD: ", "ISLAMABAD (AFP) — "])
def test_dateline_is_no_place_hit(gazetteer: Gazetteer, dateline: str) -> None:
    """Where a report was written is not where the bomb went off, whatever ends the dateline."""
    (incident,) = _find(
        gazetteer, f"{dateline}A bomb killed two policemen in Bannu on Monday, officials said."
    )
    assert [place.name for place in incident.impacts] == ["Bannu"]


def test_people_of_a_country_name_its_capital(gazetteer: Gazetteer) -> None:
    """“The Somali capital” is Mogadishu, although Ethiopia has a Somali Region."""
    (incident,) = _find(gazetteer, "A bomb killed two people in the Somali capital on Monday.")
    assert [place.name for place in incident.impacts] == ["Mogadishu"]


def test_there_is_the_place_of_its_own_sentence(gazetteer: Gazetteer) -> None:
    """“Drones were launched at X; one was shot down there” is about X."""
    incidents = _find(
        gazetteer,
        "Rockets hit Green Village on Monday. Drones were launched at the Ain al-Asad base west of "
        "Baghdad earlier in the day; one drone was shot down there, the Pentagon said.",
    )
    names = {place.name for one in incidents for place in one.impacts}
    drones = next(one for one in incidents if one.incident_type == "drone_strike")
    assert [place.name for place in drones.impacts] == ["Ain al-Asad Air Base"]
    assert str(drones.when.start) == "2024-06-10"
    assert len(names) == 2


def test_name_of_a_group_is_no_place(gazetteer: Gazetteer) -> None:
    """The Iraq of “Islamic Resistance in Iraq” keeps no claim from an attack in Syria."""
    (incident,) = _find(
        gazetteer,
        "Three rockets were fired at the Conoco gas field in Syria on Monday.\n\n"
        "The Islamic Resistance in Iraq claimed the attack in a statement.",
    )
    assert [claim.actor for claim in incident.claims] == ["Islamic Resistance in Iraq"]


def test_some_shot_down_is_not_intercepted(gazetteer: Gazetteer) -> None:
    """“22 of 26 drones were shot down” leaves an attack that was not intercepted."""
    (incident,) = _find(
        gazetteer,
        "Russian forces launched a wave of drones at Izmail overnight, officials said on Monday. "
        "22 of 26 drones were shot down over the Odesa region. Three of those that got through "
        "struck an oil depot in Izmail, wounding four workers.",
    )
    assert incident.incident_type == "drone_strike"
    assert incident.status == "executed"


def test_answer_and_cause_are_two(gazetteer: Gazetteer) -> None:
    """“The strikes followed Saturday's suicide attack in X” tells of another attack."""
    incidents = _find(
        gazetteer,
        "Pakistan carried out air strikes in Paktika province early Monday, killing eight.\n\n"
        "The strikes followed Saturday's suicide attack on a military post in Mir Ali, in which "
        "seven soldiers were killed.",
    )
    assert {(one.incident_type, str(one.when.start)) for one in incidents} == {
        ("airstrike", "2024-06-10"),
        ("suicide_bombing", "2024-06-08"),
    }


def test_what_an_army_says_of_its_strike_joins_it(gazetteer: Gazetteer) -> None:
    """“The Israeli military said it had struck a compound” is of the air strike told before."""
    (incident,) = _find(
        gazetteer,
        "An Israeli air strike on a relief centre in Naqoura killed seven paramedics early on "
        'Wednesday, security sources said. The Israeli military said it had struck a "military '
        'compound" and killed a member of the Islamic Group.',
    )
    assert incident.incident_type == "airstrike"
    assert [claim.actor for claim in incident.claims] == ["Israeli military"]


def test_an_hour_is_of_the_day_told_last(gazetteer: Gazetteer) -> None:
    """“At 2:15 a.m.” after “on Monday” is of Monday, and the quote of the day is that of Monday."""
    text = (
        "Drones hit an oil depot in Izmail on Monday, wounding four workers.\n\n"
        "In Kramatorsk, a ballistic missile hit an apartment block at about 2:15 a.m., killing two."
    )
    incidents = _find(gazetteer, text)
    missile = next(one for one in incidents if one.incident_type == "missile_attack")
    assert str(missile.when.start) == "2024-06-10"
    quotes = [quote for quote in missile.evidence if "when" in quote.supports]
    assert [text[quote.start : quote.end] for quote in quotes] == [q.quote for q in quotes]
    assert "Monday" in quotes[0].quote


VILLAGE = (
    "In Russia's Belgorod region, shells hit the village of Oktyabrsky on Monday, killing three "
    "residents."
)
CAMP = (
    "Militants attacked an army position at Bamba, in the Gao region, on Monday. JNIM, an "
    "al-Qaida-linked group, claimed the attack on the camp at Bamba, which killed nine."
)


@pytest.mark.parametrize(("text", "name"), [(VILLAGE, "Belgorod"), (CAMP, "Gao")])
def test_a_namesake_far_away_is_not_meant(gazetteer: Gazetteer, text: str, name: str) -> None:
    """A village is in the region that is told, there or before; else the region stands for it."""
    (incident,) = _find(gazetteer, text)
    assert {place.precision for place in incident.impacts} == {"admin1"}
    assert all((place.name or "").startswith(name) for place in incident.impacts)


@pytest.mark.parametrize(
    "text",
    [
        "Since Oct. 8, Israeli strikes have killed around 270 fighters in Lebanon.",
        "Troops stormed across the border last week, opening a new front north of the city.",
    ],
)
def test_wars_are_no_incidents(gazetteer: Gazetteer, text: str) -> None:
    """What is counted over months, and the course of a front, is no attack."""
    assert _find(gazetteer, text) == ()


def test_wounded_may_rise_as_the_dead_do(gazetteer: Gazetteer) -> None:
    """“The number of people wounded climbed to 25”, and a ninth beside eight, are counted."""
    (strike,) = _find(
        gazetteer,
        "A missile strike hit a house in the centre of Kharkiv on Monday, the mayor said. "
        "The number of people wounded in that strike climbed to 25.",
    )
    assert strike.casualties.wounded is not None
    assert strike.casualties.wounded.min == 25


def test_who_accuses_is_not_who_did_it(gazetteer: Gazetteer) -> None:
    """“The government blamed terrorists for shelling that wounded four” names no perpetrator."""
    (incident,) = _find(
        gazetteer,
        "The government in Bamako blamed terrorists for shelling that wounded four people at a "
        "hospital in Timbuktu on Monday.",
    )
    assert incident.perpetrator is None
    assert [one.actor for one in incident.attributions] == ["terrorists"]
