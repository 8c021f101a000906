"""Write docs/performance.md out of benchmarks/performance.json; --check says if it is behind.

No figure of the page is written by hand: `make bench` measures, this says what was measured. What
is to be said of a hot spot stands in benchmarks/hot_spots.toml.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

PAGE = Path(__file__).with_name("performance.md")
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
EXPLAINED = 3
LARGE = 1_000_000
ENOUGH = 10_000
_TOO_SMALL = (
    "These sizes are too small to say what a million articles would take: most of it is start-up."
    " `make bench` without QUICK runs 100,000."
)
Figures = dict[str, Any]


def write_page(figures: Figures, said: dict[str, str]) -> str:
    """Give the page."""
    parts = [
        _write_head(figures["run"], figures["stage"]),
        _write_stages(figures["stage"]),
        _write_runs(figures["runs"]),
        _write_startup(figures["startup"]),
        _write_spots(figures["spots"], said),
        *([_write_peers(figures["peers"])] if "peers" in figures else []),
    ]
    return "\n".join(parts)


def _write_head(run: Figures, stage: Figures) -> str:
    news = (
        "other news and the sample articles"
        if run["news"]
        else "the sample articles of the project"
    )
    how = "the quick run (`make bench QUICK=1`)" if run["quick"] else "`make bench`"
    return f"""# How fast it is, measured

Written by `make docs` from `benchmarks/performance.json`, which `make bench` measures; nothing
here is written by hand. These figures are of {how} on {run["day"]}: version {run["version"]},
Python {run["python"]}, {run["cores"]} cores. The articles are made up of {news},
moved to other days, towns and numbers (`benchmarks/archive.py`, some 3 KB each, four of ten with
incidents).

Figures are processor time. Beside them stands a loop of {3_000_000:,} steps of plain Python, which
took {stage["loop_s"]:.2f} s in the same run: a figure in loops is the same on a slow, a fast and a
busy machine. `make bench CHECK=1` measures the stages again and fails where one takes 1.5 times the
loops that are stored.
"""


def _write_stages(stage: Figures) -> str:
    rows = stage["stages"]
    whole_ms = sum(row["ms"] for row in rows.values())
    loops = sum(row["loops"] for row in rows.values())
    lines = "\n".join(
        f"| {name} | {row['ms']:.2f} | {1e3 / row['ms']:,.0f} | {row['ms'] / whole_ms:.0%} |"
        f" {row['loops']:.2f} |"
        for name, row in rows.items()
    )
    return f"""## By stage, one process

{stage["articles"]:,} articles.

| stage | ms an article | articles/s | share | loops for 1,000 articles |
|---|---|---|---|---|
{lines}
| **all** | **{whole_ms:.2f}** | **{1e3 / whole_ms:,.0f}** | | **{loops:.2f}** |
"""


def _write_runs(runs: list[Figures]) -> str:
    lines = "\n".join(
        f"| {run['articles']:,} | {run['workers']} | {run['articles_s']:,.0f} |"
        f" {run['cpu_ms']:.2f} | {run['cpu_ms'] / run['loop_s']:.1f} | {run['peak_mb']:,.0f} |"
        for run in runs
    )
    single = [run for run in runs if run["workers"] == 1]
    large = single[-1]["articles"] >= ENOUGH
    return f"""## Whole runs of `geoincidents map`

From the file to the map, with start-up; memory is the most that all processes together held at once
(what they share counted for each).

| articles | workers | articles/s by the clock | CPU ms an article | loops for 1,000 | memory, MB |
|---|---|---|---|---|---|
{lines}

{_compare_workers(runs)}{_extrapolate(single) if large else _TOO_SMALL}{_extrapolate_clock(runs)}
"""


def _compare_workers(runs: list[Figures]) -> str:
    pairs = [
        (one, two)
        for one in runs
        for two in runs
        if (one["workers"], two["workers"]) == (1, 2) and one["articles"] == two["articles"]
    ]
    return "".join(
        f"Two workers are {two['articles_s'] / one['articles_s']:.2f} times as fast as one at"
        f" {one['articles']:,} articles.\n\n"
        for one, two in pairs
    )


def _extrapolate(single: list[Figures]) -> str:
    """Say what a million articles would take, by what the last step of sizes cost each article."""
    small, large = single[-2:]
    more = large["articles"] - small["articles"]
    loops = {run["articles"]: run["cpu_ms"] * run["articles"] / run["loop_s"] for run in single}
    each = (loops[large["articles"]] - loops[small["articles"]]) / more
    growth = (large["cpu_ms"] / large["loop_s"]) / (small["cpu_ms"] / small["loop_s"])
    hours = each * large["loop_s"] * LARGE / 1e3 / 3600
    grown_mb = (large["peak_mb"] - small["peak_mb"]) / more * 1_000
    return (
        f"From {small['articles']:,} to {large['articles']:,} articles the cost of each is"
        f" {growth:.2f} times what it was, counted in loops; every 1,000 more articles held"
        f" {grown_mb:.1f} MB. What each further article cost between these two sizes, taken"
        f" {LARGE:,} times, is {hours:.1f} hours of one core. That stands on two things:"
        " articles are read one by one, and a pair is compared for linking only where day and"
        " place are near each other, so that a year more adds to the number of such groups"
        " and not to their size."
    )


def _extrapolate_clock(runs: list[Figures]) -> str:
    """Say what a million articles would take two workers by the clock, and hold in memory."""
    double = [run for run in runs if run["workers"] == 2 and run["articles"] >= ENOUGH]  # noqa: PLR2004 - a pair
    if len(double) < 2:  # noqa: PLR2004 - as above
        return ""
    small, large = double[-2:]
    more = large["articles"] - small["articles"]
    small_s, large_s = (run["articles"] / run["articles_s"] for run in (small, large))
    hours = (large_s + (LARGE - large["articles"]) * (large_s - small_s) / more) / 3600
    grown_mb = (large["peak_mb"] - small["peak_mb"]) / more
    peak_mb = large["peak_mb"] + max(0.0, grown_mb) * (LARGE - large["articles"])
    return (
        f"\n\nBy the clock two workers would be through {LARGE:,} articles in {hours:.1f} hours, if"
        f" each further one takes what it took from {small['articles']:,} to"
        f" {large['articles']:,}. Memory would be {peak_mb:,.0f} MB, if it goes on to grow as it"
        " did between these: what grows is what the page is packed from, and the keys of linking."
    )


def _write_startup(rows: list[Figures]) -> str:
    lines = "\n".join(
        f"| `{row['command']}` | {row['wall_s']:.2f} | {row['cpu_s']:.2f} | {row['peak_mb']:.0f} |"
        for row in rows
    )
    return f"""## Start-up

The least of five runs.

| command | s by the clock | CPU s | memory, MB |
|---|---|---|---|
{lines}
"""


def _write_spots(spots: list[Figures], said: dict[str, str]) -> str:
    """Give the hottest files, the first of them with what was done about it.

    Raises:
        KeyError: nothing is said of one of the hottest in hot_spots.toml.
    """
    lines = "\n".join(f"| `{spot['file']}` | {spot['share']:.1%} |" for spot in spots)
    own = [spot["file"] for spot in spots if spot["file"] != "libraries"][:EXPLAINED]
    words = "\n".join(f"- **`{file}`**: {said[file]}" for file in own)
    return f"""## Where the time goes

A profile of all stages (cProfile, which makes small calls look dearer than they are): the time of
each file's own lines and of what they call outside the project.

| file | share |
|---|---|
{lines}

The three hottest:

{words}
"""


def _write_peers(peers: Figures) -> str:
    finders = "\n".join(
        f"| {row['name']} | {row['gives']} | {_say_speed(row)} |" for row in peers["finders"]
    )
    drawn = "\n".join(
        f"| {row['name']} | {row['incidents']:,} | {row['cpu_s']:.2f} | {row['mb']:.1f} |"
        for row in peers["drawn"]
    )
    left = "\n".join(f"- {name}: {why}." for name, why in peers["left_out"].items())
    return f"""## Beside others, in the same run

The loop took {peers["loop_s"]:.2f} s.

| who | gives | articles/s of one core |
|---|---|---|
{finders}

| page | incidents | CPU s to build | MB |
|---|---|---|---|
{drawn}

Not tried here:

{left}
"""


def _say_speed(row: Figures) -> str:
    fault = row.get("fault")
    return f"did not install or run: {fault}" if fault else f"{row['articles_s']:,.0f}"


def main() -> int:
    """Write the page, or say whether it is behind."""
    figures = json.loads((BENCHMARKS / "performance.json").read_text("utf-8"))
    said = tomllib.loads((BENCHMARKS / "hot_spots.toml").read_text("utf-8"))["spots"]
    page = write_page(figures, said)
    if "--check" in sys.argv:
        behind = not PAGE.exists() or PAGE.read_text("utf-8") != page
        if behind:
            print("docs/performance.md is behind its figures: make docs")
        return int(behind)
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
