"""D1: a clerk makes a kind of paper without an engineer; it then behaves like any other."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from db.queries import letters
from desktop.documents import readback
from desktop.documents.recipe import Copies, Rows
from desktop.errors import Forbidden, KnownError
from desktop.operations import undo, views
from desktop.operations.papers import catalogue, correcting, issuing, making, own_kinds, reconciling, tracing
from desktop.operations.papers import workshop as presses
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.own_kinds import Wish
from desktop.operations.papers.reconciling import Outcome
from desktop.rules.permissions import COMMAND_LINE
from tests.builders import EVERYONE
from tests.operations.papers.conftest import TODAY, asked
from tests.operations.papers.test_reconciling import close

WISH = Wish("supervision_letter", "整改提示函", "巡办提", rows=Rows(open=True))


def reworded(path, before, after):
    out = BytesIO()
    with ZipFile(path) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).decode("utf-8").replace(before, after))
    path.write_bytes(out.getvalue())


def made(office, workshop, folder, wish=WISH):
    """A kind in force, with its own wording."""
    ledger = office[0]
    kind, _changes = own_kinds.begin(ledger, EVERYONE, wish)
    file = own_kinds.first_template(ledger, EVERYONE, kind, folder)
    reworded(file, "现予督办", "特此提示")
    checked = own_kinds.check(workshop, ledger.writing(), kind, file, folder)
    assert checked.faults == ()
    presses.install(ledger, EVERYONE, file, kind)
    return kind, checked


def test_a_kind_made_by_a_clerk_is_issued_under_its_own_number_d1(office, workshop, tmp_path):
    ledger, round_id, housing, farming = office
    kind, _checked = made(office, workshop, tmp_path)

    found = making.gather(ledger.writing(), asked(round_id, kind="整改提示函"))
    papers = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)

    assert [one.number for one in papers] == ["青巡办提〔2026〕1号", "青巡办提〔2026〕2号"]
    assert "特此提示" in "\n".join(readback.read_file(papers[0].path).paragraphs)
    assert {letter.kind for letter in letters.letters(ledger.reader)} == {kind}
    assert catalogue.titles(ledger.reader)[kind] == "整改提示函"
    assert kind in [one["kind"] for one in making.kinds(ledger.reader)]


def test_papers_of_a_kind_of_ones_own_are_reconciled_traced_and_corrected_like_the_shipped_ones_d13(
    office, workshop, tmp_path, clock
):
    """Register, both columns, a file that came back, a pasted sentence, a correction that names the paper."""
    ledger, round_id, housing, _farming = office
    made(office, workshop, tmp_path)
    found = making.gather(ledger.writing(), asked(round_id, housing, kind="整改提示函"))
    [paper] = issuing.issue(ledger, EVERYONE, workshop, found, tmp_path)
    [letter] = letters.letters(ledger.reader)
    assert letter.number == paper.number and not reconciling.paper(ledger, workshop, letter).undecided
    assert not reconciling.file(ledger, workshop, paper.path).those(Outcome.EDITED)

    clock.set("2026-10-12T09:00:00")
    close(ledger, 1, "2026-09-20")
    close(ledger, 2, "2026-10-11")
    [again] = reconciling.every(ledger, workshop)
    [wrong] = [one for one in again.undecided if one.figure == "逾期数"]
    assert (wrong.then, wrong.for_date, wrong.today) == ("2", "1", "0")
    [place] = tracing.find(ledger, "有2个问题逾期未完成")
    assert place.letter.id == letter.id and place.figures[0].name == "逾期数"

    correcting.correct(ledger, EVERYONE, again, [wrong], "9月20日的销号补登在后")
    day = TODAY.replace(day=12)
    due = making.gather(ledger.writing(), Request("correction_letter", day, day, round_id, everyone=True))
    [correction] = issuing.issue(ledger, EVERYONE, workshop, due, tmp_path)
    assert paper.number in "".join(readback.read_file(correction.path).paragraphs)
    [line] = [one for one in reconciling.paper(ledger, workshop, letter).lines if one.decision is not None]
    assert line.decision.correction == correction.number


def test_a_kind_is_not_offered_before_its_template_is_in_force_d1(office):
    ledger = office[0]

    kind, _changes = own_kinds.begin(ledger, EVERYONE, WISH)

    assert kind not in [recipe.kind for recipe in catalogue.recipes(ledger.reader)]
    [year] = ledger.reader.column("select year from number_series where kind = ?", (kind,))
    assert year == 2026
    assert kind in [recipe.kind for recipe in own_kinds.begun(ledger.reader)]
    with pytest.raises(KnownError, match="没有“整改提示函”这个文种"):
        making.gather(ledger.writing(), asked(office[1], kind="整改提示函"))


def test_the_check_prints_the_shortest_the_longest_and_the_emptiest_d1(office, workshop, tmp_path):
    _kind, checked = made(office, workshop, tmp_path)

    assert [path.stem for path in checked.trials] == [f"整改提示函_试印_{title}" for title in ("最短", "最长", "最空")]
    longest = "".join(readback.read_file(checked.trials[1]).paragraphs)
    assert "综合服务保障中心" in longest


def test_a_clause_that_nothing_proves_is_told_at_the_check_p3(office, workshop, tmp_path):
    ledger = office[0]
    kind, _changes = own_kinds.begin(ledger, EVERYONE, WISH)
    file = own_kinds.first_template(ledger, EVERYONE, kind, tmp_path)
    reworded(file, "现予督办", "各单位均已知悉")

    checked = own_kinds.check(workshop, ledger.writing(), kind, file, tmp_path)

    assert any("均已知悉" in clause for clause in checked.unproven)


def test_the_rows_of_a_kind_come_from_a_shared_view_d1(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    definition = {"filters": {"responsible_leader": {"ticks": ["周柏川"], "low": "", "high": "", "without": []}}}
    views.save_as(ledger, EVERYONE, "周柏川名下", definition, shared=True)
    kind, _checked = made(office, workshop, tmp_path, replace(WISH, rows=Rows(view="周柏川名下")))

    found = making.gather(ledger.writing(), asked(round_id, kind=kind))

    assert [one.unit_id for one in found] == [housing]
    assert int(found[0].words["问题总数"]) == 2


def test_a_kind_for_each_county_leader_and_for_each_finding_d1(office, workshop, tmp_path):
    ledger, round_id, *_units = office
    each, _checked = made(office, workshop, tmp_path, replace(WISH, per="finding"))

    found = making.gather(ledger.writing(), asked(round_id, kind=each))

    assert len(found) == 3
    assert all(len(one.findings) == 1 for one in found)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (replace(WISH, title=" "), "名称是空的"),
        (replace(WISH, title="督办函"), "已有名为“督办函”"),
        (replace(WISH, title="中期提醒函"), "已有名为“中期提醒函”"),
        (replace(WISH, series="巡〔2026〕1号"), "不合格式"),
        (replace(WISH, rows=Rows(view="没有的视图")), "没有名为“没有的视图”"),
        (replace(WISH, form="telegram"), "版式框架"),
        (replace(WISH, ticks=("全部销号",)), "不是要经办人勾选的"),
    ],
)
def test_a_wish_that_cannot_be_met_says_why_d1(office, wish, said):
    with pytest.raises(KnownError, match=said):
        own_kinds.begin(office[0], EVERYONE, wish)


def test_copies_and_what_must_be_ticked_are_the_kinds_own_d1(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    wish = replace(WISH, copies=Copies(("县委组织部",), leader=False, team=False), ticks=("逐条审核",))
    kind, _checked = made(office, workshop, tmp_path, wish)

    [untold] = making.gather(ledger.writing(), asked(round_id, housing, kind=kind))
    [told] = making.gather(ledger.writing(), asked(round_id, housing, kind=kind, given={"逐条审核": "是"}))

    assert told.copies == ("县委组织部",)
    assert [str(one) for one in untold.recipe.missing(untold.words) if one.blocks] == ["逐条审核"]
    assert not [one for one in told.recipe.missing(told.words) if one.blocks]


def test_nobody_makes_a_kind_without_the_right_and_undo_takes_it_back_d1(office):
    ledger = office[0]
    with pytest.raises(Forbidden):
        own_kinds.begin(ledger, COMMAND_LINE, WISH)

    own_kinds.begin(ledger, EVERYONE, WISH)
    undo.undo(ledger, EVERYONE, ledger.reader.value("select max(id) from action"))

    assert [recipe.kind for recipe in own_kinds.begun(ledger.reader) if recipe.own] == []


def test_papers_of_a_kind_of_ones_own_reprint_after_the_kind_changed_d11(office, workshop, tmp_path):
    ledger, round_id, housing, _farming = office
    kind, _checked = made(office, workshop, tmp_path)
    [one] = issuing.issue(
        ledger, EVERYONE, workshop, making.gather(ledger.writing(), asked(round_id, housing, kind=kind)), tmp_path
    )

    again = issuing.reprint(ledger, one.letter_id, tmp_path / "again")

    assert again.read_bytes() == one.path.read_bytes()
