"""The application: its commands, and how every fault ends in one line and an exit code."""

import gc
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from geoincidents import __version__
from geoincidents.cli.basemap import NAME as BASEMAP
from geoincidents.cli.basemap import build_basemap
from geoincidents.cli.codes import BUSY, FAILED, FINE, INTERRUPTED
from geoincidents.cli.database import NAME as DATABASE
from geoincidents.cli.database import build_database
from geoincidents.cli.demo import make_demo
from geoincidents.cli.doctor import examine_program
from geoincidents.cli.embed import embed_page
from geoincidents.cli.evaluate import evaluate_run
from geoincidents.cli.explain import explain_one
from geoincidents.cli.export import export_incidents
from geoincidents.cli.extract import extract_incidents
from geoincidents.cli.locate import locate_words
from geoincidents.cli.map import map_articles
from geoincidents.cli.options import DEBUG_OPTION, DEBUG_VARIABLE, Debug
from geoincidents.cli.picture import picture_incidents
from geoincidents.cli.places import NAME as PLACES
from geoincidents.cli.places import build_places
from geoincidents.cli.render import render_incidents
from geoincidents.cli.report import report_incidents
from geoincidents.cli.split import split_joined
from geoincidents.cli.stopping import StoppedError
from geoincidents.cli.terminal import (
    prepare_streams,
    print_line,
    print_output,
    show_text,
    silence_stream,
)
from geoincidents.cli.update import update_map
from geoincidents.cli.verify import verify_folder
from geoincidents.errors import BusyError, GeoincidentsError

PROGRAM = "geoincidents"
_YOUNG_OBJECTS = 50_000  # Python's own 700 costs start-up and reading a fifteenth of their time
COMMANDS: dict[str, Callable[..., None]] = {
    "map": map_articles,
    "update": update_map,
    "extract": extract_incidents,
    "export": export_incidents,
    "explain": explain_one,
    "split": split_joined,
    "verify": verify_folder,
    "evaluate": evaluate_run,
    "locate": locate_words,
    "render": render_incidents,
    "embed": embed_page,
    "picture": picture_incidents,
    "report": report_incidents,
    "demo": make_demo,
    "doctor": examine_program,
}


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer's signature
    if asked:
        print_output(f"{PROGRAM} {__version__}")
        raise typer.Exit


def start(
    context: typer.Context,
    *,
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version."),
    ] = False,
    debug: Debug = False,  # noqa: ARG001 - `main` asks for it, also where parsing fails
) -> None:
    """Turn news articles into maps you can defend: a quote stands behind every fact."""
    if context.invoked_subcommand is None:
        print_output(context.get_help())


def build_app() -> typer.Typer:
    """Give the application with a command for each row of `COMMANDS`."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="markdown",
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    app.callback(invoke_without_command=True)(start)
    for name, command in COMMANDS.items():
        app.command(name)(command)
    app.add_typer(build_places(), name=PLACES)
    app.add_typer(build_basemap(), name=BASEMAP)
    app.add_typer(build_database(), name=DATABASE)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    gc.set_threshold(_YOUNG_OBJECTS, 20, 100)
    prepare_streams()
    words = _shield_coordinates(list(sys.argv[1:] if arguments is None else arguments))
    kept = ""
    debug = _wants_debug(words)
    if debug:
        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger(PROGRAM).setLevel(logging.DEBUG)
    try:
        code = build_app()(words, prog_name=PROGRAM, standalone_mode=False) or FINE
    except KeyboardInterrupt:
        code = INTERRUPTED
    except StoppedError as stop:
        code, kept = INTERRUPTED, str(stop)
    except SystemExit as stop:
        # typer's own way to end where the reader of --help has closed the pipe
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        return FINE
    except Exception as error:  # noqa: BLE001 - nobody should see a traceback who did not ask
        if debug:
            traceback.print_exc()
        return _report(error)
    if code == INTERRUPTED:
        print_line(f"{PROGRAM}: interrupted; {kept or 'files that were there before are whole'}")
    return int(code)


_SOUTHERN = re.compile(r"-\d+(?:\.\d+)?\s*[,;]")


def _shield_coordinates(words: list[str]) -> list[str]:
    """Let `locate "-33.4, -70.7"` be the coordinates that it looks like, and no option."""
    if words[:1] != ["locate"]:
        return words
    return [f" {word}" if _SOUTHERN.match(word) else word for word in words]


def _wants_debug(words: Sequence[str]) -> bool:
    """Say whether a traceback is asked for, also where the words make no sense otherwise."""
    variable = os.environ.get(DEBUG_VARIABLE, "").lower()
    return DEBUG_OPTION in words or variable in {"1", "true", "yes", "on"}


def _report(error: Exception) -> int:
    """Say in one line what went wrong, where, and what next; give the exit code."""
    if isinstance(error, BrokenPipeError):
        silence_stream(sys.stdout)
        return FINE
    code = FAILED
    if isinstance(error, typer.TyperException):
        code = error.exit_code
        line = f"{error.format_message()} See: {_name_help(error)}"
    elif isinstance(error, GeoincidentsError):
        code = BUSY if isinstance(error, BusyError) else FAILED
        line = str(error)
    elif isinstance(error, MemoryError):
        line = "out of memory; give it fewer articles at a time"
    else:
        line = (
            f"{type(error).__name__}: {error} (a fault of this program); "
            f"run again with {DEBUG_OPTION} and report what it prints"
        )
    # A list of faults comes a line each, so that people can work through it.
    head, *faults = line.split("\n  ")
    print_line(f"{PROGRAM}: {show_text(head)}")
    for fault in faults:
        print_line(f"  {show_text(fault)}")
    return code


def _name_help(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else PROGRAM} --help"
