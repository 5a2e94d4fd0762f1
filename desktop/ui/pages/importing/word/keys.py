"""The keys of the pages of Word files (ux/pages.md §22); the verbs of what is in hand are those of each page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.ui.pages.importing.word.word_page import WordPage


def add_keys(page: WordPage) -> None:
    """Let a page answer to its keys; F1 lists them."""
    verbs: Sequence[str] = page.VERBS
    for number, title in enumerate(verbs, 1):
        page.add_shortcut(f"Alt+{number}", title, partial(page.by_number, number))
    for key, title, act in (
        ("Ctrl+Return", "采纳并下一条；都看过后到下一步", page.next),
        ("Ctrl+Enter", "采纳并下一条（小键盘）", page.next),
        ("Ctrl+Shift+Return", "全部采纳建议", page.take_all),
        ("Ctrl+Shift+Enter", "全部采纳建议（小键盘）", page.take_all),
        ("F3", "下一处待看", page.next_waiting),
        ("Alt+Backspace", "退一步", page.step_back),
    ):
        page.add_shortcut(key, title, act)
