"""What a reading says beside findings and faults: second heads, kept columns, the day of the list, rounds, words to teach."""

import re
from collections.abc import Iterable
from datetime import date

from desktop.exchange.list_reading.columns import Columns
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import FindingListReading, ReadingFault, Remark, UnknownWord
from desktop.exchange.list_reading.walked_rows import Walk
from desktop.exchange.normalise import office_words
from desktop.exchange.normalise.dates import read_date
from desktop.exchange.normalise.plain_text import half_width, is_blank_word, squeezed
from desktop.exchange.normalise.written_dates import dates_inside
from desktop.exchange.sheet_cells import column_letter, column_number

_STATED_DAY = re.compile("(?:截至|截止)(?:到|至|日期|时间|[:：])*(?=[^\\d]{0,2}[\\d二])")
_ROUND_IN_SHEET = re.compile(
    "(?:(?:第?[一二三四五六七八九十\\d]+届|(?:19|20)\\d{2}年)[^第]{0,6})?第[一二三四五六七八九十百\\d]+(?:轮|批)"
)
_TAUGHT_BY = {
    "unknown_status": office_words.STATE,
    "not_a_date": office_words.DEADLINE,
    "unknown_unit": office_words.UNIT,
    "amount_unit_unknown": office_words.AMOUNT,
}
_SENTENCES = {
    "second_header": "这里是另一张表的表头，下面各行按它来读。",
    "text_below_table": "这一行在最后一条问题之后，没有作为问题收。",
}
_CELL = re.compile(r"([A-Z]+)(\d+)")


def add_remarks(reading: FindingListReading, page: Page, walk: Walk, context: ReadingContext) -> None:
    """Everything that one walked sheet has to say."""
    sheet = page.sheet.name
    for row, kind in walk.said:
        reading.remarks.append(Remark(kind, sheet, row, f"{_place(sheet, row)}：{_SENTENCES[kind]}"))
    words = _Words(reading)
    for header, columns in zip(walk.headers, walk.columns, strict=True):
        _kept_columns(reading, page, header.rows[-1], columns, words)
    _stated_day(reading, page, walk, context)
    _words_of_faults(reading, page, words)


def rounds_by_sheet(reading: FindingListReading) -> None:
    """A sheet for each round (last years' books): where several sheets name different rounds, each row gets its own."""
    named = rounds_named(reading.sheets)
    for finding in reading.findings:
        finding.round = finding.round or named.get(finding.sheet)


def rounds_named(sheets: Iterable[str]) -> dict[str, str]:
    """Sheet → round, where several sheets name different rounds."""
    named = {sheet: found[0] for sheet in sheets if (found := _ROUND_IN_SHEET.search(squeezed(sheet)))}
    return named if len(set(named.values())) > 1 else {}


def _place(sheet: str, row: int) -> str:
    return f"“{sheet}”表第 {row} 行" if sheet else f"第 {row} 行"


def _kept_columns(reading: FindingListReading, page: Page, header_row: int, columns: Columns, words: "_Words") -> None:
    """Each column whose cells went to `other`, once, so that it can be given to a field."""
    rows = [row for finding in reading.findings if finding.sheet == page.sheet.name for row in finding.rows]
    for column in columns.unmapped:
        cells = (page.cell(row, column) for row in rows)
        filled = sum(1 for cell in cells if cell and not cell.fault and not is_blank_word(cell.text))
        if filled and column != columns.round:
            letter, label = column_letter(column), columns.labels[column]
            said = f"{_place(page.sheet.name, header_row)}“{label}”栏（{letter} 列）不归哪一栏，{filled} 格照存在“其他”里，可以指认。"
            reading.remarks.append(Remark("column_kept", page.sheet.name, header_row, said, letter))
            words.add(office_words.HEAD, label, page.sheet.name, header_row, f"{letter}{header_row}")


def _stated_day(reading: FindingListReading, page: Page, walk: Walk, context: ReadingContext) -> None:
    """截至2024年5月31日 above a table is the day of the list (RULES §2); of several the latest."""
    for text in walk.stated:
        day = stated_day(text, context.feedback_on)
        if day and (reading.list_date is None or day > reading.list_date):
            reading.list_date = day
            said = (
                f"“{page.sheet.name}”表上写明截至 {day.isoformat()}，作为清单日期。"
                if page.sheet.name
                else f"表上写明截至 {day.isoformat()}，作为清单日期。"
            )
            reading.remarks = [remark for remark in reading.remarks if remark.kind != "list_date"]
            reading.remarks.append(Remark("list_date", page.sheet.name, 0, said))


def stated_day(text: str, feedback_on: date | None) -> date | None:
    """The day behind 截至, or None."""
    bare = half_width(squeezed(text))
    found = _STATED_DAY.search(bare)
    if not found:
        return None
    behind = bare[found.end() :].lstrip(":：(（")
    dates = dates_inside(behind[:24]) or [behind[:24].rstrip("）)。")]
    return read_date(dates[0], feedback_on).on


def _words_of_faults(reading: FindingListReading, page: Page, words: "_Words") -> None:
    """Words that stopped the reader and that the office could teach."""
    for fault in reading.faults:
        kind = _TAUGHT_BY.get(fault.kind)
        if kind and fault.sheet == page.sheet.name:
            word = _word_of(reading, page, fault)
            if word:
                words.add(kind, word, fault.sheet, fault.row, fault.cell)


def _word_of(reading: FindingListReading, page: Page, fault: ReadingFault) -> str:
    found = _CELL.fullmatch(fault.cell or "")
    if not found:
        return ""
    if fault.kind == "amount_unit_unknown":
        tables = [
            table for table in reading.layout if table.sheet == fault.sheet and min(table.header_rows) < fault.row
        ]
        heads = [guess.header for table in tables[-1:] for guess in table.headers if guess.column == found[1]]
        return heads[0] if heads else ""
    cell = page.cell(int(found[2]), column_number(found[1]))
    return cell.text.strip() if cell else ""


class _Words:
    """The unknown words of a reading, each once by its kind."""

    def __init__(self, reading: FindingListReading) -> None:
        self._words = reading.unknown_words
        self._known = {(word.kind, squeezed(word.word)) for word in self._words}

    def add(self, kind: str, word: str, sheet: str, row: int, cell: str | None) -> None:
        """One more word, where it is not known yet."""
        key = (kind, squeezed(word))
        if key not in self._known:
            self._known.add(key)
            self._words.append(UnknownWord(kind, word, sheet, row, cell))
