"""Publication dates out of metadata: ISO 8601, or an e-mail's date line; nothing is guessed."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR = 1800  # before it there are no newspapers of ours: 0001-01-01 is a database's null
LAST_YEAR = 2100

_ISO_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}", re.ASCII)
_EMAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}", re.ASCII)


def parse_published(value: str) -> date | None:
    """Give the day that a value names, as written (no time zone is applied), or `None`.

    Read are `2020-09-28`, `20200928`, date-times of ISO 8601 and `Mon, 28 Sep 2020 10:00:00 GMT`.
    Anything else, such as 03/04/2020, can mean two days or none.
    """
    value = value.strip()
    try:
        if _ISO_DAY.match(value):
            day = datetime.fromisoformat(value).date()
        elif _EMAIL.match(value):
            day = parsedate_to_datetime(value).date()
        else:
            return None
    except (OverflowError, ValueError):  # an e-mail's hour or zone of a hundred digits is the first
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
