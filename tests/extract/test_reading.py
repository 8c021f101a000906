"""Whole articles, made up: what is an attack, how many they are, and what is told of each.

All were published on Thursday 13 June 2024.
"""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_articles import PUBLISHED, make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Count, Reading, Report
from geoincidents.model.phrase import Phrase

Read = Callable[..., Reading]
MONDAY, TUESDAY, WEDNESDAY = date(2024, 6, 10), date(2024, 6, 11), date(2024, 6, 12)
FRIDAY, SATURDAY, SUNDAY = date(2024, 6, 7), date(2024, 6, 8), date(2024, 6, 9)


@pytest.fixture(scope="module")
def read(gazetteer: Gazetteer) -> Read:
    """Give a function that reads a text; each quote of the reading is held to its offsets."""

    def run(text: str, published: date | None = PUBLISHED) -> Reading:
        reading = extract_reading(make_article(text, published), gazetteer)
        _check_offsets(reading)
        return reading

    return run


def _check_offsets(reading: Reading) -> None:
    text = reading.article.text
    for report in reading.reports:
        assert report.quotes
        for quote in report.quotes:
            assert text[quote.start : quote.end] == quote.quote != ""
        for phrase in (*report.impacts, *report.launches, *report.targets):
            assert 0 <= phrase.start < phrase.end <= len(text)
        for line in report.lines:
            assert 0 <= line.launch < len(report.launches)
            assert 0 <= line.impact < len(report.impacts)
    for aggregate in reading.aggregates:
        assert text[aggregate.start : aggregate.end] == aggregate.quote
    for mention in reading.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
    for name in reading.unresolved:
        assert text[name.start : name.end] == name.surface


def _names(phrases: Sequence[Phrase]) -> list[str]:
    return [mention.surface for phrase in phrases for mention in phrase.anchors]


def _only(reading: Reading) -> Report:
    (report,) = reading.reports
    return report


def _days(reading: Reading) -> list[date | None]:
    return sorted((report.when.start for report in reading.reports), key=str)


# One event, many mentions


def test_one_attack_told_in_five_sentences_is_one(read: Read) -> None:
    """A headline, the attack, a detail, "the assault" and "Tuesday's shooting" are one event."""
    report = _only(
        read(
            "Four teachers killed in bus ambush\n\n"
            "Gunmen opened fire on a bus near Kandahar on Tuesday, killing four teachers.\n\n"
            "The attack took place at dusk. Police said the gunmen fled.\n\n"
            "The assault left eleven others wounded.\n\n"
            "No group claimed responsibility for Tuesday's shooting."
        )
    )
    assert report.incident_type == "armed_attack"
    assert report.when.start == report.when.end == TUESDAY
    assert _names(report.impacts) == ["Kandahar"]
    assert report.casualties.killed == Count(min=4, max=4)
    assert report.casualties.wounded == Count(min=11, max=11)
    assert report.claims == ()


def test_comment_on_an_attack_is_no_second_attack(read: Read) -> None:
    """Condemning "the attack" and closing roads after it tell of nothing new."""
    report = _only(
        read(
            "A car bomb exploded in Kirkuk on Wednesday, killing six people. The minister condemned"
            " the attack. The bombing was the first this year. “The attack was cowardly,” he said."
            " Following the attack, roads were closed."
        )
    )
    assert (report.incident_type, report.when.start) == ("ied", WEDNESDAY)
    assert [q.quote[:10] for q in report.quotes] == ["A car bomb"]


def test_what_follows_is_of_the_same_attack(read: Read) -> None:
    """Toll, blame and denial of the sentences after belong to the attack before."""
    report = _only(
        read(
            "Residents of Goma fled after shells hit the town on Sunday. The shelling killed nine"
            " people, the governor said. M23 rebels denied responsibility. The army blamed M23"
            " rebels for the shelling."
        )
    )
    assert report.incident_type == "shelling"
    assert report.casualties.killed == Count(min=9, max=9)
    assert [d.actor for d in report.denials] == ["M23 rebels"]
    assert [(a.actor, a.by) for a in report.attributions] == [("M23 rebels", "army")]
    assert report.claims == ()


def test_a_claim_is_no_attribution(read: Read) -> None:
    """Who claims is among the claims alone."""
    report = _only(
        read(
            "Suicide bombers blew themselves up at a market in Maiduguri on Friday. At least 17"
            " people were killed and 40 injured. Boko Haram claimed responsibility."
        )
    )
    assert report.incident_type == "suicide_bombing"
    assert report.casualties.killed == Count(min=17)
    assert report.casualties.wounded == Count(min=40, max=40)
    assert [c.actor for c in report.claims] == ["Boko Haram"]
    assert (report.attributions, report.denials) == ((), ())


# More events than one


def test_three_attacks_on_one_airport_are_three(read: Read) -> None:
    """Three days of one week at one airport are three attacks, however alike."""
    reading = read(
        "Three rockets struck Benghazi airport on Monday. A rocket attack on the airport on"
        " Saturday wounded two workers. On 6 June, five rockets hit Benghazi airport."
    )
    assert _days(reading) == [date(2024, 6, 6), SATURDAY, MONDAY]
    assert {r.incident_type for r in reading.reports} == {"rocket_attack"}


def test_further_attacks_counted_again_are_no_more(read: Read) -> None:
    """“Three attacks have happened this week” counts what is told beside it."""
    reading = read(
        "Two rockets hit Mogadishu airport on Monday. On Wednesday, four mortar shells landed at"
        " Mogadishu airport. Two attacks have happened this week."
    )
    assert _days(reading) == [MONDAY, WEDNESDAY]


def test_another_blast_is_another(read: Read) -> None:
    """“Another” opens a new event, with its own place, day and toll."""
    first, second = read(
        "The blast in Beirut on Monday killed two. Another blast in Tripoli on Tuesday wounded six."
    ).reports
    assert (_names(first.impacts), first.when.start) == (["Beirut"], MONDAY)
    assert (_names(second.impacts), second.when.start) == (["Tripoli"], TUESDAY)
    assert first.casualties.wounded is None
    assert second.casualties.killed is None


def test_the_following_day_counts_from_the_attack(read: Read) -> None:
    """“The following day” is that after the attack before, not after publication."""
    first, second = read(
        "A bomb exploded in Medellin on 3 May. The following day, gunmen shot dead a judge in Cali."
    ).reports
    assert first.when.start == date(2024, 5, 3)
    assert second.when.start == second.when.end == date(2024, 5, 4)
    assert _names(second.impacts) == ["Cali"]


def test_two_types_in_two_towns_are_two(read: Read) -> None:
    """A kidnapping here and a bombing there on one day are two events."""
    reading = read(
        "Gunmen kidnapped two engineers near Port Harcourt on Tuesday. A roadside bomb killed three"
        " soldiers near Maiduguri on Tuesday."
    )
    assert sorted(r.incident_type for r in reading.reports) == ["abduction", "ied"]


def test_an_answer_and_its_cause_are_two(read: Read) -> None:
    """Shelling in response to rockets: two events, each with its own day and place."""
    reading = read(
        "Turkey shelled positions in northern Syria on Monday in response to a rocket attack on"
        " Kilis that killed two people on Sunday."
    )
    told = {r.incident_type: (r.when.start, _names(r.impacts)) for r in reading.reports}
    assert told == {"rocket_attack": (SUNDAY, ["Kilis"]), "shelling": (MONDAY, ["Syria"])}


def test_one_volley_on_three_towns_is_one(read: Read) -> None:
    """Towns joined by commas with one toll were hit by one attack."""
    report = _only(read("Missiles hit Odesa, Kharkiv and Dnipro overnight, killing seven people."))
    assert _names(report.impacts) == ["Odesa", "Kharkiv", "Dnipro"]
    assert report.when.time_of_day == "night"


def test_the_news_is_primary_and_history_is_background(read: Read) -> None:
    """What an article is about is primary; what it tells of years ago is background."""
    reading = read(
        "Two rockets hit Benghazi airport on Monday, wounding a guard.\n\n"
        "In March 2011, an air strike on a convoy near Ajdabiya killed 14 people."
    )
    roles = {r.when.start: r.role for r in reading.reports}
    assert roles == {MONDAY: "primary", date(2011, 3, 1): "background"}


# What is no event

QUIET = {
    "metonyms": "Washington warned Tehran on Monday. Moscow accused Kyiv of planning attacks. Ties"
    " between Ankara and Baghdad are strained. Beijing condemned the violence.",
    "threats": "The rebels threatened to attack Nairobi. They vowed to bomb the port of Mombasa"
    " within days. The army warned that militants could strike Garissa.",
    "aggregates": "At least 40 rocket attacks have hit bases in Iraq since January. Dozens of"
    " missiles have been fired at Aden in recent months. There has been a string of bombings in"
    " Karachi.",
    "called off": "An air strike on a depot near Aleppo was called off at the last minute on"
    " Tuesday. Police foiled a bomb attack in Lahore on Monday.",
    "exercises": "Troops held an exercise in which rockets hit a mock village near Gaziantep.",
    "figures of speech": "The football team hit back with two strikes in Madrid. A general strike"
    " by teachers closed schools in Lima. He suffered a heart attack in Paris.",
    "disasters": "The earthquake struck Izmir on Monday, killing 12 people. A hurricane killed five"
    " in Havana.",
    "organisations": "US troops left the base. Iraqi police arrested an Islamic State commander."
    " The Baghdad Post reported on it. Gen. Basra spoke to Mr Erbil.",
    "diplomacy": "The president arrived in Paris on Monday. He spoke of sanctions that will hit"
    " Moscow. The deal struck in Doha was signed in Cairo.",
    "arrests": "Police in Jakarta arrested three men accused of planning to attack the airport.",
    "memory": "Ten years after the bombing of Madrid, families met in Madrid on Monday.",
    "nothing": "Shares fell in London on Monday. The weather in Rome is fine.",
    "blank": " \n\n ",
    "empty": "",
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET.keys())
def test_what_is_no_attack_gives_no_report(read: Read, text: str) -> None:
    """Threats, aggregates, called-off strikes, drills, metonyms and sports are no incidents."""
    assert read(text).reports == ()


def test_aggregates_are_kept_as_statements(read: Read) -> None:
    """A statement about many attacks is kept with its words and its number."""
    text = "At least 40 rocket attacks have hit bases in Iraq since January."
    (aggregate,) = read(text).aggregates
    assert aggregate.quote == text
    assert aggregate.count == Count(min=40)


def test_an_aggregate_beside_an_attack_adds_nothing_to_it(read: Read) -> None:
    """The toll of many attacks is not that of the one before."""
    report = _only(
        read(
            "A drone strike killed five people near Peshawar on Wednesday. Dozens of drone strikes"
            " have killed more than 900 people in recent years."
        )
    )
    assert report.casualties.killed == Count(min=5, max=5)


def test_a_capital_that_speaks_is_no_place(read: Read) -> None:
    """Damascus was bombed, and Damascus condemns: only the first is a place."""
    reading = read(
        "Israeli warplanes bombed a depot near Homs on Tuesday night. Damascus condemned the"
        " strike. Washington said nothing."
    )
    report = _only(reading)
    assert _names(report.impacts) == ["Homs"]
    assert report.when.time_of_day == "night"
    senses = {m.surface: m.sense for m in reading.mentions}
    assert senses["Damascus"] == "metonym"
    assert senses["Homs"] == "literal"


def test_where_it_was_said_is_not_where_it_was(read: Read) -> None:
    """Officials in Kabul tell of a bomb in Helmand: only Helmand was hit."""
    report = _only(
        read(
            "Officials in Kabul said that a roadside bomb killed three soldiers in Helmand on"
            " Wednesday."
        )
    )
    assert _names(report.impacts) == ["Helmand"]


# Launch, impact, target


def test_launch_and_line_where_both_ends_are_said(read: Read) -> None:
    """Rockets launched from one town that hit another: one launch, one impact, one line."""
    report = _only(read("On Tuesday, four rockets launched from Sderot hit Gaza City."))
    assert _names(report.launches) == ["Sderot"]
    assert _names(report.impacts) == ["Gaza City"]
    assert [(line.launch, line.impact) for line in report.lines] == [(0, 0)]
    assert report.munitions == Count(min=4, max=4)


def test_a_town_shelled_from_another_has_a_launch(read: Read) -> None:
    """“Shelled X from Y” says from where."""
    report = _only(read("Ukrainian forces shelled Donetsk from Avdiivka on Monday, killing three."))
    assert _names(report.launches) == ["Avdiivka"]
    assert _names(report.impacts) == ["Donetsk"]
    assert len(report.lines) == 1


def test_a_vague_launch_is_a_launch(read: Read) -> None:
    """“A village north of Gaza City” is a launch with the words of its relation."""
    report = _only(
        read("Rebels fired six rockets from a village north of Gaza City at Ashkelon on Sunday.")
    )
    (launch,) = report.launches
    assert (launch.relation, launch.bearing_deg, _names([launch])) == ("bearing", 0, ["Gaza City"])
    assert _names(report.impacts) == ["Ashkelon"]
    assert len(report.lines) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rockets fell on Erbil on Monday. Nobody said where they were fired from.",
        "Iranian forces fired missiles at Erbil on Monday.",
        "A rocket aimed at Kabul airport hit a house on Monday, killing two children.",
        "Two rockets hit Sirte on Monday. Residents fled from Sirte to Misrata.",
    ],
)
def test_no_launch_is_made_up(read: Read, text: str) -> None:
    """Where no launch place is said there is none, and no line."""
    report = _only(read(text))
    assert report.launches == ()
    assert report.lines == ()


def test_the_target_may_differ_from_the_impact(read: Read) -> None:
    """Aimed at the airport, hit a house: the airport is the target, the impact is near it."""
    report = _only(
        read("A rocket aimed at Kabul airport hit a house on Monday, killing two children.")
    )
    assert len(report.targets) == 1
    assert [p.relation for p in report.impacts] == ["near"]
    assert report.casualties.killed == Count(min=2, max=2)


def test_what_missed_was_not_hit_there(read: Read) -> None:
    """Rockets that missed the airport and struck a town hit the town."""
    report = _only(read("On Sunday, three rockets missed Benghazi airport and struck Ajdabiya."))
    assert "Ajdabiya" in _names(report.impacts)
    assert [p.relation for p in report.impacts if "Benghazi" in p.text] in ([], ["near"])
    assert report.when.start == SUNDAY


# When


def test_without_publication_date_windows_stay_open(read: Read) -> None:
    """“On Monday” of an undated article is no day, and the words are kept."""
    report = _only(read("Two rockets hit Sirte on Monday.", None))
    when = report.when
    assert (when.start, when.end, when.precision, when.text) == (None, None, "unknown", "Monday")


def test_without_publication_date_a_written_date_stands(read: Read) -> None:
    """“On 3 May 2021” needs no publication date."""
    report = _only(read("Two rockets hit Sirte on 3 May 2021.", None))
    assert report.when.start == report.when.end == date(2021, 5, 3)


def test_the_day_of_saying_is_not_the_day_of_the_attack(read: Read) -> None:
    """Said on Wednesday of what fell on Sunday: Sunday."""
    report = _only(
        read("The army said on Wednesday that two rockets hit Sirte on Sunday, wounding three.")
    )
    assert report.when.start == report.when.end == SUNDAY


def test_yesterday_in_a_quotation_counts_from_the_speaker(read: Read) -> None:
    """“Yesterday's attack”, quoted, does not move an attack to the day before publication."""
    report = _only(
        read(
            "Rockets hit Haifa on Sunday, wounding three.\n\n“We are outraged by yesterday’s rocket"
            " attack on Haifa,” the envoy said on Monday."
        )
    )
    assert report.when.start == report.when.end == SUNDAY


# Casualties


def test_no_casualties_is_zero_and_silence_is_none(read: Read) -> None:
    """“No casualties” is 0 of both; an article that says nothing of people gives `None`."""
    zero = Count(min=0, max=0)
    said = _only(read("There were no casualties when two rockets landed near Sirte on Monday."))
    silent = _only(read("Two rockets landed near Sirte on Monday."))
    assert (said.casualties.killed, said.casualties.wounded) == (zero, zero)
    assert (silent.casualties.killed, silent.casualties.wounded) == (None, None)


def test_a_gate_of_an_airport_is_at_the_airport(read: Read) -> None:
    """A bomb at the gate of an airport is placed by the airport."""
    report = _only(
        read(
            "A car bomb exploded at the gate of Mogadishu airport on Monday, killing three guards."
        )
    )
    assert len(report.impacts) == 1
    assert "Mogadishu airport" in report.impacts[0].text


def test_words_that_lean_on_nothing_known_are_kept(read: Read) -> None:
    """“Three days after the raid”, whose day nobody says, stays open with its words."""
    report = _only(
        read(
            "Three days after the raid on Ramadi, gunmen attacked a post in Fallujah, killing two."
        )
    )
    assert report.when.start is None
    assert report.when.precision == "unknown"
    assert report.when.text == "Three days after"


def test_who_claims_is_not_said_to_have_done_it(read: Read) -> None:
    """“Claimed by a shadowy group” makes a claim and no perpetrator."""
    report = _only(
        read("A bomb killed two in Lahore on Monday. The attack was claimed by the Hill Brigade.")
    )
    assert [c.actor for c in report.claims] == ["Hill Brigade"]
    assert report.perpetrator is None


def test_people_hurt_when_a_bomber_attacked(read: Read) -> None:
    """The toll before "when" is that of the attack after it."""
    report = _only(
        read(
            "At least 12 people were wounded when a suicide bomber attacked a mosque in Quetta on"
            " Friday."
        )
    )
    assert (report.incident_type, report.when.start) == ("suicide_bombing", FRIDAY)
    assert report.casualties.wounded == Count(min=12)
    assert report.casualties.killed is None


def test_named_victims_are_counted_and_named(read: Read) -> None:
    """A person named as shot dead is one killed, with the name among the victims."""
    report = _only(read("Gunmen shot dead Judge Rosa Delgado in Cali on Tuesday."))
    assert report.casualties.killed == Count(min=1, max=1)
    assert any("Delgado" in victim for victim in report.victims)


# Markup, and whatever else comes in


def test_places_in_links_are_no_places(read: Read) -> None:
    """Names in the target of a link are not read; quotes still are the text as it stands."""
    reading = read(
        'Two rockets hit <a href="https://x.org/mosul/green-zone">Sirte</a>\u00a0on\u00a0Monday.'
    )
    assert [m.surface for m in reading.mentions] == ["Sirte"]
    report = _only(reading)
    assert report.when.start == MONDAY
    assert "href" in report.quotes[0].quote


PIECES = [
    *("Two rockets hit {} on Monday.", "The attack killed five people.", "{} condemned it."),
    *("A car bomb exploded in {} on 3 May 2021, wounding {}.", "The following day,", "{}"),
    *("were fired from a village east of {} at {}", "No one claimed responsibility.", "\n\n"),
    *("“Yesterday’s strike on {} was aimed at {},” he said", "three days before the attack on {}"),
    *("<a href='{}'>", "shot dead General {} in {}", "in response to the raid on {}", "\u00a0"),
    *("more than a dozen 107mm rockets missed {} and", "five of the rockets", "after", "since"),
]
FILLERS = ["Erbil", "Baghdad airport", "the base", "Syria", "al-Asad", "12", "", "US", "a house"]


@st.composite
def _garbage(draw: st.DrawFn) -> str:
    parts = []
    for piece in draw(
        st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=14)
    ):
        parts.append(piece)
        parts.append(draw(st.sampled_from([" ", "", "\n", ". ", ", "])))
    text = "".join(parts)
    while "{}" in text:
        text = text.replace("{}", draw(st.sampled_from(FILLERS)), 1)
    return text


@given(text=_garbage(), published=st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1)))
@settings(max_examples=150)
def test_any_text_is_read_and_quoted_as_it_stands(
    read: Read, text: str, published: date | None
) -> None:
    """Whatever the text, it is read, and every quote is the text between its offsets."""
    first = read(text, published)
    assert read(text, published) == first
