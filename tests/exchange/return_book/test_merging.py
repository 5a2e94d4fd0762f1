"""X7, X8, X9: a returned workbook is merged by key and by meaning, cell by cell (RULES §12)."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.sheet_cells import Cell
from tests.exchange.return_book.returned import EDITABLE, FIELDS, LOCKED, MARK, book, cells, merged, row, rows_of

TWO = rows_of(row("甲-1"), row("甲-2", progress="正在推进。", status="partly_done"))
SHOWN = {"in_progress": "正在整改", "partly_done": "部分完成"}


def filled(item, /, **fields):
    """The row of an item as the unit sent it back: states in words."""
    one = {**TWO[item], **fields}
    return {**one, "status": SHOWN.get(one["status"], one["status"])}


def all_of(*rows, **more):
    return merged(book(list(rows)), TWO, **more)


def test_a_sheet_that_comes_back_as_it_went_is_silent_even_where_the_office_edited():
    now = {**TWO, "甲-1": {**TWO["甲-1"], "remark": "办公室已核实", "status": "done", "text": "改写了。"}}
    found = all_of(filled("甲-1"), filled("甲-2"), now=now)
    assert found.merged == type(found.merged)() and not found.faults and not found.missing and not found.added


@pytest.mark.parametrize(("name", "written"), [
    ("status", "正在推进"), ("status", " 正在 整改 "), ("status", "整改中"), ("owner", "贺 知 微"), ("due_on", "2025.6.30"), ("due_on", "2025年6月底前"),
    ("progress", " / "), ("remark", "无"), ("unit", "青岩县民政局 党组"), ("category", "一、作风方面"), ("text", "甲-1的问题，\n涉及资金 4.8万元。"), ("completed_on", "—"),
])  # fmt: skip
def test_the_same_in_other_words_is_no_edit(name, written):
    found = all_of(filled("甲-1", **{name: written}), filled("甲-2"))
    assert found.merged == type(found.merged)() and not found.faults


@pytest.mark.parametrize(("name", "written", "new"), [
    ("status", "已完成", "done"), ("status", "2025.6.20已完成", "done"), ("completed_on", "2025.6.20", "2025-06-20"), ("completed_on", 45828, "2025-06-20"),
    ("owner", "程 青 禾，李㐂平", "程青禾、李㐂平"), ("progress", "=已追回", "=已追回"), ("progress", "已追回\n公示", "已追回\n公示"), ("remark", 12, "12"),
])  # fmt: skip
def test_what_the_unit_wrote_is_a_change_in_the_words_of_the_ledger(name, written, new):
    found = all_of(filled("甲-1", **{name: written}), filled("甲-2"))
    assert ("甲-1", name, new) in cells(found.merged.changes)


def test_the_day_beside_a_word_of_completion_is_the_day_of_completion_where_its_own_cell_is_empty():
    found = all_of(
        filled("甲-1", status="2025年6月20日已完成"), filled("甲-2", status="2025.6.1已完成", completed_on="2025.6.2")
    )
    assert [one[2] for one in cells(found.merged.changes) if one[1] == "completed_on"] == ["2025-06-20", "2025-06-02"]


def test_an_edit_of_both_sides_is_a_conflict_and_the_same_edit_is_none():
    now = {**TWO, "甲-1": {**TWO["甲-1"], "remark": "台账"}, "甲-2": {**TWO["甲-2"], "status": "done"}}
    found = all_of(filled("甲-1", remark="单位"), filled("甲-2", status="已整改"), now=now)
    assert (
        cells(found.merged.conflicts) == [("甲-1", "remark", "单位")]
        and found.merged.conflicts[0].ledger.shown == "台账"
    )
    assert cells(found.merged.same_edit) == [("甲-2", "status", "done")]


def test_a_cell_that_was_emptied_waits_and_one_that_the_office_edited_too_is_a_conflict():
    now = {**TWO, "甲-2": {**TWO["甲-2"], "progress": "又推进了。"}}
    found = all_of(filled("甲-1", owner=None), filled("甲-2", progress=None), now=now)
    assert cells(found.merged.cleared) == [("甲-1", "owner", None)] and cells(found.merged.conflicts) == [
        ("甲-2", "progress", None)
    ]


def test_an_item_that_has_left_the_list_takes_nothing():
    for now, gone in ((TWO, ["甲-1"]), ({"甲-2": TWO["甲-2"]}, [])):
        found = all_of(filled("甲-1", remark="单位"), filled("甲-2"), now=now, withdrawn=gone)
        assert [(one.key, one.kind) for one in found.merged.conflicts] == [
            ("甲-1", "row_withdrawn")
        ] and not found.merged.changes


@pytest.mark.parametrize(
    ("name", "written"),
    [("due_on", "2025-12-31"), ("text", "改写的问题"), ("unit", None), ("category", "别的"), ("due_on", "尽快")],
)
def test_a_locked_cell_that_was_changed_is_told_and_not_taken(name, written):
    found = all_of(filled("甲-1", **{name: written}), filled("甲-2"))
    assert cells(found.merged.not_allowed) == [("甲-1", name, written)] and not found.merged.changes


@pytest.mark.parametrize(("name", "written", "kind"), [
    ("completed_on", "2025.13.1", "invalid_date"), ("completed_on", "2月30日", "invalid_date"), ("completed_on", "6月20日", "ambiguous_date"),
    ("completed_on", "尽快", "not_a_date"), ("completed_on", "长期坚持", "not_a_date"), ("status", "看情况", "unknown_status"),
    ("progress", Cell(fault="error_value", shown="#N/A"), "error_value"), ("progress", Cell(fault="formula_no_value"), "formula_no_value"),
])  # fmt: skip
def test_a_cell_that_cannot_be_read_is_a_fault_with_its_place_and_is_neither_taken_nor_cleared(name, written, kind):
    returned = book([filled("甲-1"), filled("甲-2")])
    returned.sheets[0].rows[4][FIELDS.index(name) + 1] = written if isinstance(written, Cell) else Cell(written)
    found = merged(returned, TWO)
    assert [(one.kind, one.row, one.column) for one in found.faults] == [(kind, 4, name)] and found.faults[0].cell
    assert found.merged == type(found.merged)()


def test_a_column_that_is_gone_is_told_at_the_head_and_clears_nothing():
    heads = tuple(name for name in FIELDS if name not in ("progress", "due_on"))
    found = merged(book([filled("甲-1"), filled("甲-2")], heads), TWO)
    assert [(one.kind, one.row, one.column) for one in found.faults] == [("missing_column", 2, "progress")]
    assert found.merged == type(found.merged)()


def test_of_a_column_that_stands_twice_the_filled_one_counts_and_two_different_ones_do_not():
    found = merged(
        book([filled("甲-1", remark="一", 备注="一"), filled("甲-2", remark="一", 备注="二")], (*FIELDS, "备注")), TWO
    )
    assert cells(found.merged.changes) == [("甲-1", "remark", "一")] and [one.kind for one in found.faults] == [
        "two_columns"
    ]


def test_the_same_as_above_is_what_the_row_above_says():
    found = all_of(filled("甲-1", progress="已追回。"), filled("甲-2", progress=" 同上 "))
    assert cells(found.merged.changes) == [("甲-1", "progress", "已追回。"), ("甲-2", "progress", "已追回。")]


def test_a_column_of_the_units_own_and_a_lost_character_are_told():
    returned = book([filled("甲-1", 附注="县里还没批"), filled("甲-2", remark="\ud83d好")], (*FIELDS, "附注"))
    found = merged(returned, TWO)
    assert [(one.head, one.rows) for one in found.other] == [("附注", (3,))]
    assert [(one.kind, one.row) for one in found.faults] == [("bad_character", 4)] and cells(found.merged.changes) == [
        ("甲-2", "remark", "好")
    ]


def test_a_picture_where_a_text_was_asked_for_is_told():
    returned = book([filled("甲-1"), filled("甲-2")])
    returned.sheets[0].pictures.add((3, FIELDS.index("remark") + 1))
    assert [(one.kind, one.row, one.column) for one in merged(returned, TWO).faults] == [
        ("picture_not_read", 3, "remark")
    ]


# -- keys --------------------------------------------------------------------------------------------


def bad(found):
    return [(one.row, one.key, one.kind, one.suggest) for one in found.bad_keys]


def test_a_key_is_found_by_itself_alone_whatever_the_row_says_beside_it():
    found = all_of(filled("甲-2", key="甲 -2 ", remark="二"), filled("甲-1", text="换了的文字"))
    assert cells(found.merged.changes) == [("甲-2", "remark", "二")] and not found.bad_keys


def test_a_repeated_key_is_taken_in_neither_row():
    found = all_of(filled("甲-1", remark="一"), filled("甲-2"), filled("甲-1", remark="二"))
    assert (
        bad(found) == [(3, "甲-1", "duplicate", None), (5, "甲-1", "duplicate", None)]
        and not found.merged.changes
        and not found.missing
    )


@pytest.mark.parametrize("key", ["甲—1", None, "甲-9"])
def test_a_row_with_the_text_of_an_item_is_suggested_and_not_taken(key):
    found = all_of(filled("甲-2"), filled("甲-1", key=key, remark="一"))
    assert bad(found) == [(4, key or "", "altered", "甲-1")] and not found.merged.changes and not found.missing


def test_a_copy_without_key_of_a_row_that_came_back_is_listed_and_the_row_is_taken():
    found = all_of(filled("甲-1", remark="一"), filled("甲-2"), filled("甲-1", key=None, remark="二"))
    assert bad(found) == [(5, "", "altered", "甲-1")] and cells(found.merged.changes) == [("甲-1", "remark", "一")]


def test_a_foreign_key_a_new_row_and_a_row_that_is_gone_are_each_told_apart():
    new = {"key": None, "text": "窗口叫号系统故障。", "status": "已完成", "progress": "已修复。", "remark": "新"}
    found = all_of(filled("甲-1"), {"key": "乙-7", "text": "别处的问题。"}, new)
    assert bad(found) == [(4, "乙-7", "foreign", None)] and found.missing == ["甲-2"]
    [proposal] = found.added
    shown = {name: said.shown for name, said in proposal.values.items() if said.shown}
    assert (proposal.row, shown) == (
        5,
        {"text": "窗口叫号系统故障。", "status": "done", "progress": "已修复。", "remark": "新"},
    )


def test_the_column_of_the_keys_is_known_by_its_keys_where_its_head_is_gone():
    found = merged(
        book([filled("甲-1", remark="一", 标=("甲-1")), filled("甲-2", 标="甲-2")], ("标", *FIELDS[1:])), TWO
    )
    assert cells(found.merged.changes) == [("甲-1", "remark", "一")] and not found.missing


def test_every_row_with_content_is_accounted_for():
    last = [
        {"serial": "填表人：张三"},
        {"serial": "合计"},
        {"serial": 9},
        {"progress": "有进展而没有问题"},
        {"serial": "注：以上属实"},
    ]
    found = all_of(filled("甲-1"), {head: {"key": "问题标识"}.get(head) for head in ("key",)}, filled("甲-2"), *last)
    reasons = {one.row: one.reason for one in found.ignored if one.row}
    assert reasons == {
        1: "title",
        2: "header",
        4: "repeated_header",
        6: "footer",
        7: "total",
        8: "serial_only",
        10: "note",
    }
    assert [(one.kind, one.row) for one in found.faults] == [("missing_text", 9)] and found.rows == {
        "甲-1": 3,
        "甲-2": 5,
    }


# -- the mark ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("mark", "kind"), [
    (None, "no_package_id"), ({**MARK, "package_id": None}, "no_package_id"), ({**MARK, "unit": "青岩县教育局党组"}, "other_unit"),
    ({**MARK, "unit": None}, "other_unit"), ({**MARK, "round": "十四届县委第二轮"}, "other_round"), ({**MARK, "version": 2}, "old_version"),
    ({**MARK, "version": "甲"}, "old_version"), ({**MARK, "version": 9, "unit": "别的"}, "other_unit"),
])  # fmt: skip
def test_a_file_of_another_mark_is_refused_whole(mark, kind):
    found = merged(book([filled("甲-1", remark="一")], mark=mark), TWO)
    assert found.refused.kind == kind and found.refused.why and found.refused.remedy
    assert found.merged == type(found.merged)() and not found.missing and not found.added


def test_a_mark_is_read_wherever_it_stands_and_however_its_version_is_written():
    for version in ("1", 1.0, "第1版", " 1 "):
        returned = book([filled("甲-1", remark="一"), filled("甲-2")], mark={**MARK, "version": version})
        returned.sheets.reverse()
        returned.sheets[0].hidden, returned.sheets[0].name = False, "Sheet9"
        assert cells(merged(returned, TWO).merged.changes) == [("甲-1", "remark", "一")]


def test_a_sent_state_of_another_version_is_no_ground_for_a_merge():
    assert (
        merged(
            book([filled("甲-1")], mark={**MARK, "version": 2}), TWO, mark={"version": 1}, due={"version": 2}
        ).refused.kind
        == "old_version"
    )


def test_a_file_without_the_heads_is_refused():
    assert merged(book([filled("甲-1")], ("key", "甲", "乙")), TWO).refused.kind == "no_header_found"


# -- the law, on random books --------------------------------------------------------------------------

WORDS = st.sampled_from([None, "甲", "乙", "丙"])
STATES = st.sampled_from([None, "not_started", "done", "in_progress"])
SIDE = st.fixed_dictionaries({"owner": WORDS, "progress": WORDS, "remark": WORDS, "status": STATES})


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(SIDE, SIDE, SIDE), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_no_ones_edit_is_lost_and_the_order_of_rows_and_columns_does_not_matter(sides, chance: random.Random):
    """X8: each cell the unit changed stands in exactly one list; where only the office changed it, nothing is said."""
    sent, now, back = (
        rows_of(*(row(f"甲-{place}", **one[side]) for place, one in enumerate(sides))) for side in range(3)
    )
    heads, returned = list(FIELDS), list(back.values())
    chance.shuffle(heads)
    chance.shuffle(returned)
    words = {"not_started": "未启动", "done": "已完成", "in_progress": "正在整改", None: None}
    shown = [{**one, "status": words[one["status"]]} for one in returned]
    found = merged(book(shown, tuple(heads)), sent, now)
    plain = merged(book(sorted(shown, key=lambda one: one["key"])), sent, now)
    assert found.merged == plain.merged and not found.missing and not found.bad_keys and not found.faults
    parts = found.merged
    told = {
        (edit.key, edit.field): edit
        for part in (parts.changes, parts.conflicts, parts.same_edit, parts.cleared)
        for edit in part
    }
    count = sum(map(len, (parts.changes, parts.conflicts, parts.same_edit, parts.cleared)))
    edited = {(key, name) for key in sent for name in EDITABLE if back[key][name] != sent[key][name]}
    assert set(told) == edited and count == len(edited) and not parts.not_allowed
    for key, name in edited:
        overwrites = told[key, name] in (*parts.changes, *parts.cleared)
        assert overwrites == (now[key][name] == sent[key][name])
        assert (told[key, name].sent.shown, told[key, name].ledger.shown) == (sent[key][name], now[key][name])


@settings(max_examples=60, deadline=None)
@given(SIDE, SIDE, SIDE)
def test_conflicts_are_the_same_from_either_side(sent, mine, theirs):
    """X8: the unit's edits against the office's, and the office's against the unit's."""
    words = {"not_started": "未启动", "done": "已完成", "in_progress": "正在整改", None: None}

    def conflicts(now, back):
        shown = {**row("甲-1", **back), "status": words[back["status"]]}
        return merged(book([shown]), rows_of(row("甲-1", **sent)), rows_of(row("甲-1", **now))).merged.conflicts

    one, other = conflicts(mine, theirs), conflicts(theirs, mine)
    assert [(edit.field, edit.ledger, edit.returned) for edit in one] == [
        (edit.field, edit.returned, edit.ledger) for edit in other
    ]


def test_locked_and_fillable_fields_share_none():
    assert not set(EDITABLE) & set(LOCKED)
