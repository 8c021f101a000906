"""Say what an article tells in words of violence that is no incident, and why."""

import msgspec

from geoincidents.extract.casing import restore_case
from geoincidents.extract.clauses import split_clauses
from geoincidents.extract.gates import may_tell
from geoincidents.extract.names import find_names
from geoincidents.extract.phrases import PhraseReader
from geoincidents.extract.tellings import NoTelling, read_clause
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.article import Article
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a clause that was left out: `text[start:end] == quote`, and why."""

    start: int
    end: int
    quote: str
    reason: str


def list_refusals(article: Article, gazetteer: Gazetteer) -> tuple[Refusal, ...]:
    """Give the clauses of an article that the reading refused, in the order of the text."""
    view = restore_case(make_view(article.text), gazetteer)
    sentences = split_sentences(view)
    reader = PhraseReader(view, find_names(view, gazetteer, sentences), gazetteer)
    refusals: list[Refusal] = []
    for sentence in sentences:
        if not may_tell(view, sentence.start, sentence.end):
            reader.note_names(sentence)
            continue
        places = reader.read_sentence(sentence)
        for clause in split_clauses(view, sentence):
            got = read_clause(view, clause, places, quoted=False)
            if isinstance(got, NoTelling):
                quote = article.text[clause.start : clause.end]
                refusals.append(
                    Refusal(start=clause.start, end=clause.end, quote=quote, reason=got.reason)
                )
    return tuple(refusals)
