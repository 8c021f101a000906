"""`geoincidents map` writes a map and its data, and says what it did."""

import json
from pathlib import Path

import pytest
from rfc7946 import list_faults
from running import KEPT, RESULTS, Ran, Runner

from geoincidents import find_incidents, read_articles

QUIET_ARTICLE = "The museum opened a new wing on Tuesday. Visitors praised the light.\n"


@pytest.fixture(scope="module")
def made(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """Give one run over the sample articles, and the folder that it wrote."""
    here = tmp_path_factory.mktemp("seeds")
    return Runner(here)("map", seeds, "--out", "map", "--title", "Five articles"), here / "map"


def test_samples_end_well(made: tuple[Ran, Path]) -> None:
    """The sample articles give exit code 0, four files, and nothing on standard output."""
    ran, folder = made
    assert (ran.code, ran.out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == sorted((*RESULTS, KEPT))


def test_geojson_is_of_the_standard(made: tuple[Ran, Path]) -> None:
    """The GeoJSON that the command writes has no fault by RFC 7946."""
    assert list_faults((made[1] / "incidents.geojson").read_bytes()) == []


def test_command_gives_what_the_library_gives(made: tuple[Ran, Path], seeds: Path) -> None:
    """The command is a cover over the library: the same incidents in the same order."""
    lines = (made[1] / "incidents.jsonl").read_text("utf-8").splitlines()
    found = find_incidents(read_articles(seeds))
    assert [json.loads(line)["incident_id"] for line in lines] == [one.incident_id for one in found]
    assert found.skipped == ()


def test_table_tells_people_what_was_done(made: tuple[Ran, Path]) -> None:
    """The table counts articles and incidents as run.json does, and names the map."""
    ran, folder = made
    counts = json.loads((folder / "run.json").read_bytes())["counts"]
    rows = dict(
        row.rsplit(maxsplit=1) for row in ran.err.splitlines() if row.rstrip()[-1:].isdigit()
    )
    assert {label.strip(): int(count) for label, count in rows.items()}.items() >= {
        ("Articles read", 5),
        ("Articles skipped", 0),
        ("Incidents", counts["incidents"]),
        ("On the map", counts["on_map"]),
        ("Kept off the map", counts["off_map"]),
    }
    assert ran.err.endswith(f"Map: {Path('map') / 'index.html'}\n")


def test_incidents_off_the_map_are_named_with_the_reason(made: tuple[Ran, Path]) -> None:
    """Every incident without a pin is said, and why it has none."""
    ran, folder = made
    for one in json.loads((folder / "run.json").read_bytes())["off_map"]:
        assert f"{one['title']}: {one['reason']}" in ran.err


def test_title_is_that_of_the_page(made: tuple[Ran, Path]) -> None:
    """--title gives the page its title."""
    assert "<title>Five articles" in (made[1] / "index.html").read_text("utf-8")


def test_json_is_the_summary_for_programs(run: Runner, seeds: Path) -> None:
    """--json puts the summary, and nothing else, on standard output."""
    ran = run("map", seeds, "--out", "map", "--json", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    summary = json.loads(ran.out)
    written = json.loads((run.folder / "map" / "run.json").read_bytes())
    assert summary["counts"] == written["counts"]
    assert summary["skipped"] == []
    assert sorted(summary["files"]) == sorted(RESULTS)
    assert all((run.folder / path).is_file() for path in summary["files"].values())


def test_article_comes_from_standard_input(run: Runner, seeds: Path) -> None:
    """- reads an article from standard input; --published dates it."""
    text = (seeds / "001_d142974a77022bda.txt").read_bytes()
    ran = run("map", "-", "--out", "map", "--published", "2020-10-05", stdin=text)
    assert ran.code == 0
    written = json.loads((run.folder / "map" / "run.json").read_bytes())
    assert [one["published"] for one in written["inputs"]] == ["2020-10-05"]
    assert written["counts"]["incidents"] > 0


def test_missing_date_is_asked_for_once(run: Runner, here: Path) -> None:
    """Articles without a publication date give one warning, which says how to give it."""
    for name in ("one", "two", "three"):
        (here / f"{name}.txt").write_text(f"{name}: {QUIET_ARTICLE}", "utf-8")
    ran = run("map", "one.txt", "two.txt", "three.txt", "--out", "map")
    assert ran.code == 0
    assert ran.err.count("--published") == 1


def test_no_incident_is_a_sentence_and_an_empty_map(run: Runner, here: Path) -> None:
    """Articles without incidents are no failure: a sentence, valid empty files, exit code 0."""
    (here / "quiet.txt").write_text(QUIET_ARTICLE, "utf-8")
    ran = run("map", "quiet.txt", "--out", "map")
    assert ran.code == 0
    assert "No incident was found" in ran.err
    written = (here / "map" / "incidents.geojson").read_bytes()
    assert list_faults(written) == []
    assert json.loads(written)["features"] == []
    assert (here / "map" / "incidents.jsonl").read_bytes() == b""
    assert (here / "map" / "index.html").stat().st_size > 0
