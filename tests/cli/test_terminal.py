"""What the command writes suits whoever reads it: people, pipes, and terminals of any kind."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import COMMAND, Runner, build_environment

GOOD = "Two rockets hit the city of Erbil on 15 February 2021, police said.\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminal, signal or name")


@pytest.fixture
def good(here: Path) -> Path:
    """Give a folder with one good article."""
    folder = here / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder


def run_in_terminal(words: list[str], here: Path, env: dict[str, str] | None = None) -> str:
    """Run the command with standard error at a terminal and give what it shows."""
    import pty  # noqa: PLC0415 - POSIX alone has it

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND, *words],
        cwd=here,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=build_environment({"TERM": "xterm-256color", **(env or {})}),
    ) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    assert process.returncode == 0
    return shown.decode("utf-8")


@posix
def test_progress_is_shown_at_a_terminal(here: Path, good: Path) -> None:
    """A bar moves at a terminal."""
    assert "1/1" in run_in_terminal(["map", str(good), "--out", "map"], here)


@posix
def test_quiet_shows_nothing_at_a_terminal(here: Path, good: Path) -> None:
    """--quiet shows neither bar nor table where nothing went wrong."""
    words = ["map", str(good), "--out", "map", "--quiet", "--published", "2021-02-16"]
    assert run_in_terminal(words, here) == ""


@posix
def test_no_color_is_kept(here: Path, good: Path) -> None:
    """NO_COLOR takes every colour out of what a terminal gets."""
    words = ["map", str(good), "--out", "map"]
    colour = re.compile(r"\x1b\[[0-9;]*[34][0-9][0-9;]*m")
    assert colour.search(run_in_terminal(words, here))
    assert not colour.search(run_in_terminal(words, here, {"NO_COLOR": "1"}))


def test_pipe_gets_no_escape(run: Runner, good: Path) -> None:
    """Where nobody sits at a terminal there is no bar and no escape sequence."""
    ran = run("map", good, "--out", "map")
    assert "\x1b" not in ran.err
    assert "\r" not in ran.err.replace("\r\n", "\n")


@posix
@pytest.mark.parametrize("name", ["\x1b[31mred\x07.txt", "\u202etxt.gpj.txt", "new\nline.txt"])
def test_file_name_cannot_steer_the_terminal(
    run: Runner, here: Path, good: Path, name: str
) -> None:
    """Control and direction characters of a file name are shown as escapes, on one line."""
    (here / name).write_bytes(b"")
    ran = run("map", good, name, "--out", "map")
    assert ran.code == 3
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.err)
    assert "empty file" in next(line for line in ran.err.splitlines() if "txt: " in line)


@posix
def test_name_of_broken_bytes_is_shown(run: Runner, here: Path, good: Path) -> None:
    """A file name that is no text at all is still named, and stops nothing."""
    (here / os.fsdecode(b"bad\xff.txt")).write_bytes(b"")
    ran = run("map", good, os.fsdecode(b"bad\xff.txt"), "--out", "map", "--json")
    assert ran.code == 3
    assert "bad" in ran.err
    assert "empty file" in ran.out


def test_text_cannot_steer_the_terminal(run: Runner, here: Path) -> None:
    """No escape of an article's text or title reaches the terminal."""
    text = "\x1b]0;owned\x07\x1b[2J" + GOOD.replace("Erbil", "Zz\x1b[31marqubad\x9b")
    (here / "a.md").write_text(f'---\ntitle: "\x9b31m red"\n---\n{text}', "utf-8")
    ran = run("map", "a.md", "--out", "map")
    assert not {"\x1b", "\x9b", "\x07"} & set(ran.err + ran.out)


def test_terminal_of_ascii_alone_is_enough(run: Runner, here: Path) -> None:
    """A terminal without any character beyond ASCII gets escapes, no crash."""
    (here / "é’نص.txt").write_bytes(b"")
    (here / "good.txt").write_text(GOOD, "utf-8")
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C", "LANG": "C"}
    for words in (("--help",), ("map", "--help"), ("map", "é’نص.txt", "good.txt", "--out", "map")):
        ran = run(*words, env=env)
        assert ran.code == (0 if "--help" in words else 3)
        assert (ran.out + ran.err).isascii()


@posix
@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["map", "articles", "-o", "m", "--json"]]
)
def test_closed_pipe_is_no_fault(here: Path, good: Path, words: list[str]) -> None:
    """Where the reader of standard output has gone, nobody hears of it; exit code 0."""
    assert good.is_dir()
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [COMMAND, *words],
        cwd=here,
        stdout=writer,
        stderr=subprocess.PIPE,
        env=build_environment(),
        check=False,
    )
    os.close(writer)
    assert done.returncode == 0
    assert b"Broken" not in done.stderr
    assert b"Traceback" not in done.stderr


@posix
def test_command_without_any_stream_works(here: Path, good: Path) -> None:
    """Closed standard streams stop nothing: the map is written."""
    assert good.is_dir()
    line = '"$0" map articles --out map --json <&- >&- 2>&-'
    done = subprocess.run(["/bin/sh", "-c", line, str(COMMAND)], cwd=here, check=False)
    assert done.returncode == 0
    assert (here / "map" / "index.html").is_file()


@posix
def test_interrupt_is_one_line(here: Path) -> None:
    """Ctrl-C ends the run with exit code 130, one line and no map."""
    with subprocess.Popen(
        [COMMAND, "map", "-", "--out", "map"],
        cwd=here,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=build_environment(),
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: it returns when the command has begun to read.
        process.stdin.write(b"Words. " * 100_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (process.returncode, out) == (130, b"")
    (line,) = err.decode().splitlines()
    # What it says beside that hangs on whether reading had begun.
    assert line in {
        "geoincidents: interrupted; files that were there before are whole",
        "geoincidents: interrupted; 0 articles are kept: the same command goes on from there",
    }
    assert [path.name for path in (here / "map").glob("*")] in ([], [".run"])


FAULT = """
import sys
from geoincidents import batch
def fail(*_, **__):
    raise KeyError("\\x1b[31mwhat")
batch.open_run = fail
from geoincidents.cli import main
sys.exit(main())
"""


def test_unexpected_fault_is_one_line(here: Path, good: Path) -> None:
    """A fault of the program is one line that names --debug; --debug shows the traceback."""
    run = Runner(here, (sys.executable, "-c", FAULT))
    ran = run("map", good, "--out", "map")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "KeyError" in ran.err
    assert "--debug" in ran.err
    assert "\x1b" not in ran.err
    for debugged in (
        run("map", good, "--out", "map", "--debug"),
        run("map", good, "--out", "map", env={"GEOINCIDENTS_DEBUG": "1"}),
    ):
        assert debugged.code == 1
        assert "Traceback" in debugged.err
