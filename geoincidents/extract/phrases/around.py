"""Read phrases whose words stand on both sides of a name ("the Syrian border"), and positions."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from geoincidents.extract.phrases import grammar
from geoincidents.extract.phrases.coordinates import WrittenPosition, find_coordinates
from geoincidents.extract.phrases.making import make_phrase
from geoincidents.extract.phrases.words import DISTRICT, FINEST, Anchor
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.sentences import Sentence


def list_around(
    view: str,
    masks: tuple[str, str],
    sentence: Sentence,
    mentions: Sequence[Mention],
    level_of: Callable[[str], int],
) -> list[Anchor]:
    """Give the phrases of a sentence that are read whole.

    `masks` are the views that blank the literal names, and all names: a people stands for its
    country before "border" ("the Syrian border"). `level_of` gives how fine a place id is.
    """
    first = bisect_left(mentions, sentence.start, key=lambda m: m.start)
    last = bisect_left(mentions, sentence.end, key=lambda m: m.start)
    here = mentions[first:last]
    found: list[Anchor] = []
    masked, all_masked = masks
    words = masked[sentence.start : sentence.end].lower()
    for relation, needs, pattern in grammar.AROUND_NAMES if here else ():
        for word in needs:
            if word in words:
                break
        else:
            continue
        text = all_masked if relation == "border_of" else masked
        for match in pattern.finditer(text, sentence.start, sentence.end):
            names = _pick_names(match, here)
            if not names or any(a.made and a.made.start < match.end() <= a.end for a in found):
                continue
            bare = Phrase(
                start=match.start(),
                end=match.end(),
                text=view[match.start() : match.end()],
                relation=relation,
            )
            phrase = make_phrase(bare, match.groupdict(), None, anchors=names)
            level = level_of(names[0].place_ids[0])
            if relation != "part_of":
                level = max(level, DISTRICT)
            found.append(Anchor(mention=names[0], level=level, end=match.end(), made=phrase))
    for start, end, written in find_coordinates(view, sentence.start, sentence.end):
        found.append(_take_position(view, start, end, written))
    return found


def _pick_names(match: "grammar.Match", mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Give the mentions at the groups of a match, or none where one is missing."""
    spans = [match.span(key) for key in ("a", "b") if match.groupdict().get(key)]
    names = [next((m for m in mentions if m.start == start), None) for start, _ in spans]
    return tuple(m for m in names if m is not None) if None not in names else ()


def _take_position(view: str, start: int, end: int, written: WrittenPosition) -> Anchor:
    words = view[start:end]
    phrase = Phrase(
        start=start,
        end=end,
        text=words,
        relation="at",
        descriptor=written.notation,
        fault=written.fault,
        coordinates=None if written.fault else (written.longitude, written.latitude),
        coordinates_radius_m=None if written.fault else written.radius_m,
    )
    mention = Mention(start=start, end=end, surface=words, rule="written position")
    return Anchor(mention=mention, level=FINEST, end=end, made=phrase)
