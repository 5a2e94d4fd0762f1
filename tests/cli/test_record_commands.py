"""registers, records, record, play: the contract of interfaces.md, on declared books and on one of the test's own."""

import pytest

from tests.cli.played import BOOKS, PEOPLE, play


def test_a_script_is_played_and_its_records_are_read_back(run, office):
    told = play(
        run, office, *PEOPLE,
        ("chase.add", {"unit": "$u", "findings": ["$f"], "channel": "phone", "on": "2026-05-11", "person": "张三"}, {"as": "c", "at": "2026-05-12T09:00"}),
        ("talk.add", {"unit": "$u", "kind": "secretary", "reason": "low_rate", "talker": "书记", "talked_to": "局长"}, {"as": "t"}),
        ("talk.waive", {"number": "$t", "reason": "已另谈"}, {"user": "李建国", "expect": "refused"}),
        ("talk.hold", {"number": "$t", "held_on": "2026-05-12", "talker": "书记"}, {"user": "李建国"}),
    )  # fmt: skip
    assert told["done"] == 9 and "审核" in told["results"][7]["refused"]
    [talk] = run("records", office, "talk")
    assert (talk["state"], talk["unit"], talk["round"]) == ("held", "县民政局党组", "十五届县委第六轮（常规）")
    assert run("records", office, "talk", "--as-of", "2026-05-11") == []
    assert run("records", office, "chase", "--where", "channel=电话")[0]["findings"] == ["15-06-0001"]
    assert run("records", office, "chase", "--where", "channel=letter") == []
    for search in ("张三", "民政", "15-06-0001", "xmz"):
        assert len(run("records", office, "chase", "--search", search)) == 1, search
    assert len(run("records", office, "finding")) == len(run("records", office, "unit")) == 1


def test_undo_takes_back_the_last_step_of_a_play(run, office):
    play(run, office, *PEOPLE, ("meeting.add", {"kind": "joint", "held_on": "2026-03-19"}))
    run("undo", office)
    assert run("records", office, "meeting") == [] and len(run("records", office, "finding")) == 1


@pytest.mark.parametrize(
    ("step", "place"),
    [
        (("nothing.add", {}), "nothing"),
        (("talk.vanish", {}), "vanish"),
        (("talk.add", {"colour": "red"}), "colour"),
        (("talk.notify", {"number": "$later"}), "later"),
        (("talk", {}), "talk"),
        (("unit.add", {"name": "县财政局党组"}, {"expect": "perhaps"}), "perhaps"),
        (("unit.add", {"name": "县财政局党组"}, {"when": "now"}), "when"),
        (("unit.add", {"name": "县财政局党组"}, {"at": "tomorrow"}), "tomorrow"),
    ],
)
def test_a_wrong_script_is_told_with_its_place_and_nothing_is_played(run, office, step, place):
    told = play(run, office, *PEOPLE, step, code=2)
    assert "第 6 步" in told["error"] and place in told["error"]
    assert run("records", office, "unit") == [] and len(run("records", office, "user")) == 2


def test_play_stops_at_the_first_surprise_and_former_steps_stay(run, office):
    told = play(
        run, office, *PEOPLE,
        ("talk.add", {"unit": "$u", "kind": "secretary"}),
        ("meeting.add", {"kind": "joint", "held_on": "2026-03-19"}), code=1,
    )  # fmt: skip
    assert told["done"] == 5 and len(told["results"]) == 6 and told["results"][-1]["refused"]
    assert len(run("records", office, "finding")) == 1 and run("records", office, "meeting") == []


def test_a_step_that_should_be_refused_and_is_not_is_a_surprise(run, office):
    told = play(
        run, office, *PEOPLE, ("meeting.add", {"kind": "joint", "held_on": "2026-03-19"}, {"expect": "refused"}), code=1
    )
    assert told["done"] == 5 and told["results"][-1]["refused"] is None


def test_the_second_person_of_a_close_out_is_the_user_of_the_step(run, office, tmp_path):
    """R-2"""
    (tmp_path / "scan.pdf").write_bytes(b"proof")
    claim = (
        "finding.claim",
        {"number": "$f", "state": "done", "on": "2026-05-03"},
        {"user": "王敏", "at": "2026-05-06T09:00"},
    )
    proof = ("finding.evidence", {"number": "$f", "title": "凭证", "file": "scan.pdf"})
    close = ("finding.close_out", {"number": "$f", "on": "2026-05-05"})
    told = play(
        run, office, *PEOPLE, claim, proof, (*close, {"user": "王敏", "expect": "refused"}),
        ("finding.claim", {"number": "$f", "state": "done", "on": "2026-05-04"}, {"user": "李建国"}), (*close, {"user": "王敏"}),
    )  # fmt: skip
    assert told["done"] == 10
    assert run("rate", office)["total"]["rate"] == "100.0%"


def test_split_and_merge_answer_their_numbers_in_order(run, office):
    told = play(
        run, office, *PEOPLE,
        ("finding.split", {"number": "$f", "reason": "两事", "into": [{"as": "a", "text": "甲"}, {"as": "b", "text": "乙"}]}, {"user": "王敏", "at": "2026-05-06T09:00"}),
        ("finding.note", {"number": "$b", "text": "情况"}),
        ("finding.merge", {"number": ["$a", "$b"], "reason": "一事", "into": [{"as": "m", "text": "合"}]}, {"user": "王敏"}),
        ("finding.note", {"number": "$m", "text": "情况"}),
    )  # fmt: skip
    assert told["results"][5]["numbers"] == ["15-06-0002", "15-06-0003"]
    assert told["results"][7]["numbers"] == ["15-06-0004"]
    assert [one["number"] for one in run("records", office, "finding")] == ["15-06-0004"]


def test_at_sets_the_clock_only_in_a_demonstration(run, tmp_path):
    run("new", "real.ledger", "--plain")
    play(run, "real.ledger", ("meeting.add", {"kind": "joint", "held_on": "2020-03-19"}, {"at": "2020-03-20T09:00"}))
    assert not run("records", "real.ledger", "meeting")[0]["entered_at"].startswith("2020")


def test_one_record_is_entered_moved_and_refused(run, office):
    play(run, office, *PEOPLE)
    made = run(
        "record",
        office,
        "extension",
        "add",
        "--set",
        "finding=15-06-0001",
        "--set",
        "due_on=2026-08-30",
        "--reason",
        "审计未完",
        "--user",
        "李建国",
    )
    assert made["state"] == "applied"
    assert (
        "审核"
        in run(
            "record", office, "extension", "grant", made["number"], "--set", "approver=县委", "--user", "李建国", code=1
        )["error"]
    )
    assert (
        run("record", office, "extension", "grant", made["number"], "--set", "approver=县委", "--user", "王敏")["state"]
        == "granted"
    )
    assert run("findings", office)[0]["due_on"] == "2026-08-30"
    run("record", office, "extension", "colour", code=2)
    run("record", office, "extension", "add", "--set", "colour=red", code=2)


def test_proposed_talks_are_derived_and_go_when_the_unit_was_talked_to(run, office):
    play(run, office, *PEOPLE)
    [proposed] = run("records", office, "talk", "--state", "proposed")
    assert proposed["number"] is None and proposed["reason"] == "low_rate" and "0/1" in proposed["matter"]
    play(
        run,
        office,
        ("talk.add", {"unit": "县民政局", "kind": "reminder", "reason": "low_rate", "talker": "甲", "talked_to": "乙"}),
    )
    assert run("records", office, "talk", "--state", "proposed") == []


def test_registers_tells_every_book_with_fields_states_steps_and_rules(run):
    told = {one["register"]: one for one in run("registers")}
    assert {"finding", "unit", "round", "letter", "talk", "chase", "regulation", "meeting", "extension"} <= set(told)
    talk = told["talk"]
    assert next(field for field in talk["fields"] if field["field"] == "unit")["type"] == "unit"
    hold = next(step for step in talk["steps"] if step["step"] == "hold")
    assert hold["from"] == ["planned", "notified"] and hold["to"] == "held" and hold["needs"] == ["held_on", "talker"]
    assert {rule["level"] for rule in talk["rules"]} == {"R", "W"}
    assert next(step for step in talk["steps"] if step["step"] == "waive")["right"] == "review"


def test_a_book_of_the_tests_own_works_everywhere_without_a_program_file_changing(own_book, run, office):
    """The acceptance of landing 3: declaration and migration step both stand in tests/own_book.py."""
    told = play(
        run, office, *PEOPLE,
        ("village_visit.add", {"seen_on": "2026-03-19", "unit": "$u", "manner": "入户", "findings": ["$f"]}, {"as": "v"}),
        ("village_visit.finish", {"number": "$v", "reason": "已答复"}, {"user": "王敏", "expect": "refused"}),
        ("village_visit.finish", {"number": "$v", "reason": "已答复", "heard": "道路损毁"}, {"user": "李建国", "expect": "refused"}),
        ("village_visit.finish", {"number": "$v", "reason": "已答复", "heard": "道路损毁"}, {"user": "王敏"}),
    )  # fmt: skip
    assert told["done"] == 9
    [visit] = run("records", office, "village_visit", "--search", "道路", "--unit", "县民政局")
    assert (visit["number"], visit["state"], visit["findings"]) == ("走访〔2026〕1号", "done", ["15-06-0001"])
    assert next(one for one in run("registers") if one["register"] == "village_visit")["states"][2]["title"] == "已办结"
    run("undo", office, "--user", "王敏")
    assert run("records", office, "village_visit", "--state", "待办")[0]["heard"] == ""


def test_every_deed_of_a_finding_is_played_and_its_refusal_told(run, office, tmp_path):
    """L-2, R-1: each deed once where it may be done, and once where it may not."""
    (tmp_path / "scan.pdf").write_bytes(b"proof")
    clerk, chief = {"user": "李建国"}, {"user": "王敏"}
    no = {"expect": "refused"}
    told = play(
        run, office, *PEOPLE,
        ("finding.add", {"round": "$r", "unit": "$u", "text": "甲", "measures": ["一", "二"], "category": "一/财务", "nature": "ordinary", "amount_yuan": 1000, "due_on": "2026-06-30"}, {"as": "g", "at": "2026-04-01T09:00", **clerk}),
        ("finding.edit", {"number": "$g", "owner": "周立群", "people": 3}, clerk),
        ("finding.measure", {"number": "$g", "text": "三", "owner": "周立群", "due_on": "2026-05-30"}, clerk),
        ("finding.note", {"number": "$g", "text": "情况", "on": "2026-03-30"}, clerk),
        ("finding.note", {"number": "$g", "text": "明天的", "on": "2026-04-02"}, {**clerk, **no}),
        ("finding.claim", {"number": "$g", "measure": 3, "state": "done", "on": "2026-04-01"}, clerk),
        ("finding.verify", {"number": "$g", "measure": 3, "state": "done", "on": "2026-04-01"}, clerk),
        ("finding.verify", {"number": "$g", "state": "partly_done", "on": "2026-04-01"}, clerk),
        ("finding.verify", {"number": "$g", "state": "done", "on": "2026-04-01"}, {**chief, **no}),
        ("finding.reopen", {"number": "$g", "reason": "反弹", "on": "2026-04-01"}, {**chief, **no}),
        ("finding.claim", {"number": "$g", "state": "done", "on": "2026-02-31"}, {**clerk, **no}),
        ("finding.claim", {"number": "$g", "state": "done", "on": "2026-04-01"}, clerk),
        ("finding.refuse", {"number": "$g", "on": "2026-04-01"}, {**chief, **no}),
        ("finding.refuse", {"number": "$g", "on": "2026-04-01", "reason": "材料不实"}, chief),
        ("finding.extend", {"number": "$g", "due_on": "2026-05-30", "approver": "县委", "reason": "审计"}, {**chief, **no}),
        ("finding.extend", {"number": "$g", "due_on": "2026-08-30", "approver": "县委", "reason": "审计"}, chief),
        ("finding.reclassify", {"number": "$g", "nature": "long_term", "reason": "常态"}, {**clerk, **no}),
        ("finding.reclassify", {"number": "$g", "nature": "long_term", "reason": "常态"}, chief),
        ("finding.recategorise", {"number": "$g", "category": "二/资产"}, clerk),
        ("finding.stage_done", {"number": "$g", "review_on": "2026-12-01"}, chief),
        ("finding.reopen", {"number": "$g", "reason": "反弹"}, chief),
        ("finding.transfer", {"number": "$g", "receiver": "县纪委监委", "reason": "违纪"}, chief),
        ("finding.claim", {"number": "$g", "state": "done"}, {**clerk, **no}),
        ("finding.add", {"round": "$r", "unit": "$u", "text": "乙"}, {"as": "h", **clerk}),
        ("finding.evidence", {"number": "$h", "title": "凭证", "file": "scan.pdf"}, clerk),
        ("finding.claim", {"number": "$h", "state": "done"}, clerk),
        ("finding.close_out", {"number": "$h"}, {**clerk, **no}),
        ("finding.close_out", {"number": "$h"}, chief),
        ("finding.correct", {"number": "$h", "reason": "误销号"}, chief),
        ("finding.close_out", {"number": "$h"}, chief),
        ("finding.withdraw", {"number": "$f", "approver": "领导小组", "reason": "不成立"}, chief),
        ("finding.extend", {"number": "$f", "due_on": "2026-12-30", "approver": "县委", "reason": "审计"}, {**chief, **no}),
        ("finding.add", {"round": "$r", "unit": "$u", "text": "丙"}, {"as": "i", **clerk}),
        ("finding.remove", {"number": "$i"}, {**clerk, **no}),
        ("finding.remove", {"number": "$i", "reason": "录错"}, chief),
        ("finding.restore", {"number": "$i"}, chief),
        ("finding.merge", {"number": ["$i"], "into": "$h", "reason": "一事"}, {**clerk, **no}),
        ("finding.merge", {"number": ["$i"], "into": "$i", "reason": "一事"}, {**chief, **no}),
    )  # fmt: skip
    assert told["done"] == len(PEOPLE) + 38, told["results"][-1]
    rows = {one["number"]: one for one in run("records", office, "finding")}
    assert rows["15-06-0002"]["verdict"] == "transferred" and rows["15-06-0002"]["nature"] == "long_term"
    assert rows["15-06-0003"]["verdict"] == "done" and "15-06-0001" not in rows


def test_the_figures_of_the_office_agree_with_rate_and_records(run, office, tmp_path):
    """P-18: 0 ≤ numerator ≤ denominator, and the rows are as many as the parts say."""
    (tmp_path / "scan.pdf").write_bytes(b"proof")
    play(
        run, office, *PEOPLE,
        ("finding.evidence", {"number": "$f", "title": "凭证", "file": "scan.pdf"}),
        ("finding.claim", {"number": "$f", "state": "done", "on": "2026-03-20"}, {"user": "李建国"}),
        ("finding.close_out", {"number": "$f", "on": "2026-03-20"}, {"user": "王敏"}),
        ("finding.add", {"round": "$r", "unit": "$u", "text": "乙", "due_on": "2026-03-25"}),
        ("talk.add", {"unit": "$u", "kind": "secretary", "reason": "overdue", "talker": "书记", "talked_to": "局长"}, {"as": "t", "at": "2026-04-02T09:00"}),
        ("talk.hold", {"number": "$t", "held_on": "2026-04-01", "talker": "书记"}),
        ("talk.add", {"unit": "$u", "kind": "reminder", "reason": "other", "talker": "书记", "talked_to": "局长"}),
        ("regulation.add", {"name": "甲", "adopted_on": "2026-04-01", "kind": "revised", "unit": "$u"}),
    )  # fmt: skip
    told = {one["name"]: one for one in run("figures", office)}
    burden = told.pop("units_per_inspector")  # no share: units beside the people who inspect them
    assert (burden["numerator"], burden["denominator"]) == (len(burden["rows"]), len(burden["counted"])) == (1, 0)
    for one in told.values():
        if one["denominator"] is not None:
            assert 0 <= one["numerator"] <= one["denominator"] == len(one["rows"]) and one["numerator"] == len(
                one["counted"]
            )
    assert told["rectification_rate"]["value"] == run("rate", office)["total"]["rate"] == "50.0%"
    assert (told["on_time_rate"]["numerator"], told["on_time_rate"]["denominator"]) == (0, 1)
    assert {name: told[name]["value"] for name in ("talks", "overdue", "closed", "regulations_new", "regulations_revised")} == {
        "talks": "1", "overdue": "1", "closed": "1", "regulations_new": "0", "regulations_revised": "1",
    }  # fmt: skip
    assert (
        told["evidence_rate"]["value"] == "100.0%"
        and run("figures", office, "--as-of", "2026-03-31", "talks")[0]["value"] == "0"
    )
    run("figures", office, "happiness", code=2)


def test_between_two_scripts_the_clock_stands_where_the_last_one_left_it(run, office):
    play(run, office, *PEOPLE)
    run("record", office, "meeting", "add", "--set", "kind=joint", "--set", "held_on=2026-03-19")
    play(run, office, ("meeting.add", {"kind": "other", "held_on": "2026-03-20"}, {"at": "2026-03-20T09:05"}))
    assert [one["entered_at"][:16] for one in run("records", office, "meeting")] == [
        "2026-03-20T09:00",
        "2026-03-20T09:05",
    ]
    play(
        run,
        office,
        ("meeting.add", {"kind": "other", "held_on": "2026-03-18"}, {"at": "2026-03-18T09:00", "expect": "refused"}),
    )


def test_a_story_may_begin_after_a_login_an_import_and_an_undo_and_all_of_it_is_known_since_its_own_day(
    run, office, tmp_path
):
    """The demonstration's clock is told by `at` alone, whatever the PC says (ledger.md §3: `known_on` is the demo's)."""
    run("records", office, "finding", "--user", "管理员")
    (tmp_path / "units.json").write_text('[{"name": "县民政局党组", "kind": "县直部门"}]', "utf-8")
    run("import", office, "units.json", "--form", "units", "--user", "管理员")
    run("record", office, "round", "add", "--set", "name=第六轮", "--set", "feedback_on=2026-03-18", "--user", "管理员")
    finding = {"round": "第六轮", "unit": "县民政局党组", "text": "欠缴党费"}
    play(run, office, ("finding.add", finding, {"as": "f", "at": "2026-03-20T09:00"}))
    run("undo", office, "--user", "管理员")
    told = play(
        run, office,
        ("finding.add", finding, {"as": "f", "at": "2026-03-20T09:30"}),
        ("finding.claim", {"number": "$f", "state": "done"}, {"at": "2026-04-02T00:05"}),
    )  # fmt: skip
    assert told["done"] == 2
    claim = ("--basis-json", '{"verified_only": false, "numerator": ["done"]}')
    known = [
        run("rate", office, *claim, "--known-at", day)["total"]["numerator"] for day in ("2026-04-01", "2026-04-02")
    ]
    assert known == [0, 1] and run("rate", office, *claim)["as_of"] == "2026-04-02"


def test_every_book_tells_its_fields_and_each_stands_in_its_records(run, office):
    play(
        run, office, *PEOPLE,
        *BOOKS,
        ("letter.register", {"kind": "supervision_letter", "title": "督办函", "number": "云巡办〔2026〕1号", "unit": "$u", "round": "$r"}, {"user": "王敏"}),
    )  # fmt: skip
    told = {one["register"]: one for one in run("registers")}
    for name, book in told.items():
        names = [field["field"] for field in book["fields"]]
        assert names and len(names) == len(set(names)), name
        row = next(iter(run("records", office, name)), None)
        if row is None:  # tests/cli/test_every_book_leaves.py fills those that no deed on the command line fills
            assert name in ("phrase", "alias", "calendar_day", "print", "copy", "backup", "category"), name
            continue
        absent = set(names) - set(row) - {"copies_to"}
        assert not absent, (name, absent)
    assert {one["state"] for one in told["finding"]["states"]} >= {"not_started", "done", "transferred"}


@pytest.mark.parametrize(
    ("book", "search"), [("unit", "民政"), ("round", "第六"), ("user", "建国"), ("finding", "党费"), ("chase", "张三")]
)
def test_two_letters_search_every_book(run, office, book, search):
    """registers.md §0"""
    play(run, office, *PEOPLE, ("chase.add", {"unit": "$u", "on": "2026-03-20", "person": "张三"}))
    assert len(run("records", office, book, "--search", search)) == 1
    assert run("records", office, book, "--search", "没有") == []
    assert len(run("records", office, "finding", "--where", "nature=限期整改")) == 1
    assert run("records", office, "finding", "--where", "nature=immediate") == []


def test_links_are_asked_under_any_name_states_must_exist_and_an_edit_may_say_why(run, office):
    talk = {
        "unit": "$u",
        "kind": "secretary",
        "reason": "low_rate",
        "talker": "书记",
        "talked_to": "局长",
        "findings": ["$f"],
    }
    told = play(run, office, *PEOPLE, ("talk.add", talk))
    number = told["results"][-1]["number"]
    for where in ("unit=县民政局", "unit=县民政局党组", "findings=15-06-0001", "round=15-06", "reason=整改率低"):
        assert len(run("records", office, "talk", "--where", where)) == 1, where
    assert run("records", office, "talk", "--where", "unit=别的局") == []
    run("record", office, "talk", "edit", number, "--set", "place=会议室", "--reason", "补登")
    run("record", office, "talk", "edit", number, "--set", "reason=overdue")
    [row] = run("records", office, "talk")
    assert (row["place"], row["reason"]) == ("会议室", "overdue")
    run("records", office, "talk", "--state", "飞", code=1)


def test_a_period_of_a_round_beyond_reason_is_said_and_not_entered(run, office):
    run("record", office, "round", "add", "--set", "name=十五届县委第五轮")
    for said in (("add", "--set", "name=十五届县委第六轮"), ("edit", "十五届县委第五轮")):
        assert "整改期" in run("record", office, "round", *said, "--set", "months=1009", code=1)["error"]
