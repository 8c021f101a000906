"""The locks install one and the same thing everywhere, from wherever the installer looks."""

import re
import tomllib
from pathlib import Path

import pytest

LOCKS = ("run.lock", "dev.lock", "node.lock")
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^ ;]+)")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


def read_pins(path: Path) -> dict[str, list[str]]:
    """Give name and version of each pin with the lines below it."""
    pins: dict[str, list[str]] = {}
    below: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if found := PIN.match(line):
            below = pins.setdefault(f"{found[1]}=={found[2]}", [])
        else:
            below.append(line)
    return pins


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_its_hashes(root: Path, name: str) -> None:
    """A lock is pins and SHA-256 hashes, and no other line."""
    pins = read_pins(root / "requirements" / name)
    assert pins
    for pin, below in pins.items():
        assert below, pin
        assert all(HASH.match(line) for line in below), pin


@pytest.mark.parametrize("name", LOCKS)
def test_lock_names_no_host(root: Path, name: str) -> None:
    """A lock says what, never from where."""
    text = (root / "requirements" / name).read_text("utf-8")
    assert not re.search(r"://|--(extra-)?index-url|--find-links|pypi", text)


def test_every_dependency_is_locked(root: Path) -> None:
    """What pyproject.toml asks for is in the lock that installs it, extras for the tests too."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    extras = [one for few in project["project"]["optional-dependencies"].values() for one in few]
    for name, wanted in (
        ("run.lock", [*project["project"]["dependencies"], *groups["build"]]),
        ("dev.lock", [*groups["dev"], *extras]),
        ("node.lock", groups["node"]),
    ):
        pinned = {pin.split("==")[0] for pin in read_pins(root / "requirements" / name)}
        asked = {re.split(r"[\[<>=!; ]", one, maxsplit=1)[0].lower() for one in wanted}
        assert asked <= pinned


def test_tests_run_on_what_users_get(root: Path) -> None:
    """dev.lock holds every pin of run.lock, in the same version."""
    run, dev = (set(read_pins(root / "requirements" / name)) for name in ("run.lock", "dev.lock"))
    assert run <= dev
