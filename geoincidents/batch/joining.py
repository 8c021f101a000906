"""Find which incidents of a run are one event, block by block: only a block is ever in memory."""

from array import array
from collections.abc import Iterator, Sequence

import msgspec

from geoincidents.batch.kept import Kept
from geoincidents.batch.work import keep_incident
from geoincidents.link import LinkKey, find_blocks, link_block, name_apart
from geoincidents.model import Incident


def link_run(kept: Kept) -> None:
    """Put the incidents of the run under way into their order, each event once."""
    for table in ("gone", "joined", "renamed"):
        kept.rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    _name_apart(kept)
    numbers = array("q")
    for block in find_blocks(_stream_keys(kept, numbers)):
        _link_block(kept, [numbers[at] for at in block])
    kept.rows.execute(
        "INSERT INTO results (run, position, incident_id, found, record)"
        " SELECT ?, position, incident_id, found, record FROM ordered",
        (kept.run,),
    )
    kept.commit()


def _name_apart(kept: Kept) -> None:
    """Give an id of its own to each incident whose hash is that of another by chance."""
    alike = kept.stream(
        "SELECT found FROM told_incidents WHERE incident_id IN (SELECT incident_id"
        " FROM told_incidents GROUP BY incident_id HAVING count(*) > 1)"
    )
    told = {number: _read_incident(kept, number) for (number,) in alike}
    if not told:
        return
    renamed = [
        (number, one.incident_id, keep_incident(one).record)
        for number, one in zip(told, name_apart(told.values()), strict=True)
        if one is not told[number]
    ]
    kept.rows.executemany("INSERT INTO renamed VALUES (?, ?, ?)", renamed)


def _stream_keys(kept: Kept, numbers: "array[int]") -> Iterator[LinkKey]:
    """Give the keys of all that could be joined, and note their numbers."""
    for number, link in kept.stream("SELECT found, link FROM told_incidents WHERE link NOTNULL"):
        numbers.append(number)
        yield _decode_key(link)


def _link_block(kept: Kept, numbers: Sequence[int]) -> None:
    """Join what is one event in a block, and note what has gone into others."""
    told = {number: _read_incident(kept, number) for number in numbers}
    linked = link_block(told.values())
    if len(linked) == len(told):
        return
    single = set(map(id, told.values()))
    joined = [keep_incident(one) for one in linked if id(one) not in single]
    left = set(map(id, linked))
    gone = [(number,) for number, one in told.items() if id(one) not in left]
    kept.rows.executemany("INSERT INTO gone VALUES (?)", gone)
    kept.rows.executemany(
        "INSERT INTO joined VALUES (?, ?, ?)",
        [(one.start, one.incident_id, one.record) for one in joined],
    )


def _read_incident(kept: Kept, number: int) -> Incident:
    statement = (
        "SELECT coalesce(renamed.record, found.record) FROM found"
        " LEFT JOIN renamed ON renamed.found = found.id WHERE found.id = ?"
    )
    return _decode_incident(kept.ask(statement, number))


_decode_key = msgspec.msgpack.Decoder(LinkKey).decode
_decode_incident = msgspec.json.Decoder(Incident).decode
