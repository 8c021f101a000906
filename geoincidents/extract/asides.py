"""Places that a clause names beside its attack: in what somebody said, or in a policy."""

import re

from geoincidents.extract.facts import SPEECH, ClauseFacts
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.words import join_words, load_lexicon

_WORDS = load_lexicon("triggers")
# "Russia's military role in Syria", "a peace process in Mali": what a state does there
_POLICY = re.compile(rf"\b(?:{join_words(_WORDS['policy']['words'])})\s$", re.IGNORECASE)
# "a doctor at the hospital in Kirkuk", "hospitals in Idlib were appealing for blood"
_STAFF = r"(?:doctors?|medics?|nurses?|surgeons?|staff|director|official|spokes\w+)"
_A_HOSPITAL = (
    r"\b(?:at|to|in|of|from)\s"
    r"(?:(?!on\b|against\b|near\b|outside\b|attack|strike|airstrike|bomb|blast|raid)[\w'-]+\s){0,4}hospitals?\b"
)
_CARING = re.compile(
    r"\b(?:taken|rushed|brought|admitted|treated|transferred|evacuated|flown|airlifted|died|succumbed|wounds"
    rf"|injuries|recovering|treatment)\b[^.;]{{0,40}}?{_A_HOSPITAL}"
    rf"|\b(?:said|says|told|according\sto)\s(?:[\w'-]+\s){{0,4}}?{_STAFF}\s{_A_HOSPITAL}"
    rf"|\b{_STAFF}\s{_A_HOSPITAL}(?=[^.;]{{0,60}}\b(?:said|says|told|added|counted)\b)"
    r"|\bhospitals?\s(?:in|of)\s[^.;]{0,80}?\s(?:was|were|said|received|has|had|have|appealed|reported|treated)\b"
    r"(?!\s(?:been\s)?(?:hit|struck|bombed|shelled|attacked|damaged|destroyed|targeted|killed|wounded|injured|stormed|raided))",
    re.IGNORECASE,
)
_TOLD_HERE = re.compile(
    r"\b(?:said|says|told|added|stated|announced)\s(?:[\w'-]+\s){0,3}$", re.IGNORECASE
)
# "Al-Masirah television said": a name of a station
_BROADCASTS = re.compile(
    r"(?:'s)?\s(?:state\s)?(?:television|TV|radio|newspaper|channel|news\sagency)\s(?:\w+ly\s)?"
    r"(?:said|says|reported|reports|showed|quoted|aired|broadcast|published)\b"
)
# A quotation that goes on to the end of the sentence is closed in another.
_QUOTED = re.compile(r"(?:^|(?<=[\s(:,]))\"(?=\S)[^\"]{15,}(?:\"|$)")
_BEFORE_QUOTE = re.compile(r"[:,]\s?$")
_REACH = 60
_GOES_ON = 2  # characters: "'was destroyed by bombs' in the city" goes on behind the mark


def stands_aside(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place is only spoken of where the attack was told."""
    return (
        _BROADCASTS.match(facts.view, place.phrase.end) is not None
        or _is_of_the_reporter(facts, place)
        or _is_quoted(facts, place)
        or _is_of_policy(facts, place)
        or _is_where_they_care(facts, place)
        or _is_elsewhere(facts, place)
    )


def _is_of_the_reporter(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell "a spokesman said here": where the reporter stood."""
    words = facts.view[place.phrase.start : place.phrase.end].lower()
    before = facts.before(place.phrase.start, _REACH)
    return words == "here" and _TOLD_HERE.search(before) is not None


def _is_where_they_care(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place is that of a hospital where the wounded lie."""
    start, end = place.phrase.start, place.phrase.end
    return any(
        match.start() < end and start <= match.end() + _GOES_ON
        for match in _CARING.finditer(facts.view, max(facts.start, start - _REACH), facts.end)
    )


def _is_elsewhere(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place is where other things went on: "unrest went on elsewhere in"."""
    before = facts.before(place.phrase.start, _REACH).rstrip()
    return facts.first_trigger < place.phrase.start and before.endswith(" elsewhere")


def _is_of_policy(facts: ClauseFacts, place: PlaceWords) -> bool:
    words = facts.view[place.phrase.start : place.phrase.end].lower()
    before = facts.before(place.phrase.start, _REACH)
    return words.startswith("in ") and _POLICY.search(before) is not None


def _is_quoted(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place stands in words that somebody said, or behind them, unlike the attack.

    Words between quotation marks that go on in the sentence ("hit 'the heart of Kabul'") count.
    """
    told = [t.start for t in facts.clause.triggers if t.strength != "reference"]
    sentence, at = facts.clause.sentence, place.phrase.start
    for quoted in _QUOTED.finditer(facts.view[sentence.start : sentence.end]):
        start, end = (sentence.start + offset for offset in quoted.span())
        if not _is_said(facts.view[sentence.start : start]):
            continue
        said = start if at < end else end
        if told and at >= start and max(told) < said and not 0 <= at - end <= _GOES_ON:
            return True
    return False


def _is_said(lead: str) -> bool:
    """Tell whether a quotation behind these words is speech: a mark, or a verb of saying."""
    if _BEFORE_QUOTE.search(lead):
        return True
    verbs = list(SPEECH.finditer(lead, max(0, len(lead) - _REACH)))
    return lead.endswith("saying ") or (bool(verbs) and not lead[verbs[-1].end() :].strip())
