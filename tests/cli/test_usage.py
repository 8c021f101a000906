"""Words that make no sense end in one line that says what would make sense."""

import sys

import pytest
from running import Runner

from geoincidents import __version__


def test_version_is_one_line(run: Runner) -> None:
    """--version gives the name and the number alone."""
    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"geoincidents {__version__}\n", "")


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_names_every_command(run: Runner, words: tuple[str, ...]) -> None:
    """Help is asked for by --help, -h, or by saying nothing; it goes to standard output."""
    ran = run(*words)
    assert (ran.code, ran.err) == (0, "")
    assert "map" in ran.out
    assert "demo" in ran.out


def test_module_is_the_same_program(run: Runner) -> None:
    """`python -m geoincidents` says what `geoincidents` says, under the same name."""
    module = Runner(run.folder, (sys.executable, "-m", "geoincidents"))
    assert module("map", "--help") == run("map", "--help")
    assert module("mpa") == run("mpa")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mpa"], "Did you mean 'map'?"),
        (["map", "x", "--ouut", "y"], "--out"),
        (["map", "x"], "give a folder for the map with --out"),
        (["map", "--out", "y"], "Missing argument 'ARTICLES'"),
        (["map", "x", "--out", "y", "--published", "2021-13-01"], "write it as YYYY-MM-DD"),
        (["map", "x", "--out", "y", "--published", "yesterday"], "write it as YYYY-MM-DD"),
        (["map", "x", "--out", "y", "--encoding", "klingon"], "cp1252"),
        (["map", "x", "--out", "y", "--encoding", "rot13"], "cp1252"),
        (["map", "x", "--out", "y", "--tiles", "os"], "osm, satellite, topo"),
        (["demo", "here"], "unexpected"),
    ],
)
def test_usage_fault_is_one_line(run: Runner, words: list[str], said: str) -> None:
    """A usage fault is one line on standard error that says what is allowed; exit code 2."""
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("geoincidents: ")
    assert ran.err.count("\n") == 1
    assert said in ran.err
    assert "--help" in ran.err


def test_words_cannot_steer_the_terminal(run: Runner) -> None:
    """A control character among the words is shown as an escape."""
    ran = run("ma\x1b[31mp\x9b")
    assert ran.code == 2
    assert not {"\x1b", "\x9b"} & set(ran.err)
