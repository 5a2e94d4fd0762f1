"""What a page of figures says where there is nothing to count: why, and the one next step."""

from __future__ import annotations

from functools import partial

from desktop.rules.permissions import Action
from desktop.statistics.question import chosen_rounds
from desktop.ui.context import AppContext
from desktop.ui.widgets.card import EmptyState


def show_nothing(empty: EmptyState, context: AppContext) -> None:
    """Before the feedback, before anything was known, or before the first list came in."""
    rounds = chosen_rounds(context.reader, context.scope)
    feedback = [one.feedback_on for one in rounds if one.feedback_on]
    if context.is_back:
        early = bool(feedback) and context.as_of < min(feedback)
        why = "尚未反馈" if early else "还没有登记问题"
        today = partial(context.set_switches, as_of=context.today, known=True)
        empty.show_text(f"{context.as_of} {why}，没有可统计的问题。", "回到今天", today)
        return
    where = rounds[0].name if len(rounds) == 1 else "账本里"
    button = "" if context.why_not(Action.IMPORT, writes=True) else "导入问题清单"
    empty.show_text(f"{where}还没有问题。导入清单后，这里就有数字。", button, partial(context.open_page, "import"))
