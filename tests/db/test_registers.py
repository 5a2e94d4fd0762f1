from __future__ import annotations

import pytest

from db.queries import bases, letters, rounds, settings, units
from db.queries.findings import finding
from db.queries.search import hits
from db.queries.tallies import tally
from db.records import Basis
from desktop.errors import KnownError
from desktop.exchange.formats.events import read
from desktop.ledgers.findings import SEARCHED
from desktop.operations import units as operations
from desktop.operations.change import change
from desktop.operations.search import find, find_units
from desktop.operations.trial import enter_events
from desktop.rules.deadlines import WorkCalendar, rules_in_force, timetable
from desktop.rules.overdue import due_date
from desktop.rules.permissions import COMMAND_LINE, Action
from tests.builders import EVERYONE, a_finding, a_round, a_unit, claimed


def written(ledger, table, **fields):
    with change(ledger, EVERYONE, Action.EDIT_UNIT, "试验") as changes:
        return changes.writer.insert(table, fields)


def test_l6_units_carry_the_name_of_the_day_and_keep_the_former_ones(ledger):
    unit = a_unit(ledger, "县卫生和计划生育局党组")
    operations.rename(ledger, EVERYONE, unit, "县卫生健康局党组", "2026-04-01", "云机改〔2026〕3号")

    assert [units.unit(ledger.reader, unit, day).name for day in ("2026-03-31", "2026-04-01")] == [
        "县卫生和计划生育局党组",
        "县卫生健康局党组",
    ]
    assert [(name.name, name.to_on) for name in units.names_of(ledger.reader, unit)] == [
        ("县卫生和计划生育局党组", "2026-03-31"),
        ("县卫生健康局党组", None),
    ]
    assert units.name_on(ledger.reader, unit, "2030-01-01") == "县卫生健康局党组"


def test_units_stand_in_the_order_of_the_office(ledger):
    second, first = a_unit(ledger, "乙党组", sort=2), a_unit(ledger, "甲党组", sort=1)

    assert [unit.id for unit in units.units(ledger.reader, "2026-06-05")] == [first, second]


def test_a_round_has_the_units_placed_in_it_and_those_with_findings(ledger):
    round_id, unit = a_round(ledger), a_unit(ledger)
    a_finding(ledger, round_id, unit)
    placed = a_unit(ledger, "县审计局党组")
    written(ledger, "round_unit", round_id=round_id, unit_id=placed, feedback_on="2026-03-20")
    a_unit(ledger, "县教育局党组")

    assert {row.id for row in units.units_of_round(ledger.reader, round_id, "2026-06-05")} == {unit, placed}
    assert rounds.feedback_dates(ledger.reader, round_id) == {placed: "2026-03-20"}


def test_leaders_are_those_of_units_and_of_findings(ledger):
    finding_unit = a_unit(ledger, supervising_leader="梁景行")
    a_finding(ledger, unit_id=finding_unit, county_leader="何方")

    assert units.leaders(ledger.reader) == ("何方", "梁景行")


def test_a_round_is_found_by_name_code_or_a_part_that_only_it_has(ledger):
    sixth = a_round(ledger, "十五届县委第六轮（常规）")
    a_round(ledger, "十五届县委第七轮（常规）")

    assert rounds.round_by_name(ledger.reader, "十五届县委第六轮（常规）").id == sixth
    assert rounds.round_by_name(ledger.reader, "15-06").id == sixth
    assert rounds.round_by_name(ledger.reader, "第六轮").id == sixth
    assert rounds.round_by_name(ledger.reader, "十五届") is None
    assert rounds.round_by_id(ledger.reader, sixth).term_name == "15届"


def test_w8_a_rounds_own_deadline_rule_goes_before_the_offices(ledger):
    round_id = a_round(ledger)
    written(ledger, "deadline_rule", event="整改方案", days=15, unit="day")
    written(ledger, "deadline_rule", event="整改方案", days=20, unit="day", round_id=round_id, warn_before=[5])

    assert rounds.deadline_rules(ledger.reader)["整改方案"][1] == 15
    assert rounds.deadline_rules(ledger.reader, round_id)["整改方案"] == ("整改方案", 20, "day", (5,))
    in_force = rules_in_force(rounds.deadline_rules(ledger.reader, round_id).values())
    assert timetable("2026-03-18", 3, in_force, WorkCalendar()).plan_due_on == "2026-04-07"


def test_l9_immediate_items_have_the_days_that_their_round_gives(ledger):
    own, other = a_round(ledger, "十五届县委第六轮"), a_round(ledger, "十五届县委第五轮")
    unit = a_unit(ledger)
    written(ledger, "deadline_rule", event="立行立改", days=10, unit="day")
    written(ledger, "deadline_rule", event="立行立改", days=20, unit="day", round_id=own)
    rows = [
        finding(ledger.reader, a_finding(ledger, round_id, unit, nature="immediate"), "2026-06-05")
        for round_id in (own, other)
    ]

    assert [due_date(row) for row in rows] == ["2026-04-07", "2026-03-28"]


def test_days_of_the_office_are_holidays_or_workdays(ledger):
    written(ledger, "calendar_day", day="2027-02-08", kind="holiday")

    assert rounds.calendar_days(ledger.reader) == {"2027-02-08": "holiday"}


def test_r1_bases_keep_their_versions_and_the_latest_is_used(ledger):
    for version, decimals in ((1, 1), (2, 2)):
        written(ledger, "basis", name="县委口径2026", version=version, decimals=decimals, is_default=1)
    written(ledger, "basis", name="自报", verified_only=0)

    assert bases.default_basis(ledger.reader).decimals == 2
    assert [(b.name, b.version) for b in bases.current_bases(ledger.reader)] == [("县委口径2026", 2), ("自报", 1)]
    assert bases.basis_by_name(ledger.reader, "县委口径2026", 1).decimals == 1
    assert bases.basis_by_name(ledger.reader, "无") is None
    assert len(bases.bases(ledger.reader)) == 3


def test_l10_letters_are_found_by_the_findings_they_mention(ledger):
    unit = a_unit(ledger)
    finding = a_finding(ledger, unit_id=unit)
    letter = written(
        ledger,
        "letter",
        kind="supervision_letter",
        title="督办函",
        unit_id=unit,
        issued_on="2026-05-20",
        reply_by="2026-05-27",
    )
    written(ledger, "letter_finding", letter_id=letter, finding_id=finding)
    written(ledger, "letter", kind="reminder_letter", title="提醒函", unit_id=unit, issued_on="2026-05-21")

    assert [row.id for row in letters.letters_mentioning(ledger.reader, finding)] == [letter]
    assert [row.id for row in letters.letters(ledger.reader, kind="supervision_letter", unit_id=unit)] == [letter]
    assert letters.findings_of_letter(ledger.reader, letter) == (finding,)
    assert letters.letter(ledger.reader, letter).title == "督办函"


def test_a_letter_waits_for_its_reply_and_its_receipt(ledger):
    letter = written(
        ledger,
        "letter",
        kind="supervision_letter",
        title="督办函",
        unit_id=a_unit(ledger),
        issued_on="2026-05-20",
        reply_by="2026-05-27",
    )
    written(ledger, "letter_event", letter_id=letter, kind="reply", happened_on="2026-05-30")

    assert [row.id for row in letters.unanswered(ledger.reader, "2026-05-29")] == [letter]
    assert letters.unanswered(ledger.reader, "2026-05-30") == ()
    assert [row.id for row in letters.unsigned(ledger.reader, "2026-05-30")] == [letter]


@pytest.fixture
def library(ledger):
    one = a_finding(
        ledger, unit_id=a_unit(ledger, "县城市管理局党组", short="县城管局"), text="公务接待超标准", measures_=1
    )
    two = a_finding(
        ledger, unit_id=a_unit(ledger, "长乐乡党委"), text="党费收缴不及时", remark="含2024年", serial="3-7"
    )
    claimed(ledger, two)
    return ledger, one, two


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("接待", "one"),
        ("党费", "two"),
        ("已补缴", "two"),
        ("措施1", "one"),
        ("城管局", "one"),
        ("cgj", "one"),
        ("clx", "two"),
        ("ZLX", "two"),
        ("3-7", "two"),
        ("党费 2024", "two"),
    ],
)
def test_s1_s2_two_characters_or_initials_find_a_finding_by_any_text(library, typed, found):
    ledger, one, two = library

    assert find(ledger.reader, typed) == ((one,) if found == "one" else (two,))


@pytest.mark.parametrize("typed", ["", "没有这样的话", "党费 接待", "xyzzy"])
def test_s1_words_that_stand_nowhere_together_find_nothing(library, typed):
    assert find(library[0].reader, typed) == ()


def test_s1_hits_say_where_the_word_stands(library):
    ledger, _one, two = library

    assert [(hit.field, hit.text) for hit in hits(ledger.reader, (two,), ("补缴",), SEARCHED)] == [
        ("progress", "已补缴")
    ]
    assert [hit.field for hit in hits(ledger.reader, (two,), ("党费",), SEARCHED)] == ["text"]


def test_s1_signs_are_taken_as_they_stand_and_letters_in_either_case(ledger):
    one = a_finding(ledger, text="完成率100%，见A_1表")
    a_finding(ledger, text="完成率1000，见AB1表")

    assert find(ledger.reader, "100%") == find(ledger.reader, "a_1") == (one,)


def test_a_search_can_be_held_to_rounds(library):
    ledger, one, _two = library
    own = ledger.reader.value("select round_id from finding where id = ?", (one,))

    assert find(ledger.reader, "不", rounds=(own,)) == ()
    assert find_units(ledger.reader, "城管") != ()


def test_rate_cases_are_taken_only_by_an_empty_ledger_which_is_marked(ledger):
    cases = read(
        [{"on": "2025-01-10", "type": "give", "findings": ["A"], "unit": "甲", "category": "一", "round": "三"}]
    )
    enter_events(ledger, COMMAND_LINE, cases)

    assert settings.is_trial(ledger.reader)
    with pytest.raises(KnownError, match="空账本"):
        enter_events(ledger, COMMAND_LINE, cases)


def test_an_office_ledger_is_no_trial(ledger):
    assert not settings.is_trial(ledger.reader)
    assert settings.setting(ledger.reader, "office", "未设") == "未设"


def test_groups_without_a_name_stand_last(ledger):
    unit = a_unit(ledger)
    for category, leader in (("", ""), ("组织", "何方"), ("作风", "梁景行")):
        a_finding(ledger, unit_id=unit, category1=category, county_leader=leader)
    written(ledger, "category", scheme="三大问题", level1="组织", sort=1)
    written(ledger, "category", scheme="三大问题", level1="作风", sort=2)

    told = {
        by: [row.key for row in tally(ledger.reader, Basis(), "2026-06-05", by=by)] for by in ("category", "leader")
    }

    assert told == {"category": ["组织", "作风", "未分类"], "leader": ["何方", "梁景行", "未明确"]}


def test_r1_villages_are_known_by_kind_or_by_name_where_no_kind_is_given(ledger):
    for name, kind in (
        ("双河村党支部", "村（社区）"),
        ("石桥村党支部", ""),
        ("柳树社区党总支", "社区"),
        ("云台镇党委", "乡镇"),
        ("村镇银行党支部", "国有企业"),
    ):
        a_finding(ledger, unit_id=a_unit(ledger, name, kind=kind))

    told = tally(ledger.reader, Basis(include_villages=False), "2026-06-05", by="unit")

    assert {row.key for row in told} == {"云台镇党委", "村镇银行党支部"}
