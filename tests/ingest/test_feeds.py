"""Feeds, web archives and Parquet: many articles a file, with what each tells of itself."""

import gzip
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from geoincidents.ingest import read_articles
from geoincidents.model import Articles

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)
LONG = f"&lt;p&gt;{NEWS}&lt;/p&gt;" * 20


def read_feed(folder: Path, text: str, encoding: str = "utf-8", name: str = "f.xml") -> Articles:
    """Read a feed."""
    (folder / name).write_bytes(text.encode(encoding))
    return read_articles(folder / name)


def make_rss(*items: str, head: str = "") -> str:
    """Give an RSS feed."""
    return (
        f"{head}<rss version='2.0'><channel><title>The News</title>{''.join(items)}</channel></rss>"
    )


def make_item(number: int, body: str = LONG) -> str:
    """Give an entry of RSS."""
    return (
        f"<item><title>Title {number}</title><link>https://x.org/{number}</link>"
        f"<guid>g{number}</guid><pubDate>Mon, 28 Sep 2020 10:00:00 GMT</pubDate>"
        f"<description>{body}</description></item>"
    )


def test_entries_of_rss_are_articles(tmp_path: Path) -> None:
    """The id is theirs, so that tomorrow's feed tells the same article by the same id."""
    found = read_feed(tmp_path, make_rss(make_item(1), make_item(2)))
    assert found.skipped == ()
    assert [article.article_id for article in found] == ["g1", "g2"]
    first = found[0]
    assert first.text == "\n\n".join([NEWS] * 20)
    assert (first.title, first.published, first.publisher) == ("Title 1", DAY, "The News")
    assert (first.url, first.path) == ("https://x.org/1", f"{tmp_path}/f.xml:1")
    assert first.warnings == ()


def test_white_space_before_a_feed_is_passed_over(tmp_path: Path) -> None:
    """However much it is; the declaration behind it is none of the document."""
    head = " \n" * 500_000 + '<?xml version="1.0"?>\n'
    found = read_feed(tmp_path, make_rss(make_item(1), head=head))
    assert [article.article_id for article in found] == ["g1"]


def test_entries_of_atom_are_articles(tmp_path: Path) -> None:
    """Its day of change is not that of publication."""
    entry = (
        "<entry><title type='html'>T &lt;b&gt;x&lt;/b&gt;</title><id>u</id>"
        "<updated>2021-01-01T10:00:00Z</updated>{}<content type='xhtml'>"
        f"<div xmlns='http://www.w3.org/1999/xhtml'><p>{NEWS}</p><p>Two.</p></div>"
        "</content></entry>"
    )
    feed = "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>{}</feed>"
    (article,) = read_feed(tmp_path, feed.format(entry.format("")))
    assert (article.text, article.title) == (f"{NEWS}\n\nTwo.", "T x")
    assert article.published is None
    told = "<published>2020-09-28T10:00:00Z</published>"
    (article,) = read_feed(tmp_path, feed.format(entry.format(told)))
    assert article.published == DAY


def test_a_summary_is_told_to_be_one(tmp_path: Path) -> None:
    """What stands behind the link is not fetched."""
    (article,) = read_feed(tmp_path, make_rss(make_item(1, NEWS)))
    assert "not fetched" in article.warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
def test_a_feed_is_read_in_the_encoding_that_it_declares(encoding: str, tmp_path: Path) -> None:
    """And an entity of HTML is the letter that it means."""
    arabic = "قصف صاروخي قرب مطار بغداد"
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    (article,) = read_feed(
        tmp_path, make_rss(make_item(1, f"{arabic}&nbsp;x"), head=head), encoding
    )
    assert article.text == f"{arabic}\u00a0x"


def test_a_torn_feed_gives_the_entries_before_the_fault(tmp_path: Path) -> None:
    """With a warning that names line and column."""
    text = make_rss(make_item(1), make_item(2), "<item><title>a & b</title></item>", make_item(3))
    found = read_feed(tmp_path, text)
    assert [article.article_id for article in found] == ["g1", "g2"]
    assert "not well-formed at line 1" in found[0].warnings[0]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (make_rss(make_item(1), head="<!DOCTYPE rss>"), "DTD/entities not allowed"),
        (
            make_rss(make_item(1), head="<!-- x --><!DOCTYPE rss [<!ENTITY a SYSTEM 'f'>]>"),
            "DTD/entities not allowed",
        ),
        (make_rss(), "a feed without entries"),
        ("<a/>", "no RSS or Atom feed"),
        ("<a>" * 300, "nested too deeply (over 200 elements)"),
        ("<rss", "not well-formed at line 1, column 1: unclosed token"),
        ("no markup", "not well-formed at line 1, column 1: syntax error"),
        (make_rss(make_item(1, "")), "an entry without text ('Title 1')"),
    ],
)
def test_what_is_no_sound_feed_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    """With the next step."""
    found = read_feed(tmp_path, text)
    assert [each.reason for each in found.skipped] == [reason]
    assert found.skipped[0].next_step


def test_a_document_type_hidden_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """What is checked is what is parsed."""
    text = make_rss(make_item(1), head="<!DOCTYPE rss [<!ENTITY a 'b'>]>")
    for encoding in ("utf-16", "utf-16-be", "utf-32"):
        found = read_feed(tmp_path, text, encoding)
        assert [each.reason for each in found.skipped] == ["DTD/entities not allowed"]


PAGE = (
    "<html><head><title>T</title></head><body><article>"
    f"<p>{NEWS} {NEWS}</p></article></body></html>"
)


def make_web_archive(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Give a WARC of records: address, status, kind of content, content."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, status, kind, data in records:
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(data),
            http_headers=StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2020-09-28T10:00:00Z"},
        )
        writer.write_record(record)
        record.raw_stream.close()
    return stream.getvalue()


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # the writer's own, of warcio
@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive_are_articles(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - pytest's
    """The address is the record's, the day that of the record where the page tells none."""
    data = make_web_archive(
        ("https://x.org/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ("https://x.org/i.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://x.org/gone", "404 Not Found", "text/html", PAGE.encode()),
        (
            "https://u:secret@x.org/2",
            "200 OK",
            "text/html",
            PAGE.replace("Erbil", "Mosul").encode(),
        ),
        packed=packed,
    )
    path = tmp_path / ("w.warc.gz" if packed else "w.warc")
    path.write_bytes(data)
    found = read_articles(path)
    assert found.skipped == ()
    assert [article.article_id for article in found] == ["w-1", "w-4"]
    assert [article.path for article in found] == [f"{path}:1", f"{path}:4"]
    assert [article.url for article in found] == ["https://x.org/1", "https://x.org/2"]
    assert [article.published for article in found] == [DAY, DAY]
    assert "archived, 2020-09-28, stands in" in found[0].warnings[0]
    assert "secret" not in repr(found)


@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")  # as above
def test_a_torn_web_archive_keeps_what_came_before(tmp_path: Path) -> None:
    """And is named."""
    record = ("https://x.org/1", "200 OK", "text/html", PAGE.encode())
    (tmp_path / "w.warc.gz").write_bytes(make_web_archive(record, record)[:-40])
    found = read_articles(tmp_path)
    assert [article.article_id for article in found] == ["w-1"]
    assert "damaged" in found.skipped[0].reason


@pytest.mark.parametrize("data", [b"", b"plain text", b"WARC/1.0\r\n\r\n"])
def test_what_holds_no_page_is_refused(data: bytes, tmp_path: Path) -> None:
    """With the reason."""
    (tmp_path / "w.warc.gz").write_bytes(gzip.compress(data))
    found = read_articles(tmp_path)
    assert len(found) == 0
    assert "web archive" in found.skipped[0].reason


def test_rows_of_parquet_are_articles(tmp_path: Path) -> None:
    """Days and times are read as such, in any column's case; a row without text is named."""
    rows = {
        "Text": [NEWS, None, "Two."],
        "published": [datetime(2020, 9, 28, 22, tzinfo=UTC), None, None],
        "id": [7, 8, None],
        "other": [b"x", None, None],
    }
    pq.write_table(pa.table(rows), tmp_path / "p.parquet")
    found = read_articles(tmp_path / "p.parquet")
    assert [(each.article_id, each.text, each.published) for each in found] == [
        ("7", NEWS, DAY),
        ("p-3", "Two.", None),
    ]
    assert [(each.path, each.reason) for each in found.skipped] == [
        (f"{tmp_path}/p.parquet:2", "no text")
    ]


def test_parquet_gives_what_json_lines_give(tmp_path: Path) -> None:
    """The same records are the same articles."""
    records = [{"id": f"r{n}", "text": f"{NEWS} {n}", "date": "2020-09-28"} for n in range(600)]
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "a.parquet", row_group_size=100)
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    one, other = read_articles(tmp_path / "a.parquet"), read_articles(tmp_path / "a.jsonl")
    assert [(a.article_id, a.text, a.published) for a in one] == [
        (b.article_id, b.text, b.published) for b in other
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"PAR1", "damaged, or no Parquet file"), (b"plain text", "damaged, or no Parquet file")],
)
def test_bytes_that_are_no_parquet_are_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    """With the next step."""
    (tmp_path / "p.parquet").write_bytes(data)
    assert [each.reason for each in read_articles(tmp_path).skipped] == [reason]


def test_parquet_without_text_is_refused(tmp_path: Path) -> None:
    """The columns found are named."""
    pq.write_table(pa.table({"body": ["x"]}), tmp_path / "p.parquet")
    assert "columns found: 'body'" in read_articles(tmp_path).skipped[0].reason
