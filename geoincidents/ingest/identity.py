"""One id for each article, the same whatever the order of the files."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from geoincidents.ingest.draft import Draft
from geoincidents.ingest.shown import shape_id
from geoincidents.model.article import Article, Skipped

_HASH_DIGITS = 8


def settle_ids(drafts: Iterable[Draft]) -> tuple[list[Article], list[Skipped]]:
    """Make articles of drafts, in the order of their ids.

    Drafts of one id and one text are one article; the others are skipped as duplicates. Where
    texts of one id differ, each id gets the name of its folder or file in front, or else a part
    of the text's hash behind.
    """
    groups: dict[str, dict[str, Draft]] = defaultdict(dict)
    skipped = []
    for draft in sorted(drafts, key=lambda draft: (draft.shown, draft.record)):
        digest = hashlib.sha256(draft.text.encode("utf-8", "replace")).hexdigest()
        first = groups[draft.name].setdefault(digest, draft)
        if first is not draft:
            skipped.append(
                Skipped(
                    path=draft.place,
                    reason=f"duplicate of {first.place}: same id and same text",
                    next_step="nothing is lost; remove one of the two to be rid of this line",
                )
            )
    taken = set(groups)
    articles = []
    for name in sorted(groups):
        group = groups[name]
        ids = dict.fromkeys(group, name) if len(group) == 1 else _part(name, group, taken)
        taken.update(ids.values())
        for digest, draft in group.items():
            if ids[digest] != name:
                draft = draft.warn(  # noqa: PLW2901 - the draft goes on with one warning more
                    f"id {name!r} is that of {len(group)} texts: {ids[digest]!r} is used"
                )
            articles.append(_finish(draft, ids[digest], digest))
    return sorted(articles, key=lambda article: article.article_id), skipped


def _part(name: str, group: dict[str, Draft], taken: set[str]) -> dict[str, str]:
    """Give each text of a group an id of its own, by hash of the text."""
    by_place = {digest: shape_id(f"{draft.qualifier}-{name}") for digest, draft in group.items()}
    by_hash = {digest: f"{name}-{digest[:_HASH_DIGITS]}" for digest in group}
    for ids in (by_place, by_hash):
        if len(set(ids.values())) == len(group) and not set(ids.values()) & taken:
            return ids
    # Somebody wrote ids like ours on purpose.
    ids = {}
    for digest in sorted(group):
        wanted = f"{name}-{digest}"
        while wanted in taken or wanted in ids.values():
            wanted += "_"
        ids[digest] = wanted
    return ids


def _finish(draft: Draft, article_id: str, digest: str) -> Article:
    return Article(
        article_id=article_id,
        text=draft.text,
        sha256=digest,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        url=draft.url,
        path=draft.place,
        warnings=draft.warnings,
    )
