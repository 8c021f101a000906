"""The front door keeps what it promises."""

from importlib import import_module

import pytest

import geoincidents


@pytest.mark.parametrize("name", sorted(set(geoincidents.__all__) - {"__version__"}))
def test_every_name_is_that_of_its_room(name: str) -> None:
    """What `__all__` names can be had, and is the same object as in its own room."""
    found = getattr(geoincidents, name)
    assert getattr(import_module(found.__module__), name) is found
    assert name in dir(geoincidents)


def test_front_door_stays_small() -> None:
    """The front door has some twenty names, sorted, each once."""
    names = geoincidents.__all__
    assert len(names) <= 24
    assert len(set(names)) == len(names)


def test_verbs_do_not_hide_behind_rooms() -> None:
    """No name of the front door is that of a room: the import would give the room."""
    assert not {"ingest", "extract", "locate", "link", "store", "render"} & set(
        geoincidents.__all__
    )


def test_unknown_name_is_an_attribute_error() -> None:
    """A name that is not there is missed as in any module."""
    with pytest.raises(AttributeError, match="has no attribute 'read_article'"):
        _ = geoincidents.read_article  # type: ignore[attr-defined]
