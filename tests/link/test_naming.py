"""No two incidents have one id, whatever their hashes are."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import incident_sets

from geoincidents.link import name_apart
from geoincidents.model import Incidents


@given(incident_sets(), st.integers(1, 3), st.integers(0, 99))
def test_ids_that_collide_are_told_apart_in_any_order(
    found: Incidents, ids: int, seed: int
) -> None:
    """Each gets an id of its own, the same in every order; the first of an id keeps it."""
    alike = [replace(one, incident_id=f"gi-{n % ids}") for n, one in enumerate(found)]
    alike = list(dict.fromkeys(alike))
    named = name_apart(alike)
    names = [one.incident_id for one in named]
    assert len(set(names)) == len(alike)
    assert {one.incident_id for one in alike} <= set(names)
    assert all(
        new.incident_id.startswith(old.incident_id) for new, old in zip(named, alike, strict=True)
    )
    turned = random.Random(seed).sample(alike, len(alike))  # noqa: S311 - nothing secret
    assert set(name_apart(turned)) == set(named)


@given(incident_sets())
def test_an_id_of_one_incident_stays(found: Incidents) -> None:
    """Where none collide nothing changes."""
    assert name_apart(found) == tuple(found)
