"""Read the streams of a page back as docs/page-data.md says, and put whole records together."""

import base64
import json
import zlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np

TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "i32": "<i4"}
MISSING = -(2**31)
MICRODEGREES = 1e6


def inflate(stream: bytes) -> bytes:
    """Give the bytes of a stream."""
    return zlib.decompress(base64.b64decode(stream), -15)


class Box:
    """Hold a container as arrays, dictionaries and texts."""

    def __init__(self, data: bytes) -> None:
        length = int.from_bytes(data[:4], "little")
        self.header = json.loads(data[4 : 4 + length])
        self.data = data[4 + length :]

    def numbers(self, name: str) -> list[int]:
        """Give an array: planes joined, steps added up."""
        kind, offset, length = self.header["arrays"][name]
        plain = np.dtype(TYPES[kind.removeprefix("+")])
        size = plain.itemsize * length
        planes = np.frombuffer(self.data[offset : offset + size], np.uint8)
        joined = np.ascontiguousarray(planes.reshape(plain.itemsize, length).T).view(plain)
        values: list[int] = joined.reshape(-1).astype(np.int64).tolist()
        return np.cumsum(values).tolist() if kind.startswith("+") else values

    def codes(self, name: str, into: str) -> list[str | None]:
        """Give the texts of codes."""
        names = [None, *self.header["dicts"].get(into, [])]
        return [names[code] for code in self.numbers(name)]

    def texts(self, name: str) -> list[str]:
        """Give a column of texts."""
        _, offset, length = self.header["arrays"][f"{name}.bytes"]
        data = self.data[offset : offset + length]
        return [data[a:b].decode() for a, b in self.ranges(name)]

    def ranges(self, name: str) -> list[tuple[int, int]]:
        """Give where the list of each row begins and ends."""
        ends = self.numbers(f"{name}.ends")
        return list(zip([0, *ends], ends, strict=False))


def read_list(streams: Mapping[str, bytes], name: str) -> list[Any]:
    """Give the items of all blocks `name-0`, `name-1` ..."""
    return [item for block in read_blocks(streams, name) for item in block]


def read_blocks(streams: Mapping[str, bytes], name: str) -> list[list[Any]]:
    """Give all blocks `name-0`, `name-1` ..."""
    count = sum(one.startswith(f"{name}-") for one in streams)
    return [json.loads(inflate(streams[f"{name}-{number}"])) for number in range(count)]


def read_records(streams: Mapping[str, bytes], meta: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give every record as `incidents.jsonl` has it, without areas and without the empty."""
    core = Box(inflate(streams["core"]))
    columns: dict[str, list[Any]] = {
        name: [*core.codes(column, into)]
        for name, column, into in (
            ("incident_type", "type", "types"),
            ("status", "status", "statuses"),
            ("perpetrator", "perpetrator", "actors"),
        )
    }
    columns["incident_id"], columns["title"] = [*core.texts("id")], [*core.texts("title")]
    details = read_list(streams, "details")
    parts = [
        _read_whens(core, details),
        _read_weapons(core, details),
        _read_places(core, details),
        _read_casualties(core, details),
        _read_evidence(streams, meta["quote_chunk"]),
    ]
    records = []
    for row, detail in enumerate(details):
        record = {name: column[row] for name, column in columns.items()}
        labels = meta["events"].get(record["incident_type"], (None, None))
        record["event_type"], record["sub_event_type"] = labels
        record["confidence"] = core.numbers("confidence")[row]
        kept = {k: v for k, v in detail.items() if k not in {"places", "lines"}}
        for part in ({**record, **kept}, *(column[row] for column in parts)):
            record |= part
        records.append(record)
    return records


def _give_day(number: int) -> str | None:
    return None if number == MISSING else str(date(1970, 1, 1) + timedelta(days=number))


def _read_whens(core: Box, details: list[Any]) -> list[dict[str, Any]]:
    return [
        {"when": {
            "start": _give_day(start), "end": _give_day(end), "precision": precision,
            "time_of_day": time, "text": detail.get("when", {}).get("text"),
        }}
        for start, end, precision, time, detail in zip(
            core.numbers("start"), core.numbers("end"),
            core.codes("date_precision", "date_precisions"), core.codes("time_of_day", "times"),
            details, strict=True,
        )
    ]  # fmt: skip


def _read_weapons(core: Box, details: list[Any]) -> list[dict[str, Any]]:
    kinds = core.codes("weapon", "weapons")
    return [
        {"weapon": {**detail["weapon"], "kind": kind}} if "weapon" in detail else {}
        for detail, kind in zip(details, kinds, strict=True)
    ]


def _read_casualties(core: Box, details: list[Any]) -> list[dict[str, Any]]:
    columns = {
        name: {bound: core.numbers(f"{name}_{bound}") for bound in ("min", "max")}
        for name in ("killed", "wounded")
    }
    return [
        {
            "casualties": {
                name: {
                    bound: column[row] for bound, column in bounds.items() if column[row] != MISSING
                }
                for name, bounds in columns.items()
            }
            | detail.get("casualties", {})
        }
        for row, detail in enumerate(details)
    ]


def _read_places(core: Box, details: list[Any]) -> list[dict[str, Any]]:
    columns: dict[str, list[Any]] = {
        name: core.codes(f"place.{name}", into)
        for name, into in (
            ("precision", "precisions"), ("relation", "relations"), ("name", "names"),
            ("admin1", "admin1"), ("country", "countries"),
        )
    }  # fmt: skip
    columns["radius_m"] = core.numbers("place.radius_m")
    for name in ("longitude", "latitude"):
        columns[name] = [value / MICRODEGREES for value in core.numbers(f"place.{name}")]
    roles = core.numbers("place.role")
    rows = []
    for detail, (start, end), lines in zip(
        details, core.ranges("places"), core.ranges("lines"), strict=True
    ):
        more = detail.get("places", [{}] * (end - start))
        places = [
            {name: column[start + k] for name, column in columns.items()} | more[k]
            for k in range(end - start)
        ]
        row: dict[str, Any] = {"impacts": [], "launches": [], "aims": []}
        for k, place in enumerate(places):
            row[("impacts", "launches", "aims")[roles[start + k]]].append(place)
        aims = iter(row.pop("aims"))
        row["targets"] = [
            {"text": one.get("text"), "name": one.get("name")}
            | ({"location": next(aims)} if one.get("located") else {})
            for one in detail.get("targets", [])
        ]
        row["trajectories"] = _read_lines(core, detail, lines, start, len(row["impacts"]))
        rows.append(row)
    return rows


def _read_lines(
    core: Box, detail: dict[str, Any], lines: tuple[int, int], start: int, impacts: int
) -> list[dict[str, Any]]:
    more = detail.get("lines", [{}] * (lines[1] - lines[0]))
    return [
        {
            "launch": core.numbers("line.launch")[k] - start - impacts,
            "impact": core.numbers("line.impact")[k] - start,
            "distance_m": core.numbers("line.distance_m")[k],
            "bearing_deg": core.numbers("line.bearing_deg")[k],
            "vague": bool(core.numbers("line.vague")[k]),
        }
        | more[k - lines[0]]
        for k in range(*lines)
    ]


def _read_evidence(streams: Mapping[str, bytes], size: int) -> list[dict[str, Any]]:
    box = Box(inflate(streams["evidence"]))
    articles = json.loads(inflate(streams["articles"]))
    blocks = read_blocks(streams, "quotes")
    quotes = list(
        zip(
            box.numbers("quote"), box.numbers("article"), box.numbers("start"),
            box.codes("supports", "supports"), strict=True,
        )
    )  # fmt: skip
    numbers, roles = box.numbers("articles.codes"), box.codes("role", "roles")
    rows = []
    for own, told in zip(box.ranges("articles"), box.ranges("evidence"), strict=True):
        ids = [articles[numbers[k]]["article_id"] for k in range(*own)]
        rows.append(
            {
                "articles": [articles[numbers[k]] for k in range(*own)],
                "reports": [
                    {"article_id": name, "role": roles[own[0] + k]}
                    for k, name in enumerate(ids)
                    if roles[own[0] + k]
                ],
                "evidence": [
                    {
                        "article_id": ids[article],
                        "start": start,
                        "end": start + len(blocks[number // size][number % size]),
                        "quote": blocks[number // size][number % size],
                        "supports": supports.split(" ") if supports else [],
                    }
                    for number, article, start, supports in quotes[slice(*told)]
                ],
            }
        )
    return rows
