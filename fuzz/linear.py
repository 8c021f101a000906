"""Measure that twice the text takes no more than 2.5 times as long.

    python -m fuzz.linear patterns     # every regular expression of the package, on grown input
    python -m fuzz.linear traps        # 40 traps through reading and placing; 1 MB in one line

All times are of the processor, the least of several; a limit stands far from both what is linear
and what is quadratic, so that a busy machine changes nothing.
"""

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from fuzz.patterns import ROAMING, Pattern, collect_patterns, list_texts
from fuzz.traps import UNITS, make_line, make_trap

GROWTH = 4
MOST_A_DOUBLING = 2.5  # of the time of twice the text: 2 is linear, 4 is quadratic
TRIES = 5
WORTH_MEASURING_S = 0.002  # faster than this nothing can be told, and no harm is done
PATTERN_CHARACTERS = 1_200
TRAP_CHARACTERS = 20_000
LINE_CHARACTERS = 1_000_000
LONGEST_LINE_S = 10.0
PROCESSES = 2
LONGEST_PATTERN_S = 60
LONG_CHARACTERS = 600  # of what reading gives a pattern, out of lines of TRAP_CHARACTERS
LINES = 4
ENDINGS = ("txt", "md", "html", "xml", "eml", "csv", "json")
SEEDS = Path(__file__).resolve().parents[1] / "seeds"
HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "hostile" / "files"
# Given nothing long, though the texts below reach few of theirs: names of our own requirements,
# of our files and of places, or the 150 characters left of a name. The traps hold it for reading as
# a whole.
SHORT = frozenset(
    {
        "geoincidents.doctor.program",
        "geoincidents.extract.phrases.grammar",
        "geoincidents.extract.phrases.patterns",
        "geoincidents.gazetteer.variants",
        "geoincidents.render.beside",
    }
)
IN_COLLECTION = (
    *("digits_256k.txt", "spaces_256k.txt", "caps_words.txt", "question_marks.txt"),
    *("miles_of.txt", "quotes_nested.txt", "and_and.txt"),
)


def main() -> int:
    """Measure what is asked for; give 1 where something grows too fast."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=("patterns", "traps"))
    parser.add_argument("--characters", type=int, default=TRAP_CHARACTERS, help="of a trap")
    asked = parser.parse_args()
    faults = 0
    traps = asked.what == "traps"
    for fault in measure_traps(asked.characters) if traps else measure_patterns():
        faults += 1
        print(fault, flush=True)
    print(f"{asked.what}: {faults} grow too fast")
    return 1 if faults else 0


def measure_patterns() -> Iterator[str]:
    """Give each pattern whose time grows faster than the text, with the text that shows it.

    Each is used as reading was seen to use it; what was given nothing long in long lines never is.
    """
    patterns = collect_patterns(_use_reading)
    chosen = [one for one in patterns if not _is_short(one)]
    print(f"{len(patterns)} patterns, {len(chosen)} of them on long text", flush=True)
    # Forks have the patterns already, compiled.
    with get_context("fork").Pool(PROCESSES) as pool:
        for told in pool.imap(_measure_pattern, chosen, chunksize=4):
            yield from told


def _is_short(pattern: Pattern) -> bool:
    """Say whether a pattern is given nothing long, as far as was seen or is known.

    One that ends in $ looks left from a place in the text, as far as its caller lets it.
    """
    if pattern.longest:
        return max(pattern.longest.values()) < LONG_CHARACTERS
    return pattern.module in SHORT or pattern.text.endswith("$")


def _measure_pattern(pattern: Pattern) -> list[str]:
    """Give a line if a pattern grows too fast on one of its texts, or takes too long."""
    signal.signal(signal.SIGALRM, _end_late)
    signal.alarm(LONGEST_PATTERN_S)
    text = ""
    try:
        for text in list_texts(pattern):
            doubling = find_doubling(partial(_scan, pattern, text), PATTERN_CHARACTERS)
            if doubling > MOST_A_DOUBLING:
                return [_tell(pattern, text, f"{doubling:.1f} times a doubling")]
    except TimeoutError:
        return [_tell(pattern, text, f"over {LONGEST_PATTERN_S} s")]
    finally:
        signal.alarm(0)
    return []


def _end_late(*_: object) -> None:
    raise TimeoutError


def _tell(pattern: Pattern, text: str, what: str) -> str:
    return f"{pattern.module}: {what} on {text[:60]!a}...: {pattern.text[:100]!a}"


def _scan(pattern: Pattern, text: str, size: int) -> Callable[[], object]:
    grown = _repeat(text, size)
    if pattern.longest and not ROAMING & {*pattern.longest}:
        return lambda: pattern.compiled.match(grown)
    return lambda: sum(1 for _ in pattern.compiled.finditer(grown))


def _use_reading() -> None:
    """Read the sample articles, each trap, and long lines of all sorts, in files of all sorts."""
    # Imported late, or their patterns would not be collected.
    from geoincidents import read_articles  # noqa: PLC0415
    from geoincidents.extract.phrases.expression import read_expression  # noqa: PLC0415

    read = _load_reading()
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    for text in seeds:
        read(text)
        read(_repeat(" ".join(text.split()), TRAP_CHARACTERS))
    for name in UNITS:
        read(make_trap(name, TRAP_CHARACTERS // GROWTH))
    for number in range(LINES):
        read(make_line(TRAP_CHARACTERS, number))
    for size in range(100, LONG_CHARACTERS, 50):
        read_expression("1" * size)
    with tempfile.TemporaryDirectory() as folder:
        for ending in ENDINGS:
            (Path(folder) / f"a.{ending}").write_text(make_line(TRAP_CHARACTERS), "utf-8")
        list(read_articles(folder))


def measure_traps(characters: int) -> Iterator[str]:
    """Give each trap that reading and placing fall into."""
    read = _load_reading()
    makers: dict[str, Callable[[int], str]] = {name: partial(make_trap, name) for name in UNITS}
    for name in IN_COLLECTION:
        if (HOSTILE / name).is_file():
            makers[name] = partial(_repeat, (HOSTILE / name).read_text("utf-8"))
    for name, make in makers.items():
        doubling = find_doubling(partial(_prepare, read, make), characters)
        if doubling > MOST_A_DOUBLING:
            yield f"{name}: {doubling:.1f} times a doubling"
    print(f"{len(makers)} traps", flush=True)
    if characters >= TRAP_CHARACTERS:
        took_s = measure(_prepare(read, make_line, LINE_CHARACTERS), 1)
        print(f"{LINE_CHARACTERS:,} characters in one line: {took_s:.1f} s", flush=True)
        if took_s > LONGEST_LINE_S:
            yield f"{LINE_CHARACTERS:,} characters in one line take {took_s:.1f} s"


def _load_reading() -> Callable[[str], None]:
    """Give what reads and places a text; imported late, or its patterns would not be collected."""
    from geoincidents import extract_reading, load_gazetteer, locate_reading  # noqa: PLC0415
    from geoincidents.ingest.cleaning import clean_text, list_deceptions  # noqa: PLC0415
    from geoincidents.model import Article  # noqa: PLC0415

    gazetteer = load_gazetteer()

    def read(text: str) -> None:
        cleaned, _ = clean_text(text)
        list_deceptions(cleaned)
        day = date(2021, 3, 15)
        article = Article(article_id="a", text=cleaned, sha256="0" * 64, published=day)
        locate_reading(extract_reading(article, gazetteer), gazetteer)

    return read


def _repeat(text: str, size: int) -> str:
    return (text * (size // max(1, len(text)) + 1))[:size]


def _prepare(
    read: Callable[[str], None], make: Callable[[int], str], size: int
) -> Callable[[], object]:
    text = make(size)
    return lambda: read(text)


def find_doubling(make: Callable[[int], Callable[[], object]], size: int) -> float:
    """Give by how much a doubling of the text multiplies the time: the least of several measures.

    What is too fast to be measured gives 0.
    """
    small, large = make(size), make(size * GROWTH)
    if measure(small, 1) < WORTH_MEASURING_S:
        return 0.0
    least = float("inf")
    for runs in range(1, TRIES + 1):
        least = min(least, (measure(large, runs) / measure(small, runs + 1)) ** 0.5)
        if least <= MOST_A_DOUBLING:
            break
    return least


def measure(work: Callable[[], object], runs: int) -> float:
    """Give the least time of the processor, in seconds, over some runs."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


if __name__ == "__main__":
    sys.exit(main())
