"""What score schemes and sheets do beside their records: versions, points that the ledger knows, total, grade, rank (M11, M25, W10)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from db.queries import books as queries
from db.queries import follow_up
from db.queries import units as unit_queries
from db.queries.standing import EVER
from db.reader import Reader
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.scores import SCORE_SCHEMES, SCORE_SHEETS, SMALL
from desktop.operations.follow_up.frames import strata, stratum
from desktop.operations.follow_up.score_figures import FIGURES, figure_of, rate_of
from desktop.operations.follow_up.taking import Taking
from desktop.rules import scores
from desktop.rules.scores import Node, Result, Score, Wrong

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "defaults" / "score_schemes.json"


def shipped() -> tuple[dict[str, str], ...]:
    """The schemes that come with the program, as they are entered."""
    return tuple(json.loads(SHIPPED.read_text("utf-8")))


def scheme_filled(reader: Reader, values: dict[str, Any], _today: str, _at: str) -> dict[str, Any]:
    """A scheme with its version; one that is named like a shipped one and says no items takes them over."""
    shape = books.book(reader, SCORE_SCHEMES.name).shape
    every = (*_records(reader, SCORE_SCHEMES.name), *queries.records(reader, shape, EVER, removed=True))
    same = [one for one in every if one.name == values.get("name")]
    if not values.get("items"):
        values |= next((one for one in shipped() if one["name"] == values.get("name")), {})
    for node in _nodes(str(values.get("items") or "")):
        if node.figure and node.figure not in FIGURES:
            raise KnownError(f"“{node.title}”的取数“{node.figure}”认不出。可写：{'、'.join(FIGURES)}。", "items")
        if node.figure:
            _asked(lambda node=node: scores.bound(node, Decimal(0)), "items")
    return {**values, "version": 1 + max((int(one.version) for one in same), default=0)}


def may_add_sheet(reader: Reader, values: Mapping[str, Any]) -> None:
    """One sheet a unit, round and scheme."""
    named = [values.get(name) for name in ("unit", "round", "scheme")]
    if all(named) and (known := follow_up.sheet_of(reader, *(int(one or 0) for one in named))):
        raise KnownError(f"这个单位本轮用这份模板已有{known}。请修改那一份。", "scored_twice")


def sheet_filled(reader: Reader, values: dict[str, Any], today: str, _at: str) -> dict[str, Any]:
    """A sheet with the points that the ledger knows, its total, its grade, the rate of the unit and its group."""
    if not all(values.get(name) for name in ("unit", "round", "scheme")):
        return values
    on, unit, round_id = values.get("on") or today, int(values["unit"]), int(values["round"])
    scheme = scheme_of(reader, int(values["scheme"]))
    nodes = _nodes(scheme.items)
    typed = _asked(lambda: scores.read_values(str(values.get("values") or "")), "values")
    known = _computed(reader, nodes, unit, round_id, on)
    _may_overwrite(nodes, typed, known)
    merged = {code: score for code, (score, _told) in known.items()} | typed
    _asked(lambda: scores.judge(nodes, merged), "outside")
    reached = scores.result(nodes, merged)
    cut_offs = scores.read_cut_offs(scheme.cut_offs)
    by_line = scores.grade_of(cut_offs, reached)
    if values.get("grade") and values["grade"] not in dict(cut_offs):
        raise KnownError(f"评分模板没有“{values['grade']}”这一等。可写：{'、'.join(dict(cut_offs))}。", "no_grade")
    if values.get("grade") and values["grade"] != by_line and not values.get("reason"):
        raise KnownError(f"按分数线是“{by_line}”，评为“{values['grade']}”要写等次理由。请补写。", "other_grade")
    rate, count = rate_of(reader, unit, round_id, on)
    kind = (unit_queries.unit(reader, unit, on) or _Unknown).kind
    return {
        **values, "on": on, "group": values.get("group") or stratum(strata(reader), kind),
        "computed": scores.written({code: score for code, (score, _told) in known.items()}),
        "total": scores.plain(reached.total), "vetoed": int(reached.vetoed), "grade": values.get("grade") or by_line,
        "rate": rate, "findings_of": count, "small": int(count < SMALL),
    }  # fmt: skip


def fixed(taking: Taking) -> dict[str, Any]:
    """The grade, fixed: every deduction says a fact, and another grade than by the cut-offs says why."""
    record, values = taking.record, taking.values
    scheme = scheme_of(taking.reader, int(record["scheme"]))
    nodes = _nodes(scheme.items)
    typed = scores.read_values(record["values"])
    if missing := scores.unexplained(nodes, typed):
        raise KnownError(f"“{missing[0]}”没有依据，不能定等次。请写事实或问题编号。", "unexplained")
    return {**values, "grade": values.get("grade") or record["grade"], "reason": taking.reason or record["reason"]}


def result_of(reader: Reader, sheet: Mapping[str, Any]) -> tuple[tuple[Node, ...], dict[str, Score], Result]:
    """The items of a sheet's scheme, what each was scored, and what it comes to."""
    nodes = _nodes(scheme_of(reader, int(sheet["scheme"])).items)
    merged = scores.read_computed(sheet["computed"]) | scores.read_values(sheet["values"])
    return nodes, merged, scores.result(nodes, merged)


def grade_of(reader: Reader, sheet: queries.Record, cut_offs: str) -> tuple[str, str]:
    """The grade of a sheet as of the day of its record, with its reason: fixed by then, else given with the points and a reason, else by them."""
    grade, reason = str(sheet.stored["grade"] or ""), str(sheet.stored["reason"] or "")
    if SCORE_SHEETS.written(sheet.state, "grade"):
        return grade, reason
    if reason:  # the step that fixed it on a later day may have written both
        grade, reason = follow_up.grade_before(reader, sheet.id, SCORE_SHEETS.steps[0].name) or (grade, reason)
    if grade and reason:
        return grade, reason
    reached = Result(Decimal(sheet.stored["total"] or "0"), bool(sheet.stored["vetoed"]), {})
    return scores.grade_of(scores.read_cut_offs(cut_offs), reached), ""


def lacks_of(sheet: Mapping[str, Any], nodes: Sequence[Node]) -> str:
    """What a sheet does not know yet, with its points."""
    values = scores.read_computed(sheet["computed"] or "") | scores.read_values(sheet["values"] or "")
    return scores.lacking_words(scores.lacking(nodes, values), values)


def told_of(sheet: Mapping[str, Any]) -> dict[str, str]:
    """What the ledger said of each item that is bound to a figure, by code."""
    return {code: score.reason for code, score in scores.read_values(str(sheet["computed"] or "")).items()}


def scheme_of(reader: Reader, scheme: int) -> queries.Record:
    """A scheme by its id."""
    found = queries.records(reader, books.book(reader, SCORE_SCHEMES.name).shape, EVER, ids=[scheme])
    if not found:
        raise KnownError("所写的评分模板已在回收站中。请取回它，或另选一份。", "wrong_state")
    return found[0]


def _computed(reader: Reader, nodes: Sequence[Node], unit: int, round_id: int, on: str) -> dict[str, tuple[Score, str]]:
    """Points of the items that are bound to a figure, with the figure and its rows in words."""
    found: dict[str, tuple[Score, str]] = {}
    for node in nodes:
        if node.kind and node.figure:
            figure = figure_of(node.figure, reader, unit, round_id, on)
            points = _asked(lambda node=node, value=figure.value: scores.bound(node, value), "items")
            score = Score(points if figure.known else scores.NOTHING, figure.words, figure.known)
            found[node.code] = (score, figure.words)
    return found


def _may_overwrite(nodes: Sequence[Node], typed: Mapping[str, Score], known: Mapping[str, tuple[Score, str]]) -> None:
    titles = {node.code: node.title for node in nodes}
    for code, score in typed.items():
        own = known[code][0] if code in known else score
        if (score.value, score.known) != (own.value, own.known) and not score.reason:
            taken = f"由台账取数为 {scores.plain(own.value)}，改成" if own.known else "台账没有可取的数，填"
            raise KnownError(f"“{titles[code]}”{taken} {scores.plain(score.value)} 要写依据。", "outside")


def _nodes(text: str) -> tuple[Node, ...]:
    found: tuple[Node, ...] = _asked(lambda: scores.read_scheme(text), "items")
    return found


def _asked(read: Any, kind: str) -> Any:
    try:
        return read()
    except Wrong as wrong:
        raise KnownError(str(wrong), kind) from wrong


def _records(reader: Reader, name: str) -> tuple[queries.Record, ...]:
    return queries.records(reader, books.book(reader, name).shape, EVER)


class _Unknown:
    kind = ""
