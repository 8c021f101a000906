"""Word, PDF and e-mail: their text, their title, and the day that they tell."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from geoincidents.ingest import read_articles
from geoincidents.model import Article

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)


def make_word(**properties: object) -> bytes:
    """Give a Word document with two paragraphs and a table between them."""
    document = docx.Document()
    document.add_heading("Rockets", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Erbil", "two rockets"
    document.add_paragraph(NEWS)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_pdf(pages: Sequence[str], extra: str = "", trailer: str = "") -> bytes:
    """Give a PDF with a line of text on each page; an empty page holds none."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        content = f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET" if text else ""
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
            ">> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title (Rockets) /CreationDate (D:20200928120000Z) {extra}>>")
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    info = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer}"
    return data + f"trailer\n<< {info} >>\nstartxref\n{start}\n%%EOF\n".encode()


def make_message() -> EmailMessage:
    """Give a message with two forms of its body."""
    message = EmailMessage()
    message["Subject"] = "Rockets in Erbil"
    message["From"] = "News Desk <desk@example.org>"
    message["Date"] = "Mon, 28 Sep 2020 10:00:00 +0000"
    message.set_content(f"{NEWS}\n")
    message.add_alternative(f"<p>{NEWS} as HTML</p>", subtype="html")
    return message


def read(folder: Path, name: str, data: bytes) -> Article:
    """Read the one article of a file."""
    (folder / name).write_bytes(data)
    found = read_articles(folder / name)
    assert found.skipped == ()
    (article,) = found
    return article


def refuse(folder: Path, name: str, data: bytes) -> str:
    """Give the reason why a file is skipped."""
    (folder / name).write_bytes(data)
    found = read_articles(folder / name)
    assert len(found) == 0
    (skipped,) = found.skipped
    assert skipped.next_step
    assert "fault of this program" not in skipped.reason
    return skipped.reason


def test_a_word_document_gives_its_paragraphs_and_rows(tmp_path: Path) -> None:
    """In their order, parted by an empty line; title and day by its properties."""
    made = datetime(2020, 9, 28, 9, tzinfo=UTC)
    article = read(tmp_path, "a.docx", make_word(title="T", created=made))
    assert article.text == f"Rockets\n\nErbil\ttwo rockets\n\n{NEWS}"
    assert (article.article_id, article.title, article.published) == ("a", "T", DAY)
    assert "the document was made" in article.warnings[0]


def test_the_day_that_a_template_was_made_dates_no_document(tmp_path: Path) -> None:
    """A library writes the same day into every document."""
    assert read(tmp_path, "a.docx", make_word()).published is None


def test_a_presumed_day_gives_way_to_one_that_is_given(tmp_path: Path) -> None:
    """To `--published`, and to a sheet."""
    (tmp_path / "a.docx").write_bytes(make_word(created=datetime(2019, 1, 1, tzinfo=UTC)))
    (article,) = read_articles(tmp_path, published=DAY)
    assert (article.published, article.warnings) == (DAY, ())
    (tmp_path / "articles.csv").write_text("article,published\na,2020-09-28\n", "utf-8")
    (article,) = read_articles(tmp_path)
    assert (article.published, article.warnings) == (DAY, ())


def replace_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Write a zip archive anew with something else in a part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            part = source.read(entry)
            target.writestr(entry, part.replace(old, new, 1) if entry.filename == name else part)
    return stream.getvalue()


MAIN = "word/document.xml"
DTD = b'<!DOCTYPE w [<!ENTITY a "b">]><w:document'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (replace_part(make_word(), MAIN, b"<w:document", DTD), "DTD/entities not allowed"),
        (
            replace_part(make_word(), "docProps/core.xml", b"<cp:coreP", b"<!DOCTYPE x><cp:coreP"),
            "DTD/entities not allowed",
        ),
        (replace_part(make_word(), MAIN, b"</w:body>", b""), "damaged in word/document.xml"),
        (replace_part(make_word(), MAIN, b"<w:body>", b"<w:p>" * 300), "nested too deeply"),
        (make_word()[:-500], "damaged, or no zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "encrypted, or of the old binary"),
        (b"plain text", "damaged, or no zip file"),
    ],
)
def test_a_bad_word_document_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    """Before any library sees it."""
    assert reason in refuse(tmp_path, "a.docx", data)


def test_a_word_document_without_words_is_refused(tmp_path: Path) -> None:
    """It may hold pictures of them."""
    stream = io.BytesIO()
    docx.Document().save(stream)
    assert refuse(tmp_path, "a.docx", stream.getvalue()) == "no text in the document"


def test_a_pdf_gives_the_text_of_its_pages(tmp_path: Path) -> None:
    """Title and day by its properties; a page without text is named."""
    article = read(tmp_path, "a.pdf", make_pdf([NEWS, "", "Two."]))
    assert article.text == f"{NEWS}\nTwo."
    assert (article.title, article.published) == ("Rockets", DAY)
    assert article.warnings[0].startswith("no text on page(s) 2:")
    assert "the PDF was made" in article.warnings[1]


ENCRYPT = (
    "/ID [<41> <41>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
    f"/O <{'41' * 32}> /U <{'42' * 32}> >>"
)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_pdf(["", ""]), "a PDF without a layer of text (a scan)"),
        (make_pdf([NEWS], trailer=ENCRYPT), "encrypted with a password"),
        (b"%PDF-1.4\nnothing", "damaged, or no PDF"),
        (b"plain text", "damaged, or no PDF"),
        (make_pdf(["x"] * 501), "a PDF of 501 pages; the most are 500"),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    """A scan, one with a password, a damaged one."""
    assert refuse(tmp_path, "a.pdf", data) == reason


def test_a_message_gives_its_body_as_text(tmp_path: Path) -> None:
    """Subject, day and the name of the sender; addresses of people are left out."""
    message = make_message()
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="x.pdf")
    article = read(tmp_path, "a.eml", bytes(message))
    assert article.text == f"{NEWS}\n"
    assert (article.title, article.published) == ("Rockets in Erbil", DAY)
    assert article.publisher == "News Desk"
    assert article.warnings == ("1 attachment(s) not opened: save and give them",)
    assert "desk@" not in repr(article)


def test_a_message_in_html_alone_gives_its_words(tmp_path: Path) -> None:
    """Scripts and styles are not read by people."""
    message = EmailMessage()
    message["Subject"] = "x"
    page = f"<style>p</style><p>{NEWS}</p><script>Nine rockets</script><p>AT&amp;T</p>"
    message.set_content(page, subtype="html")
    assert read(tmp_path, "a.eml", bytes(message)).text == f"{NEWS}\n\nAT&T"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Subject: x\n\n", "without a body"),
        (b"Subject: x\nContent-Type: image/png\n\nx", "without a body"),
        (b"\n\nx", "no e-mail message"),
        (b"Subject: x\nContent-Type: text/plain; charset=klingon\n\n\xff\xfex", "cannot be read"),
    ],
)
def test_a_message_without_text_is_refused(data: bytes, reason: str, tmp_path: Path) -> None:
    """With the next step."""
    assert reason in refuse(tmp_path, "a.eml", data)


def test_a_mailbox_holds_messages(tmp_path: Path) -> None:
    """They are numbered; a line "From " inside one is no new message."""
    message = bytes(make_message()).replace(NEWS.encode(), f"{NEWS}\n>From here on.".encode(), 1)
    box = b"From a@b Mon\n" + message + b"\n\nFrom a@b Mon\n" + message
    (tmp_path / "m.mbox").write_bytes(box)
    found = read_articles(tmp_path)
    assert [article.article_id for article in found] == ["m-1", "m-2"]
    assert [article.path for article in found] == [f"{tmp_path}/m.mbox:{n}" for n in (1, 2)]
    assert found[0].text == f"{NEWS}\nFrom here on.\n"


def test_a_mailbox_that_is_none_is_refused(tmp_path: Path) -> None:
    """Single messages are .eml."""
    assert "no mailbox" in refuse(tmp_path, "m.mbox", b"Subject: x\n\nx")
