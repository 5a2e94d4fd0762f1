"""P-10: one short finding is told in the letter, a long one in the list; nothing of it is lost."""

from datetime import date
from types import SimpleNamespace

import pytest

from desktop.documents.recipes import RECIPES, recipe_of
from desktop.operations.papers import making
from desktop.operations.papers.providers.head import annexes, moved, on_workday
from tests.builders import a_finding, a_unit
from tests.documents.papers import lines_of, press
from tests.operations.papers.conftest import asked


def letter_about(office, text):
    ledger, round_id, *_units = office
    unit = a_unit(ledger, "县民政局党组")
    a_finding(ledger, round_id, unit, text, first_due_on="2026-09-10", due_kind="date", responsible_leader="何方")
    [one] = making.gather(ledger.writing(), asked(round_id, unit))
    return one, "".join(lines_of(press(one.kind).render(one.words).data))


def test_a_short_finding_stands_in_the_letter_p10(office):
    one, text = letter_about(office, "低保档案缺件。抽查30份缺9份")

    assert one.words["附件清单"] == []
    assert "该问题为：低保档案缺件。抽查30份缺9份（编号" in text


def test_a_long_finding_is_quoted_in_the_letter_and_told_whole_in_the_list_p10(office):
    long = "低保档案缺件，抽查30份缺9份。" + "逐户核对情况记录在案，" * 60

    one, text = letter_about(office, long)

    assert one.words["附件清单"] == ["逾期问题督办清单"]
    assert "该问题见附件，要点是：低保档案缺件，抽查30份缺9份（编号" in text
    rows = [line.split(" | ") for line in lines_of(press(one.kind).render(one.words).data) if line.startswith("| ")]
    assert "".join(row[2] for row in rows[1:]) == long


def sheet_of(kind, chosen=(), still_open=()):
    recipe = recipe_of(kind)
    shot = SimpleNamespace(open=lambda: list(still_open))
    record = {recipe.annex_when: len(chosen)}
    return SimpleNamespace(recipe=recipe, chosen=list(chosen), shot=shot, given=lambda name: record.get(name))


@pytest.mark.parametrize("kind", [recipe.kind for recipe in RECIPES])
def test_every_kind_names_its_annexes_and_a_list_that_would_be_empty_is_none_p10(kind):
    row = SimpleNamespace(text="短")
    recipe = recipe_of(kind)
    many = [row] * max(2, recipe.rows.in_text + 1)
    full, empty = annexes(sheet_of(kind, many, [row])), annexes(sheet_of(kind))

    if not recipe.annexes:
        assert full is None and empty is None
        return
    assert len(full) == len(recipe.annexes)
    left_out = not recipe.annex_words and (
        recipe.rows.order in ("overdue", "due")
        or recipe.rows.always
        or recipe.rows.in_text
        or recipe.annex_when
        or any(field.name == "未销清单" for field in recipe.fields)
    )
    assert empty == ([] if left_out else full)


FREE = {date(2026, 10, day) for day in (1, 2, 3, 4, 5, 10, 11)}


def on_calendar():
    return SimpleNamespace(
        occasion=SimpleNamespace(calendar=SimpleNamespace(is_workday=lambda day: date.fromisoformat(day) not in FREE))
    )


@pytest.mark.parametrize("day, found", [((10, 1), (10, 6)), ((10, 6), (10, 6)), ((10, 10), (10, 12))])
def test_no_deadline_falls_on_a_day_without_work_p16(day, found):
    """P-16"""
    assert on_workday(on_calendar(), date(2026, *day)) == date(2026, *found)


@pytest.mark.parametrize(
    "base, days, unit, found",
    [((9, 30), 1, "workday", (10, 6)), ((9, 30), 2, "workday", (10, 7)), ((10, 6), -1, "workday", (9, 30)), ((9, 30), 0, "workday", (9, 30)),
     ((9, 30), 1, "day", (10, 6)), ((9, 30), 7, "day", (10, 7)), ((10, 7), -1, "day", (10, 6))],
)  # fmt: skip
def test_working_days_are_counted_one_by_one_and_other_days_end_on_one_p16(base, days, unit, found):
    """P-16"""
    assert moved(on_calendar(), date(2026, *base), days, unit) == date(2026, *found)
