"""Who attacked: a noun phrase, not the sentence around it."""

import pytest

from geoincidents.extract.agents import find_agent, find_subject, has_armed_actor


@pytest.mark.parametrize(
    ("text", "verb", "who"),
    [
        ("Two masked gunmen riding a motorcycle opened fire.", "opened", "Two masked gunmen"),
        ('An attacker shouting "For the cause" killed three.', "killed", "attacker"),
        ("Pakistan's armed forces say they fired missiles.", "fired", "Pakistan's armed forces"),
        ("A Houthi drone hit a tanker.", "hit", "Houthi"),
        ("United States military airstrikes hit the camp.", "hit", "United States military"),
        ("On Monday, Boko Haram fighters raided a village.", "raided", "Boko Haram fighters"),
        ("Tower 22 killed three soldiers and wounded four.", "wounded", None),
        ("An attack on a military academy killed six.", "killed", None),
        ("In June, with the police killing him", "killing", None),
        ("The group was visiting when it hit.", "hit", None),
        ("Men hit the ground.", "hit", None),
        # What stands before is another sentence, or whose object the actor is.
        ("Records showed a Japanese bomber attacked a ship.", "attacked", "Japanese bomber"),
        ("They attacked a police post and killed four.", "killed", None),
        ("Neighbours accused the rebels of killing him.", "killing", None),
        ("The navy prevented pirates from attacking a ship.", "attacking", None),
        ("A plume still stemming from the police killing of a man", "killing", None),
        ("Within 15 minutes the rebels stormed a base.", "stormed", "rebels"),
        ("Police arrested a man they believe to be the driver who killed her.", "killed", None),
        ("A car park behind a police station was where he killed them.", "killed", None),
        # What hangs on it is no part of it; a second verb is of the same.
        ("Rebels near the bridge opened fire.", "opened", "Rebels"),
        ("Gunmen in three cars drove up to an army post and killed two.", "killed", "Gunmen"),
        ("Gunmen thought to belong to a clan killed two.", "killed", "Gunmen"),
        ("Guerrillas continued shelling the town.", "shelling", "Guerrillas"),
        ("More than a hundred fighters stormed a base.", "stormed", "More than a hundred fighters"),
        ("Members of the armed forces killed two.", "killed", "Members of the armed forces"),
        ("Armed men hit the convoy.", "hit", "Armed men"),
    ],
)
def test_the_subject_is_a_name_that_can_attack(text: str, verb: str, who: str | None) -> None:
    """The name ends where a verb, a participle or the weapon begins."""
    assert find_subject(text, 0, text.index(verb)) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("a missile fired by Yemen's Huthi rebels struck a camp", "Yemen's Huthi rebels"),
        ("killed by gunmen where the road ends", "gunmen"),
        ("hit by an attack on the army", None),
        ("killing by police sparked five days of unrest", "police"),
        ("killed by a suicide bomber parked next to the bus", "suicide bomber"),
        ("abducted by rebels of the National Army on 3 May", "rebels of the National Army"),
        ("shot by men wearing military uniforms", "men wearing military uniforms"),
    ],
)
def test_the_agent_ends_before_the_next_verb(text: str, who: str | None) -> None:
    """“By” names nobody beyond the next verb."""
    assert find_agent(text, 0, len(text)) == who


@pytest.mark.parametrize(
    "text", ["the group was visiting", "men and women", "the forces of nature"]
)
def test_people_are_not_armed_by_being_several(text: str) -> None:
    """A group, men and forces attack nobody unless they are said to be armed or have a name."""
    assert not has_armed_actor(text, 0, len(text))
