"""Measure the map page in a real browser, beside folium's own ways: python benchmarks/page.py.

    python benchmarks/page.py [COUNT] [--folium COUNT]

COUNT incidents of `benchmarks/many_incidents.py` (100,000) are drawn and saved one after the other,
as they are made, and the page is opened offline in Chromium: seconds to build without those of
making incidents (CPU beside the wall clock, for a machine that does other things too), the most
memory that it took, size with the files beside it, seconds until the page stands and until it is
idle, milliseconds of a step of the time, of a filter and of a search, the longest that the search
kept the page from answering, and what its renderer holds.
With --folium the same is done with that many markers by MarkerCluster, FastMarkerCluster and
GeoJson; leaflet.markercluster then comes from npm.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import folium
from browser import launch_browser
from folium.plugins import FastMarkerCluster, MarkerCluster
from many_incidents import make_incidents
from playwright.sync_api import Browser, Page, Route

from geoincidents.model import Incident
from geoincidents.render import assets, draw_map

PATIENCE_MS = 300_000
HANDFUL = 1_000
STEPS = 12
STEP_ON = "button[aria-label='One step on']"
FILTERS = ".filters li[data-key] input"
MARKER_SCRIPTS = ("leaflet.markercluster@1.5.3", "jquery@3.7.1", "leaflet@1.9.4")
# Idle: for half a second nothing kept the page from answering within 30 ms.
WAIT_IDLE = """async () => {
  const [every, lag, rest] = [25, 30, 500];
  let since = performance.now();
  for (let last = since; ; ) {
    await new Promise((go) => setTimeout(go, every));
    const now = performance.now();
    if (now - last > every + lag) since = now;
    if (now - since > rest) return since / 1000;
    last = now;
  }
}"""
# Time from a click until the second frame after it: the first may still show what was.
TIME_CLICK = """async (find) => {
  const button = document.querySelector(find);
  const began = performance.now();
  button.click();
  for (let k = 0; k < 2; k += 1) await new Promise(requestAnimationFrame);
  return performance.now() - began;
}"""
SEARCH = """async (words) => {
  const field = document.querySelector('input.search');
  const began = performance.now();
  const before = document.querySelector('p.shown')?.textContent;
  field.value = words;
  field.dispatchEvent(new Event('focus'));
  field.dispatchEvent(new Event('input', { bubbles: true }));
  let [last, held] = [began, 0];
  while (document.querySelector('p.shown')?.textContent === before) {
    if (performance.now() - began > 300000) return [null, held];
    await new Promise((go) => setTimeout(go, 10));
    held = Math.max(held, performance.now() - last - 10);
    last = performance.now();
  }
  return [performance.now() - began, held];
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Hold one row of the table; what was not measured is `None`."""

    name: str
    build_s: float
    cpu_s: float
    megabytes: float
    build_mb: float | None = None
    stands_s: float | None = None
    idle_s: float | None = None
    step_ms: float | None = None
    filter_ms: float | None = None
    search_ms: float | None = None
    held_ms: float | None = None
    memory_mb: float | None = None


def measure_build(save: Callable[[Path], object], path: Path) -> tuple[float, float, float]:
    """Give seconds of the clock, of the processor, and megabytes of the file."""
    wall, cpu = time.perf_counter(), time.process_time()
    save(path)
    spent = time.perf_counter() - wall, time.process_time() - cpu
    return *spent, path.stat().st_size / 1e6


class Made:
    """Give incidents as they are made, and know how long the making took."""

    def __init__(self, count: int, seed: int) -> None:
        self._rest = make_incidents(count, seed)
        self.wall_s = self.cpu_s = 0.0

    def __iter__(self) -> Iterator[Incident]:
        """Give the incidents in handfuls, so that the clock is seldom asked."""
        while True:
            wall, cpu = time.perf_counter(), time.process_time()
            some = list(islice(self._rest, HANDFUL))
            self.wall_s += time.perf_counter() - wall
            self.cpu_s += time.process_time() - cpu
            if not some:
                return
            yield from some


def measure_ours(browser: Browser, count: int, seed: int, path: Path) -> Figures:
    """Build and open our page, step the time, filter, search."""
    draw_map([]).save(path)  # what is read once is read
    made = Made(count, seed)
    built = measure_build(lambda out: draw_map(made).save(out), path)
    files = [path, *path.parent.glob("ours-data/*")]
    with open_page(browser, path) as page:
        page.wait_for_selector("html[data-ready=yes]", timeout=PATIENCE_MS)
        stands = page.evaluate("performance.now() / 1000")
        idle = page.evaluate(WAIT_IDLE)
        memory = measure_memory(browser)
        steps = [page.evaluate(TIME_CLICK, STEP_ON) for _ in range(STEPS)]
        filtering = measure_filter(page)
        search, held = page.evaluate(SEARCH, "hospital")
        return Figures(
            name=f"ours, {count:,} incidents",
            build_s=built[0] - made.wall_s,
            cpu_s=built[1] - made.cpu_s,
            megabytes=sum(file.stat().st_size for file in files) / 1e6,
            build_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
            stands_s=stands,
            idle_s=idle,
            step_ms=statistics.median(steps),
            filter_ms=filtering,
            search_ms=search,
            held_ms=held,
            memory_mb=memory,
        )


def measure_filter(page: Page) -> float:
    """Give the median of choosing and letting go of a value of the filters."""
    page.evaluate("document.querySelector('.filter-toggle').click()")
    return statistics.median([float(page.evaluate(TIME_CLICK, FILTERS)) for _ in range(STEPS)])


def measure_memory(browser: Browser) -> float | None:
    """Give megabytes that the largest renderer holds; Linux only."""
    session = browser.new_browser_cdp_session()
    most = 0
    for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
        status = Path(f"/proc/{process['id']}/status")
        if process["type"] == "renderer" and status.is_file():
            held = next(line for line in status.read_text().splitlines() if "VmRSS" in line)
            most = max(most, int(held.split()[1]))
    return most / 1e3 or None


@contextmanager
def open_page(browser: Browser, path: Path, served: Path | None = None) -> Iterator[Page]:
    """Open a file; what it asks of the network comes out of `served` or is empty."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)

    def answer(route: Route) -> None:
        name = route.request.url.split("?")[0].rsplit("/", 1)[-1]
        found = sorted(served.rglob(name)) if served else []
        if found:
            route.fulfill(path=found[0])
        else:
            route.fulfill(body="")

    context.route(lambda url: url.startswith("http"), answer)
    try:
        page.goto(path.as_uri(), wait_until="load", timeout=PATIENCE_MS)
        yield page
    finally:
        context.close()


def measure_folium(browser: Browser, incidents: Sequence[Incident], scratch: Path) -> list[Figures]:
    """Build and open folium's three ways with the same points and quotes."""
    served = scratch / "npm"
    served.mkdir()
    subprocess.run(  # noqa: S603 - our own arguments
        ["npm", "install", "--silent", "--no-save", "--ignore-scripts", *MARKER_SCRIPTS],  # noqa: S607
        cwd=served,
        check=True,
    )
    rows = [_show_marker(one) for one in incidents if one.impacts]
    ways = {
        "MarkerCluster": _cluster,
        "FastMarkerCluster, no popups": _cluster_fast,
        "GeoJson": _draw_json,
    }
    figures = []
    for name, way in ways.items():
        path = scratch / "folium.html"
        drawn = folium.Map(location=(30, 40), zoom_start=4)
        way(drawn, rows)
        built = measure_build(drawn.save, path)
        with open_page(browser, path, served) as page:
            idle = page.evaluate(WAIT_IDLE)
        figures.append(
            Figures(
                name=f"folium {name}, {len(rows):,} markers",
                build_s=built[0],
                cpu_s=built[1],
                megabytes=built[2],
                idle_s=idle,
            )
        )
    return figures


def _show_marker(incident: Incident) -> tuple[float, float, str]:
    place = incident.impacts[0]
    quotes = "<br>".join(quote.quote for quote in incident.evidence)
    return place.latitude, place.longitude, f"{incident.title}<br>{quotes}".replace("`", "'")


def _cluster(drawn: folium.Map, rows: Sequence[tuple[float, float, str]]) -> None:
    points, popups = [row[:2] for row in rows], [row[2] for row in rows]
    MarkerCluster(points, popups).add_to(drawn)  # type: ignore[no-untyped-call] # folium's


def _cluster_fast(drawn: folium.Map, rows: Sequence[tuple[float, float, str]]) -> None:
    points = [list(row[:2]) for row in rows]
    FastMarkerCluster(points).add_to(drawn)  # type: ignore[no-untyped-call] # folium's


def _draw_json(drawn: folium.Map, rows: Sequence[tuple[float, float, str]]) -> None:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row[1], row[0]]},
            "properties": {"text": row[2]},
        }
        for row in rows
    ]
    folium.GeoJson({"type": "FeatureCollection", "features": features}).add_to(drawn)


def print_table(figures: Sequence[Figures]) -> None:
    """Print a Markdown table."""
    heads = {
        "name": "what", "build_s": "build s", "cpu_s": "CPU s", "build_mb": "build MB",
        "megabytes": "MB",
        "stands_s": "stands s", "idle_s": "idle s", "step_ms": "step ms",
        "filter_ms": "filter ms", "search_ms": "search ms", "held_ms": "it holds up ms",
        "memory_mb": "renderer MB",
    }  # fmt: skip
    print("| " + " | ".join(heads.values()) + " |")
    print("|" + "---|" * len(heads))
    for row in figures:
        cells = [getattr(row, name) for name in heads]
        print("| " + " | ".join(_show(cell) for cell in cells) + " |")


def _show(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell >= 100 else f"{cell:.1f}"  # noqa: PLR2004 - three figures
    return "" if cell is None else str(cell)


def calibrate() -> float:
    """Give seconds of CPU for a fixed sum; 0.25 where the figures of the docs were taken."""
    began = time.process_time()
    sum(range(20_000_000))
    return time.process_time() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--folium", type=int, metavar="COUNT", default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    print(f"calibration: {calibrate():.2f} s of CPU; Leaflet {read_version('leaflet')}")
    with tempfile.TemporaryDirectory() as folder, launch_browser() as browser:
        scratch = Path(folder)
        ours = measure_ours(browser, arguments.count, arguments.seed, scratch / "ours.html")
        figures = [ours]
        if arguments.folium:
            incidents = list(make_incidents(arguments.folium, arguments.seed))
            figures += measure_folium(browser, incidents, scratch)
    print_table(figures)


def read_version(name: str) -> str:
    """Give the version of a part of the page."""
    return str(json.loads(assets.read_asset("manifest.json"))["versions"][name])


if __name__ == "__main__":
    main()
