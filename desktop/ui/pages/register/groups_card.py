"""共性问题 → 建议书: the groups, the findings of the one in hand, and the letter as it reads with what is ticked (page 14).

The program proposes, the clerk decides; what is decided stays with the findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.rounds import rounds as all_rounds
from desktop.errors import KnownError
from desktop.ledgers.long_list import Made
from desktop.ledgers.recommendations import COMMON_GROUPS
from desktop.operations.records.group_proposals import (
    DROPPED,
    Asked,
    Found,
    GroupProposal,
    enter,
    move_out,
    take_in,
)
from desktop.rules.common_findings import LIKENESS, LIKENESSES
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskFinding, AskFindings
from desktop.ui.context import AppContext
from desktop.ui.pages.register.group_list import GroupList
from desktop.ui.pages.register.group_members import GroupMembers
from desktop.ui.pages.register.groups_read import Read, read_groups
from desktop.ui.pages.register.letter_draft import LetterDraft, Matter
from desktop.ui.pages.register.letters_strip import LettersStrip
from desktop.ui.pages.register.regroup_dialogs import MergeGroupDialog, RenameGroupDialog
from desktop.ui.widgets.card import Card, ElidedLabel, EmptyState
from desktop.ui.widgets.split import Split

SHARES = (424, 388, 412)
"""Of the groups, the findings of the one in hand, and the letter, in px at 100 %."""
NONE = "没有 {} 家以上的共性问题。"
SHOW, FEWER, OUT = "看这些问题 ›", "不足 {} 家的组 ›", "移出本组"
LEAST = (3, 2, 4, 5, 8)
CHOSEN, TERM, EVER = "所选轮次", "本届", "历届"


class GroupsCard(QWidget):
    """Asks whether several units' findings are one matter; `drop_asked` tells the proposal, `failed` a refusal, `changed` other groups."""

    drop_asked = Signal(object, object)
    dropped_asked = Signal()
    changed = Signal()
    failed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._asked = Asked()
        self.found: Found | None = None
        self._read: Read | None = None
        self._left_out: set[int] = set()
        """Findings whose box is not ticked: they stay in their group, and are not named in the letter."""
        self.left = Card("共性问题", " ", "归组用的词…")
        self.note_label, self.law = ElidedLabel(), QLabel(wordWrap=True)
        self.table, self.empty = GroupList(context.theme), EmptyState(context.theme)
        self.empty.make_plain()  # the letter beside it has the dark one
        self.members = GroupMembers(context.theme)
        self.letter, self.strip = LetterDraft(context), LettersStrip(context)
        self.reach, self.least, self.like = QComboBox(), QComboBox(), QComboBox()
        self.enter_button, self.drop_button, self.out_button = (
            QPushButton("登记"),
            QPushButton("不算共性…"),
            QPushButton(OUT),
        )
        self.show_button, self.few_button, self.dropped_button = (
            QPushButton(SHOW),
            QPushButton(FEWER.format(min(LEAST))),
            QPushButton("不算共性的组 ›"),
        )
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Look for the groups anew, beside what is entered: every text of the rounds is read."""
        context = self._context
        self._asked = Asked(self._rounds(), int(self.least.currentData()), float(self.like.currentData()))
        work = partial(read_groups, context.ledger, context.as_of, self._asked)
        context.beside.start("正在归组", work, done=self._show, failed=self.failed.emit)
        self.letter.refresh()
        self.strip.refresh()

    def zones(self) -> tuple[QWidget, ...]:
        """Groups, their findings, the letter, the register."""
        return (self.table, self.members.table, self.letter.addressee, self.strip.table.grid)

    def in_hand(self) -> GroupProposal | None:
        """The group in hand."""
        card = self.table.current_record()
        return None if card is None else card.proposal

    def rename(self) -> None:
        """改名, F2"""
        if (proposal := self.in_hand()) is not None and self._may():
            self._ask(RenameGroupDialog(self._context, proposal, self._told, self))

    def merge(self) -> None:
        """并组…"""
        proposal = self.in_hand()
        others = [one.proposal for one in self.table.records() if one.proposal is not proposal]
        if proposal is None or self._read is None or not self._may():
            return
        if not others:
            self.failed.emit(KnownError("只有这一组，没有可以并入的组。可把“至少”改小再找。"))
            return
        self._ask(MergeGroupDialog(self._context, proposal, others, self._told, self._read.rows, self))

    def move_out(self) -> None:
        """移出本组, Ctrl+Del: the findings whose box is not ticked, else the one in hand."""
        proposal, out = self.in_hand(), self._out()
        if proposal is not None and out and self._may():
            self._context.write(move_out, proposal, self._told, out, done=self._moved_out, failed=self.failed.emit)

    # -- what is shown

    def _show(self, answer: Read) -> None:
        asked, found, former = answer.asked, answer.found, self._read
        if asked != self._asked:
            return
        self.found, self._read = found, answer
        self.letter.kind = answer.letter_kind
        with QSignalBlocker(self.table):  # what is in hand is shown below
            self.table.show_cards(answer.cards)
        count = len(found.proposals)
        self.left.note_label.set_full_text(f"{count} 组 {found.grouped} 条")
        self.note_label.set_full_text(
            f"{found.looked_through} 条 = 归入 {count} 组 {found.grouped} 条 + 未归组 {found.apart} 条{_moved(former, answer)}"
        )
        least, fewer = min(LEAST), asked.least_units > min(LEAST)
        self.empty.show_text(NONE.format(asked.least_units), f"改为 {least} 家" if fewer else "", self._fewer)
        self.table.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.few_button.setText(FEWER.format(asked.least_units))
        self.few_button.setVisible(fewer)
        self._turned()
        self.changed.emit()

    def _turned(self) -> None:
        """Another group is in hand, or a box was turned."""
        self._show_members()
        self._draft()
        self._guard()

    def _show_members(self) -> None:
        card, read = self.table.current_record(), self._read
        if card is None or read is None:
            self.members.show_group(None, {})
        else:
            self.members.show_group(card.proposal, read.rows, read.same[card.id - 1], self._left_out)

    def _draft(self) -> None:
        """The letter of the ticked groups, else of the one in hand, with their ticked findings."""
        read, card = self._read, self.table.current_record()
        cards = self.table.ticked() or ([card] if card is not None else [])
        if read is None:
            return
        named = [[each for each in one.proposal.findings if each not in self._left_out] for one in cards]
        matters = [Matter(one.name, Made(each, read.rows.__getitem__)) for one, each in zip(cards, named, strict=True)]
        addressees = [read.pasts[one.id - 1].addressee for one in cards]
        self.letter.show_matters(matters, next((one for one in addressees if one is not None), None))

    def _out(self) -> set[int]:
        """What 移出本组 takes out of the group in hand."""
        proposal, key = self.in_hand(), self.members.table.current_key()
        unticked = self._left_out.intersection(proposal.findings) if proposal is not None else set()
        return unticked or ({key} if proposal is not None and key in proposal.findings else set())

    def _guard(self) -> None:
        """What can be decided about the group in hand, else why not."""
        proposal = self.in_hand()
        reason = self._why_not() or ("" if proposal is not None else "没有选定一组")
        record = None if proposal is None else proposal.record
        anew = record is None or (record.state == DROPPED)
        gained = proposal is not None and bool(proposal.gained)
        self.enter_button.setText(
            "登记" if anew or not gained else f"补入 {len(proposal.gained if proposal else ())} 条"
        )
        known, out = "" if anew or gained else "已经登记", self._out()
        unticked = bool(proposal is not None and self._left_out.intersection(proposal.findings))
        self.out_button.setText(f"移出未勾的 {len(out)} 条" if unticked else OUT)
        self.show_button.setText(f"看这 {len(proposal.findings)} 条 ›" if proposal is not None else SHOW)
        self.show_button.setEnabled(proposal is not None)
        for button, why, tip in (
            (self.enter_button, reason or known, "登记为共性问题，再列入负面清单"),
            (self.drop_button, reason or ("" if anew else "已经登记，请在“负面清单”页签里办"), ""),
            (self.out_button, reason or ("" if out else "没有选定问题"), "Ctrl+Del，移出的以后不再归入这一组"),
            (self.members.rename_button, reason, "F2，名称跟着组内问题走"),
            (self.members.merge_button, reason, "把另一组并入这一组"),
        ):
            button.setEnabled(not why)
            button.setToolTip(why or tip)

    # -- the verbs

    @property
    def _told(self) -> Asked:
        """By which switches the groups in sight were found: others may be asked for already."""
        return self._read.asked if self._read is not None else self._asked

    def _why_not(self) -> str:
        return self._context.why_not(RECORD_ACTIONS[COMMON_GROUPS.add_right], writes=True)

    def _may(self) -> bool:
        reason = self._why_not()
        if reason:
            self.failed.emit(KnownError(f"{reason}。"))
        return not reason

    def _ask(self, dialog: RenameGroupDialog | MergeGroupDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def _moved_out(self, _changes: object) -> None:
        self._context.notify("已移出，以后不再归入这一组。按 Ctrl+Z 撤销。")

    def _enter(self) -> None:
        proposal = self.in_hand()
        if proposal is None:
            return
        if proposal.record is None or proposal.record.state == DROPPED:
            self._context.write(enter, proposal, self._told, failed=self.failed.emit)
        else:
            self._context.write(take_in, proposal, failed=self.failed.emit)

    def _drop(self) -> None:
        if (proposal := self.in_hand()) is not None:
            self.drop_asked.emit(proposal, self._told)

    def _open(self) -> None:
        if (proposal := self.in_hand()) is not None:
            title = f"{proposal.group.name} {len(proposal.findings)} 条"
            self._context.open_page("findings", AskFindings(proposal.findings, title))

    def _open_one(self, finding: int) -> None:
        self._context.open_page("findings", AskFinding(finding))

    def _toggle(self, finding: int) -> None:
        """A finding is named in the letter, or no longer."""
        self._left_out ^= {finding}
        self._turned()

    def _fewer(self) -> None:
        self.least.setCurrentIndex(self.least.findData(min(LEAST)))

    def _rounds(self) -> tuple[int, ...]:
        """The rounds that are looked through; none stands for all."""
        chosen, reach = self._context.scope.rounds, self.reach.currentData()
        if reach == EVER or not chosen:
            return ()
        if reach == CHOSEN:
            return chosen
        rounds = all_rounds(self._context.reader)
        terms = {one.term_id for one in rounds if one.id in chosen}
        return tuple(one.id for one in rounds if one.term_id in terms)

    # -- inside

    def _connect(self) -> None:
        self.table.current_changed.connect(self._turned)
        self.table.ticks_changed.connect(self._turned)
        self.table.opened.connect(self._open)
        self.members.opened.connect(self._open_one)
        self.members.toggled.connect(self._toggle)
        self.members.table.current_changed.connect(self._guard)
        for button, slot in (
            (self.enter_button, self._enter),
            (self.drop_button, self._drop),
            (self.out_button, self.move_out),
            (self.show_button, self._open),
            (self.few_button, self._fewer),
            (self.dropped_button, self.dropped_asked.emit),
            (self.members.rename_button, self.rename),
            (self.members.merge_button, self.merge),
        ):
            button.clicked.connect(slot)
        for part in (self.letter, self.strip):
            part.failed.connect(self.failed)
        for choice in (self.reach, self.least, self.like):
            choice.currentIndexChanged.connect(lambda _place: self.refresh())
        for key, slot in (("F2", self.rename), ("Ctrl+S", self.letter.keep)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        for words in (CHOSEN, TERM, EVER):
            self.reach.addItem(words, words)
        for count in LEAST:
            self.least.addItem(f"至少 {count} 家", count)
        for words, value in LIKENESSES.items():
            self.like.addItem(f"相似 {words}", value)
        self.like.setCurrentIndex(self.like.findData(LIKENESS))
        self.like.setToolTip("事项词认得出的按事项归组；认不出事项的问题，文字相似到这个程度才归到一起")
        self._lay_out_left()
        for button in (self.enter_button, self.out_button, self.drop_button):
            self.members.foot.addWidget(button)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.setChildrenCollapsible(False)
        for part in (self.left, self.members, self.letter):
            split.addWidget(part)
        split.share_out([self._context.theme.px(share) for share in SHARES])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(split, 1)
        column.addWidget(self.strip)

    def _lay_out_left(self) -> None:
        switches, links, foot = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        switches.setContentsMargins(12, 6, 10, 6)
        switches.setSpacing(8)
        for choice in (self.reach, self.least, self.like):
            switches.addWidget(choice)
        switches.addStretch(1)
        self.left.flush()
        self.left.body.setSpacing(0)
        self.left.body.addLayout(switches)
        self.left.body.addWidget(self.table, 1)
        self.empty.hide()
        self.left.body.addWidget(self.empty, 1)
        foot.setContentsMargins(13, 6, 10, 8)
        foot.setSpacing(2)
        foot.addWidget(self.note_label)
        for button in (self.few_button, self.dropped_button, self.show_button):
            button.setProperty("link", True)
            links.addWidget(button)
        links.addStretch(1)
        foot.addLayout(links)
        self.left.body.addLayout(foot)


def _moved(former: Read | None, now: Read) -> str:
    """；3 条改到别的组: what a switch put elsewhere, of what is in a group both times and nobody decided about."""
    if former is None or former.asked == now.asked:
        return ""
    was, stays = _places(former.found.proposals), _places(now.found.proposals)
    moved = sum(name != stays[one] for one, name in was.items() if one in stays)
    return f"；{moved} 条改到别的组" if moved else ""


def _places(proposals: Sequence[GroupProposal]) -> dict[int, str]:
    return {finding: one.group.name for one in proposals for finding in one.findings}
