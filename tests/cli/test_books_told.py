"""registers, records, tally, print of one record: every book answers with its fields, as true and as known, by any two of them."""

import pytest

from tests.cli.played import PEOPLE, play


def test_any_book_is_counted_by_any_two_of_its_fields(own_book, run, office):
    """R7: findings with rates, books with counts, by name or title; also a book of the tests' own."""
    play(
        run, office, *PEOPLE,
        ("village_visit.add", {"seen_on": "2026-03-19", "unit": "$u", "manner": "入户", "people": 3}),
        ("village_visit.add", {"seen_on": "2026-03-20", "unit": "$u", "manner": "座谈", "people": 3}),
    )  # fmt: skip
    told = run("tally", office, "village_visit", "--rows", "方式", "--columns", "seen_on")
    assert [(one["row"], one["column"], one["count"]) for one in told["cells"]] == [
        ("入户", "2026-03", 1),
        ("座谈", "2026-03", 1),
    ]
    assert told["total"] == {"count": 2, "rows": ["走访〔2026〕1号", "走访〔2026〕2号"]}
    told = run("tally", office, "finding", "--rows", "unit", "--columns", "状态")
    assert told["total"]["denominator"] == 1 and told["total"]["rows"] == ["15-06-0001"]
    assert "可用" in run("tally", office, "village_visit", "--rows", "听到的", "--columns", "unit", code=1)["error"]
    run("tally", office, "nothing", "--rows", "a", "--columns", "b", code=2)


def test_every_book_tells_its_fields_and_answers_with_them(run, office):
    """registers.md §13: the books with tables of their own are told like the declared ones, and their rows have the fields told."""
    play(run, office, *PEOPLE, ("finding.measure", {"number": "$f", "text": "补缴"}))
    told = {one["register"]: one for one in run("registers")}
    for name in ("finding", "measure", "unit", "round", "letter", "user"):
        assert told[name]["fields"] and told[name]["rules"], name
        names = [field["field"] for field in told[name]["fields"]]
        assert len(names) == len(set(names)), name
        for row in run("records", office, name):
            missing = {field for field in names if field not in row}
            assert name == "finding" or not missing, (name, missing)
    assert {one["state"] for one in told["user"]["states"]} == {"active", "inactive"}
    assert {"add", "edit", "rename"} <= {one["step"] for one in told["unit"]["steps"]}


def test_units_rounds_and_letters_are_answered_as_they_were_known(run, office, tmp_path):
    """registers.md, notation: known since its entry."""
    (tmp_path / "sent.docx").write_bytes(b"paper")
    play(
        run, office, *PEOPLE,
        ("unit.edit", {"number": "$u", "contact": "张三"}, {"at": "2026-04-01T09:00"}),
        ("unit.rename", {"number": "$u", "name": "县民政和养老局党组", "on": "2026-03-25"}),
        ("round.edit", {"number": "$r", "scheme": "新方案"}),
        ("letter.register", {"kind": "supervision_letter", "title": "督办函", "number": "云巡督〔2026〕1号", "issued_on": "2026-03-21", "unit": "$u", "round": "$r", "file": "sent.docx"}, {"user": "王敏", "as": "l"}),
        ("letter.receipt", {"number": "$l", "on": "2026-03-23"}, {"at": "2026-04-05T09:00", "user": "王敏"}),
        ("letter.void", {"number": "$l", "on": "2026-04-05", "reason": "发错"}, {"user": "王敏"}),
    )  # fmt: skip
    [unit] = run("records", office, "unit", "--as-of", "2026-03-26", "--known-at", "2026-03-31")
    assert (unit["name"], unit["contact"]) == ("县民政局党组", "")
    assert run("records", office, "unit", "--as-of", "2026-03-26")[0]["name"] == "县民政和养老局党组"
    assert run("records", office, "unit", "--known-at", "2026-02-28") == []
    [known] = run("records", office, "round", "--known-at", "2026-03-31")
    assert known["scheme"] != "新方案" == run("records", office, "round")[0]["scheme"]
    assert run("records", office, "letter", "--known-at", "2026-03-31") == []
    [letter] = run("records", office, "letter", "--as-of", "2026-03-22")
    assert (letter["received_on"], letter["state"]) == (None, "issued")
    [letter] = run("records", office, "letter", "--known-at", "2026-04-02")
    assert (letter["received_on"], letter["state"]) == (None, "issued")
    [letter] = run("records", office, "letter", "--state", "已作废")
    assert (letter["received_on"], letter["state"]) == ("2026-03-23", "void")


def test_a_word_of_a_choice_is_found(run, office):
    play(run, office, *PEOPLE, ("meeting.add", {"kind": "joint", "held_on": "2026-03-19"}))
    assert len(run("records", office, "meeting", "--search", "联席")) == 1
    assert run("records", office, "meeting", "--search", "书记") == []


def test_a_unit_that_went_into_another_leads_to_its_successor_and_its_findings_stay_until_moved(run, office):
    """registers.md §1: merged units count with their successor; the lineage is kept and is as true and as known."""
    play(
        run, office, *PEOPLE,
        ("unit.add", {"name": "县民政事务中心", "short": "县事务中心"}, {"as": "v", "at": "2026-04-01T09:00"}),
        ("unit.merge", {"number": "$v", "into": "$v", "on": "2026-03-25"}, {"expect": "refused"}),
        ("unit.merge", {"number": "$u", "into": "$v", "on": "2026-04-02"}, {"expect": "refused"}),
        ("unit.merge", {"number": "$u", "into": "$v", "on": "2026-03-25", "paper": "云机改〔2026〕1号"}),
        ("unit.merge", {"number": "$u", "into": "$v", "on": "2026-03-26"}, {"expect": "refused"}),
        ("unit.merge", {"number": "$v", "into": "$u", "on": "2026-03-26"}, {"expect": "refused"}),
        ("finding.add", {"round": "$r", "unit": "县民政局", "text": "新问题"}, {"as": "g"}),
        ("regulation.add", {"name": "甲", "adopted_on": "2026-03-20", "kind": "new", "unit": "县民政局"}),
        ("regulation.add", {"name": "乙", "adopted_on": "2026-03-26", "kind": "new", "unit": "县民政局"}),
    )  # fmt: skip
    placed = {one["number"]: one["unit"] for one in run("records", office, "finding")}
    assert placed == {"15-06-0001": "县民政局党组", "15-06-0002": "县民政事务中心"}
    assert [one["unit"] for one in run("records", office, "regulation")] == ["县民政局党组", "县民政事务中心"]
    gone = {one["name"]: one["merged_into"] for one in run("records", office, "unit")}
    assert gone == {"县民政局党组": "县民政事务中心", "县民政事务中心": ""}
    assert {one["merged_into"] for one in run("records", office, "unit", "--as-of", "2026-03-24")} == {""}
    play(
        run,
        office,
        (
            "finding.reclassify",
            {"number": "15-06-0001", "unit": "县民政局", "on": "2026-04-01", "reason": "撤并"},
            {"user": "王敏"},
        ),
    )
    assert run("records", office, "finding", "--as-of", "2026-03-30")[0]["unit"] == "县民政局党组"
    assert run("records", office, "finding")[0]["unit"] == "县民政事务中心"
    for _ in range(5):
        run("undo", office, "--user", "王敏" if _ == 0 else "命令行")
    assert {one["merged_into"] for one in run("records", office, "unit")} == {""}


def test_a_round_has_any_number_of_nodes_and_a_moved_one_keeps_its_first_day(run, office):
    """registers.md §1"""
    play(
        run, office, *PEOPLE,
        ("round.node", {"number": "$r", "name": "中期提醒", "due_on": "2026-05-06"}),
        ("round.node", {"number": "$r", "name": "回访督查", "due_on": "2026-07-06"}),
        ("round.move_node", {"number": "$r", "name": "联审", "due_on": "2026-04-10", "reason": "会期"}, {"expect": "refused"}),
        ("round.node", {"number": "$r", "name": "联审", "due_on": "2026-04-08"}, {"at": "2026-04-01T09:00"}),
        ("round.node", {"number": "$r", "name": "联审", "due_on": "2026-04-10"}, {"expect": "refused"}),
        ("round.move_node", {"number": "$r", "name": "联审", "due_on": "2026-04-10", "reason": "会期"}),
        ("round.move_node", {"number": "$r", "name": "联审", "due_on": "2026-04-12", "reason": "又改"}),
        ("round.node", {"number": "$r", "name": "联审", "done_on": "2026-04-12"}, {"at": "2026-04-13T09:00"}),
        ("round.node", {"number": "$r", "name": "归档", "done_on": "2026-04-13"}),
    )  # fmt: skip
    first, second = run("records", office, "round_node")
    assert [first[name] for name in ("due_on", "first_due_on", "done_on", "state")] == [
        "2026-04-12",
        "2026-04-08",
        "2026-04-12",
        "done",
    ]
    assert (second["name"], second["state"], second["due_on"]) == ("归档", "done", None)
    [round_] = run("records", office, "round")
    assert (round_["reminder_on"], round_["review_due_on"]) == ("2026-05-06", "2026-07-06")


def test_the_sheet_of_a_talk_has_blank_lines_to_sign_and_no_name_on_them(run, office):
    """ux/pages.md 17: signatures are blank lines, never names."""
    pdfplumber = pytest.importorskip("pdfplumber")
    play(
        run, office, *PEOPLE,
        ("talk.add", {"unit": "$u", "kind": "secretary", "reason": "overdue", "talker": "县委书记", "talked_to": "主要负责人", "recorder": "孟文静"}, {"as": "t"}),
    )  # fmt: skip
    made = run("print", office, "talk", "--out", "sheet.pdf", "--record", "约谈〔2026〕1号")
    assert (made["pages"], made["rows"]) == (1, 1)
    with pdfplumber.open(made["path"]) as pdf:
        text = pdf.pages[0].dedupe_chars().extract_text()
        assert pdf.pages[0].height > pdf.pages[0].width
    for words in (
        "约谈提醒记录表",
        "约谈〔2026〕1号",
        "县民政局党组",
        "整改要求",
        "约谈人签字：＿＿＿",
        "记录人签字：＿＿＿",
    ):
        assert words in text, words
    assert "条" not in text.split("栏目")[0]
    assert "没有" in run("print", office, "talk", "--out", "s.pdf", "--record", "约谈〔2026〕9号", code=1)["error"]
    run("record", office, "meeting", "add", "--set", "kind=joint", "--set", "held_on=2026-03-19")
    number = run("records", office, "meeting")[0]["number"]
    assert "清单" in run("print", office, "meeting", "--out", "s.pdf", "--record", number, code=1)["error"]
