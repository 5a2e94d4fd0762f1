"""A dialog that asks for a few things and carries out one operation; it stays open, with the reason, where that is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.errors import KnownError
from desktop.ledgers.field import Field
from desktop.ui.context import AppContext
from desktop.ui.widgets.writing_field import WritingField, is_composing
from desktop.ui.widgets.yielding import Yielding

SHOWN_OF_TEXT = 80
"""Characters of a finding that stand above the fields."""
LEAST_FIELDS = 120
"""What of the fields stays in sight where a low screen with large letters lets them scroll, in px at 100 %."""
FRAME = 40
"""Title bar and edges that the system draws around a dialog, in px."""

W = TypeVar("W", bound=QWidget)


class FormDialog(QDialog):
    """Title, rows, what is wrong, 取消 and one verb. Ctrl+Enter is the verb from inside a text of several lines."""

    def __init__(
        self, context: AppContext, title: str, verb: str, parent: QWidget | None = None, width: int = 460
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.result_value: Any = None
        self.held: set[str] = set()
        """Names of the fields that the person may not fill."""
        self.setWindowTitle(title)
        self.setMinimumWidth(context.theme.px(width))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.form.setHorizontalSpacing(10)
        self.form.setVerticalSpacing(7)
        self.wrong = QLabel(wordWrap=True)
        self.wrong.setProperty("tone", "red")
        self.wrong.hide()
        self.verb = QPushButton(verb)
        self.verb.setProperty("primary", True)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.try_it)
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.verb)
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(16, 14, 16, 14)
        self.layout_.setSpacing(10)
        self.layout_.addLayout(self.body)
        fields = QWidget()
        self.form.setContentsMargins(0, 0, 0, 0)
        fields.setLayout(self.form)
        self.layout_.addWidget(Yielding(fields, context.theme.px(LEAST_FIELDS)))
        self.layout_.addStretch(1)
        self.layout_.addWidget(self.wrong)
        self.layout_.addLayout(foot)

    def carry_out(self) -> None:
        """Read the fields and call `run`; raise KnownError for what is missing."""

    def head(self, text: str) -> QLabel:
        """A strong line above the fields."""
        label = QLabel(text, wordWrap=True)
        label.setProperty("role", "strong")
        self.body.addWidget(label)
        return label

    def note(self, text: str) -> QLabel:
        """A secondary line above the fields."""
        label = QLabel(text, wordWrap=True)
        label.setProperty("role", "secondary")
        self.body.addWidget(label)
        return label

    def facts(self, *lines: str) -> None:
        """What the step will do, a fact a line."""
        for line in lines:
            self.body.addLayout(fact_line(line))

    def final(self, warning: str) -> None:
        """The step cannot be taken back: that is said in red above the buttons, and Enter goes back."""
        self.layout_.insertWidget(self.layout_.indexOf(self.wrong), warning_label(warning))
        self.cancel.setText("返回")
        self.verb.setDefault(False)
        self.cancel.setDefault(True)

    def note_of_finding(self, text: str) -> QLabel:
        """What the finding says, shortened; the whole stands in the tooltip."""
        label = self.note(text if len(text) <= SHOWN_OF_TEXT else f"{text[: SHOWN_OF_TEXT - 1]}…")
        label.setToolTip(text)
        return label

    def row(self, label: str, widget: W) -> W:
        """A labelled field."""
        self.form.addRow(label, widget)
        widget.setAccessibleName(label)
        if isinstance(widget, WritingField):
            widget.installEventFilter(self)
        return widget

    def hold(self, field: Field, widget: QWidget) -> None:
        """Grey the editor of a field that asks for a right which the person at work lacks, and say which."""
        if reason := field.lacking(self.context.actor.rights):
            widget.setEnabled(False)
            widget.setToolTip(reason)
            self.held.add(field.name)

    def try_it(self) -> None:
        """The verb was chosen."""
        if is_composing(self.focusWidget()):
            return
        self.wrong.hide()
        try:
            self.carry_out()
        except KnownError as error:
            self.fail(error)

    def run(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """Carry out an operation in the worker; the dialog closes when it stands."""
        self.verb.setEnabled(False)
        self.context.write(operation, *arguments, done=self.succeed, failed=self.fail, **named)

    def put_out(self, operation: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        """The same for what leaves as a file or a print."""
        self.verb.setEnabled(False)
        self.context.put_out(operation, *arguments, done=self.succeed, failed=self.fail, **named)

    def succeed(self, result: Any) -> None:
        """The operation stands."""
        self.result_value = result
        self.accept()

    def fail(self, error: KnownError) -> None:
        """Say what is wrong and let the clerk mend it."""
        self.verb.setEnabled(True)
        self.wrong.setText(str(error))
        self.wrong.show()
        self.grow()

    def grow(self) -> None:
        """Make room for what came in, so that no sentence is hidden; never beyond the screen. A form inside the window has the room it is given."""
        if not self.isWindow():
            return
        layout = self.layout_
        layout.activate()
        wanted = layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else self.sizeHint().height()
        room = self.screen().availableGeometry()
        self.resize(self.width(), max(self.height(), min(wanted, room.height() - FRAME)))
        if self.frameGeometry().bottom() > room.bottom():
            self.move(self.x(), max(room.top(), room.bottom() - self.frameGeometry().height()))

    def showEvent(self, event: QShowEvent) -> None:
        """The marker stands in the first field, unless the dialog has put it elsewhere."""
        super().showEvent(event)
        self.setMaximumHeight(self.screen().availableGeometry().height() - FRAME)
        self.grow()
        if self.focusWidget() is None and (first := self._first_field()) is not None:
            first.setFocus()

    def event(self, event: QEvent) -> bool:
        """A row or a sentence that came in later has its room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.grow()
        return done

    def _first_field(self) -> QWidget | None:
        items = (self.form.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self.form.rowCount()))
        above = (self.body.itemAt(place) for place in range(self.body.count()))  # a text or list without a label
        widgets = [widget for item in (*items, *above) if item is not None and (widget := item.widget()) is not None]
        takers = (widget for widget in widgets if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled())
        return next(takers, None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter in a text of several lines is the verb."""
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if pressed and _is_verb(event) and self.verb.isEnabled():
            if event.type() == QEvent.Type.KeyPress:
                self.try_it()
            event.accept()  # the page around a form in the window has keys of its own
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter in any other field is the verb too, unless the step is final and Enter goes back."""
        if _is_verb(event) and self.verb.isEnabled() and self.verb.isDefault():
            self.try_it()
        else:
            super().keyPressEvent(event)


def _is_verb(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def fact_line(text: str) -> QHBoxLayout:
    """A fact of what cannot be taken back, behind its dot; further lines of it stand under the first."""
    line = QHBoxLayout()
    line.addWidget(QLabel("·"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(QLabel(text, wordWrap=True), 1)
    return line


def warning_label(text: str) -> QLabel:
    """That a step cannot be taken back."""
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", "strong")
    label.setProperty("tone", "red")
    return label


def needed(text: str, what: str) -> str:
    """The text, or a KnownError that names what is missing."""
    if not text.strip():
        raise KnownError(f"“{what}”是空的。请填写。")
    return text.strip()


def side_by_side(*fields: QWidget) -> QWidget:
    """Several small fields in the place of one."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    for field in fields:
        line.addWidget(field)
    line.addStretch(1)
    return both
