"""Send hostile articles through the whole program, and open everything that it makes of them.

    python -m fuzz.inject [COUNT] [--seed N] [--at-once 2000]

COUNT articles (10,000), hostile in text, title, publisher, address, id and file name, go through
`map` and `report`, so many at once; then page, table, report, KML, SVG, CSV, DOCX and the rest are
opened in Chromium or read. No script may run, no template or formula be worked out, nothing be
asked of the network, no output be broken; each defence of the page alone has to do, and with
neither of them the alarm has to go.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from browser import launch_browser
from playwright.sync_api import Browser

from fuzz import inject_outputs as outputs
from fuzz.inject_articles import write_articles

FORMATS = "kml,kmz,csv,svg,simplestyle,geojsonl,hxl,acled-csv,ucdp-csv,timemap,datawrapper"
REPORTS = ("html", "docx")
TITLE = "</title>{{48271*69621}}<script>window.__gi_pwned=1</script>"
AT_ONCE = 2_000  # as many as a report has pages for
PARTLY = 3  # some article was skipped, which is fine here


def run_all(folder: Path, count: int, seed: int) -> Path:
    """Write articles, and run the commands on them; give the folder of what they made."""
    articles, out = folder / "articles", folder / "out"
    write_articles(articles, count, seed)
    _run(
        "map", articles, "--out", out, "--formats", FORMATS, "--lossy", "--quiet", "--title", TITLE
    )
    records = out / "incidents.jsonl"
    for ending in REPORTS:
        _run("report", records, "-o", out / f"report.{ending}", "--quiet")
    return out


def _run(*words: object) -> None:
    command = [sys.executable, "-m", "geoincidents", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, PARTLY}:
        msg = f"{words[0]} ended with {done.returncode}: {done.stderr[-500:]}"
        raise RuntimeError(msg)


def check_all(browser: Browser, out: Path) -> tuple[int, list[str], int]:
    """Give how often the alarm went, what else was wrong, and how often it goes undefended."""
    alarms, faults = 0, []
    page = out / "index.html"
    looked = [
        outputs.check_page(browser, page),
        outputs.check_page(browser, page, policy=False),
        outputs.check_page(browser, page, text=False),
        outputs.check_file(browser, out / "report.html"),
        outputs.check_file(browser, out / "incidents.svg"),
        outputs.check_markup(browser, outputs.take_table(page), out, "table"),
        outputs.check_markup(browser, _take_body(out / "report.html"), out, "report"),
    ]
    kml = "<hr>".join(outputs.list_shown(out / "incidents.kml"))
    looked.append(outputs.check_markup(browser, kml, out, "incidents.kml"))
    for went, found in looked:
        alarms += went
        faults += found
    for table in sorted(out.glob("*.csv")):
        faults += outputs.check_table(table)
    for file in [*out.glob("*.json"), *out.glob("*.geojson"), *out.glob("*.jsonl")]:
        faults += outputs.check_json(file)
    faults += outputs.check_document(out / "report.docx")
    faults += outputs.check_evaluated(sorted(one for one in out.iterdir() if one.is_file()))
    control, _ = outputs.check_page(browser, page, policy=False, text=False)
    return alarms, faults, control


def _take_body(report: Path) -> str:
    """Give a report without its policy, which defends it in a browser."""
    return outputs.POLICY.sub("", report.read_text("utf-8"))


def main() -> int:
    """Run, check and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    arguments = parser.parse_args()
    ended = 0
    for number, begun in enumerate(range(0, arguments.count, arguments.at_once)):
        count = min(arguments.at_once, arguments.count - begun)
        ended |= inject(count, arguments.seed + number)
    return ended


def inject(count: int, seed: int) -> int:
    """Send articles through everything and tell what came of it; give 1 where that is a fault."""
    with tempfile.TemporaryDirectory() as folder, launch_browser() as browser:
        out = run_all(Path(folder), count, seed)
        incidents = sum(1 for _ in (out / "incidents.jsonl").open("rb"))
        alarms, faults, control = check_all(browser, out)
    for fault in faults[:20]:
        print(fault)
    print(
        f"{count:,} hostile articles, {incidents:,} incidents: {alarms} scripts ran, "
        f"{len(faults)} faults; undefended the alarm goes {control} times",
        flush=True,
    )
    return int(bool(alarms or faults or not control or not incidents))


if __name__ == "__main__":
    sys.exit(main())
