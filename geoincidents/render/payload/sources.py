"""Number the articles that stand behind incidents, and pack the quotes out of them."""

from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from geoincidents.model import ArticleRef, Incident, Quote
from geoincidents.render.links import clean_link
from geoincidents.render.payload.container import Container, clean_texts, split_columns

Row = dict[str, int]  # of an incident: the number of each of its articles by id, in their order
Key = tuple[str, str]  # id and hash: two runs may have called different articles the same


class Sources:
    """Number every article once, in the order in which they come.

    `names` says of each whose it is, for filters.
    """

    def __init__(self) -> None:
        self.articles: list[ArticleRef] = []
        self.names: list[str] = []
        self._numbers: dict[Key, int] = {}
        self._publishers: dict[str, str] | None = None  # by host, of articles that say both

    def add(self, incidents: Sequence[Incident]) -> list[Row]:
        """Give the articles of each incident."""
        return [
            {one.article_id: self._number(one) for one in _list_articles(incident)}
            for incident in incidents
        ]

    def rename(self, name: str) -> str:
        """Give the publisher whose articles stand at a host, where one says so, else the name."""
        if self._publishers is None:
            # Mostly every article says whose it is, and none is called after its host.
            lacking = not all(one.publisher for one in self.articles)
            told = [one for one in self.articles if lacking and one.publisher and one.url]
            self._publishers = {
                host: one.publisher or host for one in told if (host := _find_host(one.url))
            }
        return self._publishers.get(name, name)

    def _number(self, article: ArticleRef) -> int:
        key = (article.article_id, article.sha256)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.articles)
            self.articles.append(article)
            self.names.append(_name_source(article))
        return number


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
    named = {quote.article_id for quote in incident.evidence}
    named.update([report.article_id for report in incident.reports])
    if len(named) == len(articles) == 1 and articles[0].article_id in named:
        return articles
    named.difference_update([article.article_id for article in articles])
    if not named:
        return articles
    return (*articles, *(ArticleRef(article_id=name, sha256="") for name in sorted(named)))


def show_articles(articles: Sequence[ArticleRef]) -> list[dict[str, object]]:
    """Give the records of articles, with an address that is safe to click where there is one."""
    shown = []
    for article in articles:
        record: dict[str, object] = {
            "article_id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "url": article.url,
            "link": clean_link(article.url),
        }
        shown.append({name: value for name, value in record.items() if value})
    return shown


def add_evidence(
    evidence: Container, incidents: Sequence[Incident], rows: Sequence[Row]
) -> Sequence[str]:
    """Add which quotes of which articles stand behind incidents; give the texts of the quotes."""
    evidence.add_steps("articles", map(len, rows))
    evidence.add_numbers("articles.codes", [number for row in rows for number in row.values()])
    evidence.add_codes("role", _list_roles(incidents, rows), "roles")
    columns = [one.evidence for one in incidents]
    quotes = [quote for column in columns for quote in column]
    told, starts, supports = split_columns(quotes, "quote", "start", "supports")
    evidence.add_steps("evidence", map(len, columns))
    evidence.add_numbers("article", _find_articles(columns, rows))
    evidence.add_numbers("start", starts)
    evidence.add_codes("supports", list(map(" ".join, supports)), "supports")
    return clean_texts(told)


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
        self._waiting: list[str] = []

    def add(self, texts: Sequence[str], evidence: Container) -> None:
        """Add quotes; their numbers go into `evidence` once their volume is full."""
        self._waiting += texts
        if len(self._waiting) >= self._volume:
            self.flush(evidence)

    def flush(self, evidence: Container) -> None:
        """Number what waits, and give it away block by block with the number of the block."""
        distinct = sorted(set(self._waiting))
        first = -(-self.count // self._block)
        begin = first * self._block
        numbers = dict(zip(distinct, range(begin, begin + len(distinct)), strict=True))
        evidence.add_numbers("quote", list(map(numbers.__getitem__, self._waiting)))
        self._waiting = []
        for k in range(0, len(distinct), self._block):
            self._give(first + k // self._block, distinct[k : k + self._block])
        self.count = begin + len(distinct) if distinct else self.count
