"""One id for each article, the same whatever the order of the files."""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping

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
        digest = hash_text(draft.text)
        first = groups[draft.name].setdefault(digest, draft)
        if first is not draft:
            skipped.append(name_duplicate(draft.place, first.place))
    taken = set(groups)
    articles = []
    for name in sorted(groups):
        group = groups[name]
        wanted = {digest: draft.qualifier for digest, draft in group.items()}
        ids = choose_ids(name, wanted, taken)
        taken.update(ids.values())
        articles += [
            make_article(draft, ids[digest], digest, len(group)) for digest, draft in group.items()
        ]
    return sorted(articles, key=lambda article: article.article_id), skipped


def hash_text(text: str) -> str:
    """Give the hash that tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def name_duplicate(place: str, first: str) -> Skipped:
    """Say that what stands at a place was read at another already."""
    return Skipped(
        path=place,
        reason=f"duplicate of {first}: same id and same text",
        next_step="nothing is lost; remove one of the two to be rid of this line",
    )


def choose_ids(name: str, qualifiers: Mapping[str, str], taken: Container[str]) -> dict[str, str]:
    """Give each text of one name an id of its own, by hash of the text.

    `qualifiers` holds what each text may be told apart by, `taken` the ids that are given away.
    """
    if len(qualifiers) == 1:
        return dict.fromkeys(qualifiers, name)
    by_place = {digest: shape_id(f"{told}-{name}") for digest, told in qualifiers.items()}
    by_hash = {digest: f"{name}-{digest[:_HASH_DIGITS]}" for digest in qualifiers}
    for ids in (by_place, by_hash):
        chosen = set(ids.values())
        if len(chosen) == len(qualifiers) and not any(one in taken for one in chosen):
            return ids
    # Somebody wrote ids like ours on purpose.
    ids = {}
    for digest in sorted(qualifiers):
        wanted = f"{name}-{digest}"
        while wanted in taken or wanted in ids.values():
            wanted += "_"
        ids[digest] = wanted
    return ids


def make_article(draft: Draft, article_id: str, digest: str, of_name: int) -> Article:
    """Make the article of a draft; `of_name` is the number of texts that ask for its name."""
    if article_id != draft.name:
        draft = draft.warn(warn_of_id(draft.name, article_id, of_name))
    return Article(
        article_id=article_id,
        text=draft.text,
        sha256=digest,
        title=draft.title,
        publisher=draft.publisher,
        published=draft.published,
        url=draft.url,
        path=draft.place,
        fetched=draft.fetched,
        warnings=draft.warnings,
    )


def warn_of_id(name: str, article_id: str, of_name: int) -> str:
    """Say that an article has another id than it asks for."""
    return f"id {name!r} is that of {of_name} texts: {article_id!r} is used"
