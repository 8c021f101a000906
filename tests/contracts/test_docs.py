"""What the docs tell people is so."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def writer(root: Path) -> ModuleType:
    """Give docs/write_cli.py as a module."""
    spec = importlib.util.spec_from_file_location("write_cli", root / "docs" / "write_cli.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("geoincidents map seeds --out map", None),
        ("geoincidents COMMAND --help", None),
        ("geoincidents plot seeds", "there is no command 'plot'"),
        ("geoincidents demo --publish x", "demo has no option --publish"),
        ("make map", None),
        ("make maps", "make has no 'maps'"),
    ],
)
def test_what_does_not_exist_is_found(writer: ModuleType, typed: str, fault: str | None) -> None:
    """A command, option or make target that does not exist is named."""
    assert writer.find_fault(typed) == fault


def test_typed_commands_are_found(writer: ModuleType) -> None:
    """Commands are found in blocks and between backticks, comments left out."""
    page = (
        "Say `make map`.\n\n```sh\n$ geoincidents demo  # see\n.venv/bin/geoincidents map x\n```\n"
        "Or so:\n\n    cat x | geoincidents map - --out map\n"
    )
    assert writer.list_typed(page) == [
        "geoincidents demo",
        "geoincidents map x",
        "geoincidents map - --out map",
        "make map",
    ]


def test_pages_that_are_linked_exist(root: Path) -> None:
    """A link from page to page, or to a picture, leads somewhere."""
    for page in [*root.glob("*.md"), *root.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"
