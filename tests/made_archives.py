"""Archives of articles made up for the tests, from a seed."""

import json
import random
from pathlib import Path

PLACES = ["Erbil", "Mosul", "Kirkuk", "Basra", "Baquba", "Tikrit", "Ramadi", "Samarra"]
ATTACKS = [
    "Two rockets hit a base near",
    "A car bomb exploded in",
    "Gunmen attacked a checkpoint in",
]
NAMES = ["Omar Karimi", "Sara Haddad", "Yusuf Naim"]


def make_record(number: int, seed: int = 0) -> dict[str, str]:
    """Give a made-up article: a few places, days, tolls and names, so that some tell of one."""
    drawn = random.Random(f"{seed}-{number}")  # noqa: S311 - nothing secret
    day = f"2021-03-{drawn.randint(1, 9):02}"
    text = (
        f"{drawn.choice(ATTACKS)} {drawn.choice(PLACES)} on Monday, killing "
        f"{drawn.randint(1, 3)} people, among them {drawn.choice(NAMES)}, police said. "
        f"At least {drawn.randint(20, 60)} attacks were counted in the province last year. "
        "Markets were quiet and shops stayed open in the afternoon."
    )
    return {"id": f"made-{number}", "text": text, "published": day, "title": f"Report {number}"}


def write_archive(path: Path, numbers: range, seed: int = 0) -> Path:
    """Write made-up articles as JSON Lines."""
    lines = [json.dumps(make_record(number, seed)) for number in numbers]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
