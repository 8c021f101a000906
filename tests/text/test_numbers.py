"""Counts in words, and how they add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import counts

from geoincidents.model import Count
from geoincidents.text.numbers import add_counts, find_quantities, read_count, read_number

SPELLED = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
SPELLED += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"]
SPELLED += ["eighteen", "nineteen", "twenty"]


# schema.md: "more than a dozen" = 13..null, "dozens" = 24..null, "several" = 2..null.
@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("1", 1, 1),
        ("39", 39, 39),
        ("107", 107, 107),
        ("1,200", 1200, 1200),
        ("12,500", 12500, 12500),
        ("one", 1, 1),
        ("two", 2, 2),
        ("Seven", 7, 7),
        ("eleven", 11, 11),
        ("nineteen", 19, 19),
        ("twenty", 20, 20),
        ("twenty-one", 21, 21),
        ("ninety-nine", 99, 99),
        ("at least thirty-six", 36, None),
        ("forty two", 42, 42),
        ("two hundred", 200, 200),
        ("3 thousand", 3000, 3000),
        ("two million", 2_000_000, 2_000_000),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("Half a dozen", 6, 6),
        ("two dozen", 24, 24),
        ("three dozen", 36, 36),
        ("a couple", 2, 2),
        ("a pair", 2, 2),
        ("a hundred", 100, 100),
        ("a thousand", 1000, 1000),
        ("at least 39", 39, None),
        ("At least five", 5, None),
        ("at least a dozen", 12, None),
        ("no fewer than ten", 10, None),
        ("no less than 30", 30, None),
        ("not less than six", 6, None),
        ("a minimum of four", 4, None),
        ("more than a dozen", 13, None),
        ("More than 100", 101, None),
        ("over 300", 301, None),
        ("upwards of fifty", 51, None),
        ("in excess of 1,000", 1001, None),
        ("above 20", 21, None),
        ("up to 20", None, 20),
        ("as many as 15", None, 15),
        ("at most three", None, 3),
        ("no more than two", None, 2),
        ("a maximum of eight", None, 8),
        ("fewer than 3,500", None, 3499),
        ("less than ten", None, 9),
        ("under 50", None, 49),
        ("below 5", None, 4),
        ("about 40", 40, 40),
        ("around a dozen", 12, 12),
        ("some 200", 200, 200),
        ("approximately 15", 15, 15),
        ("nearly 60", 60, 60),
        ("almost two hundred", 200, 200),
        ("roughly 7", 7, 7),
        ("an estimated 5,000", 5000, 5000),
        ("dozens", 24, None),
        ("Dozens", 24, None),
        ("scores", 40, None),
        ("tens", 20, None),
        ("hundreds", 200, None),
        ("thousands", 2000, None),
        ("tens of thousands", 20_000, None),
        ("hundreds of thousands", 200_000, None),
        ("several", 2, None),
        ("multiple", 2, None),
        ("many", 2, None),
        ("numerous", 2, None),
        ("various", 2, None),
        ("a few", 2, None),
        ("between 5 and 7", 5, 7),
        ("between twelve and twenty", 12, 20),
        ("five to seven", 5, 7),
        ("5-7", 5, 7),
        ("10–12", 10, 12),
        ("two or three", 2, 3),
        ("three or two", 2, 3),
        ("15 to 20", 15, 20),
    ],
)
def test_words_of_number_give_bounds(words: str, low: int | None, high: int | None) -> None:
    """Numbers in digits and words give both bounds; a vague word leaves one open."""
    assert read_count(words) == Count(min=low, max=high)


@pytest.mark.parametrize("words", ["", "rockets", "the army", "none", "everyone", "tension"])
def test_other_words_give_no_count(words: str) -> None:
    """Words that are no number, even where one hides in them, give nothing."""
    assert read_count(words) is None


@pytest.mark.parametrize("words", ["", "rocket", "twentyish", "five rockets"])
def test_a_number_that_is_none_is_refused(words: str) -> None:
    """A word that is no number raises, and the message holds it."""
    with pytest.raises(ValueError, match="not a number"):
        read_number(words)


@given(st.integers(0, 999_999))
def test_digits_and_grouped_digits_are_one_number(number: int) -> None:
    """Commas group digits: "1200" and "1,200" are the same count."""
    expected = Count(min=number, max=number)
    assert read_count(str(number)) == read_count(f"{number:,}") == expected


@pytest.mark.parametrize(("value", "word"), list(enumerate(SPELLED)))
def test_spelled_numbers_are_their_digits(value: int, word: str) -> None:
    """Each number word up to twenty is its value, whatever the case."""
    assert read_number(word) == value
    assert read_number(word.upper()) == value


@given(st.integers(1, 9), st.sampled_from(["twenty", "thirty", "forty", "fifty", "ninety"]))
def test_tens_and_units_join(unit: int, tens: str) -> None:
    """Tens and units together are one number, with a hyphen or a space between."""
    word = SPELLED[unit]
    assert read_number(f"{tens}-{word}") == read_number(f"{tens} {word}")
    assert read_number(f"{tens}-{word}") == read_number(tens) + unit


@given(st.text(max_size=80))
def test_quantities_stand_in_order_on_their_words(text: str) -> None:
    """Offsets lie within the text, in order, without overlap, whatever the text."""
    found = find_quantities(text)
    ends = [0, *(q.end for q in found)]
    assert all(end <= q.start < q.end <= len(text) for end, q in zip(ends, found, strict=False))


def test_quantities_of_a_sentence() -> None:
    """Each number of a sentence is found where it stands, and percentages are left out."""
    text = "At least five of 17 rockets hit, several missed, and 30% of the roof burned."
    found = {text[q.start : q.end]: q.count for q in find_quantities(text)}
    assert found == {
        "At least five": Count(min=5),
        "17": Count(min=17, max=17),
        "several": Count(min=2),
    }


def test_a_part_of_a_text_is_read_alone() -> None:
    """Only the numbers between the offsets are given, counted from the start of the text."""
    text = "two here, three there, four nowhere"
    found = find_quantities(text, 10, 22)
    assert [text[q.start : q.end] for q in found] == ["three"]


@given(counts(), counts())
def test_the_order_of_a_sum_does_not_matter(first: Count, second: Count) -> None:
    """Summing a and b gives what b and a give."""
    assert add_counts(first, second) == add_counts(second, first)


@given(counts(), counts(), counts())
def test_the_grouping_of_a_sum_does_not_matter(first: Count, second: Count, third: Count) -> None:
    """Summing a and b, then c, gives what a and the sum of b and c gives."""
    left = add_counts(add_counts(first, second), third)
    assert left == add_counts(first, add_counts(second, third))


@given(st.none() | counts())
def test_nothing_said_adds_nothing(count: Count | None) -> None:
    """Silence beside a count leaves the count; silence beside silence stays silence."""
    assert add_counts(count, None) == count
    assert add_counts(None, count) == count


@given(counts(), counts())
def test_an_open_end_stays_open(first: Count, second: Count) -> None:
    """Where either has no upper bound the sum has none, else both bounds add up."""
    total = add_counts(first, second)
    assert total is not None
    assert (total.max is None) == (first.max is None or second.max is None)
    if first.max is not None and second.max is not None:
        assert total.max == first.max + second.max
    assert total.max is None or (total.min or 0) <= total.max


def test_zero_is_not_silence() -> None:
    """None and two are two; none and none is zero, not unknown."""
    zero, two = Count(min=0, max=0), Count(min=2, max=2)
    assert add_counts(zero, two) == two
    assert add_counts(zero, zero) == zero
