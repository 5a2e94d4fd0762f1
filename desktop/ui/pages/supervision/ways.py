"""Where the board leads: the letters of the next rung in 文书, the list and its print, the talk, the extension of a finding."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QWidget

from desktop.ledgers import books
from desktop.ledgers.extensions import EXTENSIONS
from desktop.operations.lists.view import Criteria
from desktop.operations.supervision.board import Board, Card
from desktop.operations.supervision.planning import Planned
from desktop.ui.asks import AskFindings, AskTab
from desktop.ui.context import AppContext
from desktop.ui.dialogs.record_dialog import RecordDialog
from desktop.ui.round_figures import rounds_text
from desktop.ui.widgets.place_tabs import BOARD_TITLE


def kinds(board: Board | None, *, warns: bool) -> list[str]:
    """The kinds of papers on the ladder that warn, or that chase; a talk is asked for in its own book."""
    rungs = board.ladder if board is not None else ()
    return list(dict.fromkeys(one.kind for one in rungs if one.kind and not one.talk and one.warns is warns))


def open_letters(context: AppContext, plan: Planned, wanted: Sequence[str]) -> bool:
    """The planned letters of the first of these kinds; False where there are none."""
    kind = next((one for one in wanted if plan.of([one])), "")
    if kind:
        context.open_page("letters", {"kind": kind, "unit_ids": list(plan.of([kind]))})
    return bool(kind)


def open_rung(context: AppContext, board: Board, kind: str, unit: int) -> None:
    """The proposed rung of one unit: its letter, or the book of talks."""
    if any(one.kind == kind and one.talk for one in board.ladder):
        context.open_page("talks", AskTab("talk"))
    else:
        context.open_page("letters", {"kind": kind, "unit_ids": [unit]})


def open_list(context: AppContext, cards: Sequence[Card]) -> None:
    """As a list of findings: there they are exported."""
    ids = tuple(card.id for card in cards)
    context.open_page("findings", AskFindings(ids, f"{BOARD_TITLE} {len(ids)} 条"))


def open_print(context: AppContext, cards: Sequence[Card]) -> None:
    """On the page for printing, exactly these."""
    ids = tuple(card.id for card in cards)
    criteria = Criteria(context.scope.rounds, ids=ids, known_at=context.known_at)
    title, said = f"{rounds_text(context)}{BOARD_TITLE}清单", f"{BOARD_TITLE}上的 {len(ids)} 条"
    handed = {
        "criteria": criteria,
        "count": len(ids),
        "whose": f"来自{BOARD_TITLE}",
        "title": title,
        "list_title": title,
    }
    context.open_page("print", {**handed, "scope": said})


def extension_of(context: AppContext, card: Card, parent: QWidget) -> QDialog:
    """申请延期 for a finding, with what the ledger knows filled in."""
    register = books.book(context.reader, EXTENSIONS.name)
    preset = {"finding": card.id, "first_due": card.due_on, "source": "window", "applied_by": card.row.owner}
    return RecordDialog(context, register, parent=parent, preset=preset)
