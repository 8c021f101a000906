"""`--protect` of `map`, `export`, `render`, `picture` and `report`: who is kept safe, and how."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geoincidents.cli.bundles import take_options
from geoincidents.cli.inputs import STDIN
from geoincidents.cli.terminal import print_line, show_text
from geoincidents.errors import InputError

if TYPE_CHECKING:
    from geoincidents.model import Incidents

PANEL = "People's safety"
GUARD = "guard"

Protect = Annotated[
    bool | None,
    typer.Option(
        "--protect/--no-protect",
        rich_help_panel=PANEL,
        help="Move homes, shelters and clinics to their district and withhold the names of private "
        "people, in all that is written (docs/responsibility.md).",
    ),
]
RulesFile = Annotated[
    Path | None,
    typer.Option(
        "--protect-rules",
        metavar="FILE",
        rich_help_panel=PANEL,
        help="TOML of what is protected, in place of maps/protect.toml; goes with --protect.",
    ),
]
OPTIONS: dict[str, Any] = {"protect": Protect, "protect_rules": RulesFile}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Hold what a command was told of people's safety; `protect` is `None` where nothing was."""

    protect: bool | None = None
    rules_file: Path | None = None

    def guard_file(self, found: "Incidents", path: str) -> "Incidents":
        """Protect the incidents of a file, with the seed that is kept beside it.

        Raises:
            InputError: the file is marked as exact, and nobody said whether to protect it; or it
                is no file, beside which a seed could be kept.
        """
        from geoincidents.model import EXACT  # noqa: PLC0415 - --help

        marks = {one.protection for one in found}
        if self.protect is None and EXACT in marks:
            msg = (
                f"{path} holds exact places and names that are not for publication; "
                "give --protect, or --no-protect to write them as they are"
            )
            raise InputError(msg)
        # What was protected before needs no seed, which must not come to lie beside it.
        if not self.protect or not marks & {None, EXACT}:
            return found
        if path == STDIN or "://" in path:
            msg = "--protect keeps its seed beside the file of incidents; give a file"
            raise InputError(msg)
        from geoincidents.protect import keep_secret  # noqa: PLC0415 - --help

        return self._protect(found, keep_secret(Path(path).absolute().parent))

    def guard_run(self, found: "Incidents", out: Path | None) -> "Incidents":
        """Protect the incidents of a run; keep them exact, with the seed, in a folder beside `out`.

        Raises:
            OutputError: that folder cannot be written.
            InputError: files of an earlier run in `out` would stay exact.
        """
        from geoincidents.disk import write_whole  # noqa: PLC0415 - --help
        from geoincidents.model import EXACT, is_walked  # noqa: PLC0415 - --help
        from geoincidents.protect import (  # noqa: PLC0415 - --help
            EXACT_NAME,
            EXACT_RUN_NAME,
            keep_rules,
            keep_secret,
            make_exact_folder,
        )
        from geoincidents.store import (  # noqa: PLC0415 - --help
            add_outputs,
            describe_run,
            stream_run,
            write_jsonl,
            write_ordered_jsonl,
        )

        if not self.protect or out is None:
            return found
        folder = make_exact_folder(out)
        marked = (replace(one, protection=EXACT) for one in found)
        if is_walked(found.items):  # it is in order
            write_ordered_jsonl(marked, folder / EXACT_NAME)
        else:
            write_jsonl(marked, folder / EXACT_NAME)
        run = add_outputs(describe_run(found), folder, [folder / EXACT_NAME])
        write_whole(folder / EXACT_RUN_NAME, stream_run(run))
        print_line(f"Exact data, not for publication: {show_text(folder)}")
        safe = self._protect(found, keep_secret(folder))
        keep_rules(folder, self.rules_file)
        return safe

    def choose_kept(self, out: Path | None) -> Path | None:
        """Give the folder in which what was read is kept: the exact one, where there is one."""
        from geoincidents.protect import make_exact_folder  # noqa: PLC0415 - --help

        return make_exact_folder(out) if self.protect and out is not None else out

    def check_output(self, out: Path | None) -> None:
        """Refuse a folder in which files of a run without protection would stay as they are.

        Raises:
            InputError: there are such files, or there is no folder to keep exact data beside.
        """
        if self.protect and out is None:
            msg = "--protect keeps the exact data beside the map; give --out"
            raise InputError(msg)
        from geoincidents.pipeline import DATA, RESULTS  # noqa: PLC0415 - --help
        from geoincidents.protect import name_exact_folder  # noqa: PLC0415 - --help

        if not self.protect or out is None:
            return
        names = [one.name for one in out.glob(".run")]
        if not name_exact_folder(out).exists():
            names += [one.name for one in out.glob(f"{DATA}*")]
        stale = sorted(name for name in names if name not in RESULTS)
        if stale:
            msg = (
                f"{out} holds {stale[0]} of a run without --protect, which would stay exact; "
                "delete it or choose another folder"
            )
            raise InputError(msg)

    def _protect(self, found: "Incidents", seed: bytes) -> "Incidents":
        from geoincidents.protect import protect_incidents, read_rules  # noqa: PLC0415 - --help

        rules = read_rules(self.rules_file) if self.rules_file else None
        return protect_incidents(found, seed=seed, rules=rules)


def recall_guard(out: Path) -> Guard:
    """Give the protection that a map was made with: what was read for it lies in which folder."""
    from geoincidents.batch import has_readings  # noqa: PLC0415 - --help
    from geoincidents.protect import find_rules, name_exact_folder  # noqa: PLC0415 - --help

    exact = name_exact_folder(out)
    if has_readings(out) or not has_readings(exact):
        return Guard()
    return Guard(protect=True, rules_file=find_rules(exact))


def take_protection(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of protection in place of its parameter `guard`."""
    return take_options(command, GUARD, OPTIONS, _read_guard)


def _read_guard(words: dict[str, Any]) -> Guard:
    protect, rules_file = words["protect"], words["protect_rules"]
    if rules_file is not None and not protect:
        msg = "it goes with --protect."
        raise typer.BadParameter(msg, param_hint="'--protect-rules'")
    return Guard(protect=protect, rules_file=rules_file)
