"""The gazetteer from the command line: find, tag, explain, add, list, remove, check."""

import json
from pathlib import Path

import pytest
from running import Runner


@pytest.fixture
def env(cache_folder: Path, tmp_path: Path) -> dict[str, str]:
    """Give the folders of a user who has added nothing."""
    return {"GEOINCIDENTS_CACHE": str(cache_folder), "GEOINCIDENTS_DATA": str(tmp_path / "data")}


def test_find_lists_kind_place_and_source(run: Runner, env: dict[str, str]) -> None:
    """A name gives a line a place; however it is romanised."""
    ran = run("places", "find", "ayn al asad", env=env)
    assert ran.code == 0
    assert "airbase" in ran.out.splitlines()[0]
    assert "ORAA" in ran.out
    found = json.loads(run("places", "find", "ayn al asad", "--json", env=env).out)
    assert found[0]["country"] == "IQ"


def test_unknown_name_is_said_and_coded(run: Runner, env: dict[str, str]) -> None:
    """What nothing is called ends in exit code 3 and a next step."""
    ran = run("places", "find", "Xqzzyw", env=env)
    assert (ran.code, ran.out) == (3, "")
    assert "places add" in ran.err


def test_tag_is_a_filter(run: Runner, here: Path, env: dict[str, str]) -> None:
    """Lines of documents in, lines of toponyms out; a bad line is named and the rest goes on."""
    text = "Rockets hit Erbil airport. Washington threatened Iran."
    lines = [json.dumps({"id": "a", "text": text}), "{broken", json.dumps({"id": 2}), ""]
    (here / "docs.jsonl").write_text("\n".join(lines), "utf-8")
    ran = run("places", "tag", "docs.jsonl", "-o", "out.jsonl", env=env)
    assert ran.code == 3
    assert "line 2:" in ran.err
    assert "line 3:" in ran.err
    (line,) = (here / "out.jsonl").read_text("utf-8").splitlines()
    toponyms = json.loads(line)["toponyms"]
    for one in toponyms:
        assert text[one["start"] : one["end"]] == one["surface"]
    assert [(one["surface"], one["sense"]) for one in toponyms] == [
        ("Erbil airport", "literal"),
        ("Washington", "metonym"),
        ("Iran", "metonym"),
    ]
    literal = run("places", "tag", "docs.jsonl", "--sense", "literal", env=env)
    assert len(json.loads(literal.out)["toponyms"]) == 1


def test_given_spans_are_placed_and_no_others(run: Runner, here: Path, env: dict[str, str]) -> None:
    """With --given-spans every span of the input is answered, in order."""
    spans = [{"start": 10, "end": 13}, {"start": 0, "end": 5}]
    document = {"id": 1, "text": "Mosul and Xqz.", "toponyms": spans}
    (here / "docs.jsonl").write_text(json.dumps(document), "utf-8")
    ran = run("places", "tag", "docs.jsonl", "--given-spans", env=env)
    toponyms = json.loads(ran.out)["toponyms"]
    assert [(one["surface"], one["lat"] is None) for one in toponyms] == [
        ("Mosul", False),
        ("Xqz", True),
    ]


def test_explain_tells_sense_candidates_and_pass(
    run: Runner, here: Path, env: dict[str, str]
) -> None:
    """Every mention is told with its sense, its candidates and what decided."""
    (here / "a.txt").write_text("Rockets hit Balad airbase. A fire in Paris, Texas.", "utf-8")
    ran = run("places", "explain", "Paris", "--in", "a.txt", env=env)
    assert ran.code == 0
    assert "the text names a place that holds it" in ran.out
    assert "not: lost by container" in ran.out
    assert run("places", "explain", "Rome", "--in", "a.txt", env=env).code == 3


def test_own_table_is_added_listed_and_removed(
    run: Runner, here: Path, env: dict[str, str]
) -> None:
    """A place is there a minute after it was found missing, and gone when it is removed."""
    table = "name,kind,longitude,latitude,country\nXqzzyw,village,44.1,33.1,IQ\n"
    (here / "mine.csv").write_text(table, "utf-8")
    assert run("places", "add", "mine.csv", env=env).code == 0
    assert run("places", "find", "Xqzzyw", env=env).code == 0
    assert "mine: 1 places" in run("places", "list", env=env).out
    assert run("places", "remove", "mine", env=env).code == 0
    assert run("places", "find", "Xqzzyw", env=env).code == 3
    ran = run("places", "remove", "mine", env=env)
    assert ran.code == 1
    assert "added are: none" in ran.err


def test_faulty_table_is_refused(run: Runner, here: Path, env: dict[str, str]) -> None:
    """A fault ends in exit code 1 and names the row; nothing is added."""
    table = "name,kind,longitude,latitude,country\nA,village,33.1,44.1,IQ\n"
    (here / "mine.csv").write_text(table, "utf-8")
    ran = run("places", "add", "mine.csv", env=env)
    assert ran.code == 1
    assert "row 2" in ran.err
    assert "swapped" in ran.err
    assert "mine" not in run("places", "list", env=env).out


def test_our_tables_are_sound(run: Runner, env: dict[str, str]) -> None:
    """`places check` finds no fault in what we ship."""
    assert run("places", "check", env=env).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["places", "add", "geonames"], "say which file"),
        (["places", "fetch", "moon", "IQ"], "geonames, boundaries"),
        (["places", "find", "Xqzzyw", "--online", "google"], "there is: nominatim"),
        (["places", "tag", "x", "--sense", "odd"], "demonym, literal"),
    ],
)
def test_usage_fault_says_what_is_allowed(
    run: Runner, env: dict[str, str], words: list[str], said: str
) -> None:
    """Words that make no sense end in exit code 2."""
    ran = run(*words, env=env)
    assert ran.code == 2
    assert said in " ".join(ran.err.split())


def test_contact_is_asked_for(run: Runner, env: dict[str, str]) -> None:
    """Nobody is asked online without an address of contact."""
    ran = run("places", "find", "Xqzzyw", "--online", "nominatim", env=env)
    assert ran.code == 1
    assert "--contact" in ran.err


def test_faults_come_a_line_each(run: Runner, here: Path, env: dict[str, str]) -> None:
    """Every fault of a table has its line with its row: twenty at most, then a count."""
    rows = "".join(f"A{i},town,33.{i:02},44.4,IQ\n" for i in range(25))
    (here / "mine.csv").write_text(f"name,kind,longitude,latitude,country\n{rows}", "utf-8")
    ran = run("places", "add", "mine.csv", env=env)
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    told = "mine.csv has 25 faults, so nothing of it was added; mend and add it again:"
    assert lines[0] == f"geoincidents: {told}"
    assert lines[1].startswith("  mine.csv, row 2: longitude 33, latitude 44.4 is outside Iraq")
    assert len(lines) == 22
    assert lines[-1] == "  and 5 more"
    assert "nothing was added yet" in run("places", "list", env=env).err
