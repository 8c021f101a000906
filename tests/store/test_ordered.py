"""Incidents that come in order, one at a time, give the files of those that are held."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from incident_samples import build_rare_samples, build_samples

from geoincidents.errors import OutputError
from geoincidents.model import Incident, Incidents
from geoincidents.store import (
    Lines,
    encode_record,
    make_lines,
    write_geojson,
    write_jsonl,
    write_ordered_geojson,
    write_ordered_jsonl,
)

ORDERED = tuple(sorted((*build_samples(), *build_rare_samples()), key=lambda one: one.order))
Write = Callable[[Iterable[Incident], Path], None]


@dataclass(frozen=True)
class _Made:
    """Know incidents by their bytes, as a run does that was made before."""

    items: tuple[Incident, ...]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Incident]:
        pytest.fail("what is made already is made again")

    def walk_records(self) -> Iterator[bytes]:
        return map(encode_record, self.items)

    def walk_lines(self) -> Iterator[Lines]:
        return map(make_lines, self.items)

    def walk_off_map(self) -> Iterator[Incident]:
        return iter(())


def _give_all() -> Iterable[Incident]:
    return iter(ORDERED)


def _give_made() -> Iterable[Incident]:
    return Incidents(_Made(ORDERED))  # type: ignore[arg-type] # it knows what the writers ask


@pytest.mark.parametrize("give", [_give_all, _give_made])
@pytest.mark.parametrize(
    ("held", "ordered"),
    [(write_jsonl, write_ordered_jsonl), (write_geojson, write_ordered_geojson)],
)
def test_the_same_file(
    held: Write, ordered: Write, give: Callable[[], Iterable[Incident]], tmp_path: Path
) -> None:
    """Byte for byte, in a folder that is made; what is made already is copied."""
    held(ORDERED, tmp_path / "held")
    ordered(give(), tmp_path / "new" / "folder" / "ordered")
    assert (tmp_path / "new" / "folder" / "ordered").read_bytes() == (
        tmp_path / "held"
    ).read_bytes()


@pytest.mark.parametrize("ordered", [write_ordered_jsonl, write_ordered_geojson])
def test_no_incident(ordered: Write, tmp_path: Path) -> None:
    """A file of nothing is whole."""
    ordered(iter(()), tmp_path / "none")
    assert (tmp_path / "none").read_bytes() in {
        b"",
        b'{"type":"FeatureCollection","features":[]}\n',
    }


@pytest.mark.parametrize("ordered", [write_ordered_jsonl, write_ordered_geojson])
def test_what_cannot_be_written_is_named(ordered: Write, tmp_path: Path) -> None:
    """The message names the path and what to do."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"(?s)file.*choose another folder"):
        ordered(iter(ORDERED), tmp_path / "file" / "x.geojson")
