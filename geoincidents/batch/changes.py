"""Say what a run changed on the map of the one before."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from geoincidents.batch.kept import Kept
from geoincidents.model import Incident

# Left to itself SQLite walks through the whole other run for each incident.
_DIFFERING = (
    "SELECT shown.incident_id, shown.record FROM shown WHERE run = ?1 AND NOT EXISTS ("
    "SELECT 1 FROM results AS other INDEXED BY results_of_id"
    " LEFT JOIN found ON found.id = other.found"
    " WHERE other.run = ?2 AND other.incident_id = shown.incident_id"
    " AND coalesce(other.record, found.record) = shown.record) ORDER BY position"
)
_UNSAID = frozenset({"articles", "evidence", "explain", "incident_id", "reports"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold one incident that a run changed; `was` are the incidents before of which it is made.

    `articles` are the ids of articles that tell of it now and did not before, `fields` those
    fields of the record that say something else.
    """

    incident_id: str
    title: str
    was: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Hold what an update changed: articles by their ids, and incidents in the order of the map.

    `joined` are incidents that were there before and of which further articles tell now.
    """

    articles_new: tuple[str, ...]
    articles_changed: tuple[str, ...]
    articles_gone: tuple[str, ...]
    new: tuple[Change, ...]
    joined: tuple[Change, ...]
    changed: tuple[Change, ...]
    gone: tuple[Change, ...]


def compare_runs(kept: Kept) -> Changes:
    """Compare the run under way with the whole one before; only what differs is held."""
    before = [_decode(one) for one in _list_differing(kept, kept.whole_run, kept.run)]
    after = [_decode(one) for one in _list_differing(kept, kept.run, kept.whole_run)]
    homes = {quote: one.incident_id for one in before for quote in _list_quotes(one)}
    known = {one.incident_id: one for one in before}
    kinds: dict[str, list[Change]] = {"new": [], "joined": [], "changed": []}
    followed: set[str] = set()
    for one in after:
        was = {homes[quote] for quote in _list_quotes(one) if quote in homes}
        was |= {one.incident_id} & known.keys()
        followed |= was
        told = {ref.article_id for name in was for ref in known[name].articles}
        fresh = tuple(r.article_id for r in one.articles if r.article_id not in told)
        kind = "new" if not was else "joined" if fresh else "changed"
        kinds[kind].append(
            Change(
                incident_id=one.incident_id,
                title=one.title,
                was=tuple(sorted(was)),
                articles=fresh,
                fields=_list_fields(one, [known[name] for name in sorted(was)]),
            )
        )
    gone = [one for one in before if one.incident_id not in followed]
    return Changes(
        articles_new=_list_articles(kept, kept.run, kept.whole_run, is_known=False),
        articles_changed=_list_articles(kept, kept.run, kept.whole_run, is_known=True),
        articles_gone=_list_articles(kept, kept.whole_run, kept.run, is_known=False),
        **{kind: tuple(found) for kind, found in kinds.items()},
        gone=tuple(Change(incident_id=one.incident_id, title=one.title) for one in gone),
    )


def encode_changes(changes: Changes) -> bytes:
    """Give changes as JSON, indented for people."""
    return msgspec.json.format(msgspec.json.encode(changes), indent=2) + b"\n"


def _list_differing(kept: Kept, run: int, other: int) -> Iterator[bytes]:
    return (record for _, record in kept.stream(_DIFFERING, run, other))


def _list_quotes(incident: Incident) -> Iterator[tuple[str, int, int]]:
    return ((one.article_id, one.start, one.end) for one in incident.evidence)


def _list_fields(after: Incident, before: list[Incident]) -> tuple[str, ...]:
    """Name the fields that say something else than any of the incidents before."""
    return tuple(
        name
        for name in Incident.__slots__
        if name not in _UNSAID
        and before
        and all(getattr(one, name) != getattr(after, name) for one in before)
    )


def _list_articles(kept: Kept, run: int, other: int, *, is_known: bool) -> tuple[str, ...]:
    """Give the ids of articles that only one run has; with `is_known` those of another text."""
    rows = kept.stream(
        "SELECT article_id FROM articles WHERE run = ?1 AND key NOT IN (SELECT key FROM articles"
        " WHERE run = ?2) AND ?3 = (article_id IN (SELECT article_id FROM articles WHERE run = ?2))"
        " ORDER BY article_id",
        run,
        other,
        is_known,
    )
    return tuple(article_id for (article_id,) in rows)


_decode = msgspec.json.Decoder(Incident).decode
