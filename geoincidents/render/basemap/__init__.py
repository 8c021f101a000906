"""INCIDENTS IN, GROUND OUT: land, borders and waters that a page carries, cut to the incidents."""

from geoincidents.render.basemap.draw import Basemap, check_basemap, draw_basemap

__all__ = ["Basemap", "check_basemap", "draw_basemap"]
