"""Tell what Ctrl-C leaves behind: typer turns a plain interrupt into an exit code without words."""


class StoppedError(Exception):
    """Say that people have stopped a run, and what is kept of it."""
