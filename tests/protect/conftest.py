"""Give the tests of protection 200 made-up cases, exact and protected."""

import pytest
from protect_cases import SEED, Run, make_cases

from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Incidents
from geoincidents.pipeline import find_incidents
from geoincidents.protect import protect_incidents


@pytest.fixture(scope="session")
def made_run(gazetteer: Gazetteer) -> Run:
    """Give what is found in the cases, each read by itself so that none are joined."""
    cases = tuple(make_cases())
    parts = [find_incidents([case.article], gazetteer=gazetteer) for case in cases]
    exact = Incidents(
        tuple(incident for part in parts for incident in part),
        aggregates=tuple(one for part in parts for one in part.aggregates),
        unresolved=tuple(one for part in parts for one in part.unresolved),
        articles=tuple(one for part in parts for one in part.articles),
    )
    safe = protect_incidents(exact, seed=SEED, gazetteer=gazetteer)
    return Run(cases=cases, exact=exact, safe=safe)
