"""A name in a text, before anybody knows where it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Hold a toponym as it stands in an article, with its cues.

    `sense` is `literal`, `metonym`, `demonym`, `organisation`, `person` or `word`. `place_ids` are
    the gazetteer's candidates, best first; `kind_cue` is the kind that the words ask for
    ("airbase"), `container` the text of a place that holds it ("Balad, Salah al-Din"). `rule`
    says what decided the sense.
    """

    start: int
    end: int
    surface: str
    place_ids: tuple[str, ...] = ()
    sense: str = "literal"
    kind_cue: str | None = None
    container: str | None = None
    rule: str = ""
