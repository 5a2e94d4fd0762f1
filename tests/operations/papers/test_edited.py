"""D10, P-8, P-12: the approved file goes out as Word and WPS save it; what was left in it, or belongs to others, does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.queries import marks
from db.queries.health import pooled_files
from desktop.documents import readback
from desktop.documents.contract import plain
from desktop.documents.figures import Entry
from desktop.documents.package import BODY, W, open_parts
from desktop.documents.readback import read_file
from desktop.documents.stamp import packed
from desktop.errors import KnownError
from desktop.operations import findings, units
from desktop.operations.papers import edited, issuing, making
from tests.builders import EVERYONE
from tests.operations.papers.conftest import asked
from tests.operations.papers.editors import WORD, WPS, saved_by, with_words

BY_EDITOR = pytest.mark.parametrize("editor", [WORD, WPS], ids=["Word", "WPS"])


@pytest.fixture
def drafted(office, workshop, tmp_path):
    """A function that prints the draft of the first unit, changes it and issues the file."""
    ledger, round_id, housing, _farming = office

    def issue(change):
        found = making.gather(ledger.writing(), asked(round_id, housing))
        [draft] = issuing.draft(workshop, found, tmp_path / "draft")
        file = tmp_path / "改定.docx"
        file.write_bytes(change(draft.path.read_bytes()))
        return edited.issue(ledger, EVERYONE, workshop, found, file, tmp_path / "out")

    return issue


@BY_EDITOR
def test_the_properties_that_an_editor_writes_keep_no_paper_back_p8_p12(office, drafted, editor):
    """P-8, P-12"""
    units.edit(office[0], EVERYONE, office[3], {"leader": "沈叙言", "contact": "高原", "phone": "0000-6128888"})

    made = drafted(lambda data: saved_by(editor, data))

    assert made.number in "\n".join(read_file(made.path).paragraphs)


@BY_EDITOR
@pytest.mark.parametrize("name", ["dc:title", "dc:subject", "dc:description", "cp:keywords", "cp:category"])
def test_what_is_left_in_the_properties_that_a_person_reads_is_told_p8(drafted, editor, name):
    """P-8"""

    def change(data):
        core = editor["docProps/core.xml"].replace(f"<{name}/>", "")
        left = core.replace("</cp:coreProperties>", f"<{name}>督办None</{name}></cp:coreProperties>")
        return saved_by({**editor, "docProps/core.xml": left}, data)

    with pytest.raises(KnownError, match="文档属性第1段.*None"):
        drafted(change)


@BY_EDITOR
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("docProps/app.xml", "</Properties>", "<Manager>县农业农村局党组</Manager></Properties>"),
        ("docProps/core.xml", "</cp:coreProperties>", "<dc:subject>县农业农村局</dc:subject></cp:coreProperties>"),
    ],
)
def test_another_unit_in_the_properties_is_seen_all_the_same_p12(drafted, editor, part, old, new):
    """P-12"""
    with pytest.raises(KnownError, match="县农业农村局"):
        drafted(lambda data: with_words(saved_by(editor, data), old, new, part))


NASTY = (
    "账目记载错误！未按规定更正", "【缺：会议记录3份】未补", "系统字段为none", "导出表中显示True、False", "凭证摘要写作&amp;", "表中有#REF!", "台账写着{{单位}}",
    "登记簿｛空白｝未填", "None", "错误!未找到引用源", "〔缺:联系人〕一栏空白，档案不全", "['甲', '乙']两户重复", "值为NaN。另有3户未核", "表头写Error! Bookmark not defined",
)  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_finding_says_its_paper_prints_and_goes_out_p8(office, workshop, tmp_path, text):
    """P-8"""
    ledger, round_id, housing, _farming = office
    [first, *_rest] = [one[0] for one in marks.findings(ledger.reader) if one[1] == housing]
    findings.edit(ledger, EVERYONE, [first], {"text": text}, reason="照原件录入")
    found = making.gather(ledger.writing(), asked(round_id))

    made = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path / "batch")

    assert len(made) == 2
    assert plain(text) in plain("".join(read_file(made[0].path).paragraphs))


@pytest.mark.parametrize("text", NASTY)
def test_an_edited_file_with_such_a_finding_goes_out_too_p8(office, drafted, text):
    """P-8"""
    ledger, _round_id, housing, _farming = office
    [first, *_rest] = [one[0] for one in marks.findings(ledger.reader) if one[1] == housing]
    findings.edit(ledger, EVERYONE, [first], {"text": text}, reason="照原件录入")

    assert drafted(lambda data: saved_by(WORD, data)).number


@pytest.mark.parametrize("text", [text for text in NASTY if text != "账目记载错误！未按规定更正"])
def test_the_same_words_that_nobody_entered_are_refused_p8(drafted, text):
    """P-8"""
    shown = text.replace("&", "&amp;")

    with pytest.raises(KnownError) as refused:
        drafted(lambda data: with_words(data, "现予督办", f"现予督办。{shown}"))
    assert refused.value.kind == "leftovers"


def _tracked(data):
    return with_words(
        data,
        "现予督办",
        '现予督办</w:t></w:r><w:ins w:id="9" w:author="审核"><w:r><w:t>。</w:t></w:r></w:ins><w:r><w:t>',
    )


def test_tracked_changes_keep_a_file_back_until_a_person_accepts_them(office, workshop, tmp_path):
    """D10: what a leader struck out or wrote in is decided by a person, never by the program."""
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing))
    [draft] = issuing.draft(workshop, found, tmp_path / "draft")
    file = tmp_path / "改定.docx"
    file.write_bytes(_tracked(draft.path.read_bytes()))

    assert edited.compare(workshop, found[0], file).changes
    with pytest.raises(KnownError, match="还有修订或批注") as refused:
        edited.issue(ledger, EVERYONE, workshop, found, file, tmp_path / "out")
    assert refused.value.kind == edited.REVISIONS and not list((tmp_path / "out").glob("*"))

    made = edited.issue(ledger, EVERYONE, workshop, found, file, tmp_path / "out", accept_changes=True)

    assert not edited.readback.read_file(made.path).changes


@BY_EDITOR
def test_an_edited_file_goes_out_under_the_name_of_the_office_and_the_approved_one_is_kept_as_it_was(
    office, drafted, editor, tmp_path
):
    """A6, ledger.md §7: what goes out names no editor; the file that was approved stays in the pool, byte for byte."""
    ledger = office[0]
    made = drafted(lambda data: saved_by(editor, data))
    approved = (tmp_path / "改定.docx").read_bytes()
    parts = open_parts(made.path.read_bytes(), made.path.name)
    told = parts["docProps/core.xml"].decode() + parts["docProps/app.xml"].decode()

    assert told.count("中共青岩县委巡察工作领导小组办公室") == 3 and "docProps/custom.xml" not in parts
    assert not [name for name in ("Administrator", "zgl", "林知远", "WPS", "KSO", "None") if name in told]
    [(issued, kept)] = ledger.reader.tuples("select sha256, approved_sha256 from letter")
    assert ledger.pool.read(kept) == approved
    assert ledger.pool.read(issued) == made.path.read_bytes() and issued == made.sha256
    assert dict(pooled_files(ledger.reader))[kept] == made.path.name


def test_the_manifest_of_an_edited_file_says_what_stands_there_now():
    """A figure that a hand changed is typed and counts no rows; one that was taken out is not listed."""
    kept, changed, gone = (Entry(token, "数", "3", "3", "", "", "", ("a",), "computed") for token in "abc")
    figures = (
        readback.ChangedFigure("b", "数", "3", "4", ("a",)),
        readback.ChangedFigure("c", "数", "3", None, ("a",)),
    )
    found = edited._figures_as_issued([kept, changed, gone], edited.Comparison((), figures))
    assert found[0] is kept and len(found) == 2
    assert (found[1].value_text, found[1].value_raw, found[1].origin, found[1].rows) == ("4", "4", "typed", ())


def test_the_days_of_a_paper_are_those_in_the_rows_of_its_lists():
    one, other = date(2026, 9, 1), date(2026, 9, 2)
    words = {
        "清单": [{"时限": one, "编号": "1"}, "甲"],
        "表": ({"时限": other},),
        "成文日期": date(2026, 1, 1),
        "话": "乙",
    }
    assert list(edited._days_in_rows(words)) == [one, other]


def _with_changes(count):
    changes = "".join(f'<w:ins w:author="李"><w:r><w:t>第{at}处</w:t></w:r></w:ins>' for at in range(1, count + 1))
    return packed(
        {
            "[Content_Types].xml": b"<Types/>",
            BODY: f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p>{changes}<w:r><w:t>正文。</w:t></w:r></w:p></w:body></w:document>'.encode(),
        }
    )


@pytest.mark.parametrize("count, more", [(1, ""), (3, ""), (4, "等 4 处"), (9, "等 9 处")])
def test_three_tracked_changes_are_told_and_how_many_there_are_p8(count, more):
    """P-8"""
    with pytest.raises(KnownError, match="还有修订或批注") as refused:
        edited._settled(_with_changes(count), "改定.docx", False, ())
    told = str(refused.value)
    assert refused.value.kind == edited.REVISIONS and told.count("李：增") == min(count, 3)
    assert ("等 " in told) is bool(more) and more in told
    settled = edited._settled(_with_changes(count), "改定.docx", True, ())
    assert (
        readback.read(settled, "改定.docx").changes == ()
        and "第1处" in readback.read(settled, "改定.docx").paragraphs[0]
    )


@pytest.mark.parametrize("count", [1, 5, 6])
def test_at_most_five_things_that_were_left_over_are_told_p8(count):
    """P-8: and what the ledger itself gave may stand."""
    lines = "".join(f"<w:p><w:r><w:t>〔缺:甲{at}〕</w:t></w:r></w:p>" for at in range(count))
    data = packed(
        {
            "[Content_Types].xml": b"<Types/>",
            BODY: f'<w:document xmlns:w="{W[1:-1]}"><w:body>{lines}</w:body></w:document>'.encode(),
        }
    )
    with pytest.raises(KnownError) as refused:
        edited._settled(data, "改定.docx", True, ())
    assert refused.value.kind == "leftovers" and str(refused.value).count("正文第") == min(count, 5)


@pytest.mark.parametrize("addressee, said", [("", "主送是空的"), ("县民政局党组", "主送是“县民政局党组”")])
def test_a_letter_to_nobody_or_to_another_is_refused_and_says_so(office, workshop, tmp_path, addressee, said):
    ledger, round_id, housing, _farming = office
    [one] = making.gather(ledger.writing(), asked(round_id, housing))
    reading = readback.Reading("改定.docx", "", addressee, (), {}, ())

    with pytest.raises(KnownError, match=said):
        edited._check_addressee(one, reading, tmp_path / "改定.docx")
    edited._check_addressee(one, replace(reading, addressee=one.addressee), tmp_path / "改定.docx")


@pytest.mark.parametrize("count", [0, 2])
def test_an_edited_file_is_issued_for_one_at_a_time(office, workshop, tmp_path, count):
    ledger, round_id, *_units = office
    found = making.gather(ledger.writing(), asked(round_id))[:count]

    with pytest.raises(KnownError, match="一次只能一件"):
        edited.issue(ledger, EVERYONE, workshop, found, tmp_path / "改定.docx", tmp_path / "out")
