"""Give an entry of the program random input: no fault, and none that takes over a second.

    python -m fuzz.run [ENTRY...] [--inputs 1000000] [--seconds 120] [--seed 1]

Without ENTRY all of them. What breaks one is kept in `fuzz/found/ENTRY` (not in git): the input,
and what it did.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

from fuzz.entries import ENTRIES

TOP = Path(__file__).resolve().parent.parent
FOUND = TOP / "fuzz" / "found"
_DONE = re.compile(r"Done (\d+) (?:runs|in)|#(\d+)\s+DONE", re.ASCII)


def main() -> int:
    """Run the entries that are asked for; give 1 where one is broken."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("entries", nargs="*", metavar="ENTRY", help=", ".join(ENTRIES))
    parser.add_argument("--inputs", type=int, help="for each; otherwise what the entry says")
    parser.add_argument("--seconds", type=int, default=0, help="at most, for all together")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if unknown := sorted(set(asked.entries) - set(ENTRIES)):
        parser.error(f"no entry {', '.join(unknown)}; there are {', '.join(ENTRIES)}")
    chosen = asked.entries or list(ENTRIES)
    faulty = 0
    for name in chosen:
        inputs = asked.inputs or ENTRIES[name].inputs
        ran, kept = run_entry(name, inputs, asked.seconds // len(chosen), asked.seed)
        print(f"{name}: {ran:,} inputs, {len(kept)} kinds of fault", flush=True)
        for path in kept:
            print(f"  {path.relative_to(TOP)}: {path.read_text('utf-8').splitlines()[-1]}")
        faulty += bool(kept)
    return 1 if faulty else 0


def run_entry(name: str, inputs: int, seconds: int, seed: int) -> tuple[int, list[Path]]:
    """Fuzz one entry in a process of its own; give how many inputs it had and what is kept.

    Raises:
        SystemExit: the process died, which no input should bring about.
    """
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    for old in found.iterdir():
        old.unlink()
    options = [f"-runs={inputs}", f"-seed={seed}", f"-max_len={ENTRIES[name].longest_bytes}"]
    options += ["-timeout=60", "-rss_limit_mb=4096", f"-artifact_prefix={found}/"]
    if seconds:
        options.append(f"-max_total_time={seconds}")
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.harness", name, str(found), *options],
        cwd=TOP,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONPATH": str(TOP)},
    )
    counts = [int(one or other) for one, other in _DONE.findall(done.stderr)]
    if done.returncode or not counts:
        print(done.stdout[-2000:] + done.stderr[-4000:], file=sys.stderr)
        msg = f"{name}: the process ended with {done.returncode}"
        raise SystemExit(msg)
    return max(counts), sorted(found.glob("*.txt"))


if __name__ == "__main__":
    sys.exit(main())
