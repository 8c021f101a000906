"""E-mail messages (.eml): subject, day, and the text of the body; attachments are not opened."""

import email
import email.policy
from collections.abc import Iterator
from email.errors import MessageError

from geoincidents.ingest.draft import Draft, build_draft
from geoincidents.ingest.markup import strip_markup
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Source


def read_message(source: Source) -> Iterator[Draft]:
    """Read the body of a message as one article; addresses of people are left out.

    Raises:
        RefusalError: it is no message, or has no body of text.
    """
    try:
        draft = _draft_message(source)
    except (MessageError, LookupError, ValueError, AttributeError, RecursionError) as error:
        # Headers of strangers trip the parser of the standard library in many ways.
        reason = f"a message that cannot be read ({type(error).__name__})"
        raise RefusalError(reason, "save its text as .txt") from error
    yield draft


def _draft_message(source: Source) -> Draft:
    message = email.message_from_bytes(source.data, policy=email.policy.default)
    if not message.keys():
        reason = "no e-mail message"
        raise RefusalError(reason, "save its text as .txt")
    body = message.get_body(("plain", "html"))
    content = str(body.get_content()) if body is not None else ""
    if body is not None and body.get_content_type() == "text/html":
        content = strip_markup(content)
    if not content.strip():
        reason = "a message without a body of text"
        raise RefusalError(reason, "save its text as .txt")
    senders = message["from"].addresses if message["from"] is not None else ()
    record = {
        "text": content,
        "title": str(message["subject"] or "").strip() or None,
        "published": str(message["date"] or "").strip() or None,
        "publisher": senders[0].display_name or None if senders else None,
    }
    draft = build_draft(record, source)
    attached = sum(1 for _ in message.iter_attachments())
    return (
        draft.warn(f"{attached} attachment(s) not opened: save and give them")
        if attached
        else draft
    )
