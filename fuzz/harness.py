"""Give one entry random input, steered by what of the code it reaches (atheris, libFuzzer).

    python -m fuzz.harness ENTRY FOUND_FOLDER [options of libFuzzer]

`python -m fuzz.run` starts it. A fault does not end the run: the first input of each kind is kept
in FOUND_FOLDER.
"""

import hashlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["geoincidents"]):
    from fuzz.entries import Target, load_entry

SLOWEST_S = 1.0  # of the processor, for one input


class SlowError(Exception):
    """Say that an input took too long."""


def main() -> None:
    """Run until libFuzzer has had its inputs."""
    name, found, *options = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    with atheris.instrument_imports(include=["geoincidents"]):
        target = load_entry(name).load_target(folder)
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(load_entry(name).list_seeds(folder)):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], *options, str(corpus)], watch(target, Path(found)))
    atheris.Fuzz()


def watch(target: Target, found: Path) -> Target:
    """Give a target that keeps what breaks it, once for each place in the code, and goes on."""
    known: set[str] = set()

    def run(data: bytes) -> None:
        started = time.process_time()
        try:
            target(data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is sought
            _keep(data, error, found, known)
        if (took_s := time.process_time() - started) > SLOWEST_S:
            _keep(data, SlowError(f"{took_s:.1f} s for one input"), found, known)

    return run


def _keep(data: bytes, error: Exception, found: Path, known: set[str]) -> None:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    kind = f"{type(error).__name__} {place}"
    if kind in known:
        return
    known.add(kind)
    stem = hashlib.sha256(data).hexdigest()[:16]
    (found / f"{stem}.input").write_bytes(data)
    told = "".join(traceback.format_exception(error, limit=-8))
    (found / f"{stem}.txt").write_text(told, "utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
