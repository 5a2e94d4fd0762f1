"""Walks the rows of a page and gives each to exactly one place: a finding, a reason to leave it, or an error (RULES §2)."""

from collections.abc import Mapping, Sequence

from desktop.exchange.list_reading.columns import Columns, assign
from desktop.exchange.list_reading.context import ReadingContext
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.preamble import Preamble
from desktop.exchange.list_reading.row_words import (
    LONGEST_SECTION,
    is_bare_count,
    is_fill_in,
    is_footer,
    is_note,
    is_serial,
    is_title,
    is_total_alone,
    names_the_unit,
    numbered_title,
    says_no_finding,
    section_of,
    tail_reason,
    total_reason,
)
from desktop.exchange.list_reading.sections import Sections, UnitSources
from desktop.exchange.list_reading.tables import Table, cut
from desktop.exchange.list_reading.tail import Tail
from desktop.exchange.list_reading.walked_rows import Item, Walk
from desktop.exchange.normalise.plain_text import is_blank_word, is_ditto, squeezed
from desktop.exchange.normalise.unit_names import looks_like_a_unit
from desktop.exchange.sheet_cells import Cell

_MOST_OF_A_LINE = 6
"""Cells of a fill-in line: a row of findings has more."""


class RowWalk:
    """One pass over the rows of one page."""

    def __init__(self, page: Page, context: ReadingContext, mapping: Mapping[str, str]) -> None:
        self.page, self.register = page, context.units
        self.walk = Walk()
        self.sections = Sections()
        self.sources = UnitSources(context.units, sheet=context.units.longest_in(page.sheet.name), named=context.unit)
        self._preamble = Preamble(page, context.units, self.sections, self.sources, self.walk.ignored)
        self._current: Item | None = None
        self._columns = Columns()
        self._text_right = 0
        self._tail = Tail(page, self._columns, [])
        self._context = context
        self._counts_in_digits = False
        self._is_over = False  # a note, a total or a signature stood behind the last finding
        self._mapping = mapping

    def run(self) -> Walk | None:
        """The walk, or None where the page has no list."""
        tables = cut(self.page, self._mapping, self._context.pointed.get(self.page.sheet.name))
        if not tables:
            return None
        for table in tables:
            self._head(table)
            for row in table.body:
                self._body_row(row)
        self.walk.orphans = self._preamble.orphans
        return self.walk

    def _head(self, table: Table) -> None:
        if not table.repeats:
            self.sections.clear(keep_unit=not table.preamble)
            self._current = None
        lines: list[str] = []
        foot = self._foot_before(table)
        for row in foot:
            self._ignore(row, "footer")
        for row in table.preamble[len(foot) :]:
            lines += [cell.text for cell in self.page.own(row).values()]
            if self._preamble.take(row, first_table=not self.walk.columns):
                self._current = None
        self.walk.stated += lines
        reason = "repeated_header" if table.repeats else "header"
        for row in table.header.all_rows:
            if self.page.own(row):
                self._ignore(row, reason)
        if not table.repeats:
            if self.walk.headers:
                self.walk.said.append((table.header.rows[0], "second_header"))
            self.walk.headers.append(table.header)
            self.walk.money_lines.append("\n".join(lines))
            self._columns = assign(table.header, self.page, table.data_rows, self._unit_is_elsewhere(table))
            self.walk.columns.append(self._columns)
            text = self._columns.first("text") or 0
            self._text_right = max(self.page.span(row, text)[1] for row in table.header.rows)
            serial = self._columns.first("serial")
            self._counts_in_digits = serial is not None and any(
                self.page.text(row, serial)[:1].isdecimal() for row in table.data_rows
            )
            self._tail = Tail(self.page, self._columns, table.data_rows)
            self._is_over = False

    def _foot_before(self, table: Table) -> list[int]:
        """Signatures of the table above: 填报单位（盖章）：县财政局 before the title of the list comes again says nothing of the rows below it."""
        texts = [[cell.text for cell in self.page.own(row).values()] for row in table.preamble]
        title = next((at for at, own in enumerate(texts) if squeezed(own[0]) in self._preamble.titles), 0)
        return table.preamble[:title] if all(is_footer(own[0], len(own) == 1) for own in texts[:title]) else []

    def _unit_is_elsewhere(self, table: Table) -> bool:
        if self.sources.fallback or self.sections.unit:
            return True
        alone = (next(iter(cells.values())).text for row in table.data_rows if len(cells := self.page.own(row)) == 1)
        return any(self.register.in_title(section_of(text).words) for text in alone)

    def _ignore(self, row: int, reason: str) -> None:
        self.walk.ignored.append((row, reason))

    # -- rows below a head ---------------------------------------------------------------------------

    def _body_row(self, row: int) -> None:
        own = self.page.own(row)
        text_column = self._columns.first("text")
        head_column = min(own)
        head = own[head_column].text
        aside = self._total(own, head_column, text_column) or self._by_head(row, own, head, head_column)
        if aside:
            self._is_over = self._is_over or row > self._tail.last_row
            if aside in ("subtotal", "total"):
                self._current = None
            self._ignore(row, aside)
            return
        core = {column: cell for column, cell in own.items() if column in self._columns.core} or own
        if row > self._tail.last_row and (behind := self._tail.reason(row)):
            self._is_over = True
            self._ignore(row, behind)
            if not tail_reason([cell.text for cell in own.values()]):
                self.walk.said.append((row, "text_below_table"))
        elif self._says_none(own, text_column):
            self._current = None
            self._ignore(row, "note")
        elif text_column not in own and self._is_merged_with_current(row):
            self._join(row)
        elif numbered := self._numbered_title(core):
            self._open_section(row, numbered)
        elif self._is_single(core, head, text_column):
            self._single_row(row, core, text_column)
        else:
            self._plain_row(row, own, core, text_column)

    def _says_none(self, own: dict[int, Cell], text_column: int | None) -> bool:
        """（本轮无问题） under the finding, or alone in its row below a unit's title."""
        cell = own.get(text_column) if text_column is not None else None
        alone = next(iter(own.values())) if len(own) == 1 else None
        if cell is not None and not cell.fault:
            return says_no_finding(cell.text)
        return alone is not None and not is_blank_word(alone.text) and says_no_finding(alone.text)

    def _total(self, own: dict[int, Cell], head_column: int, text_column: int | None) -> str | None:
        for column in sorted(own):
            cell = own[column]
            if text_column is not None and column >= text_column:
                break
            if isinstance(cell.value, str) and (reason := total_reason(cell.text)):
                return reason
        head = own[head_column]
        if head_column == text_column and isinstance(head.value, str) and is_total_alone(head.text):
            return total_reason(head.text)
        if text_column is not None and head_column > text_column and isinstance(head.value, str):
            return total_reason(head.text)
        return None

    def _by_head(self, row: int, own: dict[int, Cell], head: str, head_column: int) -> str | None:
        texts = [cell.text for cell in own.values()]
        if self._names_another_unit(row, texts):
            self.sources.note_fill_in(" ".join(texts))
            self._current = None
            return "fill_in_line"
        if is_footer(head, alone=len(own) == 1):
            return "footer"
        if is_fill_in(head) and len(own) <= _MOST_OF_A_LINE:
            if any(names_the_unit(text) for text in texts):
                self.sources.note_fill_in(" ".join(texts))
            return "fill_in_line"
        in_text = head_column == self._columns.first("text") and len(own) > 1
        return "note" if is_note(head) and not in_text else None

    def _names_another_unit(self, row: int, texts: Sequence[str]) -> bool:
        """填报单位：县民政局 with findings below it begins that unit's; behind the last finding it is a signature."""
        if row > self._tail.last_row or not names_the_unit(texts[0]) or len(texts) > _MOST_OF_A_LINE:
            return False
        return bool(self.register.longest_in(" ".join(texts)))

    def _is_single(self, core: dict[int, Cell], head: str, text_column: int | None) -> bool:
        if len(core) == 1 or len({squeezed(cell.text) for cell in core.values()}) == 1:
            return True
        if text_column in core or is_serial(head):
            return False
        first = min(core)
        return all(is_bare_count(cell.text) for column, cell in core.items() if column != first)

    def _single_row(self, row: int, core: dict[int, Cell], text_column: int | None) -> None:
        column = min(core)
        text = core[column].text
        section = section_of(text)
        in_text = column == text_column and self.page.span(row, column)[1] <= self._text_right
        unit = self.register.in_title(section.words)
        long = len(squeezed(text)) > LONGEST_SECTION or squeezed(text).endswith("。")
        if column == self._columns.first("serial") and is_serial(text) and not in_text:
            self._ignore(row, "serial_only")
        elif unit and not (in_text and long):
            self._unit_row(row, section.level, unit)
        elif in_text and (section.level not in (1, 2) or long):
            self._start(row)
        elif self._may_be_a_measure(row, column, section.level):
            self._plain_row(row, self.page.own(row), core, text_column)
        elif squeezed(text) in self._preamble.titles or (
            is_title(text) and not section.level and row > self._tail.last_row
        ):
            self._ignore(row, "title")
        elif core[column].fault or not isinstance(core[column].value, str) or self._is_field_alone(row, column):
            self._error(row)
        elif row > self._tail.last_row or long:
            self._ignore(row, "note")
        elif self._may_title_a_unit(section.level) and looks_like_a_unit(section.words):
            self._unit_row(row, section.level, section.words)
        else:
            self._open_section(row, text)

    def _may_be_a_measure(self, row: int, column: int, level: int) -> bool:
        """Whether a lone cell goes on the measures above: in their column, no title at the left edge, nothing behind a note."""
        if column not in self._columns.of("measures") or self.page.span(row, column)[1] > column:
            return False
        signs = row > self._tail.last_row and looks_like_a_unit(self.page.text(row, column))
        return not self._is_over and not signs and not (column == min(self._columns.labels) and level in (1, 2))

    def _may_title_a_unit(self, level: int) -> bool:
        """Whether a title may name a unit that is not registered: no other source, or units are titled at this level."""
        no_other = not self._columns.of("unit") and not self.sources.fallback
        return no_other or self.sections.stands_beside_units(level)

    def _numbered_title(self, core: dict[int, Cell]) -> str | None:
        """一 | 党的建设方面: a section title whose number has a cell of its own, in a list that counts in digits."""
        serial, text = self._columns.first("serial"), self._columns.first("text")
        if len(core) != 2 or serial not in core or text is None or not self._counts_in_digits:
            return None
        column = next(column for column in core if column != serial)
        if column > text or column in self._columns.of("unit"):
            return None
        return numbered_title(core[serial].text, core[column].text)

    def _open_section(self, row: int, title: str) -> None:
        section = section_of(title)
        if unit := self.register.in_title(section.words):
            self._unit_row(row, section.level, unit)
            return
        self.sections.open_category(section.level, section.words)
        self._current = None
        self._ignore(row, "category_row")

    def _is_field_alone(self, row: int, column: int) -> bool:
        """A lone cell far right in a column of its own is a value without its finding, not a title."""
        text = self._columns.first("text")
        return (
            text is not None
            and column > text
            and self.page.span(row, column)[1] == column
            and row < self._tail.last_row
        )

    def _unit_row(self, row: int, level: int, name: str) -> None:
        if row > self._tail.last_row:
            self._ignore(row, "footer")
            return
        self.sections.open_unit(level, name)
        self._current = None
        self._ignore(row, "unit_row")

    def _plain_row(self, row: int, own: dict[int, Cell], core: dict[int, Cell], text_column: int | None) -> None:
        text = own.get(text_column) if text_column is not None else None
        serial = self._columns.first("serial")
        if text is not None and not text.fault:
            self._start(row)
        elif self._only_serial(core, serial):
            self._ignore(row, "serial_only")
        elif serial not in own and text is None and self._continues(row, own):
            self._join(row)
        else:
            self._error(row)

    def _only_serial(self, core: dict[int, Cell], serial: int | None) -> bool:
        filled = [column for column, cell in core.items() if cell.fault or not is_blank_word(cell.text)]
        return serial is not None and filled == [serial]

    def _is_merged_with_current(self, row: int) -> bool:
        """In one merged cell with the finding above: its problem, number or measure."""
        if self._current is None:
            return False
        columns = [*self._columns.of("text"), *self._columns.of("serial"), *self._columns.of("measures")]
        return any(self.page.merged_down.get((row, column)) in self._current.rows for column in columns)

    def _continues(self, row: int, own: dict[int, Cell]) -> bool:
        """A further measure of the finding above (RULES §1); another unit in the row is no continuation."""
        measures = [own[column] for column in self._columns.of("measures") if column in own]
        if self._current is None or not any(cell.fault or not is_blank_word(cell.text) for cell in measures):
            return False
        unit = self._columns.first("unit")
        if unit is None or unit not in own or is_blank_word(own[unit].text):
            return True
        first = self.page.cell(self._current.rows[0], unit)
        return first is not None and self._same_unit(first.text, own[unit].text)

    def _same_unit(self, one: str, other: str) -> bool:
        return (
            squeezed(one) == squeezed(other)
            or is_ditto(other)
            or (self.register.find(one) is not None and self.register.find(one) == self.register.find(other))
        )

    def _start(self, row: int) -> None:
        self.sections.rest()
        self._current = Item(
            [row], len(self.walk.columns) - 1, self.sections.categories, self.sections.unit, self.sources.fallback
        )
        self.walk.items.append(self._current)

    def _join(self, row: int) -> None:
        if self._current is not None:
            self._current.rows.append(row)
        else:
            self._error(row)

    def _error(self, row: int) -> None:
        if row > self._tail.last_row and not self._tail.lacks_a_text(row):
            self._ignore(row, "note")
            self.walk.said.append((row, "text_below_table"))
            return
        self.walk.errors.append((row, len(self.walk.columns) - 1))
