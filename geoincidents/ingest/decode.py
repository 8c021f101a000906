"""Bytes in, text out: which encoding it is, and what had to be replaced.

In this order: the encoding that the user gives, a byte order mark, UTF-32 and UTF-16 without a
mark, UTF-8, UTF-8 with damage, cp1252 where the result reads like Latin text, charset-normalizer.
"""

import codecs
import re
from dataclasses import dataclass, replace

from geoincidents.errors import InputError
from geoincidents.ingest.cleaning import REPLACEMENT
from geoincidents.ingest.kinds import refuse_signature
from geoincidents.ingest.refusal import RefusalError

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 1 << 18  # enough to tell an encoding by, and no more work for a larger file
_CONTROL_BYTES = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_BINARY_SHARE_OF_UTF8 = 0.3  # valid UTF-8 with so many controls is no text
_BINARY_SHARE_OF_OTHER = 0.02  # random bytes hold 10 % of them, text in a code page hardly any
_NUL_SHARE_OF_UTF16 = 0.05  # spaces and line ends alone, where every letter is above U+00FF
_BROKEN_SHARE = 0.3  # of characters that are U+FFFD: the encoding is wrong
_SHAPED_SHARE = 0.7  # of the bytes over 127: so many in sequences shaped like UTF-8 make it UTF-8
_LATIN_SHARE = 0.9
_FOREIGN_SHARE = 0.25  # a Latin text has fewer of its letters beyond A-Z
_WORDLY_SHARE = 0.6

_HIGH = re.compile(rb"[\x80-\xff]")
_SHAPED = re.compile(rb"[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_HIGH_RUN_AT_LETTER = re.compile(
    rb"(?<=[A-Za-z])[\x80-\xff]+|(?<![\x80-\xff])[\x80-\xff]+(?=[A-Za-z])"
)
# Typographic marks that news texts in cp1252 hold, and the letters of western Europe. Not ð þ ý:
# as often as not they are the Turkish ğ ş ı of cp1254.
_LATIN_MARK = re.compile("[‘’“”‚„–—…•€£§°©®™«»¿¡·´\u00a0]")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ÏÑ-ÖØ-ÜßŠŒŽŸà-ïñ-öø-üÿšœž]")
_FOREIGN_LETTER = re.compile("[À-ÖØ-öø-ÿŠŒŽŸšœž]")
_BROKEN_IN_UTF16 = re.compile("[\x00-\x08\x0e-\x1f\x7f\ue000-\uf8ff\ufff0-\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Hold decoded text; `note` is a warning about the encoding, `replaced` counts the U+FFFD."""

    text: str
    encoding: str = "utf-8"
    note: str | None = None
    replaced: int = 0

    def list_warnings(self, part: str | None = None) -> tuple[str, ...]:
        """Give the warnings that concern `part` of the text, or the whole."""
        part = self.text if part is None else part
        warnings = []
        if self.note and (part is self.text or not part.isascii()):
            warnings.append(self.note)
        if self.replaced and REPLACEMENT in part:
            warnings.append(
                f"{self.replaced} place(s) not valid in the encoding became U+FFFD; "
                "give --encoding NAME if letters are lost"
            )
        return tuple(warnings)


def check_encoding(name: str) -> str:
    """Give the name back where Python has such an encoding of text.

    Raises:
        InputError: it has none.
    """
    try:
        "a".encode(name)  # Python never looks up the encoding of an empty text
    except (LookupError, ValueError) as error:
        msg = f"unknown encoding {name!r}; give one such as utf-8, cp1252, cp1256, utf-16"
        raise InputError(msg) from error
    return name


def check_charset(name: str | None, data: bytes) -> str | None:
    """Give the encoding that a server names where it fits the bytes; many name a wrong one."""
    if name is None or data.startswith(tuple(mark for mark, _ in MARKS)):
        return None
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    if known in {"iso8859-1", "ascii"}:
        # Browsers read them as cp1252, and pages are written for browsers.
        return None if fits_encoding(data, "utf-8") else "cp1252"
    return known if fits_encoding(data, known) else None


def fits_encoding(data: bytes, name: str) -> bool:
    """Tell whether the bytes are text in an encoding, without a fault."""
    try:
        data.decode(name)
    except (LookupError, ValueError):  # no such encoding, or none of text
        return False
    return True


def decode_bytes(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode the bytes of a text; newlines stay as they are, a byte order mark goes.

    Raises:
        RefusalError: nothing in it, binary, or no encoding fits.
    """
    if not data:
        reason = "empty file"
        raise RefusalError(reason, "give a file with the text of an article")
    refuse_signature(data)
    if encoding is not None:
        return _decode_lossy(data, encoding)
    for mark, name in MARKS:
        # A lone UTF-32 mark that is no UTF-32 is a UTF-16 mark before a NUL.
        if data.startswith(mark) and (name[:6] != "utf-32" or len(data) % 4 == 0):
            return _decode_lossy(data, name)
    decoded = _decode_wide(data)
    if decoded is not None:
        return decoded
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # What stands round the first fault tells what it is; a long text before it says nothing.
        start = max(0, error.start - _SAMPLE_BYTES // 2)
        return _decode_other(data, data[start : start + _SAMPLE_BYTES])
    if _measure_controls(data[:_SAMPLE_BYTES]) > _BINARY_SHARE_OF_UTF8:
        raise _refuse_binary()
    return Decoded(text=text)


def _decode_other(data: bytes, sample: bytes) -> Decoded:
    """Decode bytes that are not all UTF-8; `sample` is the part that tells what they are."""
    if _measure_controls(sample) > _BINARY_SHARE_OF_OTHER:
        raise _refuse_binary()
    if _is_damaged_utf8(sample):
        return _decode_lossy(data, "utf-8")
    if _reads_latin(sample):
        note = "decoded as cp1252: it is not UTF-8; give --encoding NAME if letters look wrong"
        return replace(_decode_lossy(data, "cp1252"), note=note)
    return _decode_by_guess(data, sample)


def _decode_lossy(data: bytes, encoding: str) -> Decoded:
    """Decode with U+FFFD for what does not fit; refuse where that is much of it, or no text."""
    try:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        replaced = text.count(REPLACEMENT)
        if replaced:  # those that the author wrote are no fault
            replaced -= data.decode(encoding, "ignore").count(REPLACEMENT)
    except UnicodeError as error:  # a codec that replaces nothing
        raise _refuse_encoding(encoding) from error
    if replaced > len(text) * _BROKEN_SHARE:
        raise _refuse_encoding(encoding)
    sample = text[:_SAMPLE_BYTES].encode("utf-8", "replace")
    if sample and _measure_controls(sample) > _BINARY_SHARE_OF_UTF8:
        raise _refuse_binary()
    return Decoded(text=text, encoding=encoding, replaced=max(0, replaced))


def _refuse_encoding(encoding: str) -> RefusalError:
    return RefusalError(f"not text in {encoding}", "give the right one with --encoding NAME")


def _measure_controls(sample: bytes) -> float:
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / len(sample)


def _refuse_binary() -> RefusalError:
    return RefusalError("binary", "give its text as .txt; if it is text, name its --encoding")


def _decode_wide(data: bytes) -> Decoded | None:
    """Decode UTF-32 or UTF-16 without a mark: told by where the NULs stand."""
    sample = data[:_SAMPLE_BYTES]
    if b"\x00" not in sample:
        return None
    names = ["utf-32-le", "utf-32-be"] if len(data) % 4 == 0 else []
    if len(data) % 2 == 0:
        half = len(sample) / 2
        even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
        if max(even, odd) > _NUL_SHARE_OF_UTF16 and min(even, odd) < max(even, odd) / 10:
            names.append("utf-16-be" if even > odd else "utf-16-le")
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if len(_BROKEN_IN_UTF16.findall(text)) <= len(text) * _BINARY_SHARE_OF_OTHER:
            note = f"decoded as {name}, guessed from where its NULs stand"
            return Decoded(text=text, encoding=name, note=note)
    return None


def _is_damaged_utf8(sample: bytes) -> bool:
    """Tell UTF-8 with faults from a code page: by the shape of its sequences, or where they lie."""
    high = len(_HIGH.findall(sample))
    shaped = sum(map(len, _SHAPED.findall(sample)))
    if shaped >= _SHAPED_SHARE * high:
        return True
    # Letters of a code page stand inside words; noise in ASCII does not care where it falls.
    runs = len(_HIGH_RUN.findall(sample))
    at_letters = len(_HIGH_RUN_AT_LETTER.findall(sample))
    return (
        at_letters < _WORDLY_SHARE * runs
        and high <= _FOREIGN_SHARE * len(sample)
        and not _reads_latin(sample)
    )


def _reads_latin(sample: bytes) -> bool:
    """Tell whether the bytes read as Latin text in cp1252: accents in words, marks of print."""
    text = sample.decode("cp1252", "replace")
    high = [(i, char) for i, char in enumerate(text) if not char.isascii()]
    letters = sum(map(str.isalpha, text))
    if len(_FOREIGN_LETTER.findall(text)) > _FOREIGN_SHARE * letters:
        return False
    likely = 0
    for index, char in high:
        beside = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
        likely += bool(
            _LATIN_MARK.match(char)
            or (_LATIN_LETTER.match(char) and (char == "à" or _LATIN_LETTER.search(beside)))
        )
    return likely >= _LATIN_SHARE * len(high)


def _decode_by_guess(data: bytes, sample: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it

    best = from_bytes(sample).best()
    if best is None:
        reason = "encoding not recognised"
        raise RefusalError(reason, "give it with --encoding NAME, for example cp1256")
    note = (
        f"decoded as {best.encoding}, a guess from its bytes; "
        "give --encoding NAME if letters look wrong"
    )
    return replace(_decode_lossy(data, best.encoding), note=note)
