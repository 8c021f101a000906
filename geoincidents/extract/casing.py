"""Write lines of capitals in mixed case, so that names, sentences and words read as elsewhere.

Old wires and headlines are in capitals alone, where every word looks like a name. A word is written
small where it is English and no known name of several words holds it, with a capital else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

from geoincidents.extract.words import load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit
from geoincidents.gazetteer.stopwords import read_stopwords

_LEXICON = load_lexicon("casing")
_SMALL = frozenset(_LEXICON["small"]["words"])
_CAPITAL = frozenset(_LEXICON["capital"]["words"])
_JOINING = frozenset(_LEXICON["joining"]["words"])
_ARTICLES = frozenset(_LEXICON["joining"]["articles"])
_ENDINGS = tuple(_LEXICON["endings"]["words"])
_MONTH_LEAD = frozenset(_LEXICON["month_lead"]["words"])
_MONTHS = {"may", "march", "august", "mar", "jun", "dec", "sep", "oct", "nov", "jan", "feb", "apr"}
_CALENDAR = frozenset(
    word
    for table in ("months", "weekdays")
    for word in load_lexicon("times")[table]
    if word not in _MONTHS and len(word) > 3  # noqa: PLR2004 - no abbreviations
)
_LONG = 6  # letters: a shorter word that ends so may be a name ("Ely")
_PLACING = {"in", "at", "near", "on", "from"}
_WRITTEN = {word.lower(): word for word in _LEXICON["written"]["words"]}
_NOT_PEOPLE = frozenset(_LEXICON["not_people"]["words"])
_PREFIXES = tuple(_LEXICON["prefixes"]["words"])
_SUFFIXES = tuple(_LEXICON["suffixes"]["words"])
_STEM = 4  # letters: what is left of a shorter word is no sign of it
_TITLES = frozenset(
    word.lower().rstrip(".") for word in load_lexicon("senses")["person_title"]["words"]
)
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_BEGINS = re.compile(r"(?:^|(?<![^\w][^\W\d])[.!?][\"')\]]*\s|:\s|--|–)[\"'(\[]*$")
_BEGIN_REACH = 12
_ORDINALS = {"st", "nd", "rd", "th", "d"}
_BRACKETED = re.compile(r"[\[(]([^\W\d_]{2,6})[\])]")
_LEAST_LETTERS = 20
_LEAST_WORDS = 4
_SHARE = 0.92  # of the letters of a line are capitals: a slip or two is borne
_LONGEST_ACRONYM = 6
_SMALL_LETTERS = ascii_lowercase.encode()


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    small: str
    is_name: bool = False
    is_known: bool = False
    keep: bool = False


def restore_case(view: str, gazetteer: Gazetteer) -> str:
    """Give `view` with its lines of capitals in mixed case; no offset moves."""
    if not _is_capitals(view) and not any(_is_capitals(m.group()) for m in _LINE.finditer(view)):
        return view
    acronyms = frozenset(word.lower() for word in _BRACKETED.findall(view))
    return _LINE.sub(
        lambda m: (
            _write_line(m.group(), gazetteer, acronyms) if _is_capitals(m.group()) else m.group()
        ),
        view,
    )


def _is_capitals(line: str) -> bool:
    """Tell whether a line is written in capitals: several words of them, and hardly a small one."""
    # Most lines are not, and bytes say so at once: at least these letters are small.
    plain = line.encode("utf-8", "ignore")
    if len(plain) - len(plain.translate(None, _SMALL_LETTERS)) > (1 - _SHARE) * len(line):
        return False
    upper = sum(map(str.isupper, line))
    if upper < _LEAST_LETTERS or upper < _SHARE * (upper + sum(map(str.islower, line))):
        return False
    return sum(1 for m in _WORD.finditer(line) if len(m.group()) > 1) >= _LEAST_WORDS


@cache
def read_english() -> frozenset[str]:
    """Give the ordinary words of English, in small letters."""
    text = (Path(__file__).parent / "lexicon" / "english.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and line[0] != "#") | _SMALL


def _write_line(line: str, gazetteer: Gazetteer, acronyms: frozenset[str]) -> str:
    words = [_Word(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(line)]
    _mark_places(words, gazetteer.scan(line), gazetteer)
    for i, word in enumerate(words):
        before = words[i - 1] if i else None
        after = words[i + 1] if i + 1 < len(words) else None
        word.keep = word.keep or _is_kept(line, word, acronyms)
        if not word.is_known:
            word.is_name = _is_unknown(line, word, before, after)
    _mark_people(line, words)
    letters = list(line)
    for i, word in enumerate(words):
        if not word.keep:
            letters[word.start : word.end] = _write_word(line, words, i)
    return "".join(letters)


def _mark_places(words: Sequence[_Word], hits: Sequence[NameHit], gazetteer: Gazetteer) -> None:
    """Mark the words of known names; an English word alone ("shot", "may") is none of them."""
    english, at = read_english(), {word.start: i for i, word in enumerate(words)}
    for hit in hits:
        first = at.get(hit.start)
        if first is None or not hit.place_ids:
            continue
        held = [w for w in words[first : first + len(hit.surface.split()) + 2] if w.end <= hit.end]
        state = gazetteer.place(hit.place_ids[0]).kind in {"country", "continent", "region"}
        foreign = [w for w in held if w.small not in english]
        if (not foreign and not state) or any(w.small in _PLACING for w in held):
            continue  # "airport in Baghdad" is the name of one only with its capitals
        if len(held) == 1 and held[0].small in english and held[0].small not in _CAPITAL:
            continue
        for i, word in enumerate(held):
            word.is_name = i == 0 or word.small not in {*_JOINING, "of", "the"}
            word.is_known = True


def _is_kept(line: str, word: _Word, acronyms: frozenset[str]) -> bool:
    """Tell whether a word stays in capitals: "U.S.", "M-19", "FMLN", "I"."""
    if word.small in _ORDINALS and line[word.start - 1 : word.start].isdigit():
        return False
    if len(word.small) == 1:
        return word.small != "a" and line[max(0, word.start - 1) : word.start] != "'"
    if word.small in _WRITTEN or word.small in read_english() or word.is_name:
        return False
    beside = f"{line[max(0, word.start - 2) : word.start]}|{line[word.end : word.end + 2]}"
    if len(word.small) <= _LONGEST_ACRONYM and any(c.isdigit() for c in beside):
        return "-" in beside
    if len(word.small) > _LONGEST_ACRONYM:
        return False
    return word.small in acronyms or not set(word.small) & set("aeiouy")


def _is_unknown(line: str, word: _Word, before: _Word | None, after: _Word | None) -> bool:
    """Tell whether a word is no English one, so that it is a name; months by what is beside."""
    if word.small in _MONTHS:
        numbered = line[max(0, word.start - 2) : word.start - 1].isdigit() or (
            line[word.end + 1 : word.end + 2].isdigit()
        )
        led = before is not None and before.small in _MONTH_LEAD
        return numbered or (led and word.small in read_english())
    if word.small in _CALENDAR:
        return True
    beside = line[max(0, word.start - 1) : word.start]
    if word.small in read_english() or beside == "'" or beside.isdigit():
        return False
    if word.small in _JOINING and before is not None and before.is_name and after is not None:
        return after.small in read_english() and after.small not in _ARTICLES
    if word.small in _ARTICLES and before is not None and before.small in _JOINING:
        return False
    return not _is_derived(word.small)


def _is_derived(small: str) -> bool:
    """Tell whether a word that no list has is made of an English one: "traffickers"."""
    english = read_english()
    if small.endswith(_ENDINGS) and len(small) >= _LONG:
        return True
    heads = (small[len(p) :] for p in _PREFIXES if small.startswith(p))
    stems = (small[: -len(p)] for p in _SUFFIXES if small.endswith(p))
    made = (part for part in (*heads, *stems) if len(part) >= _STEM)
    return any(part in english or part.removesuffix("k") in english for part in made)


def _is_person(small: str) -> bool:
    return small not in _NOT_PEOPLE and read_stopwords().is_person(small)


def _mark_people(line: str, words: Sequence[_Word]) -> None:
    """Give capitals to titles before names, and to names that are words ("Ambassador Walker")."""
    for before, word in pairwise(words):
        if line[before.end : word.start] not in {" ", ". "}:
            continue
        if not word.is_name and _is_person(word.small):
            titled = before.small in _TITLES
            word.is_name = titled or (before.is_name and not before.is_known and not before.keep)
    for word, after in pairwise(words):
        if after.is_name and not word.is_name and line[word.end : after.start] in {" ", ". "}:
            first = not after.is_known and _is_person(word.small)  # "killing Maria Pulido"
            word.is_name = first or word.small in _TITLES


def _begins_sentence(line: str, start: int) -> bool:
    beside = line[max(0, start - 2) : start]
    if beside[1:] == " " and (beside[0].isalnum() or beside[0] == ","):
        return False  # the common case: a word or a comma stands before
    before = re.sub(r"\s+", " ", line[max(0, start - _BEGIN_REACH) : start])
    return _BEGINS.search(before) is not None


def _write_word(line: str, words: Sequence[_Word], i: int) -> str:
    word = words[i]
    raw = line[word.start : word.end]
    begins = _begins_sentence(line, word.start) or (
        i == 0 and not line[: word.start].strip(" \"'([-")
    )
    if word.small in _WRITTEN:
        return str(_WRITTEN[word.small])
    wanted = raw.capitalize() if word.is_name or (begins and raw) else raw.lower()
    return wanted if len(wanted) == len(raw) else raw
