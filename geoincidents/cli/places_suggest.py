"""`geoincidents places suggest`: places that articles taught, as a table to look over and add."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.terminal import print_line, print_output, show_text

if TYPE_CHECKING:
    from geoincidents.locate.learnt import Candidate
    from geoincidents.model import Incident

COLUMNS = (
    "name",
    "kind",
    "longitude",
    "latitude",
    "radius_m",
    "country",
    "admin1",
    "confidence",
    "source",
)


def suggest_places(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Files of incidents (incidents.jsonl), or files and folders of articles.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write the table here; else to standard output."
        ),
    ] = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """List places that no gazetteer knows and whose whereabouts an article tells.

    "Al-Harir, 30 km north of Erbil" makes a row with the quote. The table is what places add takes;
    nothing is added before you do: look over the rows first.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.disk import write_whole  # noqa: PLC0415
    from geoincidents.locate import list_candidates  # noqa: PLC0415

    incidents, skipped = _read_incidents(inputs)
    found = list_candidates(incidents)
    text = write_candidates(found)
    if out is None:
        print_output(text.rstrip("\n"))
    else:
        write_whole(out, text.encode("utf-8"))
    where = f" in {out}: look them over, then: geoincidents places add {out}" if out else ""
    count = f"{len(found)} place{'' if len(found) == 1 else 's'}"
    print_line(show_text(f"{count} that no table knows{where if found else ''}"))
    raise typer.Exit(SOME_SKIPPED if skipped else FINE)


def write_candidates(found: "list[Candidate]") -> str:
    """Give the table of candidates; the quote and how far it may be off stand in `source`."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    for one in found:
        told = f" (told {one.told} times)" if one.told > 1 else ""
        table.writerow(
            {
                "name": one.name,
                "kind": one.kind,
                "longitude": one.longitude,
                "latitude": one.latitude,
                "radius_m": one.radius_m,
                "country": one.country,
                "admin1": one.admin1,
                "confidence": "low",
                "source": f'learnt from article {one.article_id}{told}: "{one.quote}", '
                f"good to {one.uncertainty_m / 1000:.0f} km",
            }
        )
    return text.getvalue()


def _read_incidents(inputs: list[str]) -> "tuple[list[Incident], int]":
    """Give the incidents of files of them and of articles, and how many inputs were skipped."""
    from geoincidents.ingest import read_articles  # noqa: PLC0415 - as above
    from geoincidents.pipeline import find_incidents  # noqa: PLC0415 - as above
    from geoincidents.store import read_jsonl  # noqa: PLC0415 - as above

    records = [Path(one) for one in inputs if one.endswith(".jsonl")]
    articles = [one for one in inputs if not one.endswith(".jsonl")]
    found = [incident for path in records for incident in read_jsonl(path)]
    if not articles:
        return found, 0
    read = read_articles(*articles, fetcher=start_fetcher(articles))
    for one in read.skipped:
        print_line(show_text(f"{one.path} is skipped: {one.reason}; {one.next_step}".rstrip("; ")))
    return [*found, *find_incidents(read)], len(read.skipped)
