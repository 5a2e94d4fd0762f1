"""D12, D13: issued papers against the ledger: what was wrong already then, what moved on since, what a hand changed."""

import random
from dataclasses import replace
from datetime import date

import docx
import pytest

from db.queries import letters
from desktop.documents.recipes import recipe_of
from desktop.errors import KnownError
from desktop.operations import findings, progress
from desktop.operations.change import change
from desktop.operations.papers import edited, issuing, making, reconciling
from desktop.operations.papers.reconciling import Outcome
from desktop.operations.papers.registering import SentPaper, insert_sent
from desktop.rules.permissions import Action
from tests.builders import CLAIMANT, EVERYONE, a_finding, no_evidence_faults
from tests.operations.papers.conftest import asked
from tests.operations.papers.handed_in import plan_under_review
from tests.operations.papers.test_catalogue import each, gathered


@pytest.fixture
def issued(office, workshop, tmp_path):
    """Issue papers of a kind; returns their register entries."""
    ledger, round_id, *units = office

    def issue(kind, *unit_ids, **fields):
        request = replace(asked(round_id, *unit_ids, kind=kind, **fields), everyone=False)
        wanted = making.gather(ledger.writing(), request)
        sound, _blocked = issuing.sort_out(wanted)
        made = issuing.issue(ledger, EVERYONE, workshop, sound, tmp_path / "out")
        return [letters.letter(ledger.reader, one.letter_id) for one in made]

    return issue


def close(ledger, finding, on):
    progress.claim(ledger, CLAIMANT, finding, "done", on, "已办结", said_by="单位")
    progress.close_out(ledger, EVERYONE, finding, on, no_evidence_faults, override_reason="已查原件")


def wrong(found):
    return {(one.figure, one.then, one.for_date) for one in found.those(Outcome.WRONG_THEN)}


def changed(found):
    return {(one.figure, one.then, one.today) for one in found.those(Outcome.CHANGED)}


@each
def test_a_paper_that_has_just_gone_out_agrees_with_the_ledger(office, workshop, tmp_path, recipe):
    """Every kind: its own registration changes none of its figures."""
    ledger = office[0]
    [one] = gathered(office, recipe)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)
    found = reconciling.paper(ledger, workshop, letters.letter(ledger.reader, made.letter_id))
    assert found.lines and not found.untold
    assert wrong(found) == set()


@each
def test_what_a_paper_says_and_what_its_tables_hold_are_told_apart_and_are_all_of_it(
    office, workshop, tmp_path, recipe
):
    """D12: the figures that a paper asserts are those of its sentences; a form asserts those of its table."""
    ledger = office[0]
    [one] = gathered(office, recipe)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [one], tmp_path)
    file = docx.Document(made.path)
    cells = "\n".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    found = reconciling.paper(ledger, workshop, letters.letter(ledger.reader, made.letter_id))

    assert sorted((*found.said, *found.listed), key=found.lines.index) == list(found.lines)
    assert all(line.then in cells for line in found.lines if line.tabled)
    assert all(line.tabled for line in found.listed) and (found.said or not found.lines)
    told = f"{len(found.said)} 个数字" + (f"（表中另有 {len(found.listed)} 个）" if found.listed else "")
    assert not found.lines or told in reconciling.sentence(found)


@pytest.mark.parametrize("kind", ["supervision_letter", "unit_finding_list", "reminder_letter"])
def test_a_paper_of_today_has_not_moved_on(office, workshop, issued, kind):
    ledger, _round, housing, _farming = office
    for letter in issued(kind, housing, as_of=date(2026, 10, 9)):
        assert changed(reconciling.paper(ledger, workshop, letter)) == set()


SAYS_BEFORE = {
    "supervision_letter": ("督办次数", "往次措施"), "reminder_letter": ("提醒次数", "上次提醒日期"),
    "reply_reminder_letter": ("次数",), "referral_letter": ("往次移交",),
}  # fmt: skip


@pytest.mark.parametrize("kind", SAYS_BEFORE)
def test_what_a_paper_says_was_sent_before_is_what_stood_before_it_in_the_register(office, monkeypatch, kind):
    """Of its own day what was entered before it: told once more it counts neither itself nor what came after it (ledger.md §3)."""
    ledger, round_id, *_units = office
    asked_for = []
    gather = making.gather
    monkeypatch.setattr(making, "gather", lambda reader, one: asked_for.append(one) or gather(reader, one))
    [one] = gathered(office, recipe_of(kind))
    said, entered = [], []
    for _time in range(3):
        [now] = [each for each in gather(ledger.reader, asked_for[-1]) if each.addressee == one.addressee]
        said.append([now.words.get(name) for name in SAYS_BEFORE[kind]])
        field, matter = now.words.get("领域", ""), f"催报{now.words.get('事项', '')}的函"
        with change(ledger, EVERYONE, Action.REGISTER_LETTER, "补登") as changes:
            sent = SentPaper(kind, f"{field}{matter}", "", "2026-10-09", now.addressee, now.unit_id, round_id)
            entered.append(insert_sent(changes, ledger, sent))
    assert said[0] != said[1]
    for before, letter_id in zip(said, entered, strict=True):
        again = gather(ledger.reader, replace(asked_for[-1], again=letter_id))
        [told] = [each.words for each in again if each.addressee == one.addressee]
        assert [told.get(name) for name in SAYS_BEFORE[kind]] == before


def test_of_two_papers_of_a_kind_to_one_unit_each_is_held_against_its_own(office, workshop, tmp_path):
    """A unit handed in its plan and its report."""
    ledger, round_id, housing, _farming = office
    for kind, opinions in (("plan", 1), ("report", 2)):
        said = [("县纪委监委", 1, f"第{n}条没有明确审核人") for n in range(opinions)]
        plan_under_review(ledger, round_id, housing, *said, kind=kind)
    request = asked(round_id, housing, kind="joint_review_letter", given={"总评": "分工清楚"})
    made = issuing.issue(ledger, EVERYONE, workshop, making.gather(ledger.writing(), request), tmp_path)
    found = [reconciling.paper(ledger, workshop, letters.letter(ledger.reader, one.letter_id)) for one in made]
    assert [next(line.then for line in one.lines if line.figure == "意见数") for one in found] == ["1", "2"]
    assert [wrong(one) for one in found] == [set(), set()]


def test_a_late_entry_makes_a_figure_wrong_already_then_and_a_later_one_moves_it_on(office, workshop, issued, clock):
    ledger, _round, housing, farming = office
    [late] = issued("supervision_letter", housing)
    [later] = issued("supervision_letter", farming)
    clock.set("2026-10-12T09:00:00")
    close(ledger, 1, "2026-09-20")
    close(ledger, 3, "2026-10-11")

    found = reconciling.paper(ledger, workshop, late)
    assert ("逾期数", "2", "1") in wrong(found)
    [moved] = [one for one in found.those(Outcome.WRONG_THEN) if one.figure == "逾期数"]
    [number] = moved.differing
    assert number.endswith("0001")
    assert ("最长逾期天数", "20", "20") in wrong(found), "another finding is the longest overdue"
    days = {one.rows[0][-4:]: one.for_date for one in found.lines if one.figure == "逾期天数"}
    assert days == {"0001": "—", "0002": "20"}, "a list that is told in the text is no other figure"
    assert f"当时就错 {len(found.those(Outcome.WRONG_THEN))}（" in reconciling.sentence(found)

    found = reconciling.paper(ledger, workshop, later)
    assert wrong(found) == set() and ("逾期数", "1", "0") in changed(found)


def test_a_finding_entered_later_belongs_to_today_and_one_removed_is_told(office, workshop, issued, clock):
    ledger, round_id, housing, _farming = office
    [letter] = issued("unit_finding_list", housing)
    clock.set("2026-10-12T09:00:00")
    findings.remove(ledger, EVERYONE, [2], "录重了")
    found = reconciling.paper(ledger, workshop, letter)
    assert ("问题总数", "2", "1") in wrong(found) | changed(found)
    a_finding(ledger, round_id, housing, "公务接待超标准3次")
    assert ("问题总数", "2", "2") in wrong(reconciling.paper(ledger, workshop, letter))


def test_what_a_person_typed_is_never_checked(office, workshop, issued):
    ledger, _round, housing, _farming = office
    [letter] = issued("supervision_letter", housing, given={"报告天数": 7})
    found = reconciling.paper(ledger, workshop, letter)
    assert "报告天数" in {one.figure for one in found.those(Outcome.TYPED)}


def test_both_columns_are_what_two_recomputations_find(office, workshop, issued, clock):
    """Random late entries and later events; the letter's count of overdue findings is counted by hand for both days."""
    ledger, round_id, housing, _farming = office
    dice = random.Random(3)
    for number in range(8):
        a_finding(
            ledger,
            round_id,
            housing,
            f"第{number}个问题没有整改到位",
            first_due_on="2026-09-10",
            due_kind="date",
            responsible_leader="周柏川",
        )
    [letter] = issued("supervision_letter", housing)
    clock.set("2026-10-20T09:00:00")
    open_then, open_now = {1, 2, *range(4, 12)}, {1, 2, *range(4, 12)}
    for finding in sorted(open_now):
        if dice.random() < 0.5:
            on = dice.choice(("2026-09-15", "2026-10-15"))
            close(ledger, finding, on)
            open_now.discard(finding)
            if on < "2026-09-30":
                open_then.discard(finding)
        found = reconciling.paper(ledger, workshop, letter)
        then = {now for figure, _was, now in wrong(found) if figure == "逾期数"}
        moved = {now for figure, _was, now in changed(found) if figure == "逾期数"}
        assert then == (set() if len(open_then) == 10 else {str(len(open_then))})
        assert moved == (set() if then or len(open_now) == 10 else {str(len(open_now))})


def test_a_file_that_comes_back_tells_what_a_hand_changed_in_it(office, workshop, issued, tmp_path):
    ledger, _round, housing, _farming = office
    [letter] = issued("supervision_letter", housing)
    path = tmp_path / "out" / letter.file_name
    found = reconciling.file(ledger, workshop, path)
    assert found.letter.id == letter.id and not found.those(Outcome.EDITED) and found.unmatched == ()

    paper = docx.Document(path)
    for paragraph in paper.paragraphs:
        for run in paragraph.runs:
            if run.text == "2":
                run.text = "5"
                break
        else:
            continue
        break
    paper.add_paragraph("另有37个问题将另行通知。")
    paper.save(tmp_path / "改.docx")
    found = reconciling.file(ledger, workshop, tmp_path / "改.docx")
    assert found.letter.id == letter.id
    assert [(one.then, one.edited) for one in found.those(Outcome.EDITED)] == [("2", "5")]
    assert found.unmatched == ("37",)


def test_a_file_is_known_by_its_own_number_also_where_it_mentions_another_paper(office, workshop, issued, tmp_path):
    ledger, _round, housing, farming = office
    [first], [second] = issued("supervision_letter", housing), issued("supervision_letter", farming)
    paper = docx.Document(tmp_path / "out" / first.file_name)
    paper.add_paragraph(f"参见{second.number}。")
    paper.save(tmp_path / "改.docx")
    assert reconciling.file(ledger, workshop, tmp_path / "改.docx").letter.id == first.id


def test_a_file_of_another_ledger_is_refused(office, workshop, tmp_path):
    paper = docx.Document()
    paper.add_paragraph("某县巡督〔2026〕1号")
    paper.save(tmp_path / "外来.docx")
    with pytest.raises(KnownError, match="发文登记中没有"):
        reconciling.file(office[0], workshop, tmp_path / "外来.docx")


def test_an_edited_paper_is_reconciled_by_its_generated_figures(office, workshop, issued, tmp_path):
    ledger, round_id, housing, _farming = office
    found = making.gather(ledger.writing(), asked(round_id, housing))
    [drafted] = issuing.draft(workshop, found, tmp_path / "draft")
    made = edited.issue(ledger, EVERYONE, workshop, found, drafted.path, tmp_path / "out")
    letter = letters.letter(ledger.reader, made.letter_id)
    assert wrong(reconciling.paper(ledger, workshop, letter)) == set()
    assert [one.letter.id for one in reconciling.every(ledger, workshop)] == [letter.id]
