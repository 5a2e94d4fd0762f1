"""Written amounts → whole yuan (RULES §7); nothing passes through binary fractions."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed, without_brackets

_LARGEST = Decimal(10) ** 15
_UNIT = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4, "千": Decimal(1000), "百": Decimal(100), "": Decimal(1)}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_FILLERS = re.compile(r"人民币|大约|约|接近|近|共计|合计|总计|共|计|涉及|金额|资金|为|余|多|左右|以上|[:：。;；]")
_ONE_AMOUNT = re.compile(r"[¥$]?(\d+(?:\.\d+)?)(亿|万|千|百)?(元)?整?")
_STEPPED = re.compile(r"[¥]?(?:(\d+(?:\.\d+)?)亿)?(?:(\d+(?:\.\d+)?)万)?(?:(\d+)千)?(?:(\d+(?:\.\d+)?))?元?整?")
_IN_WORDS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬]|[一二两三四五六七八九十]+[十百千万亿元]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


UNITS = {"元": 1, "千元": 1000, "万元": 10_000, "亿元": 10**8}
_UNIT_LINE = re.compile("单位(?:[:为]|均为)*[(]?(亿元|万元|千元|元)")
SMALLEST_PLAIN = 1000
"""A column of whole numbers from here on is in yuan, where nothing says otherwise (RULES §7)."""


def read_amount(value: object, header_unit: int | None = 1, number_format: str = "") -> tuple[int | None, str | None]:
    """Whole yuan and the kind of fault; `header_unit` is 10000 where the column is headed 万元, None where nobody says."""
    if value is None or isinstance(value, bool):
        return None, None if value is None else "not_an_amount"
    if isinstance(value, (int, float)):
        return _of_number(_decimal(repr(value)), _shown_unit(number_format) or header_unit)
    if not isinstance(value, str):
        return None, "not_an_amount"
    if is_blank_word(value) or squeezed(value) == "不涉及":
        return None, None
    return _read_text(value, header_unit)


def line_unit(line: str) -> int | None:
    """The unit that a line above the table states: 单位：万元, （金额单位：元）, （万元）; a title about 500万元 states none."""
    bare = half_width(squeezed(line))
    found = set(_UNIT_LINE.findall(bare)) or {word for word in UNITS if bare.strip("()") == word}
    return UNITS[found.pop()] if len(found) == 1 else None


def stated_unit(words: str) -> int | None:
    """The one unit that a head states: 万元, 亿元, 千元, （元）; None where none or several."""
    bare = half_width(squeezed(words))
    found = {found for found in re.findall("亿元|万元|千元|(?<=[(:/])元", bare)}
    return UNITS[found.pop()] if len(found) == 1 else None


def unit_of_column(values: Iterable[tuple[object, str]]) -> int | None:
    """Yuan where the bare numbers of a column can be nothing else (RULES §7); None where the clerk must say.

    `values` are the cells with their number formats: whole numbers of at least a thousand are yuan, and bare numbers
    beside cells that carry their own unit are yuan too.
    """
    bare: list[Decimal] = []
    for value, number_format in values:
        number = _bare_number(value)
        if number is None:
            if isinstance(value, str) and read_amount(value, None)[0]:
                return 1
        elif number and not _shown_unit(number_format):
            bare.append(number)
    return 1 if all(number == number.to_integral_value() and number >= SMALLEST_PLAIN for number in bare) else None


def _bare_number(value: object) -> Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    text = _THOUSANDS.sub("", _FILLERS.sub("", half_width(squeezed(str(value)))))
    number = _decimal(text) if _NUMBER.fullmatch(text) else None
    return number if number is not None and number.is_finite() and number <= _LARGEST else None


def _of_number(number: Decimal | None, unit: int | None) -> tuple[int | None, str | None]:
    if unit is None and number:
        return (None, "amount_unit_unknown") if number > 0 else _in_yuan(number, Decimal(1))
    return _in_yuan(number, Decimal(unit or 1))


def _read_text(written: str, unit_of_header: int | None) -> tuple[int | None, str | None]:
    text = half_width(squeezed(written)).replace("￥", "¥").replace("，", ",").replace("−", "-")
    outside, notes = without_brackets(text)
    if outside and not any(_NUMBER.search(note) for note in notes):
        text = outside + _unit_in(notes)
    if "美元" in text or "$" in text:
        return None, "not_an_amount"
    text = _THOUSANDS.sub("", _FILLERS.sub("", text))
    if re.match(r"^[¥]?(?:-|负)[¥]?\d", text):
        return None, "negative_amount"
    if single := _ONE_AMOUNT.fullmatch(text):
        number, unit, yuan = single.groups()
        if not unit and not yuan and not text.startswith("¥"):
            return _of_number(_decimal(number), unit_of_header)
        return _in_yuan(_decimal(number), _UNIT[unit] if unit else Decimal(1))
    if text and (stepped := _STEPPED.fullmatch(text)):
        return _in_yuan(_sum_of_steps(stepped.groups()), Decimal(1))
    return None, _fault_of(text)


def _unit_in(notes: list[str]) -> str:
    """12.5（万元）: a bracket that holds nothing but the unit."""
    return next((note for note in notes if note in UNITS or note in ("万", "亿")), "")


def _fault_of(text: str) -> str:
    if len(_NUMBER.findall(text)) > 1:
        return "multiple_amounts"
    return "amount_in_words" if _IN_WORDS.search(text) else "not_an_amount"


def _sum_of_steps(steps: tuple[str | None, ...]) -> Decimal | None:
    read = [_decimal(step) if step else Decimal(0) for step in steps]
    numbers = [number for number in read if number is not None]
    if len(numbers) < len(read):
        return None
    return sum(
        (
            number * unit
            for number, unit in zip(numbers, (_UNIT["亿"], _UNIT["万"], _UNIT["千"], Decimal(1)), strict=True)
        ),
        Decimal(0),
    )


def _shown_unit(number_format: str) -> int:
    if "万" not in number_format or re.search(r"!\.|\\\.|,[\"']?万|0,+(?:[^#0]|$)", number_format):
        return 0  # a format that divides by ten thousand only shows 万: the stored number is in yuan
    return 10**4


def _decimal(number: str) -> Decimal | None:
    try:
        return Decimal(number)
    except InvalidOperation:
        return None


def _in_yuan(number: Decimal | None, factor: Decimal) -> tuple[int | None, str | None]:
    if number is None or not number.is_finite():
        return None, "not_an_amount"
    if number < 0:
        return None, "negative_amount"
    if number * factor > _LARGEST:
        return None, "not_an_amount"
    return int((number * factor).quantize(Decimal(1), ROUND_HALF_UP)), None
