"""Written amounts → whole yuan (RULES §7); nothing passes through binary fractions."""

import re
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


def read_amount(value: object, header_unit: int = 1, number_format: str = "") -> tuple[int | None, str | None]:
    """Whole yuan and the kind of fault; `header_unit` is 10000 where the column is headed 万元."""
    if value is None or isinstance(value, bool):
        return None, None if value is None else "not_an_amount"
    if isinstance(value, (int, float)):
        return _in_yuan(_decimal(repr(value)), Decimal(_shown_unit(number_format) or header_unit))
    if not isinstance(value, str):
        return None, "not_an_amount"
    if is_blank_word(value) or squeezed(value) == "不涉及":
        return None, None
    return _read_text(value, Decimal(header_unit))


def header_unit(header: str) -> int:
    """10000 where a head says 万元, 10 ** 8 for 亿元, else 1."""
    bare = squeezed(header)
    return 10**8 if "亿元" in bare else 10**4 if "万元" in bare else 1


def _read_text(written: str, unit_of_header: Decimal) -> tuple[int | None, str | None]:
    text = half_width(squeezed(written)).replace("￥", "¥").replace("，", ",").replace("−", "-")
    outside, notes = without_brackets(text)
    if outside and not any(_NUMBER.search(note) for note in notes):
        text = outside
    if "美元" in text or "$" in text:
        return None, "not_an_amount"
    text = _THOUSANDS.sub("", _FILLERS.sub("", text))
    if re.match(r"^[¥]?(?:-|负)[¥]?\d", text):
        return None, "negative_amount"
    if single := _ONE_AMOUNT.fullmatch(text):
        number, unit, yuan = single.groups()
        factor = _UNIT[unit] if unit else (Decimal(1) if yuan or text.startswith("¥") else unit_of_header)
        return _in_yuan(_decimal(number), factor)
    if text and (stepped := _STEPPED.fullmatch(text)):
        return _in_yuan(_sum_of_steps(stepped.groups()), Decimal(1))
    return None, _fault_of(text)


def _fault_of(text: str) -> str:
    if len(_NUMBER.findall(text)) > 1:
        return "multiple_amounts"
    return "amount_in_words" if _IN_WORDS.search(text) else "not_an_amount"


def _sum_of_steps(steps: tuple[str | None, ...]) -> Decimal | None:
    numbers = [_decimal(step) if step else Decimal(0) for step in steps]
    if any(number is None for number in numbers):
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
