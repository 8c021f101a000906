"""What to paste where a map is to be shown inside another page."""

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

from geoincidents.render.escape import escape_text

# Scripts of the map run, and nothing else is allowed: it cannot reach the page around it.
SANDBOX = "allow-scripts allow-popups allow-downloads"
_COMPACT = "?compact"
_GENERATOR = b'<meta name="generator" content="geoincidents'
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Hold the words to paste into one kind of page."""

    kind: str
    text: str


def list_snippets(
    address: str, *, title: str, height: int = 600, compact: bool = False
) -> tuple[Snippet, ...]:
    """Give the snippets for a map at `address` (a path or URL), `height` in CSS pixels."""
    source = quote(address, safe="%/:=&?~#+!$,;'@()*[]") + (_COMPACT if compact else "")
    frame = (
        f'<iframe src="{escape_text(source)}" title="{escape_text(title)}" width="100%" '
        f'height="{height}" style="border:0" loading="lazy" sandbox="{SANDBOX}"></iframe>'
    )
    link = _escape_markdown(title)
    return (
        Snippet(kind="HTML", text=frame),
        Snippet(kind="Markdown", text=f"{frame}\n\n[{link}](<{source}>)"),
        Snippet(kind="Quarto", text=f"```{{=html}}\n{frame}\n```"),
        Snippet(kind="MyST", text=f":::{{iframe}} {source}\n:width: 100%\n{link}\n:::"),
    )


def read_title(head: bytes) -> str | None:
    """Give the title of a page of ours by its first bytes, or `None` where it is another's."""
    found = _TITLE.search(head) if _GENERATOR in head else None
    return html.unescape(found[1].decode("utf-8", "replace")) if found else None


def is_protected(head: bytes) -> bool:
    """Tell of a page of ours whether it was drawn with --protect."""
    found = re.search(rb'<meta name="generator" content="geoincidents[^">]*; protected">', head)
    return found is not None


def _escape_markdown(text: str) -> str:
    """Give text that Markdown shows as it is, on one line."""
    signs = "\\`*_{}[]<>()#+!|~$&:"
    return "".join(f"\\{sign}" if sign in signs else sign for sign in " ".join(text.split()))
