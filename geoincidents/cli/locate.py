"""`geoincidents locate`: words about space in, GeoJSON out."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.terminal import print_line, print_output, show_text
from geoincidents.errors import InputError
from geoincidents.folders import check_assets

if TYPE_CHECKING:
    from geoincidents.expressions import Locator
    from geoincidents.model import Location, NoLocation

STDIN = "-"
Asked = tuple[str | None, str, str | None]  # id, words, country


def locate_words(
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            help='An expression such as "five miles west of Erbil"; - reads one a line from '
            "standard input, as words or as JSON with id, phrase and country.",
            show_default=False,
        ),
    ],
    *,
    country: Annotated[
        str | None,
        typer.Option("--country", "-c", metavar="CODE", help="Country of the places, such as IQ."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option("--about", metavar="PLACE", help='What "the base" or "there" stands for.'),
    ] = None,
    outlines: Annotated[
        list[Path] | None,
        typer.Option(
            "--outlines",
            metavar="FILE",
            help="Polygons of areas (GeoJSON of Who's On First); may be given more than once.",
        ),
    ] = None,
    draw: Annotated[
        Path | None,
        typer.Option("--draw", metavar="FILE", help="Draw what comes out on a map page."),
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Give one location a line in place of GeoJSON.")
    ] = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Place words about space: an area, a point in it, a radius, and the rule that made them.

    What cannot be placed comes out with the reason and without geometry; the exit code is then 3.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.expressions import Locator  # noqa: PLC0415
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415
    from geoincidents.locate import read_outlines  # noqa: PLC0415

    if draw is not None:
        check_assets()
    gazetteer = load_gazetteer(progress=lambda line: print_line(show_text(line)))
    polygons = read_outlines(*outlines) if outlines else None
    locators: dict[str | None, Locator] = {}
    rows: list[dict[str, Any]] = []
    failed = 0
    for number, phrase, code in _read_asked(words, country):
        if code not in locators:
            locators[code] = Locator(
                country=code, about=about, gazetteer=gazetteer, outlines=polygons
            )
        for result in _locate(locators[code], phrase):
            row = _describe(number, result)
            failed += "reason" in row
            if jsonl:
                print_output(json.dumps(row, ensure_ascii=False))
            else:
                rows.append(row)
    if not jsonl:
        print_output(json.dumps(_collect(rows), ensure_ascii=False))
    if draw is not None:
        _draw(rows, draw, words)
    raise typer.Exit(SOME_SKIPPED if failed else FINE)


def _locate(locator: "Locator", phrase: str) -> "tuple[Location | NoLocation, ...]":
    results = locator.locate_each(phrase)
    for result in results:
        reason = getattr(result, "reason", None)
        if reason:
            print_line(show_text(f"{result.text!r} is not placed: {reason}"))
    return results


def _read_asked(words: str, country: str | None) -> Iterator[Asked]:
    """Give id, words and country of what is asked."""
    if words != STDIN:
        yield None, words, country
        return
    for number, line in enumerate(typer.get_text_stream("stdin"), start=1):
        if line.lstrip().startswith("{"):
            yield _read_line(line, number, country)
        elif line.strip():
            yield None, line.strip(), country


def _read_line(line: str, number: int, country: str | None) -> Asked:
    try:
        told = json.loads(line)
        phrase = told["phrase"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = (
            f"standard input, line {number}: no JSON with a 'phrase' ({error}); "
            'write {"id": "1", "phrase": "five miles west of Erbil", "country": "IQ"}'
        )
        raise InputError(msg) from error
    if not isinstance(phrase, str):
        msg = f"standard input, line {number}: 'phrase' is not text but {phrase!r}; quote it"
        raise InputError(msg)
    name = told.get("id")
    return None if name is None else str(name), phrase, told.get("country") or country


def _describe(number: str | None, result: "Location | NoLocation") -> dict[str, Any]:
    from geoincidents.expressions import describe_location  # noqa: PLC0415 - as above

    row = describe_location(result)
    return row if number is None else {"id": number, **row}


def _collect(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Give a GeoJSON collection: an area and its point for each row, no geometry for a reason."""
    from geoincidents.features import Geometry  # noqa: PLC0415 - as above
    from geoincidents.store.geometry import finish_geometry, measure_bbox  # noqa: PLC0415 - as above

    features: list[dict[str, Any]] = []
    for number, row in enumerate(rows, start=1):
        told = {key: value for key, value in row.items() if key not in {"area", "id"}}
        if "admin1_touched" in told:  # GIS programs turn nested columns into NULL or text
            told["admin1_touched"] = "; ".join(told["admin1_touched"])
        name = str(row.get("id") or number)
        if row.get("area") is None:
            features.append(_make_feature(name, "none", None, told))
            continue
        point = Geometry(type="Point", coordinates=(row["longitude"], row["latitude"]))
        area = Geometry(type="Polygon", coordinates=row["area"]["coordinates"])
        features.append(_make_feature(name, "area", finish_geometry(area), told))
        features.append(_make_feature(name, "point", finish_geometry(point), told))
    box = measure_bbox([f["geometry"] for f in features if f["geometry"]])
    head: dict[str, Any] = {"type": "FeatureCollection"}
    return head | ({"bbox": list(box)} if box else {}) | {"features": features}


def _make_feature(
    name: str, role: str, geometry: dict[str, Any] | None, told: dict[str, Any]
) -> dict[str, Any]:
    properties = {"feature_role": role, **told}
    key = f"{name}-{role}"
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": properties}


def _draw(rows: list[dict[str, Any]], path: Path, words: str) -> None:
    """Write a page with the areas and points; the words stand in its title only."""
    import folium  # noqa: PLC0415 - heavy, and only for a page

    from geoincidents.disk import write_whole  # noqa: PLC0415 - as above
    from geoincidents.render import draw_map  # noqa: PLC0415 - as above

    collection = _collect([row for row in rows if row.get("area")])
    title, note = (
        ("Places" if words == STDIN else words),
        "Where the words lead: an area that holds it.",
    )
    page = draw_map([], title=title, note=note)
    features = [f | {"properties": {}} for f in collection["features"]]
    if features:
        # Geometry alone: folium would run words as a template.
        folium.GeoJson({"type": "FeatureCollection", "features": features}).add_to(page)
        west, south, east, north = collection["bbox"]
        page.fit_bounds([[south, west], [north, east + (360 if east < west else 0)]])
    write_whole(path, page.render_page().encode("utf-8"))
