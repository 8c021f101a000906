"""What the package imports is what it says that it needs."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

# Asked for by name, though we import only what lies on it: `distributed` is of the same version.
UNIMPORTED = {"dask"}


def list_imports(package: Path) -> set[str]:
    """Give the top-level names that any file of a package imports."""
    found: set[str] = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.split(".")[0])
    return found - {*sys.stdlib_module_names, "geoincidents"}


def _list_names(requirements: Iterable[str]) -> set[str]:
    return {re.split(r"[<>=! \[]", one, maxsplit=1)[0].lower() for one in requirements}


def test_every_import_is_declared_and_nothing_else(root: Path) -> None:
    """No library is imported that only another one happens to bring, and none is asked in vain.

    That a library of an extra is asked for before it is imported is held by the tests of its room.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    declared = _list_names(project["dependencies"])
    extras = _list_names(chain(*project["optional-dependencies"].values()))
    homes = packages_distributions()
    used = {homes[name][0].lower() for name in list_imports(root / "geoincidents")}
    assert used <= declared | extras
    assert (declared | extras) - used <= UNIMPORTED
