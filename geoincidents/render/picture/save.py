"""Write a picture: PNG in pixels, SVG and PDF with their text as text; the same bytes each time."""

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoincidents.disk import write_whole
from geoincidents.errors import GeoincidentsError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PICTURE_ENDINGS = (".png", ".svg", ".pdf")
DEFAULT_SIZE = (2400, 1350)  # 300 dots to the inch of a picture 8 inches wide
_SIZE = re.compile(r"(\d{2,5})\s*[x×]\s*(\d{2,5})")
_LEAST, _MOST = 300, 12_000
_LONGEST = 4.0  # of one side by the other
# Without these the day of writing and random ids would be in the file.
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": "geoincidents"},
    ".svg": {"Date": None, "Creator": "geoincidents"},
    ".pdf": {"CreationDate": None, "Creator": "geoincidents", "Producer": "geoincidents"},
}
_TEXT_AS_TEXT: dict[Any, Any] = {
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "svg.hashsalt": "geoincidents",
}


def read_size(words: str) -> tuple[int, int]:
    """Read `WIDTHxHEIGHT` in pixels.

    Raises:
        GeoincidentsError: it is no such size, or one that no picture has.
    """
    match = _SIZE.fullmatch(words.strip().lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    long = max(size) > _LONGEST * max(min(size), 1)
    if not match or min(size) < _LEAST or max(size) > _MOST or long:
        msg = (
            f"{words!r} is no size of a picture; write pixels as 1600x900, each side from {_LEAST} "
            f"to {_MOST:,}, one at most {_LONGEST:g} times the other"
        )
        raise GeoincidentsError(msg)
    return size


def check_ending(path: Path) -> str:
    """Give the ending of a picture's name.

    Raises:
        GeoincidentsError: it is none of PNG, SVG, PDF.
    """
    ending = path.suffix.lower()
    if ending not in PICTURE_ENDINGS:
        msg = f"{path}: a picture ends in {', '.join(PICTURE_ENDINGS)}; rename it"
        raise GeoincidentsError(msg)
    return ending


def encode_figure(figure: "Figure", ending: str, width: int) -> bytes:
    """Give the bytes of a figure as `.png`, `.svg` or `.pdf`; `width` is in pixels."""
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, only for pictures

    held = io.BytesIO()
    with rc_context(_TEXT_AS_TEXT):
        inches = figure.get_size_inches()[0]
        figure.savefig(held, format=ending[1:], dpi=width / inches, metadata=_METADATA[ending])
    return held.getvalue()


def write_picture(figure: "Figure", path: Path, *, size: tuple[int, int] = DEFAULT_SIZE) -> Path:
    """Write a figure by the ending of `path`, whole or not at all; `size` is in pixels.

    Raises:
        GeoincidentsError: the ending is none of PNG, SVG, PDF.
        OutputError: the file cannot be written.
    """
    write_whole(path, encode_figure(figure, check_ending(path), size[0]))
    return path
