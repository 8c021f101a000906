"""`geoincidents embed`: what to paste into another page."""

from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.terminal import print_output

_LEAST, _MOST = 200, 4000
_HEAD = 4096  # the title stands at the head of the page


def embed_page(
    page: Annotated[
        Path,
        typer.Argument(
            metavar="PAGE", help="A page of geoincidents: DIR/index.html.", show_default=False
        ),
    ],
    *,
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="URL", help="Where the page will be; otherwise PAGE as it is."
        ),
    ] = None,
    height: Annotated[
        int,
        typer.Option("--height", min=_LEAST, max=_MOST, metavar="PIXELS", help="Height of it."),
    ] = 600,
    compact: Annotated[
        bool, typer.Option("--compact", help="Show the map alone, without lists and panels.")
    ] = False,
    protect: Annotated[
        bool, typer.Option("--protect", help="Refuse a page that was not drawn with --protect.")
    ] = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Print what to paste into HTML, Markdown, Quarto and MyST to show a map there.

    The frame lets the map run its own script and nothing else: it cannot reach the page around it.
    """
    # Imported here, so that --help does not wait for the drawing.
    from geoincidents.errors import InputError  # noqa: PLC0415
    from geoincidents.render.embed import is_protected, list_snippets, read_title  # noqa: PLC0415

    try:
        head = page.read_bytes()[:_HEAD]
    except OSError as error:
        msg = f"{page}: {error.strerror}; give the index.html of a run"
        raise InputError(msg) from error
    title = read_title(head)
    if title is None:
        msg = f"{page} is no page of geoincidents; give the index.html of a run"
        raise InputError(msg)
    if protect and not is_protected(head):
        msg = f"{page} was not drawn with --protect; draw it so: geoincidents render --protect"
        raise InputError(msg)
    where = address or page.as_posix()
    for snippet in list_snippets(where, title=title, height=height, compact=compact):
        print_output(f"# {snippet.kind}\n{snippet.text}\n")
