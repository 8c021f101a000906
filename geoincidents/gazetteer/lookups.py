"""Ask a service for the names of articles that nothing local knows, and keep what became of it."""

from collections.abc import Iterable

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.helped import HelpedGazetteer
from geoincidents.gazetteer.index import Gazetteer
from geoincidents.gazetteer.online import ask_online, check_contact, is_so_named
from geoincidents.model.lookup import Lookup
from geoincidents.model.place import Place

SERVICE = "nominatim"
MOST_ERRORS = 3  # in a row: then the service is down, and nobody waits for it any longer


class OnlineNames:
    """Ask Nominatim for names, each once a run, and hold what it answered.

    Raises:
        GazetteerError: there is no address of contact; nothing is ever asked.
    """

    def __init__(self, *, contact: str | None = None) -> None:
        self._contact = check_contact(contact)
        self._answers: dict[str, tuple[Place, ...]] = {}
        self._lookups: dict[str, Lookup] = {}
        self._errors = 0

    @property
    def lookups(self) -> tuple[Lookup, ...]:
        """Give what became of each name, in the order of their letters."""
        return tuple(self._lookups[name] for name in sorted(self._lookups))

    def help_gazetteer(
        self, gazetteer: Gazetteer, names: Iterable[str], countries: frozenset[str]
    ) -> Gazetteer:
        """Give the gazetteer with the places of names that the service knows in the countries.

        `names` are those of one article, and `countries` those that it speaks of (ISO 3166-1
        alpha-2): a village that only shares a name with what is meant is no answer. Where none
        are known, every country will do.
        """
        told: dict[str, tuple[Place, ...]] = {}
        for name in sorted({" ".join(name.split()) for name in names}):
            answer = self._ask(name)
            near = tuple(one for one in answer if not countries or one.country in countries)
            if near:
                told[name] = near
            if name not in self._lookups or (near and self._lookups[name].outcome != "found"):
                self._lookups[name] = _judge(name, answer, near)
        return HelpedGazetteer(gazetteer, told) if told else gazetteer

    def _ask(self, name: str) -> tuple[Place, ...]:
        if name in self._answers or (name in self._lookups and self._lookups[name].is_open):
            return self._answers.get(name, ())
        if self._errors >= MOST_ERRORS:
            reason = f"{MOST_ERRORS} questions before it had no answer; run again later"
            self._note(name, "not asked", reason)
            return ()
        try:
            places = ask_online(name, contact=self._contact)
        except GazetteerError as error:
            self._errors += 1
            self._note(name, "no answer", str(error))
            return ()
        self._errors = 0
        self._answers[name] = tuple(place for place in places if is_so_named(place, name))
        return self._answers[name]

    def _note(self, name: str, outcome: str, reason: str) -> None:
        self._lookups[name] = Lookup(name=name, service=SERVICE, outcome=outcome, reason=reason)


def _judge(name: str, answer: tuple[Place, ...], near: tuple[Place, ...]) -> Lookup:
    if near:
        reason = f"{near[0].name}, {near[0].source}"
        return Lookup(name=name, service=SERVICE, outcome="found", reason=reason)
    if answer:
        where = ", ".join(sorted({place.country or "no country" for place in answer}))
        reason = f"only in {where}, of which the article does not speak"
        return Lookup(name=name, service=SERVICE, outcome="elsewhere", reason=reason)
    return Lookup(name=name, service=SERVICE, outcome="not found")
