"""Every kind of file that is read, by its ending."""

from geoincidents.ingest.bundles import BUNDLES
from geoincidents.ingest.endings import Ending
from geoincidents.ingest.kinds import refuse_extension
from geoincidents.ingest.readers import RECORDS, WHOLE
from geoincidents.ingest.refusal import RefusalError

# Their libraries must jump to and fro in a file, and both are packed already.
_NOT_PACKED = frozenset({".zip", ".parquet"})


def is_read(ending: Ending) -> bool:
    """Tell whether files of this ending are read."""
    if ending.packing and ending.extension in _NOT_PACKED:
        return False
    return any(ending.extension in table for table in (WHOLE, RECORDS, BUNDLES))


def check_ending(ending: Ending) -> None:
    """Refuse a file by its name.

    Raises:
        RefusalError: files of this ending are not read.
    """
    if is_read(ending):
        return
    if not ending.packing:
        raise refuse_extension(ending.extension)
    if ending.extension in _NOT_PACKED:
        reason = f"files of the kind {ending.shown} are not read"
        raise RefusalError(reason, f"unpack it and give the {ending.extension}")
    reason = f"a packed file of an unknown kind ({ending.shown})"
    raise RefusalError(reason, f"name what is in it, for example news.jsonl{ending.packing}")
