"""`geoincidents places find`: the places of a name."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.terminal import print_line, print_output, show_text

if TYPE_CHECKING:
    from geoincidents.model.place import Place

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a place, as written.")]


def find_name(
    name: Name,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the places as JSON.")] = False,
    online: options.Online = None,
    contact: options.Contact = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """List the places of a name, the likeliest first, with kind, coordinates and source.

    Where no place is so named, those of similar spellings are listed. Exit code 3 says that there
    is none.
    """
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - --help does not wait

    gazetteer = load_gazetteer(progress=lambda line: print_line(show_text(line)))
    places: tuple[Place, ...] = ()
    if online and not gazetteer.knows(name):
        from geoincidents.gazetteer.online import ask_online  # noqa: PLC0415 - few ask online

        places = ask_online(name, contact=contact)
    if not places:
        places = gazetteer.candidates(name)
        if places and not gazetteer.knows(name):
            print_line(f"no place is called {show_text(name)!r}; these are spelled like it:")
    if as_json:
        print_output(json.dumps([asdict(place) for place in places], ensure_ascii=False, indent=2))
    else:
        for place in places:
            print_output(show_place(place))
    if not places:
        print_line(
            f"no place is called {show_text(name)!r}, and none is spelled like it; "
            "add it with: geoincidents places add TABLE.csv"
        )
    raise typer.Exit(FINE if places else SOME_SKIPPED)


def show_place(place: "Place") -> str:
    """Give one line for people: name, kind, where it lies, how big, and who says so."""
    where = ", ".join(part for part in (place.admin1, place.country) if part)
    return show_text(
        f"{place.name}  [{place.kind}{'; ' + where if where else ''}]  "
        f"longitude {place.longitude:.4f} latitude {place.latitude:.4f} "
        f"radius {place.radius_m} m  {place.place_id}  source: {place.source}"
    )
