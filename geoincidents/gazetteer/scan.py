"""Find names in text: leftmost, longest, whole words, written as names are written."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import methodcaller
from typing import NamedTuple

import marisa_trie

from geoincidents.gazetteer.stopwords import StopWords
from geoincidents.model.place import Place
from geoincidents.text.names import (
    APOSTROPHES,
    COMMA,
    HYPHENS,
    INITIALS,
    INVISIBLE,
    LETTER,
    MARKS,
    SPACES,
    UPPER,
    WORD,
    WORD_GOES_ON,
    find_possessive,
    fold_name,
    fold_word,
    is_article,
    may_be_article,
)

MOST_WORDS = 9
MOST_CACHED = 200_000
LONGEST_WORD = 60
_ARTICLES = "al|el|ar|as|ash|ad|adh|at|ath|an|az|ul|ur|us|ez|er|es|ed|et|en"
# A name begins with a capital, a digit or a letter of a script without case; the lower-case
# article may stand before it ("al-Qaim").
_START = re.compile(
    rf"(?<![\w{MARKS}{INVISIBLE}])(?<!{LETTER}[{APOSTROPHES}])"
    rf"(?:{INITIALS}|(?P<article>{_ARTICLES})(?=[{HYPHENS}]{LETTER})|(?![a-z]){WORD})"
)
# The same but for the article, for finding: a set of characters stands first, which the engine runs
# through fastest.
_CAPITAL = re.compile(
    rf"[A-Z0-9\u00aa-\U0010ffff](?<![\w{MARKS}{INVISIBLE}][\s\S])(?<={LETTER})"
    rf"(?<!{LETTER}[{APOSTROPHES}][\s\S])"
    rf"(?:(?<={UPPER})\.(?:(?:{UPPER}\.)+|(?:{UPPER}\.)*{UPPER}(?!\w))|{WORD_GOES_ON})"
)
_AFTER_ARTICLE = re.compile(rf"[{HYPHENS}](?<=[a-z][\s\S])(?={LETTER})")
_EACH_ARTICLE = frozenset(_ARTICLES.split("|"))
_NEXT = re.compile(
    rf"(?P<gap>[{SPACES}{INVISIBLE}]{{1,4}}|[{SPACES}]?\r?\n[{SPACES}]?|[{HYPHENS}]"
    rf"|\.[{SPACES}]|,[{SPACES}])"
    rf"(?P<word>{INITIALS}|{WORD})"
)
_BEFORE = re.compile(rf"({WORD})[{SPACES}]+(?:the[{SPACES}]+)?$", re.IGNORECASE)
_AFTER_COMMA = re.compile(rf",[{SPACES}]({WORD})")
_COMMA = re.compile(rf",[{SPACES}]+")
_NAME_AND_COMMA = re.compile(rf"[^\W\d_a-z]\w*,[{SPACES}]+$")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
MOST_HOLDERS = 5
LONGEST_ACRONYM = 5
LINE_WINDOW = 200
_DOTTED = frozenset({"saint", "mount", "fort", "dr"})
_WINDOW_BEFORE = 40
_HEAD_OF_LINE = re.compile(r"(?:\A|\n)(?:[•●▪◦‣*·–—-]+\s)?\Z")  # a list's items, too
# "At Taji" begins a sentence more often than it writes the article with a space.
_PREPOSITIONS = frozenset({"at", "as", "an", "us", "es"})


class NameHit(NamedTuple):
    """Hold a name of the gazetteer in a text: `text[start:end] == surface`.

    `place_ids` are its places, best first; `form` is `name`, `demonym` or `abbreviation`.
    """

    start: int
    end: int
    surface: str
    place_ids: tuple[str, ...]
    form: str


# How much a name needs beside it: nothing, a cue, or the name of what holds the place.
FREE, CUED, HELD = 0, 1, 2
_HOLDERS = frozenset({"country", "region", "admin1", "admin2"})


class NameEntry(NamedTuple):
    """Hold what the index knows of a folded name in one form, and what it needs beside it."""

    form: str
    cued: int
    place_ids: tuple[str, ...]


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    gap: str


class _Known(NamedTuple):
    folded: str
    most_words: int
    cut: int
    alone: bool


class NameScanner:
    """Walk texts word by word against the trie of names."""

    def __init__(
        self,
        trie: marisa_trie.Trie,
        look_up: Callable[[int], tuple[NameEntry, ...]],
        stops: StopWords,
        place: Callable[[str], Place],
    ) -> None:
        self._place = place
        self._trie = trie
        self._look_up = look_up
        self._stops = stops
        self._known: dict[str, _Known] = {}
        self._pairs: dict[str, bool] = {}

    def scan(self, text: str) -> Iterator[NameHit]:
        """Give the names of a text from left to right, none over another."""
        resume = 0
        known = self._known
        for match in _find_starts(text):
            start, end = match.span()
            if start < resume:
                continue
            raw = match.group()
            if raw in _EACH_ARTICLE and self._names_person(text, match):
                surname = _NEXT.match(text, end)
                resume = surname.end() if surname else end
                continue
            first = known.get(raw) or self._learn(raw)
            if not first.most_words:
                continue
            hit = self._match_at(text, start, end, first)
            if hit is not None:
                yield hit
                resume = hit.end

    def say_why_not(self, text: str, start: int, end: int) -> str | None:
        """Say why the words at an offset are no name here; `None` where no place is so named."""
        key = self._trie.get(fold_name(text[start:end]))
        if key is None:
            return None
        surface = text[start:end]
        entries = self._look_up(key)
        match = _START.match(text, start)
        faults = {
            "it is not written as a name, with a capital": match is None,
            "it goes on with the name of a person before it": (
                match is not None
                and match.group() in _EACH_ARTICLE
                and self._names_person(text, match)
            ),
            "it is an abbreviation of something else: capitals among other letters": (
                len(surface.split()) == 1 and self._is_acronym(text, start, end, surface)
            ),
            "the place is so abbreviated in capitals only": all(
                entry.form == "abbreviation" for entry in entries
            ),
            "it is also an ordinary word or the name of a person, and no cue makes it a place "
            '("in", "near", "the town of" before it, what holds it after a comma)': any(
                entry.cued for entry in entries
            ),
        }
        return next(
            (why for why, holds in faults.items() if holds), "its words belong to another name"
        )

    def _learn(self, raw: str) -> _Known:
        """Give, and keep, the folded form of a word and the most words of a name it begins."""
        if len(self._known) > MOST_CACHED:
            self._known.clear()
        folded, cut = _read_word(raw)
        most = self._count_words(folded)
        if most < MOST_WORDS and is_article(folded, folded[1:] or " "):
            most = MOST_WORDS
        entry = _Known(folded, most, cut, folded in self._trie)
        self._known[raw] = entry
        return entry

    def _count_words(self, folded: str) -> int:
        if not folded or len(folded) > LONGEST_WORD:
            return 0
        most = 1 if folded in self._trie else 0
        for key in self._trie.iterkeys(f"{folded} "):
            words = key.count(" ") + 1
            if words > most:
                most = words
                if most >= MOST_WORDS:
                    break
        return most

    def _match_at(self, text: str, start: int, end: int, first: _Known) -> NameHit | None:
        words = self._gather(text, start, end, first)
        if len(words) == 1:
            # The common cases: "The" begins names, and this is none of them; "Iraq".
            key = self._trie[first.folded] if first.alone else None
            return self._choose(text, words, key) if key is not None else None
        forms = _list_forms(words)
        ends = {end: i for i, end in enumerate(accumulate(len(form) + 1 for form in forms), 1)}
        for name in reversed(self._trie.prefixes(" ".join(forms))):
            span = words[: ends.get(len(name) + 1, 0)]
            if not span:
                continue  # it ends within a word
            hit = self._choose(text, span, self._trie[name])
            if hit is not None:
                return hit
        return None

    def _choose(self, text: str, span: list[_Word], key: int) -> NameHit | None:
        """Give the first form of a name that stands here as a name."""
        for entry in self._look_up(key):
            if self._accepts(text, span, entry):
                start, end = span[0].start, span[-1].end
                if entry.form == "postal" and text.startswith(".", end):
                    end += 1
                return NameHit(start, end, text[start:end], entry.place_ids, entry.form)
        return None

    def _gather(self, text: str, start: int, end: int, first: _Known) -> list[_Word]:
        """Give the word of a match and those after it that a name could hold."""
        words = [_Word(start, end - first.cut, first.folded, "")]
        while len(words) < first.most_words:
            following = _NEXT.match(text, end)
            if following is None:
                break
            gap, raw = following.groups()
            if gap[0] == "." and words[-1].folded not in _DOTTED:
                break
            folded, cut = _read_word(raw)
            if len(words) == 1 and gap == " " and not self._goes_on(first.folded, folded):
                break
            end = following.end()
            words.append(_Word(end - len(raw), end - cut, folded, gap))
        return words

    def _goes_on(self, first: str, second: str) -> bool:
        """Say whether any name begins with two words; an article may fold to another word."""
        pair = f"{first} {second}"
        known = self._pairs.get(pair)
        if known is None:
            if len(self._pairs) > MOST_CACHED:
                self._pairs.clear()
            known = may_be_article(first) or any(
                next(self._trie.iterkeys(one), None) is not None
                for one in (pair, *([f"{first} al "] if may_be_article(second) else []))
            )
            self._pairs[pair] = known
        return known

    def _accepts(self, text: str, span: list[_Word], entry: NameEntry) -> bool:
        """Say whether a name stands here as a name, by its letters and its neighbours."""
        start, end = span[0].start, span[-1].end
        surface = text[start:end]
        if entry.form == "postal":
            return _is_postal(text, start, end, surface)
        if entry.form == "abbreviation":
            return surface.isupper() and not self._shouts(text, start, end, surface)
        letter = surface[0]
        if not letter.isalpha():
            letter = next((char for char in surface if char.isalpha()), "")
        if (letter.islower() and not (len(span) > 1 and text[span[1].start].isupper())) or (
            len(span) == 1 and self._is_acronym(text, start, end, surface)
        ):
            return False
        if entry.cued:
            held = entry.cued == HELD
            return self._has_holder(text, end, entry) if held else self._has_cue(text, start, end)
        if len(span) > 1 and self._stops.is_ordinary(span[0].folded):
            return any(not text[word.start].islower() for word in span[1:])  # "Tower 22", too
        return True

    def _names_person(self, text: str, match: re.Match[str]) -> bool:
        """Say whether a lower-case article goes on with a person's name ("Abu Bakr al-B...")."""
        before = _BEFORE.search(text, max(0, match.start() - _WINDOW_BEFORE), match.start())
        if before is None or not before[1][0].isupper() or find_possessive(before[1]):
            return False
        folded = fold_word(before[1])
        return (
            folded not in self._stops.cues
            and folded not in self._stops.kind_words
            and folded not in self._stops.ordinary
        )

    def _has_cue(self, text: str, start: int, end: int) -> bool:
        """Say whether the words round an ambiguous name make a place of it."""
        before = _BEFORE.search(text, max(0, start - _WINDOW_BEFORE), start)
        if before is not None and fold_word(before[1]) in self._stops.cues:
            return True
        after = _AFTER_COMMA.match(text, end)
        if after is None or not after[1][0].isupper():
            return False
        key = self._trie.get(fold_word(after[1]))
        return key is not None and any(
            entry.form == "name" and not entry.cued for entry in self._look_up(key)
        )

    def _has_holder(self, text: str, end: int, entry: NameEntry) -> bool:
        """Say whether what holds one of the places stands after the name, after a comma."""
        comma = _COMMA.match(text, end)
        match = _START.match(text, comma.end()) if comma else None
        if match is None:
            return False
        first = self._known.get(match.group()) or self._learn(match.group())
        hit = self._match_at(text, *match.span(), first) if first.most_words else None
        if hit is None or hit.form == "demonym":
            return False
        places = [self._place(place_id) for place_id in entry.place_ids]
        holders = [self._place(place_id) for place_id in hit.place_ids[:MOST_HOLDERS]]
        return any(
            holder.country == place.country
            and (holder.kind in {"country", "region"} or _name_area(holder) == place.admin1)
            for holder in holders
            if holder.kind in _HOLDERS
            for place in places
        )

    def _is_acronym(self, text: str, start: int, end: int, surface: str) -> bool:
        """Say whether a short word of capitals ("IRNA") is one in a line of mixed letters."""
        return (
            len(surface) <= LONGEST_ACRONYM
            and surface.isupper()
            and not _HEAD_OF_LINE.search(text, max(0, start - _WINDOW_BEFORE), start)
            and not _is_line_of_capitals(text, start, end)
        )

    def _shouts(self, text: str, start: int, end: int, surface: str) -> bool:
        """Say whether "US" stands in a line of capitals, where it may be "us"."""
        if "." in surface or not self._stops.is_ordinary(surface.lower()):
            return False
        return _is_line_of_capitals(text, start, end)


def _find_starts(text: str) -> list[re.Match[str]]:
    """Give the words that a name may begin with, in order, also articles ("al-Qaim")."""
    starts = list(_CAPITAL.finditer(text))
    articles = [
        match
        for hyphen in _AFTER_ARTICLE.finditer(text)
        for begin in (hyphen.start() - 3, hyphen.start() - 2)
        if text[max(0, begin) : hyphen.start()] in _EACH_ARTICLE
        and (match := _START.match(text, begin))
    ]
    return sorted([*starts, *articles], key=methodcaller("start")) if articles else starts


@lru_cache(maxsize=MOST_CACHED)
def _read_word(raw: str) -> tuple[str, int]:
    """Give the folded form of a word, and the length of the possessive at its end."""
    return fold_word(raw), find_possessive(raw)


def _list_forms(words: list[_Word]) -> list[str]:
    """Give the folded words as names are kept: articles alike, a comma as a word of its own."""
    forms = [word.folded for word in words]
    for i in range(len(forms) - 1):
        if (i or words[1].gap != " " or forms[0] not in _PREPOSITIONS) and is_article(
            forms[i], forms[i + 1]
        ):
            forms[i] = "al"
    for i, word in enumerate(words):
        if word.gap.startswith(COMMA):
            forms[i] = f"{COMMA} {forms[i]}"
    return forms


def _name_area(place: Place) -> str | None:
    return place.name if place.kind == "admin1" else place.admin1


def _is_postal(text: str, start: int, end: int, surface: str) -> bool:
    """Say whether a short form of an area stands after a name and a comma ("Glasgow, Ky.")."""
    if not _NAME_AND_COMMA.search(text, max(0, start - _WINDOW_BEFORE), start):
        return False
    return surface.isupper() or text.startswith(".", end)


def _is_line_of_capitals(text: str, start: int, end: int) -> bool:
    """Say whether the other words of a line are written in capitals."""
    first = max(text.rfind("\n", 0, start) + 1, start - LINE_WINDOW)
    last = text.find("\n", end)
    last = min(end + LINE_WINDOW, len(text) if last < 0 else last)
    words = _LETTERS.findall(text[first:start] + " " + text[end:last])
    return bool(words) and all(word.isupper() for word in words)
