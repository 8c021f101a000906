"""A question to a service on the network, and what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """Say what a service answered to a name that nothing local knows.

    `outcome` is `found`, `not found` (the service said so), `elsewhere` (found only in countries
    that the article does not speak of), `no answer` (an error, told in `reason`) or `not asked`
    (after too many errors).
    """

    name: str
    service: str
    outcome: str
    reason: str | None = None

    @property
    def is_open(self) -> bool:
        """Say whether nobody knows if there is such a place."""
        return self.outcome in {"no answer", "not asked"}
