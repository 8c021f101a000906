"""People keep incidents in a database, read them back with every command, and share them."""

import json
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from incident_samples import build_samples
from postgis_server import PASSWORD, Server
from running import Runner

from geoincidents.store import write_jsonl


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """Give the samples as incidents.jsonl."""
    write_jsonl(build_samples(), tmp_path / "samples.jsonl")
    return tmp_path / "samples.jsonl"


def test_a_map_is_kept_and_read_back(
    run: Runner, seeds: Path, tmp_path: Path, address: str, opened: psycopg.Connection
) -> None:
    """What `map --store` keeps comes out again as the incidents.jsonl beside the map."""
    done = run("map", seeds, "--out", "map", "--store", address, "--json")
    assert done.code == 0, done.err
    said = json.loads(done.out)
    assert said["database"]["added"] == said["counts"]["incidents"] > 0
    assert "Database: postgresql://admin@127.0.0.1:" in done.err
    assert run("export", address, "--out", "back.jsonl").code == 0
    assert (tmp_path / "back.jsonl").read_bytes() == (
        tmp_path / "map" / "incidents.jsonl"
    ).read_bytes()
    ((kept,),) = opened.execute("SELECT run::text FROM geoincidents.runs").fetchall()
    run_file = json.loads((tmp_path / "map" / "run.json").read_text("utf-8"))
    # Hashes of the files beside the map are of that folder, not of the database.
    of_folder: dict[str, object] = {"lexicons": None, "gazetteer": None, "outputs": []}
    assert json.loads(kept) == run_file | of_folder
    files = [path for path in (tmp_path / "map").rglob("*") if path.is_file()]
    everything = [path.read_text("utf-8", errors="replace") for path in files]
    for text in (done.out, done.err, kept, *everything):
        assert PASSWORD not in text
        assert "p%40ss" not in text


def test_no_folder_is_needed(run: Runner, seeds: Path, tmp_path: Path, address: str) -> None:
    """With --store alone nothing is written but the database; again, all is as before."""
    assert run("map", seeds, "--store", address).code == 0
    again = run("map", seeds, "--store", address)
    assert again.code == 0
    assert " as before)" in again.err
    assert not list(tmp_path.iterdir())


def test_neither_folder_nor_database_is_a_mistake(run: Runner, seeds: Path) -> None:
    """A map that goes nowhere is refused with what to give."""
    done = run("map", seeds)
    assert done.code == 2
    assert "--out, a database with --store, or both" in done.err


def test_every_command_reads_it(run: Runner, samples: Path, tmp_path: Path, address: str) -> None:
    """What comes out of a database is what comes out of the file that was put in."""
    assert run("export", samples, "--out", address).code == 0
    for command, name in (("render", "a.html"), ("picture", "a.svg"), ("report", "a.md")):
        done = run(command, address, "--out", name)
        assert done.code == 0, done.err
    assert run("render", samples, "--out", "b.html").code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    title = build_samples()[0].title
    assert title in (tmp_path / "a.md").read_text("utf-8").replace("\\", "")
    assert (tmp_path / "a.svg").stat().st_size > 10_000


def test_a_filter_removes_nothing(run: Runner, seeds: Path, address: str) -> None:
    """A run that was told to keep less does not take away what is kept already."""
    assert run("map", seeds, "--store", address).code == 0
    done = run("map", seeds, "--store", address, "--since", "2021-01-01", "--json")
    assert json.loads(done.out)["database"]["removed"] == 0


@pytest.mark.parametrize("way", ["PGPASSWORD", ".pgpass", "service"])
def test_the_password_stays_out_of_sight(
    run: Runner, samples: Path, server: Server, address: str, way: str
) -> None:
    """It comes from where every PostgreSQL program looks for it."""
    name = address.rpartition("/")[2]
    bare, env = server.make_address(name, password=""), {"HOME": str(samples.parent)}
    secret = samples.parent / "secret"
    if way == "PGPASSWORD":
        env["PGPASSWORD"] = PASSWORD
    elif way == ".pgpass":
        escaped = PASSWORD.replace("\\", r"\\").replace(":", r"\:")
        secret.write_text(f"127.0.0.1:{server.port}:*:admin:{escaped}\n")
        secret.chmod(0o600)
        env["PGPASSFILE"] = str(secret)
    else:
        secret.write_text(
            f"[desk]\nhost=127.0.0.1\nport={server.port}\ndbname={name}\nuser=admin\n"
            f"password={PASSWORD}\n"
        )
        bare, env["PGSERVICEFILE"] = "postgresql:///?service=desk", str(secret)
    done = run("export", samples, "--out", bare, env=env)
    assert done.code == 0, done.err


def test_a_role_may_read_and_not_write(
    run: Runner, samples: Path, server: Server, address: str
) -> None:
    """Who was let in reads everything and changes nothing."""
    name = address.rpartition("/")[2]
    assert run("export", samples, "--out", address).code == 0
    shared = run("database", "share", address, "--role", f"readers_{name}")
    assert (shared.code, "may read" in shared.err) == (0, True)
    with server.connect() as opened:
        opened.execute(f"CREATE ROLE reader_{name} LOGIN PASSWORD 'r' IN ROLE readers_{name}")
    theirs = server.make_address(name, f"reader_{name}", "r")
    assert run("export", theirs, "--out", "theirs.geojson").code == 0
    refused = run("export", samples, "--out", theirs)
    assert refused.code == 1
    assert "permission denied" in refused.err
    assert "use another user" in refused.err
    assert len(refused.err.splitlines()) == 1
    with psycopg.connect(theirs) as opened:
        assert opened.execute("SELECT count(*) FROM public.layer_styles").fetchone() == (4,)


def test_kills_and_races_lose_nothing(address: str, root: Path) -> None:
    """A killed writer leaves the old state, writers that start at once lose nothing.

    The share of `python -m fuzz.database` that the suite has time for.
    """
    shares = ["--kills", "3", "--races", "2", "--writers", "3"]
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.database", *shares, "--address", address],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 killed" in done.stdout
