"""INCIDENTS IN, A SITUATION REPORT OUT: maps, table, timeline, evidence, method and limits."""

from geoincidents.report.content import Entry, Evidence, Report, Source, build_report
from geoincidents.report.writing import REPORT_ENDINGS, check_ending, write_report

__all__ = [
    "REPORT_ENDINGS",
    "Entry",
    "Evidence",
    "Report",
    "Source",
    "build_report",
    "check_ending",
    "write_report",
]
