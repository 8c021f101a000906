"""Write a report by the ending of its file."""

from collections.abc import Callable
from pathlib import Path

from geoincidents.disk import write_whole
from geoincidents.errors import GeoincidentsError
from geoincidents.report.content import Report
from geoincidents.report.document import write_document
from geoincidents.report.markdown import write_markdown
from geoincidents.report.page import write_page
from geoincidents.report.pictures import draw_pictures
from geoincidents.report.printing import print_page

_MARKDOWN = (".md", ".markdown")
_WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".html": write_page,
    ".htm": write_page,
    ".docx": write_document,
}
_PRINTED = ".pdf"
REPORT_ENDINGS = (*_WRITERS, _PRINTED, *_MARKDOWN)


def check_ending(path: Path) -> str:
    """Give the ending of a report's name.

    Raises:
        GeoincidentsError: no report is written so.
    """
    ending = path.suffix.lower()
    if ending not in REPORT_ENDINGS:
        msg = f"{path}: a report ends in .html, .md, .docx or .pdf; rename it"
        raise GeoincidentsError(msg)
    return ending


def write_report(report: Report, path: Path) -> tuple[Path, ...]:
    """Write a report, whole or not at all; give the files: Markdown has its pictures beside it.

    Raises:
        GeoincidentsError: the ending is none of ours, or no browser is there to print a PDF.
        OutputError: a file cannot be written.
    """
    ending = check_ending(path)
    if ending == _PRINTED:
        write_whole(path, print_page(write_page(report), path.parent))
        return (path,)
    if ending not in _MARKDOWN:
        write_whole(path, _WRITERS[ending](report))
        return (path,)
    pictures = draw_pictures(report, ".png")
    beside = {path.with_name(f"{path.stem}-map.png"): pictures.map}
    if pictures.timeline:
        beside[path.with_name(f"{path.stem}-timeline.png")] = pictures.timeline
    for name, data in beside.items():
        write_whole(name, data)
    names = [name.name.replace(" ", "%20") for name in beside]
    text = write_markdown(
        report, map_name=names[0], timeline_name=names[1] if len(names) > 1 else None
    )
    write_whole(path, text)
    return (path, *beside)
