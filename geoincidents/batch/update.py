"""Begin a run with the articles of the one before, so that only what is new is read."""

from collections.abc import Iterable
from pathlib import Path

from geoincidents.batch.kept import FOLDER, Kept
from geoincidents.disk import show_path
from geoincidents.errors import InputError
from geoincidents.ingest.shown import show_name
from geoincidents.ingest.source import STDIN


def take_over(kept: Kept, paths: Iterable[str | Path]) -> None:
    """Take the articles of the whole run before into the one under way, but those of `paths`.

    What lies at or below a path is taken in anew: what has gone from there is gone.

    Raises:
        InputError: there is no such run, or another version has read some of it.
    """
    folder = kept.path.parent.parent
    if not kept.whole_run:
        msg = (
            f"{show_path(folder)} holds no run that could be updated ({FOLDER} is missing or "
            "empty); make one: geoincidents map ARTICLES --out DIR"
        )
        raise InputError(msg)
    if others := kept.count_other_versions():
        msg = (
            f"{others:,} articles of {show_path(folder)} were read by another version of the code, "
            "the word lists or the gazetteer, and have to be read again; "
            "run geoincidents map with all articles"
        )
        raise InputError(msg)
    shown = [show_name(Path(path)) for path in paths if str(path) != STDIN]
    kept.rows.create_function(
        "is_given", 1, lambda place: _is_given(place, shown), deterministic=True
    )
    kept.rows.execute(
        "INSERT INTO articles SELECT ?, name, digest, qualifier, shown, record, article_id,"
        " is_named, 1, of_name, key, about FROM articles WHERE run = ? AND NOT is_given(shown)",
        (kept.run, kept.whole_run),
    )
    kept.rows.execute(
        "INSERT INTO skipped SELECT ?, path, reason, next_step FROM skipped"
        " WHERE run = ? AND NOT is_given(path)",
        (kept.run, kept.whole_run),
    )


def drop_replaced(kept: Kept) -> None:
    """Drop old articles of which a new text has come: one that says the same id of itself."""
    kept.rows.execute(
        "DELETE FROM articles WHERE run = ?1 AND is_old AND is_named AND EXISTS"
        " (SELECT 1 FROM articles AS fresh WHERE fresh.run = ?1 AND fresh.name = articles.name"
        " AND NOT fresh.is_old AND fresh.is_named AND fresh.digest <> articles.digest)",
        (kept.run,),
    )


def _is_given(place: str, shown: Iterable[str]) -> bool:
    """Tell whether a place is one of some paths, a record or member of it, or lies below it."""
    return any(
        place == path or place.startswith((f"{path}/", f"{path}\\", f"{path}!", f"{path}:"))
        for path in shown
    )
