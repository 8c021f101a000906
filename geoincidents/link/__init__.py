"""MANY IN, FEWER OUT: Incident in, Incident out."""

from geoincidents.link.linking import link_incidents

__all__ = ["link_incidents"]
