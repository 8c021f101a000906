"""Find the data folders: `gazetteer/`, `maps/`, `seeds/`.

A checkout reads its own top-level folders, so that an edited row is seen at the next run; the wheel
carries a copy of each inside the package (`_gazetteer`, `_maps`, `_seeds`).
"""

from pathlib import Path

from geoincidents.errors import GeoincidentsError

PACKAGE = Path(__file__).parent


def find_folder(name: str) -> Path:
    """Give the data folder `name`: that of the checkout, else that of the wheel.

    Raises:
        GeoincidentsError: the folder is in neither; the installation is damaged.
    """
    for folder in (PACKAGE.parent / name, PACKAGE / f"_{name}"):
        # Beside the package there could be anybody's folder of that name: ours has a pyproject.
        if folder.is_dir() and (
            folder.parent == PACKAGE or (PACKAGE.parent / "pyproject.toml").is_file()
        ):
            return folder
    msg = (
        f"data folder {name!r} is missing from this installation; "
        "install again: pip install --force-reinstall geoincidents"
    )
    raise GeoincidentsError(msg)
