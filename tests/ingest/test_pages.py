"""Web pages."""

from datetime import date
from pathlib import Path

import pytest

from geoincidents.ingest import read_articles

NEWS = (
    "Rockets hit the area near Baghdad airport on Monday, killing five civilians, the army said. "
    "A second attack struck five miles west of Erbil. No group claimed responsibility."
)
DAY = date(2020, 9, 28)


def read_page(folder: Path, page: str | bytes) -> tuple[object, ...]:
    """Read one page; give its article's text, date and warnings."""
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    (article,) = read_articles(path)
    return article.text, article.published, article.warnings


def test_a_page_gives_its_article_and_what_it_declares(tmp_path: Path) -> None:
    """Menus and scripts go; title, date, address and publisher stay."""
    (tmp_path / "page.html").write_text(
        "<html><head><title>Rockets - Daily</title><script>alert(1)</script>"
        '<meta property="article:published_time" content="2020-09-28T23:30:00+03:00">'
        '<meta property="article:modified_time" content="2021-01-01">'
        '<meta property="og:site_name" content="Daily">'
        '<link rel="canonical" href="https://example.org/a"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><p>{NEWS}</p></article></body></html>",
        encoding="utf-8",
    )
    (article,) = read_articles(tmp_path)
    assert (article.text, article.title, article.published) == (NEWS, "Rockets", DAY)
    assert (article.url, article.publisher) == ("https://example.org/a", "Daily")
    assert article.warnings == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="date" content="2020-09-28">',
        '<meta itemprop="datePublished" content="20200928">',
        '<script type="application/ld+json">{"datePublished": "2020-09-28T01:00Z"}</script>',
        '<link rel="canonical" href="https://example.org/2020/09/28/rockets">',
        '<time datetime="2020-09-28T10:00">28 Sep</time>',
        '<time itemprop="datePublished" datetime="2020-09-28">a</time><time datetime="2019-01-01">',
    ],
)
def test_a_date_that_the_page_declares_is_used(head: str, tmp_path: Path) -> None:
    """Meta tags, JSON-LD, its address, a marked or single time."""
    assert read_page(tmp_path, f"<html><body>{head}<article><p>{NEWS}</article>")[1] == DAY


@pytest.mark.parametrize(
    "part",
    [
        "<footer>© 2019. 12 May 2018</footer>",
        '<meta property="article:modified_time" content="2021-09-28">',
        '<meta property="og:image" content="https://example.org/2011/02/03/a.jpg">',
        '<script type="application/ld+json">{"startDate": "2020-09-28"}</script>',
        '<time datetime="2020-09-28">a</time><time datetime="2020-09-27">b</time>',
        "<p>On 3 March 2015 things were different.</p>",
        '<meta name="date" content="03/04/2020">',
    ],
)
def test_a_date_is_never_guessed(part: str, tmp_path: Path) -> None:
    """Not out of footers, pictures, events, changes, running text, nor between two readings."""
    assert read_page(tmp_path, f"<html><body><article><p>{NEWS}</p>{part}</article>")[1] is None


@pytest.mark.parametrize(
    ("declared", "encoding", "warned"),
    [
        ("windows-1256", "cp1256", False),
        ("iso-8859-1", "cp1252", False),
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "utf-8", True),
        ("utf-16", "utf-8", True),
    ],
)
def test_a_declared_encoding_is_used_unless_it_lies(
    declared: str, encoding: str, *, warned: bool, tmp_path: Path
) -> None:
    """UTF-8 that calls itself otherwise is read as UTF-8, with a warning."""
    news = f"{NEWS} " + ("قصف صاروخي" if encoding == "cp1256" else "Façade – “naïve”")
    page = f'<html><head><meta charset="{declared}"></head><body><p>{news}</p></body></html>'
    text, _, warnings = read_page(tmp_path, page.encode(encoding))
    assert text == news
    assert any("declares" in str(each) for each in warnings or ()) is warned  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body><nav>Home</nav></body></html>", "no article text found"),
        ("<html></html>", "no article text found"),
        ("<p>" + "<br>x" * 100_001, "a page of more than 100,000 elements"),
        ("<p>" + "x" * (8 * 2**20), "a page larger than 8 MB"),
    ],
)
def test_a_page_without_an_article_is_skipped(page: str, reason: str, tmp_path: Path) -> None:
    """Or one that would take minutes."""
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert [each.reason for each in read_articles(tmp_path).skipped] == [reason]


def test_a_tag_with_thousands_of_attributes_loses_them_only(tmp_path: Path) -> None:
    """The parser's time grows with their square."""
    attributes = " ".join(f"a{i}=x" for i in range(50_000))
    assert read_page(tmp_path, f"<html><body><div {attributes}><p>{NEWS}</p>")[0] == NEWS


def test_a_page_nested_without_end_is_read_flat(tmp_path: Path) -> None:
    """The parser cuts at 256 levels: the text behind is not lost, and a warning says so."""
    text, _, warnings = read_page(tmp_path, "<div>" * 5000 + f"<p>{NEWS}</p>")
    assert text == NEWS
    assert "nested too deeply" in str(warnings)


def test_nothing_is_logged_on_standard_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Trafilatura's complaints do not reach the terminal."""
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    read_articles(tmp_path)
    assert capfd.readouterr() == ("", "")
