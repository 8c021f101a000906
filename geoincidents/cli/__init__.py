"""WORDS IN, EXIT CODES OUT: one file for each command, over the functions of the library."""

from geoincidents.cli.app import main

__all__ = ["main"]
