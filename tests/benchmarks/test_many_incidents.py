"""Incidents made for measuring are as many as asked for, each with words of its own."""

import importlib.util
import sys
from pathlib import Path

import pytest


def test_no_quote_stands_twice_even_where_sentences_are_few(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the shared corpora the samples alone give quotes for any number of incidents."""
    spec = importlib.util.spec_from_file_location("many", root / "benchmarks" / "many_incidents.py")
    assert spec is not None
    assert spec.loader is not None
    many = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "many", many)
    spec.loader.exec_module(many)
    incidents = many.make_incidents(4_000, shared=tmp_path)
    quotes = [quote.quote for one in incidents for quote in one.evidence]
    assert len(set(quotes)) == len(quotes) == 8_000
