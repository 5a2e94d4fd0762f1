"""A finished or edited file is read back (D10, D14): no foreign mark, every own mark, what a hand changed."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.documents.file_words import FileWords
from desktop.documents.guard import MarkRegister, UnitMarks, guard
from desktop.documents.package import BODY, W
from desktop.documents.readback import changed_figures, differences, read, read_file, texts_in, texts_of, unfinished
from desktop.documents.recipes import recipe_of
from desktop.documents.stamp import packed
from desktop.errors import KnownError
from tests.documents.papers import cases, press

OWN = UnitMarks(
    "住建局",
    ("青岩县住房和城乡建设局党组", "县住房和城乡建设局党组", "县住房和城乡建设局"),
    ("06-03-004", "06-03-007"),
    ("老旧小区改造结余资金96.5万元未清理", "施工许可事中检查记录不全"),
)
OTHER = UnitMarks(
    "民政局", ("青岩县民政局党组", "县民政局"), ("06-02-001",), ("抽查低保对象120户，有4户超过3个月未调整",)
)
OFFICE = UnitMarks("组织部", ("中共青岩县委组织部", "县委组织部"))
REGISTER = MarkRegister([OWN, OTHER, OFFICE])
COPIES = ("县委组织部",)
NAME = "006_县住房和城乡建设局党组_督办函_2026年10月9日.docx"


def _letter(**words: object) -> bytes:
    recipe = recipe_of("supervision_letter")
    return press("supervision_letter").render({**recipe.sample(), **words}, draft=False).data


def _with(data: bytes, part: str, find: str, put: str) -> bytes:
    """The file as a hand changed it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert find.encode() in content
                content = content.replace(find.encode(), put.encode(), 1)
            target.writestr(name, content)
    return buffer.getvalue()


def test_a_letter_to_its_own_unit_passes() -> None:
    faults = guard(FileWords(NAME, _letter()), REGISTER, ["住建局"], COPIES, ["青岩县住房和城乡建设局党组"])

    assert faults == []


@pytest.mark.parametrize(
    ("part", "find", "put", "place"),
    [
        ("word/document.xml", "现予督办", "县民政局也现予督办", "正文"),
        ("word/document.xml", "06-03-007", "06-02-001", "正文"),
        ("word/document.xml", "施工许可事中检查记录不全", "抽查低保对象120户，有4户超过3个月未调整", "正文"),
        ("docProps/core.xml", "<dc:subject>", "<dc:subject>青岩县民政局党组", "文档属性"),
        ("word/footer2.xml", "— ", "县民政局— ", "页脚"),
        ("word/header2.xml", "</w:p>", "<w:r><w:t>县民政局</w:t></w:r></w:p>", "页眉"),
    ],
)
def test_a_foreign_mark_is_found_wherever_it_stands(part: str, find: str, put: str, place: str) -> None:
    faults = guard(FileWords(NAME, _with(_letter(), part, find, put)), REGISTER, ["住建局"], COPIES)

    assert {(fault.place, fault.unit) for fault in faults} == {(place, "民政局")}


def test_a_mark_split_over_runs_is_found() -> None:
    split = "县民</w:t></w:r><w:r><w:t>政局"

    assert guard(
        FileWords(NAME, _with(_letter(), "word/document.xml", "现予督办", split)), REGISTER, ["住建局"], COPIES
    )


def test_the_file_name_is_guarded_too() -> None:
    [fault] = guard(FileWords("006_县民政局_督办函.docx", _letter()), REGISTER, ["住建局"], COPIES)

    assert fault.place == "文件名"


def test_a_letter_without_its_own_unit_is_held_back() -> None:
    faults = guard(
        FileWords(NAME, _letter(单位="青岩县某某局党组")), REGISTER, ["住建局"], COPIES, ["青岩县住房和城乡建设局党组"]
    )

    assert [fault.place for fault in faults] == ["正文"]


def test_a_name_inside_its_own_longer_name_is_not_foreign() -> None:
    village = UnitMarks("双河村", ("青岩县石桥乡双河村党支部",))
    town = UnitMarks("石桥乡", ("石桥乡", "石桥乡党委"))
    data = _letter(单位="青岩县石桥乡双河村党支部")

    assert guard(FileWords("x.docx", data), MarkRegister([village, town]), ["双河村"]) == []


def test_a_report_may_name_all_units_of_its_round_and_no_other() -> None:
    data = _letter()

    assert guard(FileWords(NAME, data), REGISTER, ["住建局", "民政局", "组织部"]) == []
    assert guard(FileWords(NAME, data), REGISTER, ["民政局", "组织部"]) != []


def test_title_and_addressee_are_read_back() -> None:
    reading = read(_letter(), NAME)

    assert reading.title == "关于督办十四届县委第六轮巡察逾期整改问题的函"
    assert reading.addressee == "青岩县住房和城乡建设局党组"


def test_the_paragraphs_that_a_leader_changed_are_shown() -> None:
    data = _letter()
    edited = _with(data, "word/document.xml", "现予督办", "现严肃督办")
    edited = _with(edited, "word/document.xml", "，没有资金缴回凭证", "")

    changes = differences(read(data, "a.docx"), read(edited, "a.docx"))

    assert [change.kind for change in changes] == ["改", "改"]
    assert "现严肃督办" in changes[0].after


def test_a_deletion_that_is_only_tracked_does_not_count_as_text() -> None:
    tracked = "</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>现予督办"

    reading = read(_with(_letter(), "word/document.xml", "现予督办", tracked), "a.docx")

    assert not any("旧现予督办" in line for line in reading.paragraphs)
    assert any("旧" in text for place, text in reading.texts if place == "正文")


def test_a_file_that_is_gone_or_broken_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="读不了"):
        read_file(tmp_path / "没有.docx")
    with pytest.raises(KnownError, match="打不开"):
        read(b"no", "坏.docx")


@pytest.mark.acceptance
@pytest.mark.timeout(600)
def test_349_letters_carry_every_own_mark_and_no_foreign_one() -> None:
    units = [
        UnitMarks(
            f"单位{n}",
            (f"青岩县第{n:03d}号单位党组", f"第{n:03d}号单位"),
            (f"07-{n:03d}-001",),
            (f"第{n:03d}号的独有事实甲乙丙丁",),
        )
        for n in range(349)
    ]
    register = MarkRegister(units)
    for unit in units:
        row = recipe_of("supervision_letter").sample()["问题清单"][0]
        rows = [{**row, "编号": unit.numbers[0], "表现": unit.texts[0]}] * 2
        data = _letter(单位=unit.names[0], 单位简称=unit.names[0], 问题清单=rows)

        faults = guard(
            FileWords(f"1_{unit.names[1]}.docx", data),
            register,
            [unit.unit],
            (),
            [*unit.names, *unit.numbers, *unit.texts],
        )

        assert faults == []


def test_the_quick_reading_of_a_new_paper_has_the_texts_of_the_full_one() -> None:
    data = _letter(单位="青岩县𠮷㛃䶮&<某>局党组")

    assert sorted(_words(texts_of(data, NAME))) == sorted(_words(read(data, NAME).texts))


def _words(texts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(place, "".join(text.split())) for place, text in texts if text.strip()]


def test_gaps_and_tags_that_are_left_in_an_approved_file_are_named() -> None:
    recipe = recipe_of("supervision_letter")
    draft = press("supervision_letter").render({**recipe.sample(), "回复期限": None}).data
    tagged = _with(draft, "word/document.xml", "现予督办", "{{单位}}")

    first, second = unfinished(read(tagged, "a.docx"))
    assert first.startswith("正文第4段") and "还有“{{单位}}”" in first
    assert second.startswith("正文第") and "还有“〔缺:回复期限〕”" in second
    assert unfinished(read(_letter(), "a.docx")) == []


def test_a_figure_that_a_hand_changed_or_took_out_is_told_with_what_stands_there_now():
    paper = press("rectification_summary_report").render(cases("rectification_summary_report")[1])
    found = read(paper.data, "x.docx")
    first, second = paper.entries[:2]
    changed = replace(
        found,
        figures={**{name: text for name, text in found.figures.items() if name != second.token}, first.token: "777"},
    )
    assert changed_figures(paper.entries, found) == []
    assert [(one.token, one.then, one.now) for one in changed_figures(paper.entries, changed)] == [
        (first.token, first.value_text, "777"), (second.token, second.value_text, None),
    ]  # fmt: skip


def _paper(*paragraphs: str) -> bytes:
    """A bare file of such paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    document = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>'
    return packed({"[Content_Types].xml": b"<Types/>", BODY: document.encode()})


@pytest.mark.parametrize("above, title", [(0, "关于整改的通知"), (11, "关于整改的通知"), (12, "")])
def test_without_its_style_a_title_is_known_by_its_words_among_the_first_twelve_paragraphs(above, title) -> None:
    assert read(_paper(*["版头"] * above, "", "关于整改的通知", "关于别的事的函"), "a.docx").title == title


@pytest.mark.parametrize("above, addressee", [(0, "县民政局党组"), (14, "县民政局党组"), (15, "")])
@pytest.mark.parametrize("colon", ["：", ":"])
def test_without_its_style_an_addressee_is_known_by_its_colon_among_the_first_fifteen(above, addressee, colon) -> None:
    assert read(_paper(*["版头"] * above, f"县民政局党组{colon}", "另有："), "a.docx").addressee == addressee


def _said(xml: str) -> list[str]:
    [(_place, text)] = texts_in({BODY: f"<w:body>{xml}</w:body>".encode()}, "a.docx")
    return [line for line in text.split("\n") if line]


def _words_of(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    "xml, lines",
    [
        (f"<w:p>{_words_of('甲')}{_words_of('乙')}</w:p><w:p>{_words_of('丙')}</w:p>", ["甲乙", "丙"]),
        (
            f"<w:p>{_words_of('县民')}<w:txbxContent><w:p>{_words_of('框')}</w:p></w:txbxContent>{_words_of('政局')}</w:p>",
            ["县民政局", "框"],
        ),
        (
            f"<w:p>{_words_of('县')}<w:rt>{_words_of('xian')}</w:rt>{_words_of('民')}<w:rt>{_words_of('min')}</w:rt></w:p>",
            ["县民", "xian", "min"],
        ),
        (f'<w:p>{_words_of("第")}<w:r><w:sym w:font="x" w:char="4E00"/></w:r>{_words_of("条")}</w:p>', ["第一条"]),
        (f"<w:p>{_words_of('县<!-- 民 -->政')}</w:p>", ["县政"]),
        (f"<w:p>{_words_of('县<![CDATA[<民>]]>政')}</w:p>", ["县<民>政"]),
        (f"<w:p>{_words_of('&lt;甲&gt;&amp;')}</w:p>", ["<甲>&"]),
        (
            "<w:p><w:r><w:delText>删</w:delText></w:r><m:t>式</m:t><a:t>画</a:t><w:instrText>域</w:instrText></w:p>",
            ["删式画"],
        ),
    ],
)
def test_the_quick_reading_lets_nothing_stand_between_the_letters_of_a_word(xml: str, lines: list[str]) -> None:
    assert _said(xml) == lines


@pytest.mark.parametrize(
    "before, after, told",
    [
        ((), ("甲",), [("增", "", "甲")]),
        (("甲",), (), [("删", "甲", "")]),
        (("甲", "乙"), ("甲", "丙"), [("改", "乙", "丙")]),
        (("甲", "乙", "丁"), ("甲", "丙", "戊", "丁"), [("改", "乙", "丙"), ("增", "", "戊")]),
        (("甲", "乙", "丙", "丁"), ("甲", "戊", "丁"), [("改", "乙", "戊"), ("删", "丙", "")]),
        (("甲",), ("甲",), []),
    ],
)
def test_each_paragraph_that_differs_is_told_once(before, after, told) -> None:
    draft, edited = (replace(read(_paper(), "a.docx"), paragraphs=lines) for lines in (before, after))
    assert [(one.kind, one.before, one.after) for one in differences(draft, edited)] == told


def test_figures_are_the_same_whatever_blanks_stand_in_them() -> None:
    paper = press("rectification_summary_report").render(cases("rectification_summary_report")[1])
    found = read(paper.data, "x.docx")
    spaced = replace(found, figures={name: f" {text[:1]} {text[1:]}\n" for name, text in found.figures.items()})
    assert changed_figures(paper.entries, spaced) == []


def test_properties_are_those_of_each_paper_and_damaged_ones_are_named_by_its_file():
    core = "<c xmlns:d='urn:d'><d:subject>{}</d:subject></c>"
    told = [texts_in({"docProps/core.xml": core.format(word).encode()}, NAME) for word in ("甲", "乙", "甲")]
    assert told == [(("文档属性", word),) for word in ("甲", "乙", "甲")]
    for name in ("甲.docx", "乙.docx"):
        with pytest.raises(KnownError, match=name):
            texts_in({"docProps/core.xml": b"<c>"}, name)
