"""归组: the groups that the texts tell, beside what was decided about them; the program proposes, the clerk decides (page 14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton

from db.queries.findings import list_findings
from db.queries.units import units_by_id
from db.records import FindingCriteria, FindingRow
from db.store import Ledger
from desktop.ledgers.column import Align, Column, Kind, LedgerTable, Mark, Shape, Tone
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.papers.catalogue import of_matter
from desktop.operations.records.group_proposals import DROPPED, Asked, Found, GroupProposal, enter, proposed, take_in
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskFinding, AskFindings
from desktop.ui.context import AppContext
from desktop.ui.grid.ledger_table import COMPACT_ROW, LedgerTableView
from desktop.ui.pages.register.group_members import GroupMembers
from desktop.ui.pages.register.negative_list_dialog import NegativeListDialog
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.split import Split

LEAST_ROWS, ELSEWHERE = 5, 510
"""Rows that are always in sight; what of the window's height the rest of the page takes, in px at 100 %."""
SHARES = (424, 388)
"""Of the groups and of the findings of the one in hand."""
ROW = 30
MATTER = ("事由", "领域")
"""What a paper of a group is told of it: by these words its kind is known."""
LEAST = (3, 2, 4, 5, 8)
LIKE = {"相似 高": 0.8, "相似 中": 0.65, "相似 低": 0.5}


@dataclass(frozen=True)
class GroupLine:
    """A proposed group as a row of the card."""

    id: int
    proposal: GroupProposal

    def __getattr__(self, name: str) -> Any:
        if name == "proposal" or name.startswith("__"):
            raise AttributeError(name)
        group = self.proposal.group
        return {
            "name": group.name,
            "units": group.units,
            "count": len(group.findings),
            "stands": self.proposal.record.number if self.proposal.record else "",
        }[name]


def stands(row: GroupLine) -> Mark:
    """What was decided about a group, and what it gained since."""
    record, gained = row.proposal.record, len(row.proposal.gained)
    if record is None:
        return Mark(Shape.EMPTY, "未登记", Tone.AMBER)
    if gained:
        return Mark(Shape.TRIANGLE, f"多出 {gained} 条", Tone.AMBER, record.number)
    state = COMMON_GROUPS.state(record.state)
    return Mark(state.shape, state.word, state.tone, record.number)


TABLE = LedgerTable(
    "group_proposals",
    "归组",
    (
        Column("name", "事项", 150),
        Column("units", "单位", 52, Align.RIGHT, kind=Kind.NUMBER),
        Column("count", "问题", 52, Align.RIGHT, kind=Kind.NUMBER),
        Column("stands", "情况", 104, kind=Kind.STATE, mark=stands),
    ),
    unit_word="组",
)


@dataclass(frozen=True)
class Read:
    """The groups, their findings by id, and the units of the rounds looked through, by id with their names in the office's order."""

    asked: Asked
    found: Found
    rows: dict[int, FindingRow]
    units: tuple[tuple[int, str], ...]


class GroupsCard(Card):
    """Rows that ask whether several units' findings are one matter; `drop_asked` tells the proposal, `failed` a refusal."""

    drop_asked = Signal(object, object)
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__("归组", " ")
        self._context = context
        self._asked = Asked()
        self.found: Found | None = None
        self._read: Read | None = None
        self.flush()
        self.table = LedgerTableView(context.theme, TABLE, ticks=False, rows=COMPACT_ROW - 1, prints=False)
        self.table.bar.hide()
        self.table.stretch("name")
        self.members = GroupMembers(context.theme)
        self.split = Split(Qt.Orientation.Horizontal)
        self.least, self.like = QComboBox(), QComboBox()
        self.enter_button, self.drop_button = QPushButton("登记"), QPushButton("不算共性…")
        self.show_button, self.list_button = QPushButton("看这些问题"), QPushButton("负面清单…")
        self.draft_button = QPushButton("起草建议书")
        self.law = QLabel()
        self.law.setProperty("role", "secondary")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look for the groups anew, in the worker: every text of the rounds is read."""
        context = self._context
        self._asked = Asked(context.scope.rounds, int(self.least.currentData()), float(self.like.currentData()))
        work = partial(_read, context.ledger, context.as_of, self._asked)
        context.jobs.start("正在归组", work, done=self._show, failed=self.failed.emit)

    def in_hand(self) -> GroupProposal | None:
        """The group in hand."""
        row = self.table.current_record()
        return None if row is None else row.proposal

    def _show(self, answer: Read) -> None:
        asked, found = answer.asked, answer.found
        if asked != self._asked:
            return
        self.found, self._read = found, answer
        rows = [GroupLine(place, one) for place, one in enumerate(found.proposals, 1)]
        self.table.show_records(rows)
        self.table.bar.hide()
        self.note_label.set_full_text(
            f"{found.looked_through} 条 = 归入 {len(rows)} 组 {found.grouped} 条 + 未归组 {found.apart} 条"
            if rows
            else f"没有 {asked.least_units} 家以上的共性问题。可把“至少”改小。"
        )
        self.split.setVisible(bool(rows))
        self._fit()
        if rows and self.table.current_record() is None:
            self.table.select_id(rows[0].id)
        self._show_members()
        self._guard()

    def _fit(self) -> None:
        """As many rows as the window has room for beside the book below."""
        theme = self._context.theme
        room = (self.window().height() - theme.px(ELSEWHERE)) // theme.px(ROW)
        rows = min(max(len(self.found.proposals) if self.found else 1, LEAST_ROWS), max(room, LEAST_ROWS))
        self.split.setFixedHeight(theme.px(34 + rows * ROW + 6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher window has room for more."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size ask for rows of another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _show_members(self, _row: object = None) -> None:
        proposal, read = self.in_hand(), self._read
        rows = [read.rows[one] for one in proposal.findings if one in read.rows] if proposal and read else []
        self.members.show_group(proposal, rows, read.units if read else ())

    def _guard(self, _row: object = None) -> None:
        """What can be decided about the group in hand, else why not."""
        proposal = self.in_hand()
        reason = self._context.why_not(RECORD_ACTIONS[COMMON_GROUPS.add_right], writes=True)
        reason = reason or ("" if proposal is not None else "没有选定一组")
        record = None if proposal is None else proposal.record
        anew = record is None or (record.state == DROPPED)
        gained = proposal is not None and bool(proposal.gained)
        self.enter_button.setText(
            "登记" if anew or not gained else f"补入 {len(proposal.gained if proposal else ())} 条"
        )
        known = "" if anew or gained else "已经登记"
        for button, why in (
            (self.enter_button, reason or known),
            (self.drop_button, reason or ("" if anew else "已经登记，请在下面的账册里办")),
        ):
            button.setEnabled(not why)
            button.setToolTip(why)
        self.show_button.setEnabled(proposal is not None)
        self.draft_button.setEnabled(not reason)
        self.draft_button.setToolTip(reason or "带上这一组的问题，到文书里选主送、写原因和建议")

    def _enter(self) -> None:
        proposal = self.in_hand()
        if proposal is None:
            return
        if proposal.record is None or proposal.record.state == DROPPED:
            self._context.write(enter, proposal, self._asked, failed=self.failed.emit)
        else:
            self._context.write(take_in, proposal, failed=self.failed.emit)

    def _drop(self) -> None:
        if (proposal := self.in_hand()) is not None:
            self.drop_asked.emit(proposal, self._asked)

    def _open(self) -> None:
        if (proposal := self.in_hand()) is not None:
            title = f"{proposal.group.name} {len(proposal.findings)} 条"
            self._context.open_page("findings", AskFindings(proposal.findings, title))

    def _draft(self) -> None:
        if (proposal := self.in_hand()) is not None:
            kind, words = of_matter(self._context.reader, MATTER), dict.fromkeys(MATTER, proposal.group.name)
            self._context.open_page("letters", {"kind": kind, "finding_ids": proposal.findings, "words": words})

    def _open_one(self, finding: int) -> None:
        self._context.open_page("findings", AskFinding(finding))

    def _connect(self) -> None:
        self.table.current_changed.connect(self._guard)
        self.table.current_changed.connect(self._show_members)
        self.members.opened.connect(self._open_one)
        self.draft_button.clicked.connect(self._draft)
        self.table.activated.connect(lambda _row: self._open())
        self.enter_button.clicked.connect(self._enter)
        self.drop_button.clicked.connect(self._drop)
        self.show_button.clicked.connect(self._open)
        self.list_button.clicked.connect(lambda: NegativeListDialog(self._context, self).exec())
        for choice in (self.least, self.like):
            choice.currentIndexChanged.connect(lambda _place: self.refresh())

    def _lay_out(self) -> None:
        for count in LEAST:
            self.least.addItem(f"至少 {count} 家", count)
        for words, value in LIKE.items():
            self.like.addItem(words, value)
        self.like.setCurrentIndex(len(LIKE) - 1)
        self.head.addWidget(self.least)
        self.head.addWidget(self.like)
        self.law.setText("只作建议；改名、移出、列入负面清单在下面的账册里办。")
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 4, 10, 6)
        foot.addWidget(self.law, 1)
        for button in (self.list_button, self.show_button, self.draft_button, self.drop_button, self.enter_button):
            foot.addWidget(button)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.table)
        self.split.addWidget(self.members)
        self.split.share_out([self._context.theme.px(share) for share in SHARES])
        self.body.addWidget(self.split)
        self.body.addLayout(foot)


def _read(ledger: Ledger, as_of: str, asked: Asked) -> Read:
    reader = ledger.another_reader()
    try:
        found = proposed(reader, as_of, asked)
        ids = tuple(one for proposal in found.proposals for one in proposal.findings)
        rows = list_findings(reader, FindingCriteria(ids=ids, presence="any"), as_of) if ids else ()
        listed = list_findings(reader, FindingCriteria(rounds=asked.rounds), as_of)
        units = units_by_id(reader, {row.unit_id for row in listed}, as_of)
        return Read(
            asked, found, {row.id: row for row in rows}, tuple((one.id, one.short or one.name) for one in units)
        )
    finally:
        reader.close()
