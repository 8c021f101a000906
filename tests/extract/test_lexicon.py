"""Words are data: each file is in order, and each word is found by the stage that reads it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import geoincidents.extract
from geoincidents.coding import code_event
from geoincidents.extract.actors import find_actors
from geoincidents.extract.agents import find_agent, has_armed_actor
from geoincidents.extract.casualties import find_casualties
from geoincidents.extract.clauses import Trigger, find_triggers
from geoincidents.extract.dates import find_times
from geoincidents.extract.days import read_time_of_day, resolve_time
from geoincidents.extract.modality import find_reason_against, find_status, is_aggregate
from geoincidents.extract.weapons import find_weapons
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.model import Count

FILES = sorted((Path(geoincidents.extract.__file__).parent / "lexicon").glob("*.toml"))
ACTORS, MODALITY, PEOPLE, TIMES, TRIGGERS, WEAPONS = (
    load_lexicon(name) for name in ("actors", "modality", "people", "times", "triggers", "weapons")
)
THURSDAY = date(2024, 6, 13)


def _list_words(node: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Give every list of words in a lexicon with the path of its keys."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _list_words(value, f"{path}.{key}")
    elif isinstance(node, list) and all(isinstance(word, str) for word in node):
        yield path, node
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _list_words(value, f"{path}.{number}")


def _find_trigger(text: str, word: str) -> Trigger:
    return next(t for t in find_triggers(text, 0, len(text)) if t.word == word.lower())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_lexicon_loads_and_has_words(path: Path) -> None:
    """A lexicon is TOML in UTF-8, opens with a comment on what it is, and is not empty."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert tomllib.loads(text)
    assert load_lexicon(path.stem) == tomllib.loads(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_is_empty(path: Path) -> None:
    """An empty word would match everywhere."""
    blank = [where for where, words in _list_words(load_lexicon(path.stem)) if not all(words)]
    assert blank == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_stands_twice(path: Path) -> None:
    """A word stands once in its list: who changes it should not have to look for another."""
    twice = [
        (where, word)
        for where, words in _list_words(load_lexicon(path.stem))
        for word, number in Counter(words).items()
        if number > 1
    ]
    assert twice == []


def test_a_weapon_is_of_one_kind() -> None:
    """No word stands for two kinds of weapon."""
    words = Counter(word.lower() for row in WEAPONS["weapon"] for word in row["words"])
    assert [word for word, number in words.items() if number > 1] == []


def test_people_are_of_one_category() -> None:
    """No noun stands for two categories of people."""
    words = Counter(word.lower() for group in PEOPLE["category"].values() for word in group)
    assert [word for word, number in words.items() if number > 1] == []


def test_the_name_of_an_attack_is_of_one_type() -> None:
    """No noun stands for two types of incident."""
    words = Counter(word.lower() for group in TRIGGERS["nouns"].values() for word in group)
    assert [word for word, number in words.items() if number > 1] == []


@pytest.mark.parametrize("kind", [*TRIGGERS["nouns"], *TRIGGERS["strong"]])
def test_types_are_those_of_the_schema(kind: str) -> None:
    """The headings of the tables of violence are incident types that have codes."""
    assert code_event(kind).label


@pytest.mark.parametrize("row", WEAPONS["weapon"], ids=lambda row: str(row["kind"]))
def test_each_weapon_is_found(row: dict[str, Any]) -> None:
    """Each word for a weapon is found whole, as the kind that it stands under."""
    missed = []
    for word in row["words"]:
        text = f"Then the {word} hit it."
        found = find_weapons(text, 0, len(text))
        if [(w.weapon.name, w.weapon.kind) for w in found] != [(word, row["kind"])]:
            missed.append(word)
    assert missed == []


@pytest.mark.parametrize("table", ["nouns", "strong"])
def test_each_word_of_violence_is_found(table: str) -> None:
    """Each noun and strong verb is found whole, as a trigger of its type."""
    missed = []
    for kind, words in TRIGGERS[table].items():
        for word in words:
            text = f"Then the {word} there."
            found = find_triggers(text, 0, len(text))
            if (word.lower(), kind) not in [(t.word, t.kind) for t in found]:
                missed.append((kind, word))
    assert missed == []


@pytest.mark.parametrize("table", ["weak", "references"])
def test_each_weak_word_is_found(table: str) -> None:
    """Each weak verb and each word that points back is found whole."""
    words = TRIGGERS[table]["words"]
    texts = {word: f"Then the {word} there." for word in words}
    missed = [
        word
        for word, text in texts.items()
        if word.lower() not in [t.word for t in find_triggers(text, 0, len(text))]
    ]
    assert missed == []


@pytest.mark.parametrize("word", [*MODALITY["fiction"]["words"], *MODALITY["play"]["words"]])
def test_figures_of_speech_are_no_violence(word: str) -> None:
    """A sentence with a word of sports, fiction or nature tells of no attack."""
    text = f"The {word} and the attack on it."
    assert find_triggers(text, 0, len(text)) == []


@pytest.mark.parametrize("reason", ["threat", "exercise", "called_off"])
def test_each_word_against_an_attack_is_found(reason: str) -> None:
    """A modal word, a drill and a calling-off before a trigger keep it from being an attack."""
    missed = []
    for word in MODALITY[reason]["words"]:
        text = f"Rebels {word} and attacked Kabul."
        trigger = _find_trigger(text, "attacked")
        if find_reason_against(text, 0, len(text), trigger) is None:
            missed.append(word)
    assert missed == []


def test_what_is_told_plainly_has_happened() -> None:
    """Without such a word nothing speaks against an attack."""
    text = "Rebels attacked Kabul."
    assert find_reason_against(text, 0, len(text), _find_trigger(text, "attacked")) is None


@pytest.mark.parametrize("word", MODALITY["negation"]["words"])
def test_a_negated_attack_is_none(word: str) -> None:
    """“No attacks”, "never attacked" tell of no attack."""
    text = f"There were {word} attacked in Kabul."
    assert find_reason_against(text, 0, len(text), _find_trigger(text, "attacked")) is not None


@pytest.mark.parametrize("frame", MODALITY["aggregate"]["frames"])
def test_a_frame_of_many_attacks_is_an_aggregate(frame: str) -> None:
    """“A string of attacks” speaks of many at once."""
    text = f"There were {frame} rocket attacks there."
    assert is_aggregate(text, 0, len(text), _find_trigger(text, "rocket attacks"))


@pytest.mark.parametrize("adverb", MODALITY["aggregate"]["adverbs"])
def test_an_adverb_of_repetition_is_an_aggregate(adverb: str) -> None:
    """Rebels who "frequently attacked" a base did so many times."""
    text = f"Rebels {adverb} attacked the base."
    assert is_aggregate(text, 0, len(text), _find_trigger(text, "attacked"))


def test_one_attack_is_no_aggregate() -> None:
    """A single attack, told plainly, is none of many."""
    text = "Rebels attacked the base."
    assert not is_aggregate(text, 0, len(text), _find_trigger(text, "attacked"))


@pytest.mark.parametrize(
    ("status", "word"),
    [(status, word) for status, words in MODALITY["status"].items() for word in words],
)
def test_each_word_of_status_is_found(status: str, word: str) -> None:
    """Each word of the table gives the status that it stands under."""
    text = f"The rocket {word} there."
    assert find_status(text, 0, len(text), armed=True) == status


@pytest.mark.parametrize("kind", ["killed", "wounded"])
def test_each_word_of_dying_is_found(kind: str) -> None:
    """Each verb and noun of killing or wounding counts two people as killed or wounded."""
    forms = {
        "active": "The bomb {} two people.",
        "passive": "Two people were {}.",
        "nouns": "There were two {}.",
    }
    missed = []
    for voice, words in PEOPLE[kind].items():
        for word in words:
            # "died", "perished" and "lost their lives" take no "were"
            texts = (forms[voice].format(word), f"Two of them {word}.")
            found = [c for text in texts for c in find_casualties(text, 0, len(text))]
            if (kind, Count(min=2, max=2)) not in [(c.kind, c.count) for c in found]:
                missed.append((voice, word))
    assert missed == []


@pytest.mark.parametrize(
    ("table", "word"), [(table, word) for table, words in PEOPLE["none"].items() for word in words]
)
def test_each_way_to_say_none_is_zero(table: str, word: str) -> None:
    """“No casualties” is 0 killed and 0 wounded, "nobody was killed" 0 killed alone."""
    text = f"It said {word} at the site."
    found = {(c.kind, c.count) for c in find_casualties(text, 0, len(text))}
    zero = Count(min=0, max=0)
    both = {("killed", zero), ("wounded", zero)}
    assert found == (both if table == "both" else {("killed", zero)})


@pytest.mark.parametrize("category", PEOPLE["category"])
def test_each_noun_for_people_is_counted(category: str) -> None:
    """Three of whatever noun stands for people are three people killed."""
    missed = []
    for word in PEOPLE["category"][category]:
        text = f"It killed 3 {word}."
        found = find_casualties(text, 0, len(text))
        counts = [(c.kind, c.count, c.attackers) for c in found]
        if counts != [("killed", Count(min=3, max=3), category == "attacker")]:
            missed.append(word)
    assert missed == []


def test_each_armed_actor_is_known() -> None:
    """Each word for somebody armed makes an agent after "by", unless it names nobody."""
    nobody = set(ACTORS["nobody_known"]["words"])
    missed = []
    loose = [f"armed {word}" for word in ACTORS["armed"]["loose"]]
    whose = [f"{word} forces" for word in ACTORS["armed"]["whose"]]
    for word in [*ACTORS["armed"]["words"], *loose, *whose]:
        text = f"It was shot at by {word}."
        agent = find_agent(text, 0, len(text))
        if not has_armed_actor(text, 0, len(text)) or agent != (None if word in nobody else word):
            missed.append(word)
    assert missed == []


@pytest.mark.parametrize(("table", "kind"), [("claim", "claim"), ("deny", "denial")])
def test_each_verb_of_claim_and_denial_is_found(table: str, kind: str) -> None:
    """Each verb makes a claim or denial by its subject."""
    missed = []
    for verb in ACTORS[table]["verbs"]:
        text = f"The Hill Brigade {verb} there."
        found = [(a.kind, a.actor) for a in find_actors(text, 0, len(text))]
        if (kind, "Hill Brigade") not in found:
            missed.append(verb)
    assert missed == []


@pytest.mark.parametrize("verb", ACTORS["blame"]["verbs"])
def test_each_verb_of_blame_is_found(verb: str) -> None:
    """Each verb of blame makes an attribution by its subject to its object."""
    text = f"Police {verb} rebels for it."
    found = [(a.kind, a.actor, a.by) for a in find_actors(text, 0, len(text))]
    assert found == [("blame", "rebels", "Police")]


@pytest.mark.parametrize("verb", [v for v in ACTORS["claim"]["passive"] if v.endswith("by")])
def test_each_passive_claim_is_found(verb: str) -> None:
    """“Was claimed by” makes a claim by whom it names."""
    text = f"The blast {verb} the Hill Brigade."
    found = [(a.kind, a.actor) for a in find_actors(text, 0, len(text))]
    assert found == [("claim", "Hill Brigade")]


@pytest.mark.parametrize("word", ACTORS["nobody"]["words"])
def test_each_word_for_nobody_claims_nothing(word: str) -> None:
    """A claim by nobody is none."""
    text = f"So far {word} group claimed responsibility."
    assert find_actors(text, 0, len(text)) == []


@pytest.mark.parametrize(("name", "number"), TIMES["months"].items())
def test_each_month_is_found(name: str, number: int) -> None:
    """Each name of a month, short or long, is that month."""
    text = f"It fell on {name.title()} 3 there."
    (item,) = find_times(text, 0, len(text))
    when = resolve_time(item, THURSDAY)
    assert when is not None
    assert when.start is not None
    assert (when.start.month, when.start.day) == (number, 3)


@pytest.mark.parametrize(("name", "number"), TIMES["weekdays"].items())
def test_each_weekday_is_found(name: str, number: int) -> None:
    """Each weekday is the number that datetime gives it."""
    text = f"It fell on {name.title()} there."
    (item,) = find_times(text, 0, len(text))
    when = resolve_time(item, THURSDAY)
    assert when is not None
    assert when.start is not None
    assert when.start.weekday() == number


@pytest.mark.parametrize(("name", "months"), TIMES["seasons"].items())
def test_each_season_is_found(name: str, months: list[int]) -> None:
    """Each season of a year begins with its first month."""
    text = f"It fell in the {name} of 2014 there."
    (item,) = find_times(text, 0, len(text))
    when = resolve_time(item, THURSDAY)
    assert when is not None
    assert when.start == date(2014, months[0], 1)
    assert when.end is not None
    assert when.end.month == months[1]


@pytest.mark.parametrize(("word", "value"), TIMES["times_of_day"].items())
def test_each_time_of_day_is_found(word: str, value: str) -> None:
    """Each part of the day has the value of the schema."""
    text = f"It fell at {word} there."
    assert read_time_of_day(find_times(text, 0, len(text)), text) == value


@pytest.mark.parametrize(("word", "offset"), TIMES["days"].items())
def test_each_relative_day_is_found(word: str, offset: int) -> None:
    """“Yesterday” and the like lie so many days from publication."""
    text = f"It fell {word} there."
    (item,) = find_times(text, 0, len(text))
    when = resolve_time(item, THURSDAY)
    assert when is not None
    assert when.start is not None
    assert (when.start - THURSDAY).days == offset


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("air strike", ["air strike"]),
        ("Air\nStrike", ["Air\nStrike"]),
        ("airstrikes", []),
        ("mid-air strike", []),
        ("a roof-top", ["roof-top"]),
        ("a roof top", ["roof top"]),
    ],
)
def test_a_word_is_found_whole(text: str, found: list[str]) -> None:
    """Words are found whole, in any case, over line ends; a hyphen may be a space."""
    matches = compile_words(["air strike", "roof-top"]).finditer(text)
    assert [match.group() for match in matches] == found


def test_the_longest_word_wins() -> None:
    """“Rocket attack” is found before "rocket"."""
    match = compile_words(["rocket", "rocket attack"]).search("a rocket attack")
    assert match is not None
    assert match.group() == "rocket attack"


@given(
    st.lists(st.sampled_from(["air", "strike", "air strike", "air-strikes", "S", "s-300"])),
    st.text("air stke-300S\n"),
)
def test_words_are_found_as_one_after_the_other(words: list[str], text: str) -> None:
    """What words have in common is tried once, and finds what trying each of them would find."""
    held = ["rocket", *words]
    ordered = sorted(set(held), key=lambda word: (-len(word), word))
    spelled = [w.replace(" ", r"\s+").replace("-", r"[-\s]") for w in ordered]
    found = [m.span() for m in re.finditer(rf"\b(?:{join_words(held)})\b", text)]
    assert found == [m.span() for m in re.finditer(rf"\b(?:{'|'.join(spelled)})\b", text)]
