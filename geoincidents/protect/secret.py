"""The seed that settles where places are moved to, kept with the exact data and nowhere else."""

import contextlib
import os
import secrets
from pathlib import Path

from geoincidents.disk import show_path, write_whole
from geoincidents.errors import GeoincidentsError

EXACT_NAME = "incidents.exact.jsonl"
EXACT_RUN_NAME = "run.exact.json"
SEED_NAME = "protect-seed.txt"
RULES_NAME = "protect-rules.toml"
NOTE_NAME = "DO-NOT-PUBLISH.txt"
FOLDER_ENDING = "-EXACT-DO-NOT-PUBLISH"
_BYTES = 32
_NOTE = """The files of this folder hold exact places and names of private people. Do not publish
them, and do not put them where the published map is.

incidents.exact.jsonl  the lossless record: give it to `geoincidents export --protect` and the like
.run                   what was read of each article, for the next run
run.exact.json         what was read, with file names, titles and addresses as they are
protect-seed.txt       settles where places are moved to; who has it can move them back. Keep it:
                       with another seed the same place is shown elsewhere, and two such maps
                       together tell more than one.
protect-rules.toml     the rules of your own that the map was protected by, where there are any
changes.json           what `geoincidents update` changed
"""


def name_exact_folder(results: Path) -> Path:
    """Give the path of the folder for exact data that belongs to a folder of results."""
    whole = Path(os.path.abspath(results))  # noqa: PTH100 - a link to elsewhere stays where it is
    return whole.with_name(f"{whole.name}{FOLDER_ENDING}")


def make_exact_folder(results: Path) -> Path:
    """Make the folder for exact data that stands beside a folder of results; give its path.

    It is never inside that folder, which people upload as it is. Only the owner may read it.

    Raises:
        OutputError: it cannot be written.
    """
    folder = name_exact_folder(results)
    write_whole(folder / NOTE_NAME, _NOTE.encode())
    with contextlib.suppress(OSError):  # a disk without permissions
        folder.chmod(0o700)
    return folder


def keep_rules(folder: Path, rules_file: Path | None) -> None:
    """Keep the rules that a map was protected by, for its updates; without a file those we have.

    Raises:
        OutputError: they cannot be written.
        GeoincidentsError: the file cannot be read.
    """
    kept = folder / RULES_NAME
    if rules_file is None:
        kept.unlink(missing_ok=True)
    elif not kept.exists() or not kept.samefile(rules_file):
        try:
            text = rules_file.read_bytes()
        except OSError as error:
            msg = f"cannot read {rules_file}: {error.strerror}; give a TOML file of rules"
            raise GeoincidentsError(msg) from error
        write_whole(kept, text)


def find_rules(folder: Path) -> Path | None:
    """Give the file of the rules that were kept, where there is one."""
    kept = folder / RULES_NAME
    return kept if kept.is_file() else None


def keep_secret(folder: Path) -> bytes:
    """Give the seed of a folder; make one where it has none.

    Raises:
        GeoincidentsError: the file is none that we wrote.
        OutputError: a new one cannot be written.
    """
    path = folder / SEED_NAME
    try:
        text = path.read_text(encoding="ascii").strip()
        seed = bytes.fromhex(text)
    except FileNotFoundError:
        seed = secrets.token_bytes(_BYTES)
        write_whole(path, f"{seed.hex()}\n".encode())
        with contextlib.suppress(OSError):
            path.chmod(0o600)
        return seed
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it holds no seed of ours"
        msg = f"{show_path(path)}: {reason}; restore it, or delete it to move places anew"
        raise GeoincidentsError(msg) from error
    if len(seed) != _BYTES:
        msg = f"{show_path(path)}: it holds no seed of ours; restore it, or delete it"
        raise GeoincidentsError(msg)
    return seed
