"""People killed and wounded: null is not said, 0 only where the text says none."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.extract.casualties import find_casualties
from geoincidents.extract.tolls import sum_casualties
from geoincidents.model import Casualties, Count

Bounds = tuple[int | None, int | None] | None


def _count(text: str) -> Casualties:
    return sum_casualties(find_casualties(text, 0, len(text)), text)


def _show(count: Count | None) -> str:
    """Write a count as the table does: `-` not said, `3`, `3+` at least three, `..20` at most."""
    if count is None:
        return "-"
    low = "" if count.min is None else str(count.min)
    high = "+" if count.max is None else "" if count.max == count.min else f"..{count.max}"
    return low + high


def _read_table() -> list[tuple[str, str, str]]:
    with Path(__file__).with_name("casualties.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["killed"], row["wounded"]) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "killed", "wounded"), _read_table())
def test_casualties_in_the_words_of_wires(text: str, killed: str, wounded: str) -> None:
    """Asides, lists, parts, totals and deaths told later are counted as a reader would."""
    found = _count(text)
    assert (_show(found.killed), _show(found.wounded)) == (killed, wounded)


def _bounds(count: Count | None) -> Bounds:
    return None if count is None else (count.min, count.max)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        # of the sample articles
        ("Three Iraqi children and two women from one family were killed.", (5, 5), None),
        ("It also wounded two children, the army said.", None, (2, 2)),
        ("A rocket struck a residential home killing six people.", (6, 6), None),
        ("Another nine people were wounded, including eight contractors.", None, (9, 9)),
        ("Nine were wounded, including eight contractors and one soldier.", None, (9, 9)),
        ("They wounded at least five civilians.", None, (5, None)),
        ("killing one foreign civilian contractor who is no American", (1, 1), None),
        ("It resulted in the death of an American contractor.", (1, 1), None),
        ("wounding five members of Iraq's elite Counter-Terrorism Service.", None, (5, 5)),
        ("Several civilians have been wounded.", None, (2, None)),
        ("one child died of severe wounds overnight", (1, 1), None),
        ("Nine wounded, including eight contractors.", None, (9, 9)),
        ("Four soldiers – two British, one Iraqi, one American – were killed.", (4, 4), None),
        # counted
        ("No fewer than nine villagers were killed.", (9, None), None),
        ("Eleven worshippers, including three children, were killed.", (11, 11), None),
        ("Four nurses, two doctors and a driver were killed.", (7, 7), None),
        ("Ten people, six of them children, were killed.", (10, 10), None),
        ("Two people lost their lives.", (2, 2), None),
        ("Twenty-one people were killed.", (21, 21), None),
        ("The strike killed at least a dozen people.", (12, None), None),
        ("It killed four and wounded more than 50.", (4, 4), (51, None)),
        ("At least 17 people died and 40 were injured.", (17, None), (40, 40)),
        ("The toll rose to 45 dead and 120 wounded.", (45, 45), (120, 120)),
        ("Twelve dead, 30 injured.", (12, 12), (30, 30)),
        ("Dozens of people were killed.", (24, None), None),
        ("Hundreds of people were injured.", None, (200, None)),
        ("Up to 20 people were feared dead.", (None, 20), None),
        ("Between 10 and 15 people were killed.", (10, 15), None),
        ("The ambush left two soldiers dead and five wounded.", (2, 2), (5, 5)),
        ("Two women were killed and three men wounded.", (2, 2), (3, 3)),
        ("Six members of one family died in the strike.", (6, 6), None),
        ("Seven bodies were found in the rubble.", (7, 7), None),
        ("It claimed the lives of six worshippers.", (6, 6), None),
        ("Four people were killed, among them a journalist.", (4, 4), None),
        ("The bomb killed 10, most of them soldiers.", (10, 10), None),
        ("killing two and wounding three", (2, 2), (3, 3)),
        # one
        ("The blast killed a policeman.", (1, 1), None),
        ("A man was stabbed to death.", (1, 1), None),
        ("One soldier was killed and another wounded.", (1, 1), (1, 1)),
        ("A second soldier was wounded.", None, (1, 1)),
        # more
        ("Four people were wounded. Eight others were wounded.", None, (12, 12)),
        ("Five people were killed. Two more people died in hospital.", (7, 7), None),
        ("Five people were killed. Six people were killed.", (6, 6), None),
        ("Several people were killed. Seven people were killed.", (7, 7), None),
        # none
        ("There were no casualties.", (0, 0), (0, 0)),
        ("No casualties or damage has been reported.", (0, 0), (0, 0)),
        ("A car burned but no causalities were reported.", (0, 0), (0, 0)),
        ("There were no deaths or injuries.", (0, 0), (0, 0)),
        ("It landed without casualties.", (0, 0), (0, 0)),
        ("No one was hurt.", (0, 0), (0, 0)),
        ("Nobody was killed.", (0, 0), None),
        ("No deaths were reported.", (0, 0), None),
        ("No civilians were killed.", (0, 0), None),
        ("It killed no one.", (0, 0), None),
        ("The blast injured no one.", None, (0, 0)),
        # silence
        ("Two rockets hit the base.", None, None),
        ("The rockets damaged the runway.", None, None),
        ("In 2019, 30 houses were destroyed.", None, None),
        ("He was 45 years old and had time to kill.", None, None),
        ("Seven sheep were killed.", None, None),
        ("About 30 percent were killed.", None, None),
        ("Three vehicles were destroyed and 12 rockets fired.", None, None),
        # the attackers' own losses are no victims
        ("The attacker was killed.", None, None),
        ("Two gunmen were shot dead by police.", None, None),
        ("The bomber and two guards were killed.", (2, 2), None),
    ],
)
def test_casualties_of_a_text(text: str, killed: Bounds, wounded: Bounds) -> None:
    """Numbers of people are counted as the words bound them; silence is `None`."""
    found = _count(text)
    assert (_bounds(found.killed), _bounds(found.wounded)) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Two children were killed.", "child"),
        ("Three policemen were killed.", "police"),
        ("Four soldiers were killed.", "military"),
        ("Five villagers were killed.", "civilian"),
        ("Two women were killed.", "woman"),
        ("One contractor was killed.", "contractor"),
        ("Two gunmen were killed.", "attacker"),
        ("Two police officers were killed.", "police"),
        ("Two service members were killed.", "military"),
        ("Three family members were killed.", "civilian"),
        ("It killed a US civilian contractor.", "contractor"),
    ],
)
def test_who_they_were(text: str, category: str) -> None:
    """The noun says the category of those killed."""
    (group,) = _count(text).by
    assert group.category == category
    assert group.killed is not None


def test_a_part_is_not_added_to_its_total() -> None:
    """“Nine wounded, eight of them contractors” are nine: what is included is counted already."""
    text = "Another nine people were wounded, including eight civilian contractors and one soldier."
    assert _bounds(_count(text).wounded) == (9, 9)


def test_a_part_of_a_total_is_counted_by_its_category() -> None:
    """“12 people, including five children” gives twelve killed, five of them children."""
    (group,) = _count("The attack killed 12 people, including five children.").by
    assert (group.category, _bounds(group.killed)) == ("child", (5, 5))


def test_the_words_are_kept() -> None:
    """The words that count the people are kept as they stand."""
    text = "At least five people were killed and two soldiers were wounded."
    assert _count(text).text == "At least five people; two soldiers"


@given(st.text(max_size=150))
def test_any_text_counts_in_order(text: str) -> None:
    """Whatever the text, statements lie on its words and bounds are in order."""
    for item in find_casualties(text, 0, len(text)):
        assert 0 <= item.start < item.end <= len(text)
        assert item.kind in {"killed", "wounded"}
        assert item.count.max is None or (item.count.min or 0) <= item.count.max


@given(st.integers(2, 5000), st.sampled_from(["people", "soldiers", "children", "Iraqis"]))
def test_any_number_of_people_is_that_number(number: int, who: str) -> None:
    """A number in digits before people killed is the toll, however great."""
    if 1500 <= number <= 2099:  # reads like a year
        number += 1000
    assert _bounds(_count(f"The strike killed {number} {who}.").killed) == (number, number)
