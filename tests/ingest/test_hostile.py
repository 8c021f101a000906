"""Every bad input of the hostile collection that concerns reading, by its manifest."""

import csv
import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from geoincidents.errors import InputError
from geoincidents.ingest import read_articles
from geoincidents.model import Article, Articles

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "hostile"
# Their expectations are about maps and gazetteers: as articles they are refused by name.
NOT_ARTICLES = {"geojson", "gazetteer", "gdal", "ssrf"}
NO_ARTICLE_NAMES = (".kml", ".kmz", ".gpkg")
SPECIAL = {
    "dir.txt/": "is a folder",
    "loop_a.txt": "link loop",
    "loop_b.txt": "link loop",
    "dangling.txt": "missing target",
    "etc_passwd.txt": "leads out of the folder",
    "dev_zero.txt": "not a regular file",
    "fifo.txt": "not a regular file",
}
DAY = date(2020, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the manifest."""

    name: str
    family: str
    expected: str


def decode_name(name: str) -> str:
    """Undo the escapes of the manifest."""
    if name[:1] == "'" and name[1:2] in {*"=+-@"}:
        name = name[1:]
    if "\\" in name:
        name = name.encode("ascii").decode("unicode_escape")
    return name


def load_entries() -> list[Entry]:
    """Read the manifest; empty where the collection is absent."""
    if not (SHARED / "manifest.csv").is_file():
        return []
    with (SHARED / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        Entry(name=decode_name(row["file"]), family=row["family"], expected=row["expected"])
        for row in rows
    ]


ENTRIES = load_entries()
FILES = [each for each in ENTRIES if each.family != "special"]
absent = pytest.mark.skipif(not ENTRIES, reason="../shared/hostile is absent")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the collection anew: links, pipes and odd names cannot be kept in files."""
    top = tmp_path_factory.mktemp("hostile")
    subprocess.run(
        [sys.executable, str(SHARED / "gen.py"), str(top), "--special"],
        check=True,
        capture_output=True,
    )
    return top / "files"


@pytest.fixture(scope="module")
def whole(folder: Path) -> Articles:
    """Read the whole folder at once."""
    return read_articles(folder, published=DAY)


def check_article(article: Article) -> None:
    """Hold what is true of every article: its text can be written, its names are one line."""
    assert article.text.encode("utf-8")
    assert "\x00" not in article.text
    assert article.sha256 == hashlib.sha256(article.text.encode("utf-8")).hexdigest()
    for name in (article.article_id, article.path or ""):
        assert name.encode("utf-8")
        assert not [char for char in name if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    for field in (article.title, article.publisher, article.url):
        assert "\x00" not in (field or "").encode("utf-8").decode("utf-8")


@absent
@pytest.mark.parametrize("entry", FILES, ids=lambda entry: ascii(entry.name)[1:40])
def test_each_hostile_file_is_read_or_skipped_as_its_manifest_says(
    entry: Entry, folder: Path
) -> None:
    """OK is an article, OK-WARN one with a warning, SKIP and REJECT a reason and a next step."""
    path = folder / entry.name
    if not path.exists():
        pytest.skip("this file system cannot hold the name")
    found = read_articles(path, published=DAY)
    for article in found:
        check_article(article)
    for each in found.skipped:
        assert each.reason
        assert each.next_step
        assert each.path.isprintable()
    verdict, _, detail = entry.expected.partition(":")
    if entry.family in NOT_ARTICLES or entry.name.endswith(NO_ARTICLE_NAMES):
        assert not len(found)
        assert len(found.skipped) == 1
    elif len(found):
        assert "OK" in entry.expected.upper()
        warned = any(article.warnings for article in found) or found.skipped
        assert warned or "OK-WARN" not in verdict
        assert not found.skipped or "WARN" in verdict or "REJECT" in verdict
    else:
        assert "SKIP" in verdict or "REJECT" in verdict
        quoted = re.match(r" '([^']+)'", detail)
        assert quoted is None or quoted[1] in found.skipped[0].reason


@absent
@pytest.mark.parametrize(("name", "reason"), SPECIAL.items())
def test_links_pipes_and_devices_of_a_folder_are_skipped(
    name: str, reason: str, folder: Path, whole: Articles
) -> None:
    """Only regular files inside the folder are opened; nothing blocks."""
    path = str(folder / name.rstrip("/"))
    assert [reason in each.reason for each in whole.skipped if each.path == path] == [True]


@absent
def test_a_link_to_its_own_folder_reads_each_file_once(folder: Path, whole: Articles) -> None:
    """A loop of folders is walked once, and a path of 3,000 bytes is no error."""
    assert (folder / "loop_dir").is_symlink()
    paths = [article.path for article in whole]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if path and "loop_dir" in path]


@absent
def test_a_file_without_permission_is_skipped(folder: Path) -> None:
    """The reason says so."""
    if os.access(folder / "noperm.txt", os.R_OK):
        pytest.skip("this user may read every file")
    found = read_articles(folder / "noperm.txt")
    assert [each.reason for each in found.skipped] == ["permission denied"]


@absent
@pytest.mark.parametrize("name", ["fifo.txt", "dev_zero.txt"])
def test_a_pipe_or_device_named_outright_never_blocks(name: str, folder: Path) -> None:
    """It is skipped with the next step, not read."""
    (skipped,) = read_articles(folder / name).skipped
    assert skipped.reason == "not a regular file"
    assert "standard input" in skipped.next_step


@absent
@pytest.mark.parametrize("name", ["loop_a.txt", "dangling.txt"])
def test_a_broken_link_alone_is_an_error(name: str, folder: Path) -> None:
    """Nothing can be read: the error names the path."""
    with pytest.raises(InputError, match=name):
        read_articles(folder / name)


@absent
def test_encodings_of_one_text_give_one_text(folder: Path) -> None:
    """Offsets count from behind the byte order mark, in every encoding that is told apart."""
    names = ("utf8_bom", "utf16le_bom", "utf16be_nobom", "utf32", "prompt_injection")
    *texts, longer = (read_articles(folder / f"{name}.txt")[0].text for name in names)
    assert len(set(texts)) == 1
    assert longer.endswith(texts[0])


@absent
def test_an_encoding_that_is_given_wins(folder: Path) -> None:
    """cp1256 given is cp1256 read, without a warning."""
    (article,) = read_articles(folder / "cp1256_arabic.txt", encoding="cp1256", published=DAY)
    assert article.text == "قصف صاروخي قرب مطار بغداد الدولي"
    assert article.warnings == ()
