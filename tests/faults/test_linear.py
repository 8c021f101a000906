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
        "linear.collect_patterns = lambda: [\n"
        "    Pattern(module='m', text=slow, compiled=re.compile(slow))\n"
        "]\n"
        "print(len(list(linear.measure_patterns())))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "1", done.stdout
