"""`geoincidents extract`: articles in, incidents out, one a line."""

from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.online import print_lookups, start_online
from geoincidents.cli.run import find_all, refuse_empty
from geoincidents.cli.summary import print_problems
from geoincidents.cli.terminal import print_line, show_text, write_output

STDOUT = "-"
MORE = "geoincidents map writes them all to run.json"


def extract_incidents(
    articles: options.ArticlePaths,
    *,
    out: Annotated[
        str,
        typer.Option(
            "--out", "-o", metavar="FILE", help="File for the incidents; - is standard output."
        ),
    ] = STDOUT,
    published: options.Published = None,
    encoding: options.Encoding = None,
    online: options.Online = None,
    contact: options.Contact = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Read articles and give their incidents, one a line (incidents.jsonl), for other programs.

    Each line is the lossless record: every value with its quotes and their places in the text.
    """
    # Imported here, so that --help does not wait for the stores.
    from pathlib import Path  # noqa: PLC0415

    from geoincidents.disk import write_whole  # noqa: PLC0415
    from geoincidents.store import describe_run, encode_jsonl  # noqa: PLC0415

    incidents = find_all(
        articles,
        published=published,
        encoding=encoding,
        quiet=quiet,
        online=start_online(online, contact),
    )
    run = describe_run(incidents)
    print_problems(incidents, MORE)
    is_partial = print_lookups(run.lookups, quiet=quiet)
    refuse_empty(incidents, articles)
    data = encode_jsonl(incidents)
    if out == STDOUT:
        write_output(data)
    else:
        write_whole(Path(out), data)
    if not quiet:
        where = "" if out == STDOUT else f": {show_text(out)}"
        print_line(
            f"articles {run.counts.articles_read}, incidents {run.counts.incidents}, "
            f"statements about many attacks {run.counts.aggregates}{where}"
        )
    raise typer.Exit(SOME_SKIPPED if run.skipped or is_partial else FINE)
