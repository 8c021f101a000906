"""Run the command as people do: in a process of its own.

The first run of each command is started cold, as installed; what follows of it in the same worker
is forked from a process that has imported everything (warm_start.py). With GEOINCIDENTS_COLD every
run is cold.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from warm_start import run_warm

COMMAND = Path(sys.executable).with_name("geoincidents.exe" if os.name == "nt" else "geoincidents")
# What changes how a terminal is written to.
LEFT_OUT = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING", "GEOINCIDENTS_DEBUG"}
RESULTS = ("index.html", "incidents.geojson", "incidents.jsonl", "run.json")
COLD_VARIABLE = "GEOINCIDENTS_COLD"
OURS = "GEOINCIDENTS_"  # other variables may be read where the interpreter or a library starts
KEPT = ".run"  # the folder of what was read, beside them
LIMITED = """
import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"  # half a file of byte code would stay
os.environ.pop("COVERAGE_PROCESS_CONFIG", None)  # so would half a file of what was covered
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
        if limit_file_bytes is None and self._may_be_warm(lines, env or {}):
            variables = build_environment(env)
            code, out, err = run_warm(lines, self.folder, stdin=stdin, env=variables)
            return Ran(code=code, out=out.decode("utf-8"), err=err.decode("utf-8"))
        return run_words(
            lines, self.folder, stdin=stdin, env=env, limit_file_bytes=limit_file_bytes
        )

    def _may_be_warm(self, lines: Sequence[str], env: Mapping[str, str]) -> bool:
        """Say whether this command was started cold before, and nothing asks for a cold start."""
        if (
            os.name == "nt"
            or COLD_VARIABLE in os.environ
            or self.program != (str(COMMAND),)
            or any(not name.startswith(OURS) for name in env)
        ):
            return False
        command = lines[1] if len(lines) > 1 else ""
        known = command in _started
        _started.add(command)
        return known


_started: set[str] = set()


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
