"""Page 23: what was wrong already then is kept with a reason, or corrected by a paper with both numbers; both stay and are told everywhere."""

import docx
import pytest

from db.queries import letters
from desktop.errors import Forbidden, KnownError
from desktop.operations.papers import correcting, decided, issuing, making, reconciling
from desktop.operations.papers.gathered import Request
from desktop.operations.papers.reconciling import Outcome
from desktop.operations.papers.registering import void
from desktop.rules.permissions import Actor, Right
from tests.builders import EVERYONE
from tests.operations.papers.conftest import TODAY
from tests.operations.papers.test_reconciling import close, issued  # noqa: F401  (a fixture)

CLERK = Actor("录入员", frozenset({Right.ENTER}))
WHY = "9月20日的销号10月12日才补登"


@pytest.fixture
def wrong(office, workshop, issued, clock):  # noqa: F811
    """A letter whose count was wrong already on its own date, because a close-out was entered late."""
    ledger, _round, housing, _farming = office
    [letter] = issued("supervision_letter", housing)
    clock.set("2026-10-12T09:00:00")
    close(ledger, 1, "2026-09-20")
    return letter


def look(office, workshop, letter):
    return reconciling.paper(office[0], workshop, letters.letter(office[0].reader, letter.id))


def line_of(paper, figure="逾期数"):
    return next(one for one in paper.lines if one.figure == figure)


def corrections(office, day=TODAY.replace(day=12), **more):
    ledger, round_id, *_units = office
    return making.gather(ledger.writing(), Request("correction_letter", day, day, round_id, everyone=True, **more))


def text_of(path):
    return "\n".join(one.text for one in docx.Document(path).paragraphs)


def test_a_figure_that_stands_with_a_reason_is_told_as_decided_until_it_comes_out_otherwise(office, workshop, wrong):
    ledger = office[0]
    before = look(office, workshop, wrong)
    [number], _changes = correcting.keep(ledger, CLERK, before, [line_of(before)], WHY)
    after = look(office, workshop, wrong)
    line = line_of(after)
    assert line.outcome is Outcome.WRONG_THEN and line.decision.number == number and line.decision.word == "作说明保留"
    assert len(after.undecided) == len(before.undecided) - 1
    assert line.as_json()["decision"] == {"number": number, "on": "2026-10-12", "decision": "作说明保留", "reason": WHY}
    assert "已处理 1（作说明保留" in reconciling.sentence(after)
    close(ledger, 2, "2026-09-21")
    assert line_of(look(office, workshop, wrong)).decision is None, "another value is another difference"


def test_a_correction_names_both_numbers_and_the_paper_and_both_papers_stay(office, workshop, wrong, tmp_path):
    ledger = office[0]
    before = look(office, workshop, wrong)
    figures = [line_of(before), next(one for one in before.undecided if one.for_date == "—")]
    numbers, _changes = correcting.correct(ledger, EVERYONE, before, figures, WHY)
    [wanted] = corrections(office)
    [made] = issuing.issue(ledger, EVERYONE, workshop, [wanted], tmp_path)

    text = text_of(made.path)
    assert made.number.endswith("更〔2026〕1号") and wrong.number in text and WHY in text
    assert (
        "有2处数字需要更正" in text and "中的“2”，更正为“1”" in text and "应予删去" in text and "原文“有2个问题" in text
    )
    assert made.addressee == wrong.addressee and "、".join(numbers) in made.title

    line = line_of(look(office, workshop, wrong))
    assert (
        line.decision.told == f"已更正：{made.number}"
        and line_of(look(office, workshop, wrong)).decision.state != "kept"
    )
    kept = letters.letter(ledger.reader, wrong.id)
    assert (kept.state, kept.number, kept.sha256) == ("issued", wrong.number, wrong.sha256)
    assert decided.corrections_of(ledger.reader, wrong.id)[0] == f"已更正：逾期数 2→1，见{made.number}"
    correction = look(office, workshop, letters.letter(ledger.reader, made.letter_id))
    assert correction.lines and not correction.untold and not correction.those(Outcome.WRONG_THEN)
    with pytest.raises(KnownError, match="不用更正"):
        corrections(office)


def test_a_void_correction_leaves_the_figure_to_be_corrected_again(office, workshop, wrong, tmp_path):
    ledger = office[0]
    paper = look(office, workshop, wrong)
    correcting.correct(ledger, EVERYONE, paper, [line_of(paper)], WHY)
    [first] = issuing.issue(ledger, EVERYONE, workshop, corrections(office), tmp_path)
    void(ledger, EVERYONE, first.letter_id, "2026-10-12", "用错了信纸")
    assert line_of(look(office, workshop, wrong)).decision.word == "待出更正"
    [second] = issuing.issue(ledger, EVERYONE, workshop, corrections(office), tmp_path)
    assert line_of(look(office, workshop, wrong)).decision.correction == second.number != first.number


def test_a_void_correction_and_one_decided_since_make_one_letter(office, workshop, wrong, tmp_path):
    ledger = office[0]
    paper = look(office, workshop, wrong)
    first, second, *_rest = [
        one for one in paper.lines if one.outcome is Outcome.WRONG_THEN and one.then != one.for_date
    ]
    correcting.correct(ledger, EVERYONE, paper, [first], WHY)
    [sent] = issuing.issue(ledger, EVERYONE, workshop, corrections(office), tmp_path)
    void(ledger, EVERYONE, sent.letter_id, "2026-10-12", "用错了信纸")
    numbers, _changes = correcting.correct(ledger, EVERYONE, look(office, workshop, wrong), [second], WHY)

    [again] = issuing.issue(ledger, EVERYONE, workshop, corrections(office), tmp_path)
    paper = look(office, workshop, wrong)
    told = {one.token: one.decision.correction for one in paper.lines if one.decision is not None}
    assert told == {first.token: again.number, second.token: again.number} and numbers[0] in again.title


def test_one_figure_is_told_in_one_sentence_without_a_number_of_its_own(office, workshop, wrong, tmp_path):
    ledger = office[0]
    paper = look(office, workshop, wrong)
    correcting.correct(ledger, EVERYONE, paper, [line_of(paper)], WHY)
    [made] = issuing.issue(ledger, EVERYONE, workshop, corrections(office), tmp_path)
    assert "有1处数字需要更正" in text_of(made.path) and "一、" not in text_of(made.path)


def test_all_that_is_wrong_with_a_decision_is_said_at_once_and_nothing_is_kept(office, workshop, wrong):
    ledger = office[0]
    paper = look(office, workshop, wrong)
    typed = next(one for one in paper.lines if one.outcome is not Outcome.WRONG_THEN)
    with pytest.raises(KnownError, match=f"“{typed.figure}”不是当时就错.*没有写明理由"):
        correcting.keep(ledger, EVERYONE, paper, [line_of(paper), typed], " ")
    same = line_of(paper, "最长逾期天数")
    with pytest.raises(KnownError, match="仍是20.*作说明保留即可"):
        correcting.correct(ledger, EVERYONE, paper, [same], WHY)
    with pytest.raises(Forbidden):
        correcting.correct(ledger, CLERK, paper, [line_of(paper)], WHY)
    assert not decided.decisions(ledger.reader)
    correcting.keep(ledger, EVERYONE, paper, [line_of(paper)], WHY)
    paper = look(office, workshop, wrong)
    with pytest.raises(KnownError, match="已处理.*回收站"):
        correcting.correct(ledger, EVERYONE, paper, [line_of(paper)], WHY)


def test_a_paper_that_is_void_by_now_gets_no_correction(office, workshop, wrong):
    before = look(office, workshop, wrong)
    correcting.correct(office[0], EVERYONE, before, [line_of(before)], WHY)
    void(office[0], EVERYONE, wrong.id, "2026-10-12", "发错了")
    with pytest.raises(KnownError, match="不用更正"):
        corrections(office)
