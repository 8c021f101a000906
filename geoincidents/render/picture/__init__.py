"""INCIDENTS IN, A PICTURE OUT: a map for print and slides, drawn by matplotlib."""

from geoincidents.render.picture.draw import draw_picture
from geoincidents.render.picture.extent import Extent, read_extent
from geoincidents.render.picture.save import (
    PICTURE_ENDINGS,
    check_ending,
    encode_figure,
    read_size,
    write_picture,
)
from geoincidents.render.picture.style import PictureStyle, read_style

__all__ = [
    "PICTURE_ENDINGS",
    "Extent",
    "PictureStyle",
    "check_ending",
    "draw_picture",
    "encode_figure",
    "read_extent",
    "read_size",
    "read_style",
    "write_picture",
]
