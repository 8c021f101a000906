"""Characters that no writer can carry, and characters that mislead a reader."""

import re
import unicodedata

REPLACEMENT = "\ufffd"

_NUL_OR_SURROGATE = re.compile("[\x00\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")
# Latin beside Cyrillic or Greek inside a word; the signs for micro and ohm are no disguise.
_OTHER = "[\u0370-\u03a8\u03aa-\u03bb\u03bd-\u03ff\u0400-\u052f]"
_MIXED = re.compile(f"[A-Za-z]{_OTHER}|{_OTHER}[A-Za-z]")
# What none of the three can do without: most texts beyond ASCII hold but quotes and accents.
_SUSPECT = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\u0370-\u03ff\u0400-\u052f]")
_WORD_START = re.compile(r"\w{0,30}$")
_WORD_END = re.compile(r"\w{0,30}")
_FLAG = "\U0001f3f4"  # the black flag: tag characters after it spell an emoji, which is no trick


def clean_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Replace NUL and lone surrogates by U+FFFD, one for one; give the text and the warnings."""
    nuls = text.count("\x00")
    clean = _NUL_OR_SURROGATE.sub(REPLACEMENT, text)
    surrogates = clean.count(REPLACEMENT) - text.count(REPLACEMENT) - nuls
    warnings = tuple(
        f"{count} {what} became U+FFFD"
        for count, what in ((nuls, "NUL character(s)"), (surrogates, "lone surrogate(s)"))
        if count
    )
    return clean, warnings


def list_deceptions(text: str) -> tuple[str, ...]:
    """Warn of characters that make a text look other than it is; the text keeps them."""
    if text.isascii() or not _SUSPECT.search(text):
        return ()
    warnings = []
    if found := len(_BIDI.findall(text)):
        warnings.append(f"{found} bidirectional control characters: it may not read as it looks")
    tags = [
        hit
        for hit in _TAGS.finditer(text)
        if _FLAG not in text[max(0, hit.start() - 8) : hit.start()]
    ]
    if tags:
        warnings.append(f"{len(tags)} invisible tag characters: they are not read as words")
    if mixed := list(_MIXED.finditer(text)):
        warnings.append(_describe_mixture(text, mixed))
    return tuple(warnings)


def _describe_mixture(text: str, mixed: list[re.Match[str]]) -> str:
    first = mixed[0]
    start, end = (
        _WORD_START.search(text[max(0, first.start() - 30) : first.start()]),
        _WORD_END.match(text, first.end()),
    )
    word = (start[0] if start else "") + first[0] + (end[0] if end else "")
    odd = next(char for char in first[0] if not char.isascii())
    script = unicodedata.name(odd, "other").split(" ", 1)[0].capitalize()
    return f"mixed script: Latin with {script} letters inside a word, for example {word!r}"
