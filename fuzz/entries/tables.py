"""Tables of places: of the gazetteer and of a user; a fault is told with its row."""

from collections.abc import Callable, Iterable
from pathlib import Path

from fuzz.entries import Target
from geoincidents.errors import GeoincidentsError
from geoincidents.gazetteer.check import check_rows
from geoincidents.gazetteer.sources.own import read_places
from geoincidents.gazetteer.sources.rows import Faults
from geoincidents.gazetteer.tables import CountryRow, read_tables

OURS = Path(__file__).resolve().parents[2] / "gazetteer"
NAMES = ("places.csv", "countries.csv", "own.csv", "own.geojson")


def load_target(folder: Path) -> Target:
    """Give what reads a table; the first byte says as which."""
    tables, own = folder / "tables", folder / "own"
    for made in (tables, own):
        made.mkdir(exist_ok=True)
    countries = {row.code: row for row in read_tables(OURS).countries}

    def read(data: bytes) -> None:
        name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
        read_one: Callable[[Path], None] = (
            _read_ours if name in NAMES[:2] else lambda path: _read_own(path, countries)
        )
        path = (tables if name in NAMES[:2] else own) / name
        path.write_bytes(data[1:])
        try:
            read_one(path)
        except GeoincidentsError:
            return
        finally:
            path.unlink()

    return read


def _read_ours(path: Path) -> None:
    for fault in check_rows(read_tables(path.parent)):
        assert str(fault).isprintable(), "a fault cannot be shown"


def _read_own(path: Path, countries: dict[str, CountryRow]) -> None:
    for _ in read_places(path, Faults(path.name), countries):
        pass


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give the heads and some rows of tables, and a collection of features."""
    for name, kind in (("iraq.csv", 0), ("countries.csv", 1)):
        lines = (OURS / name).read_bytes().split(b"\n")
        yield bytes([kind]) + b"\n".join(lines[:4])
    yield b"\2name,kind,longitude,latitude,country,aliases,rank\nTell,village,44.1,36.2,IQ,A|B,1\n"
    yield b"\3" + b"[" * 4000
    yield (
        b'\3{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Tell",'
        b'"kind":"village","country":"IQ"},"geometry":{"type":"Point","coordinates":[44.1,36.2]}}]}'
    )
