"""The ladder of papers as data of the office: one for all rounds, another one for a round that goes its own way (registers.md §4)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from db.queries.facts import round_code
from db.queries.settings import setting
from db.reader import Reader
from db.store import Ledger
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.office import put_setting
from desktop.operations.papers import catalogue
from desktop.rules.chasing import DEFAULT_LADDER, Rung
from desktop.rules.permissions import Action, Actor

SETTING = "chase_ladder"
MOST_RUNGS = 8
LEADING_GROUP = DEFAULT_LADDER[-1]
"""The step without a paper."""
AGAIN = "再次"
TALK, TALK_WORD = "talk", "约谈"
"""How the declaration of a kind of paper says that it calls somebody in, and what its rung is called."""


def ladder_of(reader: Reader, round_id: int | None = None) -> tuple[Rung, ...]:
    """The rungs of a round: its own, else those of the office, else the usual ones."""
    stored = (setting(reader, _name(reader, round_id)) if round_id is not None else "") or setting(reader, SETTING)
    return rungs_of(reader, json.loads(stored)) if stored else DEFAULT_LADDER


def has_own(reader: Reader, round_id: int) -> bool:
    """Whether a round has rungs of its own."""
    return bool(setting(reader, _name(reader, round_id)))


def rungs_of(reader: Reader, kinds: Sequence[str]) -> tuple[Rung, ...]:
    """The rungs for kinds of papers in their order; a kind that comes again is told so, '' is 报领导小组."""
    found: list[Rung] = []
    for kind in kinds:
        if not kind:
            found.append(LEADING_GROUP)
            continue
        recipe = catalogue.recipe(reader, kind)
        title = TALK_WORD if recipe.per == TALK else recipe.title
        again = AGAIN if any(one.kind == kind for one in found) else ""
        found.append(Rung(kind, f"{again}{title}", warns=bool(recipe.rows.coming), talk=recipe.per == TALK))
    return tuple(found)


def choices(reader: Reader) -> tuple[Rung, ...]:
    """What may stand on a rung: every paper that is made out of overdue or coming findings, the talk, and 报领导小组."""
    kinds = [
        one.kind
        for one in catalogue.recipes(reader)
        if one.addressee == "unit" and (one.rows.overdue or one.rows.coming or one.per == TALK)
    ]
    return (*(rungs_of(reader, [kind])[0] for kind in kinds), LEADING_GROUP)


def put_ladder(ledger: Ledger, actor: Actor, kinds: Sequence[str], round_id: int | None = None) -> Changes:
    """Set the rungs of the office, or of one round; no rungs for a round: it goes by those of the office again."""
    known = {one.kind for one in choices(ledger.reader)}
    if strange := [kind for kind in kinds if kind not in known]:
        raise KnownError(f"催办阶梯不能用“{strange[0]}”。请在列出的文种中选择。", "strange_rung")
    if not kinds and round_id is None:
        raise KnownError("催办阶梯至少要有一级。请选第一级。", "no_rung")
    if len(kinds) > MOST_RUNGS:
        raise KnownError(f"催办阶梯最多 {MOST_RUNGS} 级。请减少级数。", "too_many_rungs")
    if "" in kinds[:-1]:
        raise KnownError("“报领导小组”只能是最后一级。请调整顺序。", "not_last")
    name = SETTING if round_id is None else _name(ledger.reader, round_id)
    with change(ledger, actor, Action.SETTLE_RECORD, "修改催办阶梯") as changes:
        put_setting(changes, name, json.dumps(list(kinds), ensure_ascii=False) if kinds else "")
    return changes


def _name(reader: Reader, round_id: int) -> str:
    """By the round's code, which is the same in every copy of the ledger."""
    return f"{SETTING}:{round_code(reader, round_id)}"
