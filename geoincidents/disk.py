"""Write a file whole or not at all: a kill or a full disk leaves the old bytes or the new ones."""

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from geoincidents.errors import OutputError
from geoincidents.moving import Moves, collect_moves, find_moves

try:
    import fcntl
except ImportError:  # Windows has no flock; there an open file cannot be deleted or replaced
    fcntl = None  # type: ignore[assignment]

TEMPORARY_PREFIX = ".geoincidents-"
TEMPORARY_SUFFIX = ".part"
_LEAST_BYTES = 4096  # of what is written at all: a disk that has not even these is full
SURELY_STALE_S = 3600  # where no lock can tell whether its writer lives, age has to

# SQLite gives up a transaction by itself where the disk is full; GDAL then tells only of the end.
_SAYS_FULL = ("disk is full", "no space", "file too large", "disk i/o error", "cannot rollback")
_STATEMENT = re.compile(r"sqlite3_exec\(.*\) failed: ")
_STAGED = re.compile(rf"{re.escape(TEMPORARY_PREFIX)}[0-9a-f]+{re.escape(TEMPORARY_SUFFIX)}[/\\\\]")

NEXT_STEPS = {
    errno.ENOSPC: "free some space or choose another disk",
    errno.EDQUOT: "free some space or choose another disk",
    errno.EFBIG: "raise the limit on the size of files or choose another disk",
    errno.EACCES: "choose a folder that you may write to, or close the program that has it open",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder that is not read-only",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTDIR: "a part of the path is a file; choose another folder",
    errno.EEXIST: "a part of the path is a file; choose another folder",
    errno.ENAMETOOLONG: "choose a shorter name",
}
NEXT_STEP = "choose another folder"


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, in one piece or many, in place of the file `path`; make a missing folder.

    A symbolic link stays one: the file that it points to is replaced.

    Raises:
        OutputError: it cannot be written; an old file of that name is untouched.
    """
    try:
        # os.replace would put a file where the link was.
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        _refuse_special(target)
        _sweep_stale(target.parent)
        _replace(target, data)
    except (OSError, ValueError) as error:
        raise OutputError(_explain(error, path)) from error


@contextlib.contextmanager
def replace_together(folder: Path) -> Iterator[None]:
    """Let the files that are written in the block take their places at its end, all at once.

    As far as names can be given at once: in the order in which they were written, with nothing
    between. Where the block fails, all old files stay. Messages call the files those of `folder`.

    Raises:
        OutputError: a file could not take its place.
    """
    with collect_moves() as moves:
        yield
        try:
            for target in moves.waiting:
                _refuse_special(target)
            for changed in moves.finish():
                _sync_folder(changed)
        except OSError as error:
            raise OutputError(_explain(error, folder)) from error


def is_half_replaced(folder: Path) -> bool:
    """Tell whether a writer died there: files lie about that never got their names."""
    return any(_is_stale(path) for path in _list_temporaries(folder))


@contextlib.contextmanager
def stage_files(folder: Path) -> Iterator[Path]:
    """Give a new folder in `folder` for a library that writes files itself.

    What is in it when the block ends takes the place of the files of the same name in `folder`;
    where the block fails, nothing does. The new folder is gone in either case.

    Raises:
        OutputError: they cannot be written; old files of those names are untouched.
    """
    with open_workplace(folder) as staged:
        yield staged
        target = Path(os.path.realpath(folder))
        _move_staged(staged, target, _find_moves(target))


@contextlib.contextmanager
def open_workplace(folder: Path) -> Iterator[Path]:
    """Give a new folder in `folder` for what another program needs; it is gone when the block ends.

    That of a run that was killed is deleted by the next writer to `folder`. The temporary folder of
    the system is no place for words of an article: nobody would sweep it.

    Raises:
        OutputError: it cannot be made.
    """
    target = Path(os.path.realpath(folder))
    try:
        target.mkdir(parents=True, exist_ok=True)
        _sweep_stale(target)
        descriptor, staged = _open_staging(target)
    except (OSError, ValueError) as error:
        raise OutputError(_explain(error, folder)) from error
    held = Moves(staged=[staged], locks=[] if descriptor is None else [descriptor])
    try:
        yield staged
    finally:
        moves = find_moves()
        if moves is not None and any(one.parent == staged for one in moves.waiting.values()):
            moves.staged += held.staged  # it goes when its files have gone to their places
            moves.locks += held.locks
        else:
            held.close()


def _find_moves(target: Path) -> Moves | None:
    """Give the moves that are under way; in a folder that is only staged nothing waits."""
    is_staged = any(part.startswith(TEMPORARY_PREFIX) for part in target.parts)
    return None if is_staged else find_moves()


def _open_staging(folder: Path) -> tuple[int | None, Path]:
    """Make a new locked folder in `folder`; give its descriptor and path."""
    while True:
        staged = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}"
        staged.mkdir()
        if fcntl is None:
            return None, staged
        try:
            descriptor = os.open(staged, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:  # somebody swept it before it could be opened ...
            continue
        _lock(descriptor, wait=True)
        if staged.exists():
            return descriptor, staged
        os.close(descriptor)  # ... or before it was locked


def _move_staged(staged: Path, target: Path, moves: Moves | None) -> None:
    """Put the files of one folder in place of those of another, once all are on the disk."""
    files = sorted(staged.iterdir())
    path = target
    try:
        for file in files:
            path = target / file.name
            _refuse_special(Path(os.path.realpath(path)))
            with file.open("rb+") as opened:
                os.fsync(opened.fileno())
        for file in files:
            path = target / file.name
            goal = Path(os.path.realpath(path))  # a symbolic link stays one
            with contextlib.suppress(OSError):  # a new file has no old permissions to keep
                shutil.copymode(goal, file)
            if moves is None:
                file.replace(goal)
            else:
                moves.add(file, goal)
    except OSError as error:
        raise OutputError(_explain(error, path)) from error
    if moves is None:
        _sync_folder(target)


def check_folder(folder: Path, names: Iterable[str] = ()) -> None:
    """Find out whether files called `names` could be written to `folder`, and leave no trace.

    Raises:
        OutputError: they could not.
    """
    path = Path(folder)
    try:
        nearest = Path(os.path.realpath(folder))
        for name in names:
            path = Path(folder) / name
            _refuse_special(nearest / name)
        path = Path(folder)
        while not nearest.exists():
            nearest = nearest.parent
        # Permission bits say little of a read-only disk or of an administrator: try it.
        with tempfile.TemporaryFile(dir=nearest) as file:
            file.write(bytes(_LEAST_BYTES))
    except (OSError, ValueError) as error:
        raise OutputError(_explain(error, path)) from error


def _explain(error: OSError | ValueError, path: Path) -> str:
    if isinstance(error, OSError):
        next_step = NEXT_STEPS.get(error.errno or 0, NEXT_STEP)
        reason = error.strerror or type(error).__name__
    else:  # a NUL in the path
        reason, next_step = str(error), "choose another name"
    return f"cannot write {_show_goal(path)}: {reason}; {next_step}"


def explain_failure(error: Exception, path: Path) -> str:
    """Say in one line that a library could not write `path`, with the next step it hints at."""
    if isinstance(error, OSError):
        return _explain(error, path)
    said = _STATEMENT.sub("", _STAGED.sub("", " ".join(str(error).split())))
    full = any(word in said.lower() for word in _SAYS_FULL)
    step = NEXT_STEPS[errno.ENOSPC] if full else NEXT_STEP
    return f"cannot write {_show_goal(path)}: {said.rstrip('.;')}; {step}"


def _show_goal(path: Path) -> str:
    """Show where a file goes, not where it is staged."""
    return _STAGED.sub("", show_path(path))


def show_path(path: Path) -> str:
    """Give a path in one printable line, whatever characters are in it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


def _refuse_special(target: Path) -> None:
    """Keep a folder, a device or a pipe from being replaced by a file."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is a device or a pipe, not an ordinary file")


def _replace(target: Path, data: bytes | Iterable[bytes]) -> None:
    descriptor, temporary = _open_temporary(target.parent)
    moves = _find_moves(target)
    file = os.fdopen(descriptor, "wb")
    try:
        if isinstance(data, bytes):
            file.write(data)
        else:
            file.writelines(data)
        file.flush()
        os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a new file has no old permissions to keep
            shutil.copymode(target, temporary)
        if fcntl is None:
            file.close()  # there an open file gets no other name
        if moves is not None:
            moves.add(temporary, target)
            moves.locks.append(file)
            return
        # Still locked, so that nobody's sweep takes it before it has its name.
        temporary.replace(target)
        file.close()
    except BaseException:
        with contextlib.suppress(OSError):
            file.close()
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _open_temporary(folder: Path) -> tuple[int, Path]:
    """Open a new locked file in `folder`; give its descriptor and path."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        temporary = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}{TEMPORARY_SUFFIX}"
        descriptor = os.open(temporary, flags | getattr(os, "O_CLOEXEC", 0), 0o666)
        _lock(descriptor, wait=True)
        if os.fstat(descriptor).st_nlink:
            return descriptor, temporary
        os.close(descriptor)  # somebody swept it in the moment before it was locked


def _lock(descriptor: int, *, wait: bool = False) -> bool | None:
    """Take the lock of an open file: `None` where the file system knows no locks."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _sweep_stale(folder: Path) -> None:
    """Delete the temporaries of writers that died: their lock is free."""
    for path in _list_temporaries(folder):
        # Another process may sweep the same file, and a file of another user may not be ours.
        with contextlib.suppress(OSError):
            _remove_stale(path)


def _list_temporaries(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError):
        yield from list(folder.glob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}"))


def _is_stale(path: Path) -> bool:
    """Tell whether the writer of a temporary is dead."""
    try:
        if fcntl is not None:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                free = _lock(descriptor)
            finally:
                os.close(descriptor)
            if free is not None:
                return free
        return time.time() - path.stat().st_mtime > SURELY_STALE_S
    except OSError:
        return False


def _remove_stale(path: Path) -> None:
    """Delete a temporary whose writer is dead; its lock is held until it is gone."""
    if fcntl is not None:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            free = _lock(descriptor)
            if free:
                _remove(path)
        finally:
            os.close(descriptor)
        if free is not None:
            return
    if time.time() - path.stat().st_mtime > SURELY_STALE_S:
        _remove(path)


def _remove(path: Path) -> None:
    """Delete a temporary: a file, or a folder of `stage_files`."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synced at all."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
