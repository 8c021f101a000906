"""Every expression of the reading that stands behind its words loses nothing by it."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import geoincidents.extract
import geoincidents.text
from geoincidents.extract.phrases import grammar, measures
from geoincidents.extract.phrases.patterns import HEAD_BEFORE
from geoincidents.extract.words import load_lexicon
from geoincidents.text.guards import WordPattern
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
FRAMES = ("The {} came.", "{}", "Two {}, and a {} by them", "No more {} of the {} in a second {}")


def _list_guarded() -> dict[str, WordPattern]:
    """Give the guarded expressions of the rooms that read, by module and name."""
    found: dict[str, WordPattern] = {}
    modules = pkgutil.walk_packages(geoincidents.extract.__path__, "geoincidents.extract.")
    for module in [
        *modules,
        *pkgutil.iter_modules(geoincidents.text.__path__, "geoincidents.text."),
    ]:
        for name, value in vars(importlib.import_module(module.name)).items():
            held = value if isinstance(value, dict) else {"": value}
            for key, one in held.items():
                if isinstance(one, WordPattern):
                    found[f"{module.name}.{name}.{key}"] = one
    return found


def _list_phrases(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [*node, *(p for value in node.values() for p in _list_phrases(value))]
    return [p for value in node for p in _list_phrases(value)] if isinstance(node, list) else []


GUARDED = _list_guarded()
LEXICONS = ("triggers", "people", "actors", "modality", "times", "weapons")
PHRASES = sorted({p for name in LEXICONS for p in _list_phrases(load_lexicon(name))})
SENTENCES = [
    view[one.start : one.end]
    for path in SEEDS
    for view in [make_view(path.read_text("utf-8"))]
    for one in split_sentences(view)
]


# What an expression matches is drawn from the expression itself.
drawn = settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],  # a match is short enough as it is drawn
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("name", sorted(GUARDED))
@drawn
@given(data=st.data())
def test_a_guard_hides_no_match_of_its_expression(name: str, data: st.DataObject) -> None:
    """Whoever adds a way to match adds its word: every way holds one of the words of the guard."""
    guarded = GUARDED[name]
    text = data.draw(st.from_regex(guarded.pattern))
    bare = guarded.pattern.search(text)
    first = guarded.search(text)
    assert (first.span() if first else None) == (bare.span() if bare else None)


# Signs that a pattern takes for s and k whatever the case, and nobody writes, are left out.
LETTERS = st.characters(exclude_characters="\u017f\u212a")
# What is drawn of the others rarely fits what may not follow it.
DRAWN_FORMS = [one for one in grammar.FORMS if one.needs and one.relation in {"near", "part_of"}]


@pytest.mark.parametrize("form", DRAWN_FORMS)
@settings(drawn, max_examples=5)
@given(data=st.data())
def test_a_form_is_tried_wherever_its_words_stand(form: grammar.Form, data: st.DataObject) -> None:
    """Every way to say a form holds one of its `needs`, in whatever case."""
    text = data.draw(st.from_regex(form.pattern, alphabet=LETTERS)).lower()
    assert any(word in re.sub(r"\s", " ", text) for word in form.needs)


@drawn
@given(text=st.from_regex(HEAD_BEFORE))
def test_a_head_is_found_by_how_its_words_end(text: str) -> None:
    """Whatever may stand as the head of a phrase, or behind one, is not passed over."""
    bare = HEAD_BEFORE.search(text)
    found = vars(measures)["_search_head"](text, 0, len(text))
    assert (found.span() if found else None) == (bare.span() if bare else None)


@pytest.mark.parametrize("name", sorted(GUARDED))
def test_a_guard_hides_no_match_of_the_lexicons(name: str) -> None:
    """On each sentence of the samples and each phrase of the lexicons guard and bare agree."""
    guarded = GUARDED[name]
    made = [frame.replace("{}", phrase) for phrase in PHRASES for frame in FRAMES]
    for text in [*SENTENCES, *made]:
        bare = guarded.pattern.search(text)
        first = guarded.search(text)
        assert (first.span() if first else None) == (bare.span() if bare else None), text


def test_the_expressions_of_the_stages_are_found() -> None:
    """The list above is not empty by a slip: each stage with lexicons has some."""
    stages = {name.split(".")[2] for name in GUARDED}
    assert {"actors", "clauses", "modality", "weapons"} <= stages
