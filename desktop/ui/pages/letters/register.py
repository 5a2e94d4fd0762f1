"""发文登记: every paper with its number, receipt and reply; what stands behind its figures; the identical file again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from db.queries import letters as letter_queries
from db.queries import papers
from db.records import LetterRow
from db.store import Ledger
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.book_table import table_from
from desktop.ledgers.column import LedgerTable, Mark, Shape, Tone
from desktop.ledgers.letters import LETTER_BOOK
from desktop.ledgers.ways_out import PAPER_COPY, PAPER_OPENED, PAPER_PRINT, WayOut
from desktop.operations.change import Changes
from desktop.operations.outgoing import Asked
from desktop.operations.papers import catalogue, numbers
from desktop.rules.permissions import Action, Actor
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.dialogs.save_out_dialog import PrintOutDialog, SaveFolderDialog
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.page import Page
from desktop.ui.pages.letters.letter_detail import LetterDetail
from desktop.ui.pages.letters.letter_dialogs import (
    EarlyReplyDialog,
    LetterEventDialog,
    ReserveDialog,
    SentPaperDialog,
    VoidDialog,
)
from desktop.ui.paper_desk import PaperDesk, output_folder
from desktop.ui.widgets.ask_band import AskBand
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.properties import named
from desktop.ui.widgets.split import Split

CLOSE = 7


def letter_mark(letter: LetterRow, today: date) -> Mark:
    """作废, 已回复, ▲ 逾期未回复, ◆ 剩 3 天回复, 已签收 or 未签收."""
    if letter.state == "void":
        return Mark(Shape.CROSS, "已作废", tooltip=letter.note)
    if letter.replied_on:
        return Mark(Shape.CHECK, "已回复", Tone.GREEN)
    if letter.reply_by:
        left = (date.fromisoformat(letter.reply_by) - today).days
        if left < 0:
            return Mark(Shape.TRIANGLE, f"回复逾期 {-left} 天", Tone.RED)
        shape, tone = (Shape.DIAMOND, Tone.AMBER) if left <= CLOSE else (Shape.DIAMOND_OUTLINE, Tone.PLAIN)
        return Mark(shape, f"剩 {left} 天回复" if left else "今天应回复", tone)
    if letter.received_on:
        return Mark(Shape.CHECK, "已签收", Tone.GREEN)
    return Mark(Shape.EMPTY, "已发出") if letter.origin == "registered" else Mark(Shape.EMPTY, "未签收")


def letters_table(today: date, titles: Mapping[str, str]) -> LedgerTable:
    """The register as a table; the marks count from today, kinds are shown by their titles."""
    table = table_from(LETTER_BOOK, frozen=1, marks={"state": partial(letter_mark, today=today)})

    def title(kind: str) -> str:
        return titles.get(kind, kind)

    columns = [replace(one, show=title) if one.field == "kind" else one for one in table.columns]
    return replace(table, columns=tuple(columns))


class RegisterTab(QWidget):
    """Left the register, right the paper in hand."""

    changed = Signal()

    def __init__(self, page: Page, desk: PaperDesk) -> None:
        super().__init__()
        self.page, self.context, self.desk = page, page.context, desk
        theme = self.context.theme
        self.table = LedgerTableView(
            theme, letters_table(self.context.today, catalogue.titles(self.context.reader)), ticks=False, rows=LIST_ROW
        )
        ListVerbs(self.context, self.table)
        self.table.stretch("addressee")
        self.table.set_empty_state("还没有发文。可以批量出文，也可以补登以前发出的文书。", "补登…", self.register_sent)
        self.detail = LetterDetail(page)
        self.gaps = ElidedLabel("", "secondary")
        self.ask_band = AskBand("回到发文登记")
        self._only: frozenset[int] = frozenset()
        self.ask_band.left.connect(self.show_all)
        self._build()
        self.table.current_changed.connect(self._show)
        self.table.scope_changed.connect(self.changed)

    def refresh(self) -> None:
        """Read the register again."""
        rows = letter_queries.letters(self.context.reader, until=self.context.until)
        self.table.show_records([row for row in rows if not self._only or row.id in self._only], first=True)
        self.table.model.when_settled(self._stand)
        told = self.gap_text()
        self.gaps.set_full_text(told or "文号连续，没有空号。")
        self.gaps.setProperty("tone", "amber" if told else "")
        self.gaps.style().polish(self.gaps)
        self.changed.emit()

    def _stand(self) -> None:
        self._show(self.table.current_record())

    def show_only(self, ids: Sequence[int], title: str) -> None:
        """Some letters and no others, until the clerk goes back to the whole register."""
        self._only = frozenset(ids)
        self.ask_band.say(title)
        self.refresh()

    def show_all(self) -> None:
        """The whole register again."""
        self._only = frozenset()
        self.ask_band.hide()
        self.refresh()

    def gap_text(self) -> str:
        """Numbers below the last one that no paper bears, kind by kind."""
        year, told = self.context.today.year, []
        for recipe in catalogue.recipes(self.context.reader):
            missing = numbers.gaps(self.context.reader, recipe.kind, year)
            if missing:
                pattern = numbers.pattern_for(self.context.reader, recipe.kind)
                listed = "、".join(map(str, missing[:8])) + ("等" if len(missing) > 8 else "")
                told.append(pattern.replace("{年}", str(year)).replace("{号}", f" {listed} "))
        return f"空号（程序不自动补用）：{'；'.join(told)}" if told else ""

    def status_texts(self) -> Sequence[str]:
        """How many, how many wait for a reply."""
        day = self.context.as_of
        waiting = letter_queries.unanswered(self.context.reader, day)
        late = sum((letter.reply_by or "") < day for letter in waiting)
        texts = (f"发文 {self.table.scope_text()}", f"待回复 {len(waiting)}", f"回复逾期 {late}")
        early = [one.letter_number for one in papers.early_replies(self.context.reader)]
        return (*texts, f"先到的回复 {len(early)}：{'、'.join(early[:3])}") if early else texts

    def zones(self) -> Sequence[QWidget]:
        """Register, paper."""
        return (self.table.grid, self.detail.events)

    # -- verbs

    def letter(self) -> LetterRow | None:
        """The paper in hand."""
        found: LetterRow | None = self.table.current_record()
        return found

    def log(self, kind: str) -> None:
        """登记签收, 回复, 送出."""
        letter = self.letter()
        if letter is not None:
            dialog = LetterEventDialog(self.context, letter, kind, self)
            if dialog.exec():
                self.page.say("已登记。")
            dialog.deleteLater()

    def early_reply(self) -> None:
        """登记先到的回复: its paper is not in the register yet."""
        dialog = EarlyReplyDialog(self.context, self)
        if dialog.exec():
            self.page.say("已登记，文书登记后自动对应。")
        dialog.deleteLater()

    def void(self) -> None:
        """作废: the paper keeps its number and its place."""
        letter = self.letter()
        if letter is not None:
            dialog = VoidDialog(self.context, letter, self)
            if dialog.exec():
                self.page.say(f"{letter.number or letter.title} 已作废，号不再用。")
            dialog.deleteLater()

    def register_sent(self) -> None:
        """补登: what went out without the program."""
        dialog = SentPaperDialog(self.context, catalogue.titles(self.context.reader), self)
        if dialog.exec():
            self.page.say("已补登。")
        dialog.deleteLater()

    def reserve(self) -> None:
        """预留号段 for another desk."""
        dialog = ReserveDialog(
            self.context, {recipe.kind: recipe.title for recipe in catalogue.recipes(self.context.reader)}, self
        )
        if dialog.exec():
            self.page.say("已预留号段，程序编号时跳过。")
        dialog.deleteLater()

    def reprint(self) -> None:
        """重打: the frozen file, byte for byte, to the printer; how many and what for is asked once."""
        letter = self.letter()
        if letter is None:
            return
        name = f"{letter.title}（{letter.number}）" if letter.number else letter.title
        dialog = PrintOutDialog(self.context, PAPER_PRINT, name, letter.classification, self)
        if dialog.exec():
            self.print_out(dialog.fields.asked(), dialog.copies.value())
        dialog.deleteLater()

    def print_out(self, asked: Asked = Asked(), copies: int = 1) -> None:
        """Enter the print, then hand the file to the office program."""
        self._with_frozen_file("正在取定稿打印", self._folder(), self._printed, PAPER_PRINT, asked, copies)

    def save_copy(self) -> None:
        """另存定稿: the identical file, to a folder that the clerk chooses."""
        letter = self.letter()
        if letter is None:
            return
        dialog = SaveFolderDialog(self.context, PAPER_COPY, self._folder(), self)
        if dialog.exec():
            self.save_to(dialog.folder, dialog.fields.asked())
        dialog.deleteLater()

    def save_to(self, folder: Path, asked: Asked = Asked()) -> None:
        """Write the frozen file there."""
        self._with_frozen_file("正在取定稿", folder, self._saved, PAPER_COPY, asked)

    def open_file(self) -> None:
        """Open the frozen file in the office program."""
        self._with_frozen_file("正在打开定稿", self._folder(), self._opened, PAPER_OPENED)

    def _with_frozen_file(
        self,
        label: str,
        folder: Path,
        done: Callable[[Path], None],
        way: WayOut,
        asked: Asked = Asked(),
        copies: int = 1,
    ) -> None:
        letter = self.letter()
        if letter is not None:
            self.context.put_out(
                _handed_out,
                letter.id,
                folder,
                way,
                asked,
                copies,
                label=label,
                done=partial(_with_path, done),
                failed=self.page.show_error,
            )

    def _folder(self) -> Path:
        return output_folder(self.context.settings.output_folder, self.context.ledger, "重打")

    def _saved(self, path: Path) -> None:
        self.page.say(f"已存：{path}（与签发时逐字节一致）")

    def _opened(self, path: Path) -> None:
        self.page.say(office_of_this_pc().open_files([path]).message)

    def _printed(self, path: Path) -> None:
        self.page.say(office_of_this_pc().print_files([path]).message)

    def _show(self, letter: LetterRow | None) -> None:
        self.detail.show_letter(letter)
        reason = self.context.why_not(Action.LOG_LETTER, writes=True)
        for button in (self.receipt_button, self.reply_button, self.sent_button):
            button.setEnabled(letter is not None and letter.state != "void" and not reason)
            button.setToolTip(reason)
        refused = self.context.why_not(Action.REGISTER_LETTER, writes=True)
        self.void_button.setEnabled(letter is not None and letter.state != "void" and not refused)
        self.void_button.setToolTip(refused)
        kept = letter is not None and bool(letter.sha256)
        for button in (self.reprint_button, self.open_button, self.save_button):
            button.setEnabled(kept)
            button.setToolTip("" if kept else "这件文书没有留存文件")

    # -- building

    def _build(self) -> None:
        left = Card().flush()
        left.body.setSpacing(0)
        left.body.addWidget(self.ask_band)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self._foot())
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.detail)
        split = Split(Qt.Orientation.Horizontal)
        split.setHandleWidth(8)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.share_out([self.context.theme.px(862), self.context.theme.px(346)])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _foot(self) -> QWidget:
        foot = named(QWidget(), "foot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(12, 6, 10, 6)
        rows.setSpacing(4)
        rows.addWidget(self.gaps)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.receipt_button, self.reply_button = QPushButton("登记签收…"), QPushButton("登记回复…")
        self.sent_button, self.void_button = QPushButton("登记送出…"), QPushButton("作废…")
        self.reprint_button, self.open_button = QPushButton("重打"), QPushButton("打开定稿")
        self.save_button = QPushButton("另存定稿…")
        self.late_button, self.reserve_button = QPushButton("补登…"), QPushButton("预留号段…")
        self.early_button = QPushButton("先到的回复…")
        self.early_button.setToolTip("回复已到、文书还没有登记")
        self.void_button.setProperty("danger", True)
        for button, slot in (
            (self.receipt_button, partial(self.log, "receipt")),
            (self.reply_button, partial(self.log, "reply")),
            (self.sent_button, partial(self.log, "sent")),
            (self.reprint_button, self.reprint),
            (self.open_button, self.open_file),
            (self.save_button, self.save_copy),
            (self.void_button, self.void),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        for button, slot in (
            (self.early_button, self.early_reply),
            (self.reserve_button, self.reserve),
            (self.late_button, self.register_sent),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        self.page.guard(self.early_button, action=Action.LOG_LETTER, writes=True)
        self.page.guard(self.late_button, action=Action.REGISTER_LETTER, writes=True)
        self.page.guard(self.reserve_button, action=Action.ISSUE, writes=True)
        rows.addLayout(row)
        return foot


def _with_path(done: Callable[[Path], None], made: tuple[Path, Changes]) -> None:
    done(made[0])


def _handed_out(ledger: Ledger, actor: Actor, *said: Any) -> tuple[Path, Changes]:
    from desktop.operations.papers.handing_out import hand_out  # brings Word's libraries along

    return hand_out(ledger, actor, *said)
