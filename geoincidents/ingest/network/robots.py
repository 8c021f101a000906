"""What a host lets programs read: its robots.txt (RFC 9309)."""

from urllib.robotparser import RobotFileParser

from geoincidents.ingest.network.request import AGENT

MOST_BYTES = 2 * 1024 * 1024  # RFC 9309, 2.5: at least 500 KiB are to be read
LONGEST_DELAY_S = 10.0
_NAME = AGENT.partition("/")[0]


def read_rules(status: int, data: bytes) -> RobotFileParser | None:
    """Give the rules of a robots.txt; `None` where it cannot be had now, which forbids all."""
    rules = RobotFileParser()
    if 200 <= status < 300:  # noqa: PLR2004 - the class of answers that hold what was asked
        rules.parse(data.decode("utf-8", "replace").splitlines())
        return rules
    if 400 <= status < 500:  # noqa: PLR2004 - there is none: everything may be read
        rules.parse(())
        return rules
    return None


def may_read(rules: RobotFileParser | None, address: str) -> bool:
    """Tell whether a page may be read."""
    return rules is not None and rules.can_fetch(_NAME, address)


def find_delay_s(rules: RobotFileParser | None) -> float:
    """Give the pause that a host asks for between two pages, up to ten seconds."""
    asked = rules.crawl_delay(_NAME) if rules is not None else None
    return min(float(asked or 0), LONGEST_DELAY_S)
