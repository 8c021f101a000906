"""Packed files and archives: read where they lie, member by member, never unpacked."""

import gzip
import io
import itertools
import json
import stat
import struct
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard

from geoincidents.ingest import read_articles
from geoincidents.ingest.articles import stream_drafts
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.pieces import Piece, read_piece, stream_pieces

if TYPE_CHECKING:
    from geoincidents.model import Skipped

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)
PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


def write_zip(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def write_lines(count: int) -> bytes:
    """Give JSON Lines."""
    return b"".join(
        json.dumps({"id": f"r{number}", "text": f"{NEWS} {number}"}).encode() + b"\n"
        for number in range(count)
    )


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", write_lines(2)),
        ("a.csv", f'text,id\n"{NEWS}",x\n'.encode()),
        ("a.txt", NEWS.encode()),
        ("a.json", json.dumps([{"text": NEWS}]).encode()),
        ("a.html", f"<html><body><article><p>{NEWS} {NEWS}</p></article></body></html>".encode()),
    ],
)
def test_a_packed_file_reads_as_the_file_itself(
    name: str, data: bytes, packing: str, tmp_path: Path
) -> None:
    """Ids, texts and what is known are the same; only the path tells."""
    (tmp_path / name).write_bytes(data)
    packed = tmp_path / f"{name}{packing}"
    packed.write_bytes(PACKERS[packing](data))
    plain, unpacked = read_articles(tmp_path / name), read_articles(packed)
    assert unpacked.skipped == plain.skipped == ()
    assert [(each.article_id, each.text, each.warnings) for each in unpacked] == [
        (each.article_id, each.text, each.warnings) for each in plain
    ]
    assert all((each.path or "").startswith(str(packed)) for each in unpacked)


@pytest.mark.parametrize("packing", PACKERS)
def test_parts_packed_one_after_the_other_are_all_read(packing: str, tmp_path: Path) -> None:
    """As `cat` joins them, and as parallel packers write them."""
    pack = PACKERS[packing]
    (tmp_path / f"a.jsonl{packing}").write_bytes(pack(write_lines(2)) + pack(b'{"text": "x"}'))
    assert len(read_articles(tmp_path)) == 3


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("cut", [1, 10, 2000])
def test_a_torn_file_keeps_what_came_before_and_is_named(
    packing: str, cut: int, tmp_path: Path
) -> None:
    """Never silently shorter than it was."""
    lines = b"".join(
        json.dumps({"text": f"{NEWS} {number * 7919 % 99991} {number}"}).encode() + b"\n"
        for number in range(3000)
    )
    packed = PACKERS[packing](lines)[:-cut]
    path = tmp_path / f"a.jsonl{packing}"
    path.write_bytes(packed)
    found = read_articles(path, published=DAY)
    assert found.skipped[0].reason.startswith("damaged ")
    assert found.skipped[0].path == str(path)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("a.gz", "news.jsonl.gz"),
        ("a.zip.gz", "unpack"),
        ("a.exe.zst", "news.jsonl.zst"),
        ("a.parquet.zst", "unpack"),
    ],
)
def test_a_packed_file_of_another_kind_is_refused_by_name(
    name: str, step: str, tmp_path: Path
) -> None:
    """The next step says how to name it, or what to do."""
    (tmp_path / name).write_bytes(gzip.compress(b"x"))
    (skipped,) = read_articles(tmp_path).skipped
    assert step in skipped.next_step


@pytest.mark.parametrize("packing", PACKERS)
def test_a_bomb_is_refused_by_what_comes_out_of_it(packing: str, tmp_path: Path) -> None:
    """In less than a second, over 100:1 and 10 MB."""
    path = tmp_path / f"a.txt{packing}"
    path.write_bytes(PACKERS[packing](b"Erbil " * (10 << 20)))
    started = time.process_time()
    (skipped,) = read_articles(path).skipped
    assert time.process_time() - started < 1
    assert "100:1" in skipped.reason


def test_members_of_a_zip_are_named_by_archive_and_path(tmp_path: Path) -> None:
    """Id and path say where to look; a sheet in the archive tells of its folder's members."""
    sheet = "article,title,published\na,Title of A,2020-09-28\n"
    path = write_zip(
        tmp_path / "bundle.zip",
        {
            "news/a.txt": NEWS,
            "news/articles.csv": sheet,
            "other/a.txt": NEWS,
            "more.jsonl": write_lines(1),
            "__MACOSX/news/._a.txt": "x",
            "news/.DS_Store": "x",
        },
    )
    found = read_articles(path)
    assert found.skipped == ()
    assert [article.article_id for article in found] == [
        "bundle.zip!news/a.txt",
        "bundle.zip!other/a.txt",
        "r0",
    ]
    assert (found[0].title, found[0].published) == ("Title of A", DAY)
    assert (found[1].title, found[1].published) == (None, None)
    assert [article.path for article in found] == [
        f"{path}!news/a.txt",
        f"{path}!other/a.txt",
        f"{path}!more.jsonl:1",
    ]


@pytest.mark.parametrize("ending", [".tar", ".tar.gz", ".tgz", ".tar.zst"])
def test_members_of_a_tar_are_read_in_its_order(ending: str, tmp_path: Path) -> None:
    """Links, devices and holes are named, not followed."""
    tape = io.BytesIO()
    with tarfile.open(fileobj=tape, mode="w") as archive:
        for name, data in (("d/a.txt", NEWS.encode()), ("b.jsonl", write_lines(1))):
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        link = tarfile.TarInfo("l.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    data = tape.getvalue()
    pack = PACKERS.get("." + ending.rpartition(".")[2].replace("tgz", "gz"), bytes)
    (tmp_path / f"t{ending}").write_bytes(pack(data))
    found = read_articles(tmp_path)
    assert [article.article_id for article in found] == ["r0", f"t{ending}!d/a.txt"]
    assert [(each.path.rpartition("!")[2], each.reason) for each in found.skipped] == [
        ("l.txt", "no regular file")
    ]


@pytest.mark.parametrize(
    "name", ["../a.txt", "/a.txt", "..\\..\\a.txt", "C:\\a.txt", "x/../../a.txt", "\\\\host\\a.txt"]
)
def test_a_name_that_leads_out_is_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    """The other members are read."""
    inside = tmp_path / "in" / "side"
    inside.mkdir(parents=True)
    path = write_zip(inside / "b.zip", {name: NEWS, "ok.txt": NEWS})
    before = sorted(tmp_path.rglob("*"))
    found = read_articles(path)
    assert [article.article_id for article in found] == ["b.zip!ok.txt"]
    assert [each.reason for each in found.skipped] == ["a name that leads out of its archive"]
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "name", ["c.zip", "c.tar", "c.tgz", "c.txt.gz", "c.jsonl.zst", "c.parquet"]
)
def test_archives_inside_archives_are_not_opened(name: str, tmp_path: Path) -> None:
    """Each is named."""
    found = read_articles(write_zip(tmp_path / "b.zip", {name: b"PK", "ok.txt": NEWS}))
    assert len(found) == 1
    assert "archive inside an archive" in found.skipped[0].reason


def spoil(data: bytes, how: str) -> bytes:
    """Damage the first member of a zip archive."""
    entry = zipfile.ZipFile(io.BytesIO(data)).infolist()[0]
    spoilt = bytearray(data)
    directory = data.index(b"PK\x01\x02")
    if how == "bytes":
        at = entry.header_offset + 30 + len(entry.filename) + 5
        spoilt[at : at + 4] = b"\xff\xff\xff\xff"
    elif how == "encrypted":
        spoilt[directory + 8] |= 1
    elif how == "method":
        spoilt[directory + 10 : directory + 12] = struct.pack("<H", 97)
    elif how == "link":
        spoilt[directory + 38 : directory + 42] = struct.pack("<I", (stat.S_IFLNK | 0o777) << 16)
    elif how == "size":
        spoilt[22:26] = struct.pack("<I", 10)
    elif how == "both sizes":
        spoilt[22:26] = spoilt[directory + 24 : directory + 28] = struct.pack("<I", 10)
    return bytes(spoilt)


@pytest.mark.parametrize("how", ["bytes", "encrypted", "method", "link", "size", "both sizes"])
def test_a_bad_member_is_named_and_the_others_go_on(how: str, tmp_path: Path) -> None:
    """Damage, a password, a link, a size that lies."""
    path = write_zip(tmp_path / "b.zip", {"a.txt": f"{NEWS} " * 50, "ok.txt": NEWS})
    path.write_bytes(spoil(path.read_bytes(), how))
    found = read_articles(path)
    assert [article.article_id for article in found] == ["b.zip!ok.txt"]
    assert [each.path for each in found.skipped] == [f"{path}!a.txt"]
    assert "fault of this program" not in found.skipped[0].reason
    assert found.skipped[0].next_step


def test_an_archive_that_declares_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    """Its directory is enough."""
    path = write_zip(tmp_path / "b.zip", {"a.txt": b"\0" * (64 << 20)})
    started = time.process_time()
    (skipped,) = read_articles(path).skipped
    assert time.process_time() - started < 1
    assert (skipped.path, "100:1" in skipped.reason) == (str(path), True)


def test_a_long_stream_is_read_in_flat_memory(tmp_path: Path) -> None:
    """However much comes out of it: 30 MB of records take a few MB."""
    packer = zstandard.ZstdCompressor(level=1).compressobj()
    path = tmp_path / "a.jsonl.zst"
    with path.open("wb") as stream:
        for number in range(2_000):
            text = f"{NEWS} " * 350 + f"{number**300:x}"
            stream.write(packer.compress(json.dumps({"text": text}).encode() + b"\n"))
        stream.write(packer.flush())
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Draft) for item in stream_drafts(path, published=DAY))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 2_000
    assert peak < 12 * 2**20


def test_the_first_record_does_not_wait_for_the_last(tmp_path: Path) -> None:
    """Of a file whose end is damaged the beginning is given before that is known."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(write_lines(50_000) + b"{")
    first = list(itertools.islice(stream_drafts(path, published=DAY), 3))
    assert [isinstance(item, Draft) and item.name for item in first] == ["r0", "r1", "r2"]


def test_pieces_are_drafts_or_give_them_elsewhere(tmp_path: Path) -> None:
    """A piece is whole in itself: what it gives is what `stream_drafts` gives of it."""
    write_zip(tmp_path / "b.zip", {"a.txt": NEWS, "b.jsonl": write_lines(2)})
    (tmp_path / "c.txt").write_text(NEWS, "utf-8")
    (tmp_path / "articles.csv").write_text("article,title\nc,T\n", "utf-8")
    given: list[Draft | Skipped] = []
    for _, item in stream_pieces(tmp_path, published=DAY):
        given.extend(read_piece(item) if isinstance(item, Piece) else [item])
    assert given == list(stream_drafts(tmp_path, published=DAY))
    assert [getattr(item, "title", None) for item in given] == [None, None, None, "T"]


def test_a_row_of_a_sheet_that_names_a_file_of_records_tells_of_none(tmp_path: Path) -> None:
    """One title is not that of all of them."""
    write_zip(
        tmp_path / "b.zip", {"m.jsonl": write_lines(2), "articles.csv": "article,title\nm,T\n"}
    )
    (tmp_path / "m.jsonl").write_bytes(b'{"text": "x"}\n')
    (tmp_path / "articles.csv").write_text("article,title\nm,T\n", "utf-8")
    found = read_articles(tmp_path)
    assert [article.title for article in found] == [None, None, None]
    assert found.skipped == ()
