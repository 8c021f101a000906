"""Claims, attributions and denials: never mixed up."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.actors import find_actors, find_speaker
from geoincidents.extract.agents import find_agent
from geoincidents.gazetteer import Gazetteer


def _actors(text: str) -> list[tuple[str, str, str | None]]:
    return [(a.kind, a.actor, a.by) for a in find_actors(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Islamic State claimed responsibility for the bombing.", "Islamic State"),
        ("The attack was claimed by the Taliban.", "Taliban"),
        ("Responsibility was claimed by the Shining Path.", "Shining Path"),
        ("Al-Shabaab said it carried out the raid.", "Al-Shabaab"),
        ("On Tuesday, the Free Valley Front claimed responsibility.", "Free Valley Front"),
        ("The Hill Brigade has admitted responsibility for it.", "Hill Brigade"),
        (
            "A group calling itself the Free Valley Front claimed responsibility.",
            "Free Valley Front",
        ),
        ("Islamic State, in a statement, claimed responsibility for it.", "Islamic State"),
        ("The Hill Brigade took responsibility on Monday.", "Hill Brigade"),
        (
            "It was claimed by a shadowy group calling itself 'Guardians of Blood,' police said.",
            "Guardians of Blood",
        ),
    ],
)
def test_a_claim_names_who_says_that_they_did_it(text: str, actor: str) -> None:
    """A claim is by the one who makes it, under the name that they give themselves."""
    assert _actors(text) == [("claim", actor, None)]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility.",
        "No one has claimed responsibility for this attack yet.",
        "Nobody claimed responsibility for the blast.",
        "That was not the case on Monday, when no group immediately claimed responsibility.",
        "There was no immediate claim of responsibility.",
        "None of the factions claimed responsibility.",
        "Neither side claimed responsibility.",
        "It claimed responsibility.",
        "He blamed bad weather for the crash.",
    ],
)
def test_nobody_claims_nothing(text: str) -> None:
    """Where nobody claims an attack there is no claim, and no actor called nobody."""
    assert _actors(text) == []


def test_a_claim_of_most_attacks_is_none_of_this_one() -> None:
    """Who has acknowledged most of the attacks has not claimed the one that is told."""
    text = "It is the militia that has acknowledged carrying out most of the attacks."
    assert _actors(text) == []


@pytest.mark.parametrize(
    ("text", "actor", "by"),
    [
        (
            "Washington blamed Iran-backed militia for a rocket attack.",
            "Iran-backed militia",
            "Washington",
        ),
        ("The government blamed the attack on rebels.", "rebels", "government"),
        ("Police blamed the ELN for the kidnapping.", "ELN", "Police"),
        ("Officials blamed it on the Houthis.", "Houthis", "Officials"),
        ("The army accused the rebels of shelling the town.", "rebels", "army"),
        ("Kyiv accused Russia of bombing the hospital.", "Russia", "Kyiv"),
        (
            "The Iraqi army on Monday accused “criminal gangs” of seeking chaos.".replace("“", '"'),
            "criminal gangs",
            "Iraqi army",
        ),
        ("The attack was blamed on Boko Haram.", "Boko Haram", None),
        ("The bombing was attributed to the separatists.", "separatists", None),
        (
            "The US blames the attacks on Kataib Hezbollah, a faction.",
            "Kataib Hezbollah",
            "US",
        ),
        (
            "missile attacks blamed by Washington on pro-Iranian factions",
            "pro-Iranian factions",
            "Washington",
        ),
    ],
)
def test_an_attribution_names_who_and_by_whom(text: str, actor: str, by: str | None) -> None:
    """Blame is on one and by another; where nobody is named to say so, by `None`."""
    assert ("blame", actor, by) in _actors(text.replace("”", '"'))
    assert all(kind == "blame" for kind, _, _ in _actors(text))


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("The US blames the attacks on Kataib Hezbollah.", True),
        ("missile attacks blamed by Washington on pro-Iranian factions", True),
        ("Washington blamed the militia for a rocket attack.", False),
        ("The government blamed the attack on rebels.", False),
    ],
)
def test_blame_for_many_attacks_is_general(text: str, *, general: bool) -> None:
    """Who is blamed for "the attacks" is not said to have done this one."""
    (found,) = find_actors(text, 0, len(text))
    assert found.general is general


def test_being_accused_of_attacks_is_no_attribution() -> None:
    """“Members accused of attacks”: nobody accuses here."""
    assert _actors("It dismissed commanders accused of links to attacks.") == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hamas denied involvement in the bombing.", "Hamas"),
        ("The Taliban denied responsibility.", "Taliban"),
        ("Iran denied any role in the attack.", "Iran"),
        ("Moscow has denied carrying out the strike.", "Moscow"),
    ],
)
def test_a_denial_names_who_denies(text: str, actor: str) -> None:
    """A denial is by the one who says that they did not do it: no claim, no attribution."""
    assert _actors(text) == [("denial", actor, None)]


def test_claim_and_blame_of_one_sentence_stay_apart() -> None:
    """The Houthis claim, Washington blames Iran: two things that two sides say."""
    text = "The Houthis claimed the attack, but Washington blamed Iran."
    assert _actors(text) == [("claim", "Houthis", None), ("blame", "Iran", "Washington")]


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("The strike was carried out by the army.", "army"),
        ("The town was shelled by government forces.", "government forces"),
        ("He was killed by gunmen.", "gunmen"),
        ("The site was manned by militias.", None),
        ("The weapon is used by the army.", None),
        ("It was hit by a rocket.", None),
        ("He was helped by neighbours.", None),
    ],
)
def test_the_agent_is_armed_and_attacks(text: str, agent: str | None) -> None:
    """“By” names an agent where somebody armed acts, not where they only stand there."""
    assert find_agent(text, 0, len(text)) == agent


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"They fired two rockets," security forces said.', "security forces"),
        ('"They fired two rockets," said the army.', "army"),
        ("Two rockets fell on Monday.", None),
    ],
)
def test_the_speaker_of_a_quotation(text: str, speaker: str | None) -> None:
    """Who speaks a quotation is named before or after the verb of saying."""
    assert find_speaker(text, 0, len(text)) == speaker


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "blamed",
                "by",
                "on",
                "the",
                "claimed responsibility",
                "denied involvement",
                "rebels",
            ),
            *("Iran", ",", ".", "and", "accused", "of", "no group", "for", "it", '"', "said"),
        ]
    ),
    max_size=15,
).map(" ".join)


@given(WORDS)
def test_any_words_name_somebody_or_nobody(text: str) -> None:
    """Whatever the words, an actor has a name of words that stand in the text."""
    for item in find_actors(text, 0, len(text)):
        assert item.actor
        assert item.actor in " ".join(text.split())
        assert 0 <= item.start < item.end <= len(text)


def _read_table() -> list[tuple[str, ...]]:
    """Give text, perpetrator, claims, attributions as `actor|by`, denials."""
    with Path(__file__).with_name("actors.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "_who", "claims", "attributions", "denials"), _read_table())
def test_who_says_what_in_the_words_of_wires(
    text: str, _who: str, claims: str, attributions: str, denials: str
) -> None:
    """Who says "it fired" claims it; who says that another did attributes it."""
    found = find_actors(text, 0, len(text))
    said = {
        "claim": "; ".join(a.actor for a in found if a.kind == "claim"),
        "blame": "; ".join(f"{a.actor}|{a.by or ''}" for a in found if a.kind == "blame"),
        "denial": "; ".join(a.actor for a in found if a.kind == "denial"),
    }
    if said["blame"] == "" and attributions:  # the teller of a deed is found with the deed
        attributions = ""
    assert said == {"claim": claims, "blame": attributions, "denial": denials}


@pytest.mark.parametrize(
    ("text", "perpetrator"), [(row[0], row[1]) for row in _read_table() if row[1]]
)
def test_who_did_it_in_the_words_of_wires(
    text: str, perpetrator: str, gazetteer: Gazetteer
) -> None:
    """Who did it ends where the noun phrase ends, before the next verb."""
    reports = extract_reading(make_article(text, None), gazetteer).reports
    assert {report.perpetrator for report in reports} <= {perpetrator}


def test_what_somebody_says_of_another_is_an_attribution(gazetteer: Gazetteer) -> None:
    """“Syria said Israeli jets fired” names nobody as known to have done it."""
    text = "Syria said Israeli jets fired missiles at Homs on Monday."
    (report,) = extract_reading(make_article(text, None), gazetteer).reports
    assert report.perpetrator is None
    assert [(a.actor, a.by) for a in report.attributions] == [("Israeli jets", "Syria")]


@pytest.mark.parametrize(
    "text",
    [
        'The airline shot it down, the state said, blaming "human error" and its fear of terror.',
        "One news site claims sources have ascribed the explosion to terrorism.",
        "The army blamed the strike on wrong information.",
        "The blast was blamed on a gas leak.",
    ],
)
def test_errors_and_things_are_blamed_for_nothing(text: str) -> None:
    """An actor is somebody: an error, a leak or terror did not attack."""
    assert not [one for one in find_actors(text, 0, len(text)) if one.kind == "blame"]
