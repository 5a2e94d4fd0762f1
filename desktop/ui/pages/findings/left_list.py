"""The list of 问题台账 while the page is out of sight: what is kept of many findings is given back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.ui.grid import left_rows
from desktop.ui.pages.findings.status import Amounts

if TYPE_CHECKING:
    from desktop.ui.pages.findings.page import FindingsPage


def let_go(page: FindingsPage) -> Sequence[object]:
    """The rows, with what the bar of views and the sums know of them."""
    gone = left_rows.let_go(page.table)
    if gone:
        gone = (*gone, page.lines, page.listed, page.view_bar.let_go())
        page.lines, page.listed, page.amounts = (), None, Amounts()
    return gone
