"""Qt properties that the makers of Qt's Python types left out: set by one call here, so that the type checker sees each use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, cast

if TYPE_CHECKING:  # the login needs `named` alone; PySide makes a class and its enums when it is first named
    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QTextCharFormat, QTextLayout
    from PySide6.QtWidgets import QAbstractButton, QStyle, QStyleOptionViewItem, QWidget

Q = TypeVar("Q", bound="QObject")
B = TypeVar("B", bound="QAbstractButton")


class ViewItem(Protocol):
    """What a delegate reads of the cell that it paints: its place in pixels, whether it is chosen, its view."""

    rect: QRect
    state: QStyle.StateFlag
    widget: QWidget


def named(made: Q, name: str) -> Q:
    """The object under the name by which the style sheet and the tests know it."""
    made.setObjectName(name)
    return made


def ticked(button: B, on: bool = True) -> B:
    """The box or button, ticked where `on`."""
    button.setChecked(on)
    return button


def view_item(option: QStyleOptionViewItem) -> ViewItem:
    """The same option, with the fields that Qt gives it."""
    return cast("ViewItem", option)


def format_range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """How a stretch of a laid-out text looks."""
    from PySide6.QtGui import QTextLayout

    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form  # type: ignore[attr-defined]
    return made
