"""The order of the rooms, known to this file alone: read, locate, link; then store and draw."""

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geoincidents.disk import replace_together, write_whole
from geoincidents.errors import GeoincidentsError, InputError
from geoincidents.gazetteer import load_gazetteer
from geoincidents.link import link_incidents, name_apart
from geoincidents.link.merging import merge_pair
from geoincidents.model import Article, Articles, Incident, Incidents, Reading, Skipped, is_walked
from geoincidents.shown import ShownIncidents

if TYPE_CHECKING:
    from types import ModuleType

    from geoincidents.gazetteer import Gazetteer
    from geoincidents.gazetteer.lookups import OnlineNames
    from geoincidents.store import Rows, Stored

PAGE = "index.html"
GEOJSON = "incidents.geojson"
JSONL = "incidents.jsonl"
RUN = "run.json"
DATA = "incidents"  # the name of every further format, without its ending
PICTURES = ("png", "svg", "pdf")
NO_MEMORY, SPLIT = "out of memory", "split it into smaller articles"
RESULTS = (PAGE, GEOJSON, JSONL, RUN)

_log = logging.getLogger(__name__)


def find_incidents(
    articles: Iterable[Article],
    *,
    gazetteer: "Gazetteer | None" = None,
    on_article: Callable[[Article], None] | None = None,
    online: "OnlineNames | None" = None,
) -> ShownIncidents:
    """Give the incidents that articles tell of, each once, in the order of date and id.

    The result shows itself in a notebook, and `plot()` gives it as a figure.
    `on_article` is called after each article. `online` is asked for the names that the gazetteer
    does not know: what became of each is among `lookups` of the result. An article that cannot be
    worked through is among `skipped`, and the others go on.

    Raises:
        InputError: a path was given in place of articles.
        GazetteerError: the place tables are at fault.
    """
    if isinstance(articles, str | Path):
        msg = (
            f"find_incidents works on articles, not on the path {str(articles)!r}; "
            "read them first: find_incidents(read_articles(path))"
        )
        raise InputError(msg)
    skipped = list(articles.skipped) if isinstance(articles, Articles) else []
    places = load_gazetteer() if gazetteer is None else gazetteer
    readings: list[Reading] = []
    located: list[Incident] = []
    # Whatever the order they come in, they give the same result.
    for article in sorted(articles, key=lambda one: one.article_id):
        try:
            told = read_article(article, places, online)
        except MemoryError:
            told = Skipped(
                path=article.path or article.article_id, reason=NO_MEMORY, next_step=SPLIT
            )
        if isinstance(told, Skipped):
            skipped.append(told)
        else:
            readings.append(told[0])
            located += told[1]
        if on_article is not None:
            on_article(article)
    return ShownIncidents(
        tuple(sorted(link_incidents(name_apart(located)), key=lambda one: one.order)),
        aggregates=tuple(one for reading in readings for one in reading.aggregates),
        unresolved=tuple(one for reading in readings for one in reading.unresolved),
        articles=tuple(reading.article for reading in readings),
        skipped=tuple(skipped),
        lookups=online.lookups if online else (),
    )


@cache
def load_rooms() -> "tuple[ModuleType, ModuleType]":
    """Give the rooms that read and place, loaded when first asked for.

    Their patterns take a third of a second: a process that lets others read does without.
    """
    from geoincidents import extract, locate  # noqa: PLC0415 - see above

    return extract, locate


def split_incident(
    incident: Incident, articles: Iterable[Article], *, gazetteer: "Gazetteer | None" = None
) -> tuple[Incident, ...]:
    """Give what each article tells of an incident that was joined over articles, taken apart.

    The articles are read again, and not linked: each part keeps the quotes, values and places of
    its own article. An incident of one article is given back as it is.

    Raises:
        InputError: an article of the incident is missing, or its text is not the one that was read.
    """
    known = {article.article_id: article for article in articles}
    wanted = {one.article_id: one.sha256 for one in incident.articles}
    for name, digest in wanted.items():
        if name not in known or known[name].sha256 != digest:
            what = "is not among the articles" if name not in known else "has changed since"
            msg = f"article {name!r} {what}; give the articles that the run has read"
            raise InputError(msg)
    if len(wanted) <= 1:
        return (incident,)
    places = load_gazetteer() if gazetteer is None else gazetteer
    extract, locate = load_rooms()
    quotes = set(incident.evidence)
    parts = [
        one
        for name in sorted(wanted)
        for one in locate.locate_reading(extract.extract_reading(known[name], places), places)
        if one.evidence and set(one.evidence) <= quotes
    ]
    return tuple(sorted(parts, key=lambda one: one.order))


def read_article(
    article: Article, gazetteer: "Gazetteer", online: "OnlineNames | None" = None
) -> tuple[Reading, tuple[Incident, ...]] | Skipped:
    """Give the reading of an article with what is located of it, or why that cannot be.

    Nothing hangs on any other article: what is one event over articles is found by linking.

    Raises:
        MemoryError: another time there may be more of it.
    """
    _, locate = load_rooms()
    try:
        reading, known = _extract(article, gazetteer, online)
        return reading, tuple(locate.locate_reading(reading, known))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad article must not lose the others
        return _describe_fault(article, error)


def _extract(
    article: Article, gazetteer: "Gazetteer", online: "OnlineNames | None"
) -> tuple[Reading, "Gazetteer"]:
    """Give the reading of an article, and the gazetteer that knows its names.

    Only what tells of an incident is asked for. What a service tells is for this article alone:
    the order of the articles changes nothing.
    """
    extract, locate = load_rooms()
    reading = extract.extract_reading(article, gazetteer)
    if online is None or not reading.reports or not reading.unresolved:
        return reading, gazetteer
    names = (name.surface for name in reading.unresolved)
    helped = online.help_gazetteer(
        gazetteer, names, locate.find_spoken(reading.mentions, gazetteer)
    )
    return (reading if helped is gazetteer else extract.extract_reading(article, helped)), helped


def write_results(  # noqa: PLR0913 - what to write is said by keywords
    incidents: Incidents,
    folder: Path,
    *,
    title: str | None = None,
    theme: str = "auto",
    language: str = "en",
    basemap: str | Path = "outline",
    tiles: Sequence[str] = (),
    formats: Sequence[str] = (),
    lossy: bool = False,
    filtered_out: int = 0,
) -> tuple[Path, ...]:
    """Write the map and the data of a run, all of them or none; give their paths.

    The files are `index.html`, `incidents.geojson`, `incidents.jsonl` and `run.json`, then one or
    more of each of `formats` (docs/formats.md; `png`, `svg`, `pdf` draw a picture). `title` to
    `tiles` are those of `draw_map`, `lossy` says that the losses of formats are known,
    `filtered_out` goes into `run.json`.

    Raises:
        InputError: a name of `formats` is unknown; nothing is written.
        LossError: one of `formats` cannot hold the data; nothing is written.
        OutputError: a file cannot be written; all old ones are untouched.
        RecordError: an incident is not of the schema; nothing is written.
        GeoincidentsError: the page cannot look so; nothing is written.
    """
    # Imported here, so that finding incidents does not wait for folium.
    from geoincidents import render, store  # noqa: PLC0415

    options = store.WriteOptions(lossy=lossy)
    pictures = [name for name in formats if name in PICTURES]
    further = [store.find_format(name) for name in formats if name not in PICTURES]
    store.check_losses(further, options)
    page = render.draw_map(
        incidents.items,
        title=title,
        theme=theme,
        language=language,
        basemap=basemap,
        tiles=tiles,
    )
    run = store.describe_run(incidents, filtered_out=filtered_out)
    told = _hold_rows(incidents, has_further=bool(further))
    folder = Path(folder)
    # A run that is stopped while it writes leaves the files of the one before.
    with replace_together(folder):
        beside = page.write_page(folder / PAGE)[1:]
        _write_data(told, folder)
        written = [*(folder / name for name in RESULTS), *beside]
        for one in further:
            path = folder / f"{DATA}{one.suffix}"
            written += store.write_file(told, path, options, as_format=one.name).files
        written += _write_pictures(incidents, folder, pictures, title)
        own = [path for path in written if path.name != RUN]
        run = store.add_outputs(run, folder, own, gazetteer=load_gazetteer().folder.name)
        write_whole(folder / RUN, store.stream_run(run))
    return tuple(dict.fromkeys(written))


def _hold_rows(incidents: Incidents, *, has_further: bool) -> "Incidents | Rows":
    """Give the rows of incidents, made once for all formats, or what stays on the disk as it is.

    That is in order: it is walked through, unless several formats ask for rows of not too many.
    """
    from geoincidents import store  # noqa: PLC0415 - finding incidents needs no files

    is_walk = is_walked(incidents.items) and (not has_further or store.is_large(incidents))
    return incidents if is_walk else store.collect_rows(incidents)


def _write_data(told: "Incidents | Rows", folder: Path) -> None:
    """Write the two files of data that every run has."""
    from geoincidents import store  # noqa: PLC0415 - as above

    if isinstance(told, Incidents):
        store.write_ordered_geojson(told, folder / GEOJSON)
        store.write_ordered_jsonl(told, folder / JSONL)
    else:
        store.write_geojson(told, folder / GEOJSON)
        store.write_jsonl(told.incidents, folder / JSONL)


def _write_pictures(
    incidents: Incidents, folder: Path, endings: Sequence[str], title: str | None
) -> list[Path]:
    if not endings:
        return []
    from geoincidents.render.picture import draw_picture, write_picture  # noqa: PLC0415 - heavy

    figure = draw_picture(incidents.items, title=title)
    return [write_picture(figure, folder / f"{DATA}.{name}") for name in endings]


def store_results(
    incidents: Incidents, url: str, *, filtered_out: int = 0, wait_s: float | None = None
) -> "Stored":
    """Keep the incidents of a run in a PostGIS database, beside those of other articles.

    What the database knew from further articles is joined with it, as linking joins. What the
    same articles told at a former reading and do not tell now goes, unless a filter left
    incidents out: see `write_database` for the rest.

    Raises:
        InputError: the address makes no sense, or the database is not reached or of another
            version.
        BusyError: another writer was not done in time.
        OutputError: the database cannot hold incidents, or refuses; nothing has changed.
        RecordError: an incident is not of the schema; nothing has changed.
    """
    from geoincidents import store  # noqa: PLC0415 - finding incidents needs no files

    run = store.describe_run(incidents, filtered_out=filtered_out)
    return store.write_database(
        incidents,
        url,
        join=merge_pair,
        run=run if incidents.articles else None,
        read=() if filtered_out else incidents.articles,
        wait_s=store.PATIENCE_S if wait_s is None else wait_s,
    )


def _describe_fault(article: Article, error: Exception) -> Skipped:
    path = article.path or article.article_id
    if isinstance(error, GeoincidentsError):
        return Skipped(path=path, reason=str(error))
    # Not a fault of the article: whoever debugs wants to see where it arose.
    _log.debug("%s: unexpected error", path, exc_info=error)
    return Skipped(
        path=path,
        reason=f"a fault of this program: {type(error).__name__}: {error}",
        next_step="run again with --debug and report it together with the article",
    )
