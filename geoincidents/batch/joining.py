"""Find which incidents of a run are one event, block by block: only a block is ever in memory."""

from array import array
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec

from geoincidents.batch.kept import Kept
from geoincidents.batch.outcome import KEY_BYTES, Found
from geoincidents.batch.work import keep_incident
from geoincidents.link import LinkKey, find_blocks, link_block, name_apart
from geoincidents.model import Incident


class _Linked(msgspec.Struct, frozen=True, array_like=True):
    """Hold what became of a block: numbers of what has gone into others, and these others."""

    gone: tuple[int, ...]
    joined: tuple[Found, ...]


def link_run(kept: Kept) -> None:
    """Put the incidents of the run under way into their order, each event once."""
    for table in ("gone", "joined", "renamed"):
        kept.rows.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    renamed = _name_apart(kept)
    numbers = array("q")
    for block in find_blocks(_stream_keys(kept, numbers)):
        inside = [numbers[at] for at in block]
        # The name that an incident gets here hangs on the others of the run.
        if renamed.isdisjoint(inside):
            linked = _recall_block(kept, inside)
        else:
            linked = _compare(kept, inside)
        _note(kept, linked)
    kept.rows.execute(
        "INSERT INTO results (run, position, incident_id, found, record, lines, off_map)"
        " SELECT ?, position, incident_id, found, record, lines, off_map FROM ordered",
        (kept.run,),
    )
    kept.commit()


def _name_apart(kept: Kept) -> frozenset[int]:
    """Give an id of its own to each incident whose hash is that of another by chance.

    Gives the numbers of those that have got one.
    """
    alike = kept.stream(
        "SELECT found FROM told_incidents WHERE incident_id IN (SELECT incident_id"
        " FROM told_incidents GROUP BY incident_id HAVING count(*) > 1)"
    )
    told = {number: _read_incident(kept, number) for (number,) in alike}
    if not told:
        return frozenset()
    renamed = {
        number: keep_incident(one)
        for number, one in zip(told, name_apart(told.values()), strict=True)
        if one is not told[number]
    }
    kept.rows.executemany(
        "INSERT INTO renamed VALUES (?, ?, ?, ?, ?)",
        [
            (number, one.incident_id, one.record, one.lines, one.off_map)
            for number, one in renamed.items()
        ],
    )
    return frozenset(renamed)


def _stream_keys(kept: Kept, numbers: "array[int]") -> Iterator[LinkKey]:
    """Give the keys of all that could be joined, and note their numbers."""
    for number, link in kept.stream("SELECT found, link FROM told_incidents WHERE link NOTNULL"):
        numbers.append(number)
        yield _decode_key(link)


def _recall_block(kept: Kept, numbers: Sequence[int]) -> _Linked:
    """Join what is one event in a block.

    A block of the same incidents as in a run before comes out as it did: nothing is compared.
    """
    key = blake2b(array("q", sorted(numbers)).tobytes(), digest_size=KEY_BYTES).digest()
    row = kept.rows.execute("SELECT linked FROM blocks WHERE key = ?", (key,)).fetchone()
    if row is not None:
        kept.rows.execute("UPDATE blocks SET run = ? WHERE key = ?", (kept.run, key))
        return _decode_linked(row[0])
    linked = _compare(kept, numbers)
    kept.rows.execute("INSERT INTO blocks VALUES (?, ?, ?)", (key, kept.run, _encode(linked)))
    return linked


def _compare(kept: Kept, numbers: Sequence[int]) -> _Linked:
    told = {number: _read_incident(kept, number) for number in numbers}
    linked = link_block(told.values())
    single = set(map(id, told.values()))
    left = set(map(id, linked))
    return _Linked(
        gone=tuple(number for number, one in told.items() if id(one) not in left),
        joined=tuple(keep_incident(one) for one in linked if id(one) not in single),
    )


def _note(kept: Kept, linked: _Linked) -> None:
    kept.rows.executemany("INSERT INTO gone VALUES (?)", [(number,) for number in linked.gone])
    kept.rows.executemany(
        "INSERT INTO joined VALUES (?, ?, ?, ?, ?)",
        [(one.start, one.incident_id, one.record, one.lines, one.off_map) for one in linked.joined],
    )


def _read_incident(kept: Kept, number: int) -> Incident:
    statement = (
        "SELECT coalesce(renamed.record, found.record) FROM found"
        " LEFT JOIN renamed ON renamed.found = found.id WHERE found.id = ?"
    )
    return _decode_incident(kept.ask(statement, number))


_decode_key = msgspec.msgpack.Decoder(LinkKey).decode
_decode_incident = msgspec.json.Decoder(Incident).decode
_encode = msgspec.msgpack.Encoder().encode
_decode_linked = msgspec.msgpack.Decoder(_Linked).decode
