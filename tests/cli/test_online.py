"""Asking Nominatim in whole runs, against a server of our own: nothing else is ever reached."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from running import Runner

TEXT = (
    "Two rockets hit a house in Qrendelat on Monday, police in Iraq said. "
    "Another mortar round fell near Vosstrobad, wounding three people."
)
PAUSE_S = 1.05  # 1.1 less what two clocks may differ by
ONLINE = ("--online", "nominatim", "--contact", "me@example.org")


@dataclass(slots=True)
class Served:
    """Hold what a server answers to a name, and what it was asked and when."""

    url: str = ""
    answers: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    asked: list[tuple[str, float]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


def make_answer(name: str, country: str, **more: object) -> dict[str, object]:
    """Give a village as Nominatim tells of it."""
    return {
        "osm_type": "node",
        "osm_id": 7,
        "lat": "33.5",
        "lon": "44.5",
        "class": "place",
        "type": "village",
        "addresstype": "village",
        "name": name,
        "display_name": f"{name}, {country}",
        "address": {"country_code": country},
        **more,
    }


@pytest.fixture
def served() -> Iterator[Served]:
    """Run a server on the loopback for one test."""
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            (name,) = parse_qs(urlsplit(self.path).query)["q"]
            state.asked.append((name, time.monotonic()))
            state.agents.add(str(self.headers.get("User-Agent")))
            if name in state.broken:
                self.send_error(503)
                return
            body = json.dumps(state.answers.get(name, [])).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def env(cache_folder: Path, tmp_path: Path, served: Served) -> dict[str, str]:
    """Give the folders of a user who has asked nothing yet, and our server for Nominatim's."""
    return {
        "GEOINCIDENTS_CACHE": str(cache_folder),
        "GEOINCIDENTS_DATA": str(tmp_path / "data"),
        "GEOINCIDENTS_NOMINATIM_URL": served.url,
        "GEOINCIDENTS_CONTACT": "",
    }


@pytest.fixture
def article(here: Path) -> Path:
    """Give an article with two places that nothing local knows."""
    path = here / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def read_lookups(folder: Path) -> dict[str, str]:
    """Give the outcome of each name of a run."""
    run = json.loads((folder / "run.json").read_text("utf-8"))
    return {one["name"]: one["outcome"] for one in run["lookups"]}


@pytest.mark.usefixtures("article")
def test_map_places_what_the_service_knows(
    run: Runner, here: Path, env: dict[str, str], served: Served
) -> None:
    """A name that nothing local knows is asked once for ever, and its source is in the result."""
    served.answers["Qrendelat"] = [make_answer("Qrendelat", "iq")]
    plain = run("map", "a.txt", "-o", "plain", env=env)
    assert plain.code == 0
    assert served.asked == []
    assert read_lookups(here / "plain") == {}
    asking = run("map", "a.txt", "-o", "map", *ONLINE, env=env)
    assert asking.code == 0
    assert read_lookups(here / "map") == {"Qrendelat": "found", "Vosstrobad": "not found"}
    incidents = (here / "map" / "incidents.jsonl").read_text("utf-8").splitlines()
    told = [json.loads(line) for line in incidents]
    (found,) = [one for one in told if any(i["name"] == "Qrendelat" for i in one["impacts"])]
    assert "Nominatim, OpenStreetMap node 7" in found["confidence_note"]
    assert any("me@example.org" in agent for agent in served.agents)
    times = [moment for _, moment in served.asked]
    assert min(after - before for before, after in pairwise(times)) >= PAUSE_S
    again = run("map", "a.txt", "-o", "again", *ONLINE, env=env)
    assert again.code == 0
    assert len(served.asked) == 2
    for name in ("incidents.jsonl", "run.json"):
        assert (here / "again" / name).read_bytes() == (here / "map" / name).read_bytes()


@pytest.mark.usefixtures("article")
def test_error_is_a_stated_fault_and_the_run_goes_on(
    run: Runner, here: Path, env: dict[str, str], served: Served
) -> None:
    """A name without an answer is told as that, never as not found; what was answered is used."""
    served.answers["Qrendelat"] = [make_answer("Qrendelat", "iq")]
    served.broken = {"Vosstrobad"}
    ran = run("map", "a.txt", "-o", "map", *ONLINE, env=env)
    assert ran.code == 3
    assert "Vosstrobad, no answer" in ran.err
    assert "Traceback" not in ran.err
    assert read_lookups(here / "map") == {"Qrendelat": "found", "Vosstrobad": "no answer"}
    served.broken = set()
    served.answers["Vosstrobad"] = [make_answer("Vosstrobad", "iq", osm_id=8)]
    assert run("map", "a.txt", "-o", "map", *ONLINE, env=env).code == 0
    assert read_lookups(here / "map") == {"Qrendelat": "found", "Vosstrobad": "found"}


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    "words",
    [
        ("map", "a.txt", "-o", "map"),
        ("extract", "a.txt"),
        ("places", "explain", "Qrendelat", "--in", "a.txt"),
        ("places", "tag", "a.txt"),
    ],
)
def test_contact_is_required_before_anything_is_asked(
    run: Runner, env: dict[str, str], served: Served, words: tuple[str, ...]
) -> None:
    """Without an address of contact the command stops with one clear line."""
    ran = run(*words, "--online", "nominatim", env=env)
    assert (ran.code, ran.out, served.asked) == (1, "", [])
    assert "--contact" in ran.err
    assert len(ran.err.strip().splitlines()) <= 2


def test_village_of_a_country_that_is_not_spoken_of_is_no_answer(
    run: Runner, here: Path, env: dict[str, str], served: Served, article: Path
) -> None:
    """Neither a namesake far away nor a thing of another name is taken; both are told."""
    served.answers["Qrendelat"] = [make_answer("Qrendelat", "br")]
    served.answers["Vosstrobad"] = [make_answer("Chez Bob", "iq")]
    assert run("map", article, "-o", "map", *ONLINE, env=env).code == 0
    assert read_lookups(here / "map") == {"Qrendelat": "elsewhere", "Vosstrobad": "not found"}


def test_every_command_that_reads_text_asks(
    run: Runner, here: Path, env: dict[str, str], served: Served, article: Path
) -> None:
    """`extract`, `places tag` and `places explain` ask as `map` does, and name the source."""
    served.answers["Qrendelat"] = [make_answer("Qrendelat", "iq")]
    assert '"Qrendelat"' in run("extract", article, *ONLINE, env=env).out
    told = run("places", "explain", "Qrendelat", "--in", article, *ONLINE, env=env)
    assert "source: Nominatim, OpenStreetMap node 7" in told.out
    spans = [{"start": TEXT.index("Qrendelat"), "end": TEXT.index("Qrendelat") + 9}]
    line = {"id": "a", "text": TEXT, "toponyms": spans}
    (here / "docs.jsonl").write_text(json.dumps(line), "utf-8")
    for words in (
        ("places", "tag", "docs.jsonl"),
        ("places", "tag", "docs.jsonl", "--given-spans"),
    ):
        tagged = json.loads(run(*words, *ONLINE, env=env).out)["toponyms"]
        assert "osm.node.7" in {one["place_id"] for one in tagged}
    assert len(served.asked) == 2


def test_service_that_is_down_is_not_asked_for_ever(
    run: Runner, here: Path, env: dict[str, str], served: Served
) -> None:
    """After three errors in a row the other names are stated as not asked."""
    names = ["Qrendel", "Vosstrob", "Wexxil", "Zubbrot", "Yqqast"]
    text = " ".join(f"A rocket hit a house in {name} on Monday." for name in names)
    (here / "a.txt").write_text(f"{text} Police in Iraq said so.", "utf-8")
    served.broken = set(names)
    assert run("map", "a.txt", "-o", "map", *ONLINE, env=env).code == 3
    outcomes = sorted(read_lookups(here / "map").values())
    assert outcomes == ["no answer"] * 3 + ["not asked"] * 2
