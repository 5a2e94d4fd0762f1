"""建议抄报: common findings and the letters made of them, what is copied to whom, the 负面清单 (pages 14, 15)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.ledgers.copies import COPY_REPORTS
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.ledgers.places import books_of, page_of
from desktop.ledgers.recommendations import COMMON_GROUPS, RECOMMENDATIONS
from desktop.ledgers.regulations import REGULATIONS
from desktop.operations import organisation_duties
from desktop.operations.records.group_proposals import DROPPED, Asked, GroupProposal
from desktop.operations.records.recommendation_sums import PENDING, as_record
from desktop.rules.permissions import RECORD_ACTIONS
from desktop.ui.asks import AskImport, AskRecord, AskRows, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.pages.register.book_view import SHEETS, BookView
from desktop.ui.pages.register.dispatch_card import BOARD, LISTS, SENT, DispatchCard
from desktop.ui.pages.register.drop_group_dialog import DropGroupDialog
from desktop.ui.pages.register.duty_desks_dialog import DutyDesksDialog
from desktop.ui.pages.register.groups_card import GroupsCard
from desktop.ui.pages.register.negative_list_dialog import NegativeListDialog
from desktop.ui.pages.register.page import DUTY, RegisterPage

PLACE = "advice"
GROUP, LETTER, NEGATIVE = COMMON_GROUPS.name, RECOMMENDATIONS.name, "negative_list"
LISTED = "confirmed"
BESIDE = (  # the board also tells what papers, the office's settings and the list of the organisation department say
    "setting",
    "letter",
    "letter_event",
    ORGANISATION_DUTIES.name,
)


class AdvicePage(RegisterPage):
    """The book of groups has two tabs: 共性问题 proposes and drafts, 负面清单 shows what was entered, with its steps."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "建议抄报", lambda: (*books_of(PLACE), NEGATIVE), {NEGATIVE: "负面清单"})

    def book_of(self, tab: str) -> str:
        """Both tabs of the groups show one book."""
        return GROUP if tab == NEGATIVE else tab

    def status_texts(self) -> Sequence[str]:
        """共性问题 4 组 30 条 · 待定 2 组 · 建议书待回复 2, where the groups are in sight; of the board of the copies where it is; else of the book."""
        bench = self.view.above
        if isinstance(bench, DispatchCard) and bench.in_sight() is not None:
            return bench.found.status if bench.found is not None else (self.view.register.title,)
        if self.tabs.current() != GROUP or not isinstance(bench, GroupsCard):
            return super().status_texts()
        if bench.found is None or bench.strip.found is None:
            return (self.view.register.title,)
        pending = sum(one.record.state == PENDING for one in bench.strip.found.lines)
        groups = f"共性问题 {len(bench.found.proposals)} 组 {bench.found.grouped} 条"
        return (groups, f"待定 {bench.found.waiting} 组", f"建议书待回复 {pending}")

    def open_with(self, payload: object) -> None:
        """A record of a group is looked at where its book stands."""
        if isinstance(payload, AskRecord | AskRows) and payload.book == COPY_REPORTS.name:
            self.tabs.set_current(payload.book)
            board = self._view(payload.book).above
            if isinstance(board, DispatchCard):
                board.turn_to(SENT)
        if isinstance(payload, AskRecord | AskRows) and payload.book == GROUP:
            self.tabs.set_current(NEGATIVE)
            view = self._view(GROUP)
            if isinstance(payload, AskRecord):
                view.select(payload.record_id)
            else:
                view.show_only(payload.ids, payload.title)
        else:
            super().open_with(payload)

    def dress_view(self, view: BookView) -> None:
        """The bench of the groups, the board of the copies."""
        if view.name == GROUP:
            self._add_groups(view)
        elif view.name == COPY_REPORTS.name:
            self._add_dispatch(view)
        else:
            super().dress_view(view)

    # -- inside

    def _show_tab(self, name: str) -> None:
        book = self.book_of(name)
        if book == GROUP:
            view, bench = self._view(GROUP), name == GROUP
            if bench and view.above is not None and view.above.isHidden():
                self._stale.add(GROUP)
            focus = QApplication.focusWidget()
            held = focus is not None and view.isAncestorOf(focus)
            view.show_parts(above=bench, book=not bench)
            if held and view.zones():
                view.zones()[0].setFocus()
        self.negative_button.setVisible(name == NEGATIVE)
        self._show_columns(name)
        super()._show_tab(name)

    def _show_columns(self, name: str) -> None:
        """列设置 is of the book: it stands where the book does."""
        board = self._view(name).above if name == COPY_REPORTS.name else None
        self.columns_button.setVisible(
            name != GROUP and not (isinstance(board, DispatchCard) and board.in_sight() is not None)
        )

    def _changed(self) -> None:
        super()._changed()
        view = self.views.get(GROUP)
        if view is None or GROUP in self._stale:
            return
        bench = view.above
        found = bench.found if isinstance(bench, GroupsCard) else None
        listed = sum(one.state == LISTED for one in view.records)
        self.tabs.set_counts({GROUP: (found.waiting or None) if found else None, NEGATIVE: listed or None})

    def _add_groups(self, view: BookView) -> None:
        bench = GroupsCard(self.context)
        view.also = (
            "letter",
            "letter_event",
            REGULATIONS.name,
        )  # the register below says who signed, and what rules came of it
        bench.left.link_clicked.connect(lambda: self.context.open_page("system", AskTab("matters")))
        bench.drop_asked.connect(self._drop_group)
        bench.dropped_asked.connect(partial(self._show_dropped, view))
        bench.changed.connect(self._changed)
        bench.strip.changed.connect(self.status_changed)
        bench.strip.all_asked.connect(self._all_letters)
        bench.strip.letter_asked.connect(self._letter)
        bench.strip.entry_asked.connect(self._enter_letter)
        bench.failed.connect(self.show_error)
        view.put_above(bench)

    def _add_dispatch(self, view: BookView) -> None:
        view.also = BESIDE
        card = DispatchCard(self.context)
        card.entry_asked.connect(view.add)
        card.record_asked.connect(partial(self._copy, card, view))
        card.step_asked.connect(partial(self._step_of, view))
        card.part_asked.connect(partial(self._show_copies, view))
        card.changed.connect(self.status_changed)
        card.failed.connect(self.show_error)
        card.duties.fill_asked.connect(self._number_duties)
        card.duties.taken_back.connect(self._duties_back)
        card.duties.desks_asked.connect(self._duty_desks)
        card.duties.book_asked.connect(lambda: self.context.open_page(page_of(DUTY), AskTab(DUTY)))
        view.put_above(card)
        view.show_parts(above=True, book=False)

    def _show_copies(self, view: BookView, book: bool) -> None:
        view.show_parts(above=True, book=book)
        self._show_columns(self.tabs.current())
        self.status_changed.emit()

    def _copy(self, card: DispatchCard, view: BookView, record_id: int) -> None:
        """A copy is looked at in its book, with the steps that it can take."""
        card.turn_to(SENT)
        view.select(record_id)

    def _step_of(self, view: BookView, record_id: int) -> None:
        view.select(record_id)
        view.table.model.when_settled(super()._next_step)

    def _next_step(self) -> None:
        """Ctrl+J: of the line in hand where the board is in sight, else of the record."""
        board = self.view.above
        if isinstance(board, DispatchCard) and board.tabs.current() in (BOARD, LISTS):
            board.take_step()
        else:
            super()._next_step()

    def _number_duties(self) -> None:
        """补齐编号 of the board: every round that it shows, as it counts them."""
        rounds = self.context.scope.rounds
        self.context.write(organisation_duties.fill, rounds, done=self._filled, failed=self.show_error)

    def _duties_back(self) -> None:
        """收回进度…: the list that the organisation department filled, through the wizard of 导入, into its own book."""
        name, _kind = QFileDialog.getOpenFileName(self, "收回组织部的进度", "", SHEETS)
        if name:
            self.context.open_page("import", AskImport(DUTY, Path(name)))

    def _duty_desks(self) -> None:
        """督促科室对照表…: whoever may number the list may say who follows it."""
        if reason := self.context.why_not(RECORD_ACTIONS[ORGANISATION_DUTIES.add_right], writes=True):
            self.show_error(f"{reason}。")
            return
        dialog = DutyDesksDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    def _add_buttons(self) -> None:
        self.negative_button = self.add_button("各版负面清单…", self.open_versions, icon="printer")
        super()._add_buttons()

    def open_versions(self) -> None:
        """各版负面清单…: the list as it would be issued beside each version, printed, exported, issued."""
        dialog = NegativeListDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    def _remove(self) -> None:
        """Ctrl+Del takes findings out of a group where the groups are in sight, else records into the bin."""
        bench = self.view.above
        if isinstance(bench, GroupsCard) and self.tabs.current() == GROUP:
            bench.move_out()
        else:
            super()._remove()

    def _export(self) -> None:
        if (shown := self._board_list()) is not None:
            shown.export()
        elif self._any_group("导出"):
            super()._export()

    def _print(self) -> None:
        if (shown := self._board_list()) is not None:
            shown.print_list()
        elif self._any_group("打印"):
            super()._print()

    def _board_list(self) -> ListVerbs | None:
        """The list in sight, where the board of the copies shows one beside its book."""
        board = self.view.above
        return board.in_sight() if isinstance(board, DispatchCard) else None

    def _any_group(self, verb: str) -> bool:
        """Where the groups are in sight, those that were entered leave; the proposals are no list yet."""
        lacking = self.tabs.current() == GROUP and not self.view.records
        if lacking:
            self.show_error(f"还没有登记的组，没有可{verb}的。请先登记一组。")
        return not lacking

    def _drop_group(self, proposal: GroupProposal, asked: Asked) -> None:
        dialog = DropGroupDialog(self.context, proposal, asked, self)
        dialog.exec()
        dialog.deleteLater()

    def _show_dropped(self, view: BookView) -> None:
        dropped = [one.id for one in view.records if one.state == DROPPED]
        if dropped:
            self.open_with(AskRows(GROUP, tuple(dropped), f"不算共性的组 {len(dropped)} 组"))
        else:
            self.say("所选轮次没有不算共性的组。")

    def _all_letters(self) -> None:
        bench = self._view(GROUP).above
        if isinstance(bench, GroupsCard) and bench.strip.found is not None:
            ids = tuple(one.record.id for one in bench.strip.found.lines)
            super().open_with(AskRows(LETTER, ids, f"全部 {len(ids)} 份"))

    def _letter(self, record_id: int) -> None:
        """Enter on a letter: its record, and what is to be entered next on it (登记回复)."""
        super().open_with(AskRecord(LETTER, record_id))
        self.view.table.model.when_settled(self._next_step)

    def _enter_letter(self, letter_id: int) -> None:
        """补登: the form of the register, filled with what the issued letter says."""
        super().open_with(AskTab(LETTER))
        self.view.add(as_record(self.context.reader, letter_id))
