"""An update gives what a run over everything gives, and says what it changed."""

import json
import random
from pathlib import Path

import pytest
from made_archives import make_record, write_archive

from geoincidents.batch import Changes, Source, Watch, encode_changes, open_run
from geoincidents.errors import InputError
from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest import read_articles
from geoincidents.model import Incident, Incidents
from geoincidents.pipeline import find_incidents
from geoincidents.store import (
    describe_run,
    encode_geojson,
    encode_jsonl,
    to_geojson,
    write_ordered_geojson,
    write_ordered_jsonl,
)


def update(
    folder: Path, *paths: Path, gazetteer: Gazetteer, watch: Watch | None = None
) -> tuple[bytes, Changes]:
    """Update a folder and give the incidents and the changes."""
    source = Source(paths=paths)
    with open_run(folder, source, update=True, gazetteer=gazetteer, watch=watch) as run:
        check_bytes(run.found, folder)
        return encode_jsonl(run.found), run.compare()


def check_bytes(found: Incidents, folder: Path) -> None:
    """Hold that the bytes which are kept of incidents are those that are made of them anew."""
    made = Incidents(tuple(found))
    write_ordered_geojson(found, folder / "kept.geojson")
    write_ordered_jsonl(found, folder / "kept.jsonl")
    assert (folder / "kept.geojson").read_bytes() == encode_geojson(to_geojson(made))
    assert (folder / "kept.jsonl").read_bytes() == encode_jsonl(made)
    assert tuple(describe_run(found).off_map) == describe_run(made).off_map


def make(folder: Path, *paths: Path, gazetteer: Gazetteer) -> tuple[Incident, ...]:
    """Make a run and give its incidents, which are those of one pass in memory."""
    with open_run(folder, Source(paths=paths), gazetteer=gazetteer) as run:
        found = tuple(run.found)
    assert found == find_incidents(read_articles(*paths), gazetteer=gazetteer).items
    return found


@pytest.mark.parametrize("seed", range(3))
def test_an_update_is_a_run_over_everything(
    seed: int, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    """New articles are added, new texts of an id replace the old, and each change is right."""
    drawn = random.Random(seed)  # noqa: S311 - nothing secret
    middle, last = drawn.randint(20, 35), drawn.randint(40, 50)
    old = write_archive(tmp_path / "old.jsonl", range(40), seed)
    new = write_archive(tmp_path / "new.jsonl", range(middle, last), seed + 1)
    everything = tmp_path / "all" / "all.jsonl"
    write_archive(everything, range(middle), seed)
    everything.write_text(everything.read_text("utf-8") + new.read_text("utf-8"), "utf-8")
    before = make(tmp_path / "out", old, gazetteer=gazetteer)
    after = make(tmp_path / "whole", everything, gazetteer=gazetteer)
    read: list[int] = []
    found, changes = update(
        tmp_path / "out", new, gazetteer=gazetteer, watch=Watch(on_read=read.append)
    )
    assert found == encode_jsonl(after)
    assert sum(read) == last - middle
    assert len(changes.articles_new) == last - 40
    assert len(changes.articles_changed) == 40 - middle
    _check_changes(changes, before, after)


def _check_changes(
    changes: Changes, before: tuple[Incident, ...], after: tuple[Incident, ...]
) -> None:
    """Hold that the changes lead from one map to the other, and name nothing else."""
    same = {one.incident_id for one in before} & {one.incident_id for one in after if one in before}
    told = (*changes.new, *changes.joined, *changes.changed)
    assert {one.incident_id for one in told} == {one.incident_id for one in after} - same
    taken = {name for one in told for name in one.was}
    gone = {one.incident_id for one in changes.gone}
    assert taken | gone == {one.incident_id for one in before} - same
    assert not taken & gone
    earlier = {ref.article_id: ref.sha256 for one in before for ref in one.articles}
    by_id = {one.incident_id: one for one in after}
    for one in changes.new:
        quotes = set(by_id[one.incident_id].evidence)
        assert not any(quotes & set(other.evidence) for other in before)
    for one in changes.joined:
        assert set(one.articles) <= {ref.article_id for ref in by_id[one.incident_id].articles}
        assert one.was
    assert earlier


def test_what_is_gone_from_a_folder_goes_from_the_map(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """A folder given again is taken as it is now; what lies elsewhere stays."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(6):
        (folder / f"n{number}.txt").write_text(make_record(number)["text"], "utf-8")
    elsewhere = write_archive(tmp_path / "elsewhere.jsonl", range(10, 14))
    make(out, folder, elsewhere, gazetteer=gazetteer)
    (folder / "n0.txt").unlink()
    (folder / "n1.txt").write_text(make_record(30)["text"], "utf-8")
    found, changes = update(out, folder, gazetteer=gazetteer)
    expected = find_incidents(read_articles(folder, elsewhere), gazetteer=gazetteer)
    assert found == encode_jsonl(expected)
    assert changes.articles_gone == ("n0",)
    assert changes.articles_changed == ("n1",)
    assert changes.articles_new == ()


def test_files_of_one_name_get_ids_of_their_own(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """A file that only happens to be called like an old one replaces nothing."""
    for name, number in (("one", 1), ("two", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(make_record(number)["text"], "utf-8")
    make(tmp_path / "out", tmp_path / "one", gazetteer=gazetteer)
    found, _ = update(tmp_path / "out", tmp_path / "two", gazetteer=gazetteer)
    both = read_articles(tmp_path / "one", tmp_path / "two")
    assert [one.article_id for one in both] == ["one-report", "two-report"]
    assert found == encode_jsonl(find_incidents(both, gazetteer=gazetteer))


def test_an_update_with_nothing_new_changes_nothing(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """The same articles again are read by nobody and change nothing."""
    old = write_archive(tmp_path / "old.jsonl", range(12))
    before = make(tmp_path / "out", old, gazetteer=gazetteer)
    read: list[int] = []
    watch = Watch(on_read=read.append)
    found, changes = update(tmp_path / "out", old, gazetteer=gazetteer, watch=watch)
    assert found == encode_jsonl(before)
    assert read == []
    assert not any(json.loads(encode_changes(changes)).values())


def test_there_must_be_a_run_of_this_version(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """Without a run, or with one of other code or words, it is said what to do."""
    old = write_archive(tmp_path / "old.jsonl", range(3))
    with pytest.raises(InputError, match=r"holds no run .*geoincidents map ARTICLES"):
        update(tmp_path / "out", old, gazetteer=gazetteer)
    assert not (tmp_path / "out").exists()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("geoincidents.batch.run.name_version", lambda _: "of last year")
        make(tmp_path / "out", old, gazetteer=gazetteer)
    with pytest.raises(InputError, match=r"3 articles of .* another version .*with all articles"):
        update(tmp_path / "out", old, gazetteer=gazetteer)
