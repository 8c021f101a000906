"""Write the table that stands in for the map where scripts are off."""

from collections.abc import Iterable
from typing import Any

from geoincidents.render.page import escape_text

HEADS = ("Incident", "When", "Where", "Facts", "Quotes")


def write_table(shown: Iterable[dict[str, Any]]) -> str:
    """Give an HTML table of the records that `view.show_incidents` made."""
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    rows = "\n".join(_write_row(record) for record in shown)
    if not rows:
        rows = f'<tr><td colspan="{len(HEADS)}">No incident was found.</td></tr>'
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _write_row(record: dict[str, Any]) -> str:
    place = record["where"]
    if record["off_map"]:
        place = f"{place} (not on the map: {record['off_map']})"
    facts = "".join(
        f"<p>{escape_text(label)}: {escape_text('; '.join(lines))}</p>"
        for label, lines in record["rows"]
        if label not in {"When", "Where"}
    )
    quotes = "".join(
        f'<blockquote dir="auto">{escape_text(quote["text"])}</blockquote>'
        f'<p dir="auto">{escape_text(", ".join(filter(None, (quote["source"], quote["by"]))))}</p>'
        for quote in record["quotes"]
    )
    return (
        f'<tr><th scope="row" dir="auto">{escape_text(record["title"])}</th>'
        f'<td>{escape_text(record["when"])}</td><td dir="auto">{escape_text(place)}</td>'
        f"<td>{facts}</td><td>{quotes}</td></tr>"
    )
