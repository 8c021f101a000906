"""The notebooks of the docs run from the first cell to the last, and are kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from geoincidents.gazetteer.cache import CACHE_VARIABLE

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
SHOWN = {"01-articles-to-map", "02-incidents-as-table"}  # those that end in a picture or a map


def _read(path: Path) -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(  # type: ignore[no-untyped-call] # has no types
        path, as_version=4
    )
    return found


def _run(path: Path) -> nbformat.NotebookNode:
    notebook = _read(path)
    # As Jupyter does: in the notebook's own folder, each run in a kernel of its own.
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    return notebook


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.usefixtures("gazetteer")
def test_notebook_runs(
    path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each notebook runs without an error or a warning, and its results show themselves."""
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    outputs = [one for cell in _run(path).cells if cell.cell_type == "code" for one in cell.outputs]
    assert outputs
    faults = [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
    assert not faults
    results = [one.data for one in outputs if one.output_type == "execute_result"]
    if path.stem in SHOWN:
        assert any("data:image/png" in data.get("text/html", "") for data in results)
        assert any("image/png" in data for data in results)


def test_there_are_three() -> None:
    """A notebook that is lost, or moved out of reach of its test, is missed."""
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_outputs(path: Path) -> None:
    """What a notebook gave, and how often it ran, is not under version control."""
    cells = _read(path).cells
    assert all(not one.outputs for one in cells if one.cell_type == "code")
    assert all(one.execution_count is None for one in cells if one.cell_type == "code")
