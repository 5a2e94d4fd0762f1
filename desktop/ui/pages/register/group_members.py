"""The findings of the group in hand: which units they are of, their texts with the words by which the group was found (page 14)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.records import FindingRow
from desktop.operations.records.group_proposals import GroupProposal
from desktop.ui.grid.text_table import TextCell, TextRow, TextTable
from desktop.ui.pages.register.unit_squares import UnitCount, UnitSquares
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import ElidedLabel
from desktop.ui.widgets.figure_cells import Head
from desktop.ui.widgets.properties import named

HEADS = (Head("编号", 92), Head("单位", 104), Head("问题（相同的词已标）"))
_WORDS_TOLD = 6


class GroupMembers(QFrame):
    """Name and count, squares, rows; `opened` tells the finding on which Enter was pressed or that was clicked twice."""

    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "members")
        self.title, self.words = ElidedLabel(role="strong"), ElidedLabel(role="secondary")
        self.squares = UnitSquares(theme)
        self.table = TextTable(theme)
        self.table.setAccessibleName("组内问题")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), 0)
        line = QHBoxLayout()
        line.addWidget(self.title)
        line.addWidget(self.words, 1)
        head.addLayout(line)
        head.addWidget(self.squares)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.table.activated.connect(self._open)

    def show_group(
        self, proposal: GroupProposal | None, rows: Sequence[FindingRow], units: Sequence[tuple[int, str]]
    ) -> None:
        """Show a group: `rows` are its findings, `units` those of the rounds by id with the office's name, in its order."""
        group = proposal.group if proposal is not None else None
        hit = Counter(row.unit_id for row in rows)
        self.title.set_full_text(f"{group.name}　{group.units} 家 · {len(rows)} 条" if group else "")
        told = "、".join(group.shared[:_WORDS_TOLD]) if group else ""
        self.words.set_full_text(f"说到它的词：{told}" if told else "")
        listed = [(unit, name) for unit, name in units if unit in hit or len(units) > 1]
        self.squares.show_units([UnitCount(name, hit[unit]) for unit, name in listed])
        words = group.shared if group else ()
        self.table.show_rows(
            HEADS,
            [
                TextRow(
                    row.id,
                    (
                        TextCell(row.number),
                        TextCell(row.unit_short or row.unit_name, tip=row.unit_name),
                        TextCell(row.text, tints=words, tip=row.text),
                    ),
                )
                for row in rows
            ],
        )

    def _open(self, _index: QModelIndex) -> None:
        key = self.table.current_key()
        if key is not None:
            self.opened.emit(key)
