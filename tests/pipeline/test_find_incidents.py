"""The pipeline: the same bytes whatever the order, and one bad article does not lose the others."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from made_articles import make_article

from geoincidents.errors import InputError
from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.ingest import read_articles
from geoincidents.model import Article, Incidents
from geoincidents.pipeline import find_incidents
from geoincidents.store import describe_run, encode_jsonl, encode_run

MADE = {
    "made-1": "Two rockets hit Sirte on Monday, wounding three. Nobody claimed responsibility.",
    "made-2": "Rockets hit Sirte on Monday, wounding four. The Hill Brigade claimed the attack.",
    "made-3": "A car bomb killed six people in Kirkuk on Tuesday. Police blamed the Hill Brigade.",
    "made-4": "At least 40 rocket attacks have hit bases in Iraq since January.",
    "made-5": "Gunmen killed a mayor near Qwertyville on Tuesday.",
}
FINGERPRINT = """
import sys
sys.path.insert(0, sys.argv[1])
from test_find_incidents import fingerprint, gather
from pathlib import Path
from geoincidents.gazetteer import load_gazetteer
print(fingerprint(gather(Path(sys.argv[2])), load_gazetteer()))
"""


def gather(seeds: Path) -> list[Article]:
    """Give the sample articles and some made up, of which two tell of one attack."""
    made = [make_article(text, article_id=name) for name, text in MADE.items()]
    return [*read_articles(seeds), *made]


def _encode(found: Incidents) -> bytes:
    return encode_jsonl(found) + encode_run(describe_run(found))


def fingerprint(articles: list[Article], gazetteer: Gazetteer) -> str:
    """Give the hash of all that a run finds: incidents, aggregates, names, inputs."""
    return hashlib.sha256(_encode(find_incidents(articles, gazetteer=gazetteer))).hexdigest()


def test_the_order_of_articles_changes_no_byte(seeds: Path, gazetteer: Gazetteer) -> None:
    """Articles forwards, backwards and turned round a half give the same bytes."""
    articles = gather(seeds)
    first = fingerprint(articles, gazetteer)
    assert fingerprint(articles[::-1], gazetteer) == first
    assert fingerprint([*articles[5:], *articles[:5]], gazetteer) == first


def test_the_hash_seed_changes_no_byte(
    seeds: Path, gazetteer: Gazetteer, cache_folder: Path
) -> None:
    """Python may order its sets as it likes: the bytes are those of this process."""
    expected = fingerprint(gather(seeds), gazetteer)
    here = Path(__file__).parent
    tests = os.pathsep.join([str(here), str(here.parent)])
    for seed in ("0", "4711"):
        ran = subprocess.run(
            [sys.executable, "-c", FINGERPRINT, str(here), str(seeds)],
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": tests,
                CACHE_VARIABLE: str(cache_folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.stdout.strip() == expected, ran.stderr


def test_an_article_does_not_change_the_reading_of_another(
    samples: Incidents, seeds: Path, gazetteer: Gazetteer
) -> None:
    """An incident that only one article tells of is the same where that article is read alone."""
    for article in read_articles(seeds):
        alone = find_incidents([article], gazetteer=gazetteer)
        mine = {
            one for one in samples if {a.article_id for a in one.articles} == {article.article_id}
        }
        assert mine <= set(alone)


def test_two_articles_on_one_attack_give_one_incident(gazetteer: Gazetteer) -> None:
    """Rockets on one town on one day, told twice, are one incident of two articles."""
    articles = [make_article(MADE[name], article_id=name) for name in ("made-1", "made-2")]
    (joined,) = find_incidents(articles, gazetteer=gazetteer)
    assert [a.article_id for a in joined.articles] == ["made-1", "made-2"]
    assert [c.actor for c in joined.claims] == ["Hill Brigade"]
    (line,) = (line for line in joined.contradictions if line.startswith("wounded"))
    assert "3 (made-1)" in line
    assert "4 (made-2)" in line


def test_a_place_that_nobody_knows_is_named(gazetteer: Gazetteer) -> None:
    """A name that reads like a place and is not in the gazetteer is kept; no pin stands for it."""
    found = find_incidents([make_article(MADE["made-5"])], gazetteer=gazetteer)
    assert [name.surface for name in found.unresolved] == ["Qwertyville"]
    assert all(one.impacts == () for one in found)
    assert all(one.off_map_reason for one in found)


def test_a_broken_article_does_not_lose_the_others(gazetteer: Gazetteer) -> None:
    """An article that cannot be worked through is skipped by name; the others are read."""
    good = make_article(MADE["made-3"], article_id="good")
    broken = Article(article_id="broken", text=None, sha256="0" * 64)  # type: ignore[arg-type] # that is what breaks it
    found = find_incidents([good, broken], gazetteer=gazetteer)
    assert [one.article_id for one in found.articles] == ["good"]
    assert len(found) == 1
    (skipped,) = found.skipped
    assert skipped.path == "broken"
    assert skipped.reason
    assert skipped.next_step


def test_each_article_is_announced(gazetteer: Gazetteer) -> None:
    """Whoever shows progress hears of each article once, in the order of their ids."""
    heard: list[str] = []
    articles = [make_article(text, article_id=name) for name, text in MADE.items()]
    find_incidents(
        reversed(articles),
        gazetteer=gazetteer,
        on_article=lambda article: heard.append(article.article_id),
    )
    assert heard == sorted(MADE)


def test_no_article_gives_no_incident(gazetteer: Gazetteer) -> None:
    """Nothing to read is no error."""
    found = find_incidents([], gazetteer=gazetteer)
    assert (found.items, found.articles, found.skipped) == ((), (), ())


@pytest.mark.parametrize("path", ["seeds", Path("seeds")])
def test_a_path_is_refused_with_the_next_step(path: str | Path, gazetteer: Gazetteer) -> None:
    """Who gives a path in place of articles is told how to read it."""
    with pytest.raises(InputError, match=r"find_incidents\(read_articles\(path\)\)"):
        find_incidents(path, gazetteer=gazetteer)  # type: ignore[arg-type] # the mistake under test
