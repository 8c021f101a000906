"""Write the table that stands in for the map where scripts are off."""

from collections.abc import Sequence

from geoincidents.looks import Looks
from geoincidents.model import Incident
from geoincidents.render import facts, words
from geoincidents.render.escape import escape_text

HEADS = ("Incident", "When", "Where", "Facts", "Quotes")
IN_PAGE = "are in this page and show with JavaScript"
# A browser without scripts shows no more rows in good time, and each takes a kilobyte.
MOST_ROWS = 500


def write_table(
    incidents: Sequence[Incident],
    looks: Looks,
    most: int = MOST_ROWS,
    where_others: str = IN_PAGE,
    count: int | None = None,
) -> str:
    """Give an HTML table of the first incidents, and a sentence that says how many follow.

    `where_others` ends the sentence: where those that the table leaves out are found. `count` is
    how many there are where `incidents` are only the first of them.
    """
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    rows = "\n".join(_write_row(incident, looks) for incident in incidents[:most])
    if not rows:
        rows = f'<tr><td colspan="{len(HEADS)}">No incident was found.</td></tr>'
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    if (left := max(len(incidents), count or 0) - most) > 0:
        table += (
            f"\n<p>{left:,} more incidents {where_others}; the table holds the first {most:,}.</p>"
        )
    return table


def _write_row(incident: Incident, looks: Looks) -> str:
    place = facts.describe_where(incident)
    if incident.off_map_reason:
        place = f"{place} (not on the map: {incident.off_map_reason})"
    told = "".join(
        f"<p>{escape_text(label)}: {escape_text('; '.join(lines))}</p>"
        for label, lines in facts.describe_rows(incident, looks)
        if label not in {"When", "Where"}
    )
    quotes = "".join(
        f'<blockquote dir="auto">{escape_text(quote.quote)}</blockquote>'
        f'<p dir="auto">{escape_text(facts.describe_source(quote, incident.articles))}</p>'
        for quote in incident.evidence
    )
    return (
        f'<tr><th scope="row" dir="auto">{escape_text(incident.title)}</th>'
        f"<td>{escape_text(words.describe_when(incident.when))}</td>"
        f'<td dir="auto">{escape_text(place)}</td><td>{told}</td><td>{quotes}</td></tr>'
    )
