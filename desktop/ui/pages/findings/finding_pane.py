"""The detail pane: head, tabs 措施 进展 佐证 文书 历史, and the steps that a finding can take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from db.queries.finding_trail import pane_counts
from desktop.later import Later
from desktop.ledgers.findings import FindingLine
from desktop.rules.permissions import Action
from desktop.ui.context import AppContext
from desktop.ui.pages.findings.finding_head import FindingHead
from desktop.ui.pages.findings.progress_tab import ProgressTab
from desktop.ui.widgets.late_stack import LateStack
from desktop.ui.widgets.segment_tabs import SegmentTabs
from desktop.ui.widgets.yielding import Yielding

if TYPE_CHECKING:
    from desktop.ui.pages.findings import evidence_tab, history_tab, letters_tab, measures_tab, records_tab
else:  # each with its first sight
    evidence_tab, history_tab = (Later(f"desktop.ui.pages.findings.{one}_tab") for one in ("evidence", "history"))
    letters_tab, measures_tab = (Later(f"desktop.ui.pages.findings.{one}_tab") for one in ("letters", "measures"))
    records_tab = Later("desktop.ui.pages.findings.records_tab")

TABS = (
    ("measures", "措施", "Alt+1"),
    ("progress", "进展", "Alt+2"),
    ("evidence", "佐证", "Alt+3"),
    ("records", "督办", "Alt+4"),
    ("letters", "文书", "Alt+5"),
    ("history", "历史", "Alt+6"),
)


HEAD_LEAST = 92
"""Number, chips and two lines of text, in px at 100 %."""


class FindingPane(QFrame):
    """Shows one finding. Only the tab in sight is read; the others when they are opened."""

    step_asked = Signal(int)
    failed = Signal(object)
    extension_asked = Signal()
    letter_asked = Signal()
    edit_measure_asked = Signal(object)
    paper_asked = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context = context
        self.line: FindingLine | None = None
        self.head = FindingHead(context)
        self.tabs = SegmentTabs([(key, title, None) for key, title, _shortcut in TABS])
        self.pages: LateStack[Any] = LateStack(
            {
                "measures": lambda: measures_tab.MeasuresTab(context),
                "progress": partial(ProgressTab, context),
                "evidence": lambda: evidence_tab.EvidenceTab(context),
                "records": lambda: records_tab.RecordsTab(context),
                "letters": lambda: letters_tab.LettersTab(context),
                "history": lambda: history_tab.HistoryTab(context),
            },
            self._dress,
        )
        self._lay_out()
        self._connect()
        self.tabs.set_current("progress")
        self.show_finding(None)

    def show_finding(self, line: FindingLine | None) -> None:
        """Show a finding, or that none is chosen."""
        self.line, context = line, self._context
        self.whole.setVisible(line is not None)
        self.nothing.setVisible(line is None)
        self.progress.strip.show_finding(line)
        if line is not None:
            self.head.show_finding(line)
            told, letters, actions = pane_counts(
                context.reader, line.id, context.as_of, context.known_at, context.until
            )
            counts: dict[str, Any] = {
                "measures": line.measures or None,
                "progress": told or None,
                "evidence": line.evidence_count or None,
                "records": len(self._records_of(line)) or None,
                "letters": letters or None,
                "history": actions or None,
            }
            self.tabs.set_counts(counts)
            self._guard()
        self._read_tab()

    def set_wide(self, wide: bool) -> None:
        """Below the grid there is width and no height: head and tabs stand side by side."""
        side = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._direction.setDirection(side)
        self._direction.setStretch(0, 2 if wide else 0)
        self._direction.setStretch(1, 3 if wide else 1)

    def show_tab(self, key: str) -> None:
        """Alt+1…6."""
        self.tabs.set_current(key)
        page = self.pages[key]
        inside: dict[str, Callable[[], QWidget]] = {
            "evidence": lambda: self.evidence.add_button,
            "measures": lambda: self.measures.text,
            "progress": lambda: self.progress.strip.text,
        }
        place = inside[key]() if key in inside else page
        place.setFocus()

    def start_entry(self) -> None:
        """Ctrl+J: begin typing progress."""
        self.tabs.set_current("progress")
        self.progress.strip.start()

    def save_and_next(self) -> None:
        """Ctrl+Enter: save what is being typed in the tab in sight."""
        if self.tabs.current() == "measures":
            self.measures.add()
        elif self.tabs.current() == "progress":
            self.progress.save_and_next()

    def keep(self) -> None:
        """Before the page is left: what was typed goes to the ledger."""
        self.progress.strip.keep()
        if self.pages.has("measures"):
            self.measures.keep()

    def _read_tab(self) -> None:
        key = self.tabs.current()
        page = self.pages.show_key(key)
        page.show_finding(self.line)

    def _records_of(self, line: FindingLine) -> list[Any]:
        context = self._context
        return records_tab.records_of(context.reader, line.id, context.as_of, context.known_at)

    def _guard(self) -> None:
        reason = self._context.why_not(Action.EXTEND, writes=True)
        self.extend_button.setEnabled(not reason)
        self.extend_button.setToolTip(reason)

    def _button(self, text: str, slot: Callable[[], Any], icon: str = "", *, link: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", link)
        if icon:
            button.setIcon(self._context.theme.icon(icon))
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        self.extend_button = self._button("申请延期", self.extension_asked.emit)
        self.letter_button = self._button("出督办函", self.letter_asked.emit, "file")
        self.previous_button = self._button("‹ 上一条 Alt+↑", self.previous, link=True)
        self.next_button = self._button("下一条 Alt+↓ ›", self.next, link=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 10, 8)
        foot.addWidget(self.previous_button)
        foot.addWidget(self.next_button)
        foot.addStretch(1)
        foot.setSpacing(8)
        foot.addWidget(self.extend_button)
        foot.addWidget(self.letter_button)
        strip = QFrame()
        strip.setObjectName("card_head")
        inside = QHBoxLayout(strip)
        inside.setContentsMargins(6, 0, 6, 0)
        inside.addWidget(self.tabs)
        rest = QWidget()
        below = QVBoxLayout(rest)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(strip)
        below.addWidget(self.pages, 1)
        below.addLayout(foot)
        self.whole = QWidget()
        self._direction = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.whole)
        self._direction.setContentsMargins(0, 0, 0, 0)
        self._direction.setSpacing(0)
        self._direction.addWidget(Yielding(self.head, self._context.theme.px(HEAD_LEAST)))
        self._direction.addWidget(rest, 1)
        self.nothing = QLabel("在左边选一条问题。")
        self.nothing.setProperty("role", "secondary")
        self.nothing.setMargin(16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self.whole, 1)
        outer.addWidget(self.nothing)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._tab_changed)

    def _dress(self, page: QWidget) -> None:
        answers: dict[str, Any] = {
            "edit_asked": self.edit_measure_asked, "paper_asked": self.paper_asked, "attach_asked": self.evidence_files_asked,
            "saved_next": self._on_to_next, "failed": self.failed,
        }  # fmt: skip
        for name, answer in answers.items():
            if (signal := getattr(page, name, None)) is not None:
                signal.connect(answer)

    @property
    def measures(self) -> measures_tab.MeasuresTab:
        """The tab of measures."""
        return cast("measures_tab.MeasuresTab", self.pages["measures"])

    @property
    def progress(self) -> ProgressTab:
        """The tab of progress."""
        return cast("ProgressTab", self.pages["progress"])

    @property
    def evidence(self) -> evidence_tab.EvidenceTab:
        """The tab of evidence."""
        return cast("evidence_tab.EvidenceTab", self.pages["evidence"])

    @property
    def records(self) -> records_tab.RecordsTab:
        """The tab of records that name the finding."""
        return cast("records_tab.RecordsTab", self.pages["records"])

    @property
    def letters(self) -> letters_tab.LettersTab:
        """The tab of letters."""
        return cast("letters_tab.LettersTab", self.pages["letters"])

    @property
    def history(self) -> history_tab.HistoryTab:
        """The tab of its history."""
        return cast("history_tab.HistoryTab", self.pages["history"])

    def evidence_files_asked(self) -> None:
        """The paperclip of the entry strip."""
        self.evidence.show_finding(self.line)
        self.evidence.choose_files()

    def _tab_changed(self, _key: str) -> None:
        self._read_tab()

    def _on_to_next(self) -> None:
        self.next()
        self.progress.strip.start()

    def previous(self) -> None:
        """Alt+↑"""
        self.step_asked.emit(-1)

    def next(self) -> None:
        """Alt+↓"""
        self.step_asked.emit(1)
