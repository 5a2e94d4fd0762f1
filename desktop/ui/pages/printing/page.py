"""打印: settings at the left, true pages at the right, what comes out below; and the register of prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from db.queries.prints import ExportRow
from desktop.errors import KnownError
from desktop.host.file_names import fitting
from desktop.ledgers.findings import field_named
from desktop.operations.lists import plans, printing
from desktop.operations.own_fields import own_fields
from desktop.rules import basis as basis_rules
from desktop.rules.permissions import Action
from desktop.ui.aside import few
from desktop.ui.asks import AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.export_dialog import ExportDialog
from desktop.ui.page import Page
from desktop.ui.pages.printing.desk import EVERY, HANDED, LATE, OPEN, Done, Order, PrintDesk, Shape, Wanted
from desktop.ui.pages.printing.dialog import PrintDialog, usual_mark
from desktop.ui.pages.printing.foot import TO_WORD, PrintFoot
from desktop.ui.pages.printing.former import former_list
from desktop.ui.pages.printing.page_viewer import PageViewer
from desktop.ui.pages.printing.plan_dialog import drop_plan, keep_plan
from desktop.ui.pages.printing.register import PrintRegister
from desktop.ui.pages.printing.register_dialog import print_register
from desktop.ui.pages.printing.settings import PrintSettings
from desktop.ui.paper_desk import output_folder, why_not_put_out
from desktop.ui.round_figures import chosen_rounds, rounds_text
from desktop.ui.widgets.card import Card
from desktop.ui.widgets.printers import Printers
from desktop.ui.widgets.segment_tabs import SegmentTabs

LIST, REGISTER = "list", "register"
RELAY_MS = 150
_SCOPES = {OPEN: "状态：除已销号、已移交", LATE: "已逾期", EVERY: "全部问题"}
_TITLES = {OPEN: "未销号问题清单", LATE: "逾期问题清单", EVERY: "问题清单"}


class PrintPage(Page):
    """One layout feeds preview, printer and PDF; it is built and painted in the worker."""

    def __init__(self, context: AppContext, printers: Printers | None = None) -> None:
        super().__init__(context, "打印")
        self.desk = PrintDesk(context.ledger, printers)
        self.handed: Mapping[str, Any] = {}
        self.shape: Shape | None = None
        self._asked = self._image_asked = 0
        self._later = QTimer(self, singleShot=True, interval=RELAY_MS)
        self._later.timeout.connect(self._lay_out)
        self.tabs = SegmentTabs([(LIST, "会议问题清单", None), (REGISTER, "打印登记", None)])
        self.settings = PrintSettings(context.theme)
        self.viewer = PageViewer(context.theme)
        self.complaint = QLabel(wordWrap=True)
        self.foot = PrintFoot(context.theme)
        self.pdf_button, self.print_button = self.foot.pdf_button, self.foot.print_button
        self._build()
        self._connect()

    # -- the page

    def refresh(self) -> None:
        """Lay out again with the rows as they are now."""
        self._show_ranges()
        self.settings.know(own_fields(self.context.reader))
        self.settings.propose_mark(usual_mark(self.context))
        self.settings.show_plans(list(plans.plans(self.context.reader)), str(self.settings.plan.currentData() or ""))
        self._lay_out()
        if self.register is not None:
            self.register.refresh()

    def let_go(self) -> Sequence[object]:
        """A long list that was laid out; what was printed stays, for it may be printed again."""
        if self.shape is None or few(range(self.shape.rows)):
            return ()
        self._show_shape(None)
        return self.desk.let_go()

    def status_texts(self) -> Sequence[str]:
        """What is on the list."""
        if self.register is not None and self.tabs.current() == REGISTER:
            return self.register.status_texts()
        if self.shape is None:
            return ()
        return ("会议问题清单", f"{self.shape.rows} 条", f"{self.shape.pages} 页", self.settings.paper.current())

    def zones(self) -> Sequence[QWidget]:
        """Settings, pages."""
        if self.register is not None and self.tabs.current() == REGISTER:
            return self.register.zones()
        return (self.settings.range, self.settings.columns, self.viewer.area)

    def open_with(self, payload: object) -> None:
        """The view of another page, or a tab of this one."""
        if isinstance(payload, AskTab):
            self.tabs.set_current(payload.key)
        elif isinstance(payload, Mapping):
            self.tabs.set_current(LIST)
            self.handed = dict(payload)
            self.settings.forget_title()
            self._show_ranges(HANDED)
            self._lay_out()

    # -- what is wanted

    def wanted(self) -> Wanted:
        """Which findings."""
        context, choice = self.context, self.settings.choice()
        scope = f"{rounds_text(context)}；{_SCOPES.get(choice, '')}"
        if choice == HANDED:
            scope = str(self.handed.get("scope") or self.handed.get("title") or "所选问题")
        as_of, known_at = context.as_of, context.known_at
        if choice == HANDED and "as_of" in self.handed:
            as_of, known_at = self.handed["as_of"], self.handed["known_at"]
        return Wanted(
            choice, context.switches.round_ids, as_of, known_at, scope,
            basis_rules.title(context.basis), tuple(self.handed.get("ids") or ()), self.settings.order.currentData(),
            self.handed.get("criteria"),
        )  # fmt: skip

    def plan(self) -> printing.Plan:
        """How it is printed."""
        settings = self.settings
        return printing.Plan(
            settings.title.text().strip() or "问题清单", settings.paper.current(), columns=settings.columns.keys(),
            widths=settings.columns.own_widths() or None, group_by=settings.group.currentData(),
            classification=settings.classification.text().strip(), note=None if settings.recall.isChecked() else "",
            body_pt=settings.points.currentData(),
        )  # fmt: skip

    def copy_numbers(self) -> tuple[str, ...]:
        """The numbers that the copies would take."""
        return printing.next_copies(self.context.reader, self.settings.copies.value())

    def print_anew(self, record: ExportRow) -> None:
        """再印一次: the list of a former print as it was then, to be printed with new copy numbers."""
        try:
            self.handed, arranged = former_list(self.context.reader, record)
        except KnownError as error:
            self.show_error(error)
            return
        self.tabs.set_current(LIST)
        self.settings.forget_title()
        self.settings.apply(arranged)
        self._show_ranges(HANDED)
        self._lay_out()

    def _show_ranges(self, current: str = "") -> None:
        ranges = [(OPEN, "本轮未销号"), (LATE, "本轮已逾期"), (EVERY, "本轮全部")]
        if self.handed:
            count = self.handed.get("count", len(self.handed.get("ids") or ()))
            ranges.insert(0, (HANDED, f"{self.handed.get('whose', '来自台账的视图')} {count} 条"))
        self.settings.show_ranges(ranges, current or self.settings.choice() or OPEN)
        self.back_button.setVisible(bool(self.handed))

    def _title(self) -> str:
        from desktop.operations.papers.office import round_words

        choice = self.settings.choice()
        rounds = chosen_rounds(self.context)
        name = round_words(rounds[0]) if len(rounds) == 1 else "巡察整改"
        if choice == HANDED and self.handed.get("title"):
            return str(self.handed.get("list_title") or f"{name}问题清单（{self.handed['title']}）")
        return f"{name}{_TITLES.get(choice, '问题清单')}"

    # -- laying out, in the worker

    def _lay_out(self) -> None:
        self._later.stop()
        if self.context.ledger.closed:
            return
        self._asked += 1
        self.settings.propose_title(self._title())
        self.clear_error()
        if not self.settings.columns.keys():
            self._show_shape(None)
            self.complaint.setText("没有选任何列。请在左边至少勾选一列。")
            self.complaint.show()
            return
        clock = self.context.ledger.clock()
        printed = f"打印：{self.context.actor.name} {clock:%Y-%m-%d %H:%M}"
        work = partial(self._laid_in_worker, self._asked, self.wanted(), self.plan(), printed)
        self.context.jobs.start("正在排版", work, done=self._laid, failed=self._not_laid, bar=self.job_bar)

    def _laid_in_worker(
        self, asked: int, wanted: Wanted, plan: printing.Plan, printed: str, _report: object
    ) -> tuple[int, Shape | None]:
        if asked != self._asked:
            return asked, None  # a later wish waits behind this one
        return asked, self.desk.lay_out(wanted, plan, printed)

    def _laid(self, answer: tuple[int, Shape | None]) -> None:
        asked, shape = answer
        if asked == self._asked and shape is not None:
            self._show_shape(shape)

    def _not_laid(self, error: KnownError) -> None:
        self._show_shape(None)
        self.show_error(error)

    def _show_shape(self, shape: Shape | None) -> None:
        self.shape = shape
        words = (shape.complaint or shape.unprintable) if shape is not None else ""
        if shape is not None and not shape.rows:
            words = "这个范围里没有问题。请改范围，或在台账中改筛选后再打印。"
        self.complaint.setText(words)
        self.complaint.setVisible(bool(words))
        if shape is not None:
            self.settings.columns.show_widths(shape.widths)
            self.settings.columns_note.setText(f"宽（毫米）合计 {sum(shape.widths.values()):.0f}")
            self.viewer.show_pages(shape.pages, shape.size)
            small = f" · 字号缩到 {shape.body_pt:g} 磅" if shape.body_pt < self.settings.points.currentData() else ""
            self.viewer.sheet.show_columns(shape.left, tuple(shape.widths.values()), shape.size[0])
            self.viewer.note.set_full_text(f"列宽可在页面上拖动，松手即重新分页{small}")
        self._tell()
        self.status_changed.emit()

    def _tell(self) -> None:
        copies, numbers = self.settings.copies.value(), self.copy_numbers()
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"
        self.settings.numbers.setText(f"份 · {span}")
        shape = self.shape
        reason = why_not_put_out(self.context, Action.PRINT)
        fits = shape is not None and not shape.complaint and bool(shape.rows)
        pages = shape.pages if shape is not None else 0
        self.foot.sums.setText(f"{pages} 页 × {copies} 份 = {pages * copies} 面" if fits else "还不能打印")
        self.print_button.setText(f"打印 {copies} 份…")
        for button in (self.print_button, self.pdf_button):
            button.setEnabled(fits and not reason)
            button.setToolTip(reason or ("" if fits else self.complaint.text()))
        no_word = why_not_put_out(self.context, Action.EXPORT) or ("" if shape and shape.rows else "没有可导出的问题")
        self.foot.word_button.setEnabled(not no_word)
        self.foot.word_button.setToolTip(no_word or TO_WORD)

    # -- pictures

    def _ask_image(self, index: int, dots_per_inch: float) -> None:
        if self.shape is None or self.context.ledger.closed:
            return  # a timer may fire once more while the window closes
        self._image_asked += 1
        numbers = self.copy_numbers()
        work = partial(self._drawn_in_worker, self._image_asked, index, dots_per_inch, numbers[0])
        self.context.jobs.start("正在画预览", work, done=self._show_image, failed=self.show_error)

    def _drawn_in_worker(self, asked: int, index: int, dots_per_inch: float, copy: str) -> tuple[int, QImage | None]:
        if asked != self._image_asked:
            return asked, None
        return asked, self.desk.picture(index, dots_per_inch, copy)

    def _show_image(self, answer: tuple[int, QImage | None]) -> None:
        asked, image = answer
        if asked == self._image_asked and image is not None:
            self.viewer.show_image(image)

    # -- putting it out

    def print_list(self) -> None:
        """Ask once, with the copy numbers; then register and print."""
        dialog = PrintDialog(
            self.context, self._sentence("打印"), self.print_button.text().rstrip("…"), self.desk.printers.names(), self
        )
        if dialog.exec():
            self._put_out(self._order(dialog, printer=dialog.printer.currentText()))
        dialog.deleteLater()

    def save_pdf(self) -> None:
        """存为 PDF: a file with all copies, registered like a print."""
        folder = output_folder(self.context.settings.output_folder, self.context.ledger, "清单")
        folder.mkdir(parents=True, exist_ok=True)
        name = str(folder / fitting(f"{self.plan().title}.pdf"))
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", name, "PDF (*.pdf)")
        if chosen:
            self.ask_pdf(Path(chosen))

    def ask_pdf(self, path: Path) -> None:
        """Ask for purpose and holders, then write."""
        dialog = PrintDialog(self.context, self._sentence("写成 PDF"), "存为 PDF", None, self)
        if dialog.exec():
            self._put_out(self._order(dialog, path=path))
        dialog.deleteLater()

    def export_word(self) -> None:
        """导出 Word…: the same rows and columns as a table to go on with in WPS, registered like every export."""
        keys = [key for key in self.settings.columns.keys() if field_named(key, own_fields(self.context.reader))]
        dialog = ExportDialog(self.context, self.desk.shown(), self.plan().title, keys, self)
        dialog.kind.setCurrentIndex(dialog.kind.findData(True))
        dialog.exec()
        dialog.deleteLater()

    def _order(self, dialog: PrintDialog, **where: Any) -> Order:
        return Order(self.copy_numbers(), *dialog.said(), settings=self.settings.as_words(), **where)

    def _sentence(self, verb: str) -> str:
        shape, numbers = self.shape, self.copy_numbers()
        assert shape is not None
        copies = self.settings.copies.value()
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"
        return f"将{verb} {shape.pages} 页 × {copies} 份 = {shape.pages * copies} 面，占用份号 {span}，并记入打印登记。份号用过不再用。"

    def _put_out(self, order: Order) -> None:
        work = partial(self.desk.print_list, self.context.ledger, self.context.actor, order)
        self.print_button.setEnabled(False)
        self.context.jobs.start("正在打印", work, done=self._put, failed=self._jammed, bar=self.job_bar)

    def _put(self, done: Done) -> None:
        self.context.announce(done)
        where = f"已存为 {done.path}" if done.path is not None else f"已交打印机 {done.sheets} 面"
        self.say(f"{where}，已记入打印登记。")
        self._tell()

    def _jammed(self, error: KnownError) -> None:
        self.show_error(error)
        self._tell()

    # -- building

    def _build(self) -> None:
        theme = self.context.theme
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.tabs)
        self.back_button = self.add_button("返回台账 Esc", partial(self.context.open_page, "findings"))
        self.plan_button = self.add_button(
            "存为打印方案…", partial(keep_plan, self), action=Action.SAVE_VIEW, writes=True
        )
        self.add_menu("删除当前打印方案", partial(drop_plan, self), action=Action.SAVE_VIEW, writes=True)
        self.add_menu("打印登记簿…", partial(print_register, self), action=Action.READ_PRINTS, writes=True)
        self.back_button.hide()
        self.register: PrintRegister | None = None
        left = Card().flush()
        left.body.addWidget(self.settings)
        left.setFixedWidth(theme.px(292))
        self.complaint.setProperty("tone", "red")
        self.complaint.hide()
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.complaint)
        right.addWidget(self.viewer, 1)
        tab = QWidget()
        both = QHBoxLayout(tab)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(left)
        both.addLayout(right, 1)
        self.below.addWidget(self.foot)
        self.stack = QStackedWidget()
        self.stack.addWidget(tab)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.settings.changed.connect(self._later.start)
        self.settings.copies_changed.connect(self._copies_changed)
        self.settings.plan_chosen.connect(self._take_plan)
        self.viewer.wanted.connect(self._ask_image)
        self.tabs.changed.connect(self._show_tab)
        self.print_button.clicked.connect(self.print_list)
        self.pdf_button.clicked.connect(self.save_pdf)
        self.foot.word_button.clicked.connect(self.export_word)
        self.viewer.sheet.width_dragged.connect(self._width_dragged)
        self.add_shortcut("Alt+Up", "选中的列上移", partial(self.settings.columns.move_line, -1))
        self.add_shortcut("Alt+Down", "选中的列下移", partial(self.settings.columns.move_line, 1))

    def _take_plan(self, name: str) -> None:
        words = plans.plans(self.context.reader).get(name)
        if words is not None:
            self.settings.apply(words)

    def _width_dragged(self, place: int, width: float) -> None:
        if self.shape is not None:
            self.settings.columns.set_width(list(self.shape.widths)[place], width)

    def _copies_changed(self) -> None:
        self._tell()
        self.viewer.refresh()

    def _show_tab(self, key: str) -> None:
        if key == REGISTER:
            if self.register is None:
                self.register = PrintRegister(self, self.desk)
                self.register.changed.connect(self.status_changed)
                self.register.anew_asked.connect(self.print_anew)
                self.stack.addWidget(self.register)
            self.register.refresh()
        self.stack.setCurrentIndex(int(key == REGISTER))
        self.foot.setVisible(key == LIST)
        self.status_changed.emit()

    def escape(self) -> bool:
        """Back to the ledger that the list came from."""
        if self.back_button.isVisible():
            self.context.open_page("findings")
            return True
        return False
