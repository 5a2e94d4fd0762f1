"""X5, K9: a merge of three words: what the last list said, what this list says, what the ledger says now."""

from types import SimpleNamespace

import pytest

from desktop.operations import findings, progress
from desktop.operations.importing import list_changes
from desktop.operations.importing.last_list import LastList
from desktop.operations.importing.list_changes import EDITED, NO_BASE, OLDER, Listed, fields_of
from tests.builders import CLAIMANT, EVERYONE, a_finding, a_unit, claimed, no_evidence_faults

TODAY, MAY, JUNE = "2026-06-05", "2026-04-30", "2026-05-31"


@pytest.fixture
def one(ledger):
    return a_finding(ledger, owner="甲", first_due_on="2026-06-18", due_kind="date", measures_=2)


def told(ledger, one, monkeypatch, said, base=None, on=JUNE, actor=EVERYONE):
    """The fields in question: name → (ledger's word, list's word, why in dispute, why it cannot be taken)."""
    monkeypatch.setattr(list_changes, "last_list_of", lambda *_a: base or LastList())
    return {
        one.name: (one.ledger, one.listed, one.conflict, one.blocked)
        for one in fields_of(ledger.reader, one, Listed(said, on, TODAY, actor))
    }


WORDS = ["甲", "乙", "丙"]


@pytest.mark.parametrize("base", WORDS)
@pytest.mark.parametrize("listed", WORDS)
@pytest.mark.parametrize("now", WORDS)
def test_a_plain_field_is_merged_of_three_words(ledger, one, monkeypatch, base, listed, now):
    findings.edit(ledger, EVERYONE, [one], {"owner": now})
    found = told(ledger, one, monkeypatch, {"values": {"owner": listed}}, LastList(True, MAY, {"owner": base}))
    if listed in (now, base):
        assert found == {}
    else:
        assert found == {"owner": (now, listed, "" if now == base else EDITED, "")}


@pytest.mark.parametrize("now, why", [("", ""), ("甲", NO_BASE)])
def test_without_a_last_list_only_what_is_empty_is_a_change(ledger, one, monkeypatch, now, why):
    findings.edit(ledger, EVERYONE, [one], {"owner": now})
    assert told(ledger, one, monkeypatch, {"values": {"owner": "乙"}})["owner"][1:] == ("乙", why, "")
    assert told(
        ledger, one, monkeypatch, {"values": {"owner": " 乙"}} if now == "乙" else {"values": {"owner": now or "甲"}}
    ) == ({} if now else {"owner": ("", "甲", "", "")})


@pytest.mark.parametrize("on, why", [("2026-04-29", OLDER), (MAY, ""), (JUNE, "")])
def test_an_older_list_disputes_everything_it_says(ledger, one, monkeypatch, on, why):
    base = LastList(True, MAY, {"owner": "甲"}, progress="旧话")
    found = told(ledger, one, monkeypatch, {"values": {"owner": "乙"}, "progress": "新话"}, base, on)
    assert (found["owner"][2], found["progress"][2]) == (why, why)


def test_white_space_alone_is_no_difference(ledger, one, monkeypatch):
    assert told(ledger, one, monkeypatch, {"values": {"owner": " 甲 ", "amount_yuan": None}}) == {}


@pytest.mark.parametrize("base, listed, expected", [
    ("", "in_progress", ""), ("in_progress", "in_progress", None), ("not_started", "in_progress", ""), ("partly_done", "in_progress", EDITED), ("", "not_started", None),
])  # fmt: skip
def test_a_state_is_offered_as_a_claim_where_the_ledger_stands_as_the_last_list_left_it(
    ledger, one, monkeypatch, base, listed, expected
):
    found = told(ledger, one, monkeypatch, {"status": listed}, LastList(True, MAY, status=base))
    assert found == ({} if expected is None else {"status": ("未启动", "正在推进", expected, "")})


def test_a_newer_claim_makes_the_lists_state_an_older_word(ledger, one, monkeypatch):
    progress.claim(ledger, EVERYONE, one, "partly_done", "2026-06-01")
    base = LastList(True, MAY, status="partly_done")
    assert told(ledger, one, monkeypatch, {"status": "in_progress"}, base)["status"][2] == OLDER
    assert told(ledger, one, monkeypatch, {"status": "in_progress"}, base, on="2026-06-01")["status"][2] == ""


def test_a_settled_finding_is_moved_by_no_list_l1(ledger, one, monkeypatch):
    """L-1: told as a conflict that cannot be taken; the same state is no difference."""
    progress.close_out(ledger, EVERYONE, one, "2026-06-01", no_evidence_faults, override_reason="会议")
    for listed, known in (("done", True), ("in_progress", False), ("not_done", False)):
        found = told(
            ledger,
            one,
            monkeypatch,
            {"status": listed, "values": {"owner": "乙"}},
            LastList(True, MAY, {"owner": "甲"}),
        )
        assert ("status" not in found) is known and found["owner"][2:] == ("", "")
        if not known:
            assert found["status"][2] == found["status"][3] != ""


def test_what_was_returned_and_is_said_again_is_disputed(ledger, one, monkeypatch):
    claimed(ledger, one, "2026-05-10")
    progress.refuse(ledger, EVERYONE, one, "2026-05-20", "缺凭证")
    base = LastList(True, MAY, status="done")
    assert "退回" in told(ledger, one, monkeypatch, {"status": "done"}, base)["status"][2]
    assert told(ledger, one, monkeypatch, {"status": "done"}, base, on=MAY) == {}


def test_the_offices_word_is_offered_but_done_never_closes_r1(ledger, one, monkeypatch):
    """R-1: what no list can do is told with the reason, and cannot be taken."""
    assert told(ledger, one, monkeypatch, {"verified_status": "partly_done"})["verified_status"] == (
        "未启动",
        "部分完成",
        "",
        "",
    )
    *_words, why, blocked = told(ledger, one, monkeypatch, {"verified_status": "done"})["verified_status"]
    assert why == blocked != ""
    claimed(ledger, one)
    assert told(ledger, one, monkeypatch, {"verified_status": "partly_done"})["verified_status"][3], (
        "out of 待核实 goes nothing but F8 and F9"
    )


def test_words_of_progress_are_added_once(ledger, one, monkeypatch):
    progress.note(ledger, EVERYONE, one, "2026-05-01", "已补缴 一半")
    for said, base, new in (("已补缴一半", "", False), ("已补缴全部", "", True), ("已补缴全部", "已补缴 全部", False)):
        found = told(ledger, one, monkeypatch, {"progress": said}, LastList(True, MAY, progress=base))
        assert found == ({"progress": ("", said, "", "")} if new else {})


@pytest.mark.parametrize("listed, base, expected", [
    ("2026-06-18", "2026-06-18", None), ("2026-07-18", "2026-06-18", ("", False)), ("2026-07-18", "2026-06-01", (EDITED, False)), ("2026-06-01", "2026-06-18", ("本表的时限早于", True)),
    ("2026-07-18", "2026-07-18", None),
])  # fmt: skip
def test_a_later_deadline_is_offered_and_an_earlier_one_needs_its_own_deed(
    ledger, one, monkeypatch, listed, base, expected
):
    found = told(ledger, one, monkeypatch, {"due_on": listed}, LastList(True, MAY, due_on=base))
    if expected is None:
        assert found == {}
    else:
        why, blocked = expected
        assert (
            found["due_on"][:2] == ("2026-06-18", listed)
            and (why in found["due_on"][2] or why == found["due_on"][2])
            and bool(found["due_on"][3]) is blocked
        )


def test_what_decides_a_figure_goes_by_its_deed_and_its_right_l4(ledger, one, monkeypatch):
    """L-4"""
    said = {"values": {"nature": "immediate", "category1": "新类"}}
    base = LastList(True, MAY, {"category1": ""})
    by_all = told(ledger, one, monkeypatch, said, base)
    assert by_all["nature"][2:] == ("", "") and by_all["category1"][2:] == ("", "")
    by_clerk = told(ledger, one, monkeypatch, said, base, actor=CLAIMANT)
    assert by_clerk["nature"][3] and not by_clerk["category1"][3]


def test_a_long_term_deadline_is_the_day_of_the_review(ledger, one, monkeypatch):
    found = told(ledger, one, monkeypatch, {"due_on": "2026-12-01", "long_term": True})
    assert list(found) == ["review_on"] and found["review_on"][1] == "2026-12-01"


def measures(*texts, **states):
    return [{"text": text, **({"status": states[text]} if text in states else {})} for text in texts]


def test_new_measures_are_added_and_a_left_out_one_makes_them_doubtful(ledger, one, monkeypatch):
    assert told(ledger, one, monkeypatch, {"measures": measures("措施1", "措施 2", "丙")})["measures"] == (
        "",
        "丙",
        "",
        "",
    )
    doubtful = told(ledger, one, monkeypatch, {"measures": measures("措施1", "丙")})["measures"]
    assert doubtful[2] and not doubtful[3]
    assert told(ledger, one, monkeypatch, {"measures": measures("措施1", "措施2")}) == {}
    assert (
        told(
            ledger,
            one,
            monkeypatch,
            {"measures": measures("措施1", "措施2", "丙")},
            LastList(True, MAY, measures={"丙": {}}),
        )
        == {}
    )


def test_states_of_measures_are_merged_by_their_texts(ledger, one, monkeypatch):
    said = {"measures": measures("措施1", "措施2", 措施1="done", 措施2="not_started")}
    first = ledger.reader.value("select min(id) from measure")
    assert told(ledger, one, monkeypatch, said) == {f"measure:{first}": ("未启动", "已完成", "", "")}
    assert told(ledger, one, monkeypatch, said, LastList(True, MAY, measures={"措施1": {"status": "done"}})) == {}
    assert (
        told(ledger, one, monkeypatch, said, LastList(True, MAY, measures={"措施1": {"status": "in_progress"}}))[
            f"measure:{first}"
        ][2]
        == EDITED
    )


def test_a_finding_that_left_the_list_takes_nothing(ledger, one, monkeypatch):
    progress.withdraw(ledger, EVERYONE, [one], "2026-06-01", "重复", "领导小组")
    base = LastList(True, MAY, {"owner": "甲"})
    found = told(
        ledger,
        one,
        monkeypatch,
        {
            "status": "in_progress",
            "progress": "话",
            "values": {"owner": "乙"},
            "measures": measures("措施1", "措施2", "丙"),
        },
        base,
    )
    assert set(found) == {"status", "progress", "owner", "measures"} and all(
        blocked for *_rest, blocked in found.values()
    )


@pytest.mark.parametrize(
    ("base", "now", "listed", "why"),
    [
        ("", "", "新问题", ""),
        ("旧问题", "旧问题", "新问题", ""),
        ("旧问题", "改过", "新问题", EDITED),
        ("旧问题", "旧 问题", "旧问题", None),
        ("旧问题", "改过", "旧问题", None),
        ("旧问题", "改过", "改 过", None),
        ("", "旧问题", "", None),
    ],
)
def test_the_coarser_problem_is_merged_of_three_words(ledger, one, monkeypatch, base, now, listed, why):
    monkeypatch.setattr(list_changes, "last_list_of", lambda *_a: LastList(True, MAY, parent=base))
    shown = SimpleNamespace(parent_text=now, unit="", due="")
    found = fields_of(ledger.reader, one, Listed({"parent": listed}, JUNE, TODAY, EVERYONE, shown=shown))
    assert [(each.ledger, each.listed, each.conflict, each.blocked) for each in found] == (
        [] if why is None else [(now, listed, why, "")]
    )


@pytest.mark.parametrize(
    ("base", "now", "listed", "why"),
    [
        ((), (), (1,), ""),
        ((), (), (), None),
        ((0,), (0,), (1,), ""),
        ((1,), (0,), (1,), None),
        ((0,), (0, 1), (1,), EDITED),
        ((), (0, 1), (1, 0), None),
        ((), (0,), (1,), EDITED),
    ],
)
def test_the_units_that_share_a_finding_are_merged_of_three_words_in_any_order(
    ledger, one, monkeypatch, base, now, listed, why
):
    made = [a_unit(ledger, "县财政局党组"), a_unit(ledger, "县水利局党组")]
    names = ["县财政局党组", "县水利局党组"]
    findings.set_co_units(ledger, EVERYONE, one, [made[at] for at in now])
    last = LastList(True, MAY, co_units=tuple(made[at] for at in base))
    found = told(ledger, one, monkeypatch, {list_changes.SHARED: [made[at] for at in listed]}, last)
    assert found == (
        {}
        if why is None
        else {list_changes.SHARED: ("、".join(names[at] for at in now), "、".join(names[at] for at in listed), why, "")}
    )


def test_cells_that_no_field_has_are_added_to_those_that_are_kept(ledger, one, monkeypatch):
    other = list_changes.OTHER
    said = {other: {"备注": "补 一", "来源": "信访"}}
    assert told(ledger, one, monkeypatch, said)[other] == ("", "备注：补 一；来源：信访", "", "")
    base = LastList(True, MAY, other={"备注": "补一"})
    assert told(ledger, one, monkeypatch, said, base)[other] == ("", "来源：信访", "", "")
    assert told(ledger, one, monkeypatch, said, base, on="2026-04-29")[other][2] == OLDER
    assert told(ledger, one, monkeypatch, {other: {"备注": "补一"}}, base) == {}
    progress.withdraw(ledger, EVERYONE, [one], "2026-06-01", "重复", "方向阳")
    assert all(word for word in told(ledger, one, monkeypatch, said)[other][2:])


def test_another_unit_under_the_same_number_is_told_and_never_taken(ledger, one, monkeypatch):
    own = ledger.reader.value("select unit_id from finding")
    monkeypatch.setattr(list_changes, "last_list_of", lambda *_a: LastList())
    for unit, told_of in ((0, 0), (own, 0), (own + 1, 1)):
        found = fields_of(ledger.reader, one, Listed({}, JUNE, TODAY, EVERYONE, unit_id=unit, unit="县水利局党组"))
        assert len(found) == told_of and all(each.listed == "县水利局党组" and each.blocked for each in found)
