"""What a page carries of incidents is all of their record, and takes little room."""

import json
import math
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import build_samples
from page_data import Box, inflate, read_list, read_records
from strategies import incident_sets

from geoincidents.features import replace_surrogates
from geoincidents.model import ArticleRef, Count, Incident, Quote
from geoincidents.render.payload import Payload, pack, pack_incidents
from geoincidents.render.payload.pack import CHUNK, QUOTE_CHUNK

DECIMALS = 6


def _tidy(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """Leave out what says nothing, and write numbers as a page has them."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if isinstance(value, dict):
        rows = {name: _tidy(one) for name, one in value.items()}
        return {name: one for name, one in rows.items() if one not in (None, "", [], {})}
    return value


def _expect(incident: Incident) -> Any:  # noqa: ANN401 - a record
    record = json.loads(msgspec.json.encode(incident))
    record["confidence"] = round(record["confidence"] * 100)
    located = [target["location"] for target in record["targets"] if target["location"]]
    for place in (*record["impacts"], *record["launches"], *located):
        del place["area"]
    ids = {one["article_id"] for one in record["reports"]}
    ids |= {one["article_id"] for one in record["evidence"]}
    known = {one["article_id"] for one in record["articles"]}
    record["articles"] += [{"article_id": name} for name in sorted(ids - known)]
    for article in record["articles"]:
        article.pop("sha256", None)
    # The mark of a struck quote is in its words.
    for quote in record["evidence"]:
        del quote["struck"]
    record["reports"].sort(key=lambda one: one["article_id"])
    return _tidy(record)


def _read(payload: Payload) -> list[Any]:
    records = [_tidy(record) for record in read_records(payload.streams, payload.meta)]
    for record in records:
        for name in ("source_note", "content_note"):
            record.pop(name, None)
        for article in record.get("articles", []):
            article.pop("link", None)
        record.get("reports", []).sort(key=lambda one: one["article_id"])
    return records


@given(incident_sets())
def test_no_value_is_lost(incidents: Any) -> None:  # noqa: ANN401 - hypothesis' own
    """Put together again, every record is the one that went in."""
    items = tuple(incidents)
    assert _read(pack_incidents(items)) == [_expect(one) for one in items]


def test_cautions_are_in_the_page() -> None:
    """What to know before an incident is believed or shown stands in its record."""
    one = replace(build_samples()[0], protection="place moved")
    graphic = replace(one.evidence[0], quote="A child was beheaded.")
    payload = pack_incidents((replace(one, evidence=(graphic,)),))
    record = read_records(payload.streams, payload.meta)[0]
    assert record["content_note"] == "describes bodies or body parts; describes harm to children"
    assert record["protection"] == "place moved"


def test_samples_come_back() -> None:
    """Incidents of every kind come back whole, areas among them."""
    samples = tuple(build_samples())
    payload = pack_incidents(samples)
    assert _read(payload) == [_expect(one) for one in samples]
    outlines = [
        place.area.coordinates
        for one in samples
        for place in (*one.impacts, *one.launches)
        if place.area
    ]
    assert outlines
    areas = Box(inflate(payload.streams["areas"]))
    rings = [ring for outline in outlines for ring in outline]
    flat = [round(point[0] * 1e6) for ring in rings for point in ring]
    assert areas.numbers("longitude") == flat
    assert areas.numbers("ring.ends")[-1] == len(flat)


def test_nothing_hangs_on_the_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the chunks and the volumes of quotes are, all records come back whole."""
    samples = [
        replace(one, incident_id=f"{one.incident_id}-{number}", title=f"{one.title} {number}")
        for number in range(3)
        for one in build_samples()
    ]
    monkeypatch.setattr(pack, "CHUNK", 4)
    monkeypatch.setattr(pack, "QUOTE_CHUNK", 3)
    monkeypatch.setattr(pack, "QUOTE_VOLUME", 7)
    payload = pack_incidents(one for one in samples)
    assert "quotes-2" in payload.streams
    assert _read(payload) == [_expect(one) for one in samples]


def test_a_host_is_called_as_its_publisher() -> None:
    """An article without a publisher counts to the one whose articles stand at the same host."""
    sample = next(one for one in build_samples() if one.incident_id == "balad")
    articles = [
        ArticleRef(article_id="a", sha256="0", url="https://news.example/1"),
        ArticleRef(article_id="b", sha256="0", url="https://www.news.example/2", publisher="News"),
        ArticleRef(article_id="c", sha256="0", url="https://www.other.example/3"),
    ]
    incidents = [
        replace(sample, incident_id=one.article_id, articles=(one,), reports=(), evidence=())
        for one in articles
    ]
    core = Box(inflate(pack_incidents(incidents).streams["core"]))
    assert core.codes("sources.codes", "sources") == ["News", "News", "other.example"]


def test_no_incident_is_a_page_too() -> None:
    """Nothing at all packs, and is read back as nothing."""
    payload = pack_incidents([])
    assert payload.meta["rows"] == 0
    assert read_records(payload.streams, payload.meta) == []


def test_blocks_hold_what_meta_says() -> None:
    """Records and quotes are cut into blocks of the sizes of `meta`; each quote stands once."""
    (sample, *_) = build_samples()
    count = 2 * CHUNK + 1
    incidents = [
        replace(
            sample,
            incident_id=f"i{number}",
            evidence=(
                Quote(article_id="a", start=0, end=4, quote="same"),
                *(
                    Quote(article_id="a", start=0, end=5, quote=f"quote {number} {part}")
                    for part in range(9)
                ),
            ),
        )
        for number in range(count)
    ]
    payload = pack_incidents(incidents)
    blocks = [json.loads(inflate(payload.streams[f"details-{k}"])) for k in range(3)]
    assert [len(block) for block in blocks] == [CHUNK, CHUNK, 1]
    quotes = read_list(payload.streams, "quotes")
    assert quotes == sorted(set(quotes))
    assert payload.meta["quotes"] == len(quotes) == 9 * count + 1
    assert "quotes-1" in payload.streams
    assert len(json.loads(inflate(payload.streams["quotes-0"]))) == QUOTE_CHUNK


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(math.nan, 33.0), (44.0, math.inf), (200.0, 33.0), (44.0, -91.0)]
)
def test_no_position_is_made_up(longitude: float, latitude: float) -> None:
    """A place off the earth has no position in the page, and the page says why."""
    sample = next(one for one in build_samples() if one.incident_id == "balad")
    place = replace(sample.impacts[0], longitude=longitude, latitude=latitude)
    payload = pack_incidents([replace(sample, impacts=(place,))])
    core = Box(inflate(payload.streams["core"]))
    assert core.numbers("place.longitude")[0] == core.numbers("place.latitude")[0] == -(2**31)
    assert core.numbers("off_map") == [3]


def test_numbers_of_any_size_are_held() -> None:
    """A count that no column can hold becomes the largest that it can."""
    sample = next(one for one in build_samples() if one.incident_id == "erbil")
    casualties = replace(sample.casualties, killed=Count(min=1, max=10**30))
    payload = pack_incidents([replace(sample, casualties=casualties)])
    assert Box(inflate(payload.streams["core"])).numbers("killed_max") == [2**31 - 1]


@given(st.text(st.characters(), min_size=1, max_size=20))
def test_any_text_is_carried(text: str) -> None:
    """Text of any characters is carried; a lone surrogate becomes U+FFFD."""
    sample = next(one for one in build_samples() if one.incident_id == "erbil")
    poisoned = replace(
        sample,
        title=text,
        perpetrator=text,
        confidence_note=text,
        evidence=(replace(sample.evidence[0], quote=text),),
    )
    payload = pack_incidents([poisoned])
    (record,) = read_records(payload.streams, payload.meta)
    shown = replace_surrogates(text)
    assert record["title"] == record["perpetrator"] == record["confidence_note"] == shown
    assert record["evidence"][0]["quote"] == shown


def test_articles_of_one_id_are_told_apart() -> None:
    """Two articles that two runs called the same stay two, each with its own quotes."""
    sample = next(one for one in build_samples() if one.incident_id == "balad")
    other = replace(sample.articles[0], sha256="f" * 64, title="Another")
    incidents = [sample, replace(sample, incident_id="other", articles=(other,))]
    payload = pack_incidents(incidents)
    records = read_records(payload.streams, payload.meta)
    assert [one["articles"][0]["title"] for one in records] == [sample.articles[0].title, "Another"]
