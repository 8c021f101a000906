"""Sum a run up: a short table for people, JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geoincidents.cli.terminal import open_console, print_line, show_text

if TYPE_CHECKING:
    from geoincidents.model import Incidents, Skipped
    from geoincidents.store import Run, Stored

SHOWN_LINES = 10  # of each list; run.json holds them all

SHOWN_FILES = 4  # those that every run writes
FILTERED = "Left out by the filter"
ROWS = (
    ("Articles read", "articles_read"),
    ("Articles skipped", "articles_skipped"),
    ("Incidents", "incidents"),
    (FILTERED, "filtered_out"),
    ("On the map", "on_map"),
    ("Kept off the map", "off_map"),
    ("Statements about many attacks", "aggregates"),
    ("Names not resolved", "unresolved_names"),
)


def count_incidents(many: int) -> str:
    """Say how many incidents there are."""
    return "1 incident" if many == 1 else f"{many:,} incidents"


def show_json(run: "Run", files: Sequence[Path], stored: "Stored | None" = None) -> str:
    """Give the summary as JSON of ASCII alone, which every terminal and pipe can hold."""
    summary: dict[str, object] = {
        "version": run.version,
        "counts": {name: getattr(run.counts, name) for _, name in ROWS},
        "skipped": [
            {"path": one.path, "reason": one.reason, "next_step": one.next_step}
            for one in run.skipped
        ],
        "off_map": [
            {"incident_id": one.incident_id, "title": one.title, "reason": one.reason}
            for one in run.off_map
        ],
        "unresolved_names": run.unresolved_names,
        "warnings": [
            {"article_id": one.article_id, "warning": warning}
            for one in run.inputs
            for warning in one.warnings
        ],
        "files": {path.name: str(path) for path in files},
    }
    if stored is not None:
        summary["database"] = asdict(stored)
    return json.dumps(summary, indent=2)


def print_problems(found: "Incidents", more: str = "see run.json") -> None:
    """Say what was skipped, and each warning once with the article that it came with first.

    `more` says where those are that do not fit.
    """
    from geoincidents.store import list_inputs, list_skipped  # noqa: PLC0415 - as above

    _print_list("Skipped", map(show_skipped, list_skipped(found)), more)
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for one in list_inputs(found):
        for warning in one.warnings:
            counts[warning] += 1
            first.setdefault(warning, one.article_id)
    _print_list(
        "Warnings",
        (
            f"{first[warning]}{f' and {count - 1} more' if count > 1 else ''}: {warning}"
            for warning, count in counts.items()
        ),
        more,
    )


def print_table(run: "Run", files: Sequence[Path]) -> None:
    """Print counts, what is not on the map and why, names nobody knows, and where the map is."""
    from rich.table import Table  # noqa: PLC0415 - --help does not wait for it

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column(justify="right")
    for label, name in ROWS:
        if (count := getattr(run.counts, name)) or label != FILTERED:
            table.add_row(label, str(count))
    open_console().print(table)
    _print_list("Kept off the map", (f"{one.title}: {one.reason}" for one in run.off_map))
    times = Counter(name.surface for name in run.unresolved)
    _print_list(
        "Names not resolved",
        (f"{name} ({count} times)" if count > 1 else name for name, count in sorted(times.items())),
    )
    if run.counts.incidents == 0:
        print_line("No incident was found: the map and the data are empty, but valid.")
    if more := files[SHOWN_FILES:]:
        print_line(f"Further formats: {', '.join(show_text(path.name) for path in more)}")
    if files:
        print_line(f"Map: {show_text(files[0])}")


def show_skipped(one: "Skipped") -> str:
    """Give what was skipped, why, and what to do next."""
    return f"{one.path}: {one.reason}" + (f"; {one.next_step}" if one.next_step else "")


def _print_list(heading: str, lines: Iterable[str], more: str = "see run.json") -> None:
    rest = iter(lines)
    shown = list(islice(rest, SHOWN_LINES))
    if not shown:
        return
    print_line(f"{heading}:")
    for line in shown:
        print_line(f"  {show_text(line)}")
    if left := sum(1 for _ in rest):
        print_line(f"  and {left} more: {more}")
