"""Strike phrases out of texts, however they are spelled: case, accents, hyphens, articles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from geoincidents.model.evidence import NAME_MARK, PLACE_MARK
from geoincidents.text.names import WORD, find_possessive, fold_word, may_be_article

SHORTEST_PART = 3
_LONGEST_GAP = 3  # characters between two words of a phrase

_WORD = re.compile(WORD)
_GAP = re.compile(r"[\s\-‐‑_.,+/:'’ʼ]*")
_SLUG_GAP = re.compile(r"[^a-z0-9]+")
_REPEATED = re.compile(rf"({re.escape(NAME_MARK)}|{re.escape(PLACE_MARK)})(?:[\s,]{{0,2}}\1)+")

Words = tuple[str, ...]


class _Token(NamedTuple):
    start: int
    end: int
    folded: str
    capital: bool


def fold_phrase(text: str) -> Words:
    """Give the folded words of a phrase, without the Arabic article; marks are no words."""
    text = text.replace(NAME_MARK, " ").replace(PLACE_MARK, " ")
    return tuple(one.folded for one in _tokenise(text) if not may_be_article(one.folded))


def _tokenise(text: str) -> list[_Token]:
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if folded := fold_word(word):
            end = match.end() - find_possessive(word)
            found.append(_Token(match.start(), end, folded, word[0] != word[0].lower()))
    return found


class Striker:
    """Strike phrases and single words; `whole` are phrases with their marks, `parts` words.

    A part is struck only where it stands with a capital, so that "Rose" goes and "rose" stays.
    """

    def __init__(self, whole: Mapping[Words, str], parts: Mapping[str, str]) -> None:
        self._parts = dict(parts)
        self._first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
        for words, mark in whole.items():
            if words:
                self._first[words[0]].append((words, mark))
        for phrases in self._first.values():
            phrases.sort(key=lambda one: (-len(one[0]), one))
        self._slugs = sorted({"".join(words) for words in whole if len("".join(words)) > 5})  # noqa: PLR2004 - a shorter run of letters stands in any address

    def __bool__(self) -> bool:
        """Tell whether there is anything to strike."""
        return bool(self._first or self._parts)

    def strike(self, text: str) -> str:
        """Give the text with a mark for each phrase."""
        if not self:
            return text
        tokens = _tokenise(text)
        if not any(one.folded in self._first or one.folded in self._parts for one in tokens):
            return text
        pieces, at, number = [], 0, 0
        while number < len(tokens):
            taken, mark = self._match(text, tokens, number)
            if not taken:
                number += 1
                continue
            start = tokens[number].start
            if number and may_be_article(tokens[number - 1].folded):
                before = tokens[number - 1]
                if before.start >= at and text[before.end : start] in {"-", " ", "‐", "‑"}:
                    start = before.start
            taken = self._extend(text, tokens, number, taken)
            last = tokens[number + taken - 1]
            pieces += [text[at:start], mark]
            at = last.end
            number += taken
        return join_marks("".join([*pieces, text[at:]]))

    def is_in_name(self, name: str) -> bool:
        """Tell whether a file name, id or address holds a phrase, however it is glued together."""
        shown = unquote(name)
        tokens = _tokenise(shown.replace("_", " "))
        for number, token in enumerate(tokens):
            if token.folded in self._parts or self._match(shown, tokens, number, slug=True)[0]:
                return True
        glued = "".join(one.folded for one in tokens)
        return any(slug in glued for slug in self._slugs)

    def _extend(self, text: str, tokens: list[_Token], number: int, taken: int) -> int:
        """Take what begins inside a phrase and ends behind it with it."""
        inside = number + 1
        while inside < number + taken:
            more, _ = self._match(text, tokens, inside)
            taken = max(taken, inside - number + more)
            inside += 1
        return taken

    def _match(
        self, text: str, tokens: list[_Token], number: int, *, slug: bool = False
    ) -> tuple[int, str]:
        """Give how many tokens from `number` on are a phrase, and its mark; 0 where none is."""
        token = tokens[number]
        for words, mark in self._first.get(token.folded, ()):
            if taken := _follow(text, tokens, number, words, slug=slug):
                return taken, mark
        if token.capital and token.folded in self._parts:
            return 1, self._parts[token.folded]
        return 0, ""


def _follow(text: str, tokens: list[_Token], number: int, words: Words, *, slug: bool) -> int:
    """Give how many tokens the words take, articles between them passed over; 0 if they differ."""
    at, wanted = number, 0
    while wanted < len(words):
        if at >= len(tokens):
            return 0
        if at > number and not slug:
            gap = text[tokens[at - 1].end : tokens[at].start]
            if len(gap) > _LONGEST_GAP or not _GAP.fullmatch(gap):
                return 0
        if tokens[at].folded == words[wanted]:
            wanted += 1
        elif not (wanted and may_be_article(tokens[at].folded)):
            return 0
        at += 1
    return at - number


def join_marks(text: str) -> str:
    """Make one mark of several of a kind that follow each other."""
    return _REPEATED.sub(r"\1", text)


def list_parts(names: Iterable[Words], kept: frozenset[str]) -> dict[str, str]:
    """Give the words of names that are struck alone too, but for those of names that stay."""
    return {
        word: NAME_MARK
        for words in names
        for word in words
        if len(word) >= SHORTEST_PART and word not in kept
    }
