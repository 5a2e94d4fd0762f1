"""Before anybody goes: drawn units are told that a team comes, nobody is told which findings were drawn (papers/14, issue 8)."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries import books as queries
from db.queries import letters
from desktop.documents.readback import read_file
from desktop.errors import KnownError
from desktop.ledgers.draws import DRAWS
from desktop.operations.papers import issuing, making
from desktop.operations.papers.gathered import Request
from tests.builders import EVERYONE, a_finding, a_unit
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.handed_in import enter, step
from tests.operations.papers.visited import ON, SPOKEN

TYPED = {"督查起": "2026-10-19", "督查止": "2026-10-30", "督查组": "县委巡察整改回访督查第一组"}
GROUPS = {"分组": [{"名": "第一组", "长": "顾言之", "员": "方知远", "单位": "县农业农村局", "时间": "10月19日至23日"}]}


def drawn(office):
    """A locked draw of one third; the numbers of what it drew."""
    ledger, round_id, *_units = office
    for name in ("县民政局党组", "县教育局党组", "县水利局党组", "县审计局党组"):
        unit = a_unit(ledger, name, kind="县直部门")
        for number in range(6):
            a_finding(ledger, round_id, unit, f"{name}第{number}项台账缺登记")
    draw = enter(ledger, "draw", on=ON, round=round_id, purpose="follow_up", seed_date=ON, as_of=ON, **SPOKEN)
    step(ledger, "draw", draw, "lock", on=ON)
    [one] = queries.records(ledger.writing(), DRAWS.shape, "9999-12-31", ids=[draw])
    return one


def notices(office, *units):
    ledger, round_id, *_units = office
    request = Request("follow_up_notice", TODAY, date(2026, 10, 9), round_id, units, not units, given=TYPED)
    return making.gather(ledger.writing(), request)


def test_a_notice_goes_to_each_drawn_unit_and_to_no_other(office):
    one = drawn(office)
    sent = notices(office)
    assert len(sent) == one.stored["units_drawn"] < one.stored["units_of"]
    told = {paper.unit_id for paper in sent}
    left = next(number for number in range(1, 7) if number not in told)
    with pytest.raises(KnownError, match="没有抽中"):
        notices(office, left)


def test_before_the_draw_is_locked_nobody_gets_one(office):
    with pytest.raises(KnownError, match="还没有锁定"):
        notices(office)


def test_neither_the_paper_nor_its_register_tells_which_findings_were_drawn(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    one = drawn(office)
    numbers = set(ledger.reader.column("select number from finding"))
    made = issuing.issue(ledger, EVERYONE, workshop, notices(office), tmp_path)
    for paper in made:
        said = "".join(read_file(paper.path).paragraphs)
        assert not [number for number in numbers if number in said] and one.number not in said
        unit = letters.letter(ledger.reader, paper.letter_id).unit_id
        about = set(letters.findings_of_letter(ledger.reader, paper.letter_id))
        every = set(ledger.reader.column(f"select id from finding where round_id = {round_id} and unit_id = {unit}"))
        assert about == every >= set(one.stored["findings"]) & every


def test_the_plan_tells_the_numbers_of_the_draw_and_no_finding(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    one = drawn(office)
    [plan] = making.gather(
        ledger.writing(), Request("follow_up_plan", TODAY, date(2026, 10, 9), round_id, given=GROUPS)
    )
    names = {"拟抽单位": "units_drawn", "拟抽问题": "findings_drawn", "框单位": "units_of", "框问题": "findings_of"}
    assert {name: int(plan.words[name]) for name in names} == {name: one.stored[key] for name, key in names.items()}
    assert plan.words["拟抽达标"] and plan.words["锁定单号"] == one.number
    [made] = issuing.issue(ledger, EVERYONE, workshop, [plan], tmp_path)
    said = "".join(read_file(made.path).paragraphs)
    assert not [number for number in ledger.reader.column("select number from finding") if number in said]
