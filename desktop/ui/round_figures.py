"""The figures that the frame itself shows: rates beside dates and bases, names of what is chosen."""

from __future__ import annotations

from datetime import date, timedelta

from db.queries import rounds as round_queries
from db.queries.tallies import tally
from db.records import Basis, RoundRow
from desktop.rules import basis as basis_rules
from desktop.rules.rate import Rate
from desktop.ui.context import AppContext
from desktop.ui.sight import Sight


def rate_of(context: AppContext, basis: Basis, as_of: str) -> Rate:
    """The rate of the chosen rounds under a basis on a day, as the switch 所知/实际 stands."""
    known_at = context.known_at if as_of == context.as_of else as_of if context.switches.known else None
    [count] = tally(context.reader, basis, as_of, known_at, scope=context.scope)
    return basis_rules.rate(basis, count.numerator, count.denominator)


def chosen_rounds(context: AppContext) -> tuple[RoundRow, ...]:
    """The rounds that are ticked, the latest first."""
    wanted = set(context.switches.round_ids)
    return tuple(one for one in round_queries.rounds(context.reader) if one.id in wanted)


def current_round(context: AppContext | Sight) -> int | None:
    """The one round that is looked at: the first that is chosen, else the last that had its feedback, else the last."""
    if context.switches.round_id is not None:
        return context.switches.round_id
    every = round_queries.rounds(context.reader)
    given = [one for one in every if one.feedback_on and one.feedback_on <= context.as_of]
    return max(given or every, key=lambda one: (one.feedback_on or "", one.id)).id if every else None


def rounds_text(context: AppContext) -> str:
    """What the chip says: one name, 全部轮次, or how many."""
    every = round_queries.rounds(context.reader)
    chosen = chosen_rounds(context)
    if not every:
        return "还没有轮次"
    if not chosen or len(chosen) == len(every) > 1:
        return f"全部 {len(every)} 轮"
    if len(chosen) == 1:
        return chosen[0].name
    terms = {one.term_id for one in chosen}
    whole = [one for one in every if one.term_id in terms]
    if len(terms) == 1 and len(whole) == len(chosen):
        return f"{chosen[0].term_name}累计 {len(chosen)} 轮"
    return f"{chosen[0].name} 等 {len(chosen)} 轮"


def date_text(context: AppContext) -> str:
    """`2026-06-05 今天`."""
    day = context.switches.as_of
    if context.switches.frozen:
        return f"{day.isoformat()} 已冻结"
    return f"{day.isoformat()} 今天" if day == context.today else day.isoformat()


def month_end_before(day: date) -> date:
    """上月末."""
    return day.replace(day=1) - timedelta(days=1)


def quarter_end_before(day: date) -> date:
    """上季末."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1) - timedelta(days=1)


def first_choice(context: AppContext) -> tuple[int, ...]:
    """The round that a fresh window shows: the latest one that has findings, else the latest."""
    every = round_queries.rounds(context.reader)
    for one in every:
        if round_queries.has_findings(context.reader, one.id, context.as_of):
            return (one.id,)
    return (every[0].id,) if every else ()
