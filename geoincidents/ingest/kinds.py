"""Kinds of files that hold no text that we read: told by name or by their first bytes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geoincidents.ingest.refusal import RefusalError

READ_KINDS = (
    ".txt, .md, .html, .json, .jsonl, .csv, .parquet, .xml (feeds), .docx, .pdf, .eml, .warc, .zip"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Describe a kind of file: `signatures` are bytes with their offset in the file."""

    name: str
    extensions: tuple[str, ...]
    signatures: tuple[tuple[int, bytes], ...]
    next_step: str


@cache
def load_kinds() -> tuple[Kind, ...]:
    """Read `kinds.toml`."""
    table = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        Kind(
            name=row["name"],
            extensions=tuple(row["extensions"]),
            signatures=tuple(
                (mark.get("offset", 0), bytes.fromhex(mark["hex"])) for mark in row["signatures"]
            ),
            next_step=row["next_step"],
        )
        for row in table["kind"]
    )


def refuse_extension(extension: str) -> RefusalError:
    """Say why a file of this ending is not read; `extension` with its dot, lower case, or empty."""
    for kind in load_kinds():
        if extension in kind.extensions:
            return RefusalError(f"{kind.name} files ({extension}) are not read", kind.next_step)
    reason = f"files of the kind {extension} are not read" if extension else "no file extension"
    return RefusalError(reason, f"if it is plain text, name it .txt; what is read: {READ_KINDS}")


def refuse_signature(data: bytes) -> None:
    """Refuse bytes that begin like a file of a kind that is no text.

    Raises:
        RefusalError: they do; the reason reads "looks like PDF".
    """
    if not any(data.startswith(marks, offset) for offset, marks in _gather_marks().items()):
        return
    for kind in load_kinds():
        for offset, mark in kind.signatures:
            if data.startswith(mark, offset):
                reason = f"looks like {kind.name}"
                raise RefusalError(reason, kind.next_step)


@cache
def _gather_marks() -> dict[int, tuple[bytes, ...]]:
    """Give all signatures by where they stand: most files have none, and are asked once."""
    marks: dict[int, tuple[bytes, ...]] = {}
    for offset, mark in (one for kind in load_kinds() for one in kind.signatures):
        marks[offset] = (*marks.get(offset, ()), mark)
    return marks
