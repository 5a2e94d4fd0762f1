"""One sheet of a list as XML: title, head, rows in blocks, subtotals, and how it is shown and printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.exchange.list_files.package_parts import XML
from desktop.exchange.list_files.sheet_values import CellMaker, SharedTexts, cell_text, lines_in_room, room_in
from desktop.exchange.list_files.skeleton import KINDS, WORDS, Skeleton
from desktop.exchange.list_files.table import ListTable, Row, Sums, added, lines_of
from desktop.exchange.list_files.xml_text import escaped
from desktop.exchange.sheet_cells import column_letter

_BLOCK = 512
"""Rows that are made at once."""
_LINE, _AROUND, _HIGHEST_ROW = 15.0, 6.0, 405.0
"""Points: of a line at 10.5, of the room around it, of the highest row that Excel has."""
_PAPER = {"A4": 9, "A3": 8}
_MOST_LIST = 255
"""Signs that a list inside a rule may have; a longer one would need a sheet of its own, which WPS may not open."""
_FIRST_DAY, _LAST_DAY = 61, 109_574  # 1900-03-01 and 2199-12-31, as Excel counts


class SheetXml:
    """The sheet of one table, in order: `pieces`, then where the parts of the sheet came to stand."""

    def __init__(self, table: ListTable, look: Skeleton, texts: SharedTexts) -> None:
        self._table, self._look, self._texts = table, look, texts
        self._letters = [column_letter(number) for number in range(1, len(table.columns) + 1)]
        self._row_format = '<row r="%s" ht="%s" customHeight="1"%s>' + "".join(
            f'<c r="{letter}%s"%s' for letter in self._letters
        )
        self._makers = [
            CellMaker(texts, column.kind, look.body[column.kind], room_in(column.width, look.size))
            for column in table.columns
        ]
        self.head_row = 3 if table.subtitle else 2
        self.last_row = self.head_row
        self._last_data = self.head_row

    def pieces(self) -> Iterator[str]:
        """The XML from its first sign to its last."""
        yield self._before()
        yield from self._heads()
        for lines in lines_of(self._table):
            if isinstance(lines, Sums):
                yield self._sums(lines)
            else:
                for place in range(0, len(lines), _BLOCK):
                    yield self._rows(lines[place : place + _BLOCK])
        yield self._after()

    @property
    def filtered(self) -> str:
        """The cells under the filter; nothing where there is none."""
        if not self._table.style.filters or self._last_data <= self.head_row:
            return ""
        return f"A{self.head_row}:{self._letters[-1]}{self._last_data}"

    # -- rows

    def _rows(self, rows: Sequence[Row]) -> str:
        first = self.last_row + 1
        self.last_row = self._last_data = self.last_row + len(rows)
        places = list(map(str, range(first, first + len(rows))))
        parts, lines = [], [[1] * len(rows)]
        for maker, values in zip(self._makers, zip(*rows, strict=True), strict=True):
            cells, taken = maker.column(values)
            parts += [places, cells]
            lines += [taken] if taken else []
        level = [' outlineLevel="1"' if self._table.group_by is not None else ""] * len(rows)
        heights = map(self._height, map(max, *lines) if len(lines) > 1 else lines[0])
        return "".join(map((self._row_format + "</row>").__mod__, zip(places, heights, level, *parts, strict=True)))

    def _height(self, lines: int) -> float:
        high = (_LINE * lines) * self._look.size / 10.5 + _AROUND
        return min(_HIGHEST_ROW, max(self._look.heights[3], high))

    def _sums(self, sums: Sums) -> str:
        """SUBTOTAL, so that filtering and the outer sum stay right; its value is stored for readers that do not calculate."""
        first, last = self.head_row + 1 + sums.first, self.head_row + 1 + sums.last
        self.last_row += 1
        if not sums.total:
            self._last_data = self.last_row
        cells = [self._text_cell(0, sums.words, self._look.sums[self._table.columns[0].kind])]
        for index, column in enumerate(self._table.columns[1:], 1):
            style, letter = self._look.sums[column.kind], self._letters[index]
            cells.append(
                f'<c r="{letter}{self.last_row}" s="{style}"><f>SUBTOTAL(9,{letter}{first}:{letter}{last})</f><v>{added(sums.rows, index)!r}</v></c>'
                if column.summed
                else f'<c r="{letter}{self.last_row}" s="{style}"/>'
            )
        return self._line(self.last_row, self._look.heights[4], "".join(cells))

    def _heads(self) -> Iterator[str]:
        table, look = self._table, self._look
        above = [(table.title, look.title, look.heights[0]), (table.subtitle, look.subtitle, look.heights[1])]
        for row, (text, style, height) in enumerate(above[: self.head_row - 1], 1):
            self.last_row = row
            others = "".join(f'<c r="{letter}{row}" s="{style}"/>' for letter in self._letters[1:])
            yield self._line(row, height, self._text_cell(0, text, style) + others)
        self.last_row = self.head_row
        lines = max(lines_in_room(one.title, room_in(one.width, look.size)) for one in table.columns)
        height = max(look.heights[2], _LINE * lines * look.size / 10.5 + 9)
        cells = [self._text_cell(index, one.title, look.head) for index, one in enumerate(table.columns)]
        yield self._line(self.head_row, height, "".join(cells))

    def _text_cell(self, index: int, text: str, style: int) -> str:
        place, said = f"{self._letters[index]}{self.last_row}", cell_text(text)
        if not said:
            return f'<c r="{place}" s="{style}"/>'
        return f'<c r="{place}" s="{style}" t="s"><v>{self._texts[said]}</v></c>'

    @staticmethod
    def _line(row: int, height: float, cells: str) -> str:
        return f'<row r="{row}" ht="{height}" customHeight="1">{cells}</row>'

    # -- around the rows

    def _before(self) -> str:
        frozen = self._table.style.frozen_columns
        split = f'xSplit="{frozen}" ' if frozen else ""
        pane = "bottomRight" if frozen else "bottomLeft"
        place = f"{column_letter(frozen + 1)}{self.head_row + 1}"
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{column.width + 0.7109375}" customWidth="1"/>'
            for number, column in enumerate(self._table.columns, 1)
        )
        grouped = ' outlineLevelRow="1"' if self._table.group_by is not None else ""
        return (
            f'{XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr>'
            f'<outlinePr summaryBelow="1" summaryRight="1"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane {split}ySplit="{self.head_row}" topLeftCell="{place}" activePane="{pane}" state="frozen"/>'
            f'<selection pane="{pane}" activeCell="{place}" sqref="{place}"/></sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"{grouped}/><cols>{columns}</cols><sheetData>'
        )

    def _after(self) -> str:
        style, last = self._table.style, self._letters[-1]
        filtered = f'<autoFilter ref="{self.filtered}"/>' if self.filtered else ""
        merges = [f"A{row}:{last}{row}" for row in range(1, self.head_row)] if len(self._letters) > 1 else []
        merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
        turned = ' orientation="landscape"' if style.landscape else ' orientation="portrait"'
        return (
            f"</sheetData>{filtered}"
            + (f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else "")
            + self._rules()
            + '<pageMargins left="0.6" right="0.6" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{_PAPER[style.paper]}" fitToHeight="0"{turned}/>'
            "<headerFooter><oddFooter>&amp;C&amp;10第 &amp;P 页　共 &amp;N 页</oddFooter></headerFooter></worksheet>"
        )

    def _rules(self) -> str:
        """Lists to choose from and days, as the clerk goes on filling in; they warn and do not forbid, since our import reads other words too."""
        if self._last_data <= self.head_row:
            return ""
        rules = []
        for letter, column in zip(self._letters, self._table.columns, strict=True):
            where = f'allowBlank="1" showErrorMessage="1" errorStyle="warning" sqref="{letter}{self.head_row + 1}:{letter}{self._last_data}"'
            named = escaped(column.title[:32])
            if column.kind == "date":
                rules.append(
                    f'<dataValidation type="date" errorTitle="{named}" error="请写成 2026-06-18 这样的日期。" {where}>'
                    f"<formula1>{_FIRST_DAY}</formula1><formula2>{_LAST_DAY}</formula2></dataValidation>"
                )
            elif chosen := _list_of(column.choices):
                rules.append(
                    f'<dataValidation type="list" errorTitle="{named}" error="请从下拉列表中选。" {where}>'
                    f"<formula1>{escaped(chosen)}</formula1></dataValidation>"
                )
        return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _list_of(choices: Sequence[str]) -> str:
    """The words inside a rule; nothing where they do not fit in one."""
    words = ",".join(choices)
    if not choices or len(words.encode("utf-16-le")) > _MOST_LIST * 2 or any("," in word for word in choices):
        return ""
    return '"' + words.replace('"', '""') + '"'


_KIND_WORDS = ("文字", "整数", "金额", "日期", "百分比")


def sample_pieces(look: Skeleton, texts: SharedTexts) -> Iterator[str]:
    """The look itself as a sheet: a row for each kind of line, its word before it, a cell for each kind of value."""
    yield (
        f'{XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15"/>'
        '<cols><col min="1" max="1" width="8.7109375" customWidth="1"/><col min="2" max="6" width="16.7109375" customWidth="1"/></cols><sheetData>'
    )
    above = [[style] * len(KINDS) for style in (look.title, look.subtitle, look.head)]
    styles = [*above, [look.body[kind] for kind in KINDS], [look.sums[kind] for kind in KINDS]]
    for row, (word, each, height) in enumerate(zip(WORDS, styles, look.heights, strict=True), 1):
        cells = f'<c r="A{row}" t="s"><v>{texts[word]}</v></c>'
        for place, (style, kind) in enumerate(zip(each, _KIND_WORDS, strict=True), 2):
            cells += f'<c r="{column_letter(place)}{row}" s="{style}" t="s"><v>{texts[kind]}</v></c>'
        yield f'<row r="{row}" ht="{height}" customHeight="1">{cells}</row>'
    yield "</sheetData></worksheet>"
