"""What stands beside an attack is not taken for it: plans, senders, motives, history."""

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Incident


def _find(gazetteer: Gazetteer, text: str) -> tuple[Incident, ...]:
    return locate_reading(extract_reading(make_article(text), gazetteer), gazetteer)


def _name(incident: Incident) -> set[str | None]:
    return {place.name for place in incident.impacts}


@pytest.mark.parametrize(
    "text",
    [
        (
            "An airstrike planned against a base in neighbouring Logar was called off because "
            "civilians were nearby, a commander said."
        ),
        "A raid on the camp near Mosul was postponed on Monday, officials said.",
        "A controlled explosion was carried out in Erbil on Tuesday, police said.",
        "Officials say Russia fired more than 400 drones at Kyiv in May.",
    ],
)
def test_what_did_not_happen_or_goes_on_is_no_attack(gazetteer: Gazetteer, text: str) -> None:
    """Plans given up, controlled explosions and figures of a month are no incident."""
    assert _find(gazetteer, text) == ()


@pytest.mark.parametrize("dash", ["-", "–", "--"])
@pytest.mark.parametrize("city", ["RIYADH", "Riyadh"])
def test_a_place_and_a_dash_are_a_dateline(gazetteer: Gazetteer, city: str, dash: str) -> None:
    """Where it was written was not hit."""
    (incident,) = _find(
        gazetteer, f"{city} {dash} A drone hit the airport of Abha on Tuesday, wounding eight."
    )
    assert _name(incident) == {"Abha International Airport"}


@pytest.mark.parametrize(
    ("text", "launches"),
    [
        ("Palestinian militants in the Gaza Strip fired two rockets at Ashkelon.", {"Gaza Strip"}),
        (
            (
                "Rockets hit Erbil airport on Monday. They were launched from a truck found in the "
                "Makhmour district, police said."
            ),
            {"Makhmur District"},
        ),
        (
            (
                "Shells hit a hospital in Afrin on Monday. The rounds came from the Tal "
                "Rifaat area, "
                "the governor said."
            ),
            {"Tall Rif'at"},
        ),
        ("A drone was shot down near Donetsk, some 40 km from the Russian border.", set()),
        ("Gunmen in Kirkuk fired shots at a patrol on Monday, killing two soldiers.", set()),
        ("Gunmen fired from a car in Kabul on Monday, killing a judge.", set()),
        ("Rockets (Grads) from the Gaza Strip were fired at Ashkelon on Monday.", {"Gaza Strip"}),
        ("Shelling of Shebekino, across the frontier from Kharkiv, wounded four.", set()),
        ("Missiles fired from Iran, apparently from Tabriz, hit Erbil on Sunday.", {"Tabriz"}),
    ],
)
def test_where_it_was_fired_from(gazetteer: Gazetteer, text: str, launches: set[str]) -> None:
    """Who fires stands where it is fired from; a distance from a place is no launch."""
    (incident,) = _find(gazetteer, text)
    names = {place.name for place in incident.launches}
    assert names == launches


def test_sirens_are_no_impact(gazetteer: Gazetteer) -> None:
    """A town that only heard or feared it was not hit."""
    (incident,) = _find(
        gazetteer,
        "Two rockets were fired at southern Israel on Saturday, triggering sirens in Ashkelon. "
        "One came down near Zikim.",
    )
    assert _name(incident) == {"Zikim"}


def test_weapons_named_after_places(gazetteer: Gazetteer) -> None:
    """Bastion missiles are not fired from, nor at, Camp Bastion; cities keep their name."""
    (incident,) = _find(
        gazetteer, "Bastion missiles destroyed a depot in the Odesa region on Friday."
    )
    assert _name(incident) == {"Odesa Oblast"}
    (incident,) = _find(gazetteer, "Baghdad rockets kill five of one family on Monday.")
    assert _name(incident) == {"Baghdad"}


def test_who_was_killed_is_not_who_did_it(gazetteer: Gazetteer) -> None:
    """“Nine soldiers were killed and eight wounded when guerrillas attacked”: those did it."""
    (incident,) = _find(
        gazetteer,
        "Nine soldiers were killed and eight wounded on Monday when guerrillas of the National "
        "Liberation Army (ELN) attacked a base in Arauca.",
    )
    assert incident.perpetrator == "guerrillas of the National Liberation Army (ELN)"


def test_a_clash_has_the_dead_of_both_sides(gazetteer: Gazetteer) -> None:
    """Nine soldiers and fifteen militants are 24; in an attack the militants' own do not count."""
    lost = "Nine soldiers were killed {} on Friday. Fifteen militants were killed, the army said."
    (clash,) = _find(gazetteer, lost.format("in clashes with militants in Hawija"))
    assert clash.casualties.killed is not None
    assert clash.casualties.killed.min == 24
    (attack,) = _find(gazetteer, lost.format("when militants attacked their base in Hawija"))
    assert attack.casualties.killed is not None
    assert attack.casualties.killed.min == 9


def test_a_fourth_attacker_is_no_victim(gazetteer: Gazetteer) -> None:
    """“Three gunmen were shot dead and a fourth was killed” adds to nobody's toll."""
    (incident,) = _find(
        gazetteer,
        "(23 October) Nine people were killed on Sunday when gunmen stormed a hotel in Kismayo. "
        "Three gunmen were shot dead by guards and a fourth was killed in the blast.",
    )
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.min == incident.casualties.killed.max == 9


def test_who_tells_is_no_victim(gazetteer: Gazetteer) -> None:
    """“killing four civilians, a police officer, Ahmed Ali, said”: four."""
    (incident,) = _find(
        gazetteer,
        "A roadside bomb hit a bus in Baidoa on Monday, killing four civilians, a police officer, "
        "Ahmed Ali, said by phone.",
    )
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.max == 4


@pytest.mark.parametrize(
    "teller", ["Reuters reported", "Kyiv said", "a police officer in town said"]
)
def test_who_tells_takes_nobody_away(gazetteer: Gazetteer, teller: str) -> None:
    """“killing a woman, Reuters reported”: one."""
    (incident,) = _find(gazetteer, f"A rocket hit Kherson on Monday, killing a woman, {teller}.")
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.min == incident.casualties.killed.max == 1


def test_explosions_heard_in_a_town_are_there(gazetteer: Gazetteer) -> None:
    """Whoever hears one tells of it; only a warning does not."""
    (incident,) = _find(gazetteer, "Explosions were heard in Sanaa on Monday, residents said.")
    assert _name(incident) == {"Sanaa"}


@pytest.mark.parametrize(
    ("who", "kind"), [("Two bombers", "unspecified_attack"), ("Russian bombers", "airstrike")]
)
def test_bombers_fly_where_they_are_said_to(gazetteer: Gazetteer, who: str, kind: str) -> None:
    """“Two bombers hit a market” came on foot."""
    (incident,) = _find(gazetteer, f"{who} hit a market in Aleppo on Monday, killing 30.")
    assert incident.incident_type == kind


@pytest.mark.parametrize(
    ("words", "blamed"),
    [
        (
            (
                "Pavlo Kyrylenko, the governor of Donetsk region, accused Russia of firing the "
                "missile."
            ),
            [("Russia", "Pavlo Kyrylenko", "this attack")],
        ),
        (
            "No group claimed it, but Washington routinely blames Iran-backed factions.",
            [("Iran-backed factions", "Washington", "the attacks in general")],
        ),
        (
            "Baku said on Saturday, accusing Armenia of firing it.",
            [("Armenia", "Baku", "this attack")],
        ),
        ("Police and residents blamed each other.", []),
    ],
)
def test_who_is_blamed(
    gazetteer: Gazetteer, words: str, blamed: list[tuple[str, str, str]]
) -> None:
    """Blame for the deed is of this attack, blame as a habit of attacks in general."""
    (incident,) = _find(
        gazetteer, f"A missile hit the railway station of Kramatorsk on Friday. {words}"
    )
    assert [(a.actor, a.by, a.scope) for a in incident.attributions] == blamed


@pytest.mark.parametrize(
    "claim",
    [
        "Islamic State claimed both bombings through its news agency.",
        "Islamic State claimed that attack.",
        "Islamic State said one of its soldiers had carried out the attack.",
        (
            "Islamic State, which claimed the assault on Twitter, said it was revenge for "
            "operations "
            "in Syria."
        ),
    ],
)
def test_ways_to_claim(gazetteer: Gazetteer, claim: str) -> None:
    """A claim is one by whatever words, and its motive is no other place."""
    (incident,) = _find(
        gazetteer, f"Two suicide bombings in Kabul killed at least 25 people on Monday. {claim}"
    )
    assert [one.actor for one in incident.claims] == ["Islamic State"]
    assert incident.attributions == ()
    assert incident.perpetrator is None
    assert _name(incident) == {"Kabul"}


@pytest.mark.parametrize(
    "text",
    [
        (
            "30 rockets were fired on Monday at the K1 base in Kirkuk; Washington responded "
            "two days "
            "later by bombing camps in Syria, killing 25 fighters."
        ),
        (
            "Two people were killed in an explosion in Lublin on Tuesday, as Russia pounded "
            "Kyiv with "
            "missiles."
        ),
        (
            "The bombing in Kabul on Monday, the first this year, killed two. Another blast in "
            "Kunduz killed nine people."
        ),
        "A second bomb killed five in Karrada on Sunday. In May, bombings in Kirkuk killed 80.",
        "Shelling in Kharkiv wounded four on Monday. A drone had fallen on a refinery in Sochi.",
        (
            "Israeli aircraft hit Tyre and Khiam on Sunday. Hours before, an Israeli strike "
            "in Khiam "
            "had killed four fighters."
        ),
        (
            "Mortars killed nine in Kabul on Monday. A car bomb aimed at a convoy in the "
            "Daman district "
            "of Kandahar province wounded eight."
        ),
        (
            "A bomb killed 43 in Beirut on Thursday. It was the deadliest since a bombing "
            "of mosques in "
            "Tripoli in August 2013. In Paris the following day, gunmen killed at least 129."
        ),
    ],
)
def test_two_attacks_stay_two(gazetteer: Gazetteer, text: str) -> None:
    """An answer, a history, a place far away or an earlier hour is of another attack."""
    found = _find(gazetteer, text)
    assert len(found) >= 2
    assert len({frozenset(_name(one)) for one in found}) == len(found)


def test_days_that_count_from_the_news(gazetteer: Gazetteer) -> None:
    """“The following day” after an aside, and “five days after a blast”, count from the news."""
    bombing, aside, after = sorted(
        _find(
            gazetteer,
            "A bomb killed 43 in Beirut on 12 November 2015. It was the deadliest since a bombing "
            "in Tripoli in August 2013. In Paris the following day, gunmen killed at least 129.",
        ),
        key=lambda one: ["Beirut", "Tripoli", "Paris"].index(str(one.impacts[0].name)),
    )
    assert aside.when.precision == "month"
    assert str(after.when.start) == "2015-11-13"
    assert str(bombing.when.start) == "2015-11-12"
    later, earlier = sorted(
        _find(
            gazetteer,
            "A suicide bomber killed 50 people in Kunduz on 8 October 2021. It came five days "
            "after an explosion outside a mosque in Kabul killed five.",
        ),
        key=lambda one: one.incident_type != "suicide_bombing",
    )
    assert str(later.when.start) == "2021-10-08"
    assert str(earlier.when.start) == "2021-10-03"


def test_one_of_the_deadliest_is_one(gazetteer: Gazetteer) -> None:
    """“one of the deadliest attacks, when gunmen killed 134” tells of that one."""
    found = _find(
        gazetteer,
        "A bomb killed 59 in Peshawar on Monday.\n\nPeshawar was the scene of one of the deadliest "
        "attacks in Pakistan in December 2014, when gunmen killed 134 children at a school.",
    )
    assert {one.when.precision for one in found} == {"day", "month"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Warplanes struck caves in Metina, Hakurk, Gara and Qandil on Friday.",
            {"Metina", "Hakurk", "Gara mountains", "Qandil Mountains"},
        ),
        (
            "Warplanes hit Al Hudaydah, Saada and Sanaa on Friday.",
            {"Al Hudaydah", "Sa'dah", "Sanaa"},
        ),
        ("Three soldiers were killed by a drone at Tower 22 in Jordan on Sunday.", {"Tower 22"}),
        (
            (
                "Police in the north of the country said that several people had seen how a "
                "rocket\n"
                "came out of the hills, and that it hit a house in a village some 10 km south of\n"
                "Erbil on Monday, where nobody was at home and no one was hurt by what fell "
                "there.\n"
            ),
            {"Erbil"},
        ),
    ],
)
def test_names_of_places_of_all_kinds(gazetteer: Gazetteer, text: str, names: set[str]) -> None:
    """Hills in a list, a spelling of two places, a name with a number, a line that breaks."""
    (incident,) = _find(gazetteer, text)
    assert _name(incident) == names


def test_some_of_them_downed_is_an_attack(gazetteer: Gazetteer) -> None:
    """“eight drones took part: five were downed” is no interception of the attack."""
    (incident,) = _find(
        gazetteer,
        "Drones hit buildings in Moscow on Tuesday. Eight drones took part: five were downed and "
        "three were suppressed.",
    )
    assert incident.status == "executed"


@pytest.mark.parametrize(
    ("text", "name", "least_m"),
    [
        ("Mortars hit a market 60 km east of Timbuktu on Monday.", "Timbuktu", 20_000),
        (
            "Gunmen killed nine in the village of Kourou, in the Mopti region of central Mali.",
            "Mopti",
            100_000,
        ),
        ("Missiles hit a tanker 100 km off the Saudi port of Jeddah on Friday.", "Jeddah", 90_000),
    ],
)
def test_no_place_is_finer_than_its_words(
    gazetteer: Gazetteer, text: str, name: str, least_m: float
) -> None:
    """A way is measured from the town, a region is no town, and off the port is at sea."""
    (incident,) = _find(gazetteer, text)
    (place,) = incident.impacts
    assert place.name == name
    assert least_m <= place.radius_m <= 300_000


def test_a_headline_without_were_is_passive(gazetteer: Gazetteer) -> None:
    """“US troops killed in rocket attack”: they did nothing."""
    (incident,) = _find(gazetteer, "US troops killed in rocket attack on Camp Taji on Monday")
    assert incident.perpetrator is None


def test_what_follows_a_cause_is_of_the_news(gazetteer: Gazetteer) -> None:
    """After “in retaliation for a strike on Damascus” the next sentence is of the retaliation."""
    news, cause = sorted(
        _find(
            gazetteer,
            "Rockets hit Haifa on Sunday in retaliation for a strike on Damascus on April 1 that "
            "killed two generals. A girl was wounded.",
        ),
        key=lambda one: one.incident_type != "rocket_attack",
    )
    assert news.casualties.wounded is not None
    assert cause.casualties.wounded is None


def test_a_mosque_in_a_town_is_in_the_town(gazetteer: Gazetteer) -> None:
    """In “a mosque in Musayyib, 65 km south of Baghdad” Baghdad was not hit."""
    (incident,) = _find(
        gazetteer, "A bomb hit a mosque in Musayyib, 65 km south of Baghdad, on Monday."
    )
    assert _name(incident) == {"Musayyib"}


def test_harm_done_elsewhere_is_of_another(gazetteer: Gazetteer) -> None:
    """A blast that nobody explains, in a town far away, adds nobody to the toll of the news."""
    (incident, *_) = _find(
        gazetteer,
        "A man drove into a crowd in New Orleans on Wednesday, killing 14 people. Hours later a "
        "car exploded in Las Vegas, killing the driver, an army sergeant.",
    )
    assert incident.casualties.killed is not None
    assert incident.casualties.killed.max == 14
    assert incident.casualties.by == ()


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Gunmen shot two policemen in Kirkuk on Monday.", {"Kirkuk"}),
        ("Soldiers shot a boy in Hebron on Monday.", {"Hebron"}),
        ("Police shot a video of two men in Kirkuk on Monday.", None),
        ("He shot the film of the people of Baghdad in 2010.", None),
        ("Guards shot an intruder at the embassy in Kabul on Monday.", None),
        ("Gunmen snatched two engineers from a bus in Maiduguri on Monday.", {"Maiduguri"}),
    ],
)
def test_people_are_shot(gazetteer: Gazetteer, words: str, names: set[str] | None) -> None:
    """A film is shot, too: only where people are the object it is an attack."""
    assert [_name(one) for one in _find(gazetteer, words)] == ([] if names is None else [names])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A rocket hit Mosul, Syria, on Monday, killing two.", "Syria"),
        ("A car bomb killed six in Basra, Libya, on Monday.", "Libya"),
        ("Two shells hit Sevastopol, Russia, on Monday.", "Sevastopol"),
        ("A rocket hit Majdal Shams, Israel, on Monday.", "Majdal Shams"),
        ("Attacks in Mosul, Syria and Libya killed three on Monday.", "Mosul"),
    ],
)
def test_a_town_of_another_country_is_no_pin(gazetteer: Gazetteer, words: str, name: str) -> None:
    """A town far outside the country named beside it is a namesake that the gazetteer lacks."""
    (incident,) = _find(gazetteer, words)
    assert _name(incident) == {name}
