"""P-12: no disguise hides another unit; what is the unit's own or the form's stands."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest

from desktop.documents import guard as guard_module
from desktop.documents import guard_text
from desktop.documents.file_words import FileWords
from desktop.documents.guard import MarkRegister, UnitMarks, guard, people, phone_marks
from desktop.documents.package import WORD
from desktop.documents.stamp import packed

TEXT = "抽查低保对象120户，有4户超过3个月未调整，审核把关不严"
OWN = UnitMarks(
    "住建局",
    ("青岩县住房和城乡建设局党组",),
    ("14-06-0001",),
    ("抽查低保对象档案，有9户面积与合同不符",),
    ("周柏川",),
    ("0000-6123000",),
)
OTHER = UnitMarks(
    "民政局", ("青岩县民政局党组", "县民政局"), ("14-06-0002",), (TEXT,), ("局长沈叙言、高原",), ("0000-6128888",)
)
REGISTER = MarkRegister([OWN, OTHER])


def faults_of(*lines: str, allowed=(), register=REGISTER, own="住建局"):
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode(),
    }
    return guard(FileWords("函.docx", packed(parts)), register, [own], allowed)


@pytest.mark.parametrize(
    "lines",
    [
        (TEXT,),
        (TEXT[:9] + "，" + TEXT[9:],),
        ("抽查低保对象120户，有4户超过3个月",),
        (TEXT.translate(str.maketrans("0123456789", "０１２３４５６７８９")),),
        (" ".join(TEXT),),
        (TEXT[:8], TEXT[8:]),
        ("请沈叙言同志办理",),
        ("请高原局长办理",),
        ("高原",),
        ("电话６１２８８８８",),
        ("电话0000 6128888",),
        ("县 民 政 局",),
        ("见14－06－0002号问题",),
        ("见14—06—0002",),
        ("见14060002。",),
        ("縣民政局",),
        ("抽查低保對象120戶，有4戶超過3個月未調整，審核把關不嚴",),
        ("請沈敘言同志辦理",),
        ("县⺠政局",),
        ("\u200b".join("县民政局"),),
        ("电话٦١٢٨٨٨٨",),
        ("电话6l28888",),
        ("电话六一二八八八八",),
        ("电话⑥①②⑧⑧⑧⑧",),
        ("一四-〇六-〇〇〇二",),
        ("14-O6-OOO2",),
    ],
)
def test_a_disguise_is_seen_through_p12(lines):
    assert faults_of(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("请周柏川同志办理，电话0000-6123000",),
        ("抽查低保对象档案，有9户面积与合同不符",),
        ("本县地处高原，抽查低保对象一百户",),
        ("资金61288881元",),
        ("见14-06-0001",),
    ],
)
def test_what_is_its_own_or_nobodys_stands_p12(lines):
    assert faults_of(*lines) == []


def test_a_unit_whose_name_has_two_characters_is_seen_and_one_character_is_no_mark_p12():
    short = MarkRegister([OWN, UnitMarks("妇联", ("妇联",)), UnitMarks("甲", ("甲",))])
    assert faults_of("请妇联牵头办理", register=short)
    assert faults_of("由甲方负责", register=short) == []


def test_the_words_of_the_form_are_nobodys_finding_p12():
    assert faults_of(TEXT, allowed=(TEXT,)) == []


def test_names_and_telephones_are_read_out_of_what_was_entered():
    assert people(["党组书记周柏川、沈叙言", "王 伟"]) == ("周柏川", "沈叙言") or "周柏川" in people(
        ["党组书记周柏川、沈叙言"]
    )
    assert phone_marks(["0000-6123456"]) == ("00006123456", "6123456")


def test_a_text_that_many_units_share_costs_no_more_than_one_p12(monkeypatch):
    """P-12: what an own finding says too is looked at once, not once for each unit that says it."""
    shared = "会议记录不完整，抽查九份缺少三份且未说明原因"
    units = [UnitMarks(f"第{number}局", (f"青岩县第{number}局党组",), (), (shared,)) for number in range(200)]
    grown = []
    monkeypatch.setattr(guard_text, "_grown", lambda *told, real=guard_text._grown: grown.append(1) or real(*told))

    assert faults_of(shared, register=MarkRegister(units), own="第7局") == []
    assert len(grown) < 10


@pytest.mark.parametrize("written", ["6120880", "612○88○", "六一二◯八八◯", "61 2⭕8 8⚪", "六一二〇八八零"])
def test_a_telephone_of_another_unit_is_known_by_any_nought_p12(written):
    """P-12"""
    other = UnitMarks("民政局", ("青岩县民政局党组",), (), (), (), ("6120880",))
    [fault] = faults_of(f"联系电话：{written}", register=MarkRegister([OWN, other]))
    assert fault.unit == "民政局"


def test_a_fault_reads_as_its_sentence():
    """It stands in the refusal that the clerk reads."""
    from desktop.documents.guard import GuardFault

    assert str(GuardFault("正文第1段", "县民政局", "民政局", "出现了县民政局")) == "出现了县民政局"


@pytest.mark.parametrize("told", [("AB",), ("-",), ("王",), ("",)])
def test_what_is_no_name_of_a_person_marks_nothing(told):
    """A single character or Latin letters would be found in every paper."""
    assert people(told) == ()


@pytest.mark.parametrize(
    ("told", "names"),
    [(("周柏川",), ("周柏川",)), (("高原", "高原"), ("高原",)), (("周柏川、沈叙言",), ("周柏川", "沈叙言"))],
)
def test_each_person_is_named_once(told, names):
    assert people(told) == names


@pytest.mark.parametrize(
    ("told", "marks"),
    [
        ("0000-6123456", ("00006123456", "6123456")),
        ("6123456", ("6123456",)),
        ("6123456、6128888", ("6123456", "6128888")),
        ("", ()),
        ("12", ()),
    ],
)
def test_a_telephone_is_known_with_and_without_its_area_code(told, marks):
    assert phone_marks([told]) == marks


def test_a_longer_mark_of_a_unit_says_all_that_a_shorter_one_does_and_a_long_one_is_cut_p12():
    """P-12"""
    [fault] = faults_of("请青岩县民政局党组办理")
    assert fault.unit == "民政局" and "民政局党组" in fault.mark and "县民政局" in str(fault)
    long = UnitMarks("甲局", ("青岩县乡村振兴和农业农村现代化综合服务保障中心联合党总支部委员会",))
    [cut] = faults_of("请" + long.names[0] + "办理", register=MarkRegister([OWN, long]))
    assert f"：“{cut.mark[:24]}…”；" in str(cut) and len(cut.mark) > 24
    short = UnitMarks("乙局", ("一二三四五六七八九十一二三四五六七八九十一二三四",))
    [whole] = faults_of("请" + short.names[0] + "办理", register=MarkRegister([OWN, short]))
    assert "…" not in str(whole)


def test_what_must_stand_on_a_paper_is_missed_where_it_does_not_p12():
    """P-12"""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>县住 建局</w:t></w:r></w:p></w:body></w:document>'.encode(),
    }
    words = FileWords("函.docx", packed(parts))
    assert guard(words, REGISTER, ["住建局"], (), ("县住建局", "")) == []
    [fault] = guard(words, REGISTER, ["住建局"], (), ("县水利局",))
    assert (fault.place, fault.mark) == ("正文", "县水利局") and "收件单位可能不对" in str(fault)
    [named] = guard(FileWords("县民政局_函.docx", packed(parts)), REGISTER, ["住建局"])
    assert named.place == "文件名"


@pytest.mark.parametrize("line", ["请高原同志办理", "请局长高原办理", "高原"])
def test_a_leader_of_the_own_unit_stands_with_his_duty_also_where_another_unit_has_one_of_the_same_name(line):
    namesake = UnitMarks("水利局", ("青岩县水利局",), people=("高原",))
    assert faults_of(line, own="民政局", register=MarkRegister([OWN, OTHER, namesake])) == []
    assert {one.unit for one in faults_of(line, register=MarkRegister([OWN, OTHER, namesake]))} == {"民政局", "水利局"}


@pytest.mark.parametrize("line", ["请局长高原同志来领材料", "请局长高原办理"])
def test_the_name_of_the_own_unit_pardons_no_leader_of_another_who_is_called_like_it(line):
    town = UnitMarks("高原镇", ("青岩县高原镇党委", "高原"), people=("程知行",))
    register = MarkRegister([OWN, OTHER, town])
    assert [one.unit for one in faults_of(line, own="高原镇", register=register)] == ["民政局"]
    assert faults_of("请高原派人来领材料，高原镇程知行同志办理", own="高原镇", register=register) == []


def test_a_mark_is_pardoned_at_its_place_in_whatever_line_it_stands_and_nowhere_else():
    copied = ("抄送县民政局",)
    assert faults_of("一行", "", "抄送县民政局", "末行", allowed=copied) == []
    assert [one.mark for one in faults_of("一行", "抄送县民政局", "再报县民政局", allowed=copied)] == ["县民政局"]


def test_a_batch_is_looked_at_like_each_paper_alone():
    """Lines that came before are not looked at again; what they said is still said."""
    register = MarkRegister([OWN, OTHER])
    papers = [("甲", TEXT), ("甲", "请县民政局办理", "14-06-0002"), ("甲", "乙"), (TEXT, "请县民政局办理")]
    for lines in papers * 2:
        assert faults_of(*lines, register=register) == faults_of(*lines, register=MarkRegister([OWN, OTHER]))


def test_lines_looked_at_together_are_looked_at_like_each_alone_also_where_many_are_forgotten(monkeypatch):
    monkeypatch.setattr(guard_module, "_MOST_LINES", 3)
    texts = ["县民 政，局", "请县民政局办理\nabc\n１４－06—0002", "Σ\nα\nΣ", "一行\n县民政局\n", "", "\r县民政局\u2028"]
    together = MarkRegister([OWN, OTHER])
    for text in (*texts, "\n".join(texts), *texts):
        lines = [MarkRegister([OWN, OTHER]).seen(line) for line in text.split("\n")]
        seen = together.seen(text)
        assert seen.lines == "\n".join(line.lines for line in lines)
        assert [mark.word for mark in seen.words] == [mark.word for line in lines for mark in line.words]
        assert list(seen.numbers) == [number for line in lines for number in line.numbers]
    assert together.seen(texts[0]).words and together.seen(texts[1]).numbers
