"""What the name of a file says of it: `news.jsonl.zst` is called news, is JSON Lines, is packed."""

from dataclasses import dataclass
from pathlib import PurePath

from geoincidents.ingest.shown import shape_id
from geoincidents.ingest.unpack import PACKINGS

_SHORT = {".tgz": (".tar", ".gz"), ".tzst": (".tar", ".zst")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Hold the parts of a file's name: `packing` is `.gz`, `.zst`, or empty."""

    stem: str
    extension: str
    packing: str = ""

    @property
    def shown(self) -> str:
        """Give the ending as people write it."""
        return f"{self.extension}{self.packing}"


def split_name(name: str) -> Ending:
    """Split the name of a file, without its folder; endings in lower case with their dots."""
    path = PurePath(name)
    suffix = path.suffix.lower()
    if suffix in _SHORT:
        extension, packing = _SHORT[suffix]
        return Ending(stem=_shape_stem(path.stem, name), extension=extension, packing=packing)
    if suffix in PACKINGS:
        inner = PurePath(path.stem)
        stem = _shape_stem(inner.stem, name)
        return Ending(stem=stem, extension=inner.suffix.lower(), packing=suffix)
    return Ending(stem=_shape_stem(path.stem, name), extension=suffix)


def _shape_stem(stem: str, name: str) -> str:
    """Give the stem as an id, or the whole name where the stem is blank (`" .txt"`)."""
    return shape_id(stem) or shape_id(name)
