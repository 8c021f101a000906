"""Read an article: the cascade of the stages, in order."""

import re

from geoincidents.extract.assembly import assemble_report, is_recent
from geoincidents.extract.clauses import split_clauses
from geoincidents.extract.dates import find_times, resolve_time
from geoincidents.extract.grouping import Draft, Grouper
from geoincidents.extract.modality import _NUMBERED
from geoincidents.extract.names import find_names, find_unknown_names
from geoincidents.extract.phrases import PhraseReader
from geoincidents.extract.tellings import NoTelling, Telling, read_clause
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.article import Article
from geoincidents.model.reading import Aggregate, Reading, UnresolvedName
from geoincidents.text.numbers import find_quantities
from geoincidents.text.sentences import Sentence, split_sentences
from geoincidents.text.view import make_view


def extract_reading(article: Article, gazetteer: Gazetteer) -> Reading:
    """Give the reports of an article, its aggregates, and every mention of a place, in words only."""
    view = make_view(article.text)
    sentences = split_sentences(view)
    mentions = find_names(view, gazetteer, sentences)
    reader = PhraseReader(view, mentions, gazetteer)
    grouper = Grouper(view, article.published, gazetteer)
    quotations = _find_quotations(view)
    aggregates: list[Aggregate] = []
    headings: list[list[Telling]] = []
    for sentence in sentences:
        places = reader.read_sentence(sentence)
        clauses = split_clauses(view, sentence)
        if not clauses:
            continue
        tellings: list[Telling] = []
        many = False
        for clause in clauses:
            quoted = any(
                s <= clause.start
                and clause.end <= e + 2
                or s <= (clause.triggers[0].start if clause.triggers else clause.start) < e
                for s, e in quotations
            )
            got = read_clause(view, clause, places, quoted=quoted)
            if isinstance(got, NoTelling):
                if got.reason == "aggregate":
                    many = True
                    aggregates.append(
                        _make_aggregate(article, view, sentence, clause.start, clause.end)
                    )
            elif got is not None:
                tellings.append(got)
        if sentence.heading:
            headings.append(tellings)
            continue
        leanings = [
            t for t in find_times(view, sentence.start, sentence.end) if t.kind == "by_event"
        ]
        if many and not tellings and not _ONE_REFERENCE.search(view, sentence.start, sentence.end):
            grouper.pause()
        grouper.add_sentence(tellings, leanings)
        if not tellings:
            _note_times(grouper, view, sentence, article)
    for tellings in headings:  # a headline sums up what the text tells: it comes last
        grouper.add_sentence([t for t in tellings if t.freshness != "detail"])
    reports = _assemble(article, view, grouper.drafts)
    unresolved = tuple(
        UnresolvedName(article_id=article.article_id, start=s, end=e, surface=article.text[s:e])
        for s, e in find_unknown_names(view, mentions)
    )
    return Reading(
        article=article,
        reports=reports,
        aggregates=tuple(aggregates),
        mentions=mentions,
        unresolved=unresolved,
    )


def _assemble(article: Article, view: str, drafts: list[Draft]):  # noqa: ANN202
    main = next(
        (d for d in drafts if is_recent(d.when, article.published) and not d.tellings[0].heading),
        drafts[0] if drafts else None,
    )
    made = [
        assemble_report(
            article,
            view,
            d,
            main=d is main
            or bool(
                main
                and main.when
                and d.when
                and d.when.precision == "day"
                and d.when.start == main.when.start
            ),
        )
        for d in drafts
    ]
    return tuple(r for r in made if r is not None)


def _note_times(grouper: Grouper, view: str, sentence: Sentence, article: Article) -> None:
    for item in find_times(view, sentence.start, sentence.end):
        if item.kind in {"weekday", "date", "day", "iso"} and not item.bound:
            grouper.note_time(resolve_time(item, article.published))


def _make_aggregate(
    article: Article, view: str, sentence: Sentence, start: int, end: int
) -> Aggregate:
    numbered = _NUMBERED.search(view, start, end)
    count = None
    if numbered:
        quantities = find_quantities(view, numbered.start(), numbered.end())
        count = quantities[0].count if quantities else None
    times = find_times(view, start, end)
    window = resolve_time(times[0], article.published) if times else None
    return Aggregate(
        article_id=article.article_id,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
        count=count,
        window=window,
    )


# "Attacks are rare, and Monday's incident was notable": what follows is of the incident.
_ONE_REFERENCE = re.compile(
    r"\b(?:\w+day's|the|this|that|yesterday's)\s(?:\w+\s)?(?:incident|attack|strike|blast|bombing|explosion|shooting|raid|assault)\b",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"\"[^\"\n]{15,1500}(?:\"|$)", re.MULTILINE)


def _find_quotations(view: str) -> list[tuple[int, int]]:
    """Give the offsets of what is between double quotation marks, scare quotes left out."""
    return [(m.start(), m.end()) for m in _QUOTATION.finditer(view)]
