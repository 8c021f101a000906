"""Write incidents in any format of the table: whole or not at all, one run at a time."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from geoincidents.disk import stage_files, write_whole
from geoincidents.errors import LossError
from geoincidents.locking import hold_output
from geoincidents.model import Incident, Incidents, is_walked
from geoincidents.store.formats import Format, WriteOptions, Written, find_format, guess_format
from geoincidents.store.geojson import stream_geojson, stream_lines
from geoincidents.store.jsonl import stream_jsonl
from geoincidents.store.qgis import encode_style, list_kinds
from geoincidents.store.qgis.style import MARK
from geoincidents.store.rows import LAYERS, Row, Rows, collect_rows, walk_rows

HELD_INCIDENTS = 10_000  # some 100 MB of rows, which are then worked out once for all formats


def to_file(  # noqa: PLR0913 - the options of a file are keywords of their own
    incidents: Iterable[Incident],
    path: str | Path,
    *,
    as_format: str | None = None,
    areas: bool = False,
    rows: str = "incident",
    bom: bool = False,
    lossy: bool = False,
    style: bool = True,
    wait_s: float = 0.0,
) -> tuple[Path, ...]:
    """Write incidents to a file in the format that its ending names, or in `as_format`.

    Gives the files that were written: beside a GeoJSON stands its style for QGIS, unless `style`
    is false. docs/formats.md tells what each format holds.

    Raises:
        InputError: there is no such format; names the nearest.
        LossError: the format cannot hold the data and `lossy` does not say that this is known.
        BusyError: another run writes this file, and still did after `wait_s`.
        OutputError: the file cannot be written; an old one is untouched.
        RecordError: an incident is not of the schema; nothing is written.
    """
    options = WriteOptions(areas=areas, rows=rows, bom=bom, lossy=lossy, style=style)
    return write_file(incidents, path, options, as_format=as_format, wait_s=wait_s).files


def write_file(
    incidents: Iterable[Incident] | Rows,
    path: str | Path,
    options: WriteOptions,
    *,
    as_format: str | None = None,
    wait_s: float = 0.0,
) -> Written:
    """Write as `to_file` does; say besides what people should know, such as rows left out."""
    target = Path(path)
    chosen = choose_format(target, as_format)
    check_losses([chosen], options)
    with hold_output(target, wait_s):
        return chosen.load_writer()(_prepare(incidents, chosen), target, options)


def _prepare(incidents: Iterable[Incident] | Rows, chosen: Format) -> Rows:
    """Give the rows that a format writes; very many are walked through, where it takes that."""
    if not chosen.streams or not isinstance(incidents, Incidents) or not is_large(incidents):
        return collect_rows(incidents)
    return walk_rows(incidents.items)


def is_large(incidents: Incidents) -> bool:
    """Tell whether a run on the disk is too large to be held."""
    return is_walked(incidents.items) and len(incidents) > HELD_INCIDENTS


def choose_format(path: Path, name: str | None) -> Format:
    """Give the format of a name, or where none is given of the end of a file name.

    Raises:
        InputError: there is none; names the nearest.
    """
    return guess_format(path) if name is None else find_format(name)


def check_losses(formats: Iterable[Format], options: WriteOptions) -> None:
    """Let formats through that hold the data, and others where the losses are known.

    Raises:
        LossError: one gives up data and `options.lossy` is false; says which.
    """
    for one in formats:
        if one.gives_up and not options.lossy:
            msg = f"{one.title} cannot hold {'; '.join(one.losses)}; --lossy writes it all the same"
            raise LossError(msg)


def write_record(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write `incidents.jsonl`."""
    write_whole(path, stream_jsonl(rows.incidents))
    return Written((path,))


def write_collection(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write one FeatureCollection, and beside it how QGIS draws it."""
    chosen = rows.select(areas=options.areas)
    write_whole(path, stream_geojson(chosen))
    return write_style(path, chosen, options) if options.style else Written((path,))


def write_style(path: Path, rows: Sequence[Row], options: WriteOptions) -> Written:
    """Write the style that QGIS takes up with the file: NAME.qml; one that is not ours stays."""
    beside = path.with_suffix(".qml")
    if beside.exists() and MARK.encode() not in _read_start(beside):
        return Written((path,), (f"{beside.name} was changed by somebody and stays as it is",))
    roles = [role for role in LAYERS if role != "area" or options.areas]
    write_whole(beside, encode_style(list_kinds(rows), roles))
    return Written((path, beside))


def _read_start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1000)


def write_layers(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a FeatureCollection a layer: NAME.impacts.geojson and so on; areas where asked for."""
    stem = path.name.removesuffix(path.suffix)
    written: list[Path] = []
    with stage_files(path.parent) as folder:
        for role, layer in LAYERS.items():
            if role != "area" or options.areas:
                name = f"{stem}.{layer}.geojson"
                own = rows.of_role(role)
                write_whole(folder / name, stream_geojson(own))
                written.append(path.parent / name)
                if options.style:
                    qml = f"{stem}.{layer}.qml"
                    write_whole(folder / qml, encode_style(list_kinds(own), [role]))
                    written.append(path.parent / qml)
    return Written(tuple(written))


def write_lines(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write one feature a line."""
    write_whole(path, stream_lines(rows.select(areas=options.areas)))
    return Written((path,))
