"""Runs over many articles: the bytes of one pass in memory, whatever happens on the way."""

import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_archives import write_archive

from geoincidents.batch import Source, Watch, open_run
from geoincidents.batch.kept import FILE, FOLDER, Kept
from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest import read_articles
from geoincidents.model import Article, Incidents
from geoincidents.pipeline import find_incidents, write_results
from geoincidents.store import describe_run, encode_jsonl, encode_run

Files = dict[str, bytes]


def read_all(folder: Path, *paths: Path, gazetteer: Gazetteer, workers: int = 1) -> Files:
    """Run over the paths and give the bytes of what a map writes of it."""
    with open_run(folder, Source(paths=paths), workers=workers, gazetteer=gazetteer) as run:
        return encode(run.found)


def encode(found: Incidents) -> Files:
    """Give the bytes of what was found."""
    return {"jsonl": encode_jsonl(found), "run": encode_run(describe_run(found))}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_gives_what_one_pass_in_memory_gives(
    archive: Path, seeds: Path, tmp_path: Path, gazetteer: Gazetteer, workers: int
) -> None:
    """Ids that several texts ask for, duplicates, faults and joined incidents are the same."""
    expected = find_incidents(read_articles(archive, seeds), gazetteer=gazetteer)
    assert any(len(one.articles) > 1 for one in expected)
    assert any("is used" in warning for one in expected.articles for warning in one.warnings)
    assert any("duplicate" in one.reason for one in expected.skipped)
    got = read_all(tmp_path / "out", archive, seeds, gazetteer=gazetteer, workers=workers)
    assert got == encode(expected)


def test_the_files_of_a_map_are_the_same_from_disk_and_from_memory(
    archive: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """Page, GeoJSON and tables do not tell whether the incidents were held or kept."""
    formats = ("csv", "gpkg")
    expected = find_incidents(read_articles(archive), gazetteer=gazetteer)
    write_results(expected, tmp_path / "memory", formats=formats, lossy=True)
    with open_run(tmp_path / "disk", Source(paths=(archive,)), gazetteer=gazetteer) as run:
        written = write_results(run.found, tmp_path / "disk", formats=formats, lossy=True)
    assert {path.name: path.read_bytes() for path in written} == {
        path.name: path.read_bytes() for path in (tmp_path / "memory").iterdir()
    }


def test_a_second_run_reads_nothing_again(
    archive: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """What was read is known by its text and metadata, wherever its file lies now."""
    read: list[int] = []
    watch = Watch(on_read=read.append)
    out, source = tmp_path / "out", Source(paths=(archive,))
    with open_run(out, source, gazetteer=gazetteer, watch=watch) as run:
        first = encode(run.found)
    assert sum(read) > 80
    read.clear()
    moved = archive.rename(tmp_path / "moved")
    with open_run(out, Source(paths=(moved,)), gazetteer=gazetteer, watch=watch) as run:
        assert encode(run.found)["jsonl"] == first["jsonl"]
    assert read == []


def test_a_run_that_breaks_off_keeps_its_chunks_and_the_run_before(
    archive: Path, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """A fault half-way costs what was not committed; the run before stays the whole one."""
    out = tmp_path / "out"
    before = read_all(out, archive / "a.jsonl", gazetteer=gazetteer)

    def stop(article: Article, _known: bool) -> None:  # noqa: FBT001 - the callback's form
        if article.article_id == "made-65":
            raise RuntimeError

    with (
        pytest.raises(RuntimeError),
        open_run(out, Source(paths=(archive,)), gazetteer=gazetteer, watch=Watch(on_article=stop)),
    ):
        pass
    kept = Kept(out, "any")
    assert kept.ask("SELECT count(*) FROM articles") == 40
    kept.close()
    assert read_all(out, archive / "a.jsonl", gazetteer=gazetteer) == before


def test_readings_of_another_version_are_read_again_and_it_is_said(
    archive: Path, tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other code, words or places may read something else: nothing old passes as new."""
    out = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr("geoincidents.batch.run.name_version", lambda _: "of last year")
        first = read_all(out, archive, gazetteer=gazetteer)
    notes: list[str] = []
    read: list[int] = []
    watch = Watch(on_note=notes.append, on_read=read.append)
    with open_run(out, Source(paths=(archive,)), gazetteer=gazetteer, watch=watch) as run:
        assert encode(run.found) == first
    assert len(notes) == 1
    assert notes[0].startswith("80 articles were read by another version")
    assert sum(read) > 80


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"SQLite format 3\0 and nothing behind it"])
def test_a_damaged_file_of_readings_is_begun_anew_and_it_is_said(
    archive: Path, tmp_path: Path, gazetteer: Gazetteer, damage: bytes
) -> None:
    """What cannot be read back costs time alone."""
    first = read_all(tmp_path / "out", archive, gazetteer=gazetteer)
    (tmp_path / "out" / FOLDER / FILE).write_bytes(damage)
    notes: list[str] = []
    source, watch = Source(paths=(archive,)), Watch(on_note=notes.append)
    with open_run(tmp_path / "out", source, gazetteer=gazetteer, watch=watch) as run:
        assert encode(run.found) == first
    assert len(notes) == bool(damage)
    assert all("all articles are read again" in note for note in notes)


def test_a_run_without_articles_leaves_no_trace(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """Where nothing could be read, no folder is made."""
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    out = tmp_path / "out"
    with open_run(out, Source(paths=(empty,)), gazetteer=gazetteer) as run:
        assert len(run.found.articles) == 0
        assert len(run.found.skipped) == 1
    assert not out.exists()


def test_the_hour_of_reading_is_kept(seeds: Path, tmp_path: Path, gazetteer: Gazetteer) -> None:
    """It stands beside the map when each article was read, and a second run keeps the hour."""
    hours = []
    for _ in range(2):
        read_all(tmp_path, seeds, gazetteer=gazetteer)
        with closing(sqlite3.connect(tmp_path / FOLDER / FILE)) as rows:
            hours.append(rows.execute("SELECT key, read_at FROM readings ORDER BY key").fetchall())
    assert hours[0] == hours[1]
    read = [datetime.fromisoformat(hour) for _, hour in hours[0]]
    assert len(read) == 5
    assert all(timedelta() <= datetime.now(UTC) - hour < timedelta(hours=1) for hour in read)


@pytest.mark.parametrize("workers", [1])
def test_incidents_of_one_hash_are_told_apart(
    archive: Path, seeds: Path, tmp_path: Path, gazetteer: Gazetteer, workers: int
) -> None:
    """Where hashes collide a run goes on, and gives on the disk what it gives in memory."""
    plain = read_all(tmp_path / "plain", archive, seeds, gazetteer=gazetteer)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "geoincidents.locate.incidents._make_id",
            lambda article, _: f"gi-{article.sha256[0]}",
        )
        expected = find_incidents(read_articles(archive, seeds), gazetteer=gazetteer)
        out = tmp_path / "out"
        got = read_all(out, archive, seeds, gazetteer=gazetteer, workers=workers)
    names = [one.incident_id for one in expected]
    assert len(set(names)) == len(names) == plain["jsonl"].count(b"\n")
    assert sum(len(name) > 12 for name in names) > 10
    assert got == encode(expected)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Give a folder of web pages, texts and an archive of pages, some broken, some of one name."""
    folder = tmp_path / "pages"
    for place in ("north", "south"):
        (folder / place).mkdir(parents=True)
        for number in range(20):
            (folder / place / f"page-{number}.html").write_bytes(_make_page(f"{place} {number}"))
        (folder / place / f"{place}.txt").write_text(f"Two rockets hit Erbil, said {place}.")
        (folder / place / "empty.html").write_bytes(b"<html></html>")
        (folder / place / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    with zipfile.ZipFile(folder / "more.zip", "w") as packed:
        for number in range(105):
            packed.writestr(f"bad-{number}.html", b"<html></html>")
            packed.writestr(f"good-{number}.html", _make_page(f"packed {number}"))
    write_archive(folder / "zz.jsonl", range(20))
    return folder


def _make_page(words: str) -> bytes:
    said = f"Two rockets hit the airport in Erbil on 15 February 2021, killing three, {words}."
    return f"<html><body><article><p>{said}</p><p>{said}</p></article></body></html>".encode()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_workers_parse_is_what_one_process_parses(
    pages: Path, tmp_path: Path, gazetteer: Gazetteer, workers: int
) -> None:
    """Pages that come back in any order give the same ids, incidents and refusals."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geoincidents.batch.intake._PIECES", 3)
        patch.setattr("geoincidents.batch.intake._MOST_WAITING", 10)
        expected = find_incidents(read_articles(pages), gazetteer=gazetteer)
        assert any("more records were skipped" in one.reason for one in expected.skipped)
        got = read_all(tmp_path / "out", pages, gazetteer=gazetteer, workers=workers)
    assert got == encode(expected)
