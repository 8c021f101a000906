"""Find names that the gazetteer knows in another spelling: "in Drogobych" for Drohobych."""

import re
from collections.abc import Iterable, Sequence

from geoincidents.extract.words import load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit
from geoincidents.gazetteer.sounds import find_family
from geoincidents.gazetteer.stopwords import read_stopwords
from geoincidents.model.mention import Mention
from geoincidents.text.names import fold_name
from geoincidents.text.spans import Spans

_KINDS = frozenset((*load_lexicon("places")["unlisted"], *load_lexicon("places")["shared_kinds"]))
_NEXT = re.compile(r"['’]|\s(?P<word>[A-Z][\w'’-]+)")
_NO_PLACE = frozenset({"person", "word"})


def find_spelled(
    view: str,
    led: Iterable[tuple[int, int]],
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
) -> tuple[NameHit, ...]:
    """Give a hit for each place where a name stands that another spelling makes known.

    `led` are the offsets of capitalised names behind a locative word. Those that no table has are
    meant, and those that only begin with a known one ("Bandar Lengeh", and not Bandar). Only places
    of the countries that the article names come into question, and of any where it names none;
    never a name that goes on ("in Kharif Hassan's house") or that follows a given name elsewhere.
    """
    spoken = _list_countries(mentions, gazetteer)
    if spoken and not any(map(find_family, spoken)):
        return ()  # of other countries no spellings are told
    known = Spans((mention.start, mention.end) for mention in mentions)
    told: dict[str, tuple[str, ...]] = {}
    for start, end in led:
        name = _cut_kind(view[start:end])
        end = start + len(name)  # noqa: PLW2901 - without its kind
        if name in told or known.hold(end - 1):
            continue
        places = gazetteer.respell(name)
        if not places or not _may_be_place(view, end, name):
            continue
        near = tuple(p.place_id for p in places if not spoken or p.country in spoken)
        if near:
            told[name] = near
    return tuple(_find_told(view, told, known)) if told else ()


def _cut_kind(name: str) -> str:
    """Give a name without the word behind it that tells its kind ("Drogobych District")."""
    rest, _, last = name.rpartition(" ")
    return rest if last.lower() in _KINDS else name


def _may_be_place(view: str, end: int, name: str) -> bool:
    folded, stops = fold_name(name), read_stopwords()
    if stops.is_person(folded) or stops.is_ordinary(folded):
        return False
    after = _NEXT.match(view, end)
    if after and (after["word"] or "").lower() not in _KINDS:
        return False
    given = re.compile(rf"(?<!\w)(?P<given>[A-Z][a-z]+)\s{re.escape(name)}(?!\w)")
    before = {fold_name(match["given"]) for match in given.finditer(view)}
    return before <= stops.cues | stops.kind_words | stops.ordinary


def _list_countries(mentions: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[str]:
    """Give the countries of the places that are named: of each the most likely one."""
    told = (m for m in mentions if m.sense not in _NO_PLACE and m.place_ids)
    firsts = (gazetteer.place(mention.place_ids[0]) for mention in told)
    return frozenset(place.country for place in firsts if place.country)


def _find_told(view: str, told: dict[str, tuple[str, ...]], known: Spans) -> Iterable[NameHit]:
    names = "|".join(map(re.escape, sorted(told, key=lambda name: (-len(name), name))))
    for match in re.finditer(rf"(?<![\w-])(?:{names})(?![\w-])", view):
        if not known.hold(match.end() - 1):
            yield NameHit(*match.span(), match.group(), told[match.group()], "name")
