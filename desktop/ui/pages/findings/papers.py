"""Papers that are made of single findings, offered where the findings stand (销号审批表)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from desktop.later import Later
from desktop.ledgers.findings import FINDINGS
from desktop.rules.overdue import is_waiting
from desktop.rules.permissions import Action

if TYPE_CHECKING:
    from desktop.operations.papers import catalogue
    from desktop.ui.pages.findings.page import FindingsPage

else:
    catalogue = Later("desktop.operations.papers.catalogue")


OFFERED = "paper_offered"


def add_paper_menus(page: FindingsPage, before: QAction) -> None:
    """One entry a kind that is made of a finding, in its place of the ⋯ menu; whenever it opens: the office makes kinds of its own and renames them."""
    offered = {str(entry.property(OFFERED)): entry for entry in page.menu.actions() if entry.property(OFFERED)}
    kinds = {kind: title for title, kind, _book in catalogue.record_papers(page.context.reader, [FINDINGS.name])}
    for kind, title in kinds.items():
        entry = offered.get(kind)
        if entry is None:
            entry = page.add_menu("", partial(open_papers, page, kind), action=Action.ISSUE, writes=True)
            entry.setProperty(OFFERED, kind)
            page.menu.removeAction(entry)
            page.menu.insertAction(before, entry)
        entry.setText(f"出{title}…")
    for kind, entry in offered.items():
        entry.setVisible(kind in kinds)


def open_papers(page: FindingsPage, kind: str) -> None:
    """In 文书, for the chosen findings that their units report done and that wait for the office."""
    chosen = [line for line in page.chosen() if is_waiting(line.row)]
    if not chosen:
        page.show_error("所选问题没有自报完成、待核实的，没有销号可审批。请先登记单位自报，或另选问题。")
        return
    page.pane.keep()
    units = list(dict.fromkeys(line.unit_id for line in chosen))
    numbers = [line.row.number for line in chosen]
    page.context.open_page("letters", {"kind": kind, "unit_ids": units, "records": numbers})
