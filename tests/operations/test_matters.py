"""The matters of common findings are the office's own: seen, changed, taken out and brought back; decisions stay (M8)."""

import pytest

from db.queries import books as queries
from desktop.errors import Forbidden, KnownError
from desktop.ledgers import books
from desktop.operations import matters, undo
from desktop.operations.records import group_proposals
from tests.builders import EVERYONE, a_finding, a_round, a_unit

NAME = "会议纪要倒签"


def _three_units(ledger, text):
    round_id = a_round(ledger)
    for unit in "甲乙丙":
        a_finding(ledger, round_id, a_unit(ledger, f"县{unit}局"), text.format(unit))


def names(ledger):
    return [one.group.name for one in group_proposals.proposed(ledger.reader, ledger.today()).proposals]


def test_an_office_begins_with_the_shipped_list(ledger):
    found = matters.matters(ledger.reader)
    assert len(found) >= 90 and {one.standing for one in found} == {matters.SHIPPED} and all(one.words for one in found)
    assert matters.matters_of(ledger.reader) is matters.shipped_matters()


def test_a_matter_of_the_office_is_proposed_and_undo_takes_it_back(ledger, clerk):
    _three_units(ledger, "{}局会议纪要日期倒签，补写两份")
    with pytest.raises(Forbidden):
        matters.put(ledger, clerk, NAME, ("纪要+倒签",))
    matters.put(ledger, EVERYONE, NAME, ("会议纪要日期倒签", "会议纪要+倒签"))
    assert names(ledger) == [NAME]
    assert matters.matters(ledger.reader)[-1].standing == matters.ADDED
    undo.undo(ledger, EVERYONE)
    assert NAME not in names(ledger)


def test_what_was_decided_stays_when_the_words_change(ledger):
    _three_units(ledger, "{}局党费收缴不及时，欠缴三个月")
    [proposal] = group_proposals.proposed(ledger.reader, ledger.today()).proposals
    group_proposals.enter(ledger, EVERYONE, proposal, group_proposals.Asked())
    shape = books.as_declared("common_group").shape
    before = queries.records(ledger.reader, shape, ledger.today())

    matters.put(ledger, EVERYONE, "党费管理", ("党费收缴", "欠缴党费"), former=proposal.group.name)

    assert queries.records(ledger.reader, shape, ledger.today()) == before
    [again] = group_proposals.proposed(ledger.reader, ledger.today()).proposals
    assert again.group.name == "党费管理" and again.record.id == before[0].id and not again.gained


def test_a_shipped_matter_is_changed_taken_out_and_brought_back(ledger):
    first = matters.matters(ledger.reader)[0]
    matters.put(ledger, EVERYONE, first.name, (*first.words, "首题学习"), former=first.name)
    assert matters.matters(ledger.reader)[0].standing == matters.CHANGED
    matters.remove(ledger, EVERYONE, first.name)
    assert first.name not in {one.name for one in matters.matters(ledger.reader)}
    assert matters.taken_out(ledger.reader) == (first.name,)
    matters.bring_back(ledger, EVERYONE, (first.name,))
    assert matters.matters(ledger.reader)[0] == first and matters.taken_out(ledger.reader) == ()


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("", ("会议",), "no_name"),
        ("甲事项", (), "no_words"),
        ("甲事项", ("会", "会议纪要"), "short_word"),
        ("第一议题制度落实", ("会议",), "twice"),
    ],
)
def test_what_would_group_everything_or_nothing_is_refused(ledger, name, words, kind):
    before = matters.matters(ledger.reader)
    with pytest.raises(KnownError) as told:
        matters.put(ledger, EVERYONE, name, words)
    assert told.value.kind == kind and matters.matters(ledger.reader) == before


def test_words_are_read_as_they_are_typed():
    assert matters.words_in("公务接待、接待＋无公函，超标 接待") == ("公务接待", "接待+无公函", "超标", "接待")
