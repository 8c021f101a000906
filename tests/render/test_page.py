"""The page is put together so that no text can leave its place."""

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import folium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import TOWNS, build_samples

from geoincidents.errors import GeoincidentsError, OutputError
from geoincidents.render import IncidentMap
from geoincidents.render.escape import escape_json, escape_text

ROOT = Path(__file__).parents[2]
MOST_BYTES = 1_000_000
ANY_TEXT = st.text(st.characters(), max_size=40)


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)))
def test_json_survives_a_script_element(value: object) -> None:
    """Escaped JSON reads back as it was, and holds nothing that HTML or a script would act on."""
    text = escape_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")
    assert text.encode("utf-8")


@given(ANY_TEXT)
def test_text_survives_an_element(text: str) -> None:
    """Escaped text is no markup, and what it shows is the text with controls replaced."""
    escaped = escape_text(text)
    assert not set(escaped) & set("<>\"'")
    assert len(html.unescape(escaped)) == len(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", escaped)


class _Reader(HTMLParser):
    """Gather scripts, the policy, and every address that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.policy = ""
        self.addresses: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.addresses += [
            str(values[name]) for name in ("src", "href", "srcset") if name in values
        ]
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(values["content"])
        self.inside = tag == "script" and "type" not in values
        if self.inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"


@pytest.fixture(scope="module")
def page() -> str:
    """Give the page of the sample incidents."""
    return IncidentMap(build_samples(), labels=TOWNS).render_page()


def test_policy_names_each_script(page: str) -> None:
    """The policy allows exactly the scripts of the page, by hash, and nothing unsafe."""
    reader = _Reader()
    reader.feed(page)
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in reader.scripts
    }
    allowed = re.search(r"script-src ([^;]*)", reader.policy)
    assert allowed
    assert set(allowed[1].split()) == hashes
    assert "unsafe" not in reader.policy
    assert "default-src 'none'" in reader.policy


def test_page_points_nowhere(page: str) -> None:
    """No address in the page is fetched when it opens, and it is small."""
    reader = _Reader()
    reader.feed(page)
    assert {address.split(":")[0] for address in reader.addresses} <= {"data"}
    assert len(page.encode()) < MOST_BYTES


def test_article_text_is_in_no_script_and_no_template(page: str) -> None:
    """Article text stands in the data and in the table, and in no script that runs."""
    reader = _Reader()
    reader.feed(page)
    assert "Babel Hotel" in page
    assert not any("Babel Hotel" in script for script in reader.scripts)


def test_same_bytes_in_every_run() -> None:
    """The hash seed changes nothing, nor do folium's random ids, also of layers that join."""
    script = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "import folium, hashlib\n"
        "from incident_samples import TOWNS, build_samples\n"
        "from geoincidents.render import IncidentMap\n"
        "drawn = IncidentMap(build_samples(), labels=TOWNS)\n"
        "folium.Marker((33, 44), popup='x', icon=folium.DivIcon()).add_to(drawn)\n"
        "folium.GeoJson({'type': 'Point', 'coordinates': [44, 33]}).add_to(drawn)\n"
        "first = drawn.render_page()\n"
        "assert first == drawn.render_page()\n"
        "print(hashlib.sha256(first.encode()).hexdigest())\n"
    )
    seen = set()
    for seed in ("0", "1", "31337"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(run.stdout.strip())
    assert len(seen) == 1


def test_every_way_to_html_gives_the_page(tmp_path: Path) -> None:
    """`save`, the root's `render` and `render_page` give the same text."""
    drawn = IncidentMap(build_samples())
    drawn.save(tmp_path / "map.html")
    assert isinstance(drawn, folium.Map)
    assert (tmp_path / "map.html").read_bytes().decode() == drawn.render_page()
    assert drawn.get_root().render() == drawn.render_page()


def test_save_leaves_the_old_file_where_it_cannot_write(tmp_path: Path) -> None:
    """A folder where the file should go is named in one sentence, and stays."""
    (tmp_path / "map.html").mkdir()
    with pytest.raises(OutputError, match=r"map\.html"):
        IncidentMap([]).save(str(tmp_path / "map.html"))
    assert (tmp_path / "map.html").is_dir()


def test_unknown_tiles_name_the_nearest() -> None:
    """An online layer that we do not know is refused with the one that was surely meant."""
    with pytest.raises(GeoincidentsError, match=r"did you mean 'satellite'.*osm, satellite, topo"):
        IncidentMap([], tiles=["satelite"])


def test_tiles_widen_the_policy_by_their_own_host_only() -> None:
    """The policy lets images in from the servers of the named layers and from no other."""
    policy = re.search(r"img-src ([^;\"]*)", IncidentMap([], tiles=["osm"]).render_page())
    assert policy
    assert policy[1].split() == ["data:", "blob:", "https://tile.openstreetmap.org"]
