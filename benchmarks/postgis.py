"""Keep 100,000 incidents in PostGIS: python benchmarks/postgis.py [COUNT].

Starts a server with PostGIS of its own (as the tests do), writes the incidents of
benchmarks/many_incidents.py out of their file into an empty database with the installed command,
writes them again, and reads them back. Limit at 100,000: 60 s of time on an idle machine to write,
and the same bytes back. Beside it stands the processor time of the command and of a calibration
loop. Exit code 1 over the limit or where a byte differs.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from postgis_server import find_programs, list_lead, run_server

FULL, LIMIT_S = 100_000, 60.0
HERE = Path(__file__).parent
COMMAND = Path(sys.executable).with_name("geoincidents")


def run_command(*words: str | Path) -> float:
    """Run the installed command, say what it took, and give its time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run([COMMAND, *words], check=True)  # noqa: S603 - our own command
    took = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"  {took:.1f} s, {after.ru_utime - before.ru_utime:.1f} s of it in this program")
    return took


def calibrate_s() -> float:
    """Give the processor time of ten million additions: what this machine is worth just now."""
    start = time.process_time()
    sum(range(10_000_000))
    return time.process_time() - start


def measure(count: int, folder: Path) -> bool:
    """Write, write again, read back; tell whether the limit holds and the bytes are the same."""
    programs, lead = find_programs(), list_lead()
    if programs is None or lead is None:
        print("PostgreSQL with PostGIS is not here, or cannot be started by this user")
        return False
    source, back = folder / "incidents.jsonl", folder / "back.jsonl"
    words = [sys.executable, str(HERE / "many_incidents.py"), str(count), str(source)]
    subprocess.run(words, check=True)  # noqa: S603 - our own script
    with run_server(programs, lead) as server:
        address = server.make_database("measured")
        print(f"calibration: {calibrate_s():.2f} s; load {os.getloadavg()[0]:.1f}\nwrite:")
        took = run_command("export", source, "--out", address)
        print("write again:")
        run_command("export", source, "--out", address)
        print("read back:")
        run_command("export", address, "--out", back)
    same = source.read_bytes() == back.read_bytes()
    within = took <= LIMIT_S * count / FULL or count < FULL
    print(f"same bytes: {same}; within {LIMIT_S:.0f} s at {FULL:,}: {within}")
    return same and within


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.exit(not measure(int(sys.argv[1]) if len(sys.argv) > 1 else FULL, Path(made)))
