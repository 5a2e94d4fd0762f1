"""月度督办: the letters that the ladder proposes this month, checked and issued in one run with their list; below, the months before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.ledgers.column import Align
from desktop.operations.papers import numbers
from desktop.operations.papers.gathered import Gathered, Request
from desktop.operations.supervision import monthly
from desktop.operations.supervision.board import Board
from desktop.operations.supervision.monthly import Package
from desktop.rules.permissions import Action
from desktop.ui.asks import AskRows
from desktop.ui.context import AppContext
from desktop.ui.dialogs.issue_dialog import IssueDialog
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.grid.proposed_ticks import ProposedTicks
from desktop.ui.pages.supervision.package_table import LACKING, SOUND, TABLE, PackageLine, lines_of, numbered, sent
from desktop.ui.paper_desk import Draft, Issued, PaperDesk, PaperKey, numbers_text, output_folder, paper_key
from desktop.ui.widgets.card import Card, ElidedLabel
from desktop.ui.widgets.figure_cells import Cell, Head, Line, Shown
from desktop.ui.widgets.figure_table import FigureTable

SHOWN_MONTHS = 5
"""Of the history, in rows."""


class PackagePart(QWidget):
    """`issued` hands out what went out, `failed` a known problem."""

    issued = Signal(object)
    failed = Signal(object)
    told = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.desk = PaperDesk(context.ledger)
        self.board: Board | None = None
        self.package = Package((), (), 0)
        self.lines: list[PackageLine] = []
        self._round: tuple[int | None, str] = (None, "")
        self._asked, self._settling, self.checking = 0, False, False
        self._ticks: ProposedTicks[tuple[str, PaperKey]] = ProposedTicks()
        self.sent: Issued | None = None
        theme = context.theme
        self.sum, self.taken = QLabel(), ElidedLabel("", "secondary")
        self.sum.setProperty("role", "strong")
        self.table = LedgerTableView(theme, TABLE, ticks=True, rows=LIST_ROW, prints=False)
        self.table.stretch("why")
        self.leaves = ListVerbs(context, self.table)
        self.mend, self.issue_button = QPushButton("去补缺项"), QPushButton("签发…")
        self.issue_button.setProperty("primary", True)
        self.history = FigureTable(theme, 28, whole_rows=True)
        self.history.setAccessibleName("各月督办")
        self._lay_out()
        self.table.ticks_changed.connect(self._ticked)
        self.table.current_changed.connect(self._judge)
        self.mend.clicked.connect(self._mend)
        self.issue_button.clicked.connect(self.issue)
        self.history.asked.connect(self._open_letters)

    def show_board(self, board: Board, round_id: int | None, round_name: str) -> None:
        """Ask the worker for the letters of a board; what was just issued stays in sight."""
        if round_id != self._round[0]:
            self._ticks.forget()
        self.board, self._round = board, (round_id, round_name)
        self.package = monthly.package(board)
        self._show_history(board)
        if self.sent is not None:
            return
        self._asked += 1
        self.checking = True
        self.table.set_empty_state("正在核对，核对完列在这里。")
        self._tell()
        context = self.context
        switches = context.switches
        requests = [
            Request(
                kind, context.today, switches.as_of, round_id, units, basis_name=context.basis.name,
                known_at=switches.as_of if switches.known and context.is_back else None, actor=context.actor,
            )
            for kind, units in self.package.letters
        ]  # fmt: skip
        work = partial(self._checked_in_worker, self._asked, requests)
        context.jobs.start("正在核对督办包", work, done=self._checked, failed=self._failed)

    def begin_anew(self) -> None:
        """What was issued is done with: the next package is asked for."""
        self.sent = None

    def chosen(self) -> list[PackageLine]:
        """The ticked letters that may be issued."""
        return [line for line in self.lines if line.id in self.table.model.ticked and line.state != LACKING]

    def status_texts(self) -> tuple[str, ...]:
        """本月督办包 5 份 · 可签发 5"""
        sound = sum(line.state == SOUND for line in self.lines)
        return (f"本月督办包 {len(self.lines)} 份", f"可签发 {sound}", f"待处理 {len(self.lines) - sound}")

    def issue(self) -> None:
        """Ask once, with all numbers; then all letters and their list, or nothing."""
        chosen = self.chosen()
        if not chosen or self.checking or self.context.why_not(Action.ISSUE, writes=True):
            return
        kinds = self._by_kind(chosen)
        spans = zip(kinds, self._spans(kinds), strict=True)
        told = "，".join(f"{kind[0].paper} {len(kind)} 份（{span}）" for kind, span in spans)
        sentence = f"将签发本月督办包 {len(chosen)} 份：{told}；随附督办清单 1 份。"
        left = [line.unit for line in self.lines if line.state == LACKING]
        notes = (
            (f"{'、'.join(left[:3])}{'等' if len(left) > 3 else ''} {len(left)} 份缺项，不签发、不占号。",)
            if left
            else ()
        )
        dialog = IssueDialog(self.context, sentence, len(chosen), notes, self, numbered=False)
        if dialog.exec():
            batches = [[line.draft.gathered for line in kind] for kind in kinds]
            self._issue(batches, dialog.typed_purpose())
        dialog.deleteLater()

    # -- inside

    def _checked_in_worker(self, asked: int, requests: Sequence[Request]) -> tuple[int, list[Draft], list[str]]:
        """The letters of every kind; a kind that cannot be made is told and holds no other one up."""
        drafts: list[Draft] = []
        refused: list[str] = []
        for request in requests:
            try:
                drafts += self.desk.check(request)
            except KnownError as error:
                refused.append(str(error))
        return asked, drafts, refused

    def _checked(self, answer: tuple[int, list[Draft], list[str]]) -> None:
        asked, drafts, refused = answer
        if asked != self._asked or self.board is None:
            return
        self.checking = False
        self.lines = lines_of(self.board, drafts)
        told = "；".join(dict.fromkeys(refused))
        self.table.set_empty_state(told or "本月没有要出的函：没有逾期未催的，也没有逾期未回的。")
        if told:
            self.failed.emit(KnownError(told))
        able = self._able()
        wanted = self._ticks.of(able.values(), {able[line.id] for line in self.lines if line.state == SOUND})
        self.table.model.ticked = {one for one, key in able.items() if key in wanted}
        self._renumber()

    def _able(self) -> dict[int, tuple[str, PaperKey]]:
        """The letters that may go out, each with what it is known by at the next check."""
        return {
            line.id: (line.draft.gathered.kind, paper_key(line.draft.gathered))
            for line in self.lines
            if line.state != LACKING
        }

    def _failed(self, error: KnownError) -> None:
        self.checking, self.lines = False, []
        self.table.set_empty_state(str(error))
        self._renumber()

    def _ticked(self) -> None:
        if self._settling:
            return
        self._settling = True
        if blocked := [line.id for line in self.lines if line.state == LACKING and line.id in self.table.model.ticked]:
            self.table.model.tick(blocked, False)
            self.context.notify("缺项的文书不能签发，不占号。请先补齐。")
        able = self._able()
        self._ticks.note(able.values(), {key for one, key in able.items() if one in self.table.model.ticked})
        self._renumber()
        self._settling = False

    def _renumber(self) -> None:
        own: dict[int, str] = {}
        kinds = self._by_kind(self.chosen())
        for kind, taken in zip(kinds, self._taken(kinds), strict=True):
            own |= {line.id: number.text or "不编文号" for line, number in zip(kind, taken, strict=True)}
        self.lines = numbered(self.lines, own)
        self.table.show_records(self.lines)
        self._tell()

    def _by_kind(self, lines: Sequence[PackageLine]) -> list[list[PackageLine]]:
        kinds: dict[str, list[PackageLine]] = {}
        for line in lines:
            kinds.setdefault(line.draft.gathered.kind, []).append(line)
        return list(kinds.values())

    def _taken(self, kinds: Sequence[Sequence[PackageLine]]) -> list[list[numbers.DocumentNumber]]:
        """The numbers that the letters of each kind would take; kinds of one series take theirs one after the other."""
        wanted = [(kind[0].draft.gathered.series, len(kind)) for kind in kinds]
        return numbers.next_of_each(self.context.reader, wanted, self.context.today.year)

    def _spans(self, kinds: Sequence[Sequence[PackageLine]]) -> list[str]:
        return [
            numbers_text(taken[0].pattern, taken[0].year or 0, [one.seq or 0 for one in taken])
            if taken[0].text
            else "不编文号"
            for taken in self._taken(kinds)
        ]

    def _tell(self) -> None:
        chosen = self.chosen() if not self.checking and self.sent is None else []
        if self.sent is None:
            self.sum.setText(f"{self.package.sentence}；拟签发 {len(chosen)} 份")
            spans = "；".join(self._spans(self._by_kind(chosen)))
            self.taken.set_full_text(f"占用 {spans}，随附督办清单" if spans else "没有勾选可以签发的文书，不占号")
        self.issue_button.setText(f"签发 {len(chosen)} 份…" if chosen else "签发…")
        self._judge()
        self.told.emit()

    def _judge(self, _line: object = None) -> None:
        reason = self.context.why_not(Action.ISSUE, writes=True) or ("正在核对，核对完再签发" if self.checking else "")
        ready = bool(self.chosen()) and self.sent is None
        self.issue_button.setEnabled(ready and not reason)
        self.issue_button.setToolTip(reason or ("" if ready else "没有勾选可以签发的文书"))
        line = self.table.current_record()
        self.mend.setEnabled(line is not None and self.sent is None)
        self.mend.setText("去补缺项" if line is not None and line.state == LACKING else "看这一份")

    def _mend(self) -> None:
        """The letter in hand in 文书, where its text is read and what it lacks is filled in."""
        line = self.table.current_record()
        if line is not None:
            one = line.draft.gathered
            self.context.open_page("letters", {"kind": one.kind, "unit_ids": [one.unit_id]})

    def _issue(self, batches: list[list[Gathered]], purpose: str) -> None:
        self.issue_button.setEnabled(False)
        today, (_round, name) = self.context.today, self._round
        folder = output_folder(
            self.context.settings.output_folder, self.context.ledger, f"{today.year}年{today.month}月督办包"
        )
        work = partial(self._issued_in_worker, batches, folder, name, purpose)
        self.context.jobs.start("正在签发督办包", work, done=self._issued, failed=self._refused)

    def _issued_in_worker(self, batches: list[list[Gathered]], folder: Path, name: str, purpose: str) -> Issued:
        return self.desk.issue_package(self.context.ledger, self.context.actor, batches, folder, name, purpose)

    def _issued(self, result: Issued) -> None:
        self.sent = result
        self._ticks.forget()
        self.table.model.ticked = set()
        made = {(one.addressee, one.title): one.number or one.title for one in result.made}
        self.lines = [sent(line, made.get((line.unit, line.draft.shown_title), "")) for line in self.lines]
        self.table.show_records(self.lines)
        listed = result.listed.name if result.listed is not None else "没有写成"
        self.sum.setText(f"已签发 {len(result.made)} 份")
        self.taken.set_full_text(f"文件在 {result.folder}，督办清单 {listed}")
        self.context.announce(result)
        if result.unlisted:
            told = f"{len(result.made)} 份文书已经签发并登记，只是督办清单没有写成：{result.unlisted}"
            self.failed.emit(KnownError(f"{told}请不要再次签发，在督办列表中打印清单即可。"))
        self._tell()
        self.issued.emit(result)

    def _refused(self, error: KnownError) -> None:
        self.failed.emit(error)
        self._judge()

    def _show_history(self, board: Board) -> None:
        kinds = [kind for kind in board.titles if any(one.letters[kind] for one in monthly.months(board))]
        heads = [
            Head("月份", 96),
            *(Head(board.titles[kind], 104, Align.RIGHT) for kind in kinds),
            Head("合计", 60, Align.RIGHT),
            Head("已回", 60, Align.RIGHT),
            Head("逾期未回", 76, Align.RIGHT),
            Head("电话、上门等", 100, Align.RIGHT),
            Head(""),
        ]
        lines = []
        for one in monthly.months(board):
            word = f"{one.month[:4]}年{int(one.month[5:])}月"
            asked = AskRows("letter", one.ids, f"{word}督办文书 {len(one.ids)} 件") if one.ids else None
            called = AskRows("chase", one.call_ids, f"{word}催办 {one.calls} 次") if one.calls else None
            counts = [Cell(str(one.letters[kind] or "·"), light=not one.letters[kind]) for kind in kinds]
            lines.append(
                Line(
                    (
                        Cell(word), *counts, Cell(str(len(one.ids)), opens=asked), Cell(str(one.answered)),
                        Cell(str(one.late or "·"), light=not one.late), Cell(str(one.calls or "·"), opens=called, light=not one.calls), Cell(),
                    )
                )
            )  # fmt: skip
        self.history.show_table(Shown(tuple(heads), tuple(lines)))

    def _open_letters(self, asked: Any) -> None:
        self.context.open_page("letters" if asked.book == "letter" else "chasing", asked)

    def _lay_out(self) -> None:
        px = self.context.theme.px
        top = Card("本月督办包", "一家一份，按催办阶梯；勾选的一次签发，随附督办清单").flush()
        top.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 8)
        foot.addWidget(self.sum)
        foot.addWidget(self.taken, 1)
        foot.addWidget(self.mend)
        foot.addWidget(self.issue_button)
        top.body.addLayout(foot)
        below = Card("各月督办", "签发的督办文书和催办记录，数字点开").flush()
        below.body.addWidget(self.history)
        below.setFixedHeight(px(40 + 30 + 28 * SHOWN_MONTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(top, 1)
        layout.addWidget(below)
