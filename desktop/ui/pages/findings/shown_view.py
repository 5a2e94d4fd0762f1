"""What 问题台账 shows, as print, export and papers take it: the rows in their order with the criteria that find them again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.later import Later
from desktop.ledgers.finding_line import rows_of
from desktop.ledgers.long_list import ids_of
from desktop.rules.basis import title as basis_title
from desktop.ui.round_figures import rounds_text

if TYPE_CHECKING:
    from desktop.operations.lists import view
    from desktop.ui.pages.findings.page import FindingsPage
else:  # with the first list that leaves
    view = Later("desktop.operations.lists.view")


def shown_view(page: FindingsPage) -> view.View:
    """The ticked rows, else those in sight, with the scope in words."""
    how, context = page.table.arrangement(), page.context
    ticked = page.table.ticked_ids()
    if ticked:
        how, rows = replace(how, filters={}), rows_of(page.table.chosen_records())
        said = f"勾选的 {len(ticked)} 条"
    else:
        rows, said = rows_of(page.table.records()), view.chips(how, context.reader)
    ids = ticked or (tuple(ids_of(page.lines)) if page.ask is not None else ())
    criteria = view.Criteria(context.scope.rounds, how, ids, context.known_at)
    return view.View(rows, context.as_of, len(page.lines), said, basis_title(context.basis), criteria)


def list_title(page: FindingsPage) -> str:
    """What the printed list is called: after the round, the view, or what was asked for."""
    shown = page.view_bar.current()
    if page.ask is not None:
        return f"问题清单（{page.listed.title if page.listed else ''}）"
    if page.table.ticked_ids():
        return f"{rounds_text(page.context)}问题清单（所选）"
    return f"{rounds_text(page.context)}问题清单" + ("" if shown.key == "all" else f"（{shown.title}）")
