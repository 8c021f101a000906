"""`geoincidents explain`: one incident, the words and the rule behind each of its values."""

from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.inputs import read_incidents
from geoincidents.cli.terminal import print_output, show_text

INDENT = "  "
LABEL_WIDTH = 14


def explain_one(
    incident_id: options.IncidentId,
    incidents: options.RunIncidents,
    *,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles",
            metavar="DIR",
            help="The articles of the run: shows whole sentences, and what was left out of them "
            "and why; may be given more than once.",
        ),
    ] = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Show the sentences that tell of an incident, the words behind each value marked.

    Marked words stand as [words]{field}. Below them stand the rule behind each value, what the
    articles contradict each other in and, with --articles, what was left out and why.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.explain import explain_incident, find_incident  # noqa: PLC0415
    from geoincidents.ingest import read_articles  # noqa: PLC0415

    run = read_incidents(incidents)
    incident = find_incident(run, incident_id)
    read = read_articles(*articles, fetcher=start_fetcher(articles)) if articles else ()
    for line in explain_incident(incident, articles=read, others=run):
        label = f"{line.label:<{LABEL_WIDTH}}" if line.label else ""
        print_output(f"{INDENT * line.depth}{label}{show_text(line.text)}")
