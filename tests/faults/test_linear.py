"""The measure of `python -m fuzz.linear` sees what grows faster than the text."""

import subprocess
import sys
from pathlib import Path


def test_a_quadratic_pattern_is_seen(root: Path) -> None:
    """The measure tells: a pattern that goes back over all that it has read is named."""
    code = (
        "import re\n"
        "import fuzz.linear as linear\n"
        "from fuzz.patterns import Pattern\n"
        "slow = r'\\w+!'\n"
        "linear.collect_patterns = lambda _: [\n"
        "    Pattern(module='m', text=slow, compiled=re.compile(slow))\n"
        "]\n"
        "print(len(list(linear.measure_patterns())))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "1", done.stdout


def test_patterns_are_measured_as_reading_uses_them(root: Path) -> None:
    """What reading gives a pattern is heard: how it is asked, and the longest stretch of text."""
    code = (
        "import re\n"
        "from fuzz.patterns import Pattern, Watched\n"
        "pattern = Pattern(module='m', text='a', compiled=re.compile('a'))\n"
        "watched = Watched(pattern)\n"
        "watched.match('aaaa', 1)\n"
        "watched.match('aaaa', 1, 2)\n"
        "watched.sub('b', 'aaaaa')\n"
        "print(pattern.longest)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "{'match': 3, 'sub': 5}\n"
