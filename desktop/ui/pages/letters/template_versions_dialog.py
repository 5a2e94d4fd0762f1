"""模板的版本: who changed the template of a kind, when and why; two versions side by side; back to a former one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from db.store import Ledger
from desktop.errors import KnownError
from desktop.ledgers.column import Column, LedgerTable
from desktop.operations.change import Changes
from desktop.operations.papers import catalogue
from desktop.rules.moments import to_minute
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.dialogs.list_verbs import ListVerbs
from desktop.ui.grid.ledger_table import LIST_ROW, LedgerTableView
from desktop.ui.widgets.changed_text import as_html
from desktop.ui.widgets.writing_field import WritingLine

if TYPE_CHECKING:
    from desktop.operations.papers.template_history import Difference, Version

_SIZE = (900, 600)
_LIST_HEIGHT = 190


def _short(digest: str) -> str:
    return digest[:12]


VERSIONS = LedgerTable(
    "template_versions",
    "模板的版本",
    (
        Column("title", "版本", 76),
        Column("state", "状态", 76),
        Column("recorded_at", "启用时间", 124, show=to_minute),
        Column("user_name", "启用人", 76),
        Column("reason", "为什么改", 170, wrap=True),
        Column("file_name", "文件", 150),
        Column("sha256", "校验码", 112, show=_short),
    ),
    unit_word="版",
)


class TemplateVersionsDialog(QDialog):
    """The list above, how the chosen version differs from another below; both are read in the worker."""

    def __init__(self, context: AppContext, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context, self.kind = context, kind
        self._asked = 0
        self.title = catalogue.recipe(context.reader, kind, begun=True).title
        self.setWindowTitle(f"模板的版本 {self.title}")
        self.table = LedgerTableView(context.theme, VERSIONS, ticks=False, rows=LIST_ROW)
        self.table.bar.setMaximumHeight(0)
        self.table.setFixedHeight(context.theme.px(_LIST_HEIGHT))
        self.table.stretch("reason")
        self.table.set_empty_state("这个文种还没有启用过模板。")
        ListVerbs(context, self.table)
        self.against, self.told = QComboBox(), QLabel(wordWrap=True)
        self.against.setAccessibleName("与哪一版相比")
        self.text = QTextBrowser()
        self.reason = WritingLine("", "换回的理由，记入操作日志")
        self.reason.setAccessibleName("为什么换回")
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("tone", "red")
        self.wrong.hide()
        self._build()
        self.table.current_changed.connect(self._chosen)
        self.against.currentIndexChanged.connect(self.compare)
        self.refresh()

    def refresh(self) -> None:
        """Read the versions; the newest is in hand."""
        from desktop.operations.papers import template_history  # brings Word's libraries along

        found = template_history.versions(self.context.reader, self.kind)
        self.table.show_records(found)
        if found:
            self.table.select_id(found[0].id)
        self._chosen()

    def version(self) -> Version | None:
        """The one in hand."""
        found: Version | None = self.table.current_record()
        return found

    def compare(self, *_signal: object) -> None:
        """Ask how the version in hand differs from the one chosen beside it."""
        version, other = self.version(), self.against.currentData()
        self._asked += 1
        self.text.clear()
        if version is None or other is None:
            self.told.setText("只有这一版，没有可比的。" if version is not None else "")
            return
        work = partial(_difference, self.context.ledger, self.kind, int(other), version.id, self._asked)
        self.context.jobs.start("正在比对模板", work, done=self._compared, failed=self._refused)

    def bring_back(self) -> None:
        """换回这一版: as a new version; the others stay listed."""
        from desktop.operations.papers import template_history

        version = self.version()
        if version is not None:
            self.wrong.hide()
            self.context.write(
                template_history.bring_back, self.kind, version.id, self.reason.text(), done=self._done, failed=self._refused
            )  # fmt: skip

    # -- answers

    def _chosen(self, *_signal: object) -> None:
        """Offer the other versions, the one before it first, then those behind."""
        version, others = self.version(), list(self.table.all_records())
        at = next((place for place, one in enumerate(others) if version is not None and one.id == version.id), -1)
        older, newer = others[at + 1 :], others[: max(at, 0)]
        self.against.blockSignals(True)
        self.against.clear()
        for one in (*older, *reversed(newer)) if at >= 0 else ():
            self.against.addItem(f"{one.title}（{one.state}）", one.id)
        self.against.setEnabled(self.against.count() > 1)
        self.against.blockSignals(False)
        self._judge()
        self.compare()

    def _judge(self) -> None:
        version = self.version()
        reason = self.context.why_not(Action.EDIT_TEMPLATE, writes=True)
        in_use = version is None or version.in_force
        self.back_button.setEnabled(not reason and not in_use)
        self.back_button.setToolTip(reason or ("现在用的就是这一版" if in_use else "作为新的一版启用，其余各版都留着"))
        self.reason.setEnabled(self.back_button.isEnabled())

    def _compared(self, answer: tuple[int, Difference]) -> None:
        number, found = answer
        if number == self._asked:
            self.told.setText(found.told())
            self.text.setHtml(as_html(found.paragraphs, self.context.theme))

    def _done(self, changes: Changes) -> None:
        self.context.notify(f"已{changes.title}。")
        self.reason.clear()
        self.refresh()

    def _refused(self, error: KnownError) -> None:
        self.wrong.setText(str(error))
        self.wrong.show()

    # -- building

    def _build(self) -> None:
        self.back_button, self.close_button = QPushButton("换回这一版"), QPushButton("关闭")
        self.back_button.setProperty("primary", True)
        for button, slot in ((self.back_button, self.bring_back), (self.close_button, self.accept)):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        line, foot = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(QLabel("与"))
        line.addWidget(self.against)
        line.addWidget(QLabel("相比："))
        line.addWidget(self.told, 1)
        foot.setSpacing(8)
        foot.addWidget(QLabel("为什么换回"))
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self.table)
        layout.addLayout(line)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.wrong)
        layout.addLayout(foot)
        self.resize(self.context.theme.px(_SIZE[0]), self.context.theme.px(_SIZE[1]))


def _difference(ledger: Ledger, kind: str, old: int, new: int, number: int) -> tuple[int, Any]:
    from desktop.operations.papers import template_history

    with ledger.apart() as own:
        return number, template_history.difference(own, kind, old, new)
