"""Kill writers of a database, and let writers race for it: the old state or the new, nothing lost.

    python -m fuzz.database [--kills 200] [--races 100] [--writers 4] [--seed 1] [--address URL]

Starts a PostgreSQL server of its own, as the tests do, unless an empty database is given. A moment
is drawn between the start of a write and its end, and the server is looked at when nobody is
connected any more. In a race all writers start at once, each with incidents of its own and with one
that all know from other articles: it has to hold the quotes of them all.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import psycopg
from incident_samples import build_samples
from postgis_server import find_programs, list_lead, run_server
from psycopg import sql

from fuzz.forks import (
    end_fork,
    end_well,
    hear_command,
    hear_end,
    load_what_it_loads,
    run_command,
    start_command,
    start_fork,
)
from geoincidents.model import Incident, Quote
from geoincidents.store import read_incidents, write_jsonl

COPIES = 30  # of each incident: the write takes long enough to be hit
TRIES = 10  # a moment that falls behind the end of its run is no kill, and another is drawn
TABLES = ("articles", "reports", "evidence", "impacts", "launches", "trajectories",
          "incident_areas")  # fmt: skip
SHARED = "gi-of-all"
_DIGEST = sql.SQL(
    "SELECT md5(string_agg((to_jsonb(t) - 'id')::text, '|' ORDER BY (to_jsonb(t) - 'id')::text)) "
    "FROM geoincidents.{} AS t"
)


def main() -> int:
    """Kill and race as often as is asked for; give 1 where something was torn or lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--races", type=int, default=100)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--address", help="an empty database with PostGIS, to be filled")
    asked = parser.parse_args()
    random = Random(asked.seed)  # noqa: S311 - moments, not secrets
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="database-")))
        address = asked.address
        if address is None:
            programs, lead = find_programs(), list_lead()
            if programs is None or lead is None:
                print("PostgreSQL with PostGIS is not here, or cannot be started by this user")
                return 1
            server = stack.enter_context(run_server(programs, lead))
            address = server.make_database("fuzzed")
        faults = [
            *kill_writers(address, folder, random, asked.kills),
            *race_writers(address, folder, asked.races, asked.writers),
        ]
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


def kill_writers(address: str, folder: Path, random: Random, moments: int) -> Iterator[str]:
    """Kill a writer at `moments` random moments; give what was torn."""
    older, newer = (_write_samples(folder / f"{name}.jsonl", name) for name in ("older", "newer"))
    words = {path: ["export", str(path), "--out", address, "-q"] for path in (older, newer)}
    load_what_it_loads(words[older], folder)
    states = []
    for path in (newer, older):
        started = time.perf_counter()
        end_well(words[path], hear_command(words[path]))
        window_s = time.perf_counter() - started
        states.append(read_state(address))
    new, old = states
    counted: Counter[str] = Counter()
    for _ in range(TRIES * moments):
        if counted["killed"] == moments:
            break
        running = start_fork(lambda: run_command(words[newer]))
        killed = end_fork(running, random.uniform(0, window_s)).code < 0
        counted["killed" if killed else "ended before"] += 1
        left = read_state(address)
        counted["old" if left == old else "new" if left == new else "torn"] += 1
        if left not in (old, new):
            yield f"kill {counted['killed']}: neither the old state nor the new one"
        if left != old:
            end_well(words[older], hear_command(words[older]))
    print(", ".join(f"{many} {what}" for what, many in sorted(counted.items())), flush=True)
    if old == new or counted["killed"] < moments:
        yield f"the test shows too little: {counted['killed']} kills"


def race_writers(address: str, folder: Path, races: int, writers: int) -> Iterator[str]:
    """Let `writers` start at once, `races` times over; give what was lost."""
    sources = [_write_own(folder / f"{number}.jsonl", number) for number in range(writers)]
    words = [["export", str(path), "--out", address, "-q"] for path in sources]
    for race in range(races):
        with psycopg.connect(address) as opened:
            opened.execute("DELETE FROM geoincidents.incidents")
        gate, opener = os.pipe()

        def stand_ready(gate: int = gate, opener: int = opener) -> None:
            os.close(opener)
            os.read(gate, 1)  # until the gate opens for all

        running = [start_command(one, stand_ready) for one in words]
        os.close(opener)
        ended = [hear_end(one) for one in running]
        os.close(gate)
        yield from (f"race {race}: a writer said {one.said}" for one in ended if one.code)
        found = {one.incident_id: one for one in read_incidents(address)}
        wanted = {SHARED, *(f"gi-{number}" for number in range(writers))}
        if set(found) != wanted:
            yield f"race {race}: {sorted(wanted ^ set(found))} lost or made up"
        elif len(found[SHARED].evidence) != writers:
            yield f"race {race}: {len(found[SHARED].evidence)} of {writers} quotes are left"
    print(f"{races} races of {writers} writers", flush=True)


def read_state(address: str) -> tuple[object, ...]:
    """Give what tells a state of the database from any other, once all others are gone from it."""
    with psycopg.connect(address, autocommit=True) as opened:
        asked = (
            "SELECT FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name = 'geoincidents'"
        )
        while opened.execute(asked).fetchone() is not None:
            time.sleep(0.002)
        asked = "SELECT incident_id, md5(record::text) FROM geoincidents.incidents ORDER BY 1"
        state: list[object] = [*opened.execute(asked).fetchall()]
        for table in TABLES:
            state += opened.execute(_DIGEST.format(sql.Identifier(table))).fetchall()
    return tuple(state)


def _write_samples(path: Path, title: str) -> Path:
    write_jsonl(
        [
            replace(one, incident_id=f"{one.incident_id}-{number}", title=f"{title} {one.title}")
            for one in build_samples()
            for number in range(COPIES)
        ],
        path,
    )
    return path


def _write_own(path: Path, number: int) -> Path:
    """Write an incident that only this writer knows, and one that all know from other articles."""
    first, second = build_samples()[:2]
    shared = _tell(first, number, SHARED)
    write_jsonl([_tell(second, number, f"gi-{number}"), shared], path)
    return path


def _tell(one: Incident, number: int, incident_id: str) -> Incident:
    name, quote = f"article-{number}", f"Rockets fell, said writer {number}."
    article, report = one.articles[0], one.reports[0]
    return replace(
        one,
        incident_id=incident_id,
        articles=(replace(article, article_id=name, sha256=f"{number:064x}"),),
        reports=(replace(report, article_id=name),),
        evidence=(Quote(article_id=name, start=0, end=len(quote), quote=quote),),
    )


if __name__ == "__main__":
    sys.exit(main())
