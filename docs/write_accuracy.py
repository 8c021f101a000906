"""Put the output of each command of docs/accuracy.md below it, so that every figure is as it comes.

A block is fenced with ```console; its first line is `$ ` and the command, run in the top folder.
Takes some minutes, and needs ../shared. What stands between the blocks is written by people.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
BLOCK = re.compile(r"^```console\n\$ ([^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)


def run_command(line: str) -> str:
    """Run one command line of the page and give what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S602 - the lines are our own page's, pipes and all
        line,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return "\n".join(row.rstrip() for row in done.stdout.strip("\n").split("\n"))


def main() -> int:
    """Write the page anew; with words, only the blocks whose command has one of them."""
    page = PAGE.read_text("utf-8")

    def refresh(block: re.Match[str]) -> str:
        if sys.argv[1:] and not any(word in block[1] for word in sys.argv[1:]):
            return block[0]
        print(block[1], flush=True)
        return f"```console\n$ {block[1]}\n{run_command(block[1])}\n```"

    PAGE.write_text(BLOCK.sub(refresh, page), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
