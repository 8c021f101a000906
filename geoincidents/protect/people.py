"""Find the names of private people: by the words beside them, never by a list of persons."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from geoincidents.protect.rules import Rules, join_words
from geoincidents.protect.striking import Words, fold_phrase
from geoincidents.text.names import UPPER

_LETTERS = r"[^\W\d_]{1,30}"
# "Hassan", "al-Hassan", "O'Neil", "Jean-Paul"; not the 's of "Hassan's".
_CAPITAL = rf"(?:[A-Za-z]{{1,4}}[-’'ʼ])?{UPPER}{_LETTERS}(?:[-’'ʼ](?![sS]\b){_LETTERS}){{0,2}}"
_AGE = r"(?:,?\s\(?(?:aged\s)?\d{1,3}\)?(?![\w.,]?\d)(?!\s?(?:people|others|km|mm|miles|percent)))?"
_WHO = r"(?:(?:his|her|their|and|a|an|the)\s(?:[\w-]{1,20}\s){0,3})?"
MOST_IN_A_LIST = 12


def express_name(rules: Rules) -> str:
    """Give an expression of one to five words with capitals, particles between them."""
    particles = join_words(rules.victims["particles"])
    more = rf"(?:{_CAPITAL}|{UPPER}\.)"
    return rf"{_CAPITAL}(?:\s{{1,2}}(?:(?:{particles})\s){{0,2}}{more}){{0,4}}"


class NameFinder:
    """Find names of private people by the tables of `rules`.

    `is_place` tells whether words are the name of a place, `words` are English words: such alone
    are nobody's name.
    """

    def __init__(
        self, rules: Rules, is_place: Callable[[str], bool], words: frozenset[str]
    ) -> None:
        self._rules = rules
        self._words = words
        self._is_place = lru_cache(4096)(is_place)
        self._name = express_name(rules)
        self._one = re.compile(self._name)
        told = rules.victims
        roles, public = join_words(told["roles"]), join_words(rules.public)
        title = rf"(?:(?:{join_words(told['honorifics'])})\b\.?\s)?"
        some = rf"{title}{self._name}{_AGE}"
        many = rf"{some}(?:(?:,\s(?:and\s)?|;\s|\sand\s){_WHO}{some}){{0,{MOST_IN_A_LIST}}}"
        kept, dying = join_words(told["kept"]), join_words(told["dying"])
        hurt = join_words(told["hurt"])
        had, be = r"(?:(?:has|have|had)\s)?", r"(?:was|were|is|are|been|being)"
        passive = rf"{had}{be}(?:\s\w{{1,20}}){{0,2}}?\s(?:{hurt})"
        aside = r"(?:,\s[^,.;]{1,90}(?:,[^,.;]{1,60})?,)?"
        # Words beside which one word is enough for a name, and those beside which it is not.
        self._sure = [
            re.compile(one)
            for one in (
                rf"\b(?i:{join_words(told['named'])}),?:?\s{_WHO}(?P<names>{many})",
                rf"\b(?i:named|identified|recogni[sz]ed|listed)\s[^;!?]{{1,120}}?\sas\s(?P<names>{many})",
                rf"\b(?P<names>{self._name})\s(?i:family|household|brothers|sisters|couple|siblings)\b",
                rf"\b(?i:{roles}),?\s(?:named\s|called\s)?(?P<names>{many})",
                rf"\b(?i:\d{{1,3}}-year-old)(?:\s[a-z-]{{1,20}}){{0,3}}\s(?P<names>{many})",
                rf"\b(?P<names>{many}),?\s(?i:\(?(?:aged\s)?\d{{1,3}}\)?(?=[,.;)\s]*(?:$|[,.;)]|was|were|and|died|who|from|said|told|lost)))",
                rf"\b(?P<names>{many}),?\s(?i:aged\s\d|(?:a|the|who\swas)\s\d{{1,3}}-year-old|(?:who\s)?was\s\d{{1,3}}\b)",
                rf"\b(?P<names>{some}),\s(?i:(?:a|an|the|his|her|their|who\swas|whose)\s(?:[\w’'-]{{1,20}}\s){{0,4}}?(?:{roles}))\b",
                rf"\b(?i:{join_words(told['deeds'])})\s(?:the\s)?(?:(?i:{roles})\s)?(?P<names>{many})",
                rf"\b(?P<names>{self._name})(?:’s|'s|ʼs|’|')\s(?:[\w-]{{1,20}}\s){{0,3}}?(?i:{kept})\b",
                rf"\b(?:{join_words(told['honorifics'])})\b\.?\s(?P<names>{many})",
            )
        ]
        self._likely = [
            re.compile(one)
            for one in (
                rf"\b(?i:{hurt})\s{_WHO}(?P<names>{many})",
                rf"\b(?P<names>{many}){aside}\s(?i:{passive}|{had}(?:{dying}))\b",
                rf"\b(?i:{dying})\s{_WHO}(?P<names>{many})",
            )
        ]
        self._context = re.compile(rf"\b(?i:{roles}|{hurt}|{dying}|{kept})\b")
        self._public = [
            re.compile(rf"\b(?i:{public})\.?,?\s(?P<names>{self._name})"),
            re.compile(
                rf"\b(?P<names>{self._name}),\s(?i:(?:the|a|an|who\sis|who\swas)\s)?"
                rf"(?:(?!of\b|to\b|for\b|by\b|at\b|from\b|said\b|told\b|and\b)[\w’'-]{{1,20}}\s){{0,3}}"
                rf"(?i:{public})\b"
            ),
        ]

    def find(self, texts: Iterable[str]) -> tuple[frozenset[Words], frozenset[Words]]:
        """Give the folded names of private people in texts, and those known for an office."""
        private: set[Words] = set()
        public: set[Words] = set()
        for text in texts:
            for pattern in self._public:
                public |= {fold_phrase(n) for n in self._list_names(pattern, text, enough=1)}
            private |= set(map(fold_phrase, self._find_private(text)))
        public.discard(())
        private.discard(())
        return frozenset(one for one in private if one not in public), frozenset(public)

    def _find_private(self, text: str) -> Iterator[str]:
        for pattern in self._sure:
            yield from self._list_names(pattern, text, enough=1)
        for pattern in self._likely:
            yield from self._list_names(pattern, text, enough=2)
        if self._context.search(text):
            for match in self._one.finditer(text):
                for name in self._split(match.group()):
                    words = name.split()
                    if len(words) > 1 and words[0].lower() in self._rules.given:
                        yield name

    def _list_names(self, pattern: re.Pattern[str], text: str, *, enough: int) -> Iterator[str]:
        """Give the names that an expression finds.

        Those of fewer words than `enough` only where the first is somebody's first name.
        """
        for match in pattern.finditer(text):
            for number, one in enumerate(self._one.finditer(match["names"])):
                name = self._trim(one.group())
                words = name.split()
                if not words:
                    continue
                is_given = words[0].lower() in self._rules.given
                needed = max(enough, 2) if number else enough
                if len(words) < needed and not is_given:
                    continue
                is_word = len(words) == 1 and words[0].lower() in self._words
                if is_given or not (is_word or self._is_place(name)):
                    yield name

    def find_unknown(self, text: str) -> Iterator[str]:
        """Give names of two words and more with capitals that no table knows."""
        for match in self._one.finditer(text):
            for name in self._split(match.group()):
                words = name.split()
                known = all(one.lower() in self._words for one in words)
                if len(words) > 1 and not known and not self._is_place(name):
                    yield name

    def _trim(self, name: str) -> str:
        """Give the first name that is in words with capitals, or nothing."""
        return next(self._split(name), "")

    def _split(self, name: str) -> Iterator[str]:
        """Give what is left of words with capitals: without roles, and apart at small words.

        What follows an office or has the word of a thing in it ("Rashid Hospital") is none.
        """
        rules, roles, public = self._rules, self._roles, self._offices
        run: list[str] = []
        in_office = False
        for word in [*name.split(), "the"]:
            plain = word.lower().rstrip(".")
            if plain not in rules.no_names and plain not in roles and plain not in public:
                run.append(word)
                continue
            if run and not in_office and not any(one.lower() in rules.things for one in run):
                yield " ".join(run)
            in_office = plain in public
            run = []

    @property
    def _offices(self) -> frozenset[str]:
        return _list_single(self._rules.public)

    @property
    def _roles(self) -> frozenset[str]:
        return _list_single(self._rules.victims["roles"], self._rules.victims["honorifics"])


@lru_cache(8)
def _list_single(*tables: Words) -> frozenset[str]:
    return frozenset(word.lower() for table in tables for word in table if " " not in word)
