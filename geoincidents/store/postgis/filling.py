"""Give what each table of a database is filled with, ready for COPY."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geoincidents.features import COLUMNS, flatten_text
from geoincidents.store.arrow import encode_wkb
from geoincidents.store.jsonl import encode_text_safe
from geoincidents.store.relations import INCIDENTS, Record, describe_article, list_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoincidents.model import ArticleRef
    from geoincidents.store.rows import Rows

SRID = 4326
GEOMETRY = "geom"
MULTI = frozenset({"trajectory", "area"})
ARTICLE = ("article_id", "sha256")  # the key of an article: runs may use one id for two texts
ARTICLE_COLUMNS = (*ARTICLE, "title", "publisher", "published", "url")
REPORT_COLUMNS = ("incident_id", *ARTICLE, "report_role")
EVIDENCE_COLUMNS = ("incident_id", *ARTICLE, "quote_start", "quote_end", "quote", "supports")
INCIDENT_COLUMNS = (*INCIDENTS, "record")
LAYER_COLUMNS = ("id", *COLUMNS, GEOMETRY)

Values = tuple[Any, ...]


class _Articles:
    """Collect articles under their id and the hash of their text, which is empty if not known."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], ArticleRef | None] = {}

    def add(self, article: ArticleRef) -> tuple[str, str]:
        key = make_article_key(article.article_id, article.sha256)
        self._known[key] = article
        return key

    def name(self, article_id: str) -> tuple[str, str]:
        key = make_article_key(article_id, "")
        self._known.setdefault(key, None)
        return key

    def list_records(self) -> list[Record]:
        return [
            {**describe_article(name, article), "sha256": digest}
            for (name, digest), article in sorted(self._known.items())
        ]


def make_article_key(article_id: str, sha256: str) -> tuple[str, str]:
    """Give the two columns that an article is known by."""
    return flatten_text(article_id), flatten_text(sha256)


class Filling:
    """Give the values of each table for some rows, in the order of its columns."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self._records = list_records(rows, _Articles())

    def list_incidents(self) -> Iterator[Values]:
        """Give the values of `incidents`: of `INCIDENT_COLUMNS`."""
        for told, incident in zip(self._records["incidents"], self.rows.incidents, strict=True):
            yield *told.values(), encode_text_safe(incident).decode()

    def list_articles(self) -> Iterator[Values]:
        """Give the values of `articles`: of `ARTICLE_COLUMNS`."""
        return (_pick(one, ARTICLE_COLUMNS) for one in self._records["articles"])

    def list_reports(self) -> Iterator[Values]:
        """Give the values of `reports`: of `REPORT_COLUMNS`."""
        return (_split_article(one, REPORT_COLUMNS) for one in self._records["reports"])

    def list_evidence(self) -> Iterator[Values]:
        """Give the values of `evidence`: of `EVIDENCE_COLUMNS`."""
        return (_split_article(one, EVIDENCE_COLUMNS) for one in self._records["evidence"])

    def list_features(self, role: str) -> Iterator[Values]:
        """Give the values of a layer: of `LAYER_COLUMNS`, geometry as hexadecimal EWKB."""
        own = self.rows.of_role(role)
        shapes = encode_wkb([row.geometry for row in own], multi=role in MULTI, srid=SRID)
        for row, shape in zip(own, shapes, strict=True):
            yield row.id, *row.cells, None if shape is None else shape.hex()


def _pick(record: Record, columns: tuple[str, ...]) -> Values:
    return tuple(record[name] for name in columns)


def _split_article(record: Record, columns: tuple[str, ...]) -> Values:
    name, digest = record["article_id"]
    return _pick({**record, "article_id": name, "sha256": digest}, columns)
