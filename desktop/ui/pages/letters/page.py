"""文书: batches, single papers, the register, and the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from db.queries.findings import list_findings
from db.records import FindingCriteria
from db.store import Ledger
from desktop.errors import KnownError
from desktop.host.printing import open_folder
from desktop.operations.papers import catalogue
from desktop.operations.papers.asking import asking
from desktop.rules.permissions import Action
from desktop.ui.asks import AskPaper, AskRows, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.done_bar import DoneBar
from desktop.ui.page import Page
from desktop.ui.pages.letters.batch import BatchTab
from desktop.ui.pages.letters.office_dialog import OfficeDialog
from desktop.ui.paper_desk import Issued, PaperDesk, output_folder
from desktop.ui.widgets.segment_tabs import SegmentTabs

if TYPE_CHECKING:
    from desktop.ui.pages.letters.reconcile import ReconcileTab
    from desktop.ui.pages.letters.register import RegisterTab
    from desktop.ui.pages.letters.single import SingleTab
    from desktop.ui.pages.letters.templates import TemplatesTab

BATCH, SINGLE, REGISTER, RECONCILE, TEMPLATES = "batch", "single", "register", "reconcile", "templates"
TABS = (
    (BATCH, "批量出文"),
    (SINGLE, "单份出文"),
    (REGISTER, "发文登记"),
    (RECONCILE, "与台账核对"),
    (TEMPLATES, "模板检查"),
)


class LettersPage(Page):
    """Each tab is made when it is first shown."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "文书")
        self.desk = PaperDesk(context.ledger)
        self.tabs = SegmentTabs([(key, title, None) for key, title in TABS])
        self.tabs.changed.connect(self._show_tab)
        self.head_middle.addSpacing(8)
        self.head_middle.addWidget(self.tabs)
        self.add_button("打开输出文件夹", self._open_folder, icon="folder")
        self.add_menu("更改输出文件夹…", self._choose_folder)
        self.add_menu("检查 Word 版式…", self.check_form)
        self.add_menu("机关设置…", self.open_office, action=Action.EDIT_OFFICE, writes=True)
        self.done_bar = DoneBar(self)
        self.stack = QStackedWidget()
        self.body.addWidget(self.done_bar)
        self.body.addWidget(self.stack, 1)
        self._made: dict[str, Any] = {}
        self._stale: set[str] = set()
        self._work: Mapping[str, int] = {}
        self._asked = 0

    # -- the page

    def refresh(self) -> None:
        """Read the tab in sight again, the others when they are shown."""
        self._stale = set(self._made)
        self._show_tab(self.tabs.current())
        self._ask_work()

    def on_changed(self, changes: Any) -> None:
        """What was issued stays in sight until the clerk goes on; everything else is read again."""
        self._stale = set(self._made)
        if not (self.tabs.current() == BATCH and self.batch.issued is not None):
            self._show_tab(self.tabs.current())
        self._ask_work()

    def status_texts(self) -> Sequence[str]:
        """What the tab in sight says."""
        return tuple(self._tab(self.tabs.current()).status_texts())

    def zones(self) -> Sequence[QWidget]:
        """The zones of the tab in sight."""
        return tuple(self._tab(self.tabs.current()).zones())

    def open_with(self, payload: object) -> None:
        """A kind for some units, the paper of a record of a book, or a tab."""
        if isinstance(payload, AskTab):
            self.tabs.set_current(payload.key)
        elif isinstance(payload, AskPaper):
            self._open_paper(payload)
        elif isinstance(payload, AskRows):
            self.tabs.set_current(REGISTER)
            self._tab(REGISTER).show_only(payload.ids, payload.title)
        elif isinstance(payload, Mapping):
            self._open_kind(payload)

    @property
    def batch(self) -> BatchTab:
        """批量出文."""
        tab: BatchTab = self._tab(BATCH)
        return tab

    def open_office(self) -> None:
        """机关设置: what every paper says about the office."""
        dialog = OfficeDialog(self.context, self)
        if dialog.exec():
            self.say("已保存机关设置。")
        dialog.deleteLater()

    def check_form(self) -> None:
        """检查 Word 版式: any paper, of this program or another."""
        from desktop.ui.dialogs.form_check_dialog import FormCheckDialog

        dialog = FormCheckDialog(self.context, self)
        dialog.exec()
        dialog.deleteLater()

    def compose(
        self,
        kind: str,
        finding_ids: Sequence[int] = (),
        words: Mapping[str, Any] | None = None,
        prepared: int | None = None,
    ) -> None:
        """单份出文 for a kind, with findings that were chosen elsewhere, or with what another page knows of its words, put by before or not."""
        self.tabs.set_current(SINGLE)
        criteria = FindingCriteria(ids=tuple(finding_ids), presence="any")
        rows = list_findings(self.context.reader, criteria, self.context.as_of) if finding_ids else ()
        self._tab(SINGLE).show_kind(kind, [row.number for row in rows], words, prepared)

    def _open_paper(self, ask: AskPaper) -> None:
        """The kind that is made of such a record, with what the record says typed in its form."""
        wanted = [one for one in catalogue.recipes(self.context.reader) if one.per == ask.book]
        if wanted:
            self.tabs.set_current(SINGLE)
            self._tab(SINGLE).show_record(wanted[0].kind, ask.number)

    def leave(self) -> None:
        """What is being typed is kept; units that another page named are forgotten."""
        if BATCH in self._made and self._made[BATCH].forget_units():
            self._stale.add(BATCH)
        if SINGLE in self._made:
            self._made[SINGLE].leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to: a tab whose choice was forgotten is read anew."""
        super().showEvent(event)
        if self.tabs.current() in self._stale and self.tabs.current() in self._made:
            self._show_tab(self.tabs.current())

    def show_issued(self, result: Issued) -> None:
        """Say what went out, where it lies, and offer to print it."""
        self.done_bar.show_issued(result)
        self.say(f"已签发 {len(result.made)} 份。")
        if unwritten := "".join(made.unwritten for made in result.made):
            self.show_error(KnownError(unwritten))

    # -- inside

    def _open_kind(self, payload: Mapping[str, Any]) -> None:
        kind = str(payload.get("kind") or self.batch.kinds.first())
        if not catalogue.recipe(self.context.reader, kind).each:
            self.compose(kind, tuple(payload.get("finding_ids") or ()), payload.get("words"), payload.get("prepared"))
            return
        units = payload.get("unit_ids") or ([payload["unit_id"]] if payload.get("unit_id") else [])
        self.tabs.set_current(BATCH)
        records, addressees = (tuple(payload.get(name) or ()) for name in ("records", "addressees"))
        self.batch.show_kind(kind, tuple(units), records, addressees)

    def _ask_work(self) -> None:
        """Which kinds ask for work: counted beside the window, shown in the lists of kinds."""
        context, self._asked = self.context, self._asked + 1
        moment = (context.as_of, context.known_at if context.is_back else None)
        work = partial(_asking, context.ledger, context.switches.round_ids, *moment, self._asked)
        context.beside.start("正在查看等着办理的文书", work, done=self._take_work)

    def _take_work(self, found: tuple[int, Mapping[str, int]]) -> None:
        number, work = found
        if number == self._asked:
            self._work = work
            for key in (BATCH, SINGLE):
                if key in self._made:
                    self._made[key].kinds.show_work(work)

    def _show_tab(self, key: str) -> None:
        tab = self._tab(key)
        self.stack.setCurrentWidget(tab)
        if key in (REGISTER, TEMPLATES):
            self.done_bar.hide()
        if key in self._stale:
            self._stale.discard(key)
            tab.refresh()
        self.status_changed.emit()

    def _tab(self, key: str) -> Any:
        if key not in self._made:
            tab: Any = self._make(key)
            tab.changed.connect(self.status_changed)
            if key in (BATCH, SINGLE):
                tab.kinds.show_work(self._work)
            self._made[key] = tab
            self._stale.add(key)
            self.stack.addWidget(tab)
        return self._made[key]

    def _make(self, key: str) -> RegisterTab | SingleTab | ReconcileTab | TemplatesTab | BatchTab:
        if key == REGISTER:
            from desktop.ui.pages.letters.register import RegisterTab

            return RegisterTab(self, self.desk)
        if key == SINGLE:
            from desktop.ui.pages.letters.single import SingleTab

            return SingleTab(self, self.desk)
        if key == RECONCILE:
            from desktop.ui.pages.letters.reconcile import ReconcileTab

            return ReconcileTab(self)
        if key == TEMPLATES:
            from desktop.ui.pages.letters.templates import TemplatesTab

            return TemplatesTab(self)
        batch = BatchTab(self, self.desk)
        batch.single_asked.connect(self.compose)
        batch.office_asked.connect(self.open_office)
        return batch

    def _open_folder(self) -> None:
        folder = output_folder(self.context.settings.output_folder, self.context.ledger)
        folder.mkdir(parents=True, exist_ok=True)
        open_folder(folder)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "文书和清单写到哪个文件夹", self.context.settings.output_folder)
        if chosen:
            self.context.keep_settings(output_folder=chosen)
            self.say(f"以后写到 {chosen}")


def _asking(
    ledger: Ledger, rounds: tuple[int, ...], as_of: str, known_at: str | None, number: int
) -> tuple[int, Mapping[str, int]]:
    with ledger.apart() as own:
        return number, asking(own.reader, rounds, as_of, known_at)
