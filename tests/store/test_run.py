"""run.json says what was read, what was found, and what was left off the map."""

import json
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from strategies import incident_sets

from geoincidents import __version__
from geoincidents.model import Incidents, Skipped, Walked
from geoincidents.store import decode_run, describe_run, encode_run, write_run
from geoincidents.store.jsonl import encode_text_safe


@given(incident_sets())
def test_every_thing_of_a_run_is_in_its_account(found: Incidents) -> None:
    """Inputs, skipped files, aggregates, names and incidents off the map are told and counted."""
    run = describe_run(found)
    assert run.version == __version__
    assert sorted(one.sha256 for one in run.inputs) == sorted(one.sha256 for one in found.articles)
    assert set(run.skipped) == set(found.skipped)
    assert set(run.aggregates) == set(found.aggregates)
    assert set(run.unresolved) == set(found.unresolved)
    assert [one.incident_id for one in run.off_map] == [
        one.incident_id for one in found if one.off_map_reason
    ]
    assert run.counts.on_map + run.counts.off_map == run.counts.incidents == len(found)
    assert run.counts.unresolved_names == len(run.unresolved_names)


@given(incident_sets())
def test_the_order_of_the_files_does_not_reach_the_account(found: Incidents) -> None:
    """Articles, skipped files and names in another order give the same bytes."""
    turned = Incidents(
        found.items,
        aggregates=found.aggregates[::-1],
        unresolved=found.unresolved[::-1],
        articles=found.articles[::-1],
        skipped=found.skipped[::-1],
    )
    assert encode_run(describe_run(turned)) == encode_run(describe_run(found))


def test_inputs_skipped_before_the_run_are_told_once(tmp_path: Path) -> None:
    """What the reader skipped and what the run skipped stand in one list, no input twice."""
    early = Skipped(path="b.pdf", reason="PDF is not read", next_step="save it as text")
    late = Skipped(path="a.txt", reason="empty file")
    run = describe_run(Incidents((), skipped=(early, late)), [early])
    assert run.skipped == (late, early)
    assert run.counts.articles_skipped == 2
    write_run(tmp_path / "run.json", run)
    written: dict[str, Any] = json.loads((tmp_path / "run.json").read_bytes())
    assert written["skipped"][0] == {"path": "a.txt", "reason": "empty file", "next_step": ""}
    assert list(written) == [
        "version",
        "counts",
        "inputs",
        "skipped",
        "off_map",
        "unresolved",
        "aggregates",
        "lookups",
        "lexicons",
        "gazetteer",
        "outputs",
    ]


@given(incident_sets())
def test_an_account_is_written_piece_by_piece(found: Incidents) -> None:
    """It is the indented JSON of the whole, also where what it lists is only walked through."""
    run = describe_run(found)
    whole = msgspec.json.format(encode_text_safe(run), indent=2) + b"\n"
    assert encode_run(run) == whole
    assert decode_run(whole, "run.json") == decode_run(encode_run(run), "run.json")
    kept = Incidents(
        Walked(lambda: iter(found.items)),
        aggregates=Walked(lambda: iter(run.aggregates)),
        unresolved=Walked(lambda: iter(run.unresolved)),
        articles=Walked(lambda: iter(run.inputs)),
        skipped=found.skipped,
    )
    assert encode_run(describe_run(kept)) == whole
