"""`geoincidents split`: take an incident apart that was joined over articles."""

from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.inputs import read_incidents
from geoincidents.cli.terminal import print_line, write_output


def split_joined(
    incident_id: options.IncidentId,
    incidents: options.RunIncidents,
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLES...",
            help="The articles that the run has read: files and folders.",
            show_default=False,
        ),
    ],
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Take apart an incident that was joined over articles, where they tell of two.

    All incidents are written to standard output, one a line, this one as what each article tells
    of it, with the quotes and values of that article alone.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.explain import find_incident  # noqa: PLC0415
    from geoincidents.ingest import read_articles  # noqa: PLC0415
    from geoincidents.pipeline import split_incident  # noqa: PLC0415
    from geoincidents.store import encode_jsonl  # noqa: PLC0415

    run = list(read_incidents(incidents))
    joined = find_incident(run, incident_id)
    parts = split_incident(joined, read_articles(*articles, fetcher=start_fetcher(articles)))
    others = [one for one in run if one.incident_id != joined.incident_id]
    write_output(encode_jsonl([*others, *parts]))
    print_line(f"{joined.incident_id}: {len(parts)} incident(s)")
