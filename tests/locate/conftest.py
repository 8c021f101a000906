"""What the tests of places share."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import load_gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Article, Incident

ReadIncidents = Callable[[str], tuple[Incident, ...]]


@pytest.fixture
def read_incidents() -> ReadIncidents:
    """Give a reader of the text of an article published on 10 March 2021."""

    def read(text: str) -> tuple[Incident, ...]:
        digest = sha256(text.encode()).hexdigest()
        article = Article(article_id="a", text=text, sha256=digest, published=date(2021, 3, 10))
        gazetteer = load_gazetteer()
        return locate_reading(extract_reading(article, gazetteer), gazetteer)

    return read
