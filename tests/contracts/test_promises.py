"""Every promise names what holds it, and that exists."""

import ast
import re
from pathlib import Path

HOLDER = re.compile(r"`((?:tests|fuzz|benchmarks|docs)/[\w/.-]+\.py)(?:::(\w+))?[^`]*`")
COLUMNS = 4


def list_rows(page: str) -> list[list[str]]:
    """Give the cells of each row of the tables, without their heads."""
    rows = [line.strip("|").split("|") for line in page.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip() != "promise"]


def list_functions(path: Path) -> set[str]:
    """Give the names of the functions of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def list_faults(page: str, root: Path) -> list[str]:
    """Name each row that is not whole, and each test or command that does not exist."""
    faults = []
    for row in list_rows(page):
        if len(row) != COLUMNS or not all(row):
            faults.append(f"{row[0]}: not {COLUMNS} cells with something in each")
            continue
        held = HOLDER.findall(row[3])
        commands = re.findall(r"`(?:make|geoincidents|zizmor|bandit) [^`]+`", row[3])
        if not held and not commands:
            faults.append(f"{row[0]}: nothing holds it")
        for file, name in held:
            path = root / file
            if not path.is_file() or (name and name not in list_functions(path)):
                faults.append(f"{row[0]}: there is no {file} {name}".rstrip())
    return faults


def test_every_promise_is_held_by_something_that_exists(root: Path) -> None:
    """Each row of docs/promises.md is whole and names tests and commands that there are."""
    page = (root / "docs" / "promises.md").read_text("utf-8")
    assert list_rows(page)
    assert list_faults(page, root) == []


def test_a_promise_that_nothing_holds_is_found(root: Path) -> None:
    """A row without a holder, with one that does not exist, or with a cell too few is named."""
    page = (
        "| promise | asked | measured | held by |\n|---|---|---|---|\n| a | 0 | 0 | hope |\n"
        "| b | 0 | 0 | `tests/contracts/test_promises.py::test_of_nobody` |\n| c | 0 | `make x` |\n"
        "| d | 0 | 0 | `fuzz/nowhere.py --inputs 5` |\n| e | 0 | 0 | `tests/conftest.py` |\n"
    )
    assert list_faults(page, root) == [
        "a: nothing holds it",
        "b: there is no tests/contracts/test_promises.py test_of_nobody",
        "c: not 4 cells with something in each",
        "d: there is no fuzz/nowhere.py",
    ]
