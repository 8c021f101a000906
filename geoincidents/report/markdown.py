"""A report as Markdown (CommonMark with tables), its pictures beside it."""

import re

from geoincidents.render.links import clean_link
from geoincidents.report.content import Entry, Report

# Whatever CommonMark or a table reads as a sign; HTML, too.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&^=:\"'])")
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def write_markdown(report: Report, *, map_name: str, timeline_name: str | None) -> bytes:
    """Give the Markdown of a report; the names are those of the pictures beside it."""
    lines = [f"# {_escape(report.title)}", "", _escape(report.summary), ""]
    lines += [f"![Map of the incidents]({map_name})", ""]
    lines += ["## In figures", ""]
    lines += [f"- {_escape(label)}: {_escape(value)}" for label, value in report.counts]
    if timeline_name:
        lines += ["", f"![Incidents over time]({timeline_name})"]
    lines += ["", "## Table of incidents", "", *_write_table(report)]
    lines += ["", "## The incidents and their evidence"]
    for entry in report.entries:
        lines += _write_entry(entry)
    lines += ["", "## Sources", ""]
    for source in report.sources:
        parts = [source.title, source.publisher, source.published]
        link = clean_link(source.url)
        where = f" <{link}>" if link else ""
        said = _escape(", ".join(part for part in parts if part))
        lines.append(f"{source.number}. {said}.{where} SHA-256 `{source.sha256}`")
    lines += ["", "## How this was made", ""]
    lines += [line for text in report.method for line in (_escape(text), "")]
    lines += [f"geoincidents {_escape(report.version)}", "", "## Limits", ""]
    lines += [f"- {_escape(text)}" for text in report.limits]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _write_table(report: Report) -> list[str]:
    rows = ["| No. | When | What | Where | Killed | Wounded | Sources |", "|" + "---|" * 7]
    for entry in report.entries:
        cells = (
            str(entry.number),
            entry.when,
            f"{entry.kind}, {entry.status}",
            f"{entry.where} (not on the map)" if entry.off_map else entry.where,
            entry.killed,
            entry.wounded,
            str(entry.n_sources),
        )
        rows.append("| " + " | ".join(_escape(cell) for cell in cells) + " |")
    return rows


def _write_entry(entry: Entry) -> list[str]:
    lines = ["", f"### {entry.number}. {_escape(entry.title)}", ""]
    what = f"{entry.when} · {entry.where} · {entry.kind}, {entry.status}"
    lines.append(_escape(f"{what} · one source: unverified" if entry.n_sources == 1 else what))
    if entry.off_map:
        lines += ["", f"Not on the map: {_escape(entry.off_map)}"]
    lines.append("")
    lines += [f"- {_escape(label)}: {_escape('; '.join(rows))}" for label, rows in entry.rows]
    for item in entry.evidence:
        where = f"source {item.source}, characters {item.start} to {item.end}"
        lines += ["", f"> \\[{item.number}\\] {_escape(item.quote)} \\[{_escape(where)}\\]"]
    return lines


def _escape(text: str) -> str:
    """Give text that Markdown shows as it is, on one line."""
    return _SIGNS.sub(r"\\\1", _BREAKS.sub(" ", text).strip())
