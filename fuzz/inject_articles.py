"""Make articles that are hostile in every text that somebody else may write."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from fuzz.payloads import list_payloads

FIRST_DAY = date(2000, 1, 3)
TOWNS = (
    "Baghdad", "Erbil", "Mosul", "Kirkuk", "Basra", "Ramadi", "Fallujah", "Aleppo", "Homs", "Idlib",
    "Raqqa", "Hama", "Kabul", "Kandahar", "Herat", "Aden", "Hodeidah", "Taiz", "Donetsk", "Kharkiv",
)  # fmt: skip
# One in so many is a file of its own, with a hostile name.
FILE_EVERY = 20
LONGEST_NAME = 120


def write_articles(folder: Path, count: int, seed: int) -> None:
    """Write `count` articles to `folder`: records of a JSONL file, and text files."""
    folder.mkdir(parents=True)
    records = []
    for number, record in enumerate(_make_records(count, seed)):
        if number % FILE_EVERY == 0:
            name = _name_file(record["id"], number)
            (folder / name).write_bytes(record["text"].encode("utf-8", "replace"))
        else:
            records.append(json.dumps(record))
    (folder / "articles.jsonl").write_text("\n".join(records), encoding="utf-8")


def _make_records(count: int, seed: int) -> Iterator[dict[str, str]]:
    random = Random(seed)  # noqa: S311 - chance that can be repeated is what is wanted
    payloads = list_payloads(random)
    for number in range(count):
        first, second, third = (payloads[(3 * number + k) % len(payloads)] for k in range(3))
        day = FIRST_DAY + timedelta(days=number % 9000)
        town = random.choice(TOWNS)
        yield {
            "id": f"{third}-{number}",
            "title": f"{first} {number}",
            "publisher": second,
            "url": random.choice((f"https://example.org/?{first}", first, f"javascript:{second}")),
            "published": (day + timedelta(days=1)).isoformat(),
            "text": (
                f"Two rockets hit the airport in {town} on {day:%d %B %Y} {first}, killing three "
                f"people and wounding {random.randrange(2, 90)}, police said {second}.\n\n"
                f'The {third} Brigade claimed responsibility for the attack in {town}. "{first}" '
                f"said its spokesman {second}.\n\n{third}\n"
            ),
        }


def _name_file(payload: str, number: int) -> str:
    """Give a name that a file may have; what no name can hold is left out."""
    plain = payload.encode("utf-8", "replace").decode().replace("/", "\u2215").replace("\0", "")
    return f"{plain[:LONGEST_NAME].strip() or 'x'}-{number}.txt"
