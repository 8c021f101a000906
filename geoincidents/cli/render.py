"""`geoincidents render`: incidents in, a map page out."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import filters, options, protecting
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.inputs import read_sound_incidents, refuse_same
from geoincidents.cli.summary import count_incidents
from geoincidents.cli.terminal import print_line, show_text
from geoincidents.folders import check_assets

if TYPE_CHECKING:
    from geoincidents.filtering import Filter

SHOWN_FAULTS = 10


@filters.take_filters
@protecting.take_protection
def render_incidents(
    incidents: options.IncidentsFile,
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The page, such as map.html.")
    ],
    title: options.Title = None,
    theme: options.Theme = "auto",
    language: options.Language = "en",
    basemap: options.Basemap = "outline",
    tiles: options.Tiles = None,
    wanted: "Filter",
    guard: protecting.Guard,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Draw incidents as one HTML file that opens offline.

    A line of the file that is no incident is named with its number and left out; the rest is
    drawn. The same incidents and options give the same bytes. See docs/page.md.
    """
    check_assets()
    # Imported here, so that --help does not wait for folium.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.render import draw_map  # noqa: PLC0415

    refuse_same(incidents, out)
    read, faults = read_sound_incidents(incidents)
    found = guard.guard_file(read, incidents)
    kept = filter_incidents(found, wanted)
    page = draw_map(
        kept,
        title=title,
        theme=theme,
        language=language,
        basemap=basemap,
        tiles=options.split_names(tiles),
    )
    files = page.write_page(out)
    _report(len(kept), len(found) - len(kept), faults, files, quiet=quiet)
    raise typer.Exit(SOME_SKIPPED if faults else FINE)


def _report(
    kept: int, left_out: int, faults: list[str], files: Sequence[Path], *, quiet: bool
) -> None:
    for fault in faults[:SHOWN_FAULTS]:
        print_line(show_text(fault))
    if len(faults) > SHOWN_FAULTS:
        print_line(f"and {len(faults) - SHOWN_FAULTS:,} more lines that are no incidents")
    if quiet:
        return
    notes = [f"{left_out:,} left out by the filter"] if left_out else []
    if faults:
        notes.append(f"{len(faults):,} bad {'line' if len(faults) == 1 else 'lines'} left out")
    more = f" ({', '.join(notes)})" if notes else ""
    page, *folders = (show_text(str(path)) for path in files)
    beside = "".join(f"; it reads from {path}: keep both together" for path in folders)
    print_line(f"{count_incidents(kept)}{more}: {page}{beside}")
