"""A file is written whole or not at all: killed, on a full disk, or where nobody may write."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from geoincidents import disk
from geoincidents.errors import OutputError

OLD, NEW = b"old " * 500_000, b"NEW!" * 750_000
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="POSIX limits, locks or links")
ROOT = Path(__file__).parents[2]

# Writes one text and the other in turns for as long as it lives; SIGINT ends it also where it was
# started in the background of a shell, which has it ignored.
LOOP = """
import signal, sys
from pathlib import Path
from geoincidents.disk import write_whole
path = Path(sys.argv[1])
signal.signal(signal.SIGINT, signal.default_int_handler)
print("ready", flush=True)
while True:
    write_whole(path, b"NEW!" * 750_000)
    write_whole(path, b"old " * 500_000)
"""


def _list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _start_writer(path: Path) -> "subprocess.Popen[str]":
    writer = subprocess.Popen(
        [sys.executable, "-c", LOOP, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


@contextmanager
def _limit_file_size(size: int) -> Iterator[None]:
    """Let no file grow over `size` bytes, as on a disk that is full."""
    import resource  # noqa: PLC0415 - POSIX only

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_made_with_its_folders_and_replaced(tmp_path: Path) -> None:
    """Missing folders are made; the second text takes the place of the first; nothing is left."""
    path = tmp_path / "out" / "deep" / "a.json"
    disk.write_whole(path, OLD)
    disk.write_whole(path, NEW)
    assert path.read_bytes() == NEW
    assert _list_names(path.parent) == ["a.json"]


def test_a_kill_leaves_the_old_bytes_or_the_new_ones(tmp_path: Path) -> None:
    """Killed at any moment, a writer leaves a whole file, and the next one sweeps up after it."""
    path = tmp_path / "a.json"
    disk.write_whole(path, OLD)
    random = Random(20)  # noqa: S311 - moments, not secrets
    left_over = 0
    for _ in range(25):
        writer = _start_writer(path)
        time.sleep(random.uniform(0, 0.03))
        writer.kill()
        writer.wait()
        if writer.stdout is not None:
            writer.stdout.close()
        assert path.read_bytes() in (OLD, NEW)
        left_over += len(_list_names(tmp_path)) - 1
        disk.write_whole(path, OLD)
        assert _list_names(tmp_path) == ["a.json"]
    assert left_over > 0, "no kill fell into a write: the test showed nothing"


@POSIX_ONLY
def test_a_temporary_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    """A sweep takes only what belongs to the dead: another process may be writing here."""
    writer = _start_writer(tmp_path / "theirs.json")
    try:
        for _ in range(50):
            disk.write_whole(tmp_path / "ours.json", b"ours")
        assert writer.poll() is None, "the other writer lost its file"
    finally:
        writer.kill()
        writer.wait()
        if writer.stdout is not None:
            writer.stdout.close()


def test_threads_may_write_one_file(tmp_path: Path) -> None:
    """Writers of one process do not sweep one another either; the last one wins, whole."""
    path = tmp_path / "a.json"
    texts = [bytes([letter]) * 100_000 for letter in b"abcd"]
    faults: list[BaseException] = []

    def write_often(text: bytes) -> None:
        try:
            for _ in range(20):
                disk.write_whole(path, text)
        except BaseException as error:  # noqa: BLE001 - a thread swallows what it raises
            faults.append(error)

    threads = [threading.Thread(target=write_often, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert path.read_bytes() in texts
    assert _list_names(tmp_path) == ["a.json"]


@POSIX_ONLY
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the bytes do not fit, the old file stays and no temporary is left."""
    path = tmp_path / "a.json"
    disk.write_whole(path, b"old")
    with (
        _limit_file_size(1000),
        pytest.raises(OutputError, match=r"cannot write .*a\.json: File too large; "),
    ):
        disk.write_whole(path, NEW)
    assert path.read_bytes() == b"old"
    assert _list_names(tmp_path) == ["a.json"]


@contextmanager
def _mount(folder: Path, options: str) -> Iterator[None]:
    """Mount a small file system at `folder`; skip the test where nobody lets it."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets no test mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S607 - found on PATH


def test_no_space_is_told_with_what_to_do(tmp_path: Path) -> None:
    """A disk without space says so, and keeps the old file."""
    with _mount(tmp_path, "size=64k"):
        disk.write_whole(tmp_path / "a.json", b"old")
        with pytest.raises(OutputError, match=r"No space left on device; free some space"):
            disk.write_whole(tmp_path / "a.json", NEW)
        assert (tmp_path / "a.json").read_bytes() == b"old"
        assert _list_names(tmp_path) == ["a.json"]


def test_a_read_only_disk_is_told(tmp_path: Path) -> None:
    """A disk that nobody may write to is told as such, before the work and after it."""
    with _mount(tmp_path, "ro"):
        for write in (disk.check_folder, lambda folder: disk.write_whole(folder / "a.json", NEW)):
            with pytest.raises(OutputError, match="Read-only file system; choose a folder that"):
                write(tmp_path)


@POSIX_ONLY
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    """A folder that may not be written to is told as such, and its files stay."""
    (tmp_path / "a.json").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(OutputError, match="Permission denied; choose a folder"):
            disk.write_whole(tmp_path / "a.json", NEW)
    finally:
        tmp_path.chmod(0o700)
    assert (tmp_path / "a.json").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("folder", "it is a folder; name a file"),
        ("file/a.json", "a part of the path is a file"),
        ("file/deep/a.json", "a part of the path is a file"),
        ("n" * 300, "choose a shorter name"),
        ("nul\0byte", "null byte; choose another name"),
    ],
)
def test_a_path_that_cannot_be_is_told(tmp_path: Path, name: str, fault: str) -> None:
    """The message says what, where and what next, in one line; nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OutputError) as caught:
        disk.write_whole(tmp_path / name, NEW)
    assert fault in str(caught.value)
    assert str(caught.value).isprintable()
    assert _list_names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"old"


@POSIX_ONLY
def test_a_device_or_socket_is_not_replaced(tmp_path: Path) -> None:
    """What is no ordinary file stays what it is."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s"))
        with pytest.raises(OutputError, match="not an ordinary file"):
            disk.write_whole(tmp_path / "s", NEW)
    assert (tmp_path / "s").is_socket()


@POSIX_ONLY
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The file that a link points to is replaced, not the link."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "real" / "a.json")
    disk.write_whole(tmp_path / "link.json", NEW)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real" / "a.json").read_bytes() == NEW


@POSIX_ONLY
def test_permissions_of_the_old_file_stay(tmp_path: Path) -> None:
    """A file that only its owner reads does not become public; a new one follows the umask."""
    path = tmp_path / "a.json"
    disk.write_whole(path, OLD)
    assert path.stat().st_mode & 0o777 == 0o666 & ~_read_umask()
    path.chmod(0o600)
    disk.write_whole(path, NEW)
    assert path.stat().st_mode & 0o777 == 0o600


def _read_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@POSIX_ONLY
def test_an_interrupted_write_leaves_a_whole_file(tmp_path: Path) -> None:
    """Ctrl-C or a polite end leaves the old file or the new one, and the next writer sweeps."""
    path = tmp_path / "a.json"
    disk.write_whole(path, OLD)
    for moment in range(20):
        writer = _start_writer(path)
        time.sleep(moment / 1000)
        writer.send_signal(signal.SIGTERM if moment % 2 else signal.SIGINT)
        writer.wait()
        if writer.stdout is not None:
            writer.stdout.close()
        assert path.read_bytes() in (OLD, NEW)
        disk.write_whole(path, OLD)
        assert _list_names(tmp_path) == ["a.json"]


def test_where_locks_are_unknown_age_tells_the_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, only a temporary of over an hour is taken for a dead writer's."""
    monkeypatch.setattr(disk, "fcntl", None)
    fresh, stale = tmp_path / ".geoincidents-1.part", tmp_path / ".geoincidents-2.part"
    for path in (fresh, stale):
        path.write_bytes(b"")
    os.utime(stale, (0, 0))
    disk.write_whole(tmp_path / "a.json", NEW)
    assert _list_names(tmp_path) == [fresh.name, "a.json"]


@POSIX_ONLY
def test_a_strange_file_of_like_name_is_no_obstacle(tmp_path: Path) -> None:
    """A folder or a link that is named like a temporary is neither followed nor fatal."""
    (tmp_path / ".geoincidents-folder.part").mkdir()
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / ".geoincidents-link.part").symlink_to(tmp_path / "precious")
    disk.write_whole(tmp_path / "a.json", NEW)
    assert (tmp_path / "a.json").read_bytes() == NEW
    assert (tmp_path / "precious").read_bytes() == b"precious"


def test_a_folder_is_tried_without_a_trace(tmp_path: Path) -> None:
    """Whether files can be written is found out before the work; nothing is made for it."""
    (tmp_path / "out" / "a.json").mkdir(parents=True)
    disk.check_folder(tmp_path / "new" / "deep", ["a.json"])
    with pytest.raises(OutputError, match="it is a folder"):
        disk.check_folder(tmp_path / "out", ["a.json"])
    assert _list_names(tmp_path) == ["out"]
    assert _list_names(tmp_path / "out") == ["a.json"]
