"""回收表: books go out to the units, come back, are looked at beside the ledger, and enter as one step (ux/pages.md §21)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from db.queries import return_books, rounds
from desktop.errors import KnownError
from desktop.host.printing import office_of_this_pc
from desktop.ledgers.ways_out import ANNOTATED_COPY
from desktop.operations.papers import unanswered
from desktop.operations.return_book import annotating, entering
from desktop.operations.return_book.board import BoardLine, board
from desktop.operations.return_book.entering import Merge
from desktop.operations.return_book.merge_lines import law
from desktop.operations.return_book.packages import units_with_open_findings
from desktop.operations.return_book.receiving import Picks
from desktop.rules.permissions import Action
from desktop.ui.aside import Asked
from desktop.ui.context import AppContext
from desktop.ui.dialogs.save_out_dialog import WORKBOOK, ask_where
from desktop.ui.page import Page
from desktop.ui.pages.importing.record_deeds import RecordDeeds
from desktop.ui.pages.importing.returns.board_card import BoardCard, BoardRow
from desktop.ui.pages.importing.returns.dialogs import RefuseDialog, SendDialog
from desktop.ui.pages.importing.returns.foot import MergeFoot
from desktop.ui.pages.importing.returns.merge_card import MergeCard
from desktop.ui.pages.importing.returns.opened import Opened, Place, look_again, look_all_the_same, open_all
from desktop.ui.sight import Sight
from desktop.ui.widgets.card import Card, EmptyState, level
from desktop.ui.widgets.place_tabs import IMPORT_TABS, PlaceTabs

KINDS = "回收表 (*.xlsx *.xls)"
BOARD_WIDTH = 300


def _board_of(sight: Sight) -> tuple[BoardLine, ...]:
    return board(sight.reader, sight.switches.round_ids, sight.as_of)


class ReturnsPage(Page):
    """The board at the left; at the right the file of the unit in hand, where one is open."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "导入")
        self.places = PlaceTabs(context, IMPORT_TABS, "returns")
        self.head_middle.addWidget(self.places)
        self.asked = Asked(self, context)
        self.opened: dict[Place, Opened] = {}
        self._done: dict[Place, Merge] = {}
        self._busy = False
        self._wanted: dict[Place, tuple[int, Picks]] = {}
        """Decisions whose comparison is still on its way, with its number; an answer to an older one is dropped."""
        self._looks = 0
        self._enter_after: Place | None = None
        self.board, self.merge, self.foot = BoardCard(context), MergeCard(context), MergeFoot(context)
        self.nothing = EmptyState(context.theme)
        self.deeds = RecordDeeds(context, self)
        self.open_button = self.add_button("选回收表…", self.browse, icon="import")
        self.records_button = self.add_button("导入记录", self.show_imports, icon="history")
        self.send_button = self.add_button("发出回收表…", self.send, icon="upload", action=Action.EXPORT, writes=True)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the board again, and the open files beside the ledger as it is now."""
        self.asked.ask(_board_of, self._show)

    def _show(self, lines: tuple[BoardLine, ...]) -> None:
        self.refresh_board(lines)
        self.places.show_count({"returns": sum(one.is_out for one in lines)})
        if self.opened and not self._busy:
            for place, one in self.opened.items():
                self._look(place, self._wanted.get(place, (0, one.received.picks))[1])
        if self.board.table.current_record() is None and lines:
            self.board.table.select_id(lines[0].id)
        self._show_in_hand()

    def status_texts(self) -> Sequence[str]:
        """How many came back, and what of the file in hand is open."""
        back = sum(one.state == "merged" for one in self.board.lines)
        texts = [f"回收 {back}/{len(self.board.lines)} 家"]
        if (one := self._in_hand()) is not None and not one.refusal:
            texts += [*law(one.received).partition(" = ")[2].split(" + "), "账本未改动"]
        return tuple(texts)

    def zones(self) -> Sequence[QWidget]:
        """The board, then the file."""
        if self._in_hand() is None:
            return (self.board.table.grid, self.nothing.button)
        return (self.board.table.grid, self.merge.conflicts.grid, self.merge.changes.grid)

    def open_with(self, payload: object) -> None:
        """A file that was dropped elsewhere."""
        if isinstance(payload, (str, Path)):
            self.open_files([Path(payload)])

    # -- the way in

    def browse(self) -> None:
        """选回收表…: one or several."""
        names, _kind = QFileDialog.getOpenFileNames(self, "选择交回的回收表", "", KINDS)
        if names:
            self.open_files([Path(name) for name in names])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Read returned files beside the ledger; each goes to its unit, one that is none of ours is told in a sentence."""
        self.clear_error()
        work = partial(_opening, self.context.ledger, tuple(paths))
        self.context.jobs.start("正在读取回收表", work, done=self._opened, failed=self.show_error, bar=self.job_bar)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """All files dropped."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open_files(files)

    def show_imports(self) -> None:
        """导入记录: what was entered, this page's files among it."""
        self.context.open_page("import")

    def send(self) -> None:
        """发出回收表…"""
        round_id = self._round()
        row = rounds.round_by_id(self.context.reader, round_id) if round_id else None
        if round_id is None or row is None:
            self.show_error("还没有轮次。请先在“轮次与单位”里建本轮。")
            return
        standing = return_books.standing_of_round(self.context.reader, round_id, self.context.as_of)
        due = set(units_with_open_findings(standing))
        lines = [one for one in self.board.lines if one.round_id == round_id and one.unit_id in due]
        if not lines:
            self.show_error(f"“{row.name}”中没有未销号的问题，不用发回收表。")
            return
        dialog = SendDialog(self.context, round_id, row.name, lines, self)
        if dialog.exec():
            self.say(
                f"已发出回收表 {len(dialog.result_value.files)} 份，存在 {dialog.result_value.files[0].path.parent}"
            )
        dialog.deleteLater()

    def chase(self) -> None:
        """Ctrl+G 催未交: the letter for exactly the units of the round in hand whose day has passed."""
        if self.board.chase_button.isEnabled():
            units = [one.unit_id for one in self.board.late_in(self._round())]
            self.context.open_page(
                "letters", {"kind": unanswered.kind_of_letter(self.context.reader), "unit_ids": units}
            )

    # -- the file in hand

    def enter(self) -> None:
        """Ctrl+Enter 入账: as one step; the returned file stays as it came."""
        one = self._in_hand()
        place = one.place if one is not None else None
        if place in self._wanted:
            self._enter_after = place  # the last decision is not compared yet: it counts too
            return
        if one is None or place is None or one.refusal or self._busy or not self.foot.enter_button.isEnabled():
            return
        self._set_busy(True)
        done = partial(self._entered, place)
        self.context.write(
            entering.merge, one.path, one.received.picks, label="正在入账", done=done, failed=self._enter_failed
        )

    def refuse(self) -> None:
        """拒收并退回…"""
        one = self._in_hand()
        if one is None or one.received.named is None or one.place is None:
            return
        refused = one.not_taken or str(one.received.outcome.refused or "")
        dialog = RefuseDialog(self.context, one.received.named, self._unit(one.place), refused, self)
        if dialog.exec():
            self.opened.pop(one.place, None)
            self.refresh()
            self.say(f"已登记退回：{self._unit(one.place)}。")
        dialog.deleteLater()

    def look_all_the_same(self) -> None:
        """仍要看（只读）: what a unit wrote into a version that was replaced; nothing of it can be entered."""
        one = self._in_hand()
        if one is not None and one.place is not None and one.received.readable:
            self._look(one.place, Picks(), look_all_the_same)

    def open_original(self) -> None:
        """打开原表"""
        if (one := self._in_hand()) is not None:
            self.say(office_of_this_pc().open_files([one.path]).message)

    def annotate(self) -> None:
        """导出批注原表: the returned file once more, with a note in every cell that is open; the file itself stays as it came."""
        one = self._in_hand()
        if one is None or one.refusal:
            return
        where = (f"{one.path.stem}（批注）.xlsx", WORKBOOK, self, self.show_error)
        if found := ask_where(self.context, ANNOTATED_COPY, *where, folder=one.path.parent):
            target, asked = found
            self.context.put_out(
                annotating.write,
                one.path,
                one.received,
                target,
                asked,
                done=lambda path: self.say(f"已导出 {path.name}"),
                failed=self.show_error,
                label="正在导出批注原表",
            )

    # -- inside

    def _round(self) -> int | None:
        row = self.board.table.current_record()
        return row.line.round_id if isinstance(row, BoardRow) else self.context.switches.round_id

    def _in_hand(self) -> Opened | None:
        row = self.board.table.current_record()
        return self.opened.get(row.place) if isinstance(row, BoardRow) else None

    def _unit(self, place: Place) -> str:
        return next((one.unit for one in self.board.lines if (one.round_id, one.unit_id) == place), "")

    def _opened(self, files: list[Opened]) -> None:
        strangers: list[str] = []
        last: Place | None = None
        for one in files:
            place = one.place
            if place is None or not self._unit(place):
                why = one.refusal or "不是所选轮次的回收表。请换轮次后再选。"
                strangers.append(why if one.path.name in why else f"{one.path.name}：{why}")
                continue
            self.opened[place] = one
            self._done.pop(place, None)
            self._wanted.pop(place, None)
            last = place
        if strangers:
            self.show_error("\n".join(strangers))
        self.refresh_board()
        if last is not None:
            self.board.select(last)
        self._show_in_hand()
        if last is not None and self.isVisible():
            target = self.merge.conflicts if self.merge.conflicts.all_records() else self.merge.changes
            target.grid.setFocus()

    def refresh_board(self, lines: Sequence[BoardLine] | None = None) -> None:
        """The board alone: files that lie open and are not refused are marked."""
        waiting = [place for place, one in self.opened.items() if not one.refusal]
        self.board.show_lines(self.board.lines if lines is None else lines, waiting)

    def _picked(self, picks: Picks) -> None:
        if (one := self._in_hand()) is not None and one.place is not None:
            self._look(one.place, picks)

    def _look(self, place: Place, picks: Picks, how: Callable[..., Opened] = look_again) -> None:
        self._looks += 1
        self._wanted[place] = self._looks, picks
        work = partial(how, self.context.ledger, self.opened[place], picks)
        done, failed = partial(self._looked, place, self._looks), partial(self._look_failed, place)
        self.context.jobs.start("正在比对", work, done=done, failed=failed)

    def _looked(self, place: Place, number: int, one: Opened) -> None:
        if place not in self._wanted or self._wanted[place][0] != number:
            return
        del self._wanted[place]
        if place not in self.opened or self._busy:
            return
        self.opened[place] = one
        if one is self._in_hand():
            self._show_in_hand()
        if self._enter_after == place:
            self._enter_after = None
            self.enter()

    def _look_failed(self, place: Place, error: KnownError) -> None:
        self._wanted.pop(place, None)
        self._enter_after = None
        self.show_error(error)

    def _entered(self, place: Place, result: Merge) -> None:
        self._set_busy(False)
        if result.complaint:
            self.show_error(result.complaint)
            self._look(place, result.received.picks)
            return
        self.opened.pop(place, None)
        self._done[place] = result
        self._show_in_hand()
        self.refresh()
        applied = len(result.received.extensions)
        tail = f"，延期申请 {applied} 件待审核" if applied else ""
        self.say(f"{self._unit(place)}：{result.entered} 条有改动入账{tail}。")

    def _enter_failed(self, error: KnownError) -> None:
        self._set_busy(False)
        self.show_error(error)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.foot.setEnabled(not busy)

    def _chosen(self, _row: object) -> None:
        self._show_in_hand()

    def _show_in_hand(self) -> None:
        late = self.board.late_in(self._round())
        self.board.show_late(len(late), self.context.why_not(Action.PREPARE_PAPER, writes=True))
        one = self._in_hand()
        taken = one is not None and not one.refusal
        self.right.setCurrentWidget(self.merge if taken else self.plain)
        self.foot.setVisible(one is not None)
        why_not = self.context.why_not(Action.IMPORT, writes=True)
        if one is not None and one.place is not None and taken:
            self.merge.show_opened(one, self._unit(one.place))
            if one.not_taken:
                self.foot.show_refused(why_not, looked=True)
            else:
                self.foot.show_lines(self.merge.lines, why_not)
        elif one is not None:
            self.nothing.show_text(f"{one.path.name}\n{one.refusal}", "换一份文件…", self.browse)
            self.foot.show_refused(why_not, readable=one.received.readable)
        else:
            self._show_nothing()
        self.status_changed.emit()

    def _show_nothing(self) -> None:
        row = self.board.table.current_record()
        done = self._done.get(row.place) if isinstance(row, BoardRow) else None
        if isinstance(row, BoardRow) and done is not None and done.import_number:
            number = done.import_number
            words = f"{row.line.unit}的回收表已入账：{done.entered} 条有改动，第 {number} 次导入。交回的文件原样未动。"
            self.nothing.show_text(words, f"撤销第 {number} 次导入", partial(self.deeds.undo_number, number))
        else:
            words = "把单位交回的回收表拖到这里，可以一次拖几份；按表中的标记各归各的单位。"
            self.nothing.show_text(words, "选回收表…", self.browse)

    def _undone(self, _sentence: str) -> None:
        self._done.clear()
        self.refresh()

    def _lay_out(self) -> None:
        self.plain = Card()
        self.plain.body.addWidget(self.nothing)
        self.right = QStackedWidget()
        self.right.addWidget(self.plain)
        self.right.addWidget(self.merge)
        self.board.setFixedWidth(self.context.theme.px(BOARD_WIDTH))
        level(self.context.theme, self.board, self.merge)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.board)
        row.addWidget(self.right, 1)
        self.body.addLayout(row, 1)
        self.below.addWidget(self.foot)

    def _connect(self) -> None:
        self.board.chosen.connect(self._chosen)
        self.merge.picked.connect(self._picked)
        self.merge.link_clicked.connect(self.open_original)
        self.merge.annotation_asked.connect(self.annotate)
        self.board.chase_button.clicked.connect(self.chase)
        self.foot.enter_button.clicked.connect(self.enter)
        self.foot.look_button.clicked.connect(self.look_all_the_same)
        self.foot.refuse_button.clicked.connect(self.refuse)
        self.deeds.said.connect(self.say)
        self.deeds.failed.connect(self.show_error)
        self.deeds.undone.connect(self._undone)
        self.context.switches_changed.connect(self._guard_foot)
        for key, title, slot in (
            ("Alt+1", "冲突：取单位填", self.merge.take_unit),
            ("Alt+2", "冲突：取台账", self.merge.keep_ledger),
            ("F3", "下一处冲突", self.merge.next_conflict),
            ("Ctrl+G", "催未交", self.chase),
            ("Ctrl+Return", "入账", self.enter),
            ("Ctrl+Enter", "入账（小键盘）", self.enter),
        ):
            self.add_shortcut(key, title, slot)

    def _guard_foot(self) -> None:
        if self.isVisible():
            self._show_in_hand()


def _opening(ledger: Any, paths: tuple[Path, ...], _report: Any) -> list[Opened]:
    return open_all(ledger, paths)
