"""Distance, bearing, destination and areas on the WGS 84 ellipsoid; longitude first."""

from geoincidents.geodesy.areas import draw_disc, draw_ring, draw_sector, intersect
from geoincidents.geodesy.batch import draw_discs, draw_sectors
from geoincidents.geodesy.frame import COORDINATE_DIGITS, Frame
from geoincidents.geodesy.lines import draw_line, measure, travel
from geoincidents.geodesy.nesting import keep_finest

__all__ = [
    "COORDINATE_DIGITS",
    "Frame",
    "draw_disc",
    "draw_discs",
    "draw_line",
    "draw_ring",
    "draw_sector",
    "draw_sectors",
    "intersect",
    "keep_finest",
    "measure",
    "travel",
]
