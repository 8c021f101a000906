"""Give what was read of a text in capitals in the words of that text."""

from dataclasses import replace

from geoincidents.model.incident import Attribution, Claim, Denial
from geoincidents.model.phrase import Phrase
from geoincidents.model.reading import Reading
from geoincidents.model.report import Report


def keep_wording(reading: Reading) -> Reading:
    """Give a reading with places and actors as the article writes them, whatever case was read."""
    text = reading.article.text
    return replace(
        reading,
        mentions=tuple(replace(m, surface=text[m.start : m.end]) for m in reading.mentions),
        reports=tuple(_word_report(report, text) for report in reading.reports),
    )


def _word_report(report: Report, text: str) -> Report:
    def word(actor: str) -> str:
        return actor.upper() if actor.upper() in text else actor

    def word_all(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
        return tuple(_word_phrase(phrase, text) for phrase in phrases)

    return replace(
        report,
        impacts=word_all(report.impacts),
        launches=word_all(report.launches),
        targets=word_all(report.targets),
        perpetrator=word(report.perpetrator) if report.perpetrator else None,
        victims=tuple(word(victim) for victim in report.victims),
        claims=tuple(Claim(actor=word(c.actor)) for c in report.claims),
        denials=tuple(Denial(actor=word(d.actor)) for d in report.denials),
        attributions=tuple(
            Attribution(actor=word(a.actor), by=word(a.by) if a.by else None, scope=a.scope)
            for a in report.attributions
        ),
    )


def _word_phrase(phrase: Phrase, text: str) -> Phrase:
    written = text[phrase.start : phrase.end]
    return replace(phrase, text=written) if written.lower() == phrase.text.lower() else phrase
