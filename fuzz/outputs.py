"""What the program writes, as commands that write it anew over an older state of the same files."""

import os
import shutil
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geoincidents import find_incidents, read_articles
from geoincidents.disk import TEMPORARY_PREFIX
from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.model import Incident
from geoincidents.store import read_formats, write_jsonl

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
COPIES = 4  # of each incident: the write takes long enough to be hit
PICTURES = ("png", "svg", "pdf")
REPORTS = ("html", "md", "docx", "pdf")
State = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Name an output, and the words that write it: `{input}` and `{folder}` stand in them."""

    name: str
    words: tuple[str, ...]

    def fill(self, source: Path, folder: Path) -> list[str]:
        """Give the words of a command that writes `source` to `folder`."""
        return [word.format(input=source, folder=folder) for word in self.words]


def choose_outputs(names: Sequence[str], parser: ArgumentParser) -> list[Output]:
    """Give the outputs of some names, or all; end the command where there is none of a name."""
    known = list_outputs()
    if unknown := sorted(set(names) - {one.name for one in known}):
        there = ", ".join(one.name for one in known)
        parser.error(f"no output {', '.join(unknown)}; there are {there}")
    return [one for one in known if not names or one.name in names]


def list_outputs() -> tuple[Output, ...]:
    """Give every output: each format of `export`, pictures, reports, a page, and a whole map."""
    exports = [
        Output(
            name=one.name,
            words=(
                *("export", "{input}", "--format", one.name, "--lossy", "--quiet"),
                *("--out", f"{{folder}}/incidents{one.suffix}"),
            ),
        )
        for one in read_formats().values()
    ]
    others = [
        Output(
            name=f"{command}-{ending}",
            words=(command, "{input}", "-q", "-o", f"{{folder}}/x.{ending}"),
        )
        for command, endings in (("picture", PICTURES), ("report", REPORTS), ("render", ("html",)))
        for ending in endings
    ]
    every = ",".join([*(one.name for one in read_formats().values()), *PICTURES])
    whole = ("map", "{input}.txt", "-q", "--lossy", "--out", "{folder}", "--formats", every)
    return (*exports, *others, Output(name="map", words=whole))


def prepare_inputs(folder: Path, names: Sequence[str] = ("older", "newer")) -> tuple[Path, ...]:
    """Write sets of incidents, and articles, that give other bytes in every format, five at most.

    Gives a file of incidents for each name, with an article beside it (+ `.txt`).
    """
    found = find_incidents(read_articles(str(SEEDS))).items
    texts = sorted(SEEDS.glob("*.txt"))
    paths = []
    for number, name in enumerate(names):
        path = folder / f"{name}.jsonl"
        write_jsonl(_multiply(found[number:], name), path)
        shutil.copy(texts[number], f"{path}.txt")
        paths.append(path)
    return tuple(paths)


def give_cache(folder: Path) -> None:
    """Give what is run an index of its own in `folder`: a copy, where the environment names one.

    A run that is starved, raced or run as nobody may not have to do with an index of others, and
    to build one takes longer than all that is tried on it.
    """
    own = folder / "cache"
    if CACHE_VARIABLE in os.environ:
        shutil.copytree(os.environ[CACHE_VARIABLE], own)
    os.environ[CACHE_VARIABLE] = str(own)


def _multiply(found: Sequence[Incident], word: str) -> list[Incident]:
    return [
        replace(one, incident_id=f"{one.incident_id}-{word}-{number}", title=f"{word}: {one.title}")
        for number in range(COPIES)
        for one in found
    ]


KEPT = ".run"


def read_state(folder: Path) -> dict[str, bytes]:
    """Give the bytes of each file of a folder, by its path in it, but what a run keeps of readings.

    That holds the hour of each reading: it is never the same twice.
    """
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and KEPT not in path.parts
    }


def put_state(folder: Path, state: State) -> None:
    """Make a folder hold these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in state.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def is_temporary(name: str) -> bool:
    """Say whether a path is, or lies in, the temporary of a writer."""
    return any(part.startswith(TEMPORARY_PREFIX) for part in Path(name).parts)


def list_faults(left: State, older: State, newer: State) -> Iterator[str]:
    """Give what is torn, lost or strange among the files of a run that was stopped."""
    for name in sorted({*older, *left}):
        if name not in left:
            yield f"{name} is gone"
        elif left[name] not in {older.get(name), newer.get(name)}:
            yield f"{name} is neither the old file nor the new one ({len(left[name]):,} bytes)"


def list_differences(left: State, right: State) -> list[str]:
    """Give the names of files that two states do not share, or not with the same bytes."""
    return [name for name in sorted({*left, *right}) if left.get(name) != right.get(name)]
