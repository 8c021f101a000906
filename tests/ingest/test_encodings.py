"""Bytes into text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.errors import InputError
from geoincidents.ingest.decode import check_encoding, decode_bytes
from geoincidents.ingest.refusal import RefusalError

ARABIC = (
    "سقطت صواريخ قرب مطار بغداد الدولي يوم الاثنين وقتل خمسة مدنيين حسبما أعلن الجيش العراقي. "
    "ولم تتبن أي جهة مسؤولية الهجوم الثاني غرب أربيل."
)
FRENCH = (
    "Des roquettes ont touché la zone près de l'aéroport de Bagdad lundi, tuant cinq civils, a "
    "déclaré l'armée. « À l'été », dit-il – c’est-à-dire où ça ?"
)
POLISH = "W piątek rakieta uderzyła w lotnisko w Bagdadzie, zginęło pięć osób, źródło podaje."
RUSSIAN = "Ракеты упали возле аэропорта Багдада в понедельник, погибли пять мирных жителей."
BOM = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (ARABIC, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ARABIC, "utf-32-be"),
    ],
    ids=lambda value: value if value.isascii() else "",
)
def test_an_encoding_is_told_by_its_bytes_and_named(text: str, encoding: str) -> None:
    """The text is right, and the warning names the encoding."""
    decoded = decode_bytes(text.encode(encoding, "ignore"))
    assert decoded.text == text.encode(encoding, "ignore").decode(encoding)
    (warning,) = decoded.list_warnings()
    assert warning.startswith(
        f"decoded as {encoding.replace('-r', '_r').replace('o8859-', 'o8859_')}"
    )


# A NUL behind the mark of UTF-16 makes it the mark of UTF-32: nobody can tell.
@given(
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(sorted(BOM)),
)
def test_a_byte_order_mark_decides_and_goes(text: str, encoding: str) -> None:
    """Text behind a mark comes back as it was, unless it is hardly text."""
    try:
        decoded = decode_bytes(BOM[encoding] + text.encode(encoding))
    except RefusalError as refusal:
        assert refusal.reason == "binary"  # noqa: PT017 - most examples raise nothing
        return
    assert decoded.text == text
    assert decoded.list_warnings() == ()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """No newline is converted and no warning given; a leading mark is no text."""
    assert decode_bytes(text.encode()).text == text.removeprefix("\ufeff")


@given(st.integers(0, len(ARABIC) - 1), st.sampled_from([b"\xff", b"\xc0\xbc", b"\xed\xa0\x80"]))
def test_damage_in_utf8_is_replaced_and_counted(at: int, damage: bytes) -> None:
    """What stands before and behind stays; an overlong `<` is never one."""
    decoded = decode_bytes(ARABIC[:at].encode() + damage + ARABIC[at:].encode())
    assert decoded.text.replace("\ufffd", "") == ARABIC
    assert decoded.replaced == len(damage)
    assert decoded.list_warnings()[0].startswith(f"{len(damage)} place(s)")


def test_damage_far_behind_is_judged_by_what_stands_round_it() -> None:
    """A long text before it does not hide what the bytes are."""
    decoded = decode_bytes((ARABIC * 5000).encode() + b"\xff" + ARABIC.encode())
    assert decoded.replaced == 1


def test_a_replacement_that_the_author_wrote_is_no_damage() -> None:
    """U+FFFD in valid UTF-8 is not counted."""
    assert decode_bytes("a \ufffd b".encode()).replaced == 0
    assert decode_bytes(ARABIC.encode() + "\ufffd".encode() + b"\xff").replaced == 1


@pytest.mark.parametrize("name", ["no-such", "rot13", "base64", "undefined", "a\x00b"])
def test_an_unknown_encoding_is_an_error(name: str) -> None:
    """The error names it and gives examples; codecs that make no text are unknown."""
    with pytest.raises(InputError, match="cp1256"):
        check_encoding(name)


def test_an_encoding_that_does_not_fit_is_refused() -> None:
    """A text that would be mostly U+FFFD is none."""
    with pytest.raises(RefusalError, match="not text in ascii"):
        decode_bytes(ARABIC.encode(), "ascii")
