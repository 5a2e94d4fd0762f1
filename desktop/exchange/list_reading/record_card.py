"""记录卡: one finding on a card, heads at the left and values beside them; turned into a list and read as one (RULES §1)."""

import re
from dataclasses import dataclass, field, replace

from desktop.exchange.list_reading.header_words import header_key, is_head_word, meaning_of
from desktop.exchange.list_reading.page import Page
from desktop.exchange.list_reading.reading import FindingListReading, IgnoredRow, UnknownWord
from desktop.exchange.list_reading.row_words import is_fill_in, is_footer, is_note, is_title, tail_reason
from desktop.exchange.normalise.plain_text import squeezed
from desktop.exchange.sheet_cells import Cell, Sheet, column_letter

_FEWEST_LABELS = 3
_MOST_CELLS = 6
_MANY_LABELS = 4
_NUMBERS = re.compile(r"[0-9０-９一二三四五六七八九十]+")
_CARD_TITLE = re.compile(
    r"[卡单](?:[（(【]?第?[0-9０-９一二三四五六七八九十百]{1,4}[号张份页]?[)）】]?)?$|^第[0-9０-９一二三四五六七八九十百]{1,4}[号张份]$"
)


@dataclass
class _Card:
    """One card: label → its cell and where it stands."""

    values: dict[str, tuple[Cell, int, int]] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


@dataclass
class CardSheet:
    """A sheet of cards as the list it means; `broken` is the first row that could not be read, 0 where all could."""

    sheet: Sheet
    broken: int = 0
    _rows: dict[int, list[int]] = field(default_factory=dict)
    _places: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    head: int = 0
    """The row of the list that holds the labels of the cards."""

    blank: list[int] = field(default_factory=list)
    """The rows of cards with nothing but their labels."""

    @property
    def first_row(self) -> int:
        """Where the first card begins."""
        return self._rows[self.head + 1][0]

    def put_back(self, reading: FindingListReading) -> None:
        """Give findings, rows left aside and faults the places they have on the cards."""
        for finding in reading.findings:
            finding.rows = [row for own in finding.rows for row in self._rows.get(own, [own])]
            finding.row = finding.rows[0]
        reading.ignored = [
            replace(entry, row=row)
            for entry in reading.ignored
            if entry.row != self.head
            for row in self._rows.get(entry.row, [entry.row])
        ]
        reading.ignored += [IgnoredRow(self.sheet.name, row, "header") for row in self.blank]
        faults = []
        for fault in reading.faults:
            letters = (fault.cell or "").rstrip("0123456789")
            row, cell = self._places.get((fault.row, letters), (self._rows.get(fault.row, [fault.row])[0], fault.cell))
            faults.append(replace(fault, row=row, cell=cell if letters else fault.cell))
        reading.faults = faults
        reading.unknown_words = [self._put_back(word) for word in reading.unknown_words]
        reading.layout, reading.remarks = [], []

    def _put_back(self, word: UnknownWord) -> UnknownWord:
        letters = (word.cell or "").rstrip("0123456789")
        row, cell = self._places.get((word.row, letters), (self._rows.get(word.row, [word.row])[0], word.cell))
        return replace(word, row=row, cell=cell)


def card_sheet(page: Page) -> CardSheet | None:
    """The list that a sheet of cards means, or None where the sheet holds no cards."""
    labelled = [row for row in page.rows if _pairs(page, row)]
    filled = [(row, label) for row in labelled for label, cell, _at in _pairs(page, row) if cell is not None]
    kinds = [meaning.kind for _row, label in filled if (meaning := meaning_of(label))]
    if len({row for row, _label in filled}) < _FEWEST_LABELS or "text" not in kinds:
        return None
    if not _stands_upright(page, labelled) or any(_is_head(page, row) for row in page.rows):
        return None
    first, last = labelled[0], labelled[-1]
    above = {_alike(page, row) for row in page.rows if row < first}
    cards, broken = _cards(page, [row for row in page.rows if first <= row <= last], above)
    return _as_list(page, cards, broken, above, first, last)


def _stands_upright(page: Page, labelled: list[int]) -> bool:
    """Different heads under each other at the left; in a list they stand in one row."""
    firsts = {header_key(page.own(row)[min(page.own(row))].text) for row in labelled}
    return len(firsts) >= _FEWEST_LABELS and all(len(page.own(row)) <= _MOST_CELLS for row in labelled)


def _is_head(page: Page, row: int) -> bool:
    """A row of nothing but labels, or of more labels than a card has beside each other, belongs to a list."""
    own = page.own(row)
    labels = sum(_is_label(cell) for cell in own.values())
    return labels >= _FEWEST_LABELS and (labels == len(own) or (labels >= _MANY_LABELS and labels * 2 > len(own)))


def _pairs(page: Page, row: int) -> list[tuple[str, Cell | None, int]]:
    """The labels of a row with the cell beside each; empty where the row does not begin with a label or is a head."""
    own = sorted(page.own(row).items())
    if not own or not _is_label(own[0][1]):
        return []
    pairs: list[tuple[str, Cell | None, int]] = []
    for place, (column, cell) in enumerate(own):
        if _is_label(cell) and (place == 0 or pairs[-1][1] is not None):
            pairs.append((cell.text, None, column))
        elif pairs and pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], cell, column)
        else:
            return []
    return pairs if any(cell is not None for _label, cell, _at in pairs) or len(own) == 1 else []


def _is_label(cell: Cell) -> bool:
    return isinstance(cell.value, str) and is_head_word(cell.value)


def _cards(page: Page, rows: list[int], above: set[str]) -> tuple[list[_Card], int]:
    cards, broken = [_Card()], 0
    for row in rows:
        pairs = _pairs(page, row)
        if not pairs:
            texts = [cell.text for cell in page.own(row).values()]
            alone = len(texts) == 1
            again = alone and _is_card_title(texts[0]) and _alike(page, row) in above
            if not (again or is_footer(texts[0], alone) or (alone and (is_fill_in(texts[0]) or is_note(texts[0])))):
                broken = (
                    broken or row
                )  # a title of its own may name another unit: what is not understood is not taken in part
        if any(header_key(label) in cards[-1].values for label, _cell, _at in pairs):
            cards.append(_Card())
        for label, cell, column in pairs:
            cards[-1].values[header_key(label)] = (cell or Cell(), row, column)
        if pairs:
            cards[-1].rows.append(row)
    return cards, broken


def _alike(page: Page, row: int) -> str:
    """The words of a row without their numbers: 销号卡（2） is the title of 销号卡（1） once more."""
    return _NUMBERS.sub("", squeezed("".join(cell.text for cell in page.own(row).values())))


def _is_card_title(text: str) -> bool:
    """问题整改销号卡（2）, 第2号, or any title of a table: each card bears its own above it."""
    return is_title(text) or bool(_CARD_TITLE.search(squeezed(text)))


def _is_filled(cell: Cell) -> bool:
    return bool(cell.fault or squeezed(cell.text))


def _as_list(page: Page, cards: list[_Card], broken: int, above: set[str], first: int, last: int) -> CardSheet:
    """Titles above, one head, a row for each card, what stands below; blank where a card lacks a label.

    What is said between cards of the next one (填报单位：县民政局) stays before it, as it does between the rows of a list.
    """
    heads = list(dict.fromkeys(label for card in cards for label in card.values))
    turned = CardSheet(Sheet(page.sheet.name), broken)
    taken = {row for card in cards for row in card.rows}
    number = 0
    between = [row for row in page.rows if first < row < last and row not in taken]
    in_place = [row for row in between if _alike(page, row) not in above]
    for row in [one for one in page.rows if one < first or (one in between and one not in in_place)]:
        number += 1
        turned.sheet.rows[number], turned._rows[number] = page.own(row), [row]
    number += 1
    turned.head = number
    turned.sheet.rows[number] = {place: Cell(head) for place, head in enumerate(heads, 1)}
    for card in cards:
        while in_place and in_place[0] < card.rows[0]:
            number += 1
            turned.sheet.rows[number], turned._rows[number] = page.own(in_place[0]), [in_place.pop(0)]
        if not any(_is_filled(cell) for cell, _row, _column in card.values.values()):
            turned.blank += card.rows
            continue
        number += 1
        turned._rows[number] = card.rows
        turned.sheet.rows[number] = {}
        for place, head in enumerate(heads, 1):
            cell, row, column = card.values.get(head, (Cell(), card.rows[0], 0))
            if _is_filled(cell):
                turned.sheet.rows[number][place] = cell
                turned._places[(number, column_letter(place))] = (row, f"{column_letter(column)}{row}")
    for row in [one for one in page.rows if one > last]:
        number += 1
        turned.sheet.rows[number], turned._rows[number] = page.own(row), [row]
        texts = [cell.text for cell in page.own(row).values()]
        if not tail_reason(texts) and not is_footer(texts[0]):
            turned.broken = turned.broken or row
    return turned
