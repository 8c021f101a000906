"""Number the articles that stand behind incidents, and pack the quotes out of them."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from urllib.parse import urlsplit

import msgspec
import numpy as np

from geoincidents.model import ArticleRef, Incident, Quote
from geoincidents.render.links import clean_link
from geoincidents.render.payload.columns import ByteColumn
from geoincidents.render.payload.container import Container, clean_texts, split_columns
from geoincidents.render.payload.details import encode_value

KEY_BYTES = 16
Row = dict[str, int]  # of an incident: the number of each of its articles by id, in their order


class Sources:
    """Number every article once, in the order in which they come; keep its record alone."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._records = ByteColumn()
        self._names: list[str] = []  # of each whose it is
        self._distinct: dict[str, str] = {}  # the same names, each held once
        self._lacks_publisher = False
        self._publishers: dict[str, str] | None = None  # by host, of articles that say both

    def __len__(self) -> int:
        """Count the articles."""
        return len(self._names)

    def add(self, incidents: Sequence[Incident]) -> list[Row]:
        """Give the articles of each incident."""
        fresh: list[ArticleRef] = []
        rows = [
            {one.article_id: self._number(one, fresh) for one in _list_articles(incident)}
            for incident in incidents
        ]
        if fresh:
            comma = b"," if len(self._records) else b""
            self._records.extend(comma + encode_value([_show_article(one) for one in fresh])[1:-1])
        return rows

    def list_names(self, rows: Sequence[Row]) -> list[Sequence[str]]:
        """Say whose the articles of each incident are, for filters: each once."""
        names = self._names
        return [
            (names[next(iter(row.values()))],) if len(row) == 1
            else list({names[one]: None for one in row.values()})
            for row in rows
        ]  # fmt: skip

    def walk_records(self) -> Iterator[bytes]:
        """Give the records of all articles as a list in JSON, piece by piece."""
        yield b"["
        yield from self._records.walk()
        yield b"]"

    def rename(self, name: str) -> str:
        """Give the publisher whose articles stand at a host, where one says so, else the name."""
        if self._publishers is None:
            # Mostly every article says whose it is, and none is called after its host.
            self._publishers = dict(self._find_publishers()) if self._lacks_publisher else {}
        return self._publishers.get(name, name)

    def _find_publishers(self) -> Iterator[tuple[str, str]]:
        for record in _decode_records(b"".join(self.walk_records())):
            if record.publisher and (host := _find_host(record.url)):
                yield host, record.publisher

    def _number(self, article: ArticleRef, fresh: list[ArticleRef]) -> int:
        """Give the number of an article; one that is new goes into `fresh`, too."""
        # Two runs may have called different articles the same.
        told = f"{article.article_id}\0{article.sha256}".encode("utf-8", "surrogatepass")
        key = blake2b(told, digest_size=KEY_BYTES).digest()
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._names)
            fresh.append(article)
            name = _name_source(article)
            self._names.append(self._distinct.setdefault(name, name))
            self._lacks_publisher = self._lacks_publisher or not article.publisher
        return number


class _Told(msgspec.Struct):
    """Hold what a record of an article tells of whose it is."""

    publisher: str | None = None
    url: str | None = None


def _name_source(article: ArticleRef) -> str:
    """Name whose it is: publisher, else the host of the address, else title, else id."""
    return article.publisher or _find_host(article.url) or article.title or article.article_id


def _find_host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _list_articles(incident: Incident) -> Sequence[ArticleRef]:
    """Give the articles that an incident quotes or names, those that it only names last."""
    articles = incident.articles
    names = [quote.article_id for quote in incident.evidence]
    names += [report.article_id for report in incident.reports]
    if len(articles) == 1 and names and names.count(articles[0].article_id) == len(names):
        return articles
    named = set(names)
    named.difference_update([article.article_id for article in articles])
    if not named:
        return articles
    return (*articles, *(ArticleRef(article_id=name, sha256="") for name in sorted(named)))


def _show_article(article: ArticleRef) -> dict[str, object]:
    """Give the record of an article, with an address that is safe to click where there is one."""
    record: dict[str, object] = {
        "article_id": article.article_id,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "url": article.url,
        "link": clean_link(article.url),
    }
    return {name: value for name, value in record.items() if value}


def add_evidence(
    evidence: Container, incidents: Sequence[Incident], rows: Sequence[Row]
) -> Sequence[str]:
    """Add which quotes of which articles stand behind incidents; give the texts of the quotes."""
    evidence.add_steps("articles", map(len, rows))
    evidence.add_numbers("articles.codes", [number for row in rows for number in row.values()])
    evidence.add_codes("role", _list_roles(incidents, rows), "roles")
    columns = [one.evidence for one in incidents]
    quotes = [quote for column in columns for quote in column]
    told, starts, ends, supports = split_columns(quotes, "quote", "start", "end", "supports")
    texts = clean_texts(told)
    evidence.add_steps("evidence", map(len, columns))
    evidence.add_numbers("article", _find_articles(columns, rows))
    evidence.add_numbers("start", starts)
    # Nothing, but for quotes with words struck out: these keep the end that they had.
    spans = zip(starts, ends, texts, strict=True)
    evidence.add_numbers("longer", [end - start - len(text) for start, end, text in spans])
    evidence.add_codes("supports", list(map(" ".join, supports)), "supports")
    return texts


def _list_roles(incidents: Sequence[Incident], rows: Sequence[Row]) -> list[str | None]:
    roles: list[str | None] = []
    for incident, row in zip(incidents, rows, strict=True):
        known = {report.article_id: report.role for report in incident.reports}
        roles += map(known.get, row)
    return roles


def _find_articles(columns: Sequence[Sequence[Quote]], rows: Sequence[Row]) -> list[int]:
    """Give of every quote which of its incident's articles it is from."""
    found: list[int] = []
    for quotes, row in zip(columns, rows, strict=True):
        if len(row) == 1:
            found += [0] * len(quotes)
        else:
            places = {name: place for place, name in enumerate(row)}
            found += [places[quote.article_id] for quote in quotes]
    return found


class Quotes:
    """Keep every distinct quote once, in blocks; the texts of a volume stand in order.

    Neighbours in the order of code points share their beginnings: deflate makes much of that. A
    volume is as many as that takes; texts that stand in two volumes stand twice.
    """

    def __init__(self, block: int, volume: int, give: Callable[[int, list[str]], None]) -> None:
        self.count = 0  # a volume begins with a block, so some numbers are not used
        self._block, self._volume, self._give = block, volume, give
        self._distinct: dict[str, int] = {}
        self._waiting: array[int] = array("i")  # which of the distinct each is

    def add(self, texts: Sequence[str], evidence: Container) -> None:
        """Add quotes; their numbers go into `evidence` once their volume is full."""
        distinct = self._distinct
        self._waiting.extend([distinct.setdefault(text, len(distinct)) for text in texts])
        if len(self._waiting) >= self._volume:
            self.flush(evidence)

    def flush(self, evidence: Container) -> None:
        """Number what waits, and give it away block by block with the number of the block."""
        ordered = sorted(self._distinct)
        first = -(-self.count // self._block)
        begin = first * self._block
        numbers = np.empty(len(ordered), dtype=np.int32)
        numbers[list(map(self._distinct.__getitem__, ordered))] = np.arange(
            begin, begin + len(ordered)
        )
        evidence.add_array("quote", numbers[np.frombuffer(self._waiting, dtype=np.int32)])
        self._distinct, self._waiting = {}, array("i")
        for k in range(0, len(ordered), self._block):
            self._give(first + k // self._block, ordered[k : k + self._block])
        self.count = begin + len(ordered) if ordered else self.count


_decode_records = msgspec.json.Decoder(list[_Told]).decode
