"""The wording of every kind, paragraph by paragraph, as in the three examples of its paper."""

import re
from typing import Any

import pytest

from desktop.rules.draws import STEPS_IN_WORDS, USUAL_SHARE, Eligible, draw
from tests.documents.papers import SHEET_PARTS, cases, golden, lines_of, picture, press

IN_ONE_WAY = (
    "leader_copy_report", "referral_letter", "department_briefing", "special_check_referral", "rectification_notice",
    "joint_review_letter", "rectification_bulletin", "follow_up_bulletin", "monthly_rectification_report", "feedback",
    "inspection_progress_report", "inspection_progress_upward_report", "follow_up_report", "follow_up_notice", "follow_up_plan",
    "organization_responsibility_list", "correction_letter", "rectification_report",
    "supervision_handbook",
)  # fmt: skip
"""Kinds whose examples are reached by nothing but their words."""
SHEETS = tuple(SHEET_PARTS)
"""Form sheets; the examples of the sample lock were drawn again by the algorithm of the office (papers/index, rule 13)."""
CORRECTED = {
    "满意率＝（满意＋基本满意）÷有效票": "满意率以满意、基本满意之和除以有效票",  # papers/index, rule 9: a sentence, no arithmetic
    "好评率＝（好＋较好）÷有效票": "好评率以好、较好之和除以有效票",
    "；无效票0份未计": "",  # papers/00, 3: no count of nought outside a table
}
SIGNED = ("签名：　　年　月　日",)
"""Lines to sign on, which an example describes with its table (its section 4) and does not print."""


@pytest.mark.parametrize("kind", IN_ONE_WAY)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_kind_reads_as_the_examples_of_its_paper(kind: str, number: int) -> None:
    """P-17: a kind is a declaration and a Word file, worded by its paper."""
    lines = lines_of(press(kind).render(cases(kind)[number - 1] | {"图1": None}).data)

    expected = [line for line in golden(kind, number) if not line.startswith("图1")]
    assert said_once(shown_in_examples(lines, expected)) == said_once(expected)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_account_to_the_public_reads_as_its_examples_with_levels_that_begin_with_the_first(number: int) -> None:
    """The examples of papers/24 begin with （一）; papers/00, 6 and GB/T 9704, 7.3.3 begin with 一、."""
    lines = lines_of(press("public_rectification_report").render(cases("public_rectification_report")[number - 1]).data)

    expected = [re.sub("^（([一二])）", r"\1、", line) for line in golden("public_rectification_report", number)]
    assert lines == expected


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_form_sheet_reads_as_the_examples_of_its_paper(kind: str, number: int) -> None:
    lines = [row for line in lines_of(press(kind).render(cases(kind)[number - 1]).data) for row in one_field_each(line)]

    expected = [corrected(line) for line in golden(kind, number)]
    assert said_once([_squeezed(line) for line in lines]) == said_once([_squeezed(line) for line in expected])


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_third_person_draws_from_the_sheet_what_stands_on_it(number: int) -> None:
    """Rule 13: frame, share and seed of the printed sheet give the printed units, numbers and sums."""
    words = cases("sample_lock")[number - 1]
    frame = [Eligible(one, row["单位"], row["层"]) for row in words["抽样框"] for one in row["编号"]]

    drawn = draw(frame, words["种子"], USUAL_SHARE)

    assert (words["框摘要"], words["结果摘要"]) == (drawn.frame_sha256, drawn.result_sha256)
    assert sorted(one for row in words["抽中"] for one in row["编号"]) == list(drawn.findings)
    assert [f"{place}. {step}" for place, step in enumerate(words["抽样步骤"], 1)] == list(STEPS_IN_WORDS)


def one_field_each(line: str) -> list[str]:
    """Two fields to sign in side by side, which keep a sheet of six on its page, as the example has them one under the other."""
    cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
    if len(cells) != 4 or line.count("签名：") != 2:
        return [line]
    return [f"| {label} | {re.sub('＿年', '＿　　年', field)} |" for label, field in (cells[:2], cells[2:])]


def corrected(line: str) -> str:
    """A line of an example as the rules that stand above it want it."""
    for told, better in CORRECTED.items():
        line = line.replace(told, better)
    return line


def shown_in_examples(lines: list[str], expected: list[str]) -> list[str]:
    """Without lines to sign on, mark and 印发 of a red head, a note under a table, a contact (00, 8) and an annex that the example does not print."""
    annex = next((place for place, line in enumerate(lines) if line in ("附件", "附件1")), len(lines))
    if expected and not any(line in ("附件", "附件1") for line in expected):
        lines = [*lines[:annex], *(line for line in lines[annex:] if line.startswith("抄送："))]
    contact = "" if any(line.startswith("（联系人：") for line in expected) else "|^（联系人："
    framed = re.compile(f"文件$|日印发$|^图1{contact}|^截至[^，]*，口径同前$|^注：抽查问题少于")
    return [line for line in lines if line not in SIGNED and not framed.search(line)]


def said_once(lines: list[str]) -> list[str]:
    """Rows with a cell that says what the one above says left empty: such cells are merged on paper."""
    above: list[str] = []
    found = []
    for line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        told = [cell or old for cell, old in zip(cells, above, strict=True)] if len(cells) == len(above) else cells
        shown = (
            ["" if cell == old else cell for cell, old in zip(told, above, strict=True)]
            if len(told) == len(above)
            else told
        )
        found.append("|".join(shown) if cells else line)
        above = told
    return found


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_recommendation_letter_reads_as_its_examples(number: int) -> None:
    words = cases("recommendation_letter")[number - 1]

    paper = press("recommendation_letter").render(words)

    assert lines_of(paper.data) == golden("recommendation_letter", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_supervision_letter_reads_as_its_examples(number: int) -> None:
    words = cases("supervision_letter")[number - 1]

    paper = press("supervision_letter").render(words)

    assert lines_of(paper.data) == golden("supervision_letter", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_talk_notice_reads_as_its_examples_word_for_word(number: int) -> None:
    """P-17: the fifth kind is a declaration and a Word file."""
    words = cases("talk_notice")[number - 1]

    lines = lines_of(press("talk_notice").render(words).data)

    assert [_squeezed(line) for line in lines] == [_squeezed(line) for line in golden("talk_notice", number)]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_warning_letter_reads_as_its_examples(number: int) -> None:
    words = cases("due_warning_letter")[number - 1]

    assert lines_of(press("due_warning_letter").render(words).data) == golden("due_warning_letter", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_reminder_of_a_reply_reads_as_its_examples(number: int) -> None:
    words = cases("reply_reminder_letter")[number - 1]

    assert lines_of(press("reply_reminder_letter").render(words).data) == golden("reply_reminder_letter", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_notice_of_what_is_put_right_at_once_reads_as_its_examples(number: int) -> None:
    words = cases("immediate_rectification_notice")[number - 1]

    lines = lines_of(press("immediate_rectification_notice").render(words).data)

    assert lines == golden("immediate_rectification_notice", number)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_half_time_reminder_reads_as_its_examples(number: int) -> None:
    words = cases("reminder_letter")[number - 1] | {"已过半": True}
    if number == 1:
        words |= {"自报均已核实": True, "单位全部销号": True}

    lines = lines_of(press("reminder_letter").render(words).data)

    assert _with_one_head(lines) == golden("reminder_letter", number)


@pytest.mark.parametrize("number", [1, 2])
def test_the_finding_list_reads_as_its_examples(number: int) -> None:
    words = cases("unit_finding_list")[number - 1]

    paper = press("unit_finding_list").render(words)

    assert lines_of(paper.data) == golden("unit_finding_list", number)


def test_a_list_shared_with_villages_has_a_column_for_the_level() -> None:
    words = cases("unit_finding_list")[2]
    for row in words["问题清单"]:
        row["责任层级"] = "村"

    lines = lines_of(press("unit_finding_list").render(words).data)

    assert [line for line in lines if not line.startswith("| ")] == [
        line for line in golden("unit_finding_list", 3) if not line.startswith("| ")
    ]
    assert (
        "| 1 | 06-03-005 | 合同备案 | 村 | 2023年以来备案合同27份，均无审查意见 | 限期整改 | 查清原因，完善制度 | 2026年9月10日 |"
        in lines
    )


def test_several_instances_of_one_finding_are_numbered_inside_its_cell() -> None:
    words = cases("unit_finding_list")[0]
    words["问题清单"][0]["具体表现"] = [
        {"编号": "06-03-001-1", "表现": "第一处。"},
        {"编号": "06-03-001-2", "表现": "第二处"},
    ]

    lines = lines_of(press("unit_finding_list").render(words).data)

    assert any("入账1.第一处（06-03-001-1）2.第二处（06-03-001-2）" in line for line in lines)


_TICKED: dict[str, Any] = {
    "自报核实一致": True, "长期已明确": True, "没有制度成果": True, "没有移交线索": True, "测评拟开展": True, "没有存在问题": True,
    "逐条审核": True, "均召开专题会": True, "措施逐条落实": True, "意见均已说明": True, "阶段目标已明确": True, "制度均已对应": True,
    "核减均经批准": True, "公开已按规定": True,
}  # fmt: skip


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_summary_report_reads_as_its_examples(number: int) -> None:
    words = cases("rectification_summary_report")[number - 1] | _TICKED | {"图1": picture()}

    lines = lines_of(press("rectification_summary_report").render(words).data)

    caption = next(line for line in lines if line.startswith("图1"))
    expected = [caption if line.startswith("图1") else line for line in golden("rectification_summary_report", number)]
    notes = [line for line in lines if line.startswith("按整改率从高到低排列")]
    assert [_squeezed(line) for line in lines if line not in notes] == [_squeezed(line) for line in expected]


def _squeezed(line: str) -> str:
    """Rows of merged cells: a unit named once for several rows, no space in an empty cell, empty cells at the end as one."""
    line = re.sub(r"(\| *)+$", "|", line)
    return re.sub(r"\| (\d+) \| [^|]* \| (06-)", r"| \1 | | \2", re.sub(r"\s+", " ", line))


def _with_one_head(lines: list[str]) -> list[str]:
    """A table whose last row went to the next page with 抄送 repeats its head there."""
    return [line for place, line in enumerate(lines) if not (line.startswith("| 序号") and line in lines[:place])]


def once_numbered(lines: list[str]) -> list[str]:
    """An example whose copy bears a mark writes its number twice; on paper it stands once."""
    return [line for place, line in enumerate(lines) if place == 0 or line != lines[place - 1]]


@pytest.mark.parametrize(
    "kind", ["meeting_finding_list", "ledger_seal_page", "archive_handover_list", "export_register"]
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_table_of_the_office_reads_as_the_examples_of_its_paper(kind: str, number: int) -> None:
    lines = lines_of(press(kind).render(cases(kind)[number - 1]).data)

    assert said_once(lines) == said_once(once_numbered(golden(kind, number)))
