"""Mailboxes (mbox): one message after the other."""

import io
from collections.abc import Iterator
from dataclasses import replace

from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import MAX_BYTES, Opened
from geoincidents.model.article import Skipped

_START = b"From "  # at the head of a line, after an empty one (RFC 4155)
_EMPTY = (b"\n", b"\r\n")


def open_mailbox(bundle: Opened) -> Iterator[Opened | Skipped]:
    """Give the messages of a mailbox, numbered from 1.

    Raises:
        RefusalError: it does not begin like a mailbox.
    """
    first = bundle.stream.readline(MAX_BYTES)
    if not first.startswith(_START):
        reason = "no mailbox: it does not begin with 'From '"
        raise RefusalError(reason, "give single messages as .eml")
    for number, message in enumerate(_split_messages(bundle), 1):
        shown = f"{bundle.shown}:{number}"
        if message is None:
            refusal = RefusalError(
                f"a message larger than {MAX_BYTES // 2**20} MB", "save its text as .txt"
            )
            yield refusal.name_input(shown)
            continue
        yield replace(
            bundle,
            shown=shown,
            file_id=f"{bundle.file_id}-{number}",
            folder_name=bundle.file_id,
            stem="",
            extension=".eml",
            stream=io.BytesIO(message),
        )


def _split_messages(bundle: Opened) -> Iterator[bytes | None]:
    """Give each message; `None` for one that is too large."""
    message, after_empty = io.BytesIO(), False
    while line := bundle.stream.readline(MAX_BYTES):
        if after_empty and line.startswith(_START):
            yield message.getvalue() if message.tell() <= MAX_BYTES else None
            message = io.BytesIO()
        elif message.tell() <= MAX_BYTES:
            # ">From " at the head of a line stands for the words "From ".
            message.write(line[1:] if line.startswith(b">From ") else line)
        after_empty = line in _EMPTY
    yield message.getvalue() if message.tell() <= MAX_BYTES else None
