"""What a reader is told before an incident is believed or shown."""

from dataclasses import replace

from incident_samples import build_samples

from geoincidents.caution import _read_table, note_content, note_sources, spot_graphic
from geoincidents.model import ArticleRef, Incident, Quote, ReportRef

AGENCY = "Two rockets hit the base at dawn on Monday, wounding three soldiers, the army said."


def told_by(*articles: tuple[str, str | None, str]) -> Incident:
    """Give an incident told by articles: id, publisher, words."""
    return replace(
        build_samples()[0],
        articles=tuple(
            ArticleRef(article_id=name, sha256="0" * 64, publisher=publisher)
            for name, publisher, _ in articles
        ),
        reports=tuple(ReportRef(article_id=name, role="primary") for name, _, _ in articles),
        evidence=tuple(
            Quote(article_id=name, start=0, end=len(words), quote=words)
            for name, _, words in articles
        ),
    )


def test_one_article_is_unverified() -> None:
    """One article is no verification."""
    assert note_sources(told_by(("a", "X", "Words."))) == "unverified: one source"


def test_articles_of_one_publisher_are_one_source() -> None:
    """Two articles of one publisher are one source; of two publishers they are two."""
    same = told_by(("a", "The Post", "One."), ("b", "the  post", "Two."))
    assert note_sources(same) == "unverified: 2 articles of one source"
    assert note_sources(told_by(("a", "X", "One."), ("b", "Y", "Two."))) == "2 independent sources"


def test_sources_that_share_a_text_are_one() -> None:
    """Publishers that print the same long sentence have it of one agency."""
    shared = told_by(("a", "X", AGENCY), ("b", "Y", AGENCY), ("c", "Z", "Other words."))
    assert note_sources(shared) == "2 independent sources"
    assert note_sources(told_by(("a", "X", AGENCY), ("b", "Y", AGENCY))).startswith("unverified")


def test_articles_without_a_publisher_are_one_source() -> None:
    """Where nobody says who wrote them, several articles count once."""
    unknown = told_by(("a", None, "One."), ("b", None, "Two."))
    assert note_sources(unknown).startswith("unverified")


def test_graphic_words_are_warned_of() -> None:
    """The note says what the quotes describe; where they describe none of it there is no note."""
    assert note_content(told_by(("a", "X", "Three bodies were charred; one was a baby."))) == (
        "describes bodies or body parts; describes harm to children"
    )
    assert note_content(told_by(("a", "X", "A rocket hit an empty field."))) is None


def test_no_graphic_quote_is_missed_by_the_fast_look() -> None:
    """Whatever `note_content` finds in one quote, `spot_graphic` finds among many."""
    words = sorted(_read_table())
    texts = [f"He saw {word.upper()}, they said." for word in words]
    assert [note_content(told_by(("a", "X", text))) is not None for text in texts] == spot_graphic(
        texts
    )
    assert spot_graphic([*texts, "Nothing of it."]) == [True] * len(words) + [False]
    assert spot_graphic([]) == []
