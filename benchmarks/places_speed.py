"""Measure how fast names are found and placed, beside the peers that are installed.

    python benchmarks/places_speed.py [SHARED]

Texts are the news of SHARED/corpora/wikinews_raw, joined and cut to articles of 3 KB. With
SHARED/sources/whosonfirst the same is measured with its names added. Of peers, geotext and spaCy
are measured where they are installed: geotext gives bare names, spaCy's PhraseMatcher bare matches
of our names. One core: every figure is CPU time.
"""

import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[1]
ARTICLE_BYTES = 3_000
MOST_ARTICLES = 1_000


def read_articles(shared: Path) -> list[str]:
    """Give articles of 3 KB."""
    path = shared / "corpora" / "wikinews_raw" / "wikinews.jsonl"
    if path.is_file():
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    else:
        texts = [one.read_text("utf-8") for one in sorted((ROOT / "seeds").glob("*.txt"))] * 40
    whole = "\n\n".join(texts)
    cuts = range(0, len(whole) - ARTICLE_BYTES, ARTICLE_BYTES)
    return [whole[i : i + ARTICLE_BYTES] for i in cuts][:MOST_ARTICLES]


def measure(label: str, articles: Iterable[str], work: Callable[[str], object]) -> None:
    """Print articles a second of CPU, over all articles once, after ten for warming up."""
    texts = list(articles)
    for text in texts[:10]:
        work(text)
    began = process_time()
    for text in texts:
        work(text)
    spent = process_time() - began
    print(f"{label:54} {len(texts) / spent:8.0f} articles/s")


def measure_ours(articles: list[str], label: str) -> None:
    """Measure the scan alone, and recognition with resolution."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - reads the variables
    from geoincidents.tagging import tag_places  # noqa: PLC0415 - see above

    gazetteer = load_gazetteer()
    names = len(gazetteer.list_names())
    label = f"{label}, {names / 1e6:.2f} M names"
    measure(f"tag_places, {label}", articles, lambda text: tag_places(text, gazetteer))
    measure(f"scan alone, {label}", articles, gazetteer.scan)
    gazetteer.close()


def measure_peers(articles: list[str]) -> None:
    """Measure the peers that are installed."""
    if importlib.util.find_spec("geotext"):
        from geotext import GeoText  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - optional

        measure("geotext, bare names", articles, lambda text: GeoText(text).cities)
    if importlib.util.find_spec("spacy"):
        import spacy  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - optional
        from spacy.matcher import PhraseMatcher  # type: ignore[import-not-found,unused-ignore] # noqa: PLC0415 - optional

        from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - see above

        model = spacy.blank("en")
        matcher = PhraseMatcher(model.vocab, attr="LOWER")
        gazetteer = load_gazetteer()
        matcher.add("PLACE", list(model.tokenizer.pipe(gazetteer.list_names())))
        measure("spaCy PhraseMatcher, our names", articles[:200], lambda text: matcher(model(text)))


def main() -> None:
    """Run every measurement."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    articles = read_articles(shared)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("GEOINCIDENTS_CACHE", f"{folder}/cache")
        os.environ["GEOINCIDENTS_DATA"] = f"{folder}/data"
        measure_ours(articles, "default data")
        measure_peers(articles)
        dumps = sorted((shared / "sources" / "whosonfirst").glob("*places.csv.gz"))
        if dumps:
            from geoincidents.gazetteer.sources.adding import add_source  # noqa: PLC0415 - see above

            for path in dumps:
                add_source(path, "whosonfirst")
            measure_ours(articles, "Who's On First added")


if __name__ == "__main__":
    main()
