"""Write docs/cli.md out of the commands themselves; with --check, say where the docs are behind.

Also checked: every `geoincidents ...` and `make ...` that the docs tell people to type exists.
"""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import cast

# The words of --help without a frame; typer asks when it is imported.
os.environ["TYPER_USE_RICH"] = "0"

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

from geoincidents.cli import codes
from geoincidents.cli.app import COMMANDS, PROGRAM, build_app
from geoincidents.cli.basemap import NAME as BASEMAP
from geoincidents.cli.database import NAME as DATABASE
from geoincidents.cli.places import NAME as PLACES

WIDTH = 100
ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "cli.md"
PAGES = ("README.md", "CONTRIBUTING.md", "docs/*.md")
HEAD = f"""# The command line

<!-- Written by `make docs` out of the commands themselves: change them, not this page. -->

`python -m {PROGRAM}` is the same program. Tables, progress and messages for people go to standard
error; standard output carries only what was asked for: what `--json` prints, the incidents of
`extract`, the lines of `explain` and `evaluate`.
"""
CODES = {
    codes.FINE: "fine, also where the articles tell of no incident",
    codes.FAILED: "failed; files that were there before are whole",
    codes.USAGE: "the words make no sense: an unknown command or option, a day that is none",
    codes.SOME_SKIPPED: "done, but some inputs were skipped; each is named with its reason",
    codes.BUSY: "another run is writing this output; it is named",
    codes.INTERRUPTED: "interrupted with Ctrl-C",
}
GROUPS = (PLACES, BASEMAP, DATABASE)
TYPED = re.compile(rf"(?:^|\| )\s*(?:\$ )?(?:\S*/)?((?:{PROGRAM}|make) [^#|\n]*)", re.MULTILINE)
BLOCK = re.compile(r"^```[^\n]*\n(.*?)^```|^(    [^\n]*)$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")


def write_reference() -> str:
    """Give the text of docs/cli.md."""
    parts = [HEAD]
    root = find_command("")
    top = typer.Context(root, info_name=PROGRAM, terminal_width=WIDTH, **root.context_settings)
    contexts = [top, *(typer.Context(find_command(name), top, name) for name in COMMANDS)]
    for group_name in GROUPS:
        commands = find_command(group_name)
        group = typer.Context(commands, top, group_name)
        inner = list_group(commands)
        contexts += [group, *(typer.Context(one, group, name) for name, one in inner)]
    for context in contexts:
        words = context.command.get_help(context)
        parts.append(f"## {context.command_path}\n\n```text\n{words}\n```\n")
    rows = "".join(f"| {code} | {meaning} |\n" for code, meaning in CODES.items())
    parts.append(f"## Exit codes\n\n| code | meaning |\n|---|---|\n{rows}")
    return "\n".join(parts)


def find_command(name: str) -> TyperCommand | TyperGroup:
    """Give a command by its name, the application itself by an empty one."""
    root = get_group(build_app())
    return cast("TyperCommand", root.commands[name]) if name else root


def list_group(command: TyperCommand | TyperGroup) -> list[tuple[str, TyperCommand | TyperGroup]]:
    """Give the commands of a group by name, none of a plain command."""
    commands = command.commands if isinstance(command, TyperGroup) else {}
    return [(name, cast("TyperCommand", one)) for name, one in commands.items()]


def list_typed(text: str) -> list[str]:
    """Give the commands that a page tells people to type."""
    spans = ["".join(found) for found in BLOCK.findall(text)]
    spans += INLINE.findall(BLOCK.sub("", text))
    return [found.strip() for span in spans for found in TYPED.findall(span)]


def find_fault(typed: str) -> str | None:
    """Say what does not exist of a command line, or `None`."""
    program, *words = shlex.split(typed)
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        unknown = [word for word in words if "=" not in word and word not in targets]
        return f"make has no {unknown[0]!r}" if unknown else None
    named = [word for word in words if not word.startswith("-")]
    if named and named[0].isupper():  # COMMAND: any of them
        return None
    if named and named[0] not in {*COMMANDS, *GROUPS}:
        return f"there is no command {named[0]!r}"
    command = find_command(named[0] if named else "")
    inner = dict(list_group(command)) if named else {}
    if inner and len(named) > 1:
        if named[1] not in inner:
            return f"{named[0]} has no command {named[1]!r}"
        command = inner[named[1]]
    options = {"--help", "-h", *(name for one in command.params for name in one.opts)}
    unknown = [word for word in words if word.startswith("--") and word not in options]
    return f"{named[0] if named else PROGRAM} has no option {unknown[0]}" if unknown else None


def list_faults() -> list[str]:
    """Name every place where the docs are behind."""
    faults = []
    if not REFERENCE.is_file() or REFERENCE.read_text("utf-8") != write_reference():
        faults.append("docs/cli.md is behind the commands: run make docs")
    for page in sorted(path for pattern in PAGES for path in ROOT.glob(pattern)):
        name = page.relative_to(ROOT).as_posix()
        typed = {line: find_fault(line) for line in list_typed(page.read_text("utf-8"))}
        faults += [f"{name}: `{line}`: {fault}" for line, fault in typed.items() if fault]
    return faults


def main() -> int:
    """Write the page, or check the docs."""
    if "--check" not in sys.argv[1:]:
        REFERENCE.write_text(write_reference(), "utf-8", newline="\n")
        return 0
    faults = list_faults()
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
