"""From a request to papers: who gets one, words gathered per addressee, what the clerk typed laid over them (D7, D8)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from db.queries import papers as queries
from db.queries import rounds as round_queries
from db.reader import Reader
from db.store import Ledger
from desktop.documents import recipes
from desktop.documents.figures import Figure
from desktop.documents.recipe import Recipe
from desktop.documents.recipes import recipe_of
from desktop.errors import KnownError
from desktop.operations.change import Changes, change
from desktop.operations.papers import recommendation, report, supervision, unit_list
from desktop.operations.papers.batch import Batch
from desktop.operations.papers.gathered import Gathered, Request
from desktop.rules.permissions import Action, Actor

PerUnit = Callable[[Batch, int], Gathered | None]
PER_UNIT: dict[str, PerUnit] = {supervision.KIND: supervision.gather, unit_list.KIND: unit_list.gather}
NO_CAUSE = {supervision.KIND: "没有逾期问题，不用督办", unit_list.KIND: "在本轮没有问题，没有清单可发"}
_SELECTING = (*recommendation.CHOSEN, *recommendation.DEPARTMENT, *recommendation.ROWS)
EXTRA_FIELDS = {recommendation.KIND: recommendation.FIELDS}


def kinds() -> list[dict[str, Any]]:
    """The catalogue of papers; a composed kind also tells what must be chosen for it."""
    return [{**one, "fields": [*EXTRA_FIELDS.get(str(one["kind"]), ()), *one["fields"]]} for one in recipes.kinds()]  # type: ignore[misc]


def gather(reader: Reader, request: Request) -> list[Gathered]:
    """The papers that a request means, in the office's order of units; raises KnownError where nobody has cause for one."""
    recipe = recipe_of(request.kind)
    request = replace(request, kind=recipe.kind)
    if recipe.kind in PER_UNIT:
        found = _for_units(reader, request)
    else:
        found = _composed(reader, request)
    given = {name: value for name, value in request.given.items() if name not in _SELECTING}
    typed = recipe.enter(given)
    return [_with_typed(recipe, one, typed) for one in found]


def prepare(
    ledger: Ledger, actor: Actor, kind: str, name: str, fields: Mapping[str, Any], round_id: int | None = None
) -> Changes:
    """Keep what a clerk typed for a paper, to be used when it is made."""
    recipe = recipe_of(kind)
    recipe.enter({key: value for key, value in fields.items() if key not in _SELECTING})
    with change(ledger, actor, Action.PREPARE_PAPER, f"备好{recipe.title} {name}") as changes:
        row = {"kind": recipe.kind, "round_id": round_id, "name": name, "fields": dict(fields)}
        changes.writer.insert("prepared_paper", row)
    return changes


def drop_prepared(ledger: Ledger, actor: Actor, prepared_id: int) -> Changes:
    """Put a prepared paper into the recycle bin."""
    with change(ledger, actor, Action.PREPARE_PAPER, "移除待发件") as changes:
        changes.writer.update("prepared_paper", prepared_id, {"removed_in": changes.action_id})
    return changes


def _for_units(reader: Reader, request: Request) -> list[Gathered]:
    round_id = _round(reader, request)
    wanted = request.unit_ids or (queries.unit_ids_of_round(reader, round_id) if request.everyone else ())
    if not wanted:
        raise KnownError(f"{recipe_of(request.kind).title}要指明单位（--unit），或用 --all 给每个应发的单位各出一件。")
    maker, batch = PER_UNIT[request.kind], Batch(reader, request, round_id, wanted)
    found = [one for unit_id in wanted if (one := maker(batch, unit_id)) is not None]
    if not found:
        who = "所选单位" if request.unit_ids else "本轮各单位"
        raise KnownError(f"{who}{NO_CAUSE[request.kind]}。请核对轮次、单位和截止日期。")
    return found


def _composed(reader: Reader, request: Request) -> list[Gathered]:
    """One paper from what is typed; with --all every prepared paper of the kind."""
    if not request.everyone:
        return [_compose(reader, request, request.given, None)]
    prepared = queries.prepared(reader, request.kind)
    if not prepared:
        raise KnownError(f"没有备好的{recipe_of(request.kind).title}。请先在“文书”中备好，或直接给出各项内容。")
    return [_prepared(reader, request, one) for one in prepared]


def _prepared(reader: Reader, request: Request, one: queries.Prepared) -> Gathered:
    fields = {**json.loads(one.fields), **request.given}
    own = replace(request, round_id=request.round_id or one.round_id, given=fields)
    gathered = _compose(reader, own, fields, one.id)
    recipe = recipe_of(request.kind)
    typed = recipe.enter({name: value for name, value in fields.items() if name not in _SELECTING})
    return _with_typed(recipe, gathered, typed)


def _compose(reader: Reader, request: Request, typed: Mapping[str, Any], prepared_id: int | None) -> Gathered:
    if request.kind == recommendation.KIND:
        return recommendation.gather(reader, request, typed, prepared_id)
    return report.gather(reader, replace(request, round_id=_round(reader, request)), typed, prepared_id)


def _round(reader: Reader, request: Request) -> int:
    """The round that is named, else the one fed back last."""
    if request.round_id is not None:
        return request.round_id
    fed_back = [
        one for one in round_queries.rounds(reader) if one.feedback_on and one.feedback_on <= request.as_of.isoformat()
    ]
    if not fed_back:
        raise KnownError("账本中还没有反馈过的轮次。请先登记轮次和反馈日期。")
    return max(fed_back, key=lambda one: (one.feedback_on or "", one.id)).id


def _with_typed(recipe: Recipe, one: Gathered, typed: Mapping[str, Any]) -> Gathered:
    """What the clerk typed lies over what was gathered; an inner list (下步 of 未销清单) is laid row by row, by 编号."""
    words = dict(one.words)
    for name, value in typed.items():
        present = words.get(name)
        if isinstance(present, Figure) and present.rows and value is not None:
            raise KnownError(f"“{name}”由台账算出，不能改写。台账有误的，请先在台账中更正。")
        if name == "未销清单" and isinstance(present, list) and isinstance(value, list):
            words[name] = _by_number(present, value)
        else:
            words[name] = value
    return replace(one, words=words)


def _by_number(present: list[dict[str, Any]], typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    own = {str(row.get("编号")): row for row in typed}
    return [
        {**row, **{key: value for key, value in own.get(str(row["编号"]), {}).items() if key == "下步"}}
        for row in present
    ]
