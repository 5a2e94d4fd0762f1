"""What a score sheet says to its form: every item with its grounds, sums, grade and what follows; figures are of its own day (papers/13, M11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from db.queries.books import Record
from desktop.documents.figures import Figure
from desktop.ledgers.scores import SCORE_SHEETS
from desktop.ledgers.surveys import SURVEYS
from desktop.operations.follow_up.score_figures import table_of
from desktop.operations.follow_up.scoring import grade_of, result_of, scheme_of
from desktop.operations.papers import dates, of_records
from desktop.operations.papers.figuring import Moment, rate_of
from desktop.operations.papers.of_records import told
from desktop.operations.papers.providers.satisfied import satisfied
from desktop.operations.papers.sheet import Occasion
from desktop.rules.scores import ADD, DEDUCT, FREE, NOTHING, VETO, Node, Score, plain, read_cut_offs

START, FLOOR = "起评分", "扣完为止"
_STARTED, _FLOORED, _NOTHING_TAKEN = "本部分从满分起评", "扣分合计超过本部分分值", "未扣分"


def of_round(occasion: Occasion) -> Iterator[of_records.DueRecord]:
    """Each score sheet of the round."""
    for one in occasion.records(SCORE_SHEETS.name):
        yield of_records.DueRecord(one.stored["unit"], frozenset(), _words(occasion, one))


def _words(occasion: Occasion, one: Record) -> dict[str, Any]:
    stored, moment = one.stored, replace(occasion.shot.moment, as_of=one.stored["on"])
    nodes, scores, reached = result_of(occasion.reader, stored)
    scheme = scheme_of(occasion.reader, int(stored["scheme"]))
    rows = list(lines_of(nodes, scores, reached.parts))
    grade, reason = grade_of(occasion.reader, one, scheme.cut_offs)
    vetoes = [scores[node.code].reason or node.title for node in nodes if _stands(node, scores)]

    def points(name: str, value: Decimal) -> Figure:
        return moment.figure(name, Decimal(plain(value)))

    return {
        "评估号": one.number, "评估截止日": dates.day(stored["on"]), **_rates(occasion, one, moment),
        "评分": [{**row, **{name: points(f"评分{name}", row[name]) for name in ("分值", "得分", "加减")}} for row in rows],
        "满分": points("满分", sum((row["分值"] for row in rows), NOTHING)),
        "基本得分": points("基本得分", sum((row["得分"] for row in rows), NOTHING)),
        "加减合计": points("加减合计", sum((row["加减"] for row in rows), NOTHING)),
        "总分": points("总分", reached.total), "否决": vetoes or None, "等次标准": standard(scheme.cut_offs),
        "评估等次": grade or None, "等次理由": reason or None,
        "后续": consequence(scheme.consequences or "", grade),
    }  # fmt: skip


def lines_of(
    nodes: Sequence[Node], scores: Mapping[str, Score], parts: Mapping[str, Decimal]
) -> Iterator[dict[str, Any]]:
    """One line an item, so that points and what is added or taken off come to the total.

    A part with deductions starts from its points; where more is taken off than it has, a line says so.
    """
    titles = {node.code: node for node in nodes}
    for part in dict.fromkeys(node.part for node in nodes):
        items = [node for node in nodes if node.part == part and node.kind in (ADD, DEDUCT, FREE)]
        group, told = titles[part], NOTHING
        if any(node.kind == DEDUCT for node in items):
            yield _line(group.title, START, group.points, group.points, NOTHING, _STARTED)
            told = group.points
        for node in items:
            score = scores.get(node.code, Score(NOTHING))
            if node.kind == ADD:
                grounds = score.reason if score.known else None  # a figure without data is none: the paper waits for it
                yield _line(group.title, node.title, node.limit, score.value, NOTHING, grounds or None)
                told += score.value
                continue
            moved = -score.value if node.kind == DEDUCT else score.value
            grounds = score.reason or (None if moved else _NOTHING_TAKEN)
            yield _line(group.title, node.title, NOTHING, NOTHING, moved, grounds)
            told += moved
        if items and told != parts[part]:
            yield _line(group.title, FLOOR, NOTHING, NOTHING, parts[part] - told, _FLOORED)


def _line(
    group: str, name: str, points: Decimal, score: Decimal, moved: Decimal, grounds: str | None
) -> dict[str, Any]:
    return {"组": group, "名": name, "分值": points, "得分": score, "加减": moved, "依据": grounds}


def _stands(node: Node, scores: Mapping[str, Score]) -> bool:
    return node.kind == VETO and node.code in scores and scores[node.code].value > 0


def standard(cut_offs: str) -> str:
    """85分及以上为好，60分及以上不足85分为中，60分以下为差."""
    grades = read_cut_offs(cut_offs)
    told = []
    for place, (name, least) in enumerate(grades):
        above = f"{plain(grades[place - 1][1])}分" if place else ""
        if not place:
            told.append(f"{plain(least)}分及以上为{name}")
        elif place < len(grades) - 1:
            told.append(f"{plain(least)}分及以上不足{above}为{name}")
        else:
            told.append(f"{above}以下为{name}")
    return "，".join(told)


def consequence(told: str, grade: str) -> str | None:
    """What the scheme says of a grade, one line a grade."""
    lines = (line.partition("：") for line in told.splitlines())
    return next((text.strip() for name, _mark, text in lines if name.strip() == grade and text.strip()), None)


def _rates(occasion: Occasion, one: Record, moment: Moment) -> dict[str, Any]:
    """The rate of the unit under the basis of the paper, and what was asked of people, up to the day of the sheet."""
    unit, on, basis = one.stored["unit"], one.stored["on"], occasion.shot.basis
    total = table_of(occasion.reader, basis, unit, occasion.round.id, on, occasion.shot.known_at).total
    numbers = {row.id: row.number for row in occasion.shot.rows}
    rate = rate_of(moment, "评估整改率", total, numbers)
    closed = dict.fromkeys(
        numbers[item.finding_id] for item in total.behind_denominator if item.hit and item.finding_id in numbers
    )
    found: dict[str, Any] = {
        "评估问题数": moment.figure("评估问题数", total.rate.denominator, rate.rows),
        "评估销号数": moment.figure("评估销号数", total.rate.numerator, closed),
        "评估整改率": rate,
    }
    surveys = [
        each
        for each in occasion.records(SURVEYS.name)
        if each.stored["unit"] == unit and (each.stored["on"] or "") <= on
    ]
    asked = satisfied(occasion.shot, "测评满意率", surveys)
    return found | ({} if asked is None else {"测评满意率": asked})


of_records.SOURCES[SCORE_SHEETS.name] = of_round
WORDS = told(
    "评估号", "评估截止日", "评估问题数", "评估销号数", "评估整改率", "测评满意率", "评分", "满分", "基本得分", "加减合计", "总分", "否决",
    "等次标准", "评估等次", "等次理由", "后续",
)  # fmt: skip
