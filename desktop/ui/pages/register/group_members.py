"""The findings of the group in hand: which of them go into the letter, their units, their texts with the words by which the group was found (page 14)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from db.queries.briefs import Told
from desktop.ledgers.long_list import Made
from desktop.operations.records.group_proposals import GroupProposal
from desktop.ui.grid.text_table import TextCell, TextRow, TextTable
from desktop.ui.theme import Theme
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.figure_cells import Head

HEADS = (Head("", 32), Head("编号", 64), Head("单位", 84), Head("问题（相同的词已标）"))
WIDE_HEADS = (HEADS[0], Head("编号", 92), *HEADS[2:])
TEXT = len(HEADS) - 1
_WORDS_TOLD, _ROWS_KEPT, MOST_LINES = 6, 200, 2
"""Long texts are cut, that many findings are in sight at once; the tip has the whole, Enter opens the finding."""


class GroupMembers(Card):
    """Name and count, rows with their boxes; `opened` tells the finding on which Enter was pressed or that was clicked twice,
    `toggled` the one whose box was turned.
    """

    opened = Signal(int)
    toggled = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(" ", " ")
        self.flush()
        self.rename_button, self.merge_button = QPushButton("改名"), QPushButton("并组…")
        for button in (self.rename_button, self.merge_button):
            button.setProperty("link", True)
            self.head.addWidget(button)
        self.table = TextTable(theme)
        self.table.setAccessibleName("组内问题")
        self.chosen = ElidedLabel(role="secondary")
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(12, 6, 10, 6)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.chosen, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self.foot)
        self.table.activated.connect(self._open)
        self.table.toggled.connect(self.toggled)

    def show_group(
        self, proposal: GroupProposal | None, rows: Mapping[int, Told], same: str = "", left_out: Collection[int] = ()
    ) -> None:
        """Show a group: `rows` has its findings, whose numbers all begin with `same`; `left_out` are not ticked."""
        group = proposal.group if proposal is not None else None
        told = "、".join(group.shared[:_WORDS_TOLD]) if group else ""
        self.title_label.setText(group.name if group else "")
        findings = proposal.findings if proposal is not None else ()
        self.note_label.set_full_text(f"{len(findings)} 条" if group else "")
        self.note_label.set_explanation(f"说到它的词：{told}" if told else "")
        words = group.shared if group else ()

        def made(finding: int) -> TextRow:
            row = rows[finding]
            return _row(row, words, row.number.removeprefix(same), ticked=finding not in left_out)

        listed = Made(findings, lru_cache(maxsize=_ROWS_KEPT)(made))
        self.table.show_rows(HEADS if same else WIDE_HEADS, listed)
        ticked = sum(one not in left_out for one in findings)
        self.chosen.set_full_text(f"选 {ticked} / {len(findings)} 条" if group else "")

    def _open(self, index: QModelIndex) -> None:
        key = self.table.current_key()
        if key is not None and index.column():
            self.opened.emit(key)


def round_of(numbers: Iterable[str]) -> str:
    """15-06-: what the numbers of one round have in common and what therefore says nothing in a list; '' for several rounds."""
    found = {number[: number.rfind("-") + 1] for number in numbers}
    return found.pop() if len(found) == 1 else ""


def _row(row: Told, words: tuple[str, ...], number: str, *, ticked: bool) -> TextRow:
    return TextRow(
        row.id,
        (
            TextCell(tick=ticked),
            TextCell(number, tip=row.number),
            TextCell(row.unit_short or row.unit_name, tip=row.unit_name),
            TextCell(row.text, tints=words, tip=row.text, most=MOST_LINES),
        ),
    )
