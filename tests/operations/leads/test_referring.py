import zipfile
from dataclasses import replace

import pytest

from db.queries.settings import setting
from desktop.documents.file_words import FileWords
from desktop.errors import Forbidden, KnownError
from desktop.operations.entrance import WrongPassword
from desktop.operations.leads import book, referring
from desktop.operations.leads.granting import Member, grant
from desktop.operations.leads.letter import Letter, Second
from desktop.operations.leads.referring import refer, referred
from desktop.operations.leads.room import enter
from desktop.operations.office import set_up
from desktop.rules.permissions import Actor, Right
from tests.acceptance.file_says import said_in
from tests.builders import a_round
from tests.operations.leads.conftest import CHEAP, PAIR, WORD

ROUND = "十四届县委第六轮（常规）"
LETTER = Letter("中共青岩县纪律检查委员会", "秘密★1年", "周定密", "县委巡察工作领导小组2026年2月9日会议审定意见")
OTHER = "审核人的线索口令五五-7x"
SECOND = Second("李建国", WORD)
NAMES = "甄某某"


@pytest.fixture
def reviewers_room(enabled):
    """The room of 王敏, who holds 审核; 李建国 is the second member; two leads of the round and one of another."""
    words = {"office": "中共青岩县委巡察工作领导小组办公室", "county": "青岩县", "number_prefix": "青"}
    set_up(enabled, Actor("方向阳", frozenset(Right)), {**words, "contact": "林知远", "phone": "0000-6123456"})
    a_round(enabled, ROUND)
    a_round(enabled, "十四届县委第五轮（常规）")
    grant(enabled, PAIR, Member("王敏", OTHER), kdf=CHEAP)
    room = enter(enabled, "王敏", OTHER)
    lead = {"moved_on": "2026-06-01", "moved_to": "县纪委监委", "cases": 1, "round": ROUND, "copies": 1, "pages": 9}
    book.enter(
        room,
        {
            **lead,
            "persons": 1,
            "matter": "违反中央八项规定精神",
            "subject_names": NAMES,
            "organ": "县某局",
            "post": "局长",
        },
    )
    book.enter(
        room,
        {**lead, "persons": 2, "discipline": "masses", "copies": 2, "pages": 31, "early": 1, "summary": "截留补贴"},
    )
    book.enter(room, {**lead, "persons": 1, "matter": "选人用人", "round": "十四届县委第五轮（常规）"})
    yield room
    room.close()


def said(path):
    return "\n".join(text for _place, text in FileWords(path.name, path.read_bytes()).read)


def test_the_letter_says_numbers_and_counts_that_add_up_and_no_name(reviewers_room, tmp_path):
    made = refer(reviewers_room, ["XS2026-1", "XS2026-2"], replace(LETTER, monthly=True), SECOND, tmp_path)
    told = said(made.path)
    assert made.number == "青巡移〔2026〕1号"
    assert "秘密★1年" in told
    assert "十四届县委第六轮巡察收到和发现问题线索2件、涉及3人。" in told
    assert "请于2026年9月5日前函告办理情况，此前每月告知一次进展。" in told
    for part in ("XS2026-1", "违反中央八项规定精神", "违反群众纪律", "2份31页", "边巡边移", "3份40页", "000001"):
        assert part in told, part
    whole = said_in(made.path)
    assert not [word for word in (NAMES, "县某局", "局长", "截留补贴", "P-001") if word in whole]
    assert not [word for word in (NAMES, "县某局", "XS2026", "线索") if word in made.path.name]


def test_number_register_and_frozen_file_are_kept_inside_and_the_ledger_knows_nothing(
    reviewers_room, enabled, tmp_path
):
    made = refer(reviewers_room, ["XS2026-1"], LETTER, SECOND, tmp_path)
    again = refer(reviewers_room, ["XS2026-2"], replace(LETTER, copy_number="000002"), SECOND, tmp_path)
    assert (made.number, again.number) == ("青巡移〔2026〕1号", "青巡移〔2026〕2号")
    assert referred(reviewers_room) == {"XS2026-1": made.number, "XS2026-2": again.number}
    assert reviewers_room.ledger.reader.value("select purpose from export_record") == "定密：周定密；在场：李建国"
    assert enabled.reader.value("select count(*) from letter") == 0
    assert enabled.reader.value("select count(*) from export_record") == 0
    assert not list(enabled.files.glob("??/*"))
    names = {path.name for path in reviewers_room.ledger.files.glob("??/*")}
    assert len(names) == 2
    assert names.isdisjoint({made.sha256, again.sha256})
    assert reviewers_room.ledger.pool.read(made.sha256) == made.path.read_bytes()
    assert setting(reviewers_room.ledger.reader, "number_prefix") == "青"


@pytest.mark.parametrize(
    ("numbers", "changed", "lacks"),
    [
        (["XS2026-1"], {"classification": ""}, "没有标明密级"),
        (["XS2026-1"], {"classification": "内部"}, "没有标明密级"),
        (["XS2026-1"], {"classified_by": ""}, "“定密责任人”是空的"),
        (["XS2026-1"], {"approval": " "}, "“审批依据”是空的"),
        (["XS2026-1"], {"addressee": ""}, "“主送”是空的"),
        (["XS2026-1"], {"copy_number": "1"}, "份号应为六位数字"),
        (["XS2026-1", "XS2026-3"], {}, "不是同一轮次"),
        ([], {}, "没有选定"),
        (["XS2026-9"], {}, "没有编号为 XS2026-9"),
    ],
)
def test_without_a_mark_by_who_may_or_a_word_of_it_there_is_no_paper(reviewers_room, tmp_path, numbers, changed, lacks):
    with pytest.raises(KnownError, match=lacks):
        refer(reviewers_room, numbers, replace(LETTER, **changed), SECOND, tmp_path)
    assert not list(tmp_path.glob("*.docx"))
    assert reviewers_room.ledger.reader.value("select count(*) from letter") == 0


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (Second("王敏", OTHER), "另一名"),
        (Second("赵平", WORD), "没有线索权限"),
        (Second("李建国", "不是这个口令一二三-7x"), "口令不对"),
    ],
)
def test_a_second_member_stands_by_with_the_own_passphrase(reviewers_room, tmp_path, second, said):
    with pytest.raises(KnownError, match=said) as told:
        refer(reviewers_room, ["XS2026-1"], LETTER, second, tmp_path)
    assert not list(tmp_path.glob("*.docx"))
    assert isinstance(told.value, WrongPassword) is (said == "口令不对")


def test_who_only_enters_leads_issues_no_letter(reviewers_room, enabled, tmp_path):
    reviewers_room.close()
    clerk = enter(enabled, "李建国", WORD)
    with pytest.raises(Forbidden):
        refer(clerk, ["XS2026-1"], LETTER, Second("王敏", OTHER), tmp_path)
    clerk.close()


def test_the_shipped_template_is_what_its_wording_makes():
    from tests.tools.build_templates import HERE, Paper, parts

    made = parts(Paper((HERE / "paper_texts/inside/lead_referral_letter.txt").read_text("utf-8")))
    with zipfile.ZipFile(referring.TEMPLATE) as shipped:
        assert shipped.read("word/document.xml").decode("utf-8") == made["word/document.xml"]
