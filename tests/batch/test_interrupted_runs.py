"""The installed command over many articles: stopped, killed, and on a cluster."""

import contextlib
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from made_archives import write_archive
from running import COMMAND, RESULTS, build_environment

COUNT = 1600  # articles: eight chunks
CHUNK = 200
STARTED_S = 240  # a cluster of three processes on a machine that does much else
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive of some chunks, and beside it the map that a run without trouble makes."""
    folder = tmp_path_factory.mktemp("archive")
    write_archive(folder / "all.jsonl", range(COUNT))
    with start_map(folder, folder / "expected", "--workers", "1") as process:
        assert process.wait(timeout=300) == 0
    return folder


@contextlib.contextmanager
def start_map(archive: Path, out: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the command in a session of its own, so that it can be killed with its workers."""
    process = subprocess.Popen(
        [str(COMMAND), "map", str(archive / "all.jsonl"), "--out", str(out), "-q", *words],
        env=build_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def count_readings(out: Path) -> int:
    """Count the articles that runs have committed."""
    path = out / ".run" / "readings.sqlite"
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
            return int(rows.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.Error:
        return 0


def wait_for_readings(out: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until runs have committed so many articles, or this one is over."""
    while process.poll() is None and count_readings(out) < count:
        time.sleep(0.02)


def read_results(out: Path) -> Files:
    """Give the bytes of the files of a map."""
    return {name: (out / name).read_bytes() for name in RESULTS}


def test_killed_runs_lose_a_chunk_each_at_most_and_no_byte(archive: Path, tmp_path: Path) -> None:
    """Killed at random with all its workers and begun again, a run ends with the same bytes."""
    drawn = random.Random(7)  # noqa: S311 - nothing secret
    out = tmp_path / "out"
    done = 0
    for _ in range(3):
        with start_map(archive, out, "--workers", "2") as process:
            wait_for_readings(out, done + drawn.randint(1, 2) * CHUNK, process)
            time.sleep(drawn.random() * 0.3)
            os.killpg(process.pid, signal.SIGKILL)
        assert count_readings(out) >= done  # what was committed stays
        assert count_readings(out) % CHUNK == 0  # whole chunks alone
        done = count_readings(out)
        assert not (out / "index.html").exists()
    with start_map(archive, out, "--workers", "2") as process:
        assert process.wait(timeout=300) == 0
    assert read_results(out) == read_results(archive / "expected")


def test_ctrl_c_ends_at_once_and_says_what_is_kept(archive: Path, tmp_path: Path) -> None:
    """One line, exit code 130, no worker left; the same command goes on from there."""
    out = tmp_path / "out"
    with start_map(archive, out, "--workers", "2") as process:
        wait_for_readings(out, CHUNK, process)
        began = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        _, said = process.communicate(timeout=60)
        assert time.monotonic() - began < 30
        assert process.returncode == 130
        assert _is_gone(process.pid)
    lines = said.decode().splitlines()
    assert len(lines) == 1, said
    assert re.fullmatch(
        r"geoincidents: interrupted; [\d,]+ articles are kept: "
        r"the same command goes on from there",
        lines[0],
    )
    assert count_readings(out) >= CHUNK


def _is_gone(group: int) -> bool:
    """Tell whether every process of a group ends within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def wait_for_workers(file: Path, processes: Sequence[subprocess.Popen[bytes]]) -> str:
    """Give the address of the scheduler once its workers are there, however busy the machine."""
    distributed: Any = import_module(
        "distributed"
    )  # one test of many needs it, and it has no types
    until = time.monotonic() + STARTED_S
    while not (file.is_file() and file.read_text("utf-8").rstrip().endswith("}")):
        assert time.monotonic() < until, "no scheduler"
        assert all(one.poll() is None for one in processes), "a process of the cluster ended"
        time.sleep(0.05)
    with distributed.Client(
        scheduler_file=str(file), timeout=STARTED_S, set_as_default=False
    ) as client:
        client.wait_for_workers(len(processes) - 1, timeout=STARTED_S)
        return str(client.scheduler.address)


@contextlib.contextmanager
def start_cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers as people do; give its address and the workers."""
    file = folder / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    dask = [sys.executable, "-m", "dask"]
    local = ["--host", "127.0.0.1"]
    words = [[*dask, "scheduler", *common, *local, "--port", "0"]]
    words += [[*dask, "worker", *common, *local, "--nthreads", "1", "--no-nanny"]] * 2
    processes = [
        subprocess.Popen(one, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for one in words
    ]
    try:
        yield wait_for_workers(file, processes), processes[1:]
    finally:
        for one in processes:
            one.kill()
            one.wait()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_lost(
    archive: Path, tmp_path: Path
) -> None:
    """What a lost worker was at is read by another; nothing of it is seen in the map."""
    out = tmp_path / "out"
    with (
        start_cluster(tmp_path) as (address, workers),
        start_map(archive, out, "--engine", "dask", "--scheduler", address) as process,
    ):
        wait_for_readings(out, CHUNK, process)
        workers[0].kill()
        _, said = process.communicate(timeout=300)
    assert (process.returncode, said) == (0, b"")
    assert read_results(out) == read_results(archive / "expected")


def test_a_scheduler_that_is_not_there_is_one_clear_line(archive: Path, tmp_path: Path) -> None:
    """It is said what was asked, and how a cluster is started; nothing is written."""
    out = tmp_path / "out"
    words = ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    with start_map(archive, out, *words) as process:
        _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    (line,) = said.decode().splitlines()
    assert "no Dask scheduler with a worker answers at 'tcp://127.0.0.1:1'" in line
    assert "dask scheduler" in line
    assert not out.exists()
