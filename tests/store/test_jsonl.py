"""The lossless record is lossless, and a bad line is named."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from strategies import incident_sets

from geoincidents.errors import InputError, OutputError, RecordError
from geoincidents.model import Incident, Incidents, Location, Quote, When
from geoincidents.store import read_incidents, read_jsonl, walk_jsonl, write_jsonl

INCIDENT = Incident(
    incident_id="a1",
    title="Rockets",
    incident_type="rocket_attack",
    event_type="Explosions/Remote violence",
    sub_event_type="Shelling/artillery/missile attack",
    status="executed",
    when=When(),
    impacts=(
        Location(
            text="Balad",
            relation="in",
            longitude=44.15,
            latitude=34.01,
            radius_m=4000,
            precision="settlement",
        ),
    ),
)


def _write(path: Path, *lines: dict[str, object] | str) -> Path:
    text = "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in lines)
    path.write_text(text, encoding="utf-8")
    return path


def _record(tmp_path: Path) -> dict[str, object]:
    write_jsonl([INCIDENT], tmp_path / "good.jsonl")
    record: dict[str, object] = json.loads((tmp_path / "good.jsonl").read_bytes())
    return record


@given(incident_sets())
def test_what_is_written_is_read_back_equal(
    tmp_path_factory: pytest.TempPathFactory, found: Incidents
) -> None:
    """No field of no incident is lost or changed, and writing again gives the same bytes."""
    folder = tmp_path_factory.mktemp("jsonl")
    write_jsonl(found, folder / "one.jsonl")
    again = read_jsonl(folder / "one.jsonl")
    assert again.items == found.items
    write_jsonl(again[::-1], folder / "two.jsonl")
    assert (folder / "two.jsonl").read_bytes() == (folder / "one.jsonl").read_bytes()


def test_fields_are_those_of_the_record(tmp_path: Path) -> None:
    """Keys stand in the order of the nouns, each place with all its fields."""
    record = _record(tmp_path)
    assert list(record)[:7] == [
        "incident_id",
        "title",
        "incident_type",
        "event_type",
        "sub_event_type",
        "status",
        "when",
    ]
    assert list(record)[-9:] == [
        "confidence_note",
        "reports",
        "evidence",
        "contradictions",
        "explain",
        "articles",
        "place_text",
        "country",
        "protection",
    ]


def test_a_lone_surrogate_becomes_the_replacement_character(tmp_path: Path) -> None:
    """UTF-8 holds no lone surrogate; one character stands for one, so that offsets hold."""
    quote = Quote(article_id="a", start=0, end=3, quote="a\ud800b")
    write_jsonl([replace(INCIDENT, evidence=(quote,))], tmp_path / "incidents.jsonl")
    assert read_jsonl(tmp_path / "incidents.jsonl")[0].evidence[0].quote == "a�b"


def test_a_field_of_a_later_version_is_left_out(tmp_path: Path) -> None:
    """The schema may grow: a reader passes over what it does not know."""
    path = _write(tmp_path / "later.jsonl", _record(tmp_path) | {"weather": "rain"}, "", "  ")
    assert read_jsonl(path).items == (INCIDENT,)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """Editors on Windows put one at the head of a file."""
    write_jsonl([INCIDENT], tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "a.jsonl").read_bytes())
    assert read_jsonl(tmp_path / "b.jsonl").items == (INCIDENT,)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": 7}, "line 2, field title: Expected `str`, got `int`"),
        ({"when": {"start": "soon"}}, "line 2, field when.start: Invalid"),
        ({"confidence": 3}, "line 2, field confidence: 3.0 is not within 0..1"),
        (
            {"impacts": [{"text": "x"}]},
            "line 2, field impacts[0].relation: Object missing required field",
        ),
        (
            {"trajectories": [dict.fromkeys(("launch", "impact", "distance_m"), 0)]},
            "line 2, field trajectories[0].bearing_deg: Object missing required field",
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, change: dict[str, object], fault: str) -> None:
    """The error names file, line and field."""
    good = _record(tmp_path)
    path = _write(tmp_path / "bad.jsonl", good, good | {"incident_id": "b"} | change, good)
    with pytest.raises(RecordError) as caught:
        read_jsonl(path)
    assert str(path) in str(caught.value)
    assert fault in str(caught.value)
    assert "line 1," not in str(caught.value)


@pytest.mark.parametrize("name", ["a.jsonl", "a.geojson"])
def test_nesting_without_end_is_a_fault_of_the_file(tmp_path: Path, name: str) -> None:
    """Not one of the program."""
    (tmp_path / name).write_bytes(b'{"features":' + b"[" * 100_000)
    with pytest.raises(RecordError, match="not JSON"):
        read_incidents(tmp_path / name)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    """A record without its status is told so."""
    record = _record(tmp_path)
    del record["status"]
    with pytest.raises(RecordError, match="line 1, field status: Object missing required field"):
        read_jsonl(_write(tmp_path / "bad.jsonl", record))


def test_a_place_off_the_earth_is_named(tmp_path: Path) -> None:
    """A longitude of 444 is a fault of the record, whatever its type."""
    text = json.dumps(_record(tmp_path)).replace("44.15", "444.15")
    with pytest.raises(RecordError, match=r"line 1, field impacts\[0\]: longitude 444.15"):
        read_jsonl(_write(tmp_path / "bad.jsonl", text))


def test_many_bad_lines_are_counted_not_recited(tmp_path: Path) -> None:
    """A file of another kind gives one short message, all in one line."""
    path = _write(tmp_path / "notes.txt", *["not json"] * 40)
    with pytest.raises(RecordError, match="and 35 more; correct the line") as caught:
        read_jsonl(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.jsonl", "folder", "nul\0byte"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    """A missing path, a folder and an impossible name are told as such."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match=r"cannot read .*; give a file that geoincidents wrote"):
        read_jsonl(tmp_path / name)


def test_what_is_faulty_leaves_the_old_file(tmp_path: Path) -> None:
    """An incident that is not of the schema is refused before the old file is touched."""
    write_jsonl([INCIDENT], tmp_path / "incidents.jsonl")
    before = (tmp_path / "incidents.jsonl").read_bytes()
    with pytest.raises(RecordError):
        write_jsonl([INCIDENT, INCIDENT], tmp_path / "incidents.jsonl")
    assert (tmp_path / "incidents.jsonl").read_bytes() == before


def test_a_folder_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    """What cannot be written says so in the errors of the house."""
    (tmp_path / "incidents.jsonl").mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        write_jsonl([INCIDENT], tmp_path / "incidents.jsonl")


def test_walking_gives_what_reading_gives(tmp_path: Path) -> None:
    """One at a time come the same incidents, then the same word on the lines at fault."""
    record = _record(tmp_path)
    path = tmp_path / "some.jsonl"
    lines = [json.dumps({**record, "incident_id": f"a{number}"}) for number in range(3)]
    path.write_text("\ufeff" + "\n\n".join(lines), encoding="utf-8")
    assert tuple(walk_jsonl(path)) == read_jsonl(path).items
    _write(path, lines[0], {"incident_id": 1}, lines[1], "{")
    with pytest.raises(RecordError) as told:
        read_jsonl(path)
    walk = walk_jsonl(path)
    assert [next(walk).incident_id for _ in range(2)] == ["a0", "a1"]
    with pytest.raises(RecordError) as walked:
        next(walk)
    assert str(walked.value) == str(told.value)
    with pytest.raises(InputError, match="cannot read"):
        next(walk_jsonl(tmp_path / "none.jsonl"))
