"""Give incidents that may be published: closed, so that no writer has to know of it."""

import hmac
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from geoincidents.extract.casing import read_english
from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.locate.lines import draw_line_of
from geoincidents.model import (
    EXACT,
    Article,
    ArticleRef,
    Incident,
    Incidents,
    Input,
    Location,
    Skipped,
)
from geoincidents.model.article import describe_article
from geoincidents.model.evidence import NAME_MARK, PLACE_MARK
from geoincidents.protect.people import NameFinder
from geoincidents.protect.places import Mover, PlaceFinder, SmallPlaceFinder
from geoincidents.protect.rules import Rules, load_rules
from geoincidents.protect.striking import (
    Striker,
    Words,
    fold_phrase,
    join_marks,
    list_parts,
)
from geoincidents.titles import make_title

PLACE_MOVED, WORDS_WITHHELD, NOTHING = "place moved", "words withheld", "nothing to protect"
# Codes and figures, which are nobody's words.
_CODES = frozenset(
    {
        *("incident_id", "article_id", "sha256", "incident_type", "event_type", "sub_event_type"),
        *("status", "precision", "relation", "place_id", "place_kind", "country", "kind"),
        *("category", "role", "scope", "type", "supports", "protection"),
    }
)
_NEAR_DEG = 0.005  # two places so near each other are one
_T = TypeVar("_T")


def protect_incidents(
    found: Incidents | Sequence[Incident],
    *,
    seed: bytes,
    rules: Rules | None = None,
    gazetteer: Gazetteer | None = None,
) -> Incidents:
    """Give incidents without the places and names of private people; as many, with as many quotes.

    Places come to lie in their district or a random way off, which `seed` settles; a quote that
    words were struck out of is marked so. Protecting again changes nothing.
    """
    whole = found if isinstance(found, Incidents) else Incidents(tuple(found))
    places = load_gazetteer() if gazetteer is None else gazetteer
    return _Protector(whole, rules or load_rules(), places, seed).protect()


@dataclass(frozen=True, slots=True)
class _Withheld:
    """Hold what is struck out of everything that one article stands behind."""

    names: frozenset[Words]
    public: frozenset[Words]
    places: frozenset[Words]
    spots: tuple[Location, ...]
    hides: bool


class _Protector:
    """Hold what is known of a run while it is protected."""

    def __init__(self, found: Incidents, rules: Rules, gazetteer: Gazetteer, seed: bytes) -> None:
        self._found = found
        self._rules = rules
        self._seed = seed
        self._gazetteer = gazetteer
        self._finder = PlaceFinder(rules)
        self._mover = Mover(rules, seed, gazetteer)
        self._small = SmallPlaceFinder(rules, gazetteer)
        self._people = NameFinder(rules, self._is_place, read_english())
        self._exact: dict[str, frozenset[Location]] = {}
        self._ways: dict[str, str] = {}
        self._of_article = self._gather()
        self._names = frozenset(n for one in self._of_article.values() for n in one.names)

    def _is_place(self, name: str) -> bool:
        return self._gazetteer.knows(name) or bool(self._gazetteer.country_of_demonym(name))

    def protect(self) -> Incidents:
        """Give the whole run anew."""
        found = self._found
        return Incidents(
            tuple(self._protect_incident(one) for one in found),
            aggregates=tuple(self._strike_of(one, one.article_id) for one in found.aggregates),
            unresolved=tuple(self._strike_of(one, one.article_id) for one in found.unresolved),
            articles=tuple(self._protect_article(describe_article(one)) for one in found.articles),
            skipped=tuple(self._protect_skipped(one) for one in found.skipped),
            lookups=tuple(_walk(one, self._strike_names, {}) for one in found.lookups),
        )

    def _gather(self) -> Mapping[str, _Withheld]:
        """Find names and places of every article, out of all that is told after it."""
        texts: dict[str, list[str]] = defaultdict(list)
        phrases: dict[str, set[Words]] = {}
        spots: dict[str, list[Location]] = defaultdict(list)
        for article in self._found.articles:
            texts[article.article_id].append(article.title or "")
            if isinstance(article, Article):
                texts[article.article_id].append(article.text)
        for aggregate in self._found.aggregates:
            texts[aggregate.article_id].append(aggregate.quote)
        for incident in self._found:
            self._gather_of(incident, texts, phrases, spots)
        actors = frozenset(
            fold_phrase(name) for one in self._found for name in _list_actors(one) if name
        )
        return {
            name: self._withhold(texts[name], phrases.get(name), spots[name], actors)
            for name in sorted(texts)
        }

    def _withhold(
        self,
        texts: list[str],
        phrases: set[Words] | None,
        spots: list[Location],
        actors: frozenset[Words],
    ) -> _Withheld:
        """Give what is withheld of an article that says `texts`."""
        texts = list(dict.fromkeys(texts))
        names, public = self._people.find(texts)
        hides = phrases is not None or any(self._finder.find_rule_in(text) for text in texts)
        places = set(phrases or ())
        hides = hides or bool(names)
        if hides:
            places |= {fold_phrase(name) for text in texts for name in self._small.find(text)}
        if self._rules.unknown == "strike" and hides:
            unknown = {fold_phrase(n) for text in texts for n in self._people.find_unknown(text)}
            names |= unknown - public - places - actors
        return _Withheld(
            names - {()}, public, frozenset(places) - {()}, tuple(dict.fromkeys(spots)), hides
        )

    def _gather_of(
        self,
        incident: Incident,
        texts: dict[str, list[str]],
        phrases: dict[str, set[Words]],
        spots: dict[str, list[Location]],
    ) -> None:
        told = _list_articles(incident)
        for quote in incident.evidence:
            texts[quote.article_id].append(quote.quote)
        for article in incident.articles:
            texts[article.article_id].append(article.title or "")
        said = [incident.title, incident.casualties.text or "", incident.place_text or ""]
        said += [one.text for one in incident.targets]
        said += [one.text for one in _list_places(incident)]
        for name in told:
            texts[name] += said
        rule = self._finder.find_rule(incident)
        if rule is None:
            return
        exact = self._finder.choose_places(incident)
        self._exact[incident.incident_id] = exact
        self._ways[incident.incident_id] = rule.move
        words = {phrase for place in exact for phrase in self._list_phrases(place)}
        if incident.place_text and not incident.impacts:
            words.add(fold_phrase(incident.place_text))
        for name in told:
            phrases.setdefault(name, set()).update(words)
            spots[name] += exact

    def _list_phrases(self, place: Location) -> Iterable[Words]:
        """Give the spellings that lead to a place; not those of what holds it."""
        spellings = [place.text, place.name or ""]
        known = self._gazetteer.candidates(place.name) if place.name else ()
        spellings += [
            name
            for one in known
            if one.place_id == place.place_id
            for name in (one.name, *one.aliases)
        ]
        wider = {fold_phrase(place.admin1 or "")}
        return {words for one in spellings if (words := fold_phrase(one)) and words not in wider}

    def _protect_incident(self, incident: Incident) -> Incident:
        told = _list_articles(incident)
        withheld = [self._of_article[one] for one in told if one in self._of_article]
        spots = {place for one in withheld for place in one.spots}
        exact = self._exact.get(incident.incident_id, frozenset()) | {
            place
            for place in _list_places(incident)
            if self._finder.is_exact(place) and any(_is_near(place, spot) for spot in spots)
        }
        way = self._ways.get(incident.incident_id, "district")
        moved = {place: self._mover.move(place, way) for place in exact}
        hides = bool(moved) or any(one.hides for one in withheld)
        striker = self._make_striker(withheld, incident)
        rename = {one: self._rename(one, striker) for one in told}

        def strike(text: str) -> str:
            return self._strike(text, striker, hides=hides)

        safe: Incident = _walk(_move(incident, moved) if moved else incident, strike, rename)
        if incident.place_text and incident.incident_id in self._ways and not incident.impacts:
            safe = replace(safe, place_text=PLACE_MARK)
        safe = replace(
            safe,
            articles=tuple(
                self._protect_link(new, old, striker)
                for new, old in zip(safe.articles, incident.articles, strict=True)
            ),
            evidence=tuple(
                new if new.quote == old.quote else replace(new, struck=True)
                for new, old in zip(safe.evidence, incident.evidence, strict=True)
            ),
        )
        if moved:
            safe = replace(safe, title=strike(make_title(safe)))
        return _say_what(safe, incident, moved=bool(moved))

    def _make_striker(self, withheld: Sequence[_Withheld], incident: Incident | None) -> Striker:
        names = self._names
        near = frozenset(name for one in withheld for name in one.names)
        kept = {word for one in withheld for name in one.public for word in name}
        kept |= {fold_phrase(word)[0] for word in self._rules.no_names if fold_phrase(word)}
        if incident is not None:
            kept |= _list_kept(incident, {p for one in withheld for p in one.spots})
        whole = dict.fromkeys((p for one in withheld for p in one.places), PLACE_MARK)
        whole |= dict.fromkeys((name for name in names if len(name) > 1), NAME_MARK)
        whole |= dict.fromkeys((name for name in near if not set(name) <= kept), NAME_MARK)
        return Striker(whole, list_parts(near, frozenset(kept)))

    def _strike(self, text: str, striker: Striker, *, hides: bool) -> str:
        """Give a text without names and, where places are hidden, without what leads to a door."""
        # Addresses first: "Hassan Street 12" is one, and "[name withheld] Street 12" is none.
        text = striker.strike(self._strike_addresses(text) if hides else text)
        return join_marks(text)

    def _strike_addresses(self, text: str) -> str:
        for pattern in self._rules.addresses:
            text = pattern.sub(PLACE_MARK, text)
        return text

    def _strike_names(self, text: str) -> str:
        return self._make_striker((), None).strike(text)

    def _rename(self, article_id: str, striker: Striker) -> str:
        """Give an id that tells nothing to an article that is called after somebody."""
        if not striker.is_in_name(article_id):
            return article_id
        digest = hmac.new(self._seed, article_id.encode("utf-8", "replace"), sha256).hexdigest()
        return f"article-{digest[:12]}"

    def _protect_link(self, new: ArticleRef, old: ArticleRef, striker: Striker) -> ArticleRef:
        return replace(new, url=None) if striker.is_in_name(old.url or "") else new

    def _strike_of(self, value: _T, article_id: str) -> _T:
        strike, striker = self._prepare(article_id)
        safe: _T = _walk(value, strike, {article_id: self._rename(article_id, striker)})
        return safe

    def _prepare(self, article_id: str) -> tuple[Callable[[str], str], Striker]:
        """Give what strikes all that is withheld of one article."""
        known = self._of_article.get(article_id)
        striker = self._make_striker([known] if known else [], None)
        hides = known is not None and known.hides
        return lambda text: self._strike(text, striker, hides=hides), striker

    def _protect_article(self, article: Input) -> Input:
        strike, striker = self._prepare(article.article_id)
        names = article.path or "", article.url or ""
        return replace(
            article,
            article_id=self._rename(article.article_id, striker),
            title=strike(article.title) if article.title else article.title,
            path=None if striker.is_in_name(names[0]) else article.path,
            url=None if striker.is_in_name(names[1]) else article.url,
            warnings=tuple(strike(one) for one in article.warnings),
        )

    def _protect_skipped(self, one: Skipped) -> Skipped:
        striker = self._make_striker((), None)
        return replace(
            one,
            path=NAME_MARK if striker.is_in_name(one.path) else one.path,
            reason=striker.strike(one.reason),
        )


def _list_articles(incident: Incident) -> tuple[str, ...]:
    names = [one.article_id for one in incident.articles]
    names += [one.article_id for one in incident.reports]
    names += [one.article_id for one in incident.evidence]
    return tuple(dict.fromkeys(names))


def _list_places(incident: Incident) -> tuple[Location, ...]:
    targets = tuple(one.location for one in incident.targets if one.location)
    return (*incident.impacts, *incident.launches, *targets)


def _is_near(place: Location, spot: Location) -> bool:
    return (
        abs(place.longitude - spot.longitude) <= _NEAR_DEG
        and abs(place.latitude - spot.latitude) <= _NEAR_DEG
    )


def _list_actors(incident: Incident) -> list[str | None]:
    names = [incident.perpetrator]
    names += [one.actor for one in incident.claims]
    names += [one.actor for one in incident.denials]
    names += [one.actor for one in incident.attributions]
    return names


def _list_kept(incident: Incident, spots: set[Location]) -> set[str]:
    """Give the words of the names that stay: wide places, states, groups that attack."""
    names = _list_actors(incident)
    for place in _list_places(incident):
        names += [place.admin1] if place in spots else [place.name, place.admin1]
    return {word for name in names if name for word in fold_phrase(name)}


def _move(incident: Incident, moved: Mapping[Location, Location]) -> Incident:
    """Put places elsewhere, and lines between them with the lengths of where they now are."""
    impacts = tuple(moved.get(one, one) for one in incident.impacts)
    launches = tuple(moved.get(one, one) for one in incident.launches)
    return replace(
        incident,
        impacts=impacts,
        launches=launches,
        targets=tuple(
            replace(one, location=moved.get(one.location, one.location)) if one.location else one
            for one in incident.targets
        ),
        trajectories=tuple(
            draw_line_of(one.launch, one.impact, launches[one.launch], impacts[one.impact])
            for one in incident.trajectories
        ),
        # Rules and notes tell how the place was found, in words and codes of its source.
        confidence_note="",
        explain=tuple(one for one in incident.explain if one.startswith(("type ", "date "))),
    )


def _say_what(safe: Incident, before: Incident, *, moved: bool) -> Incident:
    struck = replace(safe, protection=None, title="") != replace(
        _move(before, {}) if moved else before, protection=None, title=""
    )
    done = [PLACE_MOVED] if moved else []
    if any(one.struck for one in safe.evidence) or (struck and not moved):
        done.append(WORDS_WITHHELD)
    earlier = [] if before.protection in (None, NOTHING, EXACT) else before.protection.split("; ")
    said = "; ".join(dict.fromkeys([*earlier, *done])) or NOTHING
    return replace(safe, protection=said)


@cache
def _list_fields(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _walk(value: Any, strike: Any, rename: Mapping[str, str], name: str = "") -> Any:  # noqa: ANN401 - any noun, and what it holds
    """Give a noun with every text that it holds, at any depth, struck; codes stay."""
    if isinstance(value, str):
        if name == "article_id":
            return rename.get(value, value)
        return value if name in _CODES else strike(value)
    if isinstance(value, tuple):
        return tuple(_walk(one, strike, rename, name) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            one: new
            for one in _list_fields(type(value))
            if (new := _walk(old := getattr(value, one), strike, rename, one)) is not old
        }
        if isinstance(value, Location) and "name" in changed:
            changed |= {"place_id": None, "place_kind": None}  # an id spells the name
        return replace(value, **changed) if changed else value
    return value
