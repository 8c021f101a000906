"""Places that an article teaches are used in it, quoted, and offered: never added silently."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from geoincidents import find_incidents, read_articles
from geoincidents.locate import list_candidates
from geoincidents.model import Incidents

ARTICLE = """BAGHDAD (Reuters) - Gunmen attacked the village of Kafr Xan, about 10 km south of
Mosul, on Monday, killing six farmers, Iraqi police said.

Police said a bomb had exploded in Kafr Xan on Saturday, wounding two soldiers.
"""
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kafr.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Command:
    """Give the installed command with a data folder of its own."""

    def run_command(*words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "GEOINCIDENTS_DATA": str(folder / "data")}
        return subprocess.run(
            [str(Path(sys.executable).parent / "geoincidents"), *words],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )

    return run_command


def read(folder: Path) -> Incidents:
    """Give the incidents of the article."""
    return find_incidents(read_articles(folder / "in", published=None))


def test_a_later_mention_means_the_place_that_was_taught(folder: Path) -> None:
    """Both attacks are 10 km south of Mosul under the name told, and the telling words quoted."""
    incidents = read(folder)
    places = [place for one in incidents for place in one.impacts]
    assert [place.name for place in places] == ["Kafr Xan", "Kafr Xan"]
    mosul = (36.335, 43.119)
    for place in places:
        gap = Geodesic.WGS84.Inverse(*mosul, place.latitude, place.longitude)["s12"]
        assert gap == pytest.approx(10_000, rel=0.05)
        assert place.radius_m > 5000
    for incident in incidents:
        (quote,) = [q for q in incident.evidence if "learnt_place" in q.supports]
        assert "Kafr Xan, about 10 km south of Mosul" in " ".join(quote.quote.split())


def test_what_was_taught_is_offered_once(folder: Path) -> None:
    """One row a place, with the words, however often it is told."""
    (one,) = list_candidates(read(folder))
    assert (one.name, one.kind, one.country, one.told) == ("Kafr Xan", "village", "IQ", 2)
    assert "10 km south of Mosul" in one.quote


def test_the_table_is_what_places_add_takes(folder: Path, run: Command) -> None:
    """Suggest writes a table and adds nothing; places add takes it as it is; then it is known."""
    table = folder / "candidates.csv"
    made = run("places", "suggest", str(folder / "in"), "-o", str(table))
    assert made.returncode == 0, made.stderr
    assert "1 place that no table knows" in made.stderr
    assert run("places", "find", "Kafr Xan").returncode != 0
    added = run("places", "add", str(table))
    assert added.returncode == 0, added.stderr
    known = run("places", "find", "Kafr Xan")
    assert known.returncode == 0
    assert "Kafr Xan" in known.stdout


def test_incidents_give_the_same_table(folder: Path, run: Command) -> None:
    """From incidents.jsonl come the rows that come from the articles."""
    assert run("map", str(folder / "in"), "-o", str(folder / "out")).returncode == 0
    again = run("places", "suggest", str(folder / "out" / "incidents.jsonl"))
    assert again.returncode == 0
    assert again.stdout == run("places", "suggest", str(folder / "in")).stdout


def test_names_of_persons_and_days_teach_nothing(tmp_path: Path) -> None:
    """A speaker and a weekday before "near X" are no places."""
    (tmp_path / "a.txt").write_text(
        "BAGHDAD (Reuters) - General Hassan Kadhim, near Mosul, said two rockets had hit Baghdad "
        "on Monday, 10 km north of the airport, killing one soldier.\n",
        "utf-8",
    )
    assert list_candidates(find_incidents(read_articles(tmp_path))) == []


def test_a_missing_file_is_told(folder: Path, run: Command) -> None:
    """A file of incidents that is not there is one line, no trace and no table."""
    told = run("places", "suggest", str(folder / "nothing.jsonl"))
    assert told.returncode == 1
    assert "nothing.jsonl" in told.stderr
    assert "Traceback" not in told.stderr
    assert told.stdout == ""
