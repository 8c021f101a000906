"""Write and read the lossless record: `incidents.jsonl`, one incident a line."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from geoincidents.disk import show_path, write_whole
from geoincidents.errors import InputError, RecordError
from geoincidents.features import replace_surrogates
from geoincidents.model import Incident, Incidents
from geoincidents.store.check import list_faults, order_incidents
from geoincidents.store.finished import Finished

SHOWN_FAULTS = 5  # a file of another kind has a fault in every line
BOM = b"\xef\xbb\xbf"


def write_jsonl(incidents: Iterable[Incident], path: Path) -> None:
    """Write one incident a line, in the order of date and id.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
        RecordError: an incident is not of the schema.
    """
    write_whole(Path(path), encode_jsonl(incidents))


def write_ordered_jsonl(incidents: Iterable[Incident], path: Path) -> None:
    """Write incidents that are in order as `write_jsonl` does, holding one at a time.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
    """
    made = incidents.items if isinstance(incidents, Incidents) else incidents
    if isinstance(made, Finished):
        write_whole(Path(path), (record + b"\n" for record in made.walk_records()))
    else:
        write_whole(Path(path), stream_jsonl(incidents))


def encode_jsonl(incidents: Iterable[Incident]) -> bytes:
    """Give one incident a line, in the order of date and id.

    Raises:
        RecordError: an incident is not of the schema.
    """
    return b"".join(stream_jsonl(order_incidents(incidents)))


def stream_jsonl(ordered: Iterable[Incident]) -> Iterator[bytes]:
    """Give incidents that are in order and of the schema one a line."""
    for one in ordered:
        yield encode_record(one) + b"\n"


def encode_record(incident: Incident) -> bytes:
    """Give an incident as a line of `incidents.jsonl`, without its end."""
    return encode_text_safe(incident)


def read_jsonl(path: Path) -> Incidents:
    """Read incidents back, equal to those written; fields that a later version added are left out.

    Raises:
        InputError: the file cannot be read.
        RecordError: lines are not of the schema; names file, line and field.
    """
    path = Path(path)
    return decode_jsonl(read_bytes(path), show_path(path))


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file of incidents.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise _explain_unread(path, error) from error


def _explain_unread(path: Path, error: Exception) -> InputError:
    reason = getattr(error, "strerror", None) or error
    return InputError(
        f"cannot read {show_path(path)}: {reason}; give a file that geoincidents wrote"
    )


def walk_jsonl(path: Path) -> Iterator[Incident]:
    """Give what `read_jsonl` gives, one at a time, and tell of lines that are at fault last.

    Raises:
        InputError: the file cannot be read.
        RecordError: lines are not of the schema; names file, line and field.
    """
    path = Path(path)
    faults: list[str] = []
    try:
        with path.open("rb") as lines:
            yield from _sift_lines(lines, faults, once=False)
    except (OSError, ValueError) as error:
        raise _explain_unread(path, error) from error
    _refuse(faults, show_path(path))


def decode_jsonl(data: bytes, shown: str) -> Incidents:
    """Read incidents out of the bytes of a file, which messages call `shown`.

    Raises:
        RecordError: lines are not of the schema; names file, line and field.
    """
    incidents, faults = sift_jsonl(data)
    _refuse(faults, shown)
    return incidents


def sift_jsonl(data: bytes, *, once: bool = False) -> tuple[Incidents, list[str]]:
    """Give the incidents of the lines that are sound, and of every other line what is wrong.

    With `once` a second incident of one id is at fault.
    """
    faults: list[str] = []
    incidents = Incidents(tuple(_sift_lines(data.split(b"\n"), faults, once=once)))
    return incidents, faults


def _sift_lines(lines: Iterable[bytes], faults: list[str], *, once: bool) -> Iterator[Incident]:
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        told = line.removeprefix(BOM) if number == 1 else line
        if not told.strip():
            continue
        try:
            incident = _decode(told)
        except RecordError as error:
            faults.append(f"line {number}, {error}")
            continue
        if once and incident.incident_id in seen:
            shown = repr(incident.incident_id)
            faults.append(f"line {number}, field incident_id: a second one is called {shown}")
            continue
        if once:
            seen.add(incident.incident_id)
        yield incident


def _refuse(faults: list[str], shown: str) -> None:
    if faults:
        more = len(faults) - SHOWN_FAULTS
        listed = "; ".join(faults[:SHOWN_FAULTS]) + (f"; and {more} more" if more > 0 else "")
        msg = f"{shown}: {listed}; correct the line or write the file again"
        raise RecordError(msg)


def encode_text_safe(record: object) -> bytes:
    """Give JSON in UTF-8 with keys in the order of the fields, lone surrogates as U+FFFD."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean(msgspec.to_builtins(record)))


def _clean(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value


@cache
def _decoder() -> msgspec.json.Decoder[Incident]:
    return msgspec.json.Decoder(Incident)


def _decode(line: bytes) -> Incident:
    """Decode one line; the message of the error begins with the field."""
    try:
        incident = _decoder().decode(line)
    except msgspec.ValidationError as error:
        raise RecordError(_show_fault(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"the whole line: not JSON ({error})"
        raise RecordError(msg) from error
    faults = list_faults(incident)
    if faults:
        raise RecordError("; ".join(faults))
    return incident


def _show_fault(message: str) -> str:
    """Turn "Expected `str`, got `int` - at `$.title`" round: the field first."""
    found = re.fullmatch(r"(?s)(.*?)(?: - at `\$\.?(.*)`)?", message)
    reason, field = found.groups() if found else (message, None)
    named = re.search(r"missing required field `(\w+)`", reason)
    parts = [part for part in (field, named and named[1]) if part]
    return f"field {'.'.join(parts) or '(the record)'}: {reason}"
