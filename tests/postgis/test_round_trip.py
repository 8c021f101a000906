"""A database gives back what was put in, byte for byte, and tells it in columns besides."""

import json
from dataclasses import replace

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from incident_samples import build_samples
from postgis_server import Server
from strategies import incident_sets

from geoincidents.errors import OutputError
from geoincidents.features import COLUMNS
from geoincidents.link.merging import merge_pair
from geoincidents.model import Article, Incident, Incidents, Quote
from geoincidents.store import (
    Rows,
    Stored,
    collect_rows,
    encode_jsonl,
    prepare_database,
    read_incidents,
    write_database,
)
from geoincidents.store.relations import INCIDENTS
from geoincidents.store.rows import LAYERS

TYPES = {"text": "text", "int": "bigint", "float": "double precision", "date": "date"}


def _write(incidents: tuple[Incident, ...] | Incidents, address: str, **more: object) -> Stored:
    return write_database(incidents, address, join=merge_pair, **more)  # type: ignore[arg-type] # keywords of its own


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Give the rows of the samples."""
    return collect_rows(Incidents(build_samples()))


@pytest.fixture(scope="module")
def shared(server: Server) -> str:
    """Give a database that all examples write to, with our tables in it."""
    address = server.make_database("shared")
    prepare_database(address)
    return address


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(found=incident_sets())
def test_every_incident_comes_back(shared: str, found: Incidents) -> None:
    """Whatever the texts, days and places: the lines of incidents.jsonl are the same bytes."""
    with psycopg.connect(shared) as opened:
        opened.execute("DELETE FROM geoincidents.incidents")
    stored = _write(found, shared)
    assert stored.added == len(found)
    back = read_incidents(shared)
    assert encode_jsonl(back) == encode_jsonl(found)
    assert list(back) == list(found)


def test_layers_have_the_columns_of_every_format(address: str, opened: psycopg.Connection) -> None:
    """A column that is added to the layers or the table of incidents asks for a migration."""
    _write(build_samples(), address)
    found = opened.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'geoincidents' ORDER BY ordinal_position"
    ).fetchall()
    for layer in LAYERS.values():
        columns = {name: kind for table, name, kind in found if table == layer}
        wanted = {name: TYPES[kind] for name, kind in COLUMNS.items()}
        assert columns == {"id": "text", **wanted, "geom": "USER-DEFINED"}
        assert list(columns)[:2] == ["id", "incident_id"]
    columns = {name: kind for table, name, kind in found if table == "incidents"}
    assert columns == {
        **{name: TYPES[kind] for name, kind in INCIDENTS.items()},
        "run_id": "text",
        "stored_at": "timestamp with time zone",
        "record": "json",
    }


def test_layers_hold_the_rows(address: str, opened: psycopg.Connection, rows: Rows) -> None:
    """Each row stands in its layer with its values, in WGS 84, with a spatial index."""
    _write(build_samples(), address)
    for role, layer in LAYERS.items():
        own = {row.id: row for row in rows.of_role(role)}
        names = ", ".join(COLUMNS)
        for key, shape, srid, *values in opened.execute(
            f"SELECT id, ST_AsGeoJSON(geom), ST_SRID(geom), {names} FROM geoincidents.{layer}"  # noqa: S608 - our own names
        ).fetchall():
            row = own.pop(key)
            told = [str(one) if name.startswith("date_") and one is not None and "prec" not in name
                    else one for name, one in zip(COLUMNS, values, strict=True)]  # fmt: skip
            assert tuple(told) == row.cells
            assert (shape is None) == (row.geometry is None)
            if row.geometry is not None:
                assert srid == 4326
                assert json.loads(shape)["type"].removeprefix("Multi") == row.geometry["type"]
        assert not own
    indexes = opened.execute(
        "SELECT tablename FROM pg_indexes WHERE schemaname = 'geoincidents' "
        "AND indexdef LIKE '%USING gist%'"
    ).fetchall()
    assert {table for (table,) in indexes} == set(LAYERS.values())


def test_quotes_lead_to_their_articles(address: str, opened: psycopg.Connection) -> None:
    """Every quote is tied to its incident and to the very text that it is of."""
    _write(build_samples(), address)
    found = opened.execute(
        "SELECT incident_id, article_id, sha256, quote_start, quote_end, quote "
        "FROM geoincidents.evidence JOIN geoincidents.articles USING (article_id, sha256)"
    ).fetchall()
    wanted = [
        (one.incident_id, quote.article_id, article.sha256, quote.start, quote.end, quote.quote)
        for one in build_samples()
        for quote in one.evidence
        for article in one.articles
        if article.article_id == quote.article_id
    ]
    assert wanted
    assert set(wanted) <= set(found)
    assert len(found) == sum(len(one.evidence) for one in build_samples())


def test_words_of_an_article_are_no_orders(address: str, opened: psycopg.Connection) -> None:
    """Text that looks like SQL, like the end of a COPY or like JSON stays text."""
    (first, *_) = build_samples()
    nasty = "'); DROP TABLE geoincidents.incidents; --\n\\.\n\\N\t{}\x00\\u0000 %s {schema}"
    told = replace(first, title=nasty, evidence=(replace(first.evidence[0], quote=nasty, end=999),))
    _write((told,), address)
    assert list(read_incidents(address)) == [told]
    assert opened.execute("SELECT quote FROM geoincidents.evidence").fetchall() == [
        (nasty.replace("\0", ""),)
    ]


def test_writing_again_changes_nothing(address: str, opened: psycopg.Connection) -> None:
    """The second time everything is as before, down to when it was stored."""
    _write(build_samples(), address)
    asked = "SELECT incident_id, stored_at FROM geoincidents.incidents ORDER BY 1"
    before = opened.execute(asked).fetchall()
    again = _write(build_samples(), address)
    assert (again.added, again.changed, again.unchanged) == (0, 0, len(build_samples()))
    assert opened.execute(asked).fetchall() == before
    changed = _write((replace(build_samples()[0], title="Another"),), address)
    assert (changed.added, changed.changed, changed.unchanged) == (0, 1, 0)
    assert len(read_incidents(address)) == len(build_samples())


def _tell(one: Incident, article_id: str, quote: str) -> Incident:
    """Give the incident as another article alone tells it."""
    (article, *_) = one.articles
    (report, *_) = one.reports
    return replace(
        one,
        articles=(replace(article, article_id=article_id, sha256=article_id * 8),),
        reports=(replace(report, article_id=article_id),),
        evidence=(Quote(article_id=article_id, start=0, end=len(quote), quote=quote),),
    )


def test_no_article_of_an_incident_is_lost(address: str) -> None:
    """What the database knows from further articles is joined, whoever comes last."""
    one = build_samples()[0]
    mine, yours = _tell(one, "mine", "Rockets fell."), _tell(one, "yours", "Rockets hit it.")
    _write((mine,), address)
    stored = _write((yours,), address)
    assert stored.joined == 1
    (held,) = read_incidents(address)
    assert {quote.quote for quote in held.evidence} == {"Rockets fell.", "Rockets hit it."}
    assert {article.article_id for article in held.articles} == {"mine", "yours"}
    assert _write((mine,), address).unchanged == 1
    assert list(read_incidents(address)) == [held]


def _read_again(article_id: str) -> Article:
    return Article(article_id=article_id, text="", sha256=article_id * 8)


def test_what_a_former_reading_found_goes(address: str) -> None:
    """Where all articles of an incident were read again and do not tell of it, it goes."""
    first, second, third = build_samples()[:3]
    old = replace(_tell(first, "a", "It fell."), incident_id="old")
    other = replace(_tell(second, "b", "It fell too."), incident_id="other")
    both = merge_pair(
        replace(_tell(third, "a", "They fell."), incident_id="both"),
        replace(_tell(third, "b", "They fell there."), incident_id="both"),
    )
    _write((old, other, both), address)
    new = replace(old, incident_id="new")
    stored = _write((new,), address, read=(_read_again("a"),))
    assert stored.removed == 1
    assert {one.incident_id for one in read_incidents(address)} == {"new", "other", "both"}
    assert _write((), address, read=(_read_again("c"),)).removed == 0


def test_two_texts_of_one_id_are_two_articles(address: str, opened: psycopg.Connection) -> None:
    """Runs may call two texts by one name: each quote stays with the text that it is of."""
    one, other = build_samples()[:2]
    mine = replace(_tell(one, "a", "It fell."), incident_id="x")
    yours = replace(_tell(other, "a", "It burnt."), incident_id="y")
    yours = replace(yours, articles=(replace(yours.articles[0], sha256="f" * 64),))
    _write((mine,), address)
    _write((yours,), address)
    found = opened.execute("SELECT sha256, quote FROM geoincidents.evidence ORDER BY 2").fetchall()
    assert found == [("f" * 64, "It burnt."), ("a" * 8, "It fell.")]
    assert len(read_incidents(address)) == 2


def test_protected_and_exact_incidents_do_not_mix(address: str) -> None:
    """Who reads a database has to know what it is: the second kind is refused, nothing changes."""
    first, second = build_samples()[:2]
    _write((replace(first, protection="names struck"),), address)
    with pytest.raises(OutputError, match="with and without --protect"):
        _write((second,), address)
    (held,) = read_incidents(address)
    assert held.protection == "names struck"
    _write((first,), address)
