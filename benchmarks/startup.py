"""Measure `geoincidents --version` and `--help` against a bare typer application, in turn.

The limits: 300 ms, and 1.5 times the bare application in the same run. Exit code 1 over either.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
LIMIT_MS = 300
LIMIT_RATIO = 1.5
BARE = '''
import typer

app = typer.Typer()


@app.command()
def one(name: str) -> None:
    """Do one thing."""


@app.command()
def two(name: str) -> None:
    """Do another."""


app()
'''
MAIN = "import sys; from geoincidents.cli import main; sys.exit(main())"


def measure_ms(arguments: list[str]) -> float:
    """Give the wall-clock time of one run of Python."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603 - ours
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the medians of each, and how they stand to the bare application."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, "utf-8")
        runs = {
            "bare typer application --help": [str(bare), "--help"],
            "geoincidents --help": ["-c", MAIN, "--help"],
            "geoincidents --version": ["-c", MAIN, "--version"],
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for arguments in runs.values():
            measure_ms(arguments)  # byte code and disk cache, for all alike
        for _ in range(ROUNDS):  # in turn, so that a busy moment falls on all
            for name, arguments in runs.items():
                times[name].append(measure_ms(arguments))
    medians = {name: statistics.median(found) for name, found in times.items()}
    yardstick = next(iter(medians.values()))
    over = False
    for name, ms in medians.items():
        print(f"{name:32} {ms:6.0f} ms  {ms / yardstick:5.2f} x")
        over |= ms > LIMIT_MS or ms > LIMIT_RATIO * yardstick
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
