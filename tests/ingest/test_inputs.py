"""Which inputs are read, which are refused, and how articles are named."""

import hashlib
import io
import itertools
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoincidents.errors import InputError
from geoincidents.ingest import read_articles
from geoincidents.ingest.bundles import BUNDLES
from geoincidents.ingest.endings import split_name
from geoincidents.ingest.formats import is_read
from geoincidents.ingest.kinds import load_kinds
from geoincidents.ingest.readers import RECORDS, WHOLE

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)
FEED = f"<rss version='2.0'><channel><item><summary>{NEWS}</summary></item></channel></rss>"


def write(path: Path, text: str = NEWS) -> Path:
    """Write a text, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_read_with_all_that_they_hold(tmp_path: Path) -> None:
    """Sub-folders too; hidden files and what systems leave behind are passed over."""
    write(tmp_path / "a.txt", "A.")
    write(tmp_path / "deep" / "er" / "b.MD", "B.")
    for name in (".hidden.txt", ".git/c.txt", "__MACOSX/d.txt", "Thumbs.db", "~$a.docx"):
        write(tmp_path / name)
    found = read_articles(tmp_path)
    assert [article.article_id for article in found] == ["a", "b"]
    assert found.skipped == ()


def test_no_order_of_paths_changes_what_is_read(tmp_path: Path) -> None:
    """Nor does a path given twice, or a file beside its folder."""
    one, two = write(tmp_path / "x" / "a.txt"), write(tmp_path / "y" / "a.txt", "Other.")
    link = tmp_path / "x" / "z.txt"
    try:
        link.symlink_to(one)
    except OSError:
        pytest.skip("no links on this system")
    paths = [one, two, tmp_path / "x", link, tmp_path / "x" / ".." / "x"]
    runs = {read_articles(*order) for order in itertools.permutations(paths)}
    assert len(runs) == 1
    assert [article.article_id for article in runs.pop()] == ["x-a", "y-a"]


def test_one_id_and_one_text_is_a_duplicate(tmp_path: Path) -> None:
    """It is skipped, and the reason names the other."""
    first, second = write(tmp_path / "x" / "a.txt"), write(tmp_path / "y" / "a.txt")
    found = read_articles(second, first)
    assert [article.path for article in found] == [str(first)]
    assert [each.path for each in found.skipped] == [str(second)]
    assert str(first) in found.skipped[0].reason


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["x/a.txt", "y/a.txt"], ["x-a", "y-a"]),
        (["x/a.txt", "x/a.md"], ["a-0", "a-1"]),
        (["x/a.txt", "y/a.txt", "z/x-a.txt"], ["a-0", "a-1", "x-a"]),
    ],
)
def test_one_id_of_two_texts_is_made_two(
    names: Sequence[str], ids: Sequence[str], tmp_path: Path
) -> None:
    """By the folder, else by the text's hash; each with a warning."""
    for name in names:
        write(tmp_path / name, f"{NEWS} {name}")
    found = read_articles(tmp_path, published=DAY)
    assert len({article.article_id for article in found}) == len(names)
    for article, wanted in zip(found, ids, strict=True):
        hashed = wanted.startswith("a-")
        assert article.article_id == (f"a-{article.sha256[:8]}" if hashed else wanted)
        assert bool(article.warnings) == ("is that of 2 texts" in str(article.warnings))
    assert sum(bool(article.warnings) for article in found) == 2


def test_ids_written_like_ours_are_told_apart(tmp_path: Path) -> None:
    """Somebody may know how we make two ids of one."""
    texts = [f"{NEWS} {number}" for number in range(2)]
    taken = [f"a-{hashlib.sha256(text.encode()).hexdigest()[:8]}" for text in texts]
    records = [("a", texts[0]), ("a", texts[1]), (taken[0], "x"), (taken[1], "y"), ("f-a", "z")]
    lines = (json.dumps({"id": name, "text": text}) for name, text in records)
    found = read_articles(write(tmp_path / "f.jsonl", "\n".join(lines)))
    assert len({article.article_id for article in found}) == 5
    assert {article.text for article in found if article.article_id in taken} == {"x", "y"}


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "a-1", "f-a", "\ufb01", ""]), st.sampled_from("xyz")),
        min_size=1,
        max_size=8,
    ),
    st.randoms(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_ids_are_unique_whatever_records_ask_for(
    tmp_path: Path, pairs: list[tuple[str, str]], random: object
) -> None:
    """And the same for every order of the records that have an id."""
    pairs = [(name, text) for name, text in pairs if name]
    runs = []
    for _ in range(2):
        path = write(
            tmp_path / "f.jsonl",
            "\n".join(json.dumps({"id": name, "text": text}) for name, text in pairs) or "{}",
        )
        found = read_articles(path)
        runs.append({(article.article_id, article.text) for article in found})
        assert len({article.article_id for article in found}) == len(set(pairs)) == len(found)
        random.shuffle(pairs)  # type: ignore[attr-defined]
    assert runs[0] == runs[1]


def test_a_missing_path_among_others_is_skipped(tmp_path: Path) -> None:
    """The others are read."""
    found = read_articles(tmp_path / "none", write(tmp_path / "a.txt"))
    assert len(found) == 1
    assert [each.reason for each in found.skipped] == ["no such file or folder"]


@pytest.mark.parametrize(
    "names", [[], ["none.txt"], ["none", "a\x00b"], ["empty"], ["empty", "none"]]
)
def test_nothing_to_read_is_an_error(names: list[str], tmp_path: Path) -> None:
    """It names each path and the next step."""
    (tmp_path / "empty" / "er").mkdir(parents=True)
    with pytest.raises(InputError) as caught:
        read_articles(*(f"{tmp_path}/{name}" for name in names))
    for name in names:
        assert name.replace("\x00", "\\x00") in str(caught.value).replace("\\\\", "\\")
    assert "give" in str(caught.value) or "check" in str(caught.value)


def test_an_unknown_encoding_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    """The name is in the message."""
    with pytest.raises(InputError, match="klingon"):
        read_articles(write(tmp_path / "a.txt"), encoding="klingon")


@pytest.mark.parametrize(
    "extension", sorted({each for kind in load_kinds() for each in kind.extensions})
)
def test_kinds_without_a_reader_are_refused_by_name(extension: str, tmp_path: Path) -> None:
    """Each with its next step, and none of them has a reader."""
    assert not is_read(split_name(f"a{extension}"))
    (skipped,) = read_articles(write(tmp_path / f"a{extension.upper()}")).skipped
    assert f"({extension})" in skipped.reason
    assert skipped.next_step


@pytest.mark.parametrize(
    ("name", "offset", "mark"),
    [(kind.name, *mark) for kind in load_kinds() for mark in kind.signatures],
)
def test_bytes_give_a_kind_away(name: str, offset: int, mark: bytes, tmp_path: Path) -> None:
    """Whatever the file is called."""
    (tmp_path / "a.txt").write_bytes(b" " * offset + mark + b" and so on")
    (skipped,) = read_articles(tmp_path).skipped
    assert skipped.reason == f"looks like {name}"


def test_a_file_over_the_limit_is_skipped(tmp_path: Path) -> None:
    """64 MB are read, a byte more is not."""
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.truncate(64 * 2**20 + 1)
    (skipped,) = read_articles(tmp_path).skipped
    assert skipped.reason == "larger than 64 MB"


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (NEWS, ["stdin"]),
        ("[Baghdad] rockets hit", ["stdin"]),
        ("{{7*7}} rockets", ["stdin"]),
        (json.dumps({"text": NEWS}), ["stdin"]),
        (json.dumps([{"text": NEWS}, {"text": "x"}]), ["stdin-1", "stdin-2"]),
        (json.dumps({"text": NEWS}) + "\n" + json.dumps({"text": "x"}), ["stdin-1", "stdin-2"]),
        ("\n\n" + f"{json.dumps({'text': NEWS})}\n\n" * 2, ["stdin-3", "stdin-5"]),
        (json.dumps({"text": NEWS}) + "\n\n", ["stdin"]),
        (json.dumps([{"text": NEWS}], indent=1), ["stdin-1"]),
        (f"<!doctype html><body><p>{NEWS}</p>", ["stdin"]),
        (f"<?xml version='1.0'?>\n{FEED}", ["stdin-1"]),
    ],
)
def test_standard_input_is_told_by_how_it_begins(data: str, ids: list[str]) -> None:
    """Text, JSON, JSON Lines, a page or a feed."""
    found = read_articles("-", stdin=io.BytesIO(data.encode()))
    assert [article.article_id for article in found] == ids
    assert "<" not in found[0].text


def test_standard_input_has_a_limit_but_for_records() -> None:
    """JSON Lines are read as they come, however many; another kind over 64 MB is one line."""
    line = json.dumps({"text": NEWS, "more": "x" * 2**20}).encode() + b"\n"
    found = read_articles("-", stdin=io.BufferedReader(Endless(line, 70)))
    assert [article.article_id for article in found] == sorted(f"stdin-{n}" for n in range(1, 71))
    found = read_articles("-", stdin=io.BufferedReader(Endless(b"x" * 2**20, 70)))
    assert [one.reason for one in found.skipped] == ["larger than 64 MB"]


class Endless(io.RawIOBase):
    """Give the same bytes so many times."""

    def __init__(self, data: bytes, times: int) -> None:
        super().__init__()
        self._parts = itertools.repeat(data, times)
        self._rest = b""

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever bytes can be written to
        """Give the next bytes."""
        self._rest = self._rest or next(self._parts, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


def test_an_empty_standard_input_is_skipped() -> None:
    """As an empty file is."""
    assert [each.reason for each in read_articles("-", stdin=io.BytesIO()).skipped] == [
        "empty file"
    ]


def test_progress_names_each_input_once(tmp_path: Path) -> None:
    """In the order of reading, bad ones too."""
    paths = [write(tmp_path / "a.txt"), write(tmp_path / "b.json", "{")]
    seen: list[str] = []
    read_articles(*paths, "-", stdin=io.BytesIO(b"x"), on_read=seen.append)
    assert seen == [*map(str, paths), "-"]


@given(st.binary(max_size=300), st.sampled_from(sorted({*WHOLE, *RECORDS, *BUNDLES})))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_bytes_raise(tmp_path: Path, data: bytes, extension: str) -> None:
    """Every file gives articles whose text can be written, or a reason."""
    path = tmp_path / f"a{extension}"
    path.write_bytes(data)
    found = read_articles(path)
    assert len(found) or found.skipped
    for article in found:
        assert "\x00" not in article.text.encode().decode()


def test_the_room_is_light_to_import() -> None:
    """Heavy libraries wait for the file that needs them."""
    heavy = ("trafilatura", "lxml", "pandas", "charset_normalizer", "frontmatter", "yaml")
    code = f"import sys, geoincidents.ingest; print([m for m in {heavy!r} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
