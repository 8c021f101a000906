"""The pipeline over any number of articles: processes, taking up where it stopped, updates."""

from geoincidents.batch.changes import Change, Changes, encode_changes
from geoincidents.batch.cluster import Cluster
from geoincidents.batch.intake import Source
from geoincidents.batch.kept import has_readings, recall_choices
from geoincidents.batch.run import Run, Watch, open_run

__all__ = [
    "Change",
    "Changes",
    "Cluster",
    "Run",
    "Source",
    "Watch",
    "encode_changes",
    "has_readings",
    "open_run",
    "recall_choices",
]
