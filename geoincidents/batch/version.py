"""Say which code, words and places make a reading: what another version read is read again."""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import geoincidents
from geoincidents.gazetteer import Gazetteer

# Rooms that shape no reading: a change of theirs asks for no article to be read again.
_LEFT_OUT = frozenset({"_assets", "cli", "evaluate", "render", "report", "review"})
_SUFFIXES = frozenset({".py", ".toml", ".csv", ".json", ".txt"})


def name_version(gazetteer: Gazetteer) -> str:
    """Give a short hash of the code, the word lists and the gazetteer that a reading hangs on."""
    digest = blake2b(digest_size=12)
    digest.update(_hash_code().encode())
    digest.update(gazetteer.folder.name.encode())
    return digest.hexdigest()


@cache
def _hash_code() -> str:
    """Hash every file of the package that can change what is read out of an article."""
    root = Path(geoincidents.__file__).parent
    digest = blake2b(f"{geoincidents.__version__} {sys.version_info[:2]}".encode(), digest_size=12)
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if parts[0] in _LEFT_OUT or path.suffix not in _SUFFIXES or not path.is_file():
            continue
        data = path.read_bytes()
        digest.update(f"{'/'.join(parts)} {len(data)} ".encode() + data)
    return digest.hexdigest()
