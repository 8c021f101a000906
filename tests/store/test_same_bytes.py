"""The same incidents give the same bytes, whatever the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from incident_samples import build_samples
from rfc7946 import list_faults

from geoincidents.store import write_jsonl

WRITE = """
import sys
from pathlib import Path
from geoincidents.store import describe_run, read_jsonl, write_geojson, write_jsonl, write_run
found, folder = read_jsonl(Path(sys.argv[1])), Path(sys.argv[2])
write_geojson(found, folder / "incidents.geojson", areas=True)
write_jsonl(found, folder / "incidents.jsonl")
write_run(folder / "run.json", describe_run(found))
"""


def test_the_hash_seed_does_not_reach_the_files(tmp_path: Path, root: Path) -> None:
    """Three runs with other hash seeds write three files of the same bytes, all RFC 7946."""
    write_jsonl(build_samples(), tmp_path / "found.jsonl")
    written: set[tuple[bytes, ...]] = set()
    for seed in ("0", "1", "4242"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", WRITE, str(tmp_path / "found.jsonl"), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            check=True,
        )
        names = ("incidents.geojson", "incidents.jsonl", "run.json")
        written.add(tuple((folder / name).read_bytes() for name in names))
    assert len(written) == 1
    geojson, jsonl, _ = written.pop()
    assert list_faults(geojson) == []
    assert jsonl == (tmp_path / "found.jsonl").read_bytes()
