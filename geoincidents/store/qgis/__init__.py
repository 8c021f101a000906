"""How QGIS draws incidents: styles and a project, out of the same `maps/looks.toml` as the page."""

from geoincidents.store.qgis.project import encode_project
from geoincidents.store.qgis.style import build_style, encode_style, list_kinds

__all__ = ["build_style", "encode_project", "encode_style", "list_kinds"]
