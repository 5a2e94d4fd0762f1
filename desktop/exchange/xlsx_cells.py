"""Cells by what stands behind their place: one by one where they differ, a whole column at once where they look alike."""

import re
from collections.abc import Sequence

from desktop.exchange.sheet_cells import Cell, has_content, text_cell
from desktop.exchange.xlsx_grammar import (
    CELL,
    END,
    INLINE,
    INLINE_END,
    NUMBER,
    REST,
    SHARED,
    Entities,
    Letters,
    MakeCell,
    OddError,
    SharedOf,
    Styles,
)

_NUMBERS = re.compile("[0-9][0-9.\\n]*+")


class SharedCells(dict[str, Cell | None]):
    """What holds a shared text, by its number as written, in one style; None where the text is nothing but white space.

    Once an eighth of the texts was asked for, all are made in one go, which costs a third each.
    """

    def __init__(self, texts: Sequence[str], number_format: str, sound: bool) -> None:
        """`sound` says that no text has half a character."""
        super().__init__()
        self._texts, self._format = texts, number_format
        self._every: list[Cell | None] = []
        self._left = len(texts) // 8 if sound else len(texts) << 10

    def __missing__(self, number: str) -> Cell | None:
        self[number] = cell = self._judged(self._texts[int(number)])
        return cell

    def column(self, numbers: Sequence[str]) -> list[Cell | None]:
        """What holds the texts of these numbers."""
        self._left -= len(numbers)
        if self._left < 0 and not self._every:
            self._every = self._all()
        if self._every:
            return list(map(self._every.__getitem__, map(int, numbers)))
        return list(map(self.__getitem__, numbers))

    def _all(self) -> list[Cell | None]:
        look = self._format
        return [Cell(text, None, "", look) if text[:1].isalnum() else self._judged(text) for text in self._texts]

    def _judged(self, text: str) -> Cell | None:
        cell = text_cell(text, self._format)
        return cell if has_content(cell) else None


class CellsByWords(dict[str, Cell | None]):
    """Cell by what stands behind its place, up to the row number of the next: the same words are the same cell, None is an empty one."""

    def __init__(self, make: MakeCell, shared: SharedOf) -> None:
        super().__init__()
        self._make, self._shared = make, shared
        self._entities = Entities()
        self._styles, self.letters = Styles(), Letters()
        self.next: dict[str, int] = {}
        """The column of the cell behind it; 0 behind the last."""
        self._numbers: dict[int, dict[str, Cell | None]] = {}
        self.longest = 0
        """Signs of the longest text."""

    def __missing__(self, words: str) -> Cell | None:
        rest, begun, letters = words.partition(CELL)
        head, shared, index = rest.partition(SHARED)
        number = index[: -len(END)]
        if shared and number.isdecimal() and number.isascii() and index.endswith(END):
            cell = self._shared(self._styles[head])[number]
        else:
            cell = self._other(rest)
            if cell is not None and not has_content(cell):
                cell = None
        self._note(cell)
        self.next[words] = self.letters[letters] if begun else 0
        self[words] = cell
        return cell

    def _other(self, rest: str) -> Cell | None:
        """A cell that holds no shared text."""
        told = REST.fullmatch(rest)
        if told is None:
            raise OddError
        style, number, inline = told.groups()
        if number:
            return self._make("n", int(style or 0), number, False)
        if inline:
            text = self._entities.text(inline) if "&" in inline else inline
            return self._make("inlineStr", int(style or 0), text, False)
        return None

    def _note(self, cell: Cell | None) -> None:
        """How long its text is, where it has one."""
        if cell is not None and isinstance(cell.value, str) and len(cell.value) > self.longest:
            self.longest = len(cell.value)

    def column(self, words: Sequence[str]) -> tuple[list[Cell | None], int]:
        """The cells of one column, and the column that follows in all the rows; OddError where it is not one in all."""
        rest, begun, letters = words[0].partition(CELL)
        following, ending = self.letters[letters] if begun else 0, begun + letters
        cells = self._by_number(words, rest, ending) or self._by_value(words, rest, ending)
        return cells or self._mixed(words, following, ending), following

    def _mixed(self, words: Sequence[str], following: int, ending: str) -> list[Cell | None]:
        """Cells of which some hold shared texts and others not."""
        shared = [SHARED in each for each in words]
        texts = [each for each, is_shared in zip(words, shared, strict=True) if is_shared]
        alike = self._by_number(texts, texts[0], ending) if texts else None
        if alike is None:
            return self._by_words(words, following)
        of_texts = iter(alike)
        others = iter(
            self._by_words([each for each, is_shared in zip(words, shared, strict=True) if not is_shared], following)
        )
        return [next(of_texts if is_shared else others) for is_shared in shared]

    def _by_value(self, words: Sequence[str], rest: str, ending: str) -> list[Cell | None] | None:
        """Cells that hold their texts or numbers themselves, in one style; None where they do not look alike."""
        head, inline, _text = rest.partition(INLINE)
        if inline:
            return self._inline(words, head, ending)
        head, number, _digits = rest.partition(NUMBER)
        values = _between(words, head + NUMBER, END + ending) if number else None
        if values is None or not _NUMBERS.fullmatch(values):
            return None
        told, style = values.split("\n"), self._styles[head.removesuffix(' t="n"')]
        if len(told) != len(words):
            raise OddError
        made = self._numbers.setdefault(style, {})
        made |= {value: self._make("n", style, value, False) for value in dict.fromkeys(told) if value not in made}
        return list(map(made.__getitem__, told))

    def _by_words(self, words: Sequence[str], following: int) -> list[Cell | None]:
        cells = list(map(self.__getitem__, words))
        if words and set(map(self.next.__getitem__, words)) != {following}:
            raise OddError
        return cells

    def _by_number(self, words: Sequence[str], rest: str, ending: str) -> list[Cell | None] | None:
        """Cells that hold shared texts, in one style; None where they do not look alike."""
        head, shared, _index = rest.partition(SHARED)
        numbers = _between(words, head + SHARED, END + ending) if shared else None
        if numbers is None or not (numbers.isascii() and numbers.replace("\n", "").isdecimal()):
            return None
        told = numbers.split("\n")
        if len(told) != len(words):
            raise OddError
        return self._shared(self._styles[head]).column(told)

    def _inline(self, words: Sequence[str], head: str, ending: str) -> list[Cell | None] | None:
        """Cells that hold their texts themselves, in one style; None where they do not look alike."""
        joined = _between(words, head + INLINE, INLINE_END + ending, "</t><t>")
        if joined is None or joined.count("<") != 2 * (len(words) - 1):
            return None
        style = self._styles[head]
        told = self._entities.texts(f"<t>{joined}</t>", len(words))
        made: dict[str, Cell | None] = {}
        for text in dict.fromkeys(told):
            cell = self._make("inlineStr", style, text, False)
            self._note(cell)
            made[text] = cell if has_content(cell) else None
        return list(map(made.__getitem__, told))


def _between(words: Sequence[str], begin: str, end: str, by: str = "\n") -> str | None:
    """What stands between the same beginning and end of all words, held together by a sign; None where the outer ones have others."""
    joined = "\n".join(words)
    if not (joined.startswith(begin) and joined.endswith(end)) or len(joined) < len(begin) + len(end):
        return None
    return joined[len(begin) : len(joined) - len(end)].replace(f"{end}\n{begin}", by)
