"""Write the files of further desks: HXL, Atlos, TimeMap, Datawrapper; a row an incident each."""

import html
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from geoincidents.disk import write_whole
from geoincidents.features import BETWEEN, Value
from geoincidents.looks import Looks, load_looks
from geoincidents.model import Incident
from geoincidents.store.delimited import stream_csv
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.geometry import GeoJson
from geoincidents.store.rows import Row, Rows

# Column of ours -> HXL hashtag (https://hxlstandard.org, 1.1).
HXL = {
    "incident_id": "#event+id",
    "title": "#event+name",
    "incident_type": "#event+type+code",
    "event_type": "#event+type+acled",
    "sub_event_type": "#event+subtype+acled",
    "status": "#status",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#meta+date+precision",
    "weapon": "#event+weapon",
    "country": "#country+code+v_iso2",
    "admin1": "#adm1+name",
    "place_name": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "coordinate_uncertainty_m": "#geo+uncertainty+m",
    "location_precision": "#meta+loc+precision",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "wounded_min": "#affected+injured+min",
    "wounded_max": "#affected+injured+max",
    "civilians_killed_min": "#affected+killed+civilian+min",
    "civilians_killed_max": "#affected+killed+civilian+max",
    "perpetrator": "#org+perpetrator",
    "claimed_by": "#org+claimed",
    "attributed_to": "#org+attributed",
    "evidence": "#description+quote",
    "sources": "#meta+source",
    "source_urls": "#meta+url",
    "confidence": "#meta+confidence",
}
ATLOS_STATUS, ATLOS_SENSITIVE = "Unclaimed", "Not Sensitive"  # what a new incident begins with
ATLOS_DESCRIPTION = 240  # letters that Atlos takes
ATLOS_LINKS = 5
DISC = "M500 850 A350 350 0 1 1 500 150 A350 350 0 1 1 500 850 Z"
MANY_MARKERS = 100


def write_hxl(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a row an incident under names and hashtags."""
    table: list[list[Value]] = [list(HXL.values())]
    table += [[row[name] for name in HXL] for row in rows.firsts]
    write_whole(path, stream_csv(list(HXL), table, bom=options.bom))
    return Written((path,))


def write_atlos(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a row an incident with the columns that every project of Atlos takes."""
    links = [f"source_{number}" for number in range(1, ATLOS_LINKS + 1)]
    names = ["description", "status", "sensitive", "date", "location", *links]
    write_whole(path, stream_csv(names, map(_describe_atlos, rows.firsts), bom=options.bom))
    return Written((path,), ("check `sensitive` before the import: each row says not sensitive",))


def _describe_atlos(row: Row) -> list[Value]:
    title = str(row["title"] or row["incident_type"])
    is_day = row["date_start"] is not None and row["date_start"] == row["date_end"]
    at = (row["latitude"], row["longitude"])
    urls = [url for url in str(row["source_urls"] or "").split(BETWEEN) if is_link(url)]
    return [
        title if len(title) <= ATLOS_DESCRIPTION else f"{title[: ATLOS_DESCRIPTION - 1]}…",
        ATLOS_STATUS,
        ATLOS_SENSITIVE,
        row["date_start"] if is_day else None,
        None if None in at else f"{at[0]}, {at[1]}",
        *(urls + [None] * ATLOS_LINKS)[:ATLOS_LINKS],
    ]


def is_link(url: str) -> bool:
    """Tell whether an address of an article is one of the web, and not a script."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        return False


def write_timemap(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write a list of events after the schema of TimeMap; one without day and place is left out."""
    events = [
        _describe_event(incident, row)
        for incident, row in zip(rows.incidents, rows.firsts, strict=True)
        if row["date_start"] is not None or row["latitude"] is not None
    ]
    write_whole(path, msgspec.json.format(msgspec.json.encode(events), indent=1) + b"\n")
    left_out = len(rows.incidents) - len(events)
    note = f"{left_out:,} without day and place are left out: TimeMap takes none"
    return Written((path,), (note,) if left_out else ())


def _describe_event(incident: Incident, row: Row) -> GeoJson:
    start, at = incident.when.start, row["time_of_day"]
    looks = load_looks()
    said = str(row["evidence"] or "").replace("\n", " … ")  # two quotes are not one
    event: GeoJson = {
        "id": row.id,
        "description": f"{row['title']}. {said}".strip(),
        "date": f"{start:%m/%d/%Y}" if start else "",
        "time": at if isinstance(at, str) and ":" in at else "",
        "time_precision": row["date_precision"] or "",
        "time_display": row["date_text"] or "",
        "location": row["place_name"] or row["place_text"] or "",
        "type": looks.find_symbol(incident.incident_type).label,
        "category": looks.families[looks.find_symbol(incident.incident_type).family],
        "associations": [],
        "sources": [one.article_id for one in incident.articles],
        "comments": row["confidence_note"] or "",
    }
    if row["latitude"] is not None:
        event |= {"latitude": str(row["latitude"]), "longitude": str(row["longitude"])}
    return event


def write_datawrapper(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write the markers of a locator map: a point a place, a line a trajectory."""
    looks = load_looks()
    markers = [
        _describe_line(row, looks) if row.role == "trajectory" else _describe_point(row, looks)
        for row in rows.without_areas
        if row.geometry is not None
    ]
    write_whole(path, msgspec.json.format(msgspec.json.encode({"markers": markers})) + b"\n")
    note = f"{len(markers):,} markers: filter to fewer than {MANY_MARKERS} for a legible map"
    return Written((path,), (note,) if len(markers) >= MANY_MARKERS else ())


def _describe_point(row: Row, looks: Looks) -> GeoJson:
    is_launch = row.role == "launch"
    symbol = looks.find_symbol(str(row["incident_type"]))
    colour = looks.roles["launch"].colour if is_launch else symbol.colour
    name = str(row["place_name"] or row["place_text"] or "")
    said = [row["title"], row["date_text"], row["sources"]]
    return {
        "id": row.id,
        "type": "point",
        "title": html.escape(name),
        "icon": {"id": "circle", "path": DISC, "height": 1000, "width": 1000, "scale": 0.5},
        "scale": 0.8 if is_launch else 1,
        "markerColor": colour,
        "anchor": "bottom-center",
        "offsetX": 0,
        "offsetY": 0,
        "visible": True,
        "visibility": {"mobile": True, "desktop": True},
        "tooltip": {"text": html.escape(". ".join(str(part) for part in said if part))},
        "coordinates": row.geometry["coordinates"] if row.geometry else None,
    }


def _describe_line(row: Row, looks: Looks) -> GeoJson:
    stroke = looks.roles["trajectory"].colour
    return {
        "id": row.id,
        "type": "line",
        "title": html.escape(str(row["title"])),
        "visible": True,
        "visibility": {"mobile": True, "desktop": True},
        "properties": {"stroke": stroke, "stroke-width": 2, "stroke-opacity": 1},
        "feature": {"type": "Feature", "properties": {}, "geometry": row.geometry},
    }
