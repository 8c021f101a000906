"""An article on its way: a record of a file turned into text, metadata and warnings."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlsplit, urlunsplit

from geoincidents.ingest.cleaning import clean_text, list_deceptions
from geoincidents.ingest.dates import parse_published
from geoincidents.ingest.language import list_language_warnings
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.shown import shape_id
from geoincidents.ingest.source import Origin, Presumed

FIELDS = ("id", "text", "title", "published", "date", "url", "publisher")
MAX_CHARACTERS = 10_000_000  # a long novel has a third of it
NO_DATE = (
    "no publication date: relative dates stay open; give --published YYYY-MM-DD or an articles.csv"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Hold an article before its id is settled.

    `name` is the id that it asks for (`is_named` where the article itself says it), `stem` the
    bare name of its file, `qualifier` the name of
    the folder or file that it comes from, `shown` the path of its file, `record` the line or
    number in it, 0 where it is the file. `presumed` stands in for a day that nobody tells.
    """

    text: str
    name: str
    qualifier: str
    shown: str
    stem: str = ""
    record: int = 0
    is_named: bool = False
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    fetched: datetime | None = None
    presumed: Presumed | None = None
    warnings: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Say where it stands: the path, with the record behind a colon."""
        return f"{self.shown}:{self.record}" if self.record else self.shown

    def warn(self, *warnings: str) -> "Draft":
        """Give the draft with more warnings."""
        return replace(self, warnings=(*self.warnings, *warnings)) if warnings else self

    def settle_date(self, published: date | None) -> "Draft":
        """Date the draft: by itself, else by `published`, else by what is presumed, or warn."""
        if self.published is not None:
            return self
        if published is not None:
            return replace(self, published=published)
        if self.presumed is None:
            return self.warn(NO_DATE)
        note = f"no publication date: {self.presumed.what}, {self.presumed.day}, stands in"
        return replace(self, published=self.presumed.day).warn(note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Hold what is told of an article beside its text, with the warnings of reading it."""

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def read_metadata(record: Mapping[str, object]) -> Metadata:
    """Take title, publisher, date and address out of a record; a faulty one is a warning."""
    warnings: list[str] = []
    texts = {name: _take_text(record, name, warnings) for name in FIELDS[2:]}
    day = texts["published"] or texts["date"]
    published = parse_published(day) if day else None
    if day and published is None:
        warnings.append(
            f"publication date {_shorten(day)} is not used: write it as YYYY-MM-DD (ISO 8601)"
        )
    url = texts["url"]
    if url and (bare := drop_credentials(url)) != url:
        warnings.append("user name and password were taken out of its url")
        url = bare
    return Metadata(
        title=texts["title"],
        publisher=texts["publisher"],
        published=published,
        url=url,
        warnings=tuple(warnings),
    )


def build_draft(record: Mapping[str, object], source: Origin, number: int = 0) -> Draft:
    """Build the draft of a record with the fields of `FIELDS`; others are ignored.

    `number` tells one record of a file from another; it is 0 where the file is one article.

    Raises:
        RefusalError: it has no text.
    """
    warnings: list[str] = []
    text, faults = clean_text(_demand_text(record))
    # Where it was fetched is known; what a page says of its own address is a claim.
    meta = read_metadata({**record, "url": source.url} if source.url else record)
    name = f"{source.file_id}-{number}" if number else source.file_id
    wanted = record.get("id")
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        wanted = str(wanted)
    if wanted is not None and not isinstance(wanted, str):
        warnings.append(f"field 'id' is {name_type(wanted)}, not text: {name!r} is used")
        wanted = None
    return Draft(
        text=text,
        name=shape_id(wanted or "") or name,
        is_named=bool(shape_id(wanted or "")),
        qualifier=source.file_id if number else source.folder_name,
        shown=source.shown,
        stem=source.stem,
        record=number,
        title=meta.title,
        publisher=meta.publisher,
        published=meta.published,
        url=meta.url,
        fetched=source.fetched,
        presumed=source.presumed,
        warnings=(
            *warnings,
            *faults,
            *list_deceptions(text),
            *list_language_warnings(text),
            *meta.warnings,
        ),
    )


def name_type(value: object) -> str:
    """Name the type of a value of JSON for people."""
    if value is None:
        return "null"
    names = ((bool, "true or false"), (int | float, "a number"), (str, "text"), (list, "a list"))
    return next((name for kind, name in names if isinstance(value, kind)), "an object")


def _demand_text(record: Mapping[str, object]) -> str:
    if "text" not in record:
        found = ", ".join(map(repr, list(record)[:12])) or "none"
        reason = f"no field 'text'; fields found: {found}"
        raise RefusalError(reason, "name the field with the article's text 'text'")
    text = record["text"]
    if text is not None and not isinstance(text, str):
        reason = f"field 'text' is {name_type(text)}, not text"
        raise RefusalError(reason, "put the article's text there as one string")
    if text is None or not text.strip():
        reason = "no text"
        raise RefusalError(reason, "put the article's text there")
    if len(text) > MAX_CHARACTERS:
        reason = f"an article of {len(text):,} characters; the most are {MAX_CHARACTERS:,}"
        raise RefusalError(reason, "split it into the articles that it holds")
    return text


def _take_text(record: Mapping[str, object], field: str, warnings: list[str]) -> str | None:
    value = record.get(field)
    if value is None:
        return None
    if not isinstance(value, str):
        warnings.append(f"field {field!r} is {name_type(value)}, not text: it is not used")
        return None
    value, faults = clean_text(value)
    warnings.extend(f"{field}: {fault}" for fault in faults)
    return value if value.strip() else None


def drop_credentials(url: str) -> str:
    """Give an address without the user name and password that it may hold."""
    try:
        parts = urlsplit(url)
    except ValueError:  # not an address at all: it is only ever shown as text
        return url
    if "@" not in parts.netloc:
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _shorten(value: str) -> str:
    return repr(value if len(value) <= 40 else f"{value[:40]}...")  # noqa: PLR2004 - a line's worth
