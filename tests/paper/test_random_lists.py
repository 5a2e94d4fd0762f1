"""Random lists with bands, sums, merged columns and rows taller than a page: nothing lost, nothing outside its cell (P1)."""

import random
from datetime import date

import pytest

from desktop.paper.pages import Layout
from desktop.paper.table import UNIT, Column, Kind, PrintedList, Row, Sheet


def a_random_list(chance):
    columns = (
        Column("单位", chance.choice([12, 22, 30]), merge=True),
        Column("类别", 20, merge=chance.random() < 0.5),
        Column("问题", 60, weight=1),
        Column("编号", 25),
    )
    rows = []
    for group in range(chance.randint(0, 20)):
        if chance.random() < 0.3:
            rows.append(Row((f"第{group}组",), Kind.GROUP))
        unit = (
            "县"
            + "医疗保障事业发展服务中心"[: chance.randint(1, 12)] * chance.choice([1, 1, 1, 4])
            + "甲乙丙"[group % 3]
        )
        for _ in range(chance.choice([1, 1, 2, 9, 20])):
            text = "改" * chance.choice([1, 20, 60, 200, chance.choice([20, 3000])])
            rows.append(Row((unit, chance.choice(["财务", "组织生活不严格不规范"]), text, f"15-06-{len(rows):04d}")))
        if chance.random() < 0.3:
            rows.append(Row(("小计", "", "", str(group)), Kind.SUBTOTAL))
    words = {"basis": "口径" * chance.choice([0, 5, 80]), "note": "说明" * chance.choice([0, 40, 100])}
    return PrintedList("清单", columns, tuple(rows), date(2026, 6, 5), **words)


def check(seed):
    chance = random.Random(seed)
    printed = a_random_list(chance)
    layout = Layout(printed, Sheet(chance.choice(["A4", "A3"]), chance.random() < 0.7))
    pages = [layout.page(index) for index in range(len(layout))]
    rows = [row for row in printed.rows if row.kind is Kind.ROW]
    body = [placed.text for page in pages for placed in page.texts.get("body", ())]

    assert [text for text in body if text.startswith("15-06-")] == [row.cells[3] for row in rows]
    assert sum(text.count("改") for text in body) == sum(row.cells[2].count("改") for row in rows)
    for page in pages:
        assert page.frame is None or page.frame.bottom < (layout.sheet.size[1] - 12) * UNIT
        for name in ("body", "head") if page.frame else ():
            em = getattr(layout.faces, name).em
            for x, y, _ in page.texts.get(name, ()):
                [cell] = [box for box in page.cells if box.left <= x <= box.right and box.top <= y <= box.bottom]
                assert y - 0.87 * em >= cell.top - 1 and y + 0.15 * em <= cell.bottom + 1


@pytest.mark.parametrize("seed", range(4))
def test_a_random_list_loses_nothing_and_stays_in_its_cells(seed):
    check(seed)


@pytest.mark.acceptance
@pytest.mark.parametrize("seed", range(4, 300))
def test_many_random_lists_lose_nothing_and_stay_in_their_cells(seed):
    check(seed)
