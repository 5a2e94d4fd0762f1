"""One sentence for each kind of fault: where, what is there, why it cannot stay, what to do."""

import re

from desktop.exchange.list_reading.reading import ReadingFault
from desktop.exchange.normalise.plain_text import half_width
from desktop.exchange.sheet_cells import column_letter

_SENTENCES = {
    "unknown_unit": "名册中没有“{value}”{near}。请改成在册名称、选定一个单位，或先在单位名册中添加。",
    "multiple_units": "“{value}”写了几个单位。请定一个牵头单位，其余列为配合单位，或拆成几条。",
    "missing_unit": "没有写单位，表名、标题和填报行中也找不到。请补上单位。",
    "missing_text": "没有问题内容，这一行不收。请补上问题，或删去这一行。",
    "invalid_date": "“{value}”不是日期{why}。请改成如 2026-06-18 的日期，或留空。",
    "year_only": "“{value}”只有年份，定不了期限。请写到月或日（如 2026年6月），或留空。",
    "ambiguous_date": "“{value}”可以有两种读法，不替您猜。请改成如 2026-06-18 的日期，或留空。",
    "relative_date": "“{value}”要从别的日子推算。请写明具体日期，或留空。",
    "status_in_date": "“{value}”是完成状态，不是日期。请填日期，或留空。",
    "not_a_date": "“{value}”不是日期。请改成如 2026-06-18 的日期，或留空。",
    "unknown_status": "认不出状态“{value}”。请写成已完成、基本完成、正在推进、长期坚持、未完成等，或留空。",
    "amount_in_words": "“{value}”是大写或汉字金额，不替您换算。请改成数字，或留空。",
    "multiple_amounts": "“{value}”里有几个金额。请只写一个总数，或留空。",
    "negative_amount": "“{value}”是负数。请核对后改成正数，或留空。",
    "not_an_amount": "“{value}”不是金额。请改成数字（可带“元”“万元”），或留空。",
    "error_value": "单元格显示“{value}”，是公式出错。请在原表改正，或留空。",
    "formula_no_value": "这是没有保存结果的公式。请用 WPS 打开原表、保存一次再导入，或留空。",
    "amount_unit_unknown": "这一栏的金额没有写单位，“{value}”不知是元还是万元。请定一次单位，或留空。",
    "picture_not_read": "这一格是图片，图片不成文字，没有读入。请把文字填进格里，或留空。",
    "bad_character": "这一格里有坏字符，已去掉。请核对文字。",
    "row_above_head": "这一行在表头之上，没有收。请把表头补在它上面，或指出它的表头。",
    "possible_duplicate": "与{where}单位、问题相同而别的栏不同。请核对是否重复，都保留也可以。",
    "missing_column": "表中没有这一栏，按没有填写处理，台账不动。请核对单位是否删了这一栏。",
    "two_columns": "这一栏在表中有两列，写的不一样，没有取。请留下一列。",
    "hidden_row": "这一行在表中是隐藏的，已照读。请核对是否要收。",
    "hidden_column": "这一列在表中是隐藏的，已照读。请核对是否要用。",
}
_LONGEST_QUOTE = 40
_LONGEST_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _why_no_day(written: str) -> str:
    """（没有 13 月） or （2 月没有 30 日）, where one date stands there and its numbers show it."""
    digits = half_width(written)
    whole = re.search(r"(?<!\d)(?:19|20)\d{2}(\d{2})(\d{2})(?!\d)", digits)
    numbers = [int(number) for number in (whole.groups() if whole else re.findall(r"\d{1,4}", digits))]
    if len(numbers) == 3 or (len(numbers) == 2 and numbers[0] > 31):
        numbers = numbers[1:]
    if not 1 <= len(numbers) <= 2:
        return ""
    if not 1 <= numbers[0] <= 12:
        return f"（没有 {numbers[0]} 月）"
    return (
        f"（{numbers[0]} 月没有 {numbers[1]} 日）"
        if len(numbers) == 2 and not 1 <= numbers[1] <= _LONGEST_MONTHS[numbers[0] - 1]
        else ""
    )


def fault_at(
    sheet: str,
    row: int,
    field: str | None,
    column: int | None,
    kind: str,
    *,
    label: str = "",
    value: str = "",
    level: str = "warning",
    suggestions: tuple[str, ...] = (),
    where: str = "",
) -> ReadingFault:
    """A fault with its address and its sentence."""
    cell = f"{column_letter(column)}{row}" if column else None
    near = f"，最接近“{suggestions[0]}”" if suggestions else ""
    shown = value.strip().replace("\n", " ")
    shown = shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"
    sentence = (
        _SENTENCES[kind]
        .replace("{value}", shown)
        .replace("{near}", near)
        .replace("{where}", where)
        .replace("{why}", _why_no_day(value) if kind == "invalid_date" else "")
    )
    place = f"“{sheet}”表第 {row} 行" if sheet else f"第 {row} 行"
    named = f"“{label}”" if label else ""
    return ReadingFault(sheet, row, field, cell, level, kind, f"{place}{named}：{sentence}", suggestions)
