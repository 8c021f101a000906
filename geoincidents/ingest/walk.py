"""Which files the paths of a run mean: folders are walked, links stay inside, nothing blocks."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from geoincidents.ingest.beside import SHEET_NAME
from geoincidents.ingest.endings import Ending, split_name
from geoincidents.ingest.formats import check_ending, is_read
from geoincidents.ingest.network.addresses import is_address
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.shown import is_clutter, show_name
from geoincidents.ingest.source import STDIN, explain_os_error, refuse_special
from geoincidents.model.article import Skipped

# A folder below an input with all of these is a map of ours: reading it would find its own words.
_RESULTS = frozenset({"incidents.geojson", "incidents.jsonl", "run.json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFile:
    """Name a file to read: `name` opens it, `shown` is for people, `folder` is its real folder.

    There may be a million of them: what can be told by the name is not held.
    """

    name: str
    shown: str
    folder: Path

    @property
    def path(self) -> Path:
        """Give the path that opens it."""
        return Path(self.name)

    @property
    def ending(self) -> Ending:
        """Give what its name says of it."""
        return split_name(self.path.name)


@dataclass(slots=True, kw_only=True)
class Walk:
    """Collect the files of a run by real path, so that each is read once.

    `addresses` are those of pages to fetch, `stems` holds the ids of all files of each walked
    folder, `shown_folders` how people see it.
    """

    files: dict[str, InputFile] = field(default_factory=dict)
    skipped: dict[Skipped, None] = field(default_factory=dict)
    absent: list[Skipped] = field(default_factory=list)
    stems: dict[Path, set[str]] = field(default_factory=dict)
    shown_folders: dict[Path, str] = field(default_factory=dict)
    addresses: dict[str, None] = field(default_factory=dict)
    reads_stdin: bool = False
    _folders: dict[Path, Path] = field(default_factory=dict)  # each is held once

    def add_paths(self, paths: Iterable[str | Path]) -> None:
        """Add every path: a file, a folder with all that it holds, an address, or `-`."""
        for path in paths:
            if str(path) == STDIN:
                self.reads_stdin = True
                continue
            if is_address(path):
                self.addresses[str(path)] = None
                continue
            shown = show_name(path)
            try:
                real = Path(os.path.realpath(path, strict=True))
            except OSError as error:
                refusal = explain_os_error(error)
                self.absent.append(refusal.name_input(shown))
            except ValueError:  # a NUL in the path
                refusal = RefusalError("no such file or folder", "check the spelling of the path")
                self.absent.append(refusal.name_input(shown))
            else:
                self._add_path(Path(path), real)

    def has_inputs(self) -> bool:
        """Tell whether there is anything to read, or to say of what cannot be."""
        return bool(self.files or self.skipped or self.addresses or self.reads_stdin)

    def _add_path(self, path: Path, real: Path) -> None:
        if not real.is_dir():
            self._add_file(path, real)
        elif not self._walk_folder(path, real):
            self.absent.append(
                Skipped(
                    path=show_name(path),
                    reason="a folder without files",
                    next_step="give a folder that holds articles (.txt, .html, .jsonl, .csv)",
                )
            )

    def _add_file(self, path: Path, real: Path) -> None:
        """Add one file by its name, or say why not."""
        shown = show_name(path)
        ending = split_name(path.name)
        self.stems.get(real.parent, set()).add(ending.stem)
        try:
            refuse_special(real.stat().st_mode)
            check_ending(ending)
        except RefusalError as refusal:
            self._skip(refusal, shown)
        except OSError as error:
            self._skip(explain_os_error(error), shown)
        else:
            name, place = str(path), str(real)
            folder = self._folders.setdefault(real.parent, real.parent)
            file = InputFile(name=name, shown=name if shown == name else shown, folder=folder)
            if (known := self.files.get(place)) is not None:
                # Of two ways to the same file the plain one, else the first by name, in any order.
                file = min(known, file, key=lambda each: (each.path.is_symlink(), each.shown))
            self.files[name if place == name else place] = file

    def _skip(self, refusal: RefusalError, shown: str) -> None:
        self.skipped[refusal.name_input(shown)] = None

    def _walk_folder(self, top: Path, top_real: Path) -> int:
        """Add all files below a folder; give the number of entries found that are no folders."""
        found = 0
        stack = [(top, top_real)]
        while stack:  # not os.walk, which recurses: a path may be deeper than Python's stack
            folder, real = stack.pop()
            shown = show_name(folder)
            self.stems.setdefault(real, set())
            self.shown_folders[real] = min(self.shown_folders.get(real, shown), shown)
            try:
                with os.scandir(folder) as entries:
                    kept = [entry for entry in entries if not is_clutter(entry.name)]
            except OSError as error:
                self._skip(explain_os_error(error), shown)
                found += 1
                continue
            if folder != top and {entry.name for entry in kept} >= _RESULTS:
                continue
            for entry in kept:
                plain_folder = entry.is_dir(follow_symlinks=False)
                if plain_folder and not is_read(split_name(entry.name)):
                    stack.append((folder / entry.name, real / entry.name))
                else:
                    found += 1
                    self._add_entry(entry, real, top_real)
        return found

    def _add_entry(self, entry: os.DirEntry[str], folder: Path, top_real: Path) -> None:
        path = Path(entry.path)
        try:
            if entry.is_symlink():
                target = _follow_link(path, top_real)
            elif entry.is_dir():  # named like a file: a page's pictures, or a mistake
                reason = "is a folder"
                raise RefusalError(reason, "give it as an input of its own")  # noqa: TRY301 - the handler below names the entry
            else:
                target = folder / entry.name
        except RefusalError as refusal:
            self._skip(refusal, show_name(path))
        else:
            if target is not None:
                self._add_file(path, target)


def _follow_link(path: Path, top_real: Path) -> Path | None:
    """Give the file that a link names, or `None` where it names a folder that is walked anyway.

    Raises:
        RefusalError: it names nothing, no file, or something outside the walked folder.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
        inside = target.is_relative_to(top_real)
        if target.is_dir() and inside:
            return None
        if not target.is_dir():
            refuse_special(target.stat().st_mode)
    except FileNotFoundError as error:
        reason = "missing target of a link"
        raise RefusalError(reason, "mend or remove the link") from error
    except OSError as error:
        raise explain_os_error(error) from error
    if not inside:
        reason = "a link that leads out of the folder"
        raise RefusalError(reason, "give what it names as an input of its own")
    return target


def is_sheet(file: InputFile) -> bool:
    """Tell whether a file has the name of the metadata sheet."""
    return file.path.name == SHEET_NAME
