"""Places that head the entries of a digest: "KHERSON. Two people were killed ..."."""

import re
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.sentences import Sentence

_BEFORE = re.compile(r"(?:^|\n)[^\S\n]*(?:[•●▪◦‣*·–—-]+\s+)?(?:[Ii]n\s[Bb]rief:\s)?\Z")
_REACH = 30  # room, a bullet and "In brief:" before a name
_HELD = re.compile(r",\s|\s\(")
_CLOSED = re.compile(r"\)?(?:[.:]|\s?(?:--|–|—|-)(?=\s))[^\S\n]+(?=[\"'A-Z\d])")
_ALONE = re.compile(r"\)?[^\S\n]*\n\s*(?=[\"'A-Z\d])")
_FEWEST = 2  # the first line of an article tells where it was written
_LEVELS = {"admin1": 3, "admin2": 4, "city": 5, "town": 5, "village": 5, "neighbourhood": 6}


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """Hold where a header begins, where the text of its entry does, and its place."""

    start: int
    end: int
    words: PlaceWords


def find_headers(
    view: str, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Header, ...]:
    """Give the places that head entries, in order; none where fewer than two places do."""
    found = [h for at in range(len(mentions)) if (h := _read_header(view, mentions, at, gazetteer))]
    places = {header.words.phrase.anchors[0].place_ids[0] for header in found}
    return tuple(found) if len(places) >= _FEWEST else ()


def _read_header(
    view: str, mentions: Sequence[Mention], at: int, gazetteer: Gazetteer
) -> Header | None:
    mention = mentions[at]
    before = view[max(0, mention.start - _REACH) : mention.start]
    if not mention.place_ids or not _BEFORE.search(before):
        return None
    place = gazetteer.place(mention.place_ids[0])
    if mention.sense in {"demonym", "organisation"} or place.kind not in _LEVELS:
        return None
    held = mentions[at + 1] if at + 1 < len(mentions) else None
    holders = (held,) if held and _HELD.fullmatch(view, mention.end, held.start) else ()
    end = holders[-1].end if holders else mention.end
    alone = _ALONE.match(view, end)  # the next line begins with no surname of it
    closed = alone or (_CLOSED.match(view, end) if mention.sense != "person" else None)
    if closed is None:
        return None
    phrase = Phrase(
        start=mention.start,
        end=end,
        text=view[mention.start : end],
        relation="in",
        anchors=(mention,),
        containers=holders,
    )
    words = PlaceWords(phrase=phrase, lead="in", level=_LEVELS[place.kind])
    return Header(start=mention.start, end=closed.end(), words=words)


def place_entries(
    headers: Sequence[Header], sentence: Sentence, view: str, tellings: Sequence[Telling]
) -> list[Telling]:
    """Give the tellings of a sentence, those without a place in that of the header above them."""
    header = next((h for h in reversed(headers) if h.start <= sentence.end), None)
    # What stands in a paragraph of its own below an entry may be of none.
    if header is None or "\n" in view[header.end : sentence.start].strip(" "):
        return list(tellings)
    return [
        telling
        if telling.impacts or telling.beside or telling.freshness in {"detail", "hint"}
        else replace(telling, impacts=(header.words,))
        for telling in tellings
    ]
