"""Fold spellings of a name onto one form, without losing where each character came from.

Folded are case, accents, apostrophes of every kind, invisible characters, doubled letters, hyphens
and spaces, a final -ah, the Arabic article before moon and sun letters, and the words of
`names.toml`. Letters of another script stay what they are: a Cyrillic "а" never passes for a
Latin "a".
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
INVISIBLE = "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
APOSTROPHES = "'’‘ʼʿʾʻ`´ʹ′‛"
HYPHENS = "\\-\u2010\u2011"
SPACES = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
LETTER = r"[^\W_]"
_PLAIN = rf"[^\W_{APOSTROPHES}]*+"
# A letter or digit, and what may follow it within the word; possessive, since no match is shorter.
WORD_GOES_ON = rf"{_PLAIN}(?:(?:[{MARKS}{INVISIBLE}]|[{APOSTROPHES}]+(?={LETTER})){_PLAIN})*+"
WORD = rf"{LETTER}{WORD_GOES_ON}"
UPPER = r"[^\W\d_a-z]"
INITIALS = rf"(?:{UPPER}\.){{2,}}|(?:{UPPER}\.)+{UPPER}(?!\w)"
COMMA = ","

_TOKEN = re.compile(rf"(?:{INITIALS})|{WORD}|,(?=[{SPACES}])")
_DROPPED = re.compile(rf"[{MARKS}{INVISIBLE}{APOSTROPHES}]")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS][{INVISIBLE}]*$")
_NO_LETTER = re.compile(r"[^A-Za-z0-9]")
_DOUBLED = re.compile(r"([a-z])\1+")
_TABLES = tomllib.loads(files("geoincidents.text").joinpath("names.toml").read_text("utf-8"))
_LETTERS: dict[str, str] = _TABLES["letters"]
_WORDS: dict[str, str] = {
    variant: word for word, variants in _TABLES["words"].items() for variant in variants
}
_PLAIN_ARTICLES = frozenset(_TABLES["article"]["plain"])
_SUN_ARTICLES: dict[str, str] = {
    vowel + sun: sun for vowel in _TABLES["article"]["vowels"] for sun in _TABLES["article"]["sun"]
}
_SHORTEST_WITH_FINAL_AH = 5
_CACHED_WORDS = 1 << 16
_CACHED_NAMES = 1 << 14


class NameWord(NamedTuple):
    """Hold one word of a text: where it stands without a possessive 's, and its folded form."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=_CACHED_NAMES)
def fold_name(text: str) -> str:
    """Give the folded form of a name: its words, lower case, with one space between them."""
    return " ".join(fold_articles([fold_word(token) for token in _TOKEN.findall(text)])).strip()


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Give `fold_name(text)` and, for each of its characters, the offset in `text` it came from.

    The list has one entry more than the folded text: the end of its last word in `text`.
    """
    words = [
        (match.start(), pairs)
        for match in _TOKEN.finditer(text)
        if (pairs := _fold_pairs(match.group()))
    ]
    forms = fold_articles(["".join(char for char, _ in pairs) for _, pairs in words])
    folded: list[str] = []
    offsets: list[int] = []
    end = 0
    for (start, pairs), form in zip(words, forms, strict=True):
        if folded:
            folded.append(" ")
            offsets.append(end)
        folded.append(form)
        last = pairs[-1][1]
        offsets += [start + pairs[min(i, len(pairs) - 1)][1] for i in range(len(form))]
        end = start + last + 1
    return "".join(folded), [*offsets, end]


def fold_articles(words: Sequence[str]) -> list[str]:
    """Replace each Arabic article among folded `words` by `al`; empty words fall out."""
    kept = [word for word in words if word]
    for i in range(len(kept) - 1):
        if is_article(kept[i], kept[i + 1]):
            kept[i] = "al"
    return kept


def is_article(word: str, following: str) -> bool:
    """Say whether a folded word is the Arabic article of the folded word that follows it."""
    if word in _PLAIN_ARTICLES:
        return True
    sun = _SUN_ARTICLES.get(word)
    return sun is not None and following.startswith(sun)


def may_be_article(word: str) -> bool:
    """Say whether a folded word is the Arabic article of some folded word that may follow it."""
    return word in _PLAIN_ARTICLES or word in _SUN_ARTICLES


@lru_cache(maxsize=_CACHED_WORDS)
def fold_word(word: str) -> str:
    """Give the folded form of one word; empty where nothing of it is a letter or digit."""
    if word.isascii() and word != COMMA:  # the common case, at a tenth of the price
        plain = word if word.isalnum() else _NO_LETTER.sub("", _cut_possessive(word))
        letters = _DOUBLED.sub(r"\1", plain.lower())
        if len(letters) >= _SHORTEST_WITH_FINAL_AH and letters.endswith("ah"):
            letters = letters[:-1]
        return _WORDS.get(letters, letters)
    return "".join(char for char, _ in _fold_pairs(word))


def _cut_possessive(word: str) -> str:
    return word[: len(word) - find_possessive(word)]


def find_possessive(word: str) -> int:
    """Give the length of the possessive 's at the end of `word`, 0 where there is none."""
    if word.isascii() and "'" not in word and "`" not in word:
        return 0
    match = _POSSESSIVE.search(word)
    return len(match.group()) if match and match.start() > 0 else 0


def _fold_pairs(word: str) -> list[tuple[str, int]]:
    """Give each folded character of a word with the offset in the word that it came from."""
    if word == COMMA:
        return [(COMMA, 0)]
    possessive = find_possessive(word)
    pairs: list[tuple[str, int]] = []
    for offset, char in enumerate(word[: len(word) - possessive]):
        if _DROPPED.match(char):
            continue
        pairs += [(letter, offset) for letter in _fold_char(char)]
    pairs = [
        pair
        for i, pair in enumerate(pairs)
        if i == 0 or pair[0] != pairs[i - 1][0] or not _is_latin(pair[0])
    ]
    letters = "".join(char for char, _ in pairs)
    if len(letters) >= _SHORTEST_WITH_FINAL_AH and letters.endswith("ah"):
        pairs, letters = pairs[:-1], letters[:-1]
    if letters in _WORDS:
        standard = _WORDS[letters]
        return [(char, pairs[min(i, len(pairs) - 1)][1]) for i, char in enumerate(standard)]
    return pairs


def _is_latin(char: str) -> bool:
    return "a" <= char <= "z"


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    """Give what one character folds to: none, one or more lower-case letters or digits."""
    folded = char
    for _ in range(2):  # a second round: case folding can uncover accents, and the reverse
        folded = "".join(
            _LETTERS.get(letter, letter)
            for letter in unicodedata.normalize("NFKD", folded).casefold()
            if letter.isalnum()
        )
    return folded
