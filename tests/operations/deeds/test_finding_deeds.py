"""The deeds on findings from flat arguments: each writes what the operation behind it writes, with its day and words."""

import pytest

from db.queries import facts
from desktop.errors import Forbidden, KnownError
from desktop.operations.deeds.finding_deeds import DEEDS
from desktop.operations.deeds.hand import Hand
from desktop.rules.permissions import Right
from tests.builders import CLAIMANT, a_finding, a_unit

ON = "2026-06-01"


def last(ledger):
    return ledger.reader.tuples(
        "select kind, effective_on, claim_state, verdict_state, presence, text, reason, approver, due_on, review_on, paper, actor, measure_id from finding_event order by id desc limit 1"
    )[0]  # fmt: skip


def event(kind, **fields):
    names = (
        "claim_state",
        "verdict_state",
        "presence",
        "text",
        "reason",
        "approver",
        "due_on",
        "review_on",
        "paper",
        "actor",
        "measure_id",
    )
    usual = {
        name: None if name in ("claim_state", "verdict_state", "presence", "due_on", "review_on", "measure_id") else ""
        for name in names
    }
    return (kind, ON, *({**usual, **fields}[name] for name in names))


WRITES = {
    "note": ({"text": "来电", "said_by": "周"}, event("note", text="来电", actor="周")),
    "claim": ({"state": "正在推进", "text": "在办", "said_by": "周"}, event("claim", claim_state="in_progress", text="在办", actor="周")),
    "verify": ({"state": "partly_done", "text": "看过"}, event("verify", verdict_state="partly_done", text="看过")),
    "transfer": ({"receiver": "县纪委", "reason": "线索", "paper": "卷3"}, event("transfer", claim_state="transferred", verdict_state="transferred", text="移交县纪委", reason="线索", paper="卷3", measure_id=2)),
    "stage_done": ({"review_on": "2026-12-01", "text": "长效"}, event("stage_done", claim_state="long_term", verdict_state="long_term", review_on="2026-12-01", text="长效")),
    "extend": ({"due_on": "2026-08-01", "reason": "未批", "approver": "组长"}, event("extend", due_on="2026-08-01", reason="未批", approver="组长")),
    "withdraw": ({"reason": "重复", "approver": "组长", "paper": "纪要"}, event("withdraw", presence="out", reason="重复", approver="组长", paper="纪要")),
    "refuse": ({"reason": "缺凭证"}, event("claim", claim_state="in_progress", reason="退回")),
}  # fmt: skip


@pytest.mark.parametrize("name", WRITES)
def test_a_deed_writes_its_event_with_every_word_in_its_place(office, do, name):
    args, written = WRITES[name]
    answer = do(f"finding.{name}", on=ON, **args)
    assert last(office) == written and answer.number == "15-06-0001"


@pytest.mark.parametrize(
    "back, kind",
    [(False, "verify"), ("否", "verify"), ("false", "verify"), (0, "verify"), (True, "claim"), ("是", "claim")],
)
def test_a_refusal_returns_the_claim_unless_unticked(office, do, back, kind):
    do("finding.refuse", on=ON, reason="缺凭证", return_to_unit=back)
    assert last(office)[0] == kind


def test_a_measure_is_meant_by_its_place(office, do):
    do("finding.claim", on=ON, state="done", measure=2)
    assert last(office)[-1] == 2
    do("finding.verify", on=ON, state="done", measure=1)
    assert (last(office)[3], last(office)[-1]) == ("done", 1)


def test_a_finding_is_entered_with_measures_category_and_co_units(office, do):
    a_unit(office, "县财政局党组")
    answer = do(
        "finding.add",
        round="15-06",
        unit="县民政局党组",
        text="新问题",
        category="一/二",
        measures=["甲", "乙"],
        co_units=["县财政局党组"],
        due_on="2026-07-01",
        owner="李",
        amount_yuan="3万元",
    )
    assert (answer.number, answer.state) == ("15-06-0002", "not_started")
    assert office.reader.tuples(
        "select text, category1, category2, first_due_on, due_kind, owner, amount_yuan from finding where id = 2"
    ) == (("新问题", "一", "二", "2026-07-01", "date", "李", 30000),)
    assert office.reader.column("select text from measure where finding_id = 2 order by seq") == ("甲", "乙")
    assert (
        office.reader.column("select effective_on from finding_event where finding_id = 2 and measure_id is not null")
        == ("2026-03-18",) * 2
    )
    assert office.reader.value("select count(*) from co_unit where finding_id = 2") == 1


@pytest.mark.parametrize(
    "args", [{"text": ""}, {"text": " "}, {"measures": ["甲", " "]}, {"round": "九"}, {"unit": "县水务局"}]
)
def test_a_finding_without_words_round_or_unit_is_not_entered(office, do, args):
    with pytest.raises(KnownError):
        do("finding.add", **{"round": "15-06", "unit": "县民政局党组", "text": "新问题", **args})
    assert office.reader.value("select count(*) from finding") == 1


def test_plain_fields_and_what_decides_go_their_own_ways_l4(office, do):
    """L-4"""
    do("finding.edit", owner="李", people="3")
    assert office.reader.tuples("select owner, people from finding") == (("李", 3),)
    with pytest.raises(KnownError) as refused:
        do("finding.reclassify", nature="immediate", on=ON)
    assert refused.value.kind == "no_reason"
    other = a_unit(office, "县财政局党组")
    do("finding.reclassify", nature="immediate", unit="县财政局党组", due_on="2026-06-10", on=ON, reason="会议")
    assert office.reader.tuples("select nature, unit_id from finding") == (("immediate", other),)
    assert (
        facts.lanes(office.reader, 1, "2026-06-05").due_on == "2026-06-10"
        and facts.lanes(office.reader, 1, "2026-05-31").due_on == "2026-06-18"
    )
    do("finding.recategorise", category="新/类", on=ON)
    assert office.reader.tuples("select category1, category2 from finding") == (("新", "类"),)


def test_the_feedback_of_a_findings_unit_is_moved_by_the_same_deed_l4(office, do):
    """L-4"""
    do("finding.reclassify", feedback_on="2026-03-25", reason="会议")
    assert office.reader.value("select feedback_on from round_unit") == "2026-03-25"
    with pytest.raises(KnownError):
        do("finding.reclassify", reason="会议")


def test_evidence_is_a_file_or_a_reference_to_paper(office, do, tmp_path):
    (tmp_path / "纪要.pdf").write_bytes(b"x")
    do("finding.evidence", file="纪要.pdf", measure=1)
    do("finding.evidence", file="纪要.pdf", title="会议纪要")
    do("finding.evidence", title="凭证", paper="卷3", file="没有.pdf")
    assert office.reader.tuples("select title, file_name, paper, measure_id from evidence order by id") == (
        ("纪要", "纪要.pdf", "", 1), ("会议纪要", "纪要.pdf", "", None), ("凭证", "", "卷3", None),
    )  # fmt: skip
    with pytest.raises(KnownError):
        do("finding.evidence", file="没有.pdf")


def test_a_measure_is_added_with_its_words_and_not_from_tomorrow(office, do):
    do(
        "finding.measure",
        text="丙",
        owner="李",
        leader="王",
        department="科",
        standard="完",
        due_on="2026-07-01",
        on=ON,
    )
    assert office.reader.tuples("select seq, text, owner, leader, department, standard, due_on, due_kind from measure order by id desc limit 1") == (
        (3, "丙", "李", "王", "科", "完", "2026-07-01", "date"),
    )  # fmt: skip
    do("finding.measure", text="丁", on=ON)
    assert office.reader.tuples("select due_on, due_kind from measure order by id desc limit 1") == ((None, ""),)
    with pytest.raises(KnownError):
        do("finding.measure", text="戊", on="2026-06-06")


@pytest.mark.parametrize(
    "override, passes",
    [(True, True), ("是", True), ("true", True), (1, True), (False, False), ("", False), ("否", False)],
)
def test_a_close_out_passes_the_gate_only_with_the_word_for_the_exception_r2(office, do, override, passes):
    """R-2"""
    if passes:
        assert do("finding.close_out", on=ON, reason="会议", override=override, text="办结").state == "done"
        assert last(office)[5:7] == ("办结", "会议")
    else:
        with pytest.raises(KnownError):
            do("finding.close_out", on=ON, reason="会议", override=override)


def test_a_close_out_without_another_word_never_happened_and_other_words_are_entered_anew_l1(office, do):
    """L-1, R-1"""
    do("finding.claim", on="2026-05-20", state="done", actor=CLAIMANT)
    do("finding.close_out", on=ON, reason="会议", override=True)
    do("finding.correct", reason="误销号")
    assert (facts.lanes(office.reader, 1, "2026-06-05").verdict, facts.lanes(office.reader, 1, "2026-06-05").claim) == (
        "not_started",
        "done",
    )
    do("finding.correct", lane="claim", state="partly_done", reason="登错", text="办了一半")
    assert last(office)[:6] == ("claim", "2026-05-20", "partly_done", None, None, "办了一半")
    do("finding.correct", lane="claim", on="2026-05-21", reason="日期错")
    assert last(office)[:6] == ("claim", "2026-05-21", "partly_done", None, None, "办了一半")
    with pytest.raises(KnownError):
        do("finding.correct", lane="claim", on="2026-05-21")


def test_a_close_out_is_corrected_to_another_day_through_the_gate(office, do):
    do("finding.close_out", on=ON, reason="会议", override=True)
    with pytest.raises(KnownError):
        do("finding.correct", on="2026-06-02", reason="日期错")
    do("finding.correct", on="2026-06-02", reason="日期错", override=True)
    assert last(office)[:4] == ("verify", "2026-06-02", None, "done")


def test_split_and_merge_answer_the_new_numbers(office, do):
    answer = do("finding.split", on=ON, reason="两事", into=[{"text": "甲"}, "乙"])
    assert (answer.number, answer.numbers) == ("15-06-0001", ("15-06-0002", "15-06-0003"))
    assert office.reader.column("select first_due_on from finding where id > 1") == ("2026-06-18",) * 2
    merged = do(
        "finding.merge",
        number="15-06-0002",
        on=ON,
        reason="一事",
        into=[{"text": "丙"}],
        **{"with": ["15-06-0003", "15-06-0002"]},
    )
    assert (merged.number, merged.numbers) == ("15-06-0004", ("15-06-0004",))
    a_finding(office, 1, 1)
    assert (
        do("finding.merge", number="", numbers=["15-06-0004"], on=ON, reason="一事", into="15-06-0005").number
        == "15-06-0005"
    )


@pytest.mark.parametrize("args", [{"number": ""}, {"into": []}, {"into": ["15-06-0001", "15-06-0001"]}, {}])
def test_a_merge_needs_what_and_into_what(office, do, args):
    with pytest.raises(KnownError) as refused:
        do("finding.merge", **{"on": ON, "reason": "一事", **args})
    assert refused.value.kind == "empty"


def test_into_the_bin_and_out_again(office, do):
    a_finding(office, 1, 1)
    assert do("finding.remove", number=["15-06-0001", "15-06-0002"], reason="录错").number == "15-06-0001"
    assert office.reader.column("select id from finding where removed_in is null") == ()
    assert do("finding.restore", number=["15-06-0002"]).number == "15-06-0002"
    with pytest.raises(KnownError):
        do("finding.remove", number=["15-06-0002"], reason="录错", on="2026-06-06")


def test_an_extension_without_a_date_is_empty(do):
    with pytest.raises(KnownError) as refused:
        do("finding.extend", reason="未批", approver="组长")
    assert refused.value.kind == "empty"


def test_a_reviewers_deed_says_so_and_is_refused_to_a_clerk(office, do, clerk):
    wanted = {"refuse", "close_out", "reopen", "stage_done", "transfer", "extend", "withdraw", "split", "merge"}
    assert {name for name, deed in DEEDS.items() if deed.right is Right.REVIEW} >= wanted
    for name in sorted(wanted):
        args = {
            "state": "done",
            "reason": "x",
            "approver": "y",
            "receiver": "z",
            "due_on": "2026-08-01",
            "review_on": "2026-12-01",
            "into": ["甲", "乙"] if name == "split" else [{"text": "甲"}],
        }
        with pytest.raises(Forbidden):
            DEEDS[name].run(Hand(office, clerk, None, {"number": "15-06-0001", "on": ON, **args}))
