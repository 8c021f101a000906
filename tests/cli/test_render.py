"""`render` draws a file of incidents as a page, and names what it leaves out."""

import json
from pathlib import Path

import pytest
from incident_samples import build_samples
from running import Runner

from geoincidents.store import encode_jsonl

GOOD = encode_jsonl(build_samples())


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Give a file of the sample incidents."""
    path = tmp_path / "incidents.jsonl"
    path.write_bytes(GOOD)
    return path


def _read_meta(page: Path) -> dict[str, object]:
    text = page.read_text("utf-8")
    start = text.index('id="meta">') + len('id="meta">')
    meta: dict[str, object] = json.loads(text[start : text.index("</script>", start)])
    return meta


def test_file_to_page(run: Runner, records: Path, tmp_path: Path) -> None:
    """Options go into the page, and the same file gives the same bytes, also on standard input."""
    options = ["--title", "A <b>title</b>", "--theme", "dark", "--lang", "ar"]
    options += ["--tiles", "osm,satellite", "--basemap", "none"]
    ran = run("render", records, "-o", tmp_path / "map.html", *options)
    assert (ran.code, ran.out) == (0, "")
    assert f"{len(build_samples())} incidents" in ran.err
    meta = _read_meta(tmp_path / "map.html")
    assert (meta["title"], meta["theme"], meta["lang"]) == ("A <b>title</b>", "dark", "ar")
    assert meta["rows"] == len(build_samples())
    assert run("render", "-", "-o", tmp_path / "2.html", *options, stdin=GOOD).code == 0
    assert (tmp_path / "2.html").read_bytes() == (tmp_path / "map.html").read_bytes()


def test_bad_lines_are_named_and_left_out(run: Runner, records: Path, tmp_path: Path) -> None:
    """Lines that are no incidents are named with their number and counted; the rest is drawn."""
    first = next(line for line in GOOD.split(b"\n") if b'"latitude":' in line)
    bad = [b"{", b'{"title": 1}', first.replace(b'"latitude":', b'"latitude":9'), first]
    records.write_bytes(GOOD + b"\n".join(bad) + b"\n")
    ran = run("render", records, "-o", tmp_path / "map.html")
    assert ran.code == 3
    for number in range(len(bad)):
        assert f"line {len(build_samples()) + 1 + number}," in ran.err
    assert "4 bad lines left out" in ran.err
    assert _read_meta(tmp_path / "map.html")["rows"] == len(build_samples())
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not json\n", "none of its 1 lines is an incident"), (b"\xff\xfe\x00", "none of its")],
)
def test_a_file_that_is_none(
    run: Runner, records: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    """A file of another kind is one clear line, and no page is written."""
    records.write_bytes(content)
    ran = run("render", records, "-o", tmp_path / "map.html")
    assert ran.code == 1
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--theme=blue", "auto, light, dark"),
        ("--lang=xx", "en, ar"),
        ("--tiles=osm,nowhere", "'nowhere' is not an online layer"),
        ("--basemap=nowhere", "choose outline, none"),
        ("--basemap=nowhere.pmtiles", "cannot read"),
    ],
)
def test_bad_options(run: Runner, records: Path, tmp_path: Path, option: str, said: str) -> None:
    """A choice that there is not is refused in one line that says which there are."""
    ran = run("render", records, "-o", tmp_path / "map.html", option)
    assert ran.code in {1, 2}
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_no_incident_is_a_page(run: Runner, records: Path, tmp_path: Path) -> None:
    """An empty file is a valid map of nothing."""
    records.write_bytes(b"")
    ran = run("render", records, "-o", tmp_path / "map.html")
    assert ran.code == 0
    assert "0 incidents" in ran.err
    assert _read_meta(tmp_path / "map.html")["rows"] == 0


def test_the_input_is_not_overwritten(run: Runner, records: Path) -> None:
    """The file that is read is never the file that is written."""
    ran = run("render", records, "-o", records)
    assert ran.code == 2
    assert records.read_bytes() == GOOD


def test_layers_of_ground(run: Runner, records: Path, tmp_path: Path) -> None:
    """Layers are added, listed, drawn and removed; a bad file is one line."""
    env = {"GEOINCIDENTS_DATA": str(tmp_path / "data")}
    river = {"type": "LineString", "coordinates": [[42.0, 34.0], [45.0, 32.5]]}
    feature = {"type": "Feature", "properties": {}, "geometry": river}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "rivers.geojson").write_text(json.dumps(collection))
    added = run("basemap", "add", tmp_path / "rivers.geojson", env=env)
    assert (added.code, added.err.split(",")[0]) == (0, "added rivers: rivers")
    assert run("basemap", "list", env=env).out.startswith("rivers: rivers, 1 shapes")
    run("render", records, "-o", tmp_path / "map.html", env=env)
    assert '"rivers":[[[42.0,34.0],[45.0,32.5]]]' in (tmp_path / "map.html").read_text("utf-8")
    assert run("basemap", "remove", "rivers", env=env).code == 0
    assert run("basemap", "remove", "rivers", env=env).code == 1
    bad = run("basemap", "add", records, env=env)
    assert bad.code == 1
    assert len(bad.err.splitlines()) == 1
