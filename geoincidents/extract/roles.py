"""Say of each place of a clause whether it was hit, fired from, or aimed at."""

import re

import msgspec

from geoincidents.extract.agents import is_armed
from geoincidents.extract.asides import stands_aside
from geoincidents.extract.facts import SPEECH, ClauseFacts
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.text.guards import guard_pattern

_WORDS = load_lexicon("triggers")
MISSED = compile_words(_WORDS["misses"]["words"])
_TARGET = re.compile(
    rf"(?:{join_words(_WORDS['target_lead']['verbs'])})\s"
    rf"(?:(?!(?:{join_words(_WORDS['impact_lead']['verbs'])}|landed|fell|exploded|crashed)\b)\w+\s){{0,4}}"
    r"(?:at|on|in)?\s*$",
    re.IGNORECASE,
)
_ROUTE = re.compile(
    rf"\b(?:{join_words(_WORDS['route']['verbs'])})\b[^.;]{{0,60}}\b(?:over|through|via|across|past)\s*(?:the\s)?$",
    re.IGNORECASE,
)
_CROSSED = re.compile(
    rf"\b(?:{join_words(_WORDS['route']['crossed'])}|via)\s(?:the\s)?$", re.IGNORECASE
)
_GOING = re.compile(r"(?:driving|travell?ing|en\sroute|on\s(?:its|their|his|her)\sway)\b")
_FOUND = (
    rf"\b(?:{join_words(_WORDS['launcher']['things'])})\s(?:\w+\s){{0,3}}?(?:was|were|had\sbeen)\s"
    rf"(?:\w+\s)?(?:{join_words(_WORDS['launcher']['verbs'])})\b"
    rf"|\b(?:{join_words(_WORDS['launcher']['verbs'])})\s(?:\w+\s){{0,3}}?"
    rf"(?:{join_words(_WORDS['launcher']['things'])})\b"
)
_LAUNCHER_FOUND = re.compile(_FOUND, re.IGNORECASE)
_LAUNCHER = re.compile(
    rf"(?:{_FOUND})[^.;]{{0,40}}$"
    # "the guns that fired on Ariha were in Saraqib"
    rf"|\b(?:guns?|artillery|batter(?:y|ies)|{join_words(_WORDS['launcher']['things'])})\s(?:that|which)\s"
    r"(?:had\s)?(?:fired|shelled|hit|struck|launched)\b[^.;,]{0,60}\s(?:was|were|stood|lay)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_THEY = re.compile(
    r"\b(?:they|it|these|those|both|all)\s(?:was|were|had\sbeen)\s"
    rf"|\bthe\s(?:{join_words(_WORDS['launch_lead']['things'])})(?:,[^,;.]{{2,50}},)?\s(?:(?:had|have|has|was|were|been|also|apparently)\s){{0,3}}"
    r"(?:came|come|fired|launched|originated|taken\soff|took\soff|flown)\s",
    re.IGNORECASE,
)
_VAGUE = r"(?:(?:around|about|some|inside|within|near|the|an?)\s)*"
_LAUNCH = re.compile(
    rf"\b(?:{join_words(_WORDS['launch_lead']['verbs'])})\b.{{0,90}}\bfrom\s*{_VAGUE}$",
    re.IGNORECASE | re.DOTALL,
)
# "no evidence the attacks came from Yemen": nobody says that they did.
_DOUBT = re.compile(
    r"\b(?:no\sevidence|not|never|n't|den(?:y|ies|ied|ying)|doubts?|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|whether|if|unclear|rejected)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
# "launched from a small truck found in the Dujail district", "fired from a boat off Hodeidah"
_LAUNCH_THING = re.compile(
    rf"\b(?:{join_words(_WORDS['launch_lead']['verbs'])})\b[^.;]{{0,60}}?\bfrom\s"
    rf"(?:(?:an?|the|two|three|several|its|their)\s)?"
    rf"(?:(?!(?:{join_words(_WORDS['impact_lead']['verbs'])}|landed|fell|exploded|crashed)\b)[\w'-]+\s){{1,6}}(?:(?<=[\w\s])(?-i:[A-Z][\w'-]+),\s)?$",
    re.IGNORECASE,
)
_LOBBED = {"drone", "rocket", "missile", "mortar", "artillery"}  # they fall far from who sends them
_STANDING = {"in", "near", "on", "off", "outside", "around", "south", "north", "east", "west"}
_LEANING = 2  # "just north of", "a mile off"
# "militants in the Gaza Strip fired two rockets towards": where those are who fire
_SENDER_BEFORE = re.compile(r"(?:^|[\s\"'])(?P<who>(?:[\w'-]+\s){1,5})$")
_FIRES = re.compile(
    rf"\s(?:(?:have|had|has|also|again|reportedly|on\s\w+day)\s){{0,3}}(?:{join_words(_WORDS['launch_lead']['acts'])})\s"
    r"(?:[\w'-]+\s){1,6}?(?:at|towards?|into|across|against|on|over)\s",
    re.IGNORECASE,
)
# "sirens sounded in Ashkelon": nothing fell there
_SOUNDS = re.compile(
    rf"\b(?:{join_words(_WORDS['sounds']['words'])})\b[^.;]{{0,60}}$", re.IGNORECASE
)
_SOUND_OF_ATTACK = re.compile(
    rf"\b(?:{join_words(_WORDS['impact_lead']['verbs'])}|landed|fell|exploded|crashed)\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"(?:from\s)?(?:outside|beyond)\s")  # everywhere but there
# "some 40 km from the border", "across the frontier from Kharkiv": how far, and not whence
_APART = re.compile(
    r"(?:\b(?:km|kms|kilomet(?:re|er)s?|miles?|m|met(?:re|er)s|yards|hours?|minutes|drive|far|away|distance|flights?|trains?|bus|buses|journey|trip)"
    r"|\b(?:across|opposite|the\sother\sside\sof)\b[^.;,]{0,30}|\(\d[^()]{0,20}\))\s{1,2}from\s*(?:the\s)?$",
    re.IGNORECASE,
)
# "revenge for Kenya's operations in Somalia": why, and not where
_MOTIVE = re.compile(
    r"\b(?:revenge|retaliation|reprisal|retribution|punishment|protest)\s(?:for|at|over)\s[^.;,]{0,80}$",
    re.IGNORECASE,
)
# "kidnapped from his home in Cali": it happened there
_ABDUCTED = join_words(
    [w for how in ("strong", "nouns", "taken") for w in _WORDS[how]["abduction"]]
)
_TAKEN = re.compile(rf"\b(?:{_ABDUCTED})\b[^.;]{{0,90}}$", re.IGNORECASE)
_FROM = re.compile(
    rf"\bfrom\s*{_VAGUE}(?:(?:[A-Z]\w+\s)?(?:capital|city|town|village|port),\s*)?$", re.IGNORECASE
)
_HITS = re.compile(
    rf"\b(?:{join_words(_WORDS['impact_lead']['verbs'])})\s(?:the\s)?$", re.IGNORECASE
)
# A place after one of these is no place of an attack, unless the word belongs to the attack.
_NO_IMPACT = re.compile(
    r"\b(?:(?<!out\s)of|for|by|to|than|as|with|towards?|leave|called|about|against)\s*(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_OPENS_NO_IMPACT = re.compile(
    r"(?:of|for|by|to(?!\sthe\s(?:north|south|east|west))|towards?|than|as)\s"
)
_OF_ATTACK = re.compile(
    r"\b(?:attacks?|strikes?|assaults?|raids?|fired|launched|damage|bombings?|shelling|set\sfire)\s"
    r"(?:\w+\s){0,3}(?:against|to|towards?|of)\s*(?:(?:the|an?)\s)?$"
    # "at the gate of the airport", "at the entrance to Jerusalem"
    r"|\b(?:at|near|outside|inside|in|on|into|hit|struck|targeted|through|rocked|shook)\s(?:the|an?)\s"
    r"(?:\w+\s){1,3}of\s*(?:the\s)?$"
    r"|\b(?:entrance|entry|gateway|approach|approaches|gate)\sto\s*(?:the\s)?$",
    re.IGNORECASE,
)
_UNPLACED = guard_pattern(
    r"\b(?:hit|struck|landed\s(?:in|on|near)|fell\s(?:in|on|into|near))\s"
    r"(?P<what>(?:their|his|her|an?|some|several|nearby|the\sfamily|residential)\s"
    rf"(?:[\w-]+\s){{0,2}}(?:{join_words(_WORDS['hit_things']['words'])}))\b",
    ["hit", "struck", "landed", "fell"],
)
_ON_PAPER = re.compile(
    rf"\b(?:{join_words(_WORDS['on_paper']['words'])})\s(?:\w+ly\s|also\s)?$",
    re.IGNORECASE,
)
# "the UN Interim Force in Lebanon": its name
_FORCE = re.compile(r"\b(?:Force|Mission|Office|Command|Council|Operation)\s$")
_TELLER = re.compile(
    rf"(?P<said>\b(?:said|says|told|added|reported)\s(?:(?!(?:that|hit|struck|[\w-]+ed)\b)[\w'-]+\s){{0,3}}?"
    rf"(?:{join_words(_WORDS['tellers']['persons'])})\s$)"
    rf"|\b(?:{join_words([*_WORDS['tellers']['persons'], *_WORDS['tellers']['offices']])})\s$",
    re.IGNORECASE,
)
_SAYS_NEXT = re.compile(
    rf"(?:\s(?:have|has|had|later|also|\w+ly))?\s(?:{join_words(load_lexicon('times')['speech']['words'])})\b(?!\sto\sbe\b)",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"(?:;|,)\s(?:and|while|but|whereas)\s$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s(?!on\b|in\b|at\b|and\b|or\b)[\w'-]+\s(?:[\w'-]+\s){0,6}?(?:was|were|is|are|has|had|said|says|[a-z]{3,}ed)\b"
)
_COMMA_REACH = 12
_TIME_ZONE = re.compile(r"\s(?:local\s)?(?:time|Time)\b")
_COUNTRY = 1
_REACH = 60
_LAUNCH_REACH = 160


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the places of a clause by what they are of the attack."""

    impacts: tuple[PlaceWords, ...] = ()
    launches: tuple[PlaceWords, ...] = ()
    targets: tuple[PlaceWords, ...] = ()


def share_roles(facts: ClauseFacts) -> Roles:
    """Give each place of a clause its role; places of saying and of other things have none."""
    shared: dict[str, list[PlaceWords]] = {"impact": [], "launch": [], "target": []}
    for place in facts.places:
        if role := _name_role(facts, place):
            shared[role].append(place)
    return Roles(
        impacts=tuple(shared["impact"]),
        launches=tuple(shared["launch"]),
        targets=tuple(shared["target"]),
    )


def _name_role(facts: ClauseFacts, place: PlaceWords) -> str | None:
    if _is_beside_the_attack(facts, place):
        return None
    words = facts.view[place.phrase.start : place.phrase.end].lower()
    upto = facts.before(place.phrase.start, _LAUNCH_REACH)
    if _is_route(words, upto) or _MOTIVE.search(upto) or _is_where_it_sounds(upto):
        return None
    if words.startswith("from ") or _FROM.search(place.lead):
        return "launch" if _LAUNCHER.search(upto) else _name_source(words, upto)
    if _LAUNCHER.search(upto) or _is_where_it_was_sent(facts, place, words, upto):
        return "launch"
    opening = words.split(maxsplit=1)[0]
    near = upto[-_REACH:]
    aimed = f"{near}{opening} " if opening in {"at", "for", "against"} else near
    if _TARGET.search(aimed) or MISSED.search(place.lead[-20:]):
        return "target"
    return "impact" if _may_be_hit(place, words, upto) else None


def _is_where_it_was_sent(facts: ClauseFacts, place: PlaceWords, words: str, upto: str) -> bool:
    """Tell whether a place is where who or what fired stood; "gunmen fired from a car" hit there.

    "Militants in Gaza fired rockets at", "they were launched from a truck found in Dujail".
    """
    kinds = {weapon.weapon.kind for weapon in facts.weapons}
    told_of = not kinds and tells_launch(facts.view, facts.start, facts.end)
    if kinds.isdisjoint(_LOBBED) and not told_of:
        return False
    if not _STANDING.isdisjoint(words.split()[:_LEANING]) and _LAUNCH_THING.search(upto):
        return True
    if not words.startswith(("in ", "inside ", "based in ")):
        return False
    if not _FIRES.match(facts.view, place.phrase.end, facts.end):
        return False
    who = _SENDER_BEFORE.search(facts.before(place.phrase.start, _REACH))
    return who is not None and is_armed(who["who"])


def _is_where_it_sounds(upto: str) -> bool:
    """Tell whether only a warning is told of a place."""
    sound = _SOUNDS.search(upto)
    return sound is not None and not _SOUND_OF_ATTACK.search(sound.group())


def _is_route(words: str, upto: str) -> bool:
    """Tell whether a place was only passed: "flew over Kirkuk", "driving from Mosul to Erbil"."""
    opening = words.split(maxsplit=1)[0]
    passed = (
        f"{upto}{opening} " if opening in {"over", "through", "via", "across", "past"} else upto
    )
    if opening == "across" and _LAUNCHER.search(upto):
        return True  # "found in an orchard at Mayadin, across the river": which bank
    return bool(_GOING.match(words) or _ROUTE.search(passed) or _CROSSED.search(passed))


def tells_launch(view: str, start: int, end: int) -> bool:
    """Tell whether a clause says of munitions told before where they were fired from."""
    return bool(_THEY.search(view, start, end) or _LAUNCHER_FOUND.search(view, start, end))


def _name_source(words: str, upto: str) -> str | None:
    """Say what a place after "from" is: where it was fired from, or where somebody was taken."""
    text = f"{upto} from " if words.startswith("from ") else upto
    if _APART.search(text):
        return None
    if not _OUTSIDE.match(words) and _LAUNCH.search(text[-_LAUNCH_REACH:]):
        return None if _DOUBT.search(upto) else "launch"
    return "impact" if _TAKEN.search(upto) else None


def _is_beside_the_attack(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place is where it was said, or a state that is no place here."""
    first = facts.first_trigger
    speaking = first < facts.end and place.phrase.end <= first
    if speaking and SPEECH.search(facts.view, place.phrase.end, first):
        return True  # "speaking in Yemen, he said"
    if _opens_another_sentence(facts, place):
        return True
    if _TIME_ZONE.match(facts.view, place.phrase.end):
        return True  # "3:00 p.m. (Sanaa time)"
    if _told_there(facts, place) or stands_aside(facts, place):
        return True
    anchors = place.phrase.anchors
    bare = bool(anchors) and place.phrase.start == anchors[-1].start
    return place.level <= _COUNTRY and bare and not _HITS.search(place.lead)  # "took America to"


def _opens_another_sentence(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether what follows the attack was elsewhere: ", and in Baghdad the premier said"."""
    if not _FRONTED.search(facts.before(place.phrase.start, _COMMA_REACH)):
        return False
    if any(t.start > place.phrase.end for t in facts.clause.triggers):
        return False
    return _GOES_ON.match(facts.view, place.phrase.end, facts.end) is not None


def _told_there(facts: ClauseFacts, place: PlaceWords) -> bool:
    """Tell whether a place is that of who tells, or of what a thing is on paper.

    "Officials in Kyiv said", "said a spokesman at Bagram", "a freighter registered in Panama".
    """
    before = facts.before(place.phrase.start, _REACH)
    if _ON_PAPER.search(before) or (place.level <= _COUNTRY and _FORCE.search(before)):
        return True
    teller = _TELLER.search(before)
    if teller is None:
        return False
    return bool(teller["said"] or _SAYS_NEXT.match(facts.view, place.phrase.end, facts.end))


def _may_be_hit(place: PlaceWords, words: str, upto: str) -> bool:
    opening = _OPENS_NO_IMPACT.match(words)
    if opening:
        return bool(_OF_ATTACK.search(f"{upto}{opening.group()}"))
    return not _NO_IMPACT.search(place.lead) or bool(_OF_ATTACK.search(place.lead))


def find_unplaced_hit(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the offsets of a thing that was hit and has no name ("hit their home"), or `None`."""
    hit = _UNPLACED.search(view, start, end)
    return (hit.start("what"), hit.end("what")) if hit else None
