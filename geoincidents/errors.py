"""The whole error tree.

GeoincidentsError           what went wrong, where, and what to do next
|-- InputError              an input cannot be read at all
|-- OutputError             an output cannot be written; the old one is untouched
|   |-- BusyError           another run is writing it; names who
|   `-- LossError           the format cannot hold the data; says what would be lost
|-- FilterError             a filter makes no sense, or leaves nothing
|-- PositionError           longitude or latitude out of range
|-- GazetteerError          a place table or index is at fault; lists every fault
|-- BasemapError            a file of ground (land, borders, tiles) cannot be used
`-- RecordError             a record of a file of ours is not of the schema
"""


class GeoincidentsError(Exception):
    """Root of every error that this library raises on purpose."""


class InputError(GeoincidentsError):
    """Say that an input cannot be read: what, where, and what next."""


class OutputError(GeoincidentsError):
    """Say that an output cannot be written: what, where, and what next."""


class BusyError(OutputError):
    """Say that another run is writing this output, and which."""


class LossError(OutputError):
    """Say that a format cannot hold the data, and what would be lost."""


class FilterError(GeoincidentsError):
    """Say what is wrong with a filter, every fault at once, or that it leaves nothing."""


class PositionError(GeoincidentsError, ValueError):
    """Say that a coordinate is not on the earth."""


class GazetteerError(GeoincidentsError):
    """Say what is wrong with a place table or index, every fault at once."""


class BasemapError(GeoincidentsError):
    """Say why a file of land, borders, waters or tiles cannot be drawn, and what next."""


class RecordError(GeoincidentsError):
    """Say which record of a file, and which field of it, is not of the schema."""
