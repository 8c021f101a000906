"""Read an article: the cascade of the stages, in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geoincidents.extract.accidents import find_accident, leave_out_accident
from geoincidents.extract.assembly import assemble_report, is_recent
from geoincidents.extract.capitals import find_pointers
from geoincidents.extract.casing import restore_case
from geoincidents.extract.clauses import Clause, split_clauses
from geoincidents.extract.dateline import Dateline, find_dateline
from geoincidents.extract.dates import find_times
from geoincidents.extract.days import resolve_time
from geoincidents.extract.drafts import Draft
from geoincidents.extract.gates import may_date, may_tell
from geoincidents.extract.grouping import Grouper
from geoincidents.extract.headers import find_headers, place_entries
from geoincidents.extract.modality import count_attacks
from geoincidents.extract.names import find_names, find_unknown_names
from geoincidents.extract.phrases import PhraseReader, PlaceWords
from geoincidents.extract.tellings import NoTelling, Telling, read_clause
from geoincidents.extract.wording import keep_wording
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.article import Article
from geoincidents.model.mention import Mention
from geoincidents.model.reading import Aggregate, Reading, UnresolvedName
from geoincidents.model.report import Report
from geoincidents.text.sentences import Sentence, split_sentences
from geoincidents.text.spans import Spans
from geoincidents.text.view import make_view


def extract_reading(article: Article, gazetteer: Gazetteer) -> Reading:
    """Give the reports of an article, its aggregates and mentions of places, in words only."""
    plain = make_view(article.text)
    view = cased = restore_case(plain, gazetteer)
    dateline = find_dateline(plain)
    sentences = split_sentences(view)
    mentions = find_names(view, gazetteer, sentences)
    headers = find_headers(view, mentions, gazetteer)
    if (
        dateline and not headers
    ):  # it places the article, not the attack: its names stay among the mentions
        article = _date_article(article, dateline)
        blank = " " * (dateline.end - dateline.start)
        view = view[: dateline.start] + blank + view[dateline.end :]
        sentences = split_sentences(view)
    pointers = find_pointers(view, mentions, dateline, gazetteer)
    reader = PhraseReader(view, _add_pointers(mentions, pointers), gazetteer)
    grouper = Grouper(view, article.published, gazetteer)
    quotations = _find_quotations(view)
    aggregates: list[Aggregate] = []
    headings: list[list[Telling]] = []
    accident = find_accident(view)
    for sentence in sentences:
        if not may_tell(view, sentence.start, sentence.end):
            reader.learn_sentence(sentence)
            if may_date(view, sentence.start, sentence.end):
                _note_times(grouper, view, sentence, article)
            continue
        places = reader.read_sentence(sentence)
        tellings, many = _read_sentence(view, sentence, places, quotations)
        # Where an attack was told first, "the blast" is that one.
        tellings = leave_out_accident(tellings, len(view) if grouper.drafts else accident)
        tellings = place_entries(headers, sentence, view, tellings) if headers else tellings
        for clause in many:
            aggregates.append(_make_aggregate(article, view, clause))
            grouper.note_roundup(clause, aggregates[-1].window)
        if sentence.heading:
            headings.append(tellings)
            continue
        if many and not tellings and not _ONE_REFERENCE.search(view, sentence.start, sentence.end):
            grouper.pause()
        times = find_times(view, sentence.start, sentence.end)
        grouper.add_sentence(tellings, [t for t in times if t.kind == "by_event"])
        if not tellings:
            _note_times(grouper, view, sentence, article)
    for tellings in headings:  # a headline sums up what the text tells: it comes last
        grouper.add_sentence([t for t in tellings if t.freshness != "detail"])
    unresolved = tuple(
        UnresolvedName(article_id=article.article_id, start=s, end=e, surface=article.text[s:e])
        for s, e in find_unknown_names(view, mentions)
    )
    reading = Reading(
        article=article,
        reports=_assemble(article, view, grouper.drafts, reader.list_missed()),
        aggregates=tuple(aggregates),
        mentions=mentions,
        unresolved=unresolved,
    )
    return reading if cased == plain else keep_wording(reading)


def _add_pointers(mentions: Sequence[Mention], pointers: Sequence[Mention]) -> list[Mention]:
    """Give the mentions with words that stand for a name in the place of those within them."""
    taken = Spans((p.start, p.end) for p in pointers)
    kept = [m for m in mentions if not taken.hold(m.start)]
    return sorted((*kept, *pointers), key=lambda m: m.start)


def _date_article(article: Article, dateline: Dateline) -> Article:
    """Give the article with the day of its dateline, where none is known."""
    if article.published or dateline.published is None:
        return article
    return replace(article, published=dateline.published)


def _read_sentence(
    view: str,
    sentence: Sentence,
    places: Sequence[PlaceWords],
    quotations: Spans,
) -> tuple[list[Telling], list[Clause]]:
    """Give the tellings of a sentence, and its clauses that speak of many attacks at once."""
    tellings: list[Telling] = []
    many: list[Clause] = []
    for clause in split_clauses(view, sentence):
        said = clause.triggers[0].start if clause.triggers else clause.start
        got = read_clause(view, clause, places, quoted=quotations.hold(said))
        if isinstance(got, NoTelling):
            if got.reason == "aggregate":
                many.append(clause)
        elif got is not None:
            tellings.append(got)
    return tellings, many


def _assemble(
    article: Article, view: str, drafts: list[Draft], missed: Sequence[tuple[int, int, str]]
) -> tuple[Report, ...]:
    """Give the reports; primary are the first recent attack and what else happened on its day."""
    recent = (
        d for d in drafts if is_recent(d.when, article.published) and not d.tellings[0].heading
    )
    main = next(recent, drafts[0] if drafts else None)
    made = (
        (d, assemble_report(article, view, d, main=d is main or _is_same_day(d, main)))
        for d in drafts
    )
    return tuple(
        replace(report, explain=(*report.explain, *_explain_missed(view, draft, missed)))
        for draft, report in made
        if report is not None
    )


def _explain_missed(
    view: str, draft: Draft, missed: Sequence[tuple[int, int, str]]
) -> Iterator[str]:
    """Say which words of an attack point back to a place that nobody told."""
    for start, end, why in missed:
        if any(t.start <= start < t.end for t in draft.tellings):
            yield f"place {' '.join(view[start:end].split())!r}: not placed: {why}"


def _is_same_day(draft: Draft, main: Draft | None) -> bool:
    if main is None or main.when is None or draft.when is None or draft.when.precision != "day":
        return False
    return draft.when.start == main.when.start


def _note_times(grouper: Grouper, view: str, sentence: Sentence, article: Article) -> None:
    for item in find_times(view, sentence.start, sentence.end):
        if item.kind in {"weekday", "date", "day", "iso"} and not item.bound:
            grouper.note_time(resolve_time(item, article.published))


def _make_aggregate(article: Article, view: str, clause: Clause) -> Aggregate:
    start, end = clause.sentence.start, clause.sentence.end
    times = find_times(view, clause.start, clause.end)
    return Aggregate(
        article_id=article.article_id,
        start=start,
        end=end,
        quote=article.text[start:end],
        count=count_attacks(view, clause.start, clause.end),
        window=resolve_time(times[0], article.published) if times else None,
    )


# "Attacks are rare, and Monday's incident was notable": what follows is of the incident.
_ONE_REFERENCE = re.compile(
    r"\b(?:\w+day's|the|this|that|yesterday's)\s(?:\w+\s)?(?:incident|attack|strike|blast|bombing|explosion|shooting|raid|assault)\b",
    re.IGNORECASE,
)
# A mark that closes a scare quote ("the "terrorists" had fired") opens none.
_QUOTATION = re.compile(r"(?<![\w.,!?;:])\"(?=\S)[^\"\n]{15,1500}(?:\"|$)", re.MULTILINE)


def _find_quotations(view: str) -> Spans:
    """Give the offsets of what is between double quotation marks, scare quotes left out."""
    return Spans(m.span() for m in _QUOTATION.finditer(view))
