"""Every regular expression that the package compiles, how it is used, and texts that tempt it."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from random import Random
from re import _constants as kinds  # type: ignore[attr-defined]  # the only way to see inside one
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import geoincidents

LEFT_OUT = ("geoincidents.__main__", "geoincidents.store.postgis.migrations")  # run, not imported
# What grows on its own, whatever the pattern.
GROWN = (
    *("a", "A", "1", " ", ".", ",", "-", "'", "(", "<", "A ", "a ", "1 ", "1,"),
    *("A. ", "al-", "of the ", "two ", "A and "),
)
SAMPLES = 2
MOST_REPEATS = 3
LONGEST_SAMPLE = 200


ANCHORED = frozenset({"match", "fullmatch"})
ROAMING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
TEXT_SECOND = frozenset({"sub", "subn"})  # their first argument is what is put in


@dataclass(slots=True, kw_only=True)
class Pattern:
    """Hold a pattern with the module that compiles it, and what it was seen to be given.

    `longest` is the longest stretch of text, in characters, that each way of using it was given.
    """

    module: str
    text: str
    compiled: "re.Pattern[str]"
    longest: dict[str, int] = field(default_factory=dict)


class Watched:
    """Stand for a compiled pattern, and write down what it is given."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        found = getattr(self._pattern.compiled, name)
        return partial(self._hear, name, found) if name in ANCHORED | ROAMING else found

    def _hear(self, name: str, use: Callable[..., object], *given: Any, **named: Any) -> object:  # noqa: ANN401 - as above
        size = len(given[1] if name in TEXT_SECOND else given[0])
        if name not in TEXT_SECOND and name != "split":
            start = given[1] if len(given) > 1 else 0
            size = min(given[2] if len(given) > 2 else size, size) - start  # noqa: PLR2004 - where re has the end
        longest = self._pattern.longest
        longest[name] = max(longest.get(name, 0), size)
        return use(*given, **named)


def collect_patterns(use: Callable[[], object] = lambda: None) -> list[Pattern]:
    """Import the whole package, then use it; give what was compiled meanwhile, in order."""
    found: dict[tuple[str, int], Pattern] = {}
    compile_it = re.compile

    def spy(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401 - as re.compile has it
        compiled = compile_it(pattern, flags)
        module = _find_module(sys._getframe(1))  # noqa: SLF001 - who compiles is not told otherwise
        if not isinstance(compiled.pattern, str) or not module.startswith("geoincidents"):
            return compiled
        made = Pattern(module=module, text=compiled.pattern, compiled=compiled)
        return Watched(found.setdefault((compiled.pattern, compiled.flags), made))

    re.compile = spy
    try:
        for module in pkgutil.walk_packages(geoincidents.__path__, "geoincidents."):
            if not module.name.startswith(LEFT_OUT):
                importlib.import_module(module.name)
        use()
    finally:
        re.compile = compile_it
    return list(found.values())


def _find_module(frame: FrameType | None) -> str:
    while frame is not None and str(frame.f_globals.get("__name__", "")) == "re":
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")) if frame else ""


def list_texts(pattern: Pattern) -> Iterator[str]:
    """Give units of text to repeat: those that tempt any pattern, and what this one matches."""
    yield from GROWN
    random = Random(ascii(pattern.text))  # noqa: S311 - texts, not secrets
    tree = parser.parse(pattern.text, pattern.compiled.flags & ~re.DEBUG)
    for _ in range(SAMPLES):
        sample = "".join(_spell(tree, random))[:LONGEST_SAMPLE]
        if sample:
            yield sample
            yield f"{sample} "
            yield sample[:-1] or sample


def _spell(tree: Any, random: Random) -> Iterator[str]:  # noqa: ANN401 - a tree without a public type
    """Spell a text that a pattern matches, as far as it has no look-around."""
    for kind, value in tree:
        if kind is kinds.LITERAL:
            yield chr(value)
        elif kind is kinds.IN:
            yield _pick(value, random)
        elif kind in {kinds.ANY, kinds.NOT_LITERAL}:
            yield "x"
        elif kind is kinds.BRANCH:
            yield from _spell(random.choice(value[1]), random)
        elif kind is kinds.SUBPATTERN:
            yield from _spell(value[-1], random)
        elif kind is kinds.ATOMIC_GROUP:
            yield from _spell(value, random)
        elif kind in {kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT}:
            least, most, inner = value
            for _ in range(random.randint(least, max(least, min(int(most), MOST_REPEATS)))):
                yield from _spell(inner, random)


def _pick(choices: Any, random: Random) -> str:  # noqa: ANN401 - as above
    kind, value = random.choice(choices)
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.RANGE:
        return chr(random.randint(*value))
    if kind is kinds.CATEGORY:
        return {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " "}.get(value, "a")
    return "x"
