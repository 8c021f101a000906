"""Of several places of one attack those that only hold another are left out."""

from dataclasses import replace

import pytest
from incident_samples import place

from geoincidents.geodesy import keep_finest
from geoincidents.model import Count, Location

CITY = place("Baghdad", "Baghdad", 44.40, 33.34, 18_000, "settlement", "in")
QUARTER = place("Sadr City", "Sadr City", 44.46, 33.39, 4000, "neighbourhood", "in")
CAMP = place("the camp", "The camp", 44.30, 33.30, 10_000, "facility", "in")
FAR = place("Basra", "Basra", 47.78, 30.51, 8000, "settlement", "in")
DISTRICT = place("Taji district", "Taji district", 44.25, 33.60, 20_000, "admin2", "in")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ((CITY, QUARTER), (QUARTER,)),
        ((QUARTER, CITY), (QUARTER,)),
        # a camp that is known to 10 km lies in its town all the same
        ((CITY, CAMP), (CAMP,)),
        ((CITY, FAR), (CITY, FAR)),
        # 29 km from the middle of a district of 20 km
        ((DISTRICT, replace(FAR, longitude=44.40, latitude=33.37)), 1),
        ((DISTRICT, replace(FAR, longitude=44.40, latitude=33.20)), 2),
        # numbers tell two places apart
        (
            (
                replace(CITY, munitions=Count(min=2, max=2)),
                replace(QUARTER, munitions=Count(min=1, max=1)),
            ),
            2,
        ),
        ((replace(CITY, relation="part_of"), QUARTER), 2),
        # at a base, and somewhere near it
        ((replace(CITY, place_id="x"), replace(QUARTER, place_id="x")), 2),
        ((), ()),
    ],
)
def test_the_finest_are_kept(told: tuple[Location, ...], kept: tuple[Location, ...] | int) -> None:
    """What holds a finer place says nothing beside it; what lies apart does."""
    found = keep_finest(told)
    assert (len(found) if isinstance(kept, int) else found) == kept
