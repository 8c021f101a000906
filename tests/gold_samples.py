"""A small gold set of our own, and incidents that a run could have found of its two articles."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from geoincidents.model import Casualties, Count, Incident, Location, Quote, When

TEXTS = {
    "market": "Two rockets hit the market in Balad on Monday, killing three people. "
    "The army said that the attack wounded nobody. Militias threatened more attacks. "
    "In March a car bomb went off in Samarra.",
    "later": "Three people died when rockets fell on Balad on 1 June. "
    "Police have counted 40 attacks this year. A drone struck a convoy near Hit.",
}


def find_span(article: str, words: str) -> list[int]:
    """Give where words stand in an article."""
    start = TEXTS[article].index(words)
    return [start, start + len(words)]


def make_gold() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Give the rows of both files."""
    rockets = {
        "id": "M1",
        "expectation": "required",
        "title": "Two rockets on the market in Balad",
        "members": [
            {
                "article": "market",
                "role": "primary",
                "spans": [find_span("market", TEXTS["market"].split(" The army")[0])],
            },
            {
                "article": "later",
                "role": "primary",
                "spans": [find_span("later", TEXTS["later"].split(" Police")[0])],
            },
        ],
        "types": ["rocket_attack", "shelling"],
        "date": {"start": "2020-06-01", "end": "2020-06-01", "precision": "day", "text": "Monday"},
        "impacts": [{"name": "Balad market", "lon": 44.15, "lat": 34.01, "radius_km": 2}],
        "lines": 0,
        "weapon": {"name": "rockets", "calibre_mm": None, "count": {"min": 2, "max": 2}},
        "killed": {"min": 3, "max": 3},
        "wounded": {"min": 0, "max": 0},
        "claimed_by": [],
        "status": "executed",
        "notes": None,
    }
    bomb = {
        "id": "M2",
        "expectation": "required",
        "title": "Car bomb in Samarra",
        "members": [
            {
                "article": "market",
                "role": "background",
                "spans": [find_span("market", "In March a car bomb went off in Samarra.")],
            }
        ],
        "types": ["ied"],
        "date": {"start": "2020-03-01", "end": "2020-03-31", "precision": "month", "text": "March"},
        "impacts": [{"name": "Samarra", "lon": 43.87, "lat": 34.2, "radius_km": 5}],
        "weapon": {"name": "car bomb", "count": None},
    }
    drone = {
        "id": "M3",
        "expectation": "optional",
        "title": "Drone near Hit",
        "members": [
            {
                "article": "later",
                "role": "primary",
                "spans": [find_span("later", "A drone struck a convoy near Hit.")],
            }
        ],
        "types": ["drone_strike"],
        "date": {"precision": "unknown"},
        "impacts": [],
    }
    threat = find_span("market", "Militias threatened more attacks.")
    many = find_span("later", "Police have counted 40 attacks this year.")
    negatives = [
        {"article": "market", "start": threat[0], "end": threat[1], "kind": "threat"},
        {"article": "later", "start": many[0], "end": many[1], "kind": "aggregate"},
    ]
    return [rockets, bomb, drone], negatives


def write_rows(
    folder: Path, incidents: list[dict[str, Any]], negatives: list[dict[str, Any]]
) -> Path:
    """Write a gold folder."""
    folder.mkdir(exist_ok=True)
    for name, rows in (("incidents", incidents), ("not_incidents", negatives)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / f"{name}.jsonl").write_text(lines, "utf-8")
    return folder


def find_incident(name: str, *quotes: tuple[str, str], **values: Any) -> Incident:  # noqa: ANN401 - any field
    """Give an incident that a run found on quotes of (article, words)."""
    plain: dict[str, Any] = {
        "title": f"Incident {name}",
        "incident_type": "rocket_attack",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "status": "executed",
        "when": When(start=date(2020, 6, 1), end=date(2020, 6, 1), precision="day"),
        "evidence": tuple(_quote(article, words) for article, words in quotes),
    }
    return Incident(incident_id=name, **{**plain, **values})


def _quote(article: str, words: str) -> Quote:
    start, end = find_span(article, words)
    return Quote(article_id=article, start=start, end=end, quote=words)


def find_place(longitude: float, latitude: float, radius_m: int = 2000) -> Location:
    """Give a place that was hit."""
    return Location(
        text="there",
        relation="in",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision="settlement",
    )


ROCKETS = (
    ("market", "Two rockets hit the market in Balad on Monday, killing three people."),
    ("later", "Three people died when rockets fell on Balad on 1 June."),
)
BOMB = ("market", "a car bomb went off in Samarra.")
DRONE = ("later", "A drone struck a convoy near Hit.")
THREAT = ("market", "Militias threatened more attacks.")


def make_right() -> Incident:
    """Give the rockets as gold has them."""
    return find_incident(
        "rockets",
        *ROCKETS,
        munitions=Count(min=2, max=2),
        impacts=(find_place(44.15, 34.01),),
        casualties=Casualties(killed=Count(min=3, max=3), wounded=Count(min=0, max=0)),
    )
