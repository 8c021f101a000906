"""`geoincidents evaluate`: the incidents of a run against what experts read."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.inputs import read_incidents
from geoincidents.cli.terminal import escape_controls, print_line, print_output, show_text

GOLD_FOLDER = Path("gold")


def evaluate_run(
    incidents: Annotated[
        str | None,
        typer.Argument(
            metavar="INCIDENTS",
            help="The incidents.jsonl of a run; - reads it from standard input.",
            show_default=False,
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Argument(
            metavar="GOLD",
            help="Folder of the gold set: incidents.jsonl and not_incidents.jsonl (docs/gold.md).",
            show_default=False,
        ),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures as JSON on standard output.")
    ] = False,
    show: Annotated[
        bool,
        typer.Option("--show", help="Name each incident: found, missed, skipped or false."),
    ] = False,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles",
            metavar="DIR",
            help="The articles of the run: checks every quote; may be given more than once.",
        ),
    ] = None,
    template: Annotated[
        list[str] | None,
        typer.Option(
            "--template",
            metavar="ARTICLES",
            help="Start a gold set instead: a draft of what these articles tell, to correct by "
            "hand; may be given more than once.",
        ),
    ] = None,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="DIR", help="Folder for the draft of --template."),
    ] = GOLD_FOLDER,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Score the incidents of a run against a gold set, field by field.

    Precision, recall and F1 of the incidents and of each field, types confused, km and days off,
    and what was merged. The headline, end to end, is the F1 in which a found incident earns the
    share of its fields that is right.
    """
    if template:
        if incidents is not None:
            msg = "--template starts a new gold set: name its folder with --out, and nothing else."
            raise typer.BadParameter(msg)
        raise typer.Exit(_start_gold(template, out, quiet=quiet))
    if incidents is None or gold is None:
        missing = "INCIDENTS" if incidents is None else "GOLD"
        msg = f"Missing argument '{missing}'; or start a gold set with --template ARTICLES."
        raise typer.BadParameter(msg)
    _score(incidents, gold, articles or (), as_json=as_json, show=show)


def _score(
    incidents: str, gold: Path, articles: Sequence[str], *, as_json: bool, show: bool
) -> None:
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.evaluate import evaluate_incidents, read_gold, show_scores  # noqa: PLC0415
    from geoincidents.evaluate.summary import list_lines, list_verdicts  # noqa: PLC0415
    from geoincidents.ingest import read_articles  # noqa: PLC0415

    right = read_gold(gold)
    read = read_articles(*articles, fetcher=start_fetcher(articles)) if articles else None
    scores = evaluate_incidents(read_incidents(incidents), right, articles=read)
    if scores.drafts:
        print_line(
            f"{scores.drafts} of {len(right.incidents)} lines of {show_text(gold)} are drafts of "
            "the program that nobody has checked: the figures say little"
        )
    if show:
        for line in list_verdicts(scores):
            (print_line if as_json else print_output)(escape_controls(line))
    if as_json:
        print_output(json.dumps(show_scores(scores), indent=2))
        return
    for line in list_lines(scores):
        print_output(escape_controls(line))


def _start_gold(articles: list[str], folder: Path, *, quiet: bool) -> int:
    """Write a draft of a gold set, and never over one that is there."""
    from geoincidents.cli.run import find_all, refuse_empty  # noqa: PLC0415
    from geoincidents.cli.summary import print_problems  # noqa: PLC0415
    from geoincidents.disk import check_folder, write_whole  # noqa: PLC0415
    from geoincidents.errors import OutputError  # noqa: PLC0415
    from geoincidents.evaluate.gold import INCIDENTS, NEGATIVES  # noqa: PLC0415
    from geoincidents.evaluate.template import draft_gold  # noqa: PLC0415

    names = (INCIDENTS, NEGATIVES)
    for name in names:
        if (folder / name).exists():
            msg = f"{str(folder / name)!r} is there already; choose another folder with --out"
            raise OutputError(msg)
    check_folder(folder, names)
    found = find_all(articles, published=None, encoding=None, quiet=quiet)
    print_problems(found, "geoincidents map writes them all to run.json")
    refuse_empty(found, articles)
    for name, data in zip(names, draft_gold(found), strict=True):
        write_whole(folder / name, data)
    if not quiet:
        print_line(
            f"{len(found)} drafts in {show_text(folder / INCIDENTS)}: correct every line, add what "
            "is missing, then delete its field draft (docs/gold.md)"
        )
    return SOME_SKIPPED if found.skipped else FINE
