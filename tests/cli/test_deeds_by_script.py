"""Every deed of ledger.md §4 as a script plays it: from where it starts it is done, from elsewhere refused in a sentence."""

import json
import shutil

import pytest

from desktop.cli import main

DAY, AT = "2026-04-05", "2026-05-01T09:00"
OPENING = [
    ("user.add", {"name": "张录", "rights": ["enter"]}),
    ("user.add", {"name": "李审", "rights": ["enter", "review"]}),
    ("user.add", {"name": "王审", "rights": ["review"]}),
    ("user.add", {"name": "钱计", "rights": ["audit"]}),
    ("unit.add", {"name": "县教育局党组"}),
    ("unit.add", {"name": "县民政局党组"}),
    ("round.add", {"name": "第六轮", "feedback_on": "2026-03-01", "units": ["县教育局党组", "县民政局党组"]}),
    ("round.add", {"name": "第七轮", "feedback_on": "2026-09-01"}),
]
STARTS = {
    "fresh": (),
    "before": (),
    "waiting": (("claim", {"state": "done"}),),
    "done": (("claim", {"state": "done"}), ("evidence", {"file": "e.txt"}), ("close_out", {})),
    "transferred": (("transfer", {"receiver": "县纪委监委", "reason": "线索"}),),
    "long_term": (("stage_done", {"review_on": "2026-12-01"}),),
    "withdrawn": (("withdraw", {"reason": "不成立", "approver": "组长"}),),
    "split": (("split", {"reason": "两事", "into": [{"text": "甲"}, {"text": "乙"}]}),),
    "merged": (("merge", {"reason": "一事", "into": "$other"}),),
    "removed": (("remove", {"reason": "录错"}),),
}
OPEN, GONE = {"fresh", "waiting", "long_term"}, {"withdrawn", "split", "merged", "removed"}
IN_LIST = set(STARTS) - GONE - {"before"}
ANYTIME = IN_LIST | {"before"}
DEEDS = {
    "note": ({"text": "情况"}, ANYTIME),
    "claim": ({"state": "in_progress"}, OPEN),
    "verify": ({"state": "in_progress"}, OPEN - {"waiting"}),
    "refuse": ({"reason": "不实"}, OPEN),
    "close_out": ({"override": True, "reason": "例外"}, OPEN),
    "correct": ({"state": "in_progress", "reason": "登错"}, {"waiting", "done"}),
    "reopen": ({"reason": "反弹"}, {"done", "transferred", "long_term"}),
    "stage_done": ({"review_on": "2026-12-01"}, OPEN),
    "transfer": ({"receiver": "县纪委监委", "reason": "线索"}, OPEN),
    "extend": ({"due_on": "2026-08-01", "reason": "确有困难", "approver": "组长"}, OPEN),
    "withdraw": ({"reason": "不成立", "approver": "组长"}, IN_LIST),
    "split": ({"reason": "两事", "into": [{"text": "甲"}, {"text": "乙"}]}, IN_LIST),
    "merge": ({"reason": "一事", "into": [{"text": "丙"}], "with": ["$other"]}, IN_LIST),
    "reclassify": ({"nature": "long_term", "reason": "性质有误"}, ANYTIME),
    "recategorise": ({"category": "新/类"}, ANYTIME),
    "remove": ({"reason": "录错"}, set(STARTS) - {"removed"}),
}
NEEDED = {
    "note": ("text",), "refuse": ("reason",), "reopen": ("reason",), "correct": ("reason",), "stage_done": ("review_on",),
    "transfer": ("receiver", "reason"), "extend": ("due_on", "reason", "approver"), "withdraw": ("reason", "approver"),
    "split": ("reason", "into"), "merge": ("reason", "into"), "reclassify": ("reason",),
}  # fmt: skip


@pytest.fixture
def office(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "e.txt").write_text("证明", "utf-8")
    assert main(["new", "a.ledger", "--plain", "--demonstration"]) == 0
    office = Office(capsys, tmp_path)
    assert office.play(*((do, args, "管理员", "2026-02-01T09:00") for do, args in OPENING))["done"] == len(OPENING)
    return office


class Office:
    """A demonstration ledger that is put back to where it was kept."""

    def __init__(self, capsys, folder):
        self.capsys, self.folder = capsys, folder

    def run(self, *argv):
        self.capsys.readouterr()
        code = main([*map(str, argv), "--json"])
        return code, json.loads(self.capsys.readouterr().out)

    def play(self, *steps):
        listed = [
            {"do": do, "args": args, "user": user, "at": at, "as": label[0] if label else ""}
            for do, args, user, at, *label in steps
        ]
        (self.folder / "s.json").write_text(json.dumps({"steps": listed}, ensure_ascii=False), "utf-8")
        return self.run("play", "a.ledger", "s.json")[1]

    def begin(self, start):
        """Two findings, the first brought to its start; their numbers."""
        given = {"round": "第七轮" if start == "before" else "第六轮", "unit": "县教育局党组", "due_on": "2026-06-01"}
        steps = [
            ("finding.add", {**given, "text": text}, "张录", AT, label)
            for text, label in (("甲", "f"), ("乙", "other"))
        ]
        for step, args in STARTS[start]:
            who = "张录" if step in ("claim", "evidence") else "李审"
            steps.append((f"finding.{step}", {"number": "$f", "on": DAY, **args}, who, AT))
        told = self.play(*steps)
        assert told["done"] == len(steps), told
        return told["results"][0]["number"], told["results"][1]["number"]

    def keep(self):
        shutil.rmtree("kept", ignore_errors=True)
        shutil.copytree("a.ledger", "kept")

    def put_back(self):
        shutil.rmtree("a.ledger")
        shutil.copytree("kept", "a.ledger")

    def refused(self, step, args, numbers, user="李审"):
        """What a deed on the first finding is refused with; None where it is done."""
        number, other = numbers
        told = json.loads(json.dumps({"number": number, **args}).replace("$other", other))
        answer = self.play((f"finding.{step}", told, user, AT))
        return answer["results"][0]["refused"]


@pytest.mark.parametrize("start", STARTS)
def test_each_deed_is_done_from_its_starts_and_refused_elsewhere_by_script_too_l2(office, start):
    """L-2"""
    numbers = office.begin(start)
    office.keep()
    for step, (args, starts) in DEEDS.items():
        office.put_back()
        assert (office.refused(step, args, numbers) is None) == (start in starts), (start, step)


def test_each_deed_refuses_what_is_missing_and_days_that_are_none_l2(office):
    """L-2"""
    kept = {"fresh": office.begin("fresh")}
    shutil.copytree("a.ledger", "fresh")
    kept["done"] = office.begin("done")
    for step, (args, starts) in DEEDS.items():
        start = "fresh" if "fresh" in starts else "done"
        for without in NEEDED.get(step, ()):
            for value in ("", "  "):
                assert office.refused(step, {**args, without: value}, kept[start]), (step, without)
        for on in ("2026-02-31", "2026-05-02", "昨天"):
            assert office.refused(step, {**args, "on": on}, kept[start]), (step, on)
    assert office.run("rate", "a.ledger")[1]["total"]["numerator"] == 1


def test_what_decides_a_figure_is_moved_by_reclassify_unit_and_feedback_date_too_l4(office):
    """L-4"""
    numbers = office.begin("fresh")
    moves = {"unit": "县民政局党组", "due_on": "2026-05-20", "nature": "immediate", "reason": "列错了单位"}
    assert "审核" in office.refused("reclassify", moves, numbers, "张录")
    assert office.refused("reclassify", {**moves, "on": DAY}, numbers, "王审") is None
    later = {"due_on": "2026-07-01", "reason": "晚些"}
    assert "延期" in office.refused("reclassify", later, numbers)
    by_unit = ("rate", "a.ledger", "--by", "unit", "--as-of")
    assert [row["key"] for row in office.run(*by_unit, "2026-04-04")[1]["rows"] if row["denominator"] == 2] == [
        "县教育局党组"
    ]
    assert {row["key"]: row["denominator"] for row in office.run(*by_unit, DAY)[1]["rows"]} == {
        "县教育局党组": 1,
        "县民政局党组": 1,
    }
    moved = {"feedback_on": "2026-03-10", "reason": "文件签收日"}
    assert "审核" in office.refused("reclassify", moved, numbers, "张录")
    assert office.refused("reclassify", moved, numbers) is None
    days = {row["number"]: row["feedback_on"] for row in office.run("findings", "a.ledger")[1]}
    assert [days[number] for number in numbers] == ["2026-03-10", "2026-03-01"]
    units = {"number": "第六轮", "units": ["县教育局党组"], "unit_feedback_on": "2026-04-01"}
    for user, reason, refused in (("张录", "改", True), ("李审", "", True), ("李审", "改", False)):
        answer = office.play(("round.edit", {**units, "reason": reason}, user, AT))
        assert bool(answer["results"][0]["refused"]) is refused


def test_a_right_belongs_to_what_is_written_not_to_entering_r1(office):
    """R-1: who only reviews corrects and takes back her own verdict; nobody else's right does."""
    numbers = office.begin("waiting")
    office.play(("finding.evidence", {"number": numbers[0], "file": "e.txt"}, "张录", AT))
    assert office.refused("close_out", {"on": DAY}, numbers, "王审") is None
    dated = {"state": "done", "on": "2026-04-20", "reason": "日期登错"}
    for user in ("张录", "钱计", "命令行"):
        assert "审核" in office.refused("correct", dated, numbers, user)
        assert office.run("undo", "a.ledger", "--user", user)[0] == 1
    assert office.refused("correct", dated, numbers, "王审") is None
    assert office.run("undo", "a.ledger", "--user", "王审")[0] == 0
    assert office.run("findings", "a.ledger")[1][0]["verdict_on"] == DAY


def test_a_measure_is_done_where_either_lane_says_so(office):
    """ledger.md §4, the gate: all measures done in either lane."""
    numbers = office.begin("waiting")
    for step, args in (
        ("evidence", {"file": "e.txt"}),
        ("measure", {"text": "建立制度", "on": DAY}),
        ("verify", {"measure": 1, "state": "done", "on": DAY}),
        ("claim", {"measure": 1, "state": "in_progress", "on": "2026-04-06"}),
    ):
        assert office.refused(step, args, numbers, "张录") is None, step
    assert office.refused("close_out", {"on": "2026-04-07"}, numbers) is None


def test_a_granted_extension_passes_the_same_table_as_the_deed_l2(office):
    """L-2, R-1: the law stands whatever the way in, so also behind the book of extensions."""
    number, other = office.begin("fresh")
    asked = {"due_on": "2026-08-01", "reason": "确有困难"}
    steps = [
        ("extension.add", {"finding": one, **asked}, "张录", AT, label) for one, label in ((number, "x"), (other, "y"))
    ]
    steps.append(("finding.withdraw", {"number": other, "reason": "不成立", "approver": "组长"}, "李审", AT))
    numbers = [told["number"] for told in office.play(*steps)["results"]]
    for told in (
        ("extension.grant", {"number": numbers[0], "approver": "组长", "on": "2026-02-28"}, "李审", AT),
        ("extension.grant", {"number": numbers[1], "approver": "组长"}, "李审", AT),
        ("extension.add", {"finding": other, **asked}, "张录", AT),
        ("extension.grant", {"number": numbers[0], "approver": "组长"}, "张录", AT),
    ):
        assert office.play(told)["results"][0]["refused"], told
    granted = office.play(("extension.grant", {"number": numbers[0], "approver": "组长", "on": DAY}, "王审", AT))
    assert granted["results"][0]["state"] == "granted"
    assert office.run("findings", "a.ledger")[1][0]["due_on"] == "2026-08-01"


def test_nobody_is_no_person_and_names_stay_one_s_own_r2(office):
    """R-2: 命令行 is given no rights, passphrase or leave; a unit is entered once and takes no other's name."""
    steps = [
        ("user.edit", {"number": "命令行", "rights": ["review"]}, "管理员", AT),
        ("user.reset", {"number": "命令行", "passphrase": "long-enough-7733"}, "管理员", AT),
        ("user.remove", {"number": "命令行"}, "管理员", AT),
        ("unit.add", {"name": "县教育局党组"}, "张录", AT),
        ("unit.rename", {"number": "县民政局党组", "name": "县教育局党组"}, "张录", AT),
    ]
    for step in steps:
        assert office.play(step)["results"][0]["refused"], step
    assert [one["number"] for one in office.run("records", "a.ledger", "round")[1]] == ["00-07", "00-06"]


def test_who_gives_no_passphrase_is_asked_for_it_and_is_not_locked_out_r6(office):
    """R-6, R-7: a person with a passphrase gives it in a plain ledger too; a forgotten option is no failed try."""
    office.play(("user.reset", {"number": "李审", "passphrase": "correct-horse-77"}, "管理员", AT))
    (office.folder / "right").write_text("correct-horse-77", "utf-8")
    for _ in range(6):
        code, told = office.run("records", "a.ledger", "unit", "--user", "李审")
        assert code == 1 and "--passphrase-file" in told["error"]
    assert office.run("records", "a.ledger", "unit", "--user", "李审", "--passphrase-file", "right")[0] == 0
    assert office.run("records", "a.ledger", "unit", "--user", "张录")[0] == 0


def test_another_county_leader_is_told_since_when_by_script_l4(office):
    """L-4"""
    office.begin("fresh")
    unit = {"number": "县教育局党组"}
    office.play(("unit.edit", {**unit, "supervising_leader": "张三"}, "张录", AT))
    by = ("rate", "a.ledger", "--by", "leader", "--as-of")
    later = {**unit, "supervising_leader": "李四", "on": "2026-04-10"}
    assert "理由" in office.play(("unit.edit", later, "张录", AT))["results"][0]["refused"]
    office.play(("unit.edit", {**later, "reason": "分工调整"}, "张录", AT))
    assert [row["key"] for row in office.run(*by, "2026-04-09")[1]["rows"] if row["denominator"]] == ["张三"]
    assert "李四" in [row["key"] for row in office.run(*by, "2026-04-10")[1]["rows"]]
    office.play(("unit.edit", {**later, "supervising_leader": "王五", "reason": "登错", "corrects": True}, "张录", AT))
    assert "王五" in [row["key"] for row in office.run(*by, "2026-04-10")[1]["rows"]]
