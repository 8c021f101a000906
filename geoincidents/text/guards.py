"""Expressions that are tried only where a word stands that they cannot do without."""

import re
from collections.abc import Iterable

from geoincidents.text.tokens import list_tokens, split_tokens


def pick_tokens(phrases: Iterable[str]) -> frozenset[str]:
    """Give the longest word of each phrase: whoever has not got it has not got the phrase.

    A mark of figures (`DIGIT`) stands for itself.
    """
    return frozenset(max(split_tokens(p), key=len, default=p) for p in phrases)


class WordPattern:
    """Try an expression only where one of the words stands that every match of it holds.

    Most sentences hold none of them: a set says so in a hundredth of the time.
    """

    __slots__ = ("_needs", "_pattern")

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str]) -> None:
        """Guard `pattern`, each match of which holds one of the phrases `words` as whole words."""
        self._pattern = pattern
        self._needs = pick_tokens(words)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the expression without its guard."""
        return self._pattern

    def may_match(self, tokens: frozenset[str]) -> bool:
        """Tell whether a stretch of text can hold a match, by the tokens of it or of more."""
        return not self._needs.isdisjoint(tokens)

    def search(
        self,
        view: str,
        start: int = 0,
        end: int | None = None,
        *,
        tokens: frozenset[str] | None = None,
    ) -> re.Match[str] | None:
        """Give the first match in `view[start:end]`, or `None`.

        `tokens` are those of that stretch or of one that holds it: whoever asks for many stretches
        of a clause has them of the clause.
        """
        stop = len(view) if end is None else end
        if self._needs.isdisjoint(tokens or list_tokens(view, start, stop)):
            return None
        return self._pattern.search(view, start, stop)

    def match(
        self, view: str, start: int, end: int, *, tokens: frozenset[str]
    ) -> re.Match[str] | None:
        """Give the match at `start`, or `None`; `tokens` as in `search`."""
        if self._needs.isdisjoint(tokens):
            return None
        return self._pattern.match(view, start, end)

    def finditer(
        self,
        view: str,
        start: int = 0,
        end: int | None = None,
        *,
        tokens: frozenset[str] | None = None,
    ) -> Iterable[re.Match[str]]:
        """Give the matches in `view[start:end]` in order; `tokens` as in `search`."""
        stop = len(view) if end is None else end
        if self._needs.isdisjoint(tokens or list_tokens(view, start, stop)):
            return ()
        return self._pattern.finditer(view, start, stop)


def guard_pattern(text: str, words: Iterable[str]) -> WordPattern:
    """Compile an expression, whatever the case, each match of which holds one of `words`."""
    return WordPattern(re.compile(text, re.IGNORECASE), words)
