"""INCIDENTS IN, MAPS OUT: one self-contained page that is also a folium map."""

from geoincidents.render.draw import draw_map
from geoincidents.render.incident_map import IncidentMap

__all__ = ["IncidentMap", "draw_map"]
