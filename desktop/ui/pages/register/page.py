"""The page of declared books: one place of the rail, one tab a book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from db.queries.books import Record
from desktop.ledgers import books
from desktop.ledgers.organisation_duties import ORGANISATION_DUTIES
from desktop.ledgers.surveys import SURVEYS
from desktop.ledgers.talks import TALKS
from desktop.operations import organisation_duties
from desktop.operations.change import Changes
from desktop.operations.follow_up.surveying import UnitSurveys
from desktop.operations.papers.catalogue import record_papers
from desktop.operations.records import proposals
from desktop.rules.permissions import RECORD_ACTIONS, Action, Right
from desktop.ui.asks import AskRecord, AskRows, AskTab
from desktop.ui.context import AppContext
from desktop.ui.page import Page
from desktop.ui.pages.register.book_view import BookView
from desktop.ui.pages.register.latest_surveys import LatestSurveysCard
from desktop.ui.pages.register.proposals_card import ProposalsCard
from desktop.ui.pages.register.surveys_card import SurveysCard
from desktop.ui.pages.register.talk_dialogs import PlanTalksDialog, TalkRulesDialog
from desktop.ui.pages.register.talk_notices import TalkNotices
from desktop.ui.pages.register.waive_dialog import WaiveDialog
from desktop.ui.widgets.current_stack import CurrentStack
from desktop.ui.widgets.folded_tabs import FoldedTabs

TALK, DUTY = TALKS.name, ORGANISATION_DUTIES.name
Names = Callable[[], Sequence[str]]


class RegisterPage(Page):
    """Each book is read when its tab is first shown; a tab that stands `elsewhere` opens the page named there."""

    def __init__(
        self,
        context: AppContext,
        title: str,
        names: Names,
        tab_titles: dict[str, str] | None = None,
        elsewhere: Mapping[str, str] | None = None,
        folded: Names = tuple,
    ) -> None:
        """`folded`: those of the tabs that stand behind 更多账册▾."""
        super().__init__(context, title)
        self._elsewhere = dict(elsewhere or {})
        self._titles = tab_titles or {}
        self.views: dict[str, BookView] = {}
        self._unsaved: dict[str, dict[str, Any]] = {}
        self._stale: set[str] = set()
        self.tabs = FoldedTabs([(name, self._tab_title(name), None) for name in names()], folded(), "更多账册")
        self.tabs.set_current(next(name for name in self.tabs.keys() if name not in self._elsewhere))
        self.tabs.changed.connect(self._show_tab)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.tabs)
        self.stack = CurrentStack()
        self.body.addWidget(self.stack, 1)
        self._add_buttons()
        self._add_keys()

    # -- what the frame asks

    def refresh(self) -> None:
        """Read the book in sight again, the others when they are shown."""
        self.clear_error()
        self._stale = set(self.views)
        self._show_tab(self.tabs.current())

    def on_changed(self, changes: Any) -> None:
        """Read again what the action may have touched."""
        if changes.touches("own_field"):
            self._forget()
        if self.view.concerns(changes):
            self.clear_error()
            self.view.refresh()
        self._stale = set(self.views) - {self.book_of(self.tabs.current())}

    def status_texts(self) -> Sequence[str]:
        """Of the book in sight."""
        return self.view.status_texts()

    def zones(self) -> Sequence[QWidget]:
        """Of the book in sight."""
        return self.view.zones()

    def open_with(self, payload: object) -> None:
        """A book, or one of its records."""
        if isinstance(payload, AskTab):
            self.tabs.set_current(payload.key)
        elif isinstance(payload, AskRecord):
            self.tabs.set_current(payload.book)
            self.view.select(payload.record_id)
        elif isinstance(payload, AskRows):
            self.tabs.set_current(payload.book)
            self.view.show_only(payload.ids, payload.title)

    def leave(self) -> None:
        """What is typed in a form beside a list is kept."""
        for view in self.views.values():
            view.pane.keep()

    @property
    def view(self) -> BookView:
        """The book in sight."""
        return self._view(self.book_of(self.tabs.current()))

    def book_of(self, tab: str) -> str:
        """The book that a tab shows."""
        return tab

    def dress_view(self, view: BookView) -> None:
        """Put above a book what belongs to it alone."""
        if view.name == TALK:
            self._add_proposals(view)
        elif view.name == SURVEYS.name:
            self._add_surveys(view)

    # -- inside

    def _tab_title(self, name: str) -> str:
        return self._titles.get(name) or books.as_declared(name).title

    def _view(self, name: str) -> BookView:
        if name not in self.views:
            view = BookView(self.context, name)
            view.pane.go_on_with(self._unsaved.pop(name, None))
            view.failed.connect(self.show_error)
            view.changed.connect(self._changed)
            self.dress_view(view)
            self.views[name] = view
            self._stale.add(name)
            self.stack.addWidget(view)
        return self.views[name]

    def _show_tab(self, name: str) -> None:
        if name in self._elsewhere:
            shown = next(one for one, view in self.views.items() if view is self.stack.currentWidget())
            self.tabs.set_current(shown)
            self.context.open_page(self._elsewhere[name], AskTab(name))
            return
        book = self.book_of(name)
        view = self._view(book)
        former, focus = self.stack.currentWidget(), QApplication.focusWidget()
        held = focus is not None and former is not view and former is not None and former.isAncestorOf(focus)
        self.stack.setCurrentWidget(view)
        self.add_record_button.setText(f"{view.register.add_title or '新增'} Ctrl+N")
        if book in self._stale:
            self._stale.discard(book)
            view.refresh()
        if held:  # else Qt puts it on whatever comes next
            zone = next((one for one in view.zones() if one is not view.table.grid or view.table.records()), None)
            (zone or self.tabs.button(name)).setFocus()
        self.status_changed.emit()

    def _changed(self) -> None:
        self.tabs.set_counts(
            {name: len(view.records) or None for name, view in self.views.items() if name not in self._stale}
        )
        self.status_changed.emit()

    def _forget(self) -> None:
        """A field was added or taken away: the views are made anew from the declaration."""
        current = self.tabs.current()
        for name, view in self.views.items():
            if (begun := view.pane.form.begun()) is not None:
                self._unsaved[name] = begun
            self.stack.removeWidget(view)
            view.deleteLater()
        self.views, self._stale = {}, set()
        self._show_tab(current)

    def _add_proposals(self, view: BookView) -> None:
        view.also = ("setting", SURVEYS.name)  # the line of the rate; the surveys beside the talks
        card = ProposalsCard(self.context)
        card.talk_asked.connect(self._talk)
        card.waive_asked.connect(self._waive)
        card.plan_asked.connect(self._plan_talks)
        card.rules_asked.connect(self._talk_rules)
        view.put_above(card)
        self.notices = TalkNotices(self.context)
        self.notices.told.connect(self.say)
        self.notices.failed.connect(self.show_error)
        view.put_before_book(self.notices)
        self._add_latest_surveys(view)

    def _add_latest_surveys(self, view: BookView) -> None:
        """Where the page has the book of the surveys, what its last round says stands beside the talks."""
        if SURVEYS.name not in self.tabs.keys():
            return
        card = LatestSurveysCard(self.context)
        card.enter_asked.connect(self._enter_survey)
        card.all_asked.connect(partial(self.tabs.set_current, SURVEYS.name))
        card.surveys_asked.connect(self._show_surveys)
        view.beside.put_below(card)

    def _enter_survey(self) -> None:
        self.tabs.set_current(SURVEYS.name)
        self._add()

    def _show_surveys(self, one: object) -> None:
        if isinstance(one, UnitSurveys):
            self.tabs.set_current(SURVEYS.name)
            self.view.show_only(one.surveys, f"{one.unit} {len(one.surveys)} 份")

    def _add_surveys(self, view: BookView) -> None:
        card = SurveysCard(self.context)
        card.surveys_asked.connect(self._show_surveys)
        view.put_above(card)

    def _talk(self, proposal: proposals.Proposal) -> None:
        self._view(TALK).add(proposal.as_values())

    def fill_duties(self) -> None:
        """按涉组涉干补齐: what is marked and has no number gets one, in the rounds that are shown."""
        self.tabs.set_current(DUTY)
        self.context.write(
            organisation_duties.fill, self.context.scope.rounds, done=self._filled, failed=self.show_error
        )

    def _filled(self, changes: Changes) -> None:
        self.say(f"已{changes.title}，对照表没有的请补写督促科室和责任人。按 Ctrl+Z 撤销。")

    def _talk_paper(self) -> None:
        """出约谈通知: the notice of the talk in hand, or of those that are ticked."""
        chosen = self._view(TALK).chosen()
        if chosen:
            self.notices.start(chosen)
        else:
            self.show_error("没有选中约谈。请先选一次约谈。")

    def _record_paper(self, kind: str, book: str) -> None:
        """The paper of the record in hand, in 文书; kinds are made of these books by their declaration."""
        record = self.record_in_hand(book)
        if record is None:
            self.show_error(f"没有选中{books.as_declared(book).title}。请先选一条。")
            return
        units = [record.stored["unit"]] if record.stored.get("unit") else []
        self.context.open_page("letters", {"kind": kind, "unit_ids": units, "records": [record.number]})

    def record_in_hand(self, book: str) -> Record | None:
        """The record of a book that a paper is asked for."""
        return self._view(book).in_hand()

    def _waive(self, proposal: proposals.Proposal) -> None:
        dialog = WaiveDialog(self.context, proposal, self)
        dialog.exec()
        dialog.deleteLater()

    def _plan_talks(self, ticked: Sequence[proposals.Proposal]) -> None:
        """列入约谈 n 家…: a planned talk for each ticked unit."""
        dialog = PlanTalksDialog(self.context, ticked, self)
        if dialog.exec():
            self.say(f"已{dialog.result_value.title}，选一次，按 Ctrl+G 出约谈通知。按 Ctrl+Z 撤销。")
        dialog.deleteLater()

    def _talk_rules(self) -> None:
        if reason := self.context.why_not(Action.SETTLE_RECORD, writes=True):
            self.show_error(f"{reason}。")
            return
        dialog = TalkRulesDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    def _add_buttons(self) -> None:
        mine = [self.book_of(tab) for tab in self.tabs.keys() if tab not in self._elsewhere]
        rights = {books.as_declared(name).add_right for name in mine}
        enter = RECORD_ACTIONS[Right.ENTER if Right.ENTER in rights else min(rights)]  # each book asks for its own
        self.columns_button = self.add_button("列设置", self._columns, icon="columns")
        self.export_button = self.add_button("导出", self._export, icon="download", tooltip="Ctrl+E")
        self.print_button = self.add_button("打印 Ctrl+P", self._print, icon="printer")
        self.add_record_button = self.add_button("新增 Ctrl+N", self._add, icon="plus", action=enter, writes=True)
        if TALK in self.tabs.keys():
            self.add_menu("出约谈通知…（Ctrl+G）", self._talk_paper, action=Action.ISSUE, writes=True)
        if DUTY in self.tabs.keys():
            self.add_menu("监督责任清单：按涉组涉干补齐", self.fill_duties, action=enter, writes=True)
        self.add_menu("修改…（Enter）", self._edit, action=enter, writes=True)
        self.add_menu("批量修改…（Ctrl+B）", self._batch, action=enter, writes=True)
        self.add_menu("向下填充（Ctrl+D）", self._fill_down, action=enter, writes=True)
        for title, kind, book in record_papers(self.context.reader, mine):
            self.add_menu(f"出{title}…", partial(self._record_paper, kind, book), action=Action.ISSUE, writes=True)
        if any(books.as_declared(name).signatures for name in mine):
            self.add_menu("打印记录表…", self._print_record)
        self.add_menu("导出为 Word 表格…", self._export_word)
        self.add_menu("导入…", self._import, action=Action.IMPORT, writes=True)
        self.add_menu("自设栏目…", self._own_fields, action=enter, writes=True)
        self.add_menu("移入回收站（Ctrl+Del）", self._remove, action=enter, writes=True)
        self.add_menu("回收站…", self._bin)

    def _add_keys(self) -> None:
        for key, title, slot in (
            ("Ctrl+N", "新增", self._add),
            ("Ctrl+B", "批量修改", self._batch),
            ("Ctrl+D", "向下填充", self._fill_down),
            ("Ctrl+V", "粘贴", self._paste),
            ("Ctrl+E", "导出显示的各条", self._export),
            ("Ctrl+P", "打印显示的各条", self._print),
            ("Ctrl+Del", "移入回收站", self._remove),
            ("Ctrl+J", "办理下一步", self._next_step),
            ("F4", "详情栏：显示、收起", self._turn_pane),
            ("Alt+Up", "上一条", self._previous),
            ("Alt+Down", "下一条", self._next),
            ("Ctrl+T", "下一个页签", self._next_tab),
        ):
            self.add_shortcut(key, title, slot)

    def notice(self) -> None:
        """Ctrl+G where the talks are in sight: who may not issue is told why nothing happens."""
        if reason := self.context.why_not(Action.ISSUE, writes=True):
            self.show_error(f"{reason}。")
        elif self.tabs.current() == TALK:
            self._talk_paper()

    def _next_step(self) -> None:
        """The first step that the record in hand can take."""
        record = self.view.in_hand()
        step = next(iter(self.view.register.steps_from(record.state)), None) if record is not None else None
        if step is not None:
            self.view.take(step)

    def _columns(self) -> None:
        self.view.open_columns(self.columns_button)

    def _export(self) -> None:
        self.view.export()

    def _export_word(self) -> None:
        self.view.export(word=True)

    def _print(self) -> None:
        self.view.print_list()

    def _print_record(self) -> None:
        self.view.print_record()

    def _add(self) -> None:
        self.view.add()

    def _edit(self) -> None:
        self.view.edit()

    def _batch(self) -> None:
        self.view.batch()

    def _fill_down(self) -> None:
        self.view.fill_down()

    def _paste(self) -> None:
        self.view.paste()

    def _import(self) -> None:
        self.view.import_list()

    def _own_fields(self) -> None:
        self.view.own_fields()

    def _remove(self) -> None:
        self.view.remove()

    def _bin(self) -> None:
        self.view.recycle_bin()

    def _turn_pane(self) -> None:
        self.view.turn_pane()

    def _previous(self) -> None:
        self.view.table.step_by(-1)

    def _next(self) -> None:
        self.view.table.step_by(1)

    def _next_tab(self) -> None:
        self.tabs.step(1)
