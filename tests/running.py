"""Run the command as people do: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("geoincidents.exe" if os.name == "nt" else "geoincidents")
# What changes how a terminal is written to.
LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "GEOINCIDENTS_DEBUG"}
RESULTS = ("index.html", "incidents.geojson", "incidents.jsonl", "run.json")
KEPT = ".run"  # the folder of what was read, beside them
LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """Hold what a run of the command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Runner:
    """Run the installed command in a folder of its own."""

    folder: Path
    program: tuple[str, ...] = (str(COMMAND),)

    def __call__(
        self,
        *words: str | Path,
        stdin: bytes = b"",
        env: Mapping[str, str] | None = None,
        limit_file_bytes: int | None = None,
    ) -> Ran:
        """Run the command and give what came of it."""
        lines = [*self.program, *map(str, words)]
        return run_words(
            lines, self.folder, stdin=stdin, env=env, limit_file_bytes=limit_file_bytes
        )


def build_environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment of a plain terminal, with `more` added."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    return {**kept, "PYTHONUTF8": "1", **(more or {})}


def run_words(
    words: Sequence[str],
    folder: Path,
    *,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    limit_file_bytes: int | None = None,
) -> Ran:
    """Run any words; with `limit_file_bytes` a longer file fails as on a full disk (POSIX)."""
    if limit_file_bytes is not None:
        words = [sys.executable, "-c", LIMITED, str(limit_file_bytes), *words]
    done = subprocess.run(
        words,
        cwd=folder,
        input=stdin,
        env=build_environment(env),
        capture_output=True,
        check=False,
        timeout=300,
    )
    return Ran(
        code=done.returncode, out=done.stdout.decode("utf-8"), err=done.stderr.decode("utf-8")
    )
