"""A list under review: decisions are cells written over, names answered, heads mapped, faults seen (X1, X4–X6)."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from db.queries import register
from desktop.errors import KnownError
from desktop.exchange.list_reading.header_words import FIELD_TITLES
from desktop.operations import undo
from desktop.operations.importing.closer_look import nearest
from desktop.operations.importing.decisions import Decisions
from desktop.operations.importing.judgement import Options
from desktop.operations.importing.review import Review, field_titles, is_asked, is_must, place_of, raw_rows
from tests.builders import EVERYONE, a_round, a_unit

HEADS = ("序号", "被巡察单位", "问题分类", "问题表现", "涉及金额（元）", "完成时限", "责任人")
ROWS = (
    (1, "县城市管理局党组", "二 / 财务资金", "违规发放值班补贴14.28万元，涉及36人", 142800, "2026.6.18", "周立群"),
    (2, "县城管理局", "二 / 财务资金", "占道经营摊位费收缴不入账", 5316, "2026.6.18", "孙 涛"),
    (3, "县城市管理局党组", "四 / 上轮整改", "固定资产账实不符", None, "2024.13.1", "吴晓燕"),
    (4, "县城市管理局党组", "一 / 职能责任", None, None, "2026.6.18", "孙 涛"),
    ("小计", "县城市管理局党组 小计 4 条", None, None, 148116, None, None),
    (5, "柳坪乡党委", "二 / 资金财务", "保管费补贴滞留2个季度未拨付", "二万三千", "2026.6.18", "郭 磊"),
    (6, "柳坪乡党委", "三 / 选人用人", "干部档案未及时认定", None, "2026-03-10", "赵 倩"),
)


def a_list(folder: Path, rows=ROWS) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "问题清单"
    sheet.append(["十五届县委第六轮巡察反馈问题清单"])
    sheet.append(HEADS)
    for row in rows:
        sheet.append(row)
    path = folder / "第六轮问题清单.xlsx"
    book.save(path)
    return path


@pytest.fixture
def office(ledger):
    a_round(ledger, feedback_on="2026-03-18")
    a_unit(ledger, "县城市管理局党组")
    a_unit(ledger, "柳坪乡党委")
    for sort, name in enumerate(("财务资金", "上轮整改", "职能责任", "选人用人")):
        put_category(ledger, name, sort)
    return ledger


def put_category(ledger, name, sort):
    from desktop.operations.change import change
    from desktop.rules.permissions import Action

    with change(ledger, EVERYONE, Action.EDIT_DICTIONARY, "分类") as changes:
        fields = {"scheme": "四个聚焦", "level1": "一级", "level2": name, "sort": sort}
        changes.writer.insert("category", fields)


@pytest.fixture
def review(office, tmp_path):
    return Review(office, EVERYONE, a_list(tmp_path), Options())


def kinds(reviewed):
    return {fault.kind for fault in reviewed.open_faults}


def mend(reviewed, decisions, kind, text):
    [fault] = [one for one in reviewed.open_faults if one.kind == kind]
    return decisions.with_cell(place_of(fault), text)


def test_every_fault_is_told_at_once_with_its_cell(review):
    """X4"""
    reviewed = review.read(Decisions())

    assert kinds(reviewed) == {
        "unknown_unit", "invalid_date", "missing_text", "unknown_category", "amount_in_words", "before_feedback",
    }  # fmt: skip
    assert all(place_of(fault) for fault in reviewed.open_faults)


def test_a_date_that_cannot_be_read_is_proposed_from_the_units_other_rows(review):
    [fault] = [one for one in review.read(Decisions()).open_faults if one.kind == "invalid_date"]

    assert fault.suggestions == ("2026-06-18",)


def test_cells_written_over_are_read_as_if_the_file_had_them_and_nothing_is_lost(review, office):
    """X3, X6: seven rows mended, six findings entered, undone, none left."""
    decisions = Decisions().with_answer("县城管理局", "县城市管理局党组")
    reviewed = review.read(decisions)
    decisions = mend(reviewed, decisions, "invalid_date", "2026-06-18")
    decisions = mend(reviewed, decisions, "missing_text", "城区公厕管护长期依赖临聘人员")
    decisions = mend(reviewed, decisions, "unknown_category", "二 / 财务资金")
    decisions = mend(reviewed, decisions, "amount_in_words", "23000")
    [early] = [fault for fault in reviewed.open_faults if fault.kind == "before_feedback"]
    decisions = decisions.with_seen(early)

    result = review.enter(decisions, review.read(decisions))

    assert (result.entered, result.held) == (6, [])
    assert office.reader.value("select count(*) from finding where first_due_on = '2026-03-10'") == 1
    assert register.unit_id(office.reader, "县城管理局") == register.unit_id(office.reader, "县城市管理局党组")
    undo.undo_import(office, EVERYONE, result.import_number)
    assert office.reader.value("select count(*) from finding where removed_in is null") == 0


def test_open_faults_keep_the_whole_list_out(review):
    reviewed = review.read(Decisions())

    with pytest.raises(KnownError, match="还有 6 处没有改定"):
        review.enter(Decisions(), reviewed)


def test_a_mapping_is_remembered_for_lists_with_the_same_heads(review, office, tmp_path):
    """X1"""
    taught = Decisions(mapping={"责任人": "responsible_leader"})
    reviewed = review.read(taught)
    seen = taught
    for fault in reviewed.open_faults:
        if place_of(fault) and fault.kind not in (
            "unknown_unit",
            "missing_text",
            "unknown_category",
            "before_feedback",
        ):
            seen = seen.with_cell(place_of(fault), "")
        else:
            seen = seen.with_seen(fault)
    review.enter(seen, review.read(seen))

    again = Review(office, EVERYONE, review.path, Options()).read(Decisions())

    assert again.mapping == {"责任人": "responsible_leader"}
    assert again.reading.findings[0].responsible_leader == "周立群"


def test_names_with_their_characters_in_another_order_are_near():
    assert nearest("资金财务", {"财务资金", "上轮整改"}) == ("财务资金",)


def test_a_repair_compares_the_rows_that_it_touches_and_reading_again_none(review):
    """X4: a long list answers each repair at once."""
    assert review.compared == 0
    first = review.read(Decisions())
    whole = review.compared
    review.read(mend(first, Decisions(), "invalid_date", "2026-06-18"))
    assert isinstance(whole, int) and review.compared <= max(whole, 1)


def test_rows_and_blank_ones_are_counted_from_the_cells(review):
    reviewed = review.read(Decisions())
    assert raw_rows(reviewed) == (2 + len(ROWS), 0)


def test_a_category_is_asked_in_the_window_and_what_only_must_be_seen_needs_no_remedy(review):
    faults = {fault.kind: fault for fault in review.read(Decisions()).faults}
    assert is_asked(faults["unknown_category"]) and is_must(faults["invalid_date"])
    assert not is_must(replace(faults["invalid_date"], kind="hidden_row"))


def test_a_fault_without_a_cell_has_no_place_to_write_over(review):
    fault = review.read(Decisions()).faults[0]
    assert place_of(replace(fault, cell=None)) is None and place_of(replace(fault, cell="")) is None
    assert place_of(replace(fault, cell="AB12")) == (fault.sheet, 12, "AB")


def test_every_field_of_a_list_can_be_given_to_a_column_under_its_own_word():
    titles = field_titles()

    assert titles == dict(FIELD_TITLES) and "text" in titles and len(set(titles.values())) == len(titles)
    titles.clear()
    assert field_titles()
