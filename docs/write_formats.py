"""Write the tables of formats in docs/formats.md out of formats.toml; --check says if behind."""

import re
import sys
from pathlib import Path

from geoincidents.store import Format, read_formats

PAGE = Path(__file__).with_name("formats.md")
BEGIN, END = "<!-- formats: written by `make docs` -->", "<!-- /formats -->"


def write_tables() -> str:
    """Give the list of formats and, for each, what it does not hold."""
    formats = read_formats().values()
    rows = "\n".join(_list_format(one) for one in formats)
    losses = "\n".join(
        f"- **{one.title}** (`{one.name}`): {'; '.join(one.losses) or 'nothing'}."
        for one in formats
    )
    return (
        "| `--format` | endings | what | for | read back | needs `--lossy` | of a large run |\n"
        f"|---|---|---|---|---|---|---|\n{rows}\n\n"
        "What each does not hold of the columns and shapes below:\n\n"
        f"{losses}\n"
    )


def _list_format(one: Format) -> str:
    endings = " ".join(f"`{ending}`" for ending in one.endings) or "by name"
    marks = ("yes" if one.reads else "", "yes" if one.gives_up else "")
    size = "streams" if one.streams else "is held"
    return (
        f"| `{one.name}` | {endings} | {one.title} | {one.use} | {marks[0]} | {marks[1]} | {size} |"
    )


def fill_page(page: str) -> str:
    """Put the tables between their marks."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n\n{write_tables()}\n{END}", page)


def main() -> int:
    """Write the page, or say whether it is behind."""
    page = PAGE.read_text(encoding="utf-8")
    filled = fill_page(page)
    if "--check" in sys.argv:
        if page != filled:
            print("docs/formats.md is behind the formats: make docs")
        return int(page != filled)
    PAGE.write_text(filled, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
