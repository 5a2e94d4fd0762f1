"""D12: a pasted sentence leads to its paper, its figures and the findings behind them as they were."""

import json
from types import SimpleNamespace

import pytest

from db.queries import books as record_queries
from db.queries import papers
from desktop.errors import KnownError
from desktop.ledgers import books
from desktop.ledgers.regulations import REGULATIONS
from desktop.operations.papers import tracing
from tests.operations.papers.handed_in import enter
from tests.operations.papers.test_reconciling import close, issued  # noqa: F401  (a fixture)

SAID = "有2个问题逾期未完成"


@pytest.fixture
def sent(office, issued):  # noqa: F811
    """A letter to each of two units: two findings are overdue in the one, one in the other."""
    _ledger, _round, housing, farming = office
    return [*issued("supervision_letter", housing), *issued("supervision_letter", farming)]


def test_a_sentence_leads_to_its_paper_its_figures_and_the_findings_as_they_were(office, sent, clock):
    ledger = office[0]
    [found] = tracing.find(ledger, f"截至2026年9月30日，{SAID}")
    assert found.letter.id == sent[0].id and found.same and SAID in found.text
    [figure] = found.figures
    assert (figure.name, figure.value, len(json.loads(figure.findings))) == ("逾期数", "2", 2)
    clock.set("2026-10-12T09:00:00")
    close(ledger, 1, "2026-09-20")
    rows = tracing.rows_then(ledger.newest, found.letter, figure)
    assert [row.number for row in rows] == json.loads(figure.findings)
    assert {row.verdict for row in rows} & {"done"} == set(), "as it was known when the paper went out"
    assert "逾期数 2（2 条）" in found.told and found.as_json()["figures"][0]["value"] == "2"


def test_spaces_and_line_ends_of_the_clipboard_do_not_matter_and_a_whole_paragraph_does(office, sent):
    ledger = office[0]
    [found] = tracing.find(ledger, " 有 2 个问题\n逾期未完成 ")
    assert found.letter.id == sent[0].id
    again = tracing.find(ledger, found.text + "另外打的一段话。")
    assert {one.paragraph for one in again if one.letter.id == sent[0].id} == {found.paragraph}
    assert {one.name for one in again[0].figures} >= {"逾期数", "最长逾期天数"}


def test_a_sentence_that_a_hand_changed_is_found_by_its_likeness_and_told_as_such(office, sent):
    [first, *_rest] = tracing.find(office[0], "截至2026年9月30日，有5个问题逾期没有完成，逾期最长的20天，现予督办。")
    assert not first.same and first.letter.id == sent[0].id and "字句不全相同" in first.told


@pytest.mark.parametrize(("said", "why"), [("2个", "太短"), ("今天食堂吃什么还没有定下来", "没有这句话")])
def test_what_cannot_be_found_is_said_with_a_remedy(office, sent, said, why):
    with pytest.raises(KnownError, match=why):
        tracing.find(office[0], said)


def test_the_findings_of_several_figures_are_each_named_once(office, sent):
    figures = papers.figures_of(office[0].newest, sent[0].id)
    numbers = tracing.numbers_of(figures)
    assert len(numbers) == len(set(numbers)) and set(numbers) >= set(json.loads(figures[0].findings))


def test_the_records_behind_a_count_of_a_book_are_told_in_their_own_words(office):
    ledger, round_id, housing, _farming = office
    enter(ledger, "regulation", name="办法", adopted_on="2026-05-11", kind="new", unit=housing, round=round_id)
    [number] = [one.number for one in record_queries.records(ledger.writing(), REGULATIONS.shape, "2026-09-30")]
    figure = SimpleNamespace(findings=json.dumps([number]), known_at="2026-12-31", as_of="2026-09-30")
    [row] = tracing.rows_then(ledger.writing(), None, figure)
    assert row.number == number and "办法" in row.text and row.unit
    assert REGULATIONS.field("kind").text("new") in row.text and "new" not in row.text


def test_money_behind_a_sum_is_told_with_its_name_and_unit(office):
    ledger, round_id, housing, _farming = office
    book = books.as_declared("outcome")
    enter(ledger, "outcome", kind="refunded", also={"on": "2026-05-11"}, amount=23000, unit=housing, round=round_id)
    [number] = [one.number for one in record_queries.records(ledger.writing(), book.shape, "2026-09-30")]
    figure = SimpleNamespace(findings=json.dumps([number]), known_at="2026-12-31", as_of="2026-09-30")
    [row] = tracing.rows_then(ledger.writing(), None, figure)
    assert "金额 2.3 万元" in row.text and "refunded" not in row.text
