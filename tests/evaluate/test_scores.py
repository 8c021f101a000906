"""Scores add up as docs/gold.md defines; the figures here are counted by hand."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gold_samples import (
    BOMB,
    DRONE,
    ROCKETS,
    TEXTS,
    THREAT,
    find_incident,
    find_place,
    make_gold,
    make_right,
    write_rows,
)

from geoincidents import find_incidents, read_articles
from geoincidents.evaluate import GoldSet, evaluate_incidents, read_gold, show_scores
from geoincidents.evaluate.template import draft_gold
from geoincidents.model import Article, Incident, When

MARCH = When(start=date(2020, 3, 1), end=date(2020, 3, 31), precision="month")


@pytest.fixture
def gold(gold_folder: Path) -> GoldSet:
    """Give our small gold set."""
    return read_gold(gold_folder)


def make_bomb() -> Incident:
    """Give the car bomb as gold has it."""
    place = find_place(43.87, 34.2, 5000)
    return find_incident("bomb", BOMB, incident_type="ied", when=MARCH, impacts=(place,))


def test_run_that_reads_as_gold_has_all(gold: GoldSet) -> None:
    """A run with every required incident right has 1 everywhere, optional ones or not."""
    scores = evaluate_incidents([make_right(), make_bomb()], gold)
    assert (scores.found, scores.required, scores.predicted, scores.false_alarms) == (2, 2, 2, 0)
    assert (scores.end_to_end, scores.said_right, scores.all_fields_right) == (1, 1, 2)
    drone = find_incident("drone", DRONE, incident_type="drone_strike", when=When())
    assert evaluate_incidents([make_right(), make_bomb(), drone], gold).end_to_end == 1


def test_nothing_found_is_nothing_earned(gold: GoldSet) -> None:
    """An empty run scores 0 and divides by nothing."""
    scores = show_scores(evaluate_incidents([], gold))
    assert (scores["recall"], scores["precision"], scores["f1"], scores["end_to_end"]) == (0,) * 4
    assert scores["confusion"] == {"ied": {"(missed)": 1}, "rocket_attack": {"(missed)": 1}}


def test_headline_is_an_f1_of_shares(gold: GoldSet) -> None:
    """A found incident earns the share right of the fields told; a false alarm costs precision."""
    # Type, date, place, killed, wounded, weapon are told; the place is wrong: 5 of 6.
    rockets = replace(make_right(), impacts=(find_place(40, 30),))
    false = find_incident("threat", THREAT)
    scores = evaluate_incidents([rockets, false], gold)
    assert (scores.found, scores.false_alarms, scores.predicted) == (1, 1, 2)
    assert scores.end_to_end == pytest.approx(2 * (5 / 6) / (2 + 2))
    assert scores.said_right == pytest.approx(5 / 6)
    assert scores.false_alarms_on == {"threat": 1}
    assert scores.confusion["(none)"] == {"rocket_attack": 1}


def test_fields_have_precision_and_recall(gold: GoldSet) -> None:
    """Of a field, recall counts what gold says, precision what the run says."""
    rockets = replace(make_right(), impacts=())
    false = find_incident("threat", THREAT, impacts=(find_place(40, 30),))
    place = evaluate_incidents([rockets, make_bomb(), false], gold).fields["place"]
    assert (place.said_by_gold, place.said_by_run) == (2, 2)
    assert (place.rates.precision, place.rates.recall, place.right) == (0.5, 0.5, 0.5)


def test_errors_are_measured(gold: GoldSet) -> None:
    """Km from gold's place to the nearest one found, days between the first days."""
    when = When(start=date(2020, 6, 3), end=date(2020, 6, 3), precision="day")
    rockets = replace(make_right(), impacts=(find_place(44.15, 35.01),), when=when)
    scores = evaluate_incidents([rockets, make_bomb()], gold)
    assert scores.place_km.number == 2
    assert scores.place_km.exact == 1
    assert scores.place_km.largest == pytest.approx(111.2, abs=0.1)
    assert (scores.date_days.median, scores.date_days.largest) == (1.0, 2.0)


def test_shared_word_is_no_shared_sentence(gold: GoldSet) -> None:
    """An incident whose quote shares under 15 characters with gold's is another one."""
    short = find_incident("short", ("market", "rockets"))
    assert evaluate_incidents([short], gold).found == 0


def test_kind_of_another_family_is_another_incident(gold: GoldSet) -> None:
    """The same sentences told as a car bomb are a miss and a false alarm."""
    scores = evaluate_incidents([replace(make_right(), incident_type="ied")], gold)
    assert (scores.found, scores.false_alarms) == (0, 1)


def test_incident_of_other_articles_is_out_of_the_game(gold: GoldSet) -> None:
    """What stands in articles that gold did not read neither helps nor hurts."""
    quote = replace(make_right().evidence[0], article_id="elsewhere")
    other = replace(make_right(), incident_id="other", evidence=(quote,))
    assert evaluate_incidents([make_right(), other], gold) == evaluate_incidents(
        [make_right()], gold
    )


def test_second_mention_is_no_false_alarm_of_its_own(tmp_path: Path) -> None:
    """A span that gold calls a second mention may stand for the incident that it refers to."""
    incidents, negatives = make_gold()
    negatives[0] |= {"kind": "duplicate_mention", "refers_to": "M1"}
    scores = evaluate_incidents(
        [find_incident("again", THREAT)],
        read_gold(write_rows(tmp_path / "g", incidents, negatives)),
    )
    assert (scores.found, scores.false_alarms) == (1, 0)


def test_places_of_one_operation_may_be_told_apart(tmp_path: Path) -> None:
    """Of an incident marked [split_ok], one prediction for each place is no false alarm."""
    incidents, negatives = make_gold()
    incidents[0]["notes"] = "[split_ok] two places"
    incidents[0]["impacts"].append({"lon": 44.4, "lat": 33.3, "radius_km": 2})
    gold = read_gold(write_rows(tmp_path / "g", incidents, negatives))
    more = [find_incident(f"more{n}", ROCKETS[0]) for n in (1, 2)]
    assert evaluate_incidents([make_right(), more[0]], gold).false_alarms == 0
    assert evaluate_incidents([make_right(), *more], gold).false_alarms == 1


def test_merges_are_counted(gold: GoldSet) -> None:
    """Joined right, mixed up and broken up are told apart, by name."""
    joined = evaluate_incidents([make_right(), make_bomb()], gold).merges
    assert (joined.joined, joined.told_by_several, joined.mixed) == (1, 1, ())
    halves = [find_incident(name, quote) for name, quote in zip("ab", ROCKETS, strict=True)]
    broken = evaluate_incidents([*halves, make_bomb()], gold).merges
    assert (broken.joined, broken.broken_up) == (0, ("M1",))
    assert broken.rates.recall < broken.rates.precision
    mixed = evaluate_incidents([find_incident("all", *ROCKETS, BOMB)], gold).merges
    assert mixed.mixed == ("all",)
    assert mixed.rates.precision < 1


def test_broken_quotes_are_counted(gold: GoldSet) -> None:
    """With the articles, a quote that does not stand where it says is counted, none otherwise."""
    articles = [Article(article_id=name, text=text, sha256="") for name, text in TEXTS.items()]
    right = make_right()
    moved = replace(right.evidence[0], start=right.evidence[0].start + 1)
    wrong = replace(right, evidence=(moved, right.evidence[1]))
    assert evaluate_incidents([right], gold).broken_quotes is None
    assert evaluate_incidents([right], gold, articles=articles).broken_quotes == 0
    assert evaluate_incidents([wrong], gold, articles=articles).broken_quotes == 1
    assert evaluate_incidents([right], gold, articles=articles[:1]).broken_quotes == 1


def test_draft_of_a_run_agrees_with_the_run(seeds: Path, tmp_path: Path) -> None:
    """A gold set drafted out of a run gives that run full marks, and says that it is a draft."""
    incidents = find_incidents(read_articles(seeds))
    for name, data in zip(("incidents", "not_incidents"), draft_gold(incidents), strict=True):
        (tmp_path / f"{name}.jsonl").write_bytes(data)
    gold = read_gold(tmp_path)
    assert gold.drafts == len(incidents) > 10
    scores = evaluate_incidents(incidents, gold)
    assert scores.rates.f1 == 1
    # Not all: words that date two attacks are quoted for both.
    assert scores.merges.rates.f1 > 0.95
    assert len(gold.negatives) == len(incidents.aggregates)
