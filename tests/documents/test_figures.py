"""Figures in a paper know their rows (D12), and text and table cannot disagree."""

import subprocess
from datetime import date
from pathlib import Path

import pytest

from desktop.documents.figures import COMPUTED, TYPED, Entry, Figure, PlainRate, Typed, sum_rows
from desktop.documents.readback import changed_figures, read
from desktop.documents.recipes import recipe_of
from tests.documents.papers import cases, press

ROWS = ("06-03-004", "06-03-007")


def _letter(**words: object):
    recipe = recipe_of("supervision_letter")
    return press("supervision_letter").render({**recipe.sample(), **words}, draft=False)


def test_a_figure_is_in_the_manifest_with_its_rows_basis_and_dates() -> None:
    overdue = Figure("逾期数", 2, ROWS, basis="县委口径2026", as_of="2026-09-30", known_at="2026-10-09")

    paper = _letter(逾期数=overdue)

    [entry] = [item for item in paper.entries if item.name == "逾期数"]
    assert (entry.rows, entry.value_text, entry.value_raw, entry.origin) == (ROWS, "2", "2", COMPUTED)
    assert (entry.basis, entry.as_of, entry.known_at) == ("县委口径2026", "2026-09-30", "2026-10-09")
    assert Entry.from_json(entry.as_json()) == entry


def test_every_token_of_the_manifest_is_a_bookmark_round_its_figure() -> None:
    paper = press("rectification_summary_report").render(cases("rectification_summary_report")[1])

    assert read(paper.data, "x.docx").figures == {entry.token: entry.value_text for entry in paper.entries}


def test_figures_that_a_clerk_typed_are_marked_as_typed() -> None:
    words = recipe_of("rectification_summary_report").enter(
        {"会议次数": "26", "实例": ["收回85万元"], "没有移交线索": "是"}
    )

    paper = press("rectification_summary_report").render(cases("rectification_summary_report")[1] | words)

    typed = {entry.name: entry.value_text for entry in paper.entries if entry.origin == TYPED}
    assert typed["会议次数"] == "26"
    assert typed["实例"] == "收回85万元"


def test_the_text_and_the_table_print_the_same_figure() -> None:
    paper = press("rectification_summary_report").render(cases("rectification_summary_report")[1])

    assert {entry.value_raw for entry in paper.entries if entry.name == "销号"} == {"62"}
    assert {entry.value_text for entry in paper.entries if entry.name == "整改率"} == {"88.6%（62/70）", "88.6%"}
    assert {entry.value_raw for entry in paper.entries if entry.name == "整改率"} == {"62/70"}


def test_a_difference_keeps_the_rows_that_are_left() -> None:
    total, closed = Figure("总数", 3, ("1", "2", "3")), Figure("销号", 2, ("1", "3"))

    rest = total - closed

    assert (rest.value, rest.rows) == (1, ("2",))
    assert sum_rows([closed, rest]) == ("1", "3", "2")


@pytest.mark.parametrize("figure", [Figure("总数", 12, rows=("a", "b")), Figure("总数", 12, rows=("a",), origin=TYPED)])
def test_a_bare_number_may_stand_on_either_side_of_a_figure(figure: Figure) -> None:
    for made, value in ((100 - figure, 88), (figure - 2, 10), (3 + figure, 15), (figure + 3, 15)):
        assert (made.value, made.origin) == (value, figure.origin)
    assert (3 + figure).rows == (figure + 3).rows == figure.rows


def test_figures_compare_by_value_and_rates_by_their_quotient() -> None:
    assert Figure("a", 2) > 1
    assert Figure("a", PlainRate(2, 3)) > Figure("b", PlainRate(1, 2))
    assert Figure("a", 0) == 0
    assert not Figure("a", 0)
    assert Figure("a", PlainRate(0, 5))


def test_typed_words_are_false_when_empty() -> None:
    assert not Typed("")
    assert str(Typed("三资")) == "三资"


def test_a_figure_that_a_hand_changed_is_found() -> None:
    paper = _letter()
    name = paper.entries[1].token
    edited = read(paper.data, "x.docx")
    figures = {**edited.figures, name: "3"}
    figures.pop(paper.entries[0].token)
    read_again = type(edited)(edited.name, edited.title, edited.addressee, edited.paragraphs, figures, edited.texts)

    changed = changed_figures(paper.entries, read_again)

    assert [(item.token, item.now) for item in changed] == [(paper.entries[0].token, None), (name, "3")]
    assert "已删去" in str(changed[0])


@pytest.mark.rendering
@pytest.mark.timeout(120)
def test_the_tokens_survive_a_save_by_libreoffice(tmp_path: Path) -> None:
    import shutil

    if not shutil.which("soffice"):
        pytest.skip("没有 LibreOffice")
    paper = _letter(逾期数=Figure("逾期数", 2, ROWS))
    (tmp_path / "a.docx").write_bytes(paper.data)
    out = tmp_path / "out"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(out), str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=110
    )

    reading = read((out / "a.docx").read_bytes(), "a.docx")

    assert changed_figures(paper.entries, reading) == []
    assert reading.title == paper.title
    assert reading.addressee == "青岩县住房和城乡建设局党组"


def test_a_date_is_no_figure() -> None:
    paper = _letter(成文日期=date(2026, 10, 9))

    assert not [entry for entry in paper.entries if "日" in entry.value_text]


def test_a_rate_of_the_rules_prints_as_it_does_on_paper() -> None:
    class OnPaper(PlainRate):
        @property
        def on_paper(self) -> str:
            return "99.9%"

    assert Figure("整改率", OnPaper(1999, 2000)).shown == "99.9%"


@pytest.mark.parametrize("other", [1, 2, 3, Figure("乙", 1), Figure("乙", 2), Figure("乙", 3)])
def test_figures_compare_as_their_numbers_do(other) -> None:
    """A template asks {% if 逾期数 > 0 %}, and rows are sorted by their rates."""
    two, number = Figure("甲", 2), int(other)
    assert [two < other, two <= other, two > other, two >= other, two == other] == [
        number > 2,
        number >= 2,
        number < 2,
        number <= 2,
        number == 2,
    ]
    assert bool(Figure("甲", 0)) is False and bool(two) is True and bool(Figure("率", PlainRate(0, 3))) is True


def test_a_rate_compares_by_its_exact_quotient() -> None:
    assert Figure("率", PlainRate(1, 3)) < Figure("率", PlainRate(1, 2)) and Figure("率", PlainRate(2, 4)) == Figure(
        "率", PlainRate(1, 2)
    )
