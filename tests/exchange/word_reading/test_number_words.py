"""Numbers as Word writes them: what is written reads back as the number, for every number that a list can reach."""

import pytest

from desktop.exchange.word_reading.number_words import written

PLAIN = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
LEGAL = dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True))


def read(said, digits, units):
    """The value of 一千零二十; a unit without a digit before it is one of it (十一)."""
    value, digit = 0, 0
    for sign in said.replace("零", ""):
        if sign in units:
            value, digit = value + (digit or 1) * units[sign], 0
        else:
            digit = digits[sign]
    return value + digit


def gaps_are_said(number, said):
    """零 stands once for each run of noughts inside, and for none at the end."""
    inside = str(number).rstrip("0")
    runs = len([run for run in inside.replace("0", " ").split()]) - 1
    return said.count("零") == runs and "零零" not in said and not said.endswith("零")


def test_every_chinese_number_reads_back_and_says_its_noughts():
    for number in range(1, 10_000):
        said = written(number, "chineseCountingThousand")
        assert read(said, PLAIN, {"十": 10, "百": 100, "千": 1000}) == number and gaps_are_said(number, said), said
        legal = written(number, "chineseLegalSimplified")
        assert read(legal, LEGAL, {"拾": 10, "佰": 100, "仟": 1000}) == number and gaps_are_said(number, legal), legal


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (9, "九"),
        (10, "十"),
        (19, "十九"),
        (20, "二十"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1000, "一千"),
        (9999, "九千九百九十九"),
    ],
)
def test_eleven_is_said_without_one_and_a_hundred_and_ten_with_it(number, said):
    assert written(number, "chineseCounting") == said


def test_a_legal_ten_has_its_one():
    assert [written(number, "chineseLegalSimplified") for number in (10, 19)] == ["壹拾", "壹拾玖"]


ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def test_every_roman_number_reads_back_with_no_sign_more_than_three_times():
    for number in range(1, 4_000):
        said = written(number, "lowerRoman")
        values = [ROMAN[sign] for sign in said] + [0]
        assert sum(-one if one < after else one for one, after in zip(values, values[1:], strict=False)) == number
        assert not any(sign * 4 in said for sign in "ixcm") and written(number, "upperRoman") == said.upper()


@pytest.mark.parametrize(("number", "said"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (52, "zz"), (53, "aaa")])
def test_letters_are_doubled_after_the_last(number, said):
    assert written(number, "lowerLetter") == said and written(number, "upperLetter") == said.upper()


@pytest.mark.parametrize(
    ("form", "first", "last", "beyond"),
    [
        ("decimalEnclosedCircle", "①", "⑳", "21"), ("decimalEnclosedParen", "⑴", "⒇", "(21)"), ("decimalEnclosedFullstop", "⒈", "⒛", "21."),
        ("ideographEnclosedCircle", "㊀", "㊉", "11"), ("ideographTraditional", "甲", "癸", "11"), ("ideographZodiac", "子", "亥", "13"),
    ],
)  # fmt: skip
def test_signs_that_are_drawn_end_where_the_characters_do(form, first, last, beyond):
    """What has no sign is written in digits, never as a foreign character."""
    after = int(beyond.strip("()."))
    assert [written(number, form) for number in (1, after - 1, after)] == [first, last, beyond]


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [
        (105, "ideographDigital", "一〇五"), (90, "decimalFullWidth", "９０"), (9, "decimalZero", "09"), (10, "decimalZero", "10"),
        (9_999, "ideographDigital", "九九九九"), (10_000, "chineseCounting", "10000"), (0, "lowerLetter", "0"), (1, "bullet", ""),
    ],
)  # fmt: skip
def test_a_number_that_no_list_reaches_is_written_in_digits(number, form, said):
    assert written(number, form) == said
