"""A gold folder is read as docs/gold.md describes it, or every fault is named."""

from pathlib import Path
from typing import Any

import pytest
from gold_samples import make_gold, write_rows

from geoincidents.errors import InputError, RecordError
from geoincidents.evaluate import read_gold
from geoincidents.model import Count


def test_rows_become_nouns(gold_folder: Path) -> None:
    """Fields are read; one that is null or missing says nothing; strange ones are left out."""
    gold = read_gold(gold_folder)
    rockets, bomb, drone = gold.incidents
    assert rockets.killed == Count(min=3, max=3)
    assert bomb.killed is None
    assert (drone.expectation, drone.date.start, drone.status) == ("optional", None, "executed")
    assert gold.articles == {"market", "later"}
    assert gold.drafts == 0


def test_negatives_may_be_missing(gold_folder: Path) -> None:
    """A set without not_incidents.jsonl is a set."""
    (gold_folder / "not_incidents.jsonl").unlink()
    assert read_gold(gold_folder).negatives == ()


def test_line_separator_inside_a_title_ends_no_line(tmp_path: Path) -> None:
    """U+2028 within a text is a character like any other."""
    incidents, negatives = make_gold()
    incidents[0]["title"] = "Two rockets\u2028on Balad"
    folder = write_rows(tmp_path / "gold", incidents, negatives)
    file = folder / "incidents.jsonl"
    file.write_text(file.read_text("utf-8").replace("\\u2028", "\u2028"), "utf-8", newline="\n")
    assert read_gold(folder).incidents[0].title == "Two rockets\u2028on Balad"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"expectation": "perhaps"}, "neither required nor optional"),
        ({"types": []}, "types is empty"),
        ({"members": []}, "no member has spans"),
        ({"members": [{"article": "market", "spans": [[9, 9]]}]}, r"span \[9, 9\]"),
        ({"impacts": [{"name": "Balad", "lon": 34.01, "lat": 144.15}]}, "not on the earth"),
        ({"impacts": [{"name": "Balad", "lon": 34.01}]}, "one of lon and lat"),
        ({"id": "M2"}, "2 lines have this id"),
        ({"killed": "three"}, "incidents.jsonl line 1.*killed"),
        ({"title": None}, "incidents.jsonl line 1.*title"),
    ],
)
def test_fault_is_named(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    """A row that is not of the format is named, and what is wrong with it."""
    incidents, negatives = make_gold()
    incidents[0] |= change
    folder = write_rows(tmp_path / "gold", incidents, negatives)
    with pytest.raises(RecordError, match=fault):
        read_gold(folder)


def test_reference_to_nothing_is_named(tmp_path: Path) -> None:
    """A span that refers to an incident that is not there is a fault."""
    incidents, negatives = make_gold()
    negatives[0] |= {"refers_to": "M9"}
    with pytest.raises(RecordError, match="refers_to 'M9' is no incident"):
        read_gold(write_rows(tmp_path / "gold", incidents, negatives))


def test_broken_line_is_named(gold_folder: Path) -> None:
    """A line that is not JSON is named by its number."""
    with (gold_folder / "not_incidents.jsonl").open("ab") as file:
        file.write(b"{\n\xff\n")
    with pytest.raises(RecordError, match=r"not_incidents.jsonl line 3.*line 4"):
        read_gold(gold_folder)


def test_missing_folder_says_what_next(tmp_path: Path) -> None:
    """A folder that is not there is said, and how to start one."""
    with pytest.raises(InputError, match=r"incidents\.jsonl.*--template"):
        read_gold(tmp_path / "nothing")
