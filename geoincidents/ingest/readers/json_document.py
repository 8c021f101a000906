"""JSON: one article, or a list of them."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from geoincidents.ingest.decode import Decoded, decode_bytes
from geoincidents.ingest.draft import FIELDS, Draft, build_draft, name_type
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Origin, Source
from geoincidents.model.article import Skipped

_FIX = "mend the JSON there, or write it anew with a JSON library"
_RESULT_FIELDS = {"incident_id", "feature_role"}


class _Record(dict[str, object]):
    """A JSON object that remembers which keys stood in it twice."""

    repeated: tuple[str, ...] = ()


def read_json(source: Source) -> Iterator[Draft | Skipped]:
    """Read the article of an object, or those of a list of objects.

    Raises:
        RefusalError: the document is at fault as a whole.
    """
    decoded = decode_bytes(source.data, source.encoding)
    document = parse_json(decoded.text)
    if not isinstance(document, list):
        yield draft_object(document, decoded, source)
        return
    if not document:
        reason = "an empty list"
        raise RefusalError(reason, "give a list of objects with a field 'text'")
    for number, record in enumerate(document, 1):
        try:
            yield draft_object(record, decoded, source, number)
        except RefusalError as refusal:
            yield refusal.name_input(f"{source.shown}:{number}")


def draft_object(record: object, decoded: Decoded, source: Origin, number: int = 0) -> Draft:
    """Give the draft of a parsed JSON object, with the warnings of its encoding.

    Raises:
        RefusalError: it is no object, or has no text.
    """
    if not isinstance(record, _Record):
        reason = f"{name_type(record)}, not an object"
        raise RefusalError(reason, "write an object with a field 'text'")
    if "text" not in record and _RESULT_FIELDS & set(record):
        raise RefusalError.of_result()
    draft = build_draft(record, source, number)
    repeated = [key for key in record.repeated if key in FIELDS]
    if repeated:
        draft = draft.warn(f"{', '.join(map(repr, repeated))} stands twice: the last one is used")
    used = "".join(value for field in FIELDS if isinstance(value := record.get(field), str))
    return draft.warn(*decoded.list_warnings(used))


def parse_json(text: str, line: int = 1) -> object:
    """Parse strict JSON: no NaN, no numbers without end, no nesting without end.

    `line` is the number of its first line in the file.

    Raises:
        RefusalError: the text is not JSON; the reason names line and column.
    """
    try:
        return json.loads(text, object_pairs_hook=_keep_record, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, column {error.colno}"
        message = re.sub(r"\s+", " ", error.msg)
        reason = f"not valid JSON at {place}: {message}"
        if error.msg == "Extra data" and error.lineno > 1:
            raise RefusalError(reason, "with one record a line, name the file .jsonl") from error
        raise RefusalError(reason, _FIX) from error
    except RecursionError as error:
        reason = "nested too deeply"
        raise RefusalError(reason, "write an object with a field 'text'") from error
    except ValueError as error:  # Python converts no integer of over 4,300 digits
        reason = "a number with too many digits"
        raise RefusalError(reason, "write it as text, or leave it out") from error


def _keep_record(pairs: list[tuple[str, object]]) -> _Record:
    record = _Record(pairs)
    if len(record) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        record.repeated = tuple(key for key in record if counts[key] > 1)
    return record


def _refuse_constant(word: str) -> NoReturn:
    reason = f"{word} is not JSON"
    raise RefusalError(reason, "write null instead")
